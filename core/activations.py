"""What a unit does with its number, and how steep that is: activations and slopes.

Semantics are those of PyTorch where it has the function; a slope at a corner, where
there is none, is the one from the left, as frameworks take it. Slopes are written so
that both tails keep their digits: none is found by subtracting from 1.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from core.arguments import Floats, as_numbers
from core.logistic import relu, sigmoid
from core.normal import BEYOND, mills_ratio, under_bell

LEAK: Final = 0.01  # what a leaky ReLU lets through below 0


class Activation(NamedTuple):
    """A function of one number and its derivative, both for arrays of any shape.

    Attributes
    ----------
    value : callable
        From z to the activation a.
    slope : callable
        From z to the derivative of a by z.

    """

    value: Callable[[ArrayLike], Floats]
    slope: Callable[[ArrayLike], Floats]


@np.errstate(all="ignore")
def linear(x: ArrayLike) -> Floats:
    """Return the number as it is: no activation at all.

    Parameters
    ----------
    x : array_like, any shape
        Any real numbers.

    Returns
    -------
    ndarray of float64, same shape

    Raises
    ------
    ValueError
        If x is not made of real numbers.

    Examples
    --------
    >>> linear([-2, 0.5])
    array([-2. ,  0.5])
    """
    return as_numbers(x, "x") + 0.0  # never -0


@np.errstate(all="ignore")
def linear_slope(x: ArrayLike) -> Floats:
    """Return the slope of the straight line: 1 everywhere; nan at nan.

    Parameters
    ----------
    x : array_like, any shape
        Any real numbers.

    Returns
    -------
    ndarray of float64, same shape

    Raises
    ------
    ValueError
        If x is not made of real numbers.

    Examples
    --------
    >>> linear_slope([-2, 0.5])
    array([1., 1.])
    """
    return np.abs(np.heaviside(as_numbers(x, "x"), 1.0) - 0.5) + 0.5


@np.errstate(all="ignore")
def sigmoid_slope(x: ArrayLike) -> Floats:
    r"""Return the slope of the sigmoid.

    .. math:: \sigma'(x) = \sigma(x)\,\sigma(-x)

    Parameters
    ----------
    x : array_like, any shape
        Any real numbers.

    Returns
    -------
    ndarray of float64, same shape
        From 0 to 1/4, which it has at 0.

    Raises
    ------
    ValueError
        If x is not made of real numbers.

    Notes
    -----
    The usual a (1 - a) is 0 as soon as a rounds to 1, from 37 on. Here the slope
    fades to both sides alike, and is 0 only where float64 ends, at 745.

    Examples
    --------
    >>> sigmoid_slope([0.0, 1.0, 40.0])
    array([2.50000000e-01, 1.96611933e-01, 4.24835426e-18])
    >>> sigmoid(40.0) * (1 - sigmoid(40.0))
    np.float64(0.0)
    """
    x = as_numbers(x, "x")
    return sigmoid(x) * sigmoid(-x)


@np.errstate(all="ignore")
def tanh(x: ArrayLike) -> Floats:
    r"""Return the hyperbolic tangent: a sigmoid from -1 to 1.

    .. math:: \tanh(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}} = 2\,\sigma(2x) - 1

    Parameters
    ----------
    x : array_like, any shape
        Any real numbers.

    Returns
    -------
    ndarray of float64, same shape
        From -1 to 1.

    Raises
    ------
    ValueError
        If x is not made of real numbers.

    Examples
    --------
    >>> tanh([-1.0, 0.0, 1.0])
    array([-0.76159416,  0.        ,  0.76159416])
    """
    return np.asarray(np.tanh(as_numbers(x, "x")) + 0.0)[()]  # never -0


@np.errstate(all="ignore")
def tanh_slope(x: ArrayLike) -> Floats:
    r"""Return the slope of the hyperbolic tangent.

    .. math:: \tanh'(x) = 1 - \tanh^2(x) = 4\,\sigma'(2x)

    Parameters
    ----------
    x : array_like, any shape
        Any real numbers.

    Returns
    -------
    ndarray of float64, same shape
        From 0 to 1, which it has at 0.

    Raises
    ------
    ValueError
        If x is not made of real numbers.

    Notes
    -----
    The usual 1 - a^2 loses its digits where a is near 1, and is 0 from 19 on.

    Examples
    --------
    >>> tanh_slope([0.0, 1.0, 20.0])
    array([1.00000000e+00, 4.19974342e-01, 1.69934170e-17])
    >>> 1 - tanh(20.0) ** 2
    np.float64(0.0)
    """
    return 4 * sigmoid_slope(2 * as_numbers(x, "x"))


@np.errstate(all="ignore")
def relu_slope(x: ArrayLike) -> Floats:
    r"""Return the slope of the ramp: 1 above 0, and 0 from 0 down.

    Parameters
    ----------
    x : array_like, any shape
        Any real numbers.

    Returns
    -------
    ndarray of float64, same shape
        0 or 1. At the corner, where the ramp has no slope, 0, as in PyTorch and
        TensorFlow; central differences say 1/2 there. nan at nan.

    Raises
    ------
    ValueError
        If x is not made of real numbers.

    Examples
    --------
    >>> relu_slope([-2.0, 0.0, 3.5])
    array([0., 0., 1.])
    """
    return np.heaviside(as_numbers(x, "x"), 0.0)


@np.errstate(all="ignore")
def leaky_relu(x: ArrayLike) -> Floats:
    r"""Return the ramp that lets a hundredth through below 0.

    .. math:: \max(x, 0) + 0.01 \min(x, 0)

    Parameters
    ----------
    x : array_like, any shape
        Any real numbers.

    Returns
    -------
    ndarray of float64, same shape
        From -inf to inf.

    Raises
    ------
    ValueError
        If x is not made of real numbers.

    References
    ----------
    .. [1] A. L. Maas, A. Y. Hannun, A. Y. Ng, "Rectifier nonlinearities improve
       neural network acoustic models", ICML (2013).

    Examples
    --------
    >>> leaky_relu([-2.0, 0.0, 3.5])
    array([-0.02,  0.  ,  3.5 ])
    """
    x = as_numbers(x, "x")
    return np.maximum(x, LEAK * x) + 0.0  # never -0


@np.errstate(all="ignore")
def leaky_relu_slope(x: ArrayLike) -> Floats:
    r"""Return the slope of the leaky ramp: 1 above 0, and 0.01 from 0 down.

    Parameters
    ----------
    x : array_like, any shape
        Any real numbers.

    Returns
    -------
    ndarray of float64, same shape
        0.01 or 1; 0.01 at the corner, as in PyTorch. nan at nan.

    Raises
    ------
    ValueError
        If x is not made of real numbers.

    Examples
    --------
    >>> leaky_relu_slope([-2.0, 0.0, 3.5])
    array([0.01, 0.01, 1.  ])
    """
    return np.maximum(relu_slope(x), LEAK)


@np.errstate(all="ignore")
def gelu(x: ArrayLike) -> Floats:
    r"""Return the number times the share of the normal distribution that lies below it.

    .. math:: x\,\Phi(x) = \frac{x}{2} \left(1 + \operatorname{erf}(x / \sqrt 2)\right)

    Parameters
    ----------
    x : array_like, any shape
        Any real numbers.

    Returns
    -------
    ndarray of float64, same shape
        From -0.17, at x = -0.7518, up; 0 at -inf.

    Raises
    ------
    ValueError
        If x is not made of real numbers.

    Notes
    -----
    The exact one, no approximation by tanh, which differs in the fourth digit. In
    1 + erf nothing is left of the tail below -8; here the tail has all its digits.

    References
    ----------
    .. [1] D. Hendrycks, K. Gimpel, "Gaussian error linear units (GELUs)", 2016.

    Examples
    --------
    >>> gelu([-40.0, -10.0, 0.0, 1.0])
    array([ 0.00000000e+00, -7.61985302e-23,  0.00000000e+00,  8.41344746e-01])
    """
    x = np.maximum(as_numbers(x, "x"), -BEYOND)
    size = np.minimum(np.abs(x), BEYOND)
    left = x < 0
    # What lies beyond abs(x); on the left times x, before it is too small to be.
    tail = under_bell(size, np.where(left, x, 1.0) * mills_ratio(size))
    return (np.where(left, tail, x * (1 - tail)) + 0.0)[()]  # never -0


@np.errstate(all="ignore")
def gelu_slope(x: ArrayLike) -> Floats:
    r"""Return the slope of GELU.

    .. math:: \Phi(x) + x\,\varphi(x)

    Parameters
    ----------
    x : array_like, any shape
        Any real numbers.

    Returns
    -------
    ndarray of float64, same shape
        From -0.129 to 1.129, at x = -sqrt(2) and sqrt(2); 0 at -inf, 1 at inf.

    Raises
    ------
    ValueError
        If x is not made of real numbers.

    Notes
    -----
    With Mills' ratio M both terms have the density as a factor: the slope is
    (M - abs(x)) times the density on the left, and 1 less that on the right. It
    crosses 0 at -0.7518, and has there the digits that the difference leaves.

    Examples
    --------
    >>> gelu_slope([-40.0, -0.751791524693564, 0.0, 1.0]).round(15)
    array([0.        , 0.        , 0.5       , 1.08331547])
    """
    x = as_numbers(x, "x")
    size = np.minimum(np.abs(x), BEYOND)
    left = under_bell(size, mills_ratio(size) - size)
    return (np.where(x < 0, left, 1 - left) + 0.0)[()]


ACTIVATIONS: Final[Mapping[str, Activation]] = MappingProxyType(
    {
        "linear": Activation(linear, linear_slope),
        "sigmoid": Activation(sigmoid, sigmoid_slope),
        "tanh": Activation(tanh, tanh_slope),
        "relu": Activation(relu, relu_slope),
        "leaky": Activation(leaky_relu, leaky_relu_slope),
        "gelu": Activation(gelu, gelu_slope),
    }
)
