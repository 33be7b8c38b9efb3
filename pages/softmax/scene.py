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
    first = p.max(axis=-1)
    return {
        "logit": logits,
        "weight": weights,
        "p": p,
        "is_largest": logits == winner,
        "total_weight": class_sum(weights),
        "sum": class_sum(p),
        "argmax": logits.argmax(axis=-1) + 1,
        "winner": winner[..., 0],
        "exponential": np.exp(winner[..., 0]),
        "total": class_sum(np.exp(logits)),
        "share": first,
        "tie": (logits == winner).sum(axis=-1) == 2,
        "half": (np.abs(p - 0.5) < 0.005).any(axis=-1),
        "sure": first > 0.99,
    }
