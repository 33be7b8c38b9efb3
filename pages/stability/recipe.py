"""Every way of every comparison in NumPy alone."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.floating]


def softmax(z: ArrayLike, size: float, offset: float, dtype: str) -> Numbers:
    """Return the shares of two formulas, one row for each."""
    z = (np.array(z) * size + offset).astype(dtype)
    with np.errstate(all="ignore"):
        power = np.exp(z)
        naive = power / power.sum()
        weight = np.exp(z - z.max())
        shifted = weight / weight.sum()
    return np.stack([naive, shifted])


def sigmoid(z: ArrayLike, size: float, offset: float, dtype: str) -> Numbers:
    """Return the sigmoid of three formulas, one row for each."""
    z = (np.array(z) * size + offset).astype(dtype)
    with np.errstate(all="ignore"):
        textbook = 1 / (1 + np.exp(-z))
        ratio = np.exp(z) / (1 + np.exp(z))
        one_form = np.exp(-np.maximum(-z, 0)) / (1 + np.exp(-np.abs(z)))
    return np.stack([textbook, ratio, one_form])


def log(z: ArrayLike, size: float, offset: float, dtype: str) -> Numbers:
    """Return the log of a softmax in three ways, one row for each."""
    z = (np.array(z) * size + offset).astype(dtype)
    with np.errstate(all="ignore"):
        gap = z - z.max()
        weight = np.exp(gap)
        log_p = np.log(weight / weight.sum())
        usual = gap - np.log(weight.sum())
        rest = np.delete(weight, z.argmax()).sum()
        by_rest = gap - np.log1p(rest)
    return np.stack([log_p, usual, by_rest])


def loss(z: ArrayLike, size: float, offset: float, dtype: str) -> Numbers:
    """Return the loss of each class if it is true; of each logit if it is not."""
    z = (np.array(z) * size + offset).astype(dtype)
    with np.errstate(all="ignore"):
        p = np.exp(z) / np.exp(z).sum()
        from_p = -np.log(p)
        gap = z - z.max()
        rest = np.delete(np.exp(gap), z.argmax()).sum()
        from_logits = np.log1p(rest) - gap
        yes_no_from_p = -np.log(1 - 1 / (1 + np.exp(-z)))
        yes_no_from_logits = np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))
    return np.stack([from_p, from_logits, yes_no_from_p, yes_no_from_logits])


def roundoff(n: float) -> str:
    """Return 2/n as a difference and directly, one line for each kind of float."""
    lines = []
    for kind in (np.float16, np.float32, np.float64):
        one, held = kind(1), kind(n)
        difference = (one + one / held) - (one - one / held)
        direct = kind(2) / held
        lines.append(f"{difference} {direct}")
    return "\n".join(lines)
