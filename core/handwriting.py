"""The network that reads handwriting, from nothing to its last epoch.

64 counts of ink, 25 and 15 units, ten digits: 2,175 parameters. It has learned from
4,797 images of two collections, and from no drawing. Its rates and batches were chosen
by a fold of those images that was left out of training; `core.digits.unseen` and
drawings had no part in that, so that what they say of it is fair.
"""

from functools import cache, partial
from threading import Lock
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from core.arguments import Floats, as_numbers
from core.dense import Dense, Passed, fit
from core.digits import FULL, KINDS, SIDE, Digits, to_learn
from core.optimisers import adam

NET: Final = Dense((SIDE**2, 25, 15, KINDS))


class Phase(NamedTuple):
    """A part of training: so many epochs, with one rate and one size of batches."""

    epochs: int
    rate: float
    batch: int


# Large steps first, each by a few images; then small ones, each by many.
PHASES: Final = (Phase(10, 0.01, 32), Phase(15, 0.003, 256))
EPOCHS: Final = sum(phase.epochs for phase in PHASES)


def learn(digits: Digits, seed: int = 0) -> Floats:
    """Train the network by Adam.

    Parameters
    ----------
    digits : Digits
        What to learn from.
    seed : int
        Of the weights to start with, and of the order of images.

    Returns
    -------
    ndarray of float64, shape (26, 2175)
        Parameters before training, and after each of 25 epochs.

    """
    path = [NET.initial(seed)]
    for epochs, rate, batch in PHASES:
        rule = partial(adam, rate=rate)
        steps = fit(
            *(NET, path[-1], digits.x, digits.y, rule),
            epochs=epochs,
            batch=batch,
            seed=seed,
        )
        path += list(steps)[1:]
    return np.array(path)


_training: Final = Lock()  # whoever comes while it learns waits, and trains nothing


def learned() -> Floats:
    """Return what the network was after each epoch, shape (26, 2175), read only.

    Trained once for a process, in less than a second.

    Examples
    --------
    >>> learned().shape
    (26, 2175)
    """
    with _training:
        return _learned()


@cache
def _learned() -> Floats:
    """Train the network."""
    path = learn(to_learn())
    path.setflags(write=False)
    return path


def read(counts: ArrayLike, parameters: Floats) -> list[Passed]:
    """Return what each layer makes of images.

    Parameters
    ----------
    counts : array_like, shape (N, 64)
        Ink in each block, from 0 to 16.
    parameters : ndarray of float64, shape (..., 2175)
        Of one epoch, or of some.

    Returns
    -------
    list of Passed
        Sums z and activations a of 25, 15 and 10 units, (..., N, K) each; the last
        are logits and probabilities.

    Raises
    ------
    ValueError
        If counts are not rows of 64 numbers.

    Examples
    --------
    >>> from core.digits import uci
    >>> p = read(uci().counts[:3], learned()[-1])[-1].a
    >>> p.argmax(axis=-1)
    array([0, 1, 2])
    """
    ink = as_numbers(counts, "counts") / FULL
    if ink.ndim != 2 or ink.shape[1] != SIDE**2:  # noqa: PLR2004 - rows
        raise ValueError(f"counts must be rows of 64, got shape {ink.shape}")
    return NET.forward(parameters, np.ascontiguousarray(ink))
