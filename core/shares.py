"""From numbers to shares of one whole, by other rules than softmax.

Every rule turns each number into a weight and divides by the sum of all weights. They
differ in the weight, and it decides what the shares keep: the number itself, a power
with that exponent, its square, or its softplus. `core.softmax` is the rule that is
used; these stand beside it so that one can see why.
"""

import numpy as np
from numpy.typing import ArrayLike

from core.arguments import (
    Floats,
    as_logits,
    as_numbers,
    as_probabilities,
    refuse_unless,
)
from core.logistic import softplus
from core.softmax import softmax
from core.sums import class_sum

FAR_LEFT = -40.0  # from here on softplus(x) and e^x are the same float64


@np.errstate(all="ignore")
def ratio_shares(x: ArrayLike) -> Floats:
    r"""Divide numbers by their sum.

    .. math:: r_k = \frac{x_k}{\sum_i x_i}

    Parameters
    ----------
    x : array_like, shape (..., K)
        Any real numbers.

    Returns
    -------
    ndarray of float64, shape (..., K)
        They sum to 1, but a number whose sign is not that of the sum has a negative
        share, and others may have more than 1. A row is nan where the numbers cancel,
        since nothing can be divided by 0, and where one is infinite or nan.

    Raises
    ------
    ValueError
        If there is no class axis or no class.

    Notes
    -----
    0.1 + 0.2 - 0.3 is 5.6e-17 in float64: each of the three is rounded, and so is
    each sum. A total within the rounding of its K terms, K / 2 ulp of the sum of
    their sizes, therefore counts as 0.

    Examples
    --------
    >>> ratio_shares([0.2, 0.3]).round(15)
    array([0.4, 0.6])
    >>> ratio_shares([-0.2, 0.3]).round(15)
    array([-2.,  3.])
    >>> ratio_shares([0.1, 0.2, -0.3])
    array([nan, nan, nan])
    """
    x = _scaled(as_logits(x))
    whole, sizes = (class_sum(terms)[..., np.newaxis] for terms in (x, np.abs(x)))
    rounding = x.shape[-1] / 2 * np.finfo(np.float64).eps * sizes
    whole = np.where(np.abs(whole) <= rounding, np.nan, whole)
    return np.asarray(x / whole + 0.0)  # 0 of a negative sum is 0, not -0


@np.errstate(all="ignore")
def power_shares(logits: ArrayLike, base: ArrayLike = np.e) -> Floats:
    r"""Share out powers of any base: softmax at another temperature.

    .. math:: p_k = \frac{a^{z_k}}{\sum_i a^{z_i}}

    Parameters
    ----------
    logits : array_like, shape (..., K)
        Exponents; any real numbers. -inf masks a class.
    base : array_like, shape (...), optional
        a, from 1 to inf, broadcast against the leading axes of `logits`.

    Returns
    -------
    ndarray of float64, shape (..., K)
        Probabilities as of `softmax`. A base of 1 is uniform, and of inf the argmax.

    Raises
    ------
    ValueError
        If the base is less than 1 or nan, or as `softmax`.

    Notes
    -----
    a^z = e^(z ln a), so base a is temperature T = 1 / ln a, and base e is T = 1.

    Examples
    --------
    >>> power_shares([0.0, 1.0, 2.0], base=2).round(15)
    array([0.14285714, 0.28571429, 0.57142857])
    >>> np.array([1, 2, 4]) / 7
    array([0.14285714, 0.28571429, 0.57142857])
    """
    a = as_numbers(base, "base")
    refuse_unless(a >= 1, a, "base must be 1 or more")
    return softmax(logits, temperature=1 / np.log(a))


@np.errstate(all="ignore")
def square_shares(x: ArrayLike) -> Floats:
    r"""Share out squares.

    .. math:: s_k = \frac{x_k^2}{\sum_i x_i^2}

    Parameters
    ----------
    x : array_like, shape (..., K)
        Any real numbers.

    Returns
    -------
    ndarray of float64, shape (..., K)
        From 0 to 1, summing to 1. The sign is lost: x and -x have the same share.
        A row is nan where all numbers are 0, or one is infinite or nan.

    Raises
    ------
    ValueError
        If there is no class axis or no class.

    Examples
    --------
    >>> square_shares([-3.0, 1.0, 0.0]).round(15)
    array([0.9, 0.1, 0. ])
    """
    x = as_logits(x)
    weight = np.square(x / np.abs(x).max(axis=-1, keepdims=True))
    return np.asarray(weight / class_sum(weight)[..., np.newaxis])


@np.errstate(all="ignore")
def softplus_shares(x: ArrayLike) -> Floats:
    r"""Share out values of softplus.

    .. math:: s_k = \frac{\log(1 + e^{x_k})}{\sum_i \log(1 + e^{x_i})}

    Parameters
    ----------
    x : array_like, shape (..., K)
        Any real numbers. -inf masks a class.

    Returns
    -------
    ndarray of float64, shape (..., K)
        From 0 to 1, summing to 1, in the order of x but for the last digits: numbers
        a few ulp apart may tie or change places. A row is nan where all classes are
        masked, or one number is +inf or nan.

    Raises
    ------
    ValueError
        If there is no class axis or no class.

    Notes
    -----
    Below -745 softplus is smaller than any float64. But far to the left it is the
    exponential, log(1 + w) = w - w^2 / 2 + ..., and there its shares are softmax.

    Examples
    --------
    >>> softplus_shares([-1.0, 0.0, 1.0]).round(4)
    array([0.135 , 0.2988, 0.5661])
    >>> softplus_shares([-800.0, -801.0]) == softmax([-800.0, -801.0])
    array([ True,  True])
    """
    x = as_logits(x)
    weight = _scaled(softplus(x))
    shares = weight / class_sum(weight)[..., np.newaxis]
    far = x.max(axis=-1, keepdims=True) <= FAR_LEFT
    return np.where(far, softmax(x), shares) if far.any() else np.asarray(shares)


@np.errstate(all="ignore")
def with_share(
    logits: ArrayLike,
    index: ArrayLike,
    share: ArrayLike,
    temperature: ArrayLike = 1.0,
) -> Floats:
    r"""Return a softmax in which the logit of one class has moved alone.

    It has moved to where its class has the given share. The others keep their
    proportions:

    .. math:: q_i = s, \qquad q_k = (1 - s) \, \frac{p_k}{1 - p_i}
              \quad \text{for all others}

    Parameters
    ----------
    logits : array_like, shape (..., K)
        Unnormalised log probabilities of two classes or more, in nat.
    index : array_like of int, shape (...)
        The class i, counted from 0.
    share : array_like, shape (...)
        Its share s, from 0 to 1.
    temperature : array_like, shape (...), optional
        Of the softmax.

    Returns
    -------
    ndarray of float64, shape (..., K)
        Over all leading axes, broadcast against each other.

    Raises
    ------
    ValueError
        If a share lies outside [0, 1], and as `softmax`.

    Notes
    -----
    1 - p_i is 0 as soon as p_i rounds to 1. The others are therefore shared out by a
    softmax of their own, in which class i is masked.

    Examples
    --------
    >>> with_share([0.0, 0.0, np.log(2.0)], 0, [0.1, 0.7]).round(15)
    array([[0.1, 0.3, 0.6],
           [0.7, 0.1, 0.2]])
    """
    z, s = as_logits(logits), as_probabilities(share, "share")[..., np.newaxis]
    is_moved = np.arange(z.shape[-1]) == np.asarray(index)[..., np.newaxis]
    others = softmax(np.where(is_moved, -np.inf, z), temperature)
    return np.where(is_moved, s, (1 - s) * others)


def _scaled(x: Floats) -> Floats:
    """Multiply rows by the power of 2 that brings the largest near 1.

    That changes no digit and no share, and sums can no longer overflow.
    """
    largest = np.abs(x).max(axis=-1, keepdims=True)
    _, exponent = np.frexp(largest)
    return np.asarray(np.ldexp(x, -exponent))
