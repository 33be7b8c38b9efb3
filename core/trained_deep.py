"""What real networks of 1 to 12 hidden layers reached on handwritten digits.

One run of each, with one seed. ``core/train_deep.py`` made them, and says what a
start that differs in the fourteenth digit did to the end.
"""

from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.arguments import Floats

RULES: Final = ("gradient descent", "adam")
DEPTHS: Final = (1, 2, 4, 8, 12)  # hidden layers
HELD: Final = 360  # images that were tested with
FILE: Final = Path(__file__).parent / "data" / "deep.csv"


class Reached(NamedTuple):
    """What networks of one kind reached, for each of `DEPTHS`.

    Attributes
    ----------
    share : ndarray of float64, shape (5,)
        Of 360 held-out images, those that were read right; 0 if training diverged.
    nudged : ndarray of float64, shape (5,)
        The same from a start that differs by 1e-14.
    settled : ndarray of bool, shape (5,)
        Whether both ended with as many; if not, each is an accident of rounding.

    """

    share: Floats
    nudged: Floats
    settled: NDArray[np.bool_]


@cache
def reached() -> dict[str, dict[str, Reached]]:
    """Return what networks reached, by rule and by key of an activation.

    Returns
    -------
    dict of dict of Reached
        For `RULES`, and for the keys of `core.activations.ACTIVATIONS`.

    Examples
    --------
    >>> reached()["gradient descent"]["sigmoid"].share.round(2)
    array([0.96, 0.78, 0.11, 0.11, 0.11])
    """
    table = np.loadtxt(FILE, str, delimiter=",", skiprows=1)
    found: dict[str, dict[str, Reached]] = {rule: {} for rule in RULES}
    for first in range(0, len(table), len(DEPTHS)):
        rule, key = table[first, :2]
        right, nudged = table[first : first + len(DEPTHS), 3:].astype(int).T
        kept = Reached(right / HELD, nudged / HELD, right == nudged)
        for array in kept:
            array.setflags(write=False)
        found[str(rule)][str(key)] = kept
    return found
