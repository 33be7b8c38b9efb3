"""Training of softmax regression: gradient descent, one step after another.

A model is a table of weights, one column for each class, and a row of biases.
Its predictions are ``softmax(x @ weights + biases)``. With one column, and the
sigmoid in place of the softmax, it is logistic regression: nothing else changes,
because for both the loss has the slope p - y by a logit.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from core.arguments import Floats, as_numbers

BOUND: Final = 1e9  # of a weight; a run that leaves it has diverged


@dataclass(frozen=True)
class Step:
    """A model as it is after some epochs.

    Attributes
    ----------
    epoch : int
        How often every example was used; 0 before training.
    weights : ndarray of float64, shape (D, K)
        What each of D features counts for each of K classes.
    biases : ndarray of float64, shape (K,)
        What each class has from the start.

    """

    epoch: int
    weights: Floats
    biases: Floats


# Ten times as fast as core's own, which keep digits that a step does not need.
def plain_softmax(logits: Floats) -> Floats:
    """Return the softmax along the last axis."""
    # Of small arrays, max() and sum() take half as long again as what they call.
    weight = np.exp(logits - np.maximum.reduce(logits, axis=-1, keepdims=True))
    shares: Floats = weight / np.add.reduce(weight, axis=-1, keepdims=True)
    return shares


def plain_sigmoid(logits: Floats) -> Floats:
    """Return the sigmoid of each logit."""
    return np.exp(-np.logaddexp(0, -logits))


Predict = Callable[[Floats], Floats]


def train(
    features: ArrayLike,
    targets: ArrayLike,
    *,
    rate: float,
    epochs: int,
    batch: int | None = None,
    penalty: float = 0.0,
    seed: int = 0,
    predict: Predict = plain_softmax,
) -> Iterator[Step]:
    r"""Train a model from zero, and yield it after every epoch.

    .. math:: W \leftarrow W - \eta \left( x^\top (p - y) / B + \lambda W \right)

    Parameters
    ----------
    features : array_like, shape (N, D)
        N examples; each feature should have mean 0 and standard deviation 1.
    targets : array_like, shape (N, K)
        What the predictions should be, such as one-hot rows.
    rate : float
        The learning rate: how far a step goes down the slope.
    epochs : int
        How often every example is used.
    batch : int, optional
        How many examples a step looks at; all, if not given.
    penalty : float
        Half of it times the sum of squared weights is added to the mean loss.
        Biases are free.
    seed : int
        Decides in which order examples come up.
    predict : callable
        From logits to predictions: softmax, or sigmoid.

    Yields
    ------
    Step
        The model after epoch 0, 1, and so on. A run that diverges ends before
        a weight is larger than 1e9.

    Raises
    ------
    ValueError
        If there is not one row of targets for each row of features.

    References
    ----------
    .. [1] C. M. Bishop, Pattern Recognition and Machine Learning (2006), 4.3.4.

    Examples
    --------
    >>> steps = list(train([[-1.0], [1.0]], [[1, 0], [0, 1]], rate=0.5, epochs=2))
    >>> [step.weights.round(4).tolist() for step in steps]
    [[[0.0, 0.0]], [[-0.25, 0.25]], [[-0.4388, 0.4388]]]
    """
    x, y = as_numbers(features, "features"), as_numbers(targets, "targets")
    if x.ndim != 2 or y.ndim != 2 or len(x) != len(y):  # noqa: PLR2004 - tables
        raise ValueError(
            f"features {x.shape} and targets {y.shape} must be tables of equal length"
        )
    size = batch or len(x)
    chance = np.random.default_rng(seed)
    # A bias is the weight of a feature that is always 1, so one table holds both.
    x = np.hstack([x, np.ones((len(x), 1))])
    fading = np.full((x.shape[1], 1), penalty)
    fading[-1] = 0
    model = np.zeros((x.shape[1], y.shape[1]))
    for epoch in range(epochs + 1):
        if epoch:
            order = chance.permutation(len(x))
            model = next_epoch(model, x[order], y[order], size, rate, fading, predict)
        if not abs(model[:-1]).max() <= BOUND:
            return
        yield Step(epoch, model[:-1], model[-1])


@np.errstate(all="ignore")
def next_epoch(
    model: Floats,
    x: Floats,
    y: Floats,
    size: int,
    rate: float,
    fading: Floats,
    predict: Predict,
) -> Floats:
    """Return the model after one more epoch: one step down for each batch."""
    fades = fading.any()
    for start in range(0, len(x), size):
        batch = slice(start, start + size)
        down = slope(model, x[batch], y[batch], predict)
        if fades:
            down += fading * model
        model = model - rate * down
    return model


def slope(model: Floats, x: Floats, y: Floats, predict: Predict) -> Floats:
    """Return the gradient of the mean loss by every weight."""
    miss = predict(x @ model) - y
    return x.T @ miss / len(x)
