"""What a prediction costs when the truth is known: cross-entropy, in nat."""

import numpy as np
from numpy.typing import ArrayLike

from core.arguments import (
    Floats,
    as_distribution,
    as_numbers,
    as_soft_target,
    common_shape,
)
from core.gaps import measure
from core.logistic import softplus
from core.softmax import log_softmax
from core.sums import class_sum
from core.targets import as_target


@np.errstate(all="ignore")
def cross_entropy(p: ArrayLike, target: ArrayLike) -> Floats:
    r"""Return the cross-entropy of predicted probabilities.

    .. math:: -\sum_k y_k \log p_k, \qquad 0 \log 0 = 0

    Parameters
    ----------
    p : array_like, shape (..., K)
        Predicted probabilities from 0 to 1.
    target : array_like, shape (..., K) or integers (...)
        The true distribution y, or the index of the true class; leading axes
        broadcast against those of `p`.

    Returns
    -------
    ndarray of float64, shape (...)
        In nat, from the entropy of the target to inf. 0 for a right and certain
        prediction; inf, never a clipped number, if a true class was ruled out.

    Raises
    ------
    ValueError
        If shapes do not match, or an entry lies outside [0, 1] or is no number.
    IndexError
        If a class index is negative or not below K.

    Notes
    -----
    As written, any class ruled out by p and y alike gives 0 * -inf = nan. Libraries
    often clip p at 1e-7 or 1e-16 instead, which turns an infinite loss into one of
    16 or 37. From logits, `cross_entropy_from_logits` has more digits.

    References
    ----------
    .. [1] I. J. Good, "Rational decisions", J. Royal Statistical Society B 14 (1952).

    Examples
    --------
    >>> cross_entropy([0.26, 0.70, 0.04], [0, 1, 0]).round(8)
    np.float64(0.35667494)
    >>> from core import naive
    >>> naive.cross_entropy([0.0, 1.0], [0, 1]), cross_entropy([0.0, 1.0], [0, 1])
    (np.float64(nan), np.float64(0.0))
    >>> cross_entropy([0.0, 1.0], [1, 0])
    np.float64(inf)
    """
    p = as_distribution(p)
    y = as_target(target, p.shape)
    return _expected(y, 0 - np.log(p))


@np.errstate(all="ignore")
def cross_entropy_from_logits(logits: ArrayLike, target: ArrayLike) -> Floats:
    r"""Return the cross-entropy of the softmax of logits.

    .. math:: \sum_k y_k \left( \log \sum_i e^{z_i} - z_k \right)

    Parameters
    ----------
    logits : array_like, shape (..., K)
        Unnormalised log probabilities of K classes, in nat. -inf masks a class.
    target : array_like, integers (...) or shape (..., K)
        Integer class indices, or distributions y over the classes. Leading axes
        broadcast against those of the logits. Integers with a class axis, such as
        [0, 1, 0] beside three logits, are read as one-hot distributions, unless
        their shape is exactly that of the leading axes.

    Returns
    -------
    ndarray of float64, shape (...)
        In nat, from 0 to inf; nan where the softmax is.

    Raises
    ------
    ValueError
        If shapes do not match, or an entry lies outside [0, 1] or is no number.
    IndexError
        If a class index is negative or not below K.

    Notes
    -----
    Through probabilities, the loss of a hopeless class is inf as soon as p
    underflows, and that of a confident winner is 0 as soon as p rounds to 1: then
    nothing is left to learn from. In gap - log1p(rest) both survive. See
    `log_softmax`.

    References
    ----------
    .. [1] P. Blanchard, D. J. Higham, N. J. Higham, "Accurately computing the
       log-sum-exp and softmax functions", IMA J. Numer. Anal. 41 (2021).

    Examples
    --------
    >>> cross_entropy_from_logits([0.3, 2.9, 4.0], 2).round(8)
    np.float64(0.30571446)
    >>> cross_entropy_from_logits([0.3, 2.9, 4.0], [0.1, 0.2, 0.7]).round(8)
    np.float64(0.89571446)

    >>> from core import naive
    >>> naive.cross_entropy_from_logits([[40.0, 0.0], [0.0, -800.0]], [0, 1])
    array([-0., inf])
    >>> cross_entropy_from_logits([[40.0, 0.0], [0.0, -800.0]], [0, 1])
    array([4.24835426e-18, 8.00000000e+02])
    """
    _, gap, _, rest = measure(logits)
    y = as_target(target, gap.shape)
    if np.any(np.isinf(gap) & np.isfinite(logits)):
        # Logits of 1e308 are further apart than the largest float: take halves.
        half = np.log1p(rest) / 2 - measure(logits, 2.0).gap
        return 2 * _expected(y, half)
    return _expected(y, np.log1p(rest) - gap)


@np.errstate(all="ignore")
def cross_entropy_terms(logits: ArrayLike, target: ArrayLike) -> Floats:
    r"""Return what each class adds to `cross_entropy_from_logits`.

    .. math:: -y_k \log p_k, \qquad 0 \log 0 = 0

    Parameters
    ----------
    logits : array_like, shape (..., K)
        Unnormalised log probabilities of K classes, in nat. -inf masks a class.
    target : array_like, integers (...) or shape (..., K)
        Class indices or distributions, as for `cross_entropy_from_logits`.

    Returns
    -------
    ndarray of float64, shape (..., K)
        In nat, from 0 to inf; a class that is not expected adds 0. nan where the
        softmax is.

    Raises
    ------
    ValueError
        If shapes do not match, or a target lies outside [0, 1] or is no number.
    IndexError
        If a class index is negative or not below K.

    References
    ----------
    .. [1] I. J. Good, "Rational decisions", J. Royal Statistical Society B 14 (1952).

    Examples
    --------
    >>> cross_entropy_terms([0.3, 2.9, 4.0], [0.0, 0.2, 0.8]).round(4)
    array([0.    , 0.2811, 0.2446])
    """
    log_p = log_softmax(logits)
    return np.asarray(_share(as_target(target, log_p.shape), 0 - log_p)) + 0.0


@np.errstate(all="ignore")
def binary_cross_entropy_from_logits(x: ArrayLike, target: ArrayLike) -> Floats:
    r"""Return the cross-entropy of the sigmoid of a logit.

    .. math:: -y \log \sigma(x) - (1 - y) \log(1 - \sigma(x))

    Parameters
    ----------
    x : array_like, any shape
        Log odds of the positive class, in nat.
    target : array_like, any shape that broadcasts against x
        Truth y from 0 to 1.

    Returns
    -------
    ndarray of float64, broadcast shape
        In nat, from 0 to inf.

    Raises
    ------
    ValueError
        If shapes do not match, or a target lies outside [0, 1] or is no number.

    Notes
    -----
    Through probabilities, 1 - sigmoid(x) is 0 from x = 37 on and the loss infinite.
    The usual cure, max(x, 0) - x y + log1p(e^-abs(x)), holds for targets 0 and 1, but
    subtracts nearly equal numbers when y is almost 1. As log(1 - sigmoid(x)) =
    log sigmoid(-x), the loss is y softplus(-x) + (1 - y) softplus(x): two positive
    terms, in which nothing cancels.

    References
    ----------
    .. [1] M. Mächler, "Accurately computing log(1 - exp(-|a|))" (2012).

    Examples
    --------
    >>> from core import naive
    >>> naive.binary_cross_entropy_from_logits(40.0, [0, 1])
    array([inf, nan])
    >>> binary_cross_entropy_from_logits(40.0, [0, 1])
    array([4.00000000e+01, 4.24835426e-18])

    A soft target, where the exact loss is 700 * 9.99e-16:

    >>> x, y = 700.0, 1 - 1e-15
    >>> np.array([np.maximum(x, 0) - x * y + np.log1p(np.exp(-abs(x)))])
    array([6.82121026e-13])
    >>> binary_cross_entropy_from_logits([x], y)
    array([6.99440506e-13])
    """
    x, y = as_numbers(x, "x"), as_soft_target(target)
    common_shape(y.shape, x.shape, "target and x")
    return _share(y, softplus(-x)) + _share(1 - y, softplus(x))


def _expected(y: Floats, loss: Floats) -> Floats:
    """Return the mean loss under the distributions y, shape (...)."""
    return class_sum(np.asarray(_share(y, loss)))[()]


def _share(y: Floats, loss: Floats) -> Floats:
    """Return y * loss, where even an infinite loss counts nothing if y is 0."""
    return np.where((y == 0) & np.isinf(loss), 0, y * loss)[()]
