"""Update rules: what is done with a gradient, one step after another.

A rule takes a state and a gradient, and returns the next state; nothing is changed in
place. Bound to its settings, as ``partial(adam, rate=0.01)``, it is a `Rule`, and
`walk` takes it down a slope. Numbers broadcast as everywhere in NumPy, so that one call
can take the steps of many runs: weights (R, 2) with rates (R, 1), say.

Momentum remembers which way it went, RMSProp how large the gradients were, and Adam
does both, each weight for itself.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.arguments import Floats, as_numbers, refuse_unless


class State(NamedTuple):
    """What a rule remembers from step to step.

    Attributes
    ----------
    w : ndarray of float64, any shape
        The weights.
    m, v : ndarray of float64, same shape
        Fading sums or means of the gradients and of their squares, as far as the
        rule keeps them; 0 before the first step.
    t : int
        How many steps were taken.

    """

    w: Floats
    m: Floats
    v: Floats
    t: int


Rule = Callable[[State, Floats], State]
Slope = Callable[[Floats], Floats]


def start(w: ArrayLike) -> State:
    """Return the state before the first step: weights, and no memory.

    Parameters
    ----------
    w : array_like, any shape
        Where to start.

    Raises
    ------
    ValueError
        If w is not made of real numbers.

    Examples
    --------
    >>> start([-4.0, 1.0])
    State(w=array([-4.,  1.]), m=array([0., 0.]), v=array([0., 0.]), t=0)
    """
    w = as_numbers(w, "w")
    return State(w, np.zeros_like(w), np.zeros_like(w), 0)


def walk(rule: Rule, slope: Slope, w: ArrayLike, steps: int) -> Iterator[State]:
    """Yield the start, and the state after every step.

    Parameters
    ----------
    rule : callable
        From a state and a gradient to the next state.
    slope : callable
        From weights to the gradient there.
    w : array_like, any shape
        Where to start.
    steps : int
        How many to take.

    Yields
    ------
    State
        After 0, 1, ... steps. What diverges becomes inf, and then nan.

    Examples
    --------
    >>> from functools import partial
    >>> rule = partial(gradient_descent, rate=0.25)
    >>> [float(state.w) for state in walk(rule, lambda w: w, 1.0, steps=3)]
    [1.0, 0.75, 0.5625, 0.421875]
    """
    state = start(w)
    yield state
    for _ in range(steps):
        with np.errstate(all="ignore"):
            gradient = slope(state.w)
        state = rule(state, gradient)
        yield state


@np.errstate(all="ignore")
def gradient_descent(state: State, gradient: Floats, *, rate: ArrayLike) -> State:
    r"""Step down the slope, as far as it is steep.

    .. math:: w \leftarrow w - \eta g

    Parameters
    ----------
    state : State
        Where we are.
    gradient : ndarray, of the shape of the weights
        The slope of the loss there.
    rate : array_like
        A factor of 0 or more; broadcasts against the weights.

    Returns
    -------
    State
        A step later; m and v stay.

    Raises
    ------
    ValueError
        If a rate is negative or nan.

    Notes
    -----
    On a parabola of curvature c each step multiplies the distance to the bottom by
    1 - rate c, so beyond a rate of 2 / c it grows.

    References
    ----------
    .. [1] A. Cauchy, "Méthode générale pour la résolution des systèmes d'équations
       simultanées", Comptes Rendus 25 (1847).

    Examples
    --------
    >>> gradient_descent(start([-4.0, 1.0]), np.array([-4.0, 20.0]), rate=0.0625).w
    array([-3.75, -0.25])
    """
    return state._replace(w=state.w - _rate(rate) * gradient, t=state.t + 1)


@np.errstate(all="ignore")
def momentum(
    state: State, gradient: Floats, *, rate: ArrayLike, beta: ArrayLike = 0.9
) -> State:
    r"""Step along a fading sum of all gradients so far.

    .. math:: m \leftarrow \beta m + g, \qquad w \leftarrow w - \eta m

    Parameters
    ----------
    state : State
        Where we are; its m is the sum.
    gradient : ndarray, of the shape of the weights
        The slope of the loss there.
    rate : array_like
        A factor of 0 or more; broadcasts against the weights.
    beta : array_like
        How much of the sum is left after a step, from 0 to less than 1. 0 is
        gradient descent.

    Returns
    -------
    State
        A step later; v stays.

    Raises
    ------
    ValueError
        If a rate is negative or nan, or a beta outside [0, 1).

    Notes
    -----
    This is PyTorch's convention. A sum is 1 / (1 - beta) times as large as the mean
    that Adam keeps, and so are the steps: rates of the one are not rates of the other.

    References
    ----------
    .. [1] B. T. Polyak, "Some methods of speeding up the convergence of iteration
       methods", USSR Comp. Math. and Math. Phys. 4 (1964).

    Examples
    --------
    >>> first = momentum(start([1.0]), np.array([1.0]), rate=0.25, beta=0.5)
    >>> momentum(first, np.array([1.0]), rate=0.25, beta=0.5)
    State(w=array([0.375]), m=array([1.5]), v=array([0.]), t=2)
    """
    m = _fading(beta, "beta") * state.m + gradient
    return state._replace(w=state.w - _rate(rate) * m, m=m, t=state.t + 1)


@np.errstate(all="ignore")
def rmsprop(
    state: State,
    gradient: Floats,
    *,
    rate: ArrayLike,
    beta: ArrayLike = 0.9,
    epsilon: ArrayLike = 1e-8,
) -> State:
    r"""Step as far as the gradient is large beside those of late.

    .. math:: v \leftarrow \beta v + (1 - \beta) g^2, \qquad
              w \leftarrow w - \eta \frac{g}{\sqrt v + \epsilon}

    Parameters
    ----------
    state : State
        Where we are; its v is the fading mean of squares.
    gradient : ndarray, of the shape of the weights
        The slope of the loss there.
    rate : array_like
        A distance of 0 or more; broadcasts against the weights.
    beta : array_like
        How much of the mean is left after a step, from 0 to less than 1.
    epsilon : array_like
        Above 0; keeps 0 / 0 away.

    Returns
    -------
    State
        A step later; m stays.

    Raises
    ------
    ValueError
        If a rate is negative or nan, a beta outside [0, 1), or epsilon not above 0.

    Notes
    -----
    The mean begins at 0, and nothing corrects that: the first step is
    1 / sqrt(1 - beta) times the rate, 3.16 times for 0.9.

    References
    ----------
    .. [1] T. Tieleman, G. Hinton, "Lecture 6.5: RMSProp", Coursera (2012).

    Examples
    --------
    >>> rmsprop(start([1.0]), np.array([8.0]), rate=0.1, beta=0.75).w.round(8)
    array([0.8])
    """
    beta = _fading(beta, "beta")
    v = beta * state.v + (1 - beta) * gradient**2
    w = state.w - _rate(rate) * (gradient / (np.sqrt(v) + _epsilon(epsilon)))
    return state._replace(w=w, v=v, t=state.t + 1)


def adam(
    state: State,
    gradient: Floats,
    *,
    rate: ArrayLike,
    beta1: ArrayLike = 0.9,
    beta2: ArrayLike = 0.999,
    epsilon: ArrayLike = 1e-8,
) -> State:
    r"""Step by the mean gradient over the size that gradients have.

    .. math:: m \leftarrow \beta_1 m + (1 - \beta_1) g, \qquad
              v \leftarrow \beta_2 v + (1 - \beta_2) g^2

    .. math:: w \leftarrow w - \eta \frac{\hat m}{\sqrt{\hat v} + \epsilon}, \qquad
              \hat m = \frac{m}{1 - \beta_1^t}, \quad
              \hat v = \frac{v}{1 - \beta_2^t}

    Parameters
    ----------
    state : State
        Where we are.
    gradient : ndarray, of the shape of the weights
        The slope of the loss there.
    rate : array_like
        A distance of 0 or more; broadcasts against the weights.
    beta1, beta2 : array_like
        How much of the two means is left after a step, from 0 to less than 1. With
        beta1 = 0 it is RMSProp with a corrected mean; with both 0 only the sign of
        the gradient is left.
    epsilon : array_like
        Above 0; keeps 0 / 0 away, so that a weight whose gradients all were 0 stays.

    Returns
    -------
    State
        A step later.

    Raises
    ------
    ValueError
        If a rate is negative or nan, a beta outside [0, 1), or epsilon not above 0.

    Notes
    -----
    Epsilon stands outside the root, as in the paper's algorithm 1 and in PyTorch.
    Keras adds its 1e-7 before the mean of squares is corrected. Gradients above
    1e154 have squares that overflow, and move nothing.

    References
    ----------
    .. [1] D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR
       (2015).

    Examples
    --------
    Gradients of any size, and a first step of 0.2:

    >>> adam(start([-4.0, 1.0]), np.array([-4.0, 20.0]), rate=0.2).w.round(6)
    array([-3.8,  0.8])
    """
    return adam_with(rate=rate, beta1=beta1, beta2=beta2, epsilon=epsilon)(
        state, gradient
    )


def adam_with(
    *,
    rate: ArrayLike,
    beta1: ArrayLike = 0.9,
    beta2: ArrayLike = 0.999,
    epsilon: ArrayLike = 1e-8,
) -> Rule:
    """Return `adam` bound to its settings, which are looked at once for all steps.

    Parameters
    ----------
    rate, beta1, beta2, epsilon : array_like
        As for `adam`.

    Returns
    -------
    callable
        From a state and a gradient to the next state, to the last bit as `adam`.

    Raises
    ------
    ValueError
        As `adam` does.

    Examples
    --------
    >>> rule = adam_with(rate=0.2)
    >>> rule(start([-4.0, 1.0]), np.array([-4.0, 20.0])).w.round(6)
    array([-3.8,  0.8])
    """
    rates, keeps = _rate(rate), _epsilon(epsilon)
    fades1, fades2 = _fading(beta1, "beta1"), _fading(beta2, "beta2")
    new1, new2 = 1 - fades1, 1 - fades2

    @np.errstate(all="ignore")
    def rule(state: State, gradient: Floats) -> State:
        t = state.t + 1
        m = fades1 * state.m + new1 * gradient
        v = fades2 * state.v + new2 * gradient**2
        size = np.sqrt(corrected(v, fades2, t)) + keeps
        return State(state.w - rates * (corrected(m, fades1, t) / size), m, v, t)

    return rule


@np.errstate(all="ignore")
def corrected(mean: Floats, beta: Floats | float, t: NDArray[np.int64] | int) -> Floats:
    """Return a fading mean without the zero that it began with.

    Parameters
    ----------
    mean : ndarray of float64, any shape
        After t steps, each of which let it fade by beta.
    beta : float or ndarray of float64
        From 0 to less than 1; broadcasts against the mean.
    t : int or ndarray
        From 1; broadcasts against the mean.

    Returns
    -------
    ndarray of float64, broadcast shape

    Examples
    --------
    Of the first mean only a tenth is the gradient, 3; the rest is the zero:

    >>> corrected(np.array([0.3]), 0.9, 1).round(8)
    array([3.])
    """
    return np.asarray(mean / (1 - beta**t))


def _rate(rate: ArrayLike) -> Floats:
    """Return rates, none of them negative or nan."""
    numbers = as_numbers(rate, "rate")
    refuse_unless(numbers >= 0, numbers, "rate must be 0 or more")
    return numbers[()]  # plain floats add faster than arrays without axes


def _fading(beta: ArrayLike, name: str) -> Floats:
    """Return factors by which a memory fades."""
    numbers = as_numbers(beta, name)
    inside = (numbers >= 0) & (numbers < 1)
    refuse_unless(inside, numbers, f"{name} must lie in [0, 1)")
    return numbers[()]


def _epsilon(epsilon: ArrayLike) -> Floats:
    """Return what keeps a division by 0 away."""
    numbers = as_numbers(epsilon, "epsilon")
    refuse_unless(numbers > 0, numbers, "epsilon must be above 0")
    return numbers[()]
