"""The textbook formulas, computed as written, so that one can watch them break.

Every function takes the `dtype` to compute in: float16, float32 or float64. The
arguments are rounded to it first, and so is the result of every single operation.
(NumPy would add up float16 numbers in float32; here a sum is taken one term at a
time.) What overflows becomes inf, 0/0 becomes nan, and no warning is given: the
wrong answer is the lesson. The right ones have the same names in `core`.

The functions at the end find *where* a form breaks, by trying it out: they bisect
over all numbers of the dtype and call the arithmetic itself.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from core.arguments import (
    as_distribution,
    as_logits,
    as_numbers,
    as_probabilities,
    as_soft_target,
)
from core.targets import as_target

Short = NDArray[np.floating]

__all__ = [
    "binary_cross_entropy",
    "binary_cross_entropy_from_logits",
    "certain_gap",
    "cross_entropy",
    "cross_entropy_from_logits",
    "exp_overflow",
    "exp_underflow",
    "first_to_break",
    "impossible_gap",
    "log_softmax",
    "logit",
    "sigmoid",
    "sigmoid_by_ratio",
    "sigmoid_by_ratio_overflow",
    "sigmoid_certain",
    "sigmoid_overflow",
    "softmax",
]


@np.errstate(all="ignore")
def softmax(logits: ArrayLike, dtype: DTypeLike = np.float64) -> Short:
    """Compute e^z / sum(e^z) without a shift, shape (..., K).

    nan when a logit passes `exp_overflow` or all logits pass `exp_underflow`.

    Examples
    --------
    >>> softmax([1010.0, 1000.0, 990.0])
    array([nan, nan, nan])
    >>> softmax([12.0, 11.0], np.float16)
    array([nan,  0.], dtype=float16)
    """
    z = _rounded(as_logits(logits), dtype)
    power = np.exp(z)
    return np.asarray(power / _sum(power)[..., np.newaxis])


@np.errstate(all="ignore")
def log_softmax(logits: ArrayLike, dtype: DTypeLike = np.float64) -> Short:
    """Compute the log of the unshifted softmax, shape (..., K).

    -inf where a probability underflows, 0 where it rounds to 1.

    Examples
    --------
    >>> log_softmax([0.0, -750.0, 40.0])
    array([-40., -inf,   0.])
    """
    return np.log(softmax(logits, dtype))


@np.errstate(all="ignore")
def sigmoid(x: ArrayLike, dtype: DTypeLike = np.float64) -> Short:
    """Compute 1 / (1 + e^-x), any shape.

    e^-x overflows for very negative x: the result is 0 instead of a small number.

    Examples
    --------
    >>> sigmoid([-800.0, -720.0, 0.0])
    array([0. , 0. , 0.5])
    """
    x = _rounded(as_numbers(x, "x"), dtype)
    one = x.dtype.type(1)
    return one / (one + np.exp(-x))


@np.errstate(all="ignore")
def sigmoid_by_ratio(x: ArrayLike, dtype: DTypeLike = np.float64) -> Short:
    """Compute e^x / (1 + e^x), any shape.

    Sometimes offered as the cure of `sigmoid`. It only moves the overflow to the
    other side, where inf / inf is nan.

    Examples
    --------
    >>> sigmoid_by_ratio([-720.0, 0.0, 720.0])
    array([2.0322308e-313, 5.0000000e-001,            nan])
    """
    x = _rounded(as_numbers(x, "x"), dtype)
    power = np.exp(x)
    return power / (x.dtype.type(1) + power)


@np.errstate(all="ignore")
def logit(p: ArrayLike, dtype: DTypeLike = np.float64) -> Short:
    """Compute log(p / (1 - p)), any shape.

    Near p = 1/2 the ratio rounds to 1 and takes its digits with it.

    Examples
    --------
    >>> from core import logit as exact
    >>> logit([0.5 + 1e-9]), exact([0.5 + 1e-9])
    (array([3.99999988e-09]), array([3.99999989e-09]))
    """
    p = _rounded(as_numbers(p, "p"), dtype)
    return np.log(p / (p.dtype.type(1) - p))


@np.errstate(all="ignore")
def cross_entropy(
    p: ArrayLike, target: ArrayLike, dtype: DTypeLike = np.float64
) -> Short:
    """Compute -sum(y log p) over the last axis, shape (...).

    An impossible class is nan even where the target does not ask for it: 0 * -inf.

    Examples
    --------
    >>> cross_entropy([0.26, 0.70, 0.04], [0, 1, 0]).round(8)
    np.float64(0.35667494)
    >>> cross_entropy([0.0, 1.0], [0, 1])
    np.float64(nan)
    """
    p = as_distribution(p)
    y = _rounded(as_target(target, p.shape), dtype)
    return -_sum(y * np.log(_rounded(p, dtype)))


def cross_entropy_from_logits(
    logits: ArrayLike, target: ArrayLike, dtype: DTypeLike = np.float64
) -> Short:
    """Compute the cross-entropy from the unshifted softmax, shape (...).

    Examples
    --------
    >>> cross_entropy_from_logits([0.3, 2.9, 4.0], [0.0, 0.0, 1.0]).round(8)
    np.float64(0.30571446)
    >>> cross_entropy_from_logits([0.0, 800.0], [0.0, 1.0])
    np.float64(nan)
    """
    return cross_entropy(softmax(logits, dtype), target, dtype)


@np.errstate(all="ignore")
def binary_cross_entropy(
    p: ArrayLike, target: ArrayLike, dtype: DTypeLike = np.float64
) -> Short:
    """Compute -y log p - (1 - y) log(1 - p), any shape.

    nan where p has rounded to 0 or 1 and the target agrees: 0 * -inf.

    Examples
    --------
    >>> binary_cross_entropy([0.25, 1.0], 1.0)
    array([1.38629436,        nan])
    """
    p = _rounded(as_probabilities(p), dtype)
    y = _rounded(as_soft_target(target), dtype)
    one = p.dtype.type(1)
    return -(y * np.log(p) + (one - y) * np.log(one - p))


def binary_cross_entropy_from_logits(
    x: ArrayLike, target: ArrayLike, dtype: DTypeLike = np.float64
) -> Short:
    """Compute the binary cross-entropy from 1 / (1 + e^-x), any shape.

    The exact loss of these two mistakes is 36 and 37, to all digits shown; it becomes
    infinite once the sigmoid rounds to 1.

    Examples
    --------
    >>> binary_cross_entropy_from_logits([36.0, 37.0], 0.0)
    array([36.04365339,         inf])
    """
    return binary_cross_entropy(sigmoid(x, dtype), target, dtype)


def exp_overflow(dtype: DTypeLike = np.float64) -> float:
    """Return the smallest x at which e^x is inf.

    Examples
    --------
    >>> [round(exp_overflow(t), 2) for t in ("float16", "float32", "float64")]
    [11.09, 88.72, 709.78]
    """
    return first_to_break(lambda x: np.isinf(np.exp(x)), dtype)


def exp_underflow(dtype: DTypeLike = np.float64) -> float:
    """Return the largest x at which e^x is 0.

    Examples
    --------
    >>> [round(exp_underflow(t), 2) for t in ("float16", "float32", "float64")]
    [-17.34, -103.97, -745.13]
    """
    return -first_to_break(lambda x: np.exp(-x) == 0, dtype)


def sigmoid_overflow(dtype: DTypeLike = np.float64) -> float:
    """Return the largest x at which 1 / (1 + e^-x) is 0, its e^-x being inf."""
    return -first_to_break(lambda x: sigmoid(-x, dtype) == 0, dtype)


def sigmoid_by_ratio_overflow(dtype: DTypeLike = np.float64) -> float:
    """Return the smallest x at which e^x / (1 + e^x) is nan."""
    return first_to_break(lambda x: np.isnan(sigmoid_by_ratio(x, dtype)), dtype)


def sigmoid_certain(dtype: DTypeLike = np.float64) -> float:
    """Return the smallest x at which 1 / (1 + e^-x) rounds to 1.

    From here on the binary cross-entropy of a mistake is infinite.

    Examples
    --------
    >>> [round(sigmoid_certain(t), 2) for t in ("float16", "float32", "float64")]
    [7.62, 16.64, 36.74]
    """
    return first_to_break(lambda x: sigmoid(x, dtype) == 1, dtype)


def certain_gap(dtype: DTypeLike = np.float64) -> float:
    """Return the smallest lead of the first of two logits that makes its p 1.

    From here on its cross-entropy is 0 and it learns nothing more.
    """
    return first_to_break(
        lambda x: softmax(np.array([0 * x, -x]), dtype)[0] == 1, dtype
    )


def impossible_gap(dtype: DTypeLike = np.float64) -> float:
    """Return the smallest lead of a logit at 0 that makes the other's p 0.

    From here on the cross-entropy of the other is infinite.
    """
    return first_to_break(
        lambda x: softmax(np.array([0 * x, -x]), dtype)[1] == 0, dtype
    )


@np.errstate(all="ignore")
def _rounded(numbers: NDArray[np.floating], dtype: DTypeLike) -> Short:
    """Return the numbers in the dtype all further operations are to use."""
    if np.dtype(dtype) not in (np.float16, np.float32, np.float64):
        raise ValueError(f"dtype must be float16, float32 or float64, got {dtype}")
    return numbers.astype(dtype)


def _sum(terms: Short) -> Short:
    """Add along the last axis, rounding to the dtype after every term."""
    return np.add.accumulate(terms, axis=-1)[..., -1][()]


@np.errstate(all="ignore")
def first_to_break(breaks: Callable[[Short], object], dtype: DTypeLike) -> float:
    """Return the smallest positive number of the dtype at which a form breaks.

    The bits of positive floats, read as an integer, count them in order. So halving
    an interval of integers finds the first one within 64 steps.
    """
    kind = np.dtype(dtype)
    bits = np.dtype(f"u{kind.itemsize}")
    works, broken = 0, int(np.finfo(kind).max.view(bits))
    while broken - works > 1:
        middle = (works + broken) // 2
        if breaks(np.array(middle, bits).view(kind)):
            broken = middle
        else:
            works = middle
    return float(bits.type(broken).view(kind))
