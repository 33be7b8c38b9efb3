"""Four ways to make shares, in NumPy alone."""

import numpy as np
from numpy.typing import NDArray

Shares = NDArray[np.float64]


def four_rules(
    z: list[float], shift: float, base: float
) -> tuple[Shares, Shares, Shares, Shares, np.float64]:
    """Return shares by ratios, powers, squares and softplus, and the temperature."""
    logits = np.array(z)
    if shift:
        logits = np.round(logits + shift, 12)  # decimals stay decimals
    power = base ** (logits - logits.max())
    share = power / power.sum()
    total = logits.sum()
    if abs(total) <= len(logits) / 2 * np.finfo(float).eps * np.abs(logits).sum():
        total = np.nan  # the numbers cancel; what is left is rounding
    ratio = logits / total
    squares = (logits / (np.abs(logits).max() or np.nan)) ** 2
    squares = squares / squares.sum()
    softplus = np.log1p(np.exp(logits))
    softplus = softplus / softplus.sum()
    return ratio, share, squares, softplus, 1 / np.log(base)
