"""Two rings that no straight line can part.

A network of 2, 6 and 2 units parts them if its units bend. If they do not, all of its
layers are one linear layer, whatever it learns, and it does no better than a line.
"""

from functools import partial
from typing import Final

import numpy as np

from core.activations import ACTIVATIONS
from core.arguments import Floats
from core.dense import Dense, fit
from core.optimisers import adam

RADII: Final = (0.4, 0.9)  # of the inner and of the outer ring
NOISE: Final = 0.05  # standard deviation of a point across its ring
POINTS: Final = 200
EPOCHS: Final = 60


def rings(count: int = POINTS, seed: int = 0) -> tuple[Floats, Floats]:
    """Return points on two rings, and which ring each is on.

    Parameters
    ----------
    count : int
        How many points; they take turns.
    seed : int
        Of the generator.

    Returns
    -------
    points : ndarray of float64, shape (N, 2)
        Around (0, 0).
    targets : ndarray of float64, shape (N, 2)
        One-hot rows: inner, outer.

    Examples
    --------
    >>> points, targets = rings(4)
    >>> np.hypot(*points.T) < 0.65, targets[:2].tolist()
    (array([ True, False,  True, False]), [[1.0, 0.0], [0.0, 1.0]])
    """
    chance = np.random.default_rng(seed)
    ring = np.arange(count) % len(RADII)
    angle = chance.uniform(0, 2 * np.pi, count)
    radius = np.array(RADII)[ring] + chance.normal(0, NOISE, count)
    points = radius[:, np.newaxis] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return points, np.eye(len(RADII))[ring]


def ring_network(key: str) -> Dense:
    """Return the network of 2, 6 and 2 units that bend in a way of `ACTIVATIONS`."""
    return Dense((2, 6, 2), ACTIVATIONS[key])


def learn_rings(key: str, seed: int = 0) -> Floats:
    """Train the network on the rings by Adam.

    Parameters
    ----------
    key : str
        Of `core.activations.ACTIVATIONS`.
    seed : int
        Of the weights to start with, and of the order of points.

    Returns
    -------
    ndarray of float64, shape (61, 32)
        Parameters at the start, and after each of 60 epochs.

    Examples
    --------
    >>> points, targets = rings()
    >>> bend, line = learn_rings("tanh")[-1], learn_rings("linear")[-1]
    >>> float(ring_network("tanh").accuracy(bend, points, targets))
    1.0
    >>> float(ring_network("linear").accuracy(line, points, targets)) < 0.7
    True
    """
    net, (points, targets) = ring_network(key), rings()
    steps = fit(
        *(net, net.initial(seed), points, targets, partial(adam, rate=0.05)),
        epochs=EPOCHS,
        batch=20,
        seed=seed,
    )
    return np.array(list(steps))
