"""Softmax and sigmoid in NumPy alone."""

import numpy as np
from numpy.typing import NDArray


def softmax_and_sigmoid(
    z: list[float], shift: float
) -> tuple[NDArray[np.float64], np.float64, np.float64, np.float64]:
    """Return the shares, the sigmoid, and the road back to a difference of logits."""
    logits = np.array(z) + shift
    weights = np.exp(logits - logits.max())
    p = weights / weights.sum()
    sigmoid = 1 / (1 + np.exp(-(logits[0] - logits[1])))
    return p, sigmoid, np.log(p[0] / p[1]), logits[0] - logits[1]
