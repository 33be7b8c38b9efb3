"""Dense networks: layers in which every unit sees all of the layer before.

All parameters of a network lie in one row: the weights of the first layer, its biases,
those of the second layer, and so on. So an update rule of `core.optimisers` takes a
network for a point with many coordinates, and knows nothing of layers. Axes in front
of that row are carried along: parameters of shape (R, P) are R networks, or one
network at R epochs, and all of them run forward, or back, in one call.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from core.activations import ACTIVATIONS, Activation
from core.arguments import Floats, as_numbers
from core.logistic import softplus
from core.losses import cross_entropy_from_logits
from core.optimisers import Rule, start
from core.training import plain_sigmoid, plain_softmax

Spread = Literal["he", "xavier"]


class Layer(NamedTuple):
    """The parameters of a layer, as views into the row that holds all.

    Attributes
    ----------
    weights : ndarray of float64, shape (..., D, K)
        What each of D inputs counts for each of K units.
    biases : ndarray of float64, shape (..., K)
        What each unit has from the start.

    """

    weights: Floats
    biases: Floats


class Passed(NamedTuple):
    """What a layer made of its inputs.

    Attributes
    ----------
    z : ndarray of float64, shape (..., N, K)
        The weighted sums, with biases.
    a : ndarray of float64, shape (..., N, K)
        What the layer hands on: activations, or predictions at the end.

    """

    z: Floats
    a: Floats


class Ending(NamedTuple):
    """What is made of the last weighted sums, and what it costs.

    Predictions and losses go together in such pairs that the slope of the loss by a
    sum z is always p - y, the prediction less the truth.

    Attributes
    ----------
    predict : callable
        From sums (..., K) to predictions of the same shape.
    loss : callable
        From sums and targets (..., K) to losses (...).

    """

    predict: Callable[[Floats], Floats]
    loss: Callable[[Floats, Floats], Floats]


def half_squared_error(z: Floats, y: Floats) -> Floats:
    """Return half of the sum of squared errors, whose slope is the error."""
    return np.asarray(np.square(z - y).sum(axis=-1) / 2)


def binary_cross_entropies(z: Floats, y: Floats) -> Floats:
    """Return the sum of the losses of units that each answer yes or no."""
    return np.asarray((y * softplus(-z) + (1 - y) * softplus(z)).sum(axis=-1))


SOFTMAX: Final = Ending(plain_softmax, cross_entropy_from_logits)
SIGMOID: Final = Ending(plain_sigmoid, binary_cross_entropies)
LINEAR: Final = Ending(lambda z: z, half_squared_error)


@dataclass(frozen=True)
class Dense:
    """The shape of a dense network; its parameters are given to each method.

    Attributes
    ----------
    widths : tuple of int
        How many inputs there are, then how many units in each layer.
    hidden : Activation
        What all layers but the last do with their sums.
    ending : Ending
        What the last layer does: `SOFTMAX`, `SIGMOID` or `LINEAR`.

    Examples
    --------
    >>> net = Dense((64, 25, 15, 10))
    >>> net.count
    2175
    >>> [layer.weights.shape for layer in net.layers(net.initial(seed=0))]
    [(64, 25), (25, 15), (15, 10)]

    """

    widths: tuple[int, ...]
    hidden: Activation = ACTIVATIONS["relu"]
    ending: Ending = SOFTMAX

    @property
    def count(self) -> int:
        """How many parameters there are, P."""
        return sum((inputs + 1) * units for inputs, units in pairwise(self.widths))

    def layers(self, parameters: Floats) -> list[Layer]:
        """Return the layers that a row of parameters, shape (..., P), consists of."""
        found, place = [], 0
        *front, count = parameters.shape
        if count != self.count:
            raise ValueError(f"{self.widths} has {self.count} parameters, got {count}")
        for inputs, units in pairwise(self.widths):
            middle = place + inputs * units
            weights = parameters[..., place:middle].reshape(*front, inputs, units)
            place = middle + units
            found.append(Layer(weights, parameters[..., middle:place]))
        return found

    def initial(self, seed: int, spread: Spread = "he") -> Floats:
        """Return parameters to start from: random weights, biases of 0.

        Parameters
        ----------
        seed : int
            Of the weights alone; `fit` has one of its own for the order of data.
        spread : str
            "he" draws from a normal distribution of variance 2 / D, which keeps the
            size of numbers from layer to layer if half of the units are off [1]_;
            "xavier" evenly with variance 2 / (D + K), for units that are on [2]_.

        Returns
        -------
        ndarray of float64, shape (P,)

        References
        ----------
        .. [1] K. He et al., "Delving deep into rectifiers", ICCV (2015).
        .. [2] X. Glorot, Y. Bengio, "Understanding the difficulty of training deep
           feedforward neural networks", AISTATS (2010).

        """
        chance = np.random.default_rng(seed)
        parameters = np.zeros(self.count)
        for weights, _ in self.layers(parameters):
            inputs, units = weights.shape
            if spread == "he":
                weights[:] = chance.normal(0, np.sqrt(2 / inputs), weights.shape)
            else:
                most = np.sqrt(6 / (inputs + units))
                weights[:] = chance.uniform(-most, most, weights.shape)
        return parameters

    @np.errstate(all="ignore")
    def forward(self, parameters: Floats, x: Floats) -> list[Passed]:
        """Return what every layer makes of examples, from the first to the last.

        Parameters
        ----------
        parameters : ndarray of float64, shape (..., P)
            One network or many.
        x : ndarray of float64, shape (N, D)
            Examples.

        Returns
        -------
        list of Passed
            One for each layer, with arrays of shape (..., N, K).

        """
        passed: list[Passed] = []
        a, layers = x, self.layers(parameters)
        for k, (weights, biases) in enumerate(layers, start=1):
            z = a @ weights + biases[..., np.newaxis, :]
            bend = self.hidden.value if k < len(layers) else self.ending.predict
            a = np.ascontiguousarray(bend(z))  # in which products are fast
            passed.append(Passed(z, a))
        return passed

    @np.errstate(all="ignore")
    def gradient(self, parameters: Floats, x: Floats, y: Floats) -> Floats:
        r"""Return the slope of the mean loss by every parameter, from back to front.

        .. math:: \delta_L = \frac{p - y}{N}, \qquad
                  \delta_{l-1} = \delta_l W_l^\top f'(z_{l-1}), \qquad
                  \frac{\partial J}{\partial W_l} = a_{l-1}^\top \delta_l

        Parameters
        ----------
        parameters : ndarray of float64, shape (..., P)
            One network or many.
        x, y : ndarray of float64, shapes (N, D) and (N, K)
            Examples, and what the predictions should be.

        Returns
        -------
        ndarray of float64, shape (..., P)
            In the order of the parameters.

        References
        ----------
        .. [1] D. E. Rumelhart, G. E. Hinton, R. J. Williams, "Learning
           representations by back-propagating errors", Nature 323 (1986).

        """
        layers, passed = self.layers(parameters), self.forward(parameters, x)
        inputs = [x, *(layer.a for layer in passed[:-1])]
        delta = (passed[-1].a - y) / len(x)
        parts: list[Floats] = []
        for k in reversed(range(len(layers))):
            by_weights = inputs[k].swapaxes(-1, -2) @ delta
            flat = by_weights.reshape(*by_weights.shape[:-2], -1)
            parts = [flat, delta.sum(axis=-2), *parts]
            if k:
                back = delta @ layers[k].weights.swapaxes(-1, -2)
                delta = back * np.ascontiguousarray(self.hidden.slope(passed[k - 1].z))
        return np.concatenate(parts, axis=-1)

    @np.errstate(all="ignore")
    def loss(self, parameters: Floats, x: Floats, y: Floats) -> Floats:
        """Return the mean loss over examples, shape (...); nan of a lost network."""
        z = self.forward(parameters, x)[-1].z
        return np.asarray(self.ending.loss(z, y).mean(axis=-1))

    def accuracy(self, parameters: Floats, x: Floats, y: Floats) -> Floats:
        """Return the share of examples whose largest prediction is right, shape (...).

        A network that has become nan is never right.
        """
        p = self.forward(parameters, x)[-1].a
        right = p.argmax(axis=-1) == y.argmax(axis=-1)
        return np.asarray((right & np.isfinite(p).all(axis=-1)).mean(axis=-1))


def fit(
    net: Dense,
    parameters: ArrayLike,
    x: ArrayLike,
    y: ArrayLike,
    rule: Rule,
    *,
    epochs: int,
    batch: int | None = None,
    seed: int = 0,
) -> Iterator[Floats]:
    """Train a network, and yield its parameters after every epoch.

    Parameters
    ----------
    net : Dense
        The shape of the network.
    parameters : array_like, shape (..., P)
        Where to start, such as ``net.initial(0)``; axes in front are other runs over
        the same examples in the same order.
    x, y : array_like, shapes (N, D) and (N, K)
        Examples, and what the predictions should be, such as one-hot rows.
    rule : callable
        An update rule bound to its settings, as ``partial(adam, rate=0.01)``.
    epochs : int
        How often every example is used.
    batch : int, optional
        How many examples a step looks at; all, if not given.
    seed : int
        Decides in which order examples come up, and nothing else.

    Yields
    ------
    ndarray of float64, shape (..., P)
        After epoch 0, 1, and so on. A run that diverges becomes inf and nan.

    Raises
    ------
    ValueError
        If there is not one row of targets for each row of examples.

    Examples
    --------
    Exclusive or, and the loss at the start and after every 200 epochs:

    >>> from functools import partial
    >>> from core.optimisers import adam
    >>> net = Dense((2, 8, 2))
    >>> x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float64)
    >>> y = np.eye(2)[[0, 1, 1, 0]]
    >>> path = np.array(
    ...     list(fit(net, net.initial(0), x, y, partial(adam, rate=0.1), epochs=400))
    ... )
    >>> path.shape, bool(net.loss(path[0], x, y) > 0.5)
    ((401, 42), True)
    >>> bool(net.loss(path[-1], x, y) < 0.01), float(net.accuracy(path[-1], x, y))
    (True, 1.0)
    """
    x, y = np.ascontiguousarray(as_numbers(x, "x")), as_numbers(y, "y")
    if x.ndim != 2 or y.ndim != 2 or len(x) != len(y):  # noqa: PLR2004 - tables
        raise ValueError(f"x {x.shape} and y {y.shape} must be tables of equal length")
    size, chance = batch or len(x), np.random.default_rng(seed)
    state = start(np.ascontiguousarray(as_numbers(parameters, "parameters")))
    yield state.w
    for _ in range(epochs):
        order = chance.permutation(len(x))
        for first in range(0, len(x), size):
            some = order[first : first + size]
            state = rule(state, net.gradient(state.w, x[some], y[some]))
        yield state.w
