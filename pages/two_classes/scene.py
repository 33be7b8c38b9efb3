"""Softmax of two classes, or of three, beside the sigmoid of two."""

from typing import Final

import numpy as np

from core import log_softmax, sigmoid, softmax, softplus
from core.sums import class_sum
from core.ulps import steps_between
from live import Array

HALF_STEP: Final = 2.0**-53  # beside 1, float64 takes less than this for 0
PAIRS: Final = ((1, 2), (1, 3), (2, 3))
SAME, CLOSE, APART = (
    1,
    2,
    3,
)  # how softmax and sigmoid compare; a third class parts them


def scene(z: Array, shift: Array) -> dict[str, Array]:
    """Answer for three logits (..., 3), of which the last may be -inf, and a shift."""
    logits = z + shift[..., np.newaxis]
    first, second, third = np.moveaxis(logits, -1, 0)
    gap = first - second
    p, log_p = softmax(logits), log_softmax(logits)
    one, other = p[..., 0], sigmoid(gap)
    alone = np.isneginf(third)
    # While a third class has a share to be seen, the two are different numbers.
    steps = np.where(p[..., 2] < HALF_STEP, steps_between(one, other), np.nan)
    return {
        "logit": logits,
        "p": p,
        "sum": class_sum(p),
        "gap": gap,
        "behind": -gap,
        "softmax": one,
        "sigmoid": other,
        "difference": steps,
        "verdict": np.select([~alone, steps > 0], [APART, CLOSE], SAME),
        "power1": np.exp(first),
        "power2": np.exp(second),
        "weight2": np.exp(second - first),
        "weight3": np.exp(third - first),
        **{f"log{i}{k}": log_p[..., i - 1] - log_p[..., k - 1] for i, k in PAIRS},
        "half": alone & (one == 0.5) & (other == 0.5),
        "tenfold": np.abs(gap - np.log(10)) < 0.02,
        "third": np.abs(p[..., 2] - 0.5) < 0.005,
        "step": alone & (steps == 1),
    }


def backdrop(z: Array) -> dict[str, Array]:
    """Answer how far the third class moves the sigmoid to the right.

    e^z2 + e^z3 is the weight of a single rival, whose logit is z2 + softplus(z3 - z2).
    A shift changes no difference.
    """
    return {"further": softplus(z[..., 2] - z[..., 1])}
