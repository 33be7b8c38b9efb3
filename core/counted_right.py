"""How often the network that reads handwriting is right, counted with fair tests.

Nothing was trained on, or chosen by, what is counted here. ``core/count_right.py``
counted it.
"""

from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from core.intervals import Interval, wilson_interval

# 1,000 images of MNIST; drawings of a generator; and for two networks of their own,
# which learned from the rest of UCI, a random fifth of it and the last fifth.
TESTS: Final = ("mnist", "drawings", "same", "other")
FILE: Final = Path(__file__).parent / "data" / "right.csv"


class Counted(NamedTuple):
    """How a test went.

    Attributes
    ----------
    images : int
        How many there were.
    first, two : Interval
        The shares of them whose digit was the most likely one, or among two.

    """

    images: int
    first: Interval
    two: Interval


@cache
def counted_right() -> dict[str, Counted]:
    """Return how each of `TESTS` went.

    Examples
    --------
    >>> mnist = counted_right()["mnist"]
    >>> mnist.images, [round(float(part), 3) for part in mnist.first]
    (1000, [0.948, 0.932, 0.96])
    """
    table = np.loadtxt(FILE, str, delimiter=",", skiprows=1)
    found = {}
    for test, *numbers in table:
        images, first, two = map(int, numbers)
        shares = (wilson_interval(right, images) for right in (first, two))
        found[str(test)] = Counted(images, *shares)
    return found
