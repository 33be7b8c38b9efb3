"""A chain of units, one behind the other, and how much of a change comes through.

Each unit does the same: a <- f(w a + b). By the chain rule, what a change of one number
does to the last is a product with a factor w f'(z) for each unit between: some fade to
10^-80, others grow.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from core.activations import Activation
from core.arguments import Floats, as_numbers


class Chain(NamedTuple):
    """What is found along a chain of L units; (...) is the shape of its arguments.

    Attributes
    ----------
    a : ndarray of float64, shape (..., L + 1)
        The input, and the value of each unit.
    z : ndarray of float64, shape (..., L)
        The weighted input w a + b of each unit.
    slope : ndarray of float64, shape (..., L)
        f'(z) of each unit.
    through : ndarray of float64, shape (..., L + 1)
        The derivative of the last value by each a, of which the last is 1. It may
        leave the range of float64; what follows does not.
    log10 : ndarray of float64, shape (..., L + 1)
        The logarithm to base 10 of its size; -inf where it is 0.
    sign : ndarray of float64, shape (..., L + 1)
        1 or -1; 0 where a factor is 0, so that nothing comes through; nan with it.

    """

    a: Floats
    z: Floats
    slope: Floats
    through: Floats
    log10: Floats
    sign: Floats


@np.errstate(all="ignore")
def run_chain(
    x: ArrayLike, w: ArrayLike, b: ArrayLike, activation: Activation, layers: int
) -> Chain:
    r"""Send a number through a chain of units, and see how much of a change arrives.

    .. math:: z_i = w\,a_{i-1} + b, \quad a_i = f(z_i), \quad
              \frac{\partial a_L}{\partial a_i} = \prod_{j > i} w\,f'(z_j)

    Parameters
    ----------
    x, w, b : array_like, shapes that broadcast to (...)
        Input, weight and bias; any real numbers.
    activation : Activation
        f and its slope, of `core.activations.ACTIVATIONS`.
    layers : int
        L, how many units; 1 or more.

    Returns
    -------
    Chain

    Raises
    ------
    ValueError
        If there is no unit, an argument is no real number, or shapes do not match.

    Notes
    -----
    A product of many small slopes is too small for most formats long before it is 0.
    Its logarithm is a sum, which is never too small; only a slope below 5e-324 itself,
    as that of a sigmoid beyond 745, counts as none.

    Examples
    --------
    Ten sigmoids in a chain let 4 parts of ten million through:

    >>> from core.activations import ACTIVATIONS
    >>> ten = run_chain(0, 1, 0, ACTIVATIONS["sigmoid"], 10)
    >>> ten.through[[9, 5, 0]]
    array([2.24704424e-01, 5.72969931e-04, 3.87522023e-07])

    A ReLU that is off lets nothing through, and two leaky ones 10^-4:

    >>> run_chain(-1, 1, 0, ACTIVATIONS["relu"], 2).sign
    array([0., 0., 1.])
    >>> run_chain(-1, 1, 0, ACTIVATIONS["leaky"], 2).log10
    array([-4., -2.,  0.])
    """
    if layers < 1:
        raise ValueError(f"a chain needs a unit or more, got {layers}")
    x, w, b = (
        as_numbers(v, n) for v, n in zip((x, w, b), ("x", "w", "b"), strict=True)
    )
    try:
        x, w, b = np.broadcast_arrays(x, w, b)
    except ValueError:
        raise ValueError(
            f"shapes must match, got {x.shape}, {w.shape} and {b.shape}"
        ) from None
    a, z = [x], []
    for _ in range(layers):
        z.append(w * a[-1] + b)
        a.append(activation.value(z[-1]))
    slope = activation.slope(np.stack(z, axis=-1))
    products = _products(w[..., np.newaxis] * slope)
    return Chain(np.stack(a, axis=-1), np.stack(z, axis=-1), slope, *products)


@np.errstate(all="ignore")
def ended(chain: Chain, w: ArrayLike, layers: ArrayLike) -> Chain:
    """Let each of many chains end after a number of units of its own.

    Parameters
    ----------
    chain : Chain
        Of L units each.
    w : array_like, shape that broadcasts to (...)
        The weight of each chain.
    layers : array_like, shape that broadcasts to (...)
        How many units count, from 1 to L.

    Returns
    -------
    Chain
        With the same numbers, but for what comes through: to the last unit that
        counts. From there on it is 1, and a, z and slope mean nothing.

    Examples
    --------
    >>> from core.activations import ACTIVATIONS
    >>> long = run_chain(0, 1, 0, ACTIVATIONS["sigmoid"], 12)
    >>> ended(long, 1, [1, 5, 10]).through[:, 0]
    array([2.50000000e-01, 6.76339197e-04, 3.87522023e-07])
    """
    w, layers = (np.asarray(number)[..., np.newaxis] for number in (w, layers))
    counts = layers > np.arange(chain.z.shape[-1])
    factor = np.where(counts, w * chain.slope, 1.0)
    through, log10, sign = _products(factor)
    return chain._replace(through=through, log10=log10, sign=sign)


def _products(factor: Floats) -> tuple[Floats, Floats, Floats]:
    """Return the product behind each place, the logarithm of its size, its sign."""
    return (
        _from_the_end(factor, np.multiply, 1.0),
        _from_the_end(np.log10(np.abs(factor)), np.add, 0.0),
        _from_the_end(np.sign(factor), np.multiply, 1.0),
    )


def _from_the_end(factor: Floats, gather: np.ufunc, last: float) -> Floats:
    """Gather what stands behind each place: (..., L) to (..., L + 1)."""
    behind = np.full((*factor.shape[:-1], 1), last)
    backwards = np.concatenate([behind, factor[..., ::-1]], axis=-1)
    return np.asarray(gather.accumulate(backwards, axis=-1)[..., ::-1])


@np.errstate(all="ignore")
def collapse(w: ArrayLike, b: ArrayLike, layers: int) -> tuple[Floats, Floats]:
    r"""Fold a chain of linear units into one.

    .. math:: a_L = w^L x + (w^{L-1} + \dots + w + 1)\,b

    Parameters
    ----------
    w, b : array_like, shapes that broadcast
        Weight and bias of each unit.
    layers : int
        L, how many; without any, what comes in goes out.

    Returns
    -------
    weight, bias : ndarray of float64, the common shape
        Of the one unit that does the same.

    Raises
    ------
    ValueError
        If there are fewer than 0 units, or an argument is no real number.

    Examples
    --------
    >>> collapse(2.0, 1.0, 8)
    (np.float64(256.0), np.float64(255.0))
    """
    if layers < 0:
        raise ValueError(f"a chain cannot have {layers} units")
    w, b = np.broadcast_arrays(as_numbers(w, "w"), as_numbers(b, "b"))
    weight, bias = np.ones_like(w), np.zeros_like(b)
    for _ in range(layers):
        weight, bias = w * weight, w * bias + b
    return weight[()], bias[()]
