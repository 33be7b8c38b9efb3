"""What temperature does to shares, their entropy, and draws from them."""

from typing import Final

import numpy as np

from core import entropy, log_softmax, perplexity, softmax
from core.draws import count_draws
from core.sums import class_sum
from live import Array

# Closest where shares bend most; the entropy bends less.
TEMPERATURES: Final = np.array(
    [
        *(0, 0.05, 0.07, 0.1, 0.14, 0.2, 0.27, 0.36, 0.47, 0.6, 0.8, 1),
        *(1.3, 1.7, 2.2, 3, 4, 5.5, 7.5, 10, 14, 20, np.inf),
    ]
)
COARSE: Final = [0, 1, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 19, 21, 22]
AT_ONE: Final = TEMPERATURES.tolist().index(1)


NONE: Final = np.array(0.0)


def scene(z: Array, t: Array, n: Array = NONE) -> dict[str, Array]:
    """Answer for logits (..., K), a temperature and a number of draws (...)."""
    p = softmax(z, temperature=t)
    h, choices, first = entropy(p), perplexity(p), p.max(axis=-1)
    n = np.broadcast_to(n, t.shape)
    counts = count_draws(p, n)
    frequency = counts / np.maximum(np.floor(n), 1)[..., np.newaxis]
    return {
        "temperature": t,
        "p": p,
        "sum": class_sum(p),
        "counts": counts,
        "frequency": frequency,
        "is_drawn": n >= 1,
        "entropy": h,
        "bits": h / np.log(2),
        "perplexity": choices,
        "argmax": z.argmax(axis=-1) + 1,
        "winner": z.max(axis=-1),
        "share": first,
        "limit": 1 + (t == 0),
        "sure": (first > 0.99) & (t > 0) & (t < 1),
        "unsure": (choices > 0.95 * z.shape[-1]) & (np.ptp(z, axis=-1) > 1),
        "bit": np.abs(h / np.log(2) - 1) < 0.03,
        "shared": (t == 0) & ((p == first[..., np.newaxis]).sum(axis=-1) == 2),
        "faithful": (np.abs(frequency - p) < 0.01).all(axis=-1) & (n >= 100),
    }


def without_draws(z: Array, t: Array) -> dict[str, Array]:
    """Answer where nothing is drawn."""
    return scene(z, t)


def with_truth(truth: int, z: Array, t: Array) -> dict[str, Array]:
    """Answer where one of the classes is true, counted from 0."""
    log_p = log_softmax(z, temperature=t)[..., truth]
    return scene(z, t) | {"price": 0 - log_p}


def backdrop(z: Array, t: Array) -> dict[str, Array]:
    """Answer for logits (..., K) at every temperature, at 1, and at that of now."""
    every = softmax(z[..., np.newaxis, :], temperature=TEMPERATURES)
    coarse = every[..., COARSE, :]
    return {
        "every": every,
        "coarse": coarse,
        "entropies": entropy(coarse),
        "at_one": every[..., AT_ONE, :],
        "now": softmax(z, temperature=t),
    }
