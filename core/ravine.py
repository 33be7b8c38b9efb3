"""A ravine, steep across and gentle along, and who gets down how.

Places on the map are (x, y), and the loss there is c (x² + 20 y²) / 2. The axes of the
two weights may be turned against the map by `tilt` degrees: the ravine lies still, and
what a rule sees of it changes. Gradient descent does not care how they lie, and Adam,
which measures each weight by itself, does.
"""

from collections.abc import Iterable
from functools import partial
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.arguments import Floats, as_numbers
from core.optimisers import adam_with, corrected, walk

CURVES: Final = np.array([1.0, 20.0])  # along and across
STEPS: Final = 40
ENOUGH: Final = 0.01  # of the loss at the start: there a run has arrived
LONG: Final = 2**40  # steps, which nobody takes
Window = tuple[tuple[float, float], tuple[float, float]]


class Steps(NamedTuple):
    """Adam, step by step: each row says what it does at one place.

    Every array has the shape (..., 41, 2): steps, then weights. Where it is not said
    otherwise, numbers are by weight.

    Attributes
    ----------
    place : ndarray
        Where it stands on the map, x and y.
    w : ndarray
        The weights there.
    g : ndarray
        The gradient.
    m_before, m : ndarray
        The fading mean of gradients, without and with this one.
    v_before, v : ndarray
        That of their squares.
    m_hat, v_hat : ndarray
        Both corrected for the zeros that they began with.
    ratio : ndarray
        The share of its rate that a weight uses: m_hat over the root of v_hat, to
        which epsilon is added. 0 if no gradient was anything but 0.
    step : ndarray
        The rate times the ratio; w less the step is the w of the next row.

    """

    place: Floats
    w: Floats
    g: Floats
    m_before: Floats
    m: Floats
    v_before: Floats
    v: Floats
    m_hat: Floats
    v_hat: Floats
    ratio: Floats
    step: Floats


@np.errstate(all="ignore")
def height(place: ArrayLike, c: ArrayLike = 1.0) -> Floats:
    """Return the loss at places of the map.

    Parameters
    ----------
    place : array_like, shape (..., 2)
        x and y.
    c : array_like, shape (...)
        What the loss is multiplied by.

    Returns
    -------
    ndarray of float64, shape (...)

    Examples
    --------
    >>> height([-4.0, 1.0])
    array(18.)
    """
    place = as_numbers(place, "place")
    along, across = place[..., 0], place[..., 1]
    return np.asarray(as_numbers(c, "c") * (along**2 + 20 * across**2) / 2)


@np.errstate(all="ignore")
def weights_at(place: ArrayLike, tilt: ArrayLike = 0.0) -> Floats:
    """Return the weights at places of the map, if their axes are turned.

    Parameters
    ----------
    place : array_like, shape (..., 2)
        x and y.
    tilt : array_like, shape (...)
        By how many degrees; 0 means that the weights are x and y.

    Returns
    -------
    ndarray of float64, shape (..., 2)

    Examples
    --------
    >>> weights_at([1.0, 0.0], tilt=30).round(4)
    array([0.866, 0.5  ])
    """
    return _turned(as_numbers(place, "place"), as_numbers(tilt, "tilt"))


def place_of(w: ArrayLike, tilt: ArrayLike = 0.0) -> Floats:
    """Return the places on the map of weights; undoes `weights_at`.

    Examples
    --------
    >>> place_of([0.0, 1.0], tilt=90).round(4)
    array([1., 0.])
    """
    return weights_at(w, -as_numbers(tilt, "tilt"))


@np.errstate(all="ignore")
def gradient(w: ArrayLike, c: ArrayLike = 1.0, tilt: ArrayLike = 0.0) -> Floats:
    """Return the slope of the loss by each weight.

    Parameters
    ----------
    w : array_like, shape (..., 2)
        The weights.
    c, tilt : array_like, shape (...)
        What the loss is multiplied by, and how the axes of the weights are turned.

    Returns
    -------
    ndarray of float64, shape (..., 2)

    Examples
    --------
    >>> gradient([-4.0, 1.0])
    array([-4., 20.])
    """
    return _times(
        _curvature(as_numbers(c, "c"), as_numbers(tilt, "tilt")), as_numbers(w, "w")
    )


@np.errstate(all="ignore")
def descent(
    start: ArrayLike, rate: ArrayLike, c: ArrayLike = 1.0, steps: int = STEPS
) -> Floats:
    r"""Return the way of gradient descent, without walking it.

    .. math:: x_k = x_0 (1 - \eta c)^k, \qquad y_k = y_0 (1 - 20\,\eta c)^k

    Parameters
    ----------
    start : array_like, shape (..., 2)
        Where on the map.
    rate, c : array_like, shape (...)
        The rate, and what the loss is multiplied by.
    steps : int
        How many.

    Returns
    -------
    ndarray of float64, shape (..., steps + 1, 2)
        Places on the map, whatever the tilt; numbers grow without bound where a
        factor is beyond 1 or -1.

    References
    ----------
    .. [1] G. Goh, "Why momentum really works", Distill (2017).

    Examples
    --------
    >>> descent([-4.0, 1.0], 0.0625, steps=2)
    array([[-4.      ,  1.      ],
           [-3.75    , -0.25    ],
           [-3.515625,  0.0625  ]])
    """
    place, factor = _factors(start, rate, c)
    taken = np.arange(steps + 1.0)[:, np.newaxis]
    way = place[..., np.newaxis, :] * factor[..., np.newaxis, :] ** taken
    return np.where(place[..., np.newaxis, :] == 0, 0.0, way)


@np.errstate(all="ignore")
def descent_steps(start: ArrayLike, rate: ArrayLike, c: ArrayLike = 1.0) -> Floats:
    """Return how many steps gradient descent needs to a hundredth of the loss.

    Parameters
    ----------
    start, rate, c : array_like
        As for `descent`.

    Returns
    -------
    ndarray of float64, shape (...)
        Whole numbers; inf where it never arrives, or flies apart.

    Notes
    -----
    What is left of the loss never grows from step to step, if no factor is beyond 1
    or -1. So the count is found by halving what lies between too few and enough.

    Examples
    --------
    >>> descent_steps([-4.0, 1.0], [0.09, 0.01, 0.2])
    array([ 21., 189.,  inf])
    """
    place, factor = _factors(start, rate, c)
    parts = CURVES * place**2
    apart = ((abs(factor) > 1) & (place != 0)).any(axis=-1)
    few, enough = np.full(apart.shape, -1.0), np.full(apart.shape, float(LONG))

    def arrived(taken: Floats) -> NDArray[np.bool_]:
        left = np.where(
            parts == 0, 0, parts * abs(factor) ** (2 * taken[..., np.newaxis])
        )
        return np.asarray(left.sum(axis=-1) <= ENOUGH * parts.sum(axis=-1))

    never = apart | ~arrived(enough)
    while (enough - few > 1).any():
        middle = np.floor((few + enough) / 2)
        done = arrived(middle)
        few, enough = np.where(done, few, middle), np.where(done, middle, enough)
    return np.where(never, np.inf, enough)


@np.errstate(all="ignore")
def adam_descent(
    start: ArrayLike,
    rate: ArrayLike,
    c: ArrayLike = 1.0,
    *,
    tilt: ArrayLike = 0.0,
    beta1: ArrayLike = 0.9,
    beta2: ArrayLike = 0.999,
    epsilon: float = 1e-8,
    steps: int = STEPS,
) -> Steps:
    """Return the way of Adam, with all that it knows at each step.

    Parameters
    ----------
    start : array_like, shape (..., 2)
        Where on the map.
    rate, c, tilt, beta1, beta2 : array_like, shape (...)
        The rate, what the loss is multiplied by, how the axes of the weights are
        turned, and how much of the means is left after a step.
    epsilon : float
        As for `core.optimisers.adam`.
    steps : int
        How many.

    Returns
    -------
    Steps
        Arrays of shape (..., steps + 1, 2). The last row says what would be done
        next.

    Raises
    ------
    ValueError
        If a rate is negative or nan, or a beta outside [0, 1).

    Examples
    --------
    >>> way = adam_descent([-4.0, 1.0], 0.2)
    >>> way.place[:3].round(4)
    array([[-4.    ,  1.    ],
           [-3.8   ,  0.8   ],
           [-3.6003,  0.6024]])
    >>> way.step[0].round(4)
    array([-0.2,  0.2])
    """
    place, *columns = _columns(start, rate, c, tilt, beta1, beta2)
    rates, c, tilt, beta1, beta2 = columns
    rule = adam_with(rate=rates, beta1=beta1, beta2=beta2, epsilon=epsilon)
    slope = partial(_times, _curvature(c[..., 0], tilt[..., 0]))
    states = list(walk(rule, slope, weights_at(place, tilt[..., 0]), steps + 1))
    before, after = states[:-1], states[1:]
    w, m_hat = (
        _rows(s.w for s in before),
        _rows(corrected(s.m, beta1, s.t) for s in after),
    )
    v_hat = _rows(corrected(s.v, beta2, s.t) for s in after)
    ratio = m_hat / (np.sqrt(v_hat) + epsilon)
    return Steps(
        place=place_of(w, tilt),
        w=w,
        g=gradient(w, c, tilt),
        m_before=_rows(s.m for s in before),
        m=_rows(s.m for s in after),
        v_before=_rows(s.v for s in before),
        v=_rows(s.v for s in after),
        m_hat=m_hat,
        v_hat=v_hat,
        ratio=ratio,
        step=rates[..., np.newaxis, :] * ratio,
    )


@np.errstate(all="ignore")
def adam_steps(
    start: ArrayLike,
    rate: ArrayLike,
    c: ArrayLike = 1.0,
    *,
    tilt: ArrayLike = 0.0,
    beta1: ArrayLike = 0.9,
    beta2: ArrayLike = 0.999,
    most: int = 400,
) -> Floats:
    """Return how many steps Adam needs to a hundredth of the loss.

    Parameters
    ----------
    start, rate, c, tilt, beta1, beta2 : array_like
        As for `adam_descent`.
    most : int
        How many to try.

    Returns
    -------
    ndarray of float64, shape (...)
        Whole numbers: when it is there for the first time, though it may swing up
        again. inf where it is not within the most.

    Examples
    --------
    >>> adam_steps([-4.0, 1.0], 0.2, tilt=[0, 45])
    array([29., 42.])
    """
    place, *columns = _columns(start, rate, c, tilt, beta1, beta2)
    rates, c, tilt, beta1, beta2 = columns
    rule = adam_with(rate=rates, beta1=beta1, beta2=beta2)
    slope = partial(_times, _curvature(c[..., 0], tilt[..., 0]))
    needed, enough = np.full(place.shape[:-1], np.inf), None
    for state in walk(rule, slope, weights_at(place, tilt[..., 0]), most):
        loss = (state.w * slope(state.w)).sum(axis=-1)  # twice
        enough = ENOUGH * loss if enough is None else enough
        needed = np.where((loss <= enough) & np.isinf(needed), state.t, needed)
        if np.isfinite(needed).all():
            break
    return needed


def leaves(way: ArrayLike, window: Window) -> Floats:
    """Return the first step after which a way is outside of a window.

    Parameters
    ----------
    way : array_like, shape (..., T, 2)
        Places on the map.
    window : pair of pairs
        The least and the greatest x, then y, which are inside.

    Returns
    -------
    ndarray of float64, shape (...)
        inf if it stays. nan is outside.

    Examples
    --------
    >>> leaves(descent([-4.0, 1.0], [0.09, 0.11]), ((-5.0, 2.0), (-1.5, 1.5)))
    array([inf,  3.])
    """
    way = as_numbers(way, "way")
    least, greatest = np.transpose(window)
    outside = ~((way >= least) & (way <= greatest)).all(axis=-1)
    return np.where(outside.any(axis=-1), outside.argmax(axis=-1), np.inf)


def _rows(found: Iterable[Floats]) -> Floats:
    """Return what was found step by step, shape (..., 2) each, as (..., T, 2)."""
    return np.stack(list(found), axis=-2)


def _curvature(c: Floats, tilt: Floats) -> Floats:
    """Return the second derivatives of the loss by the weights, shape (..., 2, 2)."""
    axes = _turned(np.eye(2), tilt[..., np.newaxis])  # each turned, as a row
    each = axes[..., :, np.newaxis] * axes[..., np.newaxis, :]
    flat = each * CURVES[:, np.newaxis, np.newaxis]
    return np.asarray(c[..., np.newaxis, np.newaxis] * flat.sum(axis=-3))


def _times(table: Floats, w: Floats) -> Floats:
    """Return a table (..., 2, 2) times weights (..., 2)."""
    return np.asarray(table[..., 0] * w[..., :1] + table[..., 1] * w[..., 1:])


def _turned(pairs: Floats, tilt: Floats) -> Floats:
    """Return pairs turned against the clock by some degrees."""
    cos, sin = np.cos(np.radians(tilt)), np.sin(np.radians(tilt))
    x, y = pairs[..., 0], pairs[..., 1]
    return np.stack([cos * x - sin * y, sin * x + cos * y], axis=-1)


def _factors(start: ArrayLike, rate: ArrayLike, c: ArrayLike) -> tuple[Floats, Floats]:
    """Return starts, and what a step multiplies each coordinate by, both (..., 2)."""
    place, rates, c = _columns(start, rate, c)
    return place, np.asarray(1 - rates * c * CURVES)


def _columns(start: ArrayLike, *numbers: ArrayLike) -> list[Floats]:
    """Return places (..., 2), and numbers (..., 1), all of one shape in front."""
    place = as_numbers(start, "start")
    columns = [as_numbers(number, "settings")[..., np.newaxis] for number in numbers]
    front = np.broadcast_shapes(place.shape[:-1], *(c.shape[:-1] for c in columns))
    broad = [np.broadcast_to(column, (*front, 1)) for column in columns]
    return [np.broadcast_to(place, (*front, 2)), *broad]
