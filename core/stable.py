"""The usual cures of the textbook formulas, computed at a dtype.

The counterpart of `naive`, which explains the arguments: every argument is rounded to
the dtype first, and so is the result of every single operation. Nothing overflows
here, and it costs some digits, which `core` keeps by the same ideas with more care.
"""

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from core import naive
from core.arguments import as_logits, as_numbers, as_soft_target
from core.naive import Short

__all__ = [
    "binary_cross_entropy_from_logits",
    "gap",
    "log_softmax",
    "log_softmax_by_rest",
    "sigmoid",
    "softmax",
    "total",
]


@np.errstate(all="ignore")
def gap(logits: ArrayLike, dtype: DTypeLike = np.float64) -> Short:
    """Compute z - max(z), shape (..., K): 0 for the winner, negative for the others.

    Examples
    --------
    >>> gap([1010.0, 1000.0, 990.0], np.float16)
    array([  0., -10., -20.], dtype=float16)
    """
    z = as_logits(logits).astype(dtype)
    return np.asarray(z - z.max(axis=-1, keepdims=True))


def softmax(logits: ArrayLike, dtype: DTypeLike = np.float64) -> Short:
    """Compute e^(z - max) / sum(e^(z - max)), shape (..., K).

    Examples
    --------
    >>> softmax([1010.0, 1000.0, 990.0])
    array([9.99954600e-01, 4.53978686e-05, 2.06106005e-09])
    """
    return naive.softmax(gap(logits, dtype), dtype)


@np.errstate(all="ignore")
def log_softmax(logits: ArrayLike, dtype: DTypeLike = np.float64) -> Short:
    """Compute (z - max) - log(sum(e^(z - max))), shape (..., K).

    Its sum contains the winner's 1, and 1 + 4e-18 is simply 1.

    Examples
    --------
    >>> log_softmax([40.0, 0.0, -800.0])
    array([   0.,  -40., -840.])
    """
    gaps = gap(logits, dtype)
    return np.asarray(gaps - np.log(total(np.exp(gaps)))[..., np.newaxis])


@np.errstate(all="ignore")
def log_softmax_by_rest(logits: ArrayLike, dtype: DTypeLike = np.float64) -> Short:
    """Compute (z - max) - log1p(rest), shape (..., K).

    The rest is the sum of e^(z - max) without the winner, so that it is not lost.

    Examples
    --------
    >>> log_softmax_by_rest([40.0, 0.0, -800.0])
    array([-4.24835426e-18, -4.00000000e+01, -8.40000000e+02])
    """
    gaps = gap(logits, dtype)
    weights = np.exp(gaps)
    winner = gaps.argmax(axis=-1, keepdims=True)
    np.put_along_axis(weights, winner, 0, axis=-1)
    return np.asarray(gaps - np.log1p(total(weights))[..., np.newaxis])


@np.errstate(all="ignore")
def sigmoid(x: ArrayLike, dtype: DTypeLike = np.float64) -> Short:
    """Compute e^-relu(-x) / (1 + e^-abs(x)), any shape.

    One form for both signs: no exponent is ever positive.

    Examples
    --------
    >>> sigmoid([-720.0, 0.0, 720.0])
    array([2.0322308e-313, 5.0000000e-001, 1.0000000e+000])
    """
    x = as_numbers(x, "x").astype(dtype)
    zero, one = x.dtype.type(0), x.dtype.type(1)
    return np.asarray(np.exp(-np.maximum(-x, zero)) / (one + np.exp(-np.abs(x))))[()]


@np.errstate(all="ignore")
def binary_cross_entropy_from_logits(
    x: ArrayLike, target: ArrayLike, dtype: DTypeLike = np.float64
) -> Short:
    """Compute relu(x) - x y + log1p(e^-abs(x)), any shape.

    Examples
    --------
    >>> binary_cross_entropy_from_logits([37.0, 1000.0], 0.0)
    array([  37., 1000.])
    """
    x = as_numbers(x, "x").astype(dtype)
    y = as_soft_target(target).astype(dtype)
    ramp = np.maximum(x, x.dtype.type(0)) - x * y
    return np.asarray(ramp + np.log1p(np.exp(-np.abs(x))))[()]


@np.errstate(all="ignore")
def total(terms: Short) -> Short:
    """Add along the last axis, rounding to the dtype of the terms after every one.

    Examples
    --------
    >>> total(np.full(3, 30000, np.float16))
    np.float16(inf)
    """
    return np.add.accumulate(terms, axis=-1)[..., -1][()]
