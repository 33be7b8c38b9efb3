"""One window everywhere: correlation, convolution, and what they cost in weights.

A window of weights is laid on every place of an input; products are added up. Weights
that are the same at every place are few, and find a thing wherever it is.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from core.arguments import Floats, as_numbers


class Weights(NamedTuple):
    """How many weights and biases a layer has, by how much it shares.

    Attributes
    ----------
    shared : int
        One window everywhere: the convolutional layer.
    local : int
        A window at each place, with weights of its own.
    dense : int
        At each place weights for all of the input.

    """

    shared: int
    local: int
    dense: int


def output_size(size: int, window: int, stride: int = 1, padding: int = 0) -> int:
    r"""Return how many places a window has.

    .. math:: \left\lfloor \frac{n + 2p - k}{s} \right\rfloor + 1

    Parameters
    ----------
    size : int
        n, numbers along an axis of the input.
    window : int
        k, weights along that axis.
    stride : int
        s, how far the window moves from place to place.
    padding : int
        p, zeros put before and after.

    Returns
    -------
    int
        1 or more. What remains at the end, less than a stride, is not looked at.

    Raises
    ------
    ValueError
        If the window does not fit, or a size or stride is below 1, or padding below 0.

    Examples
    --------
    >>> output_size(16, 5), output_size(8, 3, stride=2), output_size(8, 3, padding=1)
    (12, 3, 8)
    """
    if min(size, window, stride) < 1 or padding < 0:
        raise ValueError(
            "size, window and stride must be 1 or more and padding 0 or more,"
            f" got {size}, {window}, {stride} and {padding}"
        )
    if window > size + 2 * padding:
        raise ValueError(
            f"a window of {window} does not fit into {size} and padding {padding}"
        )
    return (size + 2 * padding - window) // stride + 1


def count_weights(
    size: int, window: int, *, filters: int = 1, axes: int = 2
) -> Weights:
    """Return what a layer costs, with a bias for each window or unit.

    Parameters
    ----------
    size, window : int
        Numbers along each axis of the input, and of the window.
    filters : int
        How many windows.
    axes : int
        2 for pictures, 1 for signals.

    Raises
    ------
    ValueError
        If the window does not fit.

    Examples
    --------
    >>> count_weights(16, 5)
    Weights(shared=26, local=3744, dense=37008)
    >>> count_weights(1024, 9, axes=1)
    Weights(shared=10, local=10160, dense=1041400)
    """
    places = output_size(size, window) ** axes
    one = window**axes + 1
    return Weights(
        shared=filters * one,
        local=filters * places * one,
        dense=filters * places * (size**axes + 1),
    )


def correlate1d(
    x: ArrayLike, window: ArrayLike, stride: int = 1, padding: int = 0
) -> Floats:
    r"""Lay a window on every place of a signal, and add up the products.

    .. math:: y_i = \sum_a w_a\, x_{is + a - p}

    Parameters
    ----------
    x : array_like, shape (..., N)
        Signals.
    window : array_like, shape (..., K)
        Weights; leading axes broadcast against those of `x`.
    stride : int
        How far the window moves from place to place.
    padding : int
        Zeros put before and after the signal.

    Returns
    -------
    ndarray of float64, shape (..., M)
        M is `output_size`.

    Raises
    ------
    ValueError
        If there is no axis, or leading axes do not match, or the window does not fit.

    Notes
    -----
    Libraries call this a convolution; `convolve1d` is what mathematics calls so.

    Examples
    --------
    >>> correlate1d([1, 2, 0, -1, 3], [1, 0, -1])
    array([ 1.,  3., -3.])
    """
    x, window = as_numbers(x, "x"), as_numbers(window, "window")
    if not (x.ndim and window.ndim):
        raise ValueError("a signal and a window need an axis")
    row = correlate2d(
        x[..., np.newaxis, :], window[..., np.newaxis, :], (1, stride), (0, padding)
    )
    return row[..., 0, :]


@np.errstate(all="ignore")
def correlate2d(
    x: ArrayLike,
    window: ArrayLike,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Floats:
    r"""Lay a window on every place of a picture, and add up the products.

    .. math:: y_{ij} = \sum_{a,b} w_{ab}\, x_{is + a - p,\; js + b - p}

    Parameters
    ----------
    x : array_like, shape (..., H, W)
        Pictures.
    window : array_like, shape (..., K, L)
        Weights; leading axes broadcast against those of `x`: pictures (N, 1, H, W)
        and windows (F, K, L) give N x F maps.
    stride : int, or one for each axis
        How far the window moves from place to place.
    padding : int, or one for each axis
        Zeros put around the picture.

    Returns
    -------
    ndarray of float64, shape (..., I, J)
        Of which the last two are `output_size` along each axis.

    Raises
    ------
    ValueError
        If an axis is missing, or leading axes do not match, or the window does not fit.

    Notes
    -----
    As PyTorch's conv2d with one channel. The sum takes one weight of the window after
    the other, each for all places at once; so a picture of a batch has the digits of
    the picture alone.

    Examples
    --------
    >>> x = [[1, 2, 0], [0, 1, 3], [4, 0, 1]]
    >>> correlate2d(x, [[1, 0], [0, -1]])
    array([[ 0., -1.],
           [ 0.,  0.]])
    """
    x, window = as_numbers(x, "x"), as_numbers(window, "window")
    if min(x.ndim, window.ndim) < 2:  # noqa: PLR2004 - down and across
        raise ValueError(
            "a picture and a window need two axes,"
            f" got shapes {x.shape} and {window.shape}"
        )
    steps, rims = _each_axis(stride), _each_axis(padding)
    height, width = (
        output_size(n, k, s, p)
        for n, k, s, p in zip(x.shape[-2:], window.shape[-2:], steps, rims, strict=True)
    )
    padded = _surround(x, rims)
    lead = _common_lead(x, window)
    total = np.zeros((*lead, height, width))
    for a, b in np.ndindex(window.shape[-2:]):
        down = slice(a, a + (height - 1) * steps[0] + 1, steps[0])
        across = slice(b, b + (width - 1) * steps[1] + 1, steps[1])
        total += window[..., a, b, np.newaxis, np.newaxis] * padded[..., down, across]
    return total


def convolve1d(
    x: ArrayLike, window: ArrayLike, stride: int = 1, padding: int = 0
) -> Floats:
    """Return the convolution of mathematics: the window is turned round first.

    Parameters, results and errors are those of `correlate1d`.

    Examples
    --------
    >>> convolve1d([1, 2, 0, -1, 3], [1, 0, -1])
    array([-1., -3.,  3.])
    """
    return correlate1d(x, as_numbers(window, "window")[..., ::-1], stride, padding)


def convolve2d(
    x: ArrayLike,
    window: ArrayLike,
    stride: int | tuple[int, int] = 1,
    padding: int | tuple[int, int] = 0,
) -> Floats:
    """Return the convolution of mathematics: the window is turned round first.

    Parameters, results and errors are those of `correlate2d`.

    Examples
    --------
    >>> convolve2d([[0, 0, 0], [0, 1, 0], [0, 0, 0]], [[1, 2], [3, 4]])
    array([[1., 2.],
           [3., 4.]])
    """
    turned = np.flip(as_numbers(window, "window"), axis=(-2, -1))
    return correlate2d(x, turned, stride, padding)


def _each_axis(setting: int | tuple[int, int]) -> tuple[int, int]:
    """Return a setting for both axes."""
    return (setting, setting) if isinstance(setting, int) else setting


def _surround(x: Floats, rims: tuple[int, int]) -> Floats:
    """Return pictures (..., H, W) with rows and columns of zeros around them."""
    around = [(0, 0)] * (x.ndim - 2) + [(rim, rim) for rim in rims]
    return np.pad(x, around)


def _common_lead(x: Floats, window: Floats) -> tuple[int, ...]:
    """Return the leading shape of a result."""
    try:
        return np.broadcast_shapes(x.shape[:-2], window.shape[:-2])
    except ValueError:
        raise ValueError(
            f"leading axes must match, got shapes {x.shape} and {window.shape}"
        ) from None
