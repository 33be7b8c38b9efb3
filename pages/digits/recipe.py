"""A network that learns to read digits, in NumPy alone."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def recipe(epoch: float) -> tuple[float, np.floating]:
    """Return the last loss, and of 360 digits by others the share read right."""
    from sklearn.datasets import load_digits  # noqa: PLC0415

    x, labels = load_digits().data / 16, load_digits().target
    y, known, held = np.eye(10)[labels], slice(0, -360), slice(-360, None)

    # Define: 64 counts, then layers of 25, 15 and 10 units.
    chance, order = np.random.default_rng(0), np.random.default_rng(0)
    shapes = [(64, 25), (25, 15), (15, 10)]
    w = [chance.normal(0, np.sqrt(2 / n), (n, m)) for n, m in shapes]
    b = [np.zeros(m) for _, m in shapes]

    # Compile: cross-entropy of softmax, to be made smaller by steps downhill.
    rate, loss = 0.1, np.log(10)

    def forward(x: Array) -> tuple[Array, Array, Array]:
        a1 = np.maximum(x @ w[0] + b[0], 0)
        a2 = np.maximum(a1 @ w[1] + b[1], 0)
        e = np.exp(a2 @ w[2] + b[2])
        return a1, a2, e / e.sum(axis=1, keepdims=True)

    # Fit: in each epoch every image once, 32 at a time.
    for _ in range(int(epoch)):
        for some in np.split(order.permutation(1437), range(32, 1437, 32)):
            # Forward pass
            a1, a2, p = forward(x[known][some])
            # Loss
            loss = -np.log(p[y[some] == 1]).mean()
            # Backward pass
            d3 = (p - y[some]) / len(some)
            d2 = d3 @ w[2].T * (a2 > 0)
            d1 = d2 @ w[1].T * (a1 > 0)
            # Update
            for k, (a, d) in enumerate([(x[some], d1), (a1, d2), (a2, d3)]):
                w[k] -= rate * a.T @ d
                b[k] -= rate * d.sum(axis=0)

    right = (forward(x[held])[-1].argmax(axis=1) == labels[held]).mean()
    return loss, right
