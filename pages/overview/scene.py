"""Softmax of the shared logits, and no more."""

import numpy as np

from core import softmax
from core.sums import class_sum
from live import Array


def scene(z: Array) -> dict[str, Array]:
    """Answer for logits (..., K)."""
    p = softmax(z)
    return {
        "p": p,
        "sum": class_sum(p),
        "is_largest": np.equal(z, z.max(axis=-1, keepdims=True)),
    }
