"""How losses and probabilities answer to a change of the logits."""

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
from core.logistic import sigmoid
from core.sums import class_sum
from core.targets import as_target


@np.errstate(all="ignore")
def cross_entropy_gradient(logits: ArrayLike, target: ArrayLike) -> Floats:
    r"""Return the gradient of `cross_entropy_from_logits` by the logits.

    .. math:: \frac{\partial L}{\partial z_k} = p_k - y_k

    Parameters
    ----------
    logits : array_like, shape (..., K)
        Unnormalised log probabilities of K classes, in nat. -inf masks a class.
    target : array_like, integers (...) or shape (..., K)
        Class indices or distributions, as for `cross_entropy_from_logits`.

    Returns
    -------
    ndarray of float64, shape (..., K)
        From -1 to 1; each row sums to 0. nan where the softmax is.

    Raises
    ------
    ValueError
        If shapes do not match, or a target lies outside [0, 1] or is no number.
    IndexError
        If a class index is negative or not below K.

    Notes
    -----
    p - y vanishes as soon as p rounds to 1, though the loss still has a slope. A
    winner with more than half of the probability has 1 - p = rest / (1 + rest)
    exactly, so (1 - y) - (1 - p) keeps what p - y loses.

    References
    ----------
    .. [1] C. M. Bishop, Pattern Recognition and Machine Learning (2006), eq. 4.109.

    Examples
    --------
    >>> cross_entropy_gradient([0.3, 2.9, 4.0], 2).round(4)
    array([ 0.0182,  0.2452, -0.2634])
    >>> from core import softmax
    >>> softmax([40.0, 0.0]) - [1, 0]
    array([0.00000000e+00, 4.24835426e-18])
    >>> cross_entropy_gradient([40.0, 0.0], 0)
    array([-4.24835426e-18,  4.24835426e-18])
    """
    _, gap, weight, rest = measure(logits)
    y = as_target(target, gap.shape)
    is_likely = (gap == 0) & (rest < 1)
    complement = (1 - y) - rest / (1 + rest)
    return np.where(is_likely, complement, weight / (1 + rest) - y)


@np.errstate(all="ignore")
def squared_error_gradient(p: ArrayLike, target: ArrayLike) -> Floats:
    r"""Return the gradient of the squared error of a softmax by its logits.

    .. math:: \frac{\partial}{\partial z_k} \sum_i (p_i - y_i)^2
              = 2 p_k \Big( (p_k - y_k) - \sum_i p_i (p_i - y_i) \Big)

    Parameters
    ----------
    p : array_like, shape (..., K)
        Predicted probabilities from 0 to 1: the softmax of the logits.
    target : array_like, shape (..., K) or integers (...)
        The true distribution y, or the index of the true class; leading axes
        broadcast against those of `p`.

    Returns
    -------
    ndarray of float64, shape (..., K)
        Each row sums to 0.

    Raises
    ------
    ValueError
        If shapes do not match, or an entry lies outside [0, 1] or a target is no
        number.
    IndexError
        If a class index is negative or not below K.

    Notes
    -----
    It is the mistake p - y, twice, times the Jacobian of the softmax. The factor p
    stays in it, so that a class which got almost nothing is hardly pulled, however
    wrong that is. In `cross_entropy_gradient` the logarithm takes it away.

    References
    ----------
    .. [1] C. M. Bishop, Pattern Recognition and Machine Learning (2006), eq. 4.106.

    Examples
    --------
    >>> squared_error_gradient([0.01, 0.99], 0).round(4)
    array([-0.0392,  0.0392])
    >>> cross_entropy_gradient(np.log([0.01, 0.99]), 0).round(4)
    array([-0.99,  0.99])
    """
    p = as_distribution(p)
    miss = p - as_target(target, p.shape)
    mean = class_sum(p * miss)[..., np.newaxis]
    return np.asarray(0 + 2 * p * (miss - mean))  # 0 + x, since 0 * -2 is -0.0


@np.errstate(all="ignore")
def binary_cross_entropy_gradient(x: ArrayLike, target: ArrayLike) -> Floats:
    r"""Return the slope of `binary_cross_entropy_from_logits`.

    .. math:: \frac{dL}{dx} = \sigma(x) - y

    Parameters
    ----------
    x : array_like, any shape
        Log odds of the positive class, in nat.
    target : array_like, any shape that broadcasts against x
        Truth y from 0 to 1.

    Returns
    -------
    ndarray of float64, broadcast shape
        From -1 to 1.

    Raises
    ------
    ValueError
        If shapes do not match, or a target lies outside [0, 1] or is no number.

    Notes
    -----
    sigmoid(x) rounds to 1 from x = 37 on, and the slope towards y = 1 to 0. For
    positive x, (1 - y) - sigmoid(-x) is the same number and keeps its digits.

    References
    ----------
    .. [1] C. M. Bishop, Pattern Recognition and Machine Learning (2006), eq. 4.91.

    Examples
    --------
    >>> sigmoid(40.0) - 1
    np.float64(0.0)
    >>> binary_cross_entropy_gradient([-2.0, 40.0], 1)
    array([-8.80797078e-01, -4.24835426e-18])
    """
    x, y = as_numbers(x, "x"), as_soft_target(target)
    common_shape(y.shape, x.shape, "target and x")
    return np.where(x > 0, (1 - y) - sigmoid(-x), sigmoid(x) - y)[()]


@np.errstate(all="ignore")
def softmax_jacobian(logits: ArrayLike) -> Floats:
    r"""Return how every probability answers to every logit.

    .. math:: \frac{\partial p_i}{\partial z_j} = p_i (\delta_{ij} - p_j)

    Parameters
    ----------
    logits : array_like, shape (..., K)
        Unnormalised log probabilities of K classes, in nat. -inf masks a class.

    Returns
    -------
    ndarray of float64, shape (..., K, K)
        Symmetric; every row and column sums to 0. nan where the softmax is.

    Raises
    ------
    ValueError
        If there is no class axis or no class.

    Notes
    -----
    diag(p) - p p' subtracts p squared from p, which is 0 where p rounds to 1. The
    diagonal p (1 - p) with the winner's 1 - p = rest / (1 + rest) loses nothing.

    References
    ----------
    .. [1] C. M. Bishop, Pattern Recognition and Machine Learning (2006), eq. 4.106.

    Examples
    --------
    >>> softmax_jacobian([0.0, 0.0])
    array([[ 0.25, -0.25],
           [-0.25,  0.25]])
    >>> from core import softmax
    >>> p = softmax([40.0, 0.0])
    >>> (np.diag(p) - np.outer(p, p))[0]
    array([ 0.00000000e+00, -4.24835426e-18])
    >>> softmax_jacobian([40.0, 0.0])[0]
    array([ 4.24835426e-18, -4.24835426e-18])
    """
    _, gap, weight, rest = measure(logits)
    p = weight / (1 + rest)
    complement = np.where(gap == 0, rest / (1 + rest), 1 - p)
    jacobian = 0 - p[..., :, np.newaxis] * p[..., np.newaxis, :]
    np.einsum("...ii->...i", jacobian)[...] = p * complement
    return jacobian
