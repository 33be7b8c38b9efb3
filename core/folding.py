"""Layers that do not bend: any number of them is one.

A linear layer turns numbers into weighted sums, and weighted sums of weighted sums are
weighted sums. So a deep linear network learns what a single layer does, and with a
sigmoid at its end it is logistic regression.
"""

from collections.abc import Sequence
from functools import partial
from typing import Final, NamedTuple

import numpy as np

from core.activations import ACTIVATIONS
from core.arguments import Floats
from core.dense import SIGMOID, Dense, Layer, fit
from core.optimisers import gradient_descent
from core.training import plain_sigmoid, train

NETWORK: Final = Dense((2, 3, 1), ACTIVATIONS["linear"], SIGMOID)
EPOCHS: Final = 2000


class BothWays(NamedTuple):
    """The same data learned twice.

    Attributes
    ----------
    regression : Layer
        Logistic regression: weights (2, 1) and bias (1,).
    folded : Layer
        A network of 2, 3 and 1 units without bends, folded into one layer.

    """

    regression: Layer
    folded: Layer


def clouds(count: int = 80, seed: int = 0) -> tuple[Floats, Floats]:
    """Return points and answers, yes or no, that overlap.

    Parameters
    ----------
    count : int
        How many points.
    seed : int
        Of the generator.

    Returns
    -------
    points : ndarray of float64, shape (N, 2)
    answers : ndarray of float64, shape (N, 1)
        1 with a probability that grows from left to right, else 0: no line parts
        them, so that the best weights are finite.

    """
    chance = np.random.default_rng(seed)
    points = chance.normal(size=(count, 2))
    log_odds = points[:, :1] * 1.5 + chance.logistic(size=(count, 1))
    return points, (log_odds > 0).astype(np.float64)


def learn_both_ways(points: Floats, answers: Floats, seed: int = 0) -> BothWays:
    """Learn the same answers by logistic regression and by linear layers.

    Parameters
    ----------
    points : ndarray of float64, shape (N, 2)
    answers : ndarray of float64, shape (N, 1)
        1 or 0; if a line could part them, weights would grow without end.
    seed : int
        Of the network's weights to start with.

    Returns
    -------
    BothWays
        After 2,000 steps of gradient descent each.

    Examples
    --------
    >>> one, other = learn_both_ways(*clouds())
    >>> np.round(one.weights.ravel(), 12) == np.round(other.weights.ravel(), 12)
    array([ True,  True])
    """
    *_, last = train(points, answers, rate=1, epochs=EPOCHS, predict=plain_sigmoid)
    begin, rule = NETWORK.initial(seed, "xavier"), partial(gradient_descent, rate=0.3)
    *_, parameters = fit(NETWORK, begin, points, answers, rule, epochs=EPOCHS)
    regression = Layer(last.weights, last.biases)
    return BothWays(regression, fold_layers(NETWORK.layers(parameters)))


def fold_layers(layers: Sequence[Layer]) -> Layer:
    r"""Fold linear layers, one behind the other, into one that does the same.

    .. math:: (x W_1 + b_1) W_2 + b_2 = x\,(W_1 W_2) + (b_1 W_2 + b_2)

    Parameters
    ----------
    layers : sequence of Layer
        From the first to the last; weights (..., D, K) and biases (..., K), where each
        K is the D of the next. One or more.

    Returns
    -------
    Layer
        With as many inputs as the first, and as many units as the last.

    Raises
    ------
    ValueError
        If there is no layer.

    Examples
    --------
    >>> net = Dense((64, 25, 15, 10), ACTIVATIONS["linear"])
    >>> one = fold_layers(net.layers(net.initial(0)))
    >>> net.count, one.weights.size + one.biases.size
    (2175, 650)
    """
    if not layers:
        raise ValueError("there is no layer to fold")
    weights, biases = layers[0]
    for layer in layers[1:]:
        biases = (biases[..., np.newaxis, :] @ layer.weights)[..., 0, :] + layer.biases
        weights = weights @ layer.weights
    return Layer(weights, biases)
