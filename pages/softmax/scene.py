"""What softmax makes of logits, step by step."""

import numpy as np

from core import softmax
from core.sums import class_sum
from live import Array


def scene(z: Array, shift: Array) -> dict[str, Array]:
    """Answer for logits (..., K) and a shift (...)."""
    logits = z + shift[..., np.newaxis]
    winner = logits.max(axis=-1, keepdims=True)
    weights = np.exp(logits - winner)
    p = softmax(logits)
    first, powers = p.max(axis=-1), np.exp(logits)
    is_largest = logits == winner
    return {
        "logit": logits,
        "weight": weights,
        "power": powers,
        "p": p,
        "is_largest": is_largest,
        "total_weight": class_sum(weights),
        "sum": class_sum(p),
        "argmax": logits.argmax(axis=-1) + 1,
        # Alone at the top, with one more, or with others.
        "shared": np.minimum(is_largest.sum(axis=-1), 3),
        "winner": winner[..., 0],
        "exponential": np.exp(winner[..., 0]),
        "total": class_sum(powers),
        "share": first,
        "tie": (logits == winner).sum(axis=-1) == 2,
        "half": (np.abs(p - 0.5) < 0.005).any(axis=-1),
        "sure": first > 0.99,
    }
