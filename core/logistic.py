"""Two classes: the sigmoid, its logarithms and its inverse; the ramps."""

import numpy as np
from numpy.typing import ArrayLike

from core.arguments import Floats, as_numbers, as_probabilities


@np.errstate(all="ignore")
def sigmoid(x: ArrayLike) -> Floats:
    r"""Turn a logit into a probability.

    .. math:: \sigma(x) = \frac{1}{1 + e^{-x}}

    Parameters
    ----------
    x : array_like, any shape
        Log odds, in nat; any real numbers.

    Returns
    -------
    ndarray of float64, same shape
        Probabilities from 0 to 1; sigmoid(x) + sigmoid(-x) = 1.

    Raises
    ------
    ValueError
        If x is not made of real numbers.

    Notes
    -----
    1 / (1 + e^-x) overflows below -709 and e^x / (1 + e^x) above 709. With
    e^-abs(x), which is never more than 1, both sides are safe:

        1 / (1 + e^-x)   for x >= 0
        e^x / (1 + e^x)  for x < 0

    It is the softmax of two logits, [x, 0], with its winner's weight of 1.

    References
    ----------
    .. [1] P. Blanchard, D. J. Higham, N. J. Higham, "Accurately computing the
       log-sum-exp and softmax functions", IMA J. Numer. Anal. 41 (2021).

    Examples
    --------
    >>> sigmoid([-2.0, 0.0, 2.0])
    array([0.11920292, 0.5       , 0.88079708])

    One textbook form loses the left tail, the other the right:

    >>> from core import naive
    >>> naive.sigmoid(-720.0), naive.sigmoid_by_ratio(720.0)
    (np.float64(0.0), np.float64(nan))
    >>> sigmoid(-720.0), sigmoid(720.0)
    (np.float64(2.0322308024e-313), np.float64(1.0))
    """
    x = as_numbers(x, "x")
    weight: Floats = np.exp(-np.abs(x))  # of the loser; the winner's is 1
    own = np.where(x < 0, weight, 1.0)
    return own / (1 + weight)


@np.errstate(all="ignore")
def log_sigmoid(x: ArrayLike) -> Floats:
    r"""Turn a logit into a log probability.

    .. math:: \log \sigma(x) = -\log(1 + e^{-x})

    Parameters
    ----------
    x : array_like, any shape
        Log odds, in nat.

    Returns
    -------
    ndarray of float64, same shape
        Log probabilities in nat, from -inf to 0.

    Raises
    ------
    ValueError
        If x is not made of real numbers.

    Notes
    -----
    The logarithm of a sigmoid is -inf where the sigmoid underflows, and 0 where it
    rounds to 1. In min(x, 0) - log1p(e^-abs(x)) both terms have the same sign, so
    nothing cancels, and log1p keeps a small e^-abs(x) [1]_.

    References
    ----------
    .. [1] M. Mächler, "Accurately computing log(1 - exp(-|a|))" (2012).

    Examples
    --------
    >>> log_sigmoid([-800.0, 40.0])
    array([-8.00000000e+02, -4.24835426e-18])
    >>> with np.errstate(divide="ignore"):
    ...     np.log(sigmoid([-800.0, 40.0]))
    array([-inf,   0.])
    """
    x = as_numbers(x, "x")
    return np.minimum(x, 0) - np.log1p(np.exp(-np.abs(x)))


@np.errstate(all="ignore")
def relu(x: ArrayLike) -> Floats:
    r"""Return the ramp: what is positive stays, what is negative becomes 0.

    .. math:: \operatorname{relu}(x) = \max(x, 0)

    Parameters
    ----------
    x : array_like, any shape
        Any real numbers.

    Returns
    -------
    ndarray of float64, same shape
        From 0 up.

    Raises
    ------
    ValueError
        If x is not made of real numbers.

    Notes
    -----
    Exact everywhere. Below 0 it is flat, so nothing is left of an order there.

    Examples
    --------
    >>> relu([-2.0, 0.0, 3.5])
    array([0. , 0. , 3.5])
    """
    x = as_numbers(x, "x")
    return np.maximum(x, 0.0) + 0.0  # never -0


@np.errstate(all="ignore")
def softplus(x: ArrayLike) -> Floats:
    r"""Return the smooth ramp, the loss of a logit that should be very negative.

    .. math:: \log(1 + e^x) = -\log \sigma(-x)

    Parameters
    ----------
    x : array_like, any shape
        Log odds, in nat.

    Returns
    -------
    ndarray of float64, same shape
        In nat, from max(x, 0) to max(x, 0) + log 2.

    Raises
    ------
    ValueError
        If x is not made of real numbers.

    Notes
    -----
    e^x overflows above 709, and 1 + e^x forgets e^x below -37. Some libraries return
    x itself above a threshold of 20, which is wrong from the eleventh digit on. The
    form max(x, 0) + log1p(e^-abs(x)) needs no threshold [1]_.

    References
    ----------
    .. [1] M. Mächler, "Accurately computing log(1 - exp(-|a|))" (2012).

    Examples
    --------
    >>> softplus([-40.0, 0.0, 20.1, 800.0])
    array([4.24835426e-18, 6.93147181e-01, 2.01000000e+01, 8.00000000e+02])
    >>> np.log(1 + np.exp(-40.0))
    np.float64(0.0)
    """
    x = as_numbers(x, "x")
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


@np.errstate(all="ignore")
def logit(p: ArrayLike) -> Floats:
    r"""Turn a probability into log odds; the inverse of the sigmoid.

    .. math:: \operatorname{logit}(p) = \log \frac{p}{1 - p}

    Parameters
    ----------
    p : array_like, any shape
        Probabilities from 0 to 1.

    Returns
    -------
    ndarray of float64, same shape
        In nat: -inf at 0, 0 at one half, +inf at 1.

    Raises
    ------
    ValueError
        If a p lies outside [0, 1].

    Notes
    -----
    Near one half the odds are near 1, and the logarithm of a number near 1 shows
    only what rounding left of it. There 2 artanh(2p - 1) is the same function, and
    2p - 1 is exact from p = 1/4 on, by Sterbenz' lemma [1]_.

    References
    ----------
    .. [1] P. H. Sterbenz, Floating-Point Computation (1974), theorem 4.3.1.

    Examples
    --------
    >>> logit([0.0, 0.25, 0.5, 1.0])
    array([       -inf, -1.09861229,  0.        ,         inf])
    >>> from core import naive
    >>> naive.logit([0.5 + 1e-9]), logit([0.5 + 1e-9])
    (array([3.99999988e-09]), array([3.99999989e-09]))
    """
    p = as_probabilities(p)
    log_odds = np.log(p / (1 - p))
    return np.where(p < 1 / 4, log_odds, 2 * np.arctanh(2 * p - 1))[()]


@np.errstate(all="ignore")
def odds(p: ArrayLike) -> Floats:
    r"""Turn a probability into odds.

    .. math:: \frac{p}{1 - p}

    Parameters
    ----------
    p : array_like, any shape
        Probabilities from 0 to 1.

    Returns
    -------
    ndarray of float64, same shape
        From 0 to inf; 1 at one half.

    Raises
    ------
    ValueError
        If a p lies outside [0, 1].

    Notes
    -----
    The obvious form is the right one here. e^logit(p) is not: the exponential
    magnifies the rounding of the logit.

    Examples
    --------
    >>> odds([0.0, 0.5, 0.75, 1.0])
    array([ 0.,  1.,  3., inf])
    >>> odds(1e-300) == 1e-300, np.exp(logit(1e-300)) == 1e-300
    (np.True_, np.False_)
    """
    p = as_probabilities(p)
    return p / (1 - p)
