"""Handwritten digits, each as 64 counts of ink: what networks learn from.

``core/data`` says whose they are, and under which licences.
"""

from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.arguments import Floats

SIDE: Final = 8  # blocks of an image, across and down
FULL: Final = 16  # the count of a block that is all ink
KINDS: Final = 10  # the digits 0 to 9
UNSEEN: Final = 1000  # images of MNIST that nothing may be learned from
HELD: Final = 360  # images of UCI, one in five, to test with
FILE: Final = Path(__file__).parent / "data" / "digits.npz"


class Digits(NamedTuple):
    """Images, and what they show.

    Attributes
    ----------
    counts : ndarray of uint8, shape (N, 64)
        Ink in each block of 8 x 8, row by row, from 0 to 16.
    labels : ndarray of uint8, shape (N,)
        The digit that was meant.

    """

    counts: NDArray[np.uint8]
    labels: NDArray[np.uint8]

    @property
    def x(self) -> Floats:
        """Ink as a share of the block, shape (N, 64); the sixteenths are exact."""
        return self.counts / FULL

    @property
    def y(self) -> Floats:
        """One-hot rows, shape (N, 10)."""
        return np.eye(KINDS)[self.labels]

    def of(self, which: NDArray[np.bool_] | slice) -> "Digits":
        """Return some of the images."""
        return Digits(self.counts[which], self.labels[which])


class Split(NamedTuple):
    """Images to learn from, and images kept from that."""

    train: Digits
    held: Digits


@cache
def uci() -> Digits:
    """Return the 1,797 images of the UCI repository, in the order of their file.

    Returns
    -------
    Digits
        Read only.

    Examples
    --------
    >>> uci().counts.shape, uci().labels[:5].tolist()
    ((1797, 64), [0, 1, 2, 3, 4])
    """
    return _read("uci")


@cache
def mnist() -> Digits:
    """Return 4,000 images of MNIST in the form of those of UCI.

    Returns
    -------
    Digits
        Read only. The last thousand are those that `unseen` returns.

    """
    return _read("mnist")


def split(seed: int) -> Split:
    """Part the images of UCI at random: 1,437 to learn from, 360 to test with.

    The same people wrote both, so a network does better here than on writers
    that it has never seen; compare `split_by_writers`.

    Parameters
    ----------
    seed : int
        Of the generator that picks them.

    """
    held = np.zeros(len(uci().labels), dtype=bool)
    held[np.random.default_rng(seed).permutation(held.size)[:HELD]] = True
    return Split(uci().of(~held), uci().of(held))


def split_by_writers() -> Split:
    """Part the images of UCI by the order of their file: the last 360 test.

    Images of a writer stand together there, so those held are by other people,
    but for one who may stand on both sides of the cut.
    """
    return Split(uci().of(slice(-HELD)), uci().of(slice(-HELD, None)))


def to_learn() -> Digits:
    """Return all images that a network may learn from: 1,797 and 3,000."""
    own, more = uci(), mnist().of(slice(-UNSEEN))
    return Digits(
        np.concatenate([own.counts, more.counts]),
        np.concatenate([own.labels, more.labels]),
    )


def unseen() -> Digits:
    """Return 1,000 images of MNIST that no training and no choice may look at.

    A rate, a width or a number of epochs that was chosen by them would flatter
    itself. What is said of them is said once, at the end.
    """
    return mnist().of(slice(-UNSEEN, None))


def _read(name: str) -> Digits:
    """Return a collection of the file, read only."""
    with np.load(FILE, allow_pickle=False) as stored:
        found = Digits(stored[name], stored[f"{name}_y"])
    for array in found:
        array.setflags(write=False)
    return found
