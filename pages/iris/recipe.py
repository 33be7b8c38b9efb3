"""Softmax regression in NumPy alone, trained as the page trains it."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def recipe(
    rate: float, l2: float, batch: str, seed: int, species: str, epoch: float
) -> tuple[Array, Array, np.float64]:
    """Return weights, biases, and the mean loss of the flowers learned from."""
    from sklearn.datasets import load_iris  # noqa: PLC0415

    cm, kind = load_iris(return_X_y=True)
    first = 3 - int(species)
    chance = np.random.default_rng(seed)
    held = [chance.permutation(50)[:10] + start for start in (0, 50, 100)]
    learn = np.setdiff1d(np.arange(50 * first, 150), held)
    x = (cm - cm[learn].mean(axis=0)) / cm[learn].std(axis=0)
    y = np.eye(3)[kind][:, first:]
    weights, biases = np.zeros((4, 3 - first)), np.zeros(3 - first)

    def predict(x: Array) -> Array:
        z = x @ weights + biases
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return np.asarray(e / e.sum(axis=1, keepdims=True))

    size = len(learn) if batch == "all" else int(batch)
    chance = np.random.default_rng(seed)
    for _ in range(int(epoch)):
        before = weights, biases
        order = chance.permutation(learn)
        for start in range(0, len(learn), size):
            now = order[start : start + size]
            miss = (predict(x[now]) - y[now]) / len(now)
            weights = weights - rate * (x[now].T @ miss + l2 * weights)
            biases = biases - rate * miss.sum(axis=0)
        if abs(weights).max() > 1e9:  # it has diverged
            weights, biases = before
            break

    loss = -np.log((predict(x[learn]) * y[learn]).sum(axis=1)).mean()
    return weights, biases, loss
