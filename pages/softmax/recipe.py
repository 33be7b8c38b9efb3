"""Softmax in NumPy alone."""

import numpy as np
from numpy.typing import NDArray


def softmax(
    z: list[float], shift: float
) -> tuple[NDArray[np.float64], np.float64, np.int64]:
    """Return the shares, their sum, and which is the largest, counted from 1."""
    logits = np.array(z) + shift
    weights = np.exp(logits - logits.max())
    p = weights / weights.sum()
    return p, p.sum(), p.argmax() + 1
