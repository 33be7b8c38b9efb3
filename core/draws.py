"""Draws at random that can be repeated: the same ones every time."""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.arguments import as_distribution, as_numbers, refuse_unless

MOST: Final = 1000  # draws
SEED: Final = 20
UNIFORM: Final = np.random.default_rng(SEED).random(MOST)
ASCENDING: Final = np.sort(UNIFORM)


def ranks() -> NDArray[np.int16]:
    """Tell at [n, j] how many of the first n draws are among the j smallest."""
    table = np.zeros((MOST + 1, MOST + 1), dtype=np.int16)
    table[np.arange(1, MOST + 1), np.searchsorted(ASCENDING, UNIFORM) + 1] = 1
    table.cumsum(axis=0, out=table)
    table.cumsum(axis=1, out=table)
    return table


RANKS: Final = ranks()


def count_draws(p: ArrayLike, n: ArrayLike) -> NDArray[np.int64]:
    """Count how often each class comes up in the first n of a thousand draws.

    The interval from 0 to 1 is cut into one piece for each class, as long as
    its probability. A draw is a uniform number, and falls into one of them.

    Parameters
    ----------
    p : array_like, shape (..., K)
        Probabilities from 0 to 1 that sum to 1.
    n : array_like, shape (...)
        How many draws, from 0 to 1000; fractions are cut off.

    Returns
    -------
    ndarray of int64, shape (..., K)
        Counts that sum to n along the last axis.

    Raises
    ------
    ValueError
        If p is no distribution, or there are fewer draws than 0 or more than
        there are.

    Notes
    -----
    The draws are the same for every p, so that counts change with p only where
    a cut passes a draw. A table of ranks counts them without drawing again.

    Examples
    --------
    >>> count_draws([0.5, 0.3, 0.2], [0, 1, 10, 1000])
    array([[  0,   0,   0],
           [  1,   0,   0],
           [  7,   2,   1],
           [519, 283, 198]])
    """
    shares = as_distribution(p)
    asked = as_numbers(n, "n")
    refuse_unless((asked >= 0) & (asked <= MOST), asked, f"n must lie in [0, {MOST}]")
    whole = asked.astype(np.int64)[..., np.newaxis]
    cuts = np.searchsorted(ASCENDING, np.cumsum(shares, axis=-1)[..., :-1])
    below = RANKS[whole, cuts].astype(np.int64)
    ends = (*below.shape[:-1], 1)
    first, last = np.zeros(ends, np.int64), np.broadcast_to(whole, ends)
    return np.diff(np.concatenate([first, below, last], axis=-1), axis=-1)
