"""The 150 irises that E. Anderson measured and R. A. Fisher published.

``core/data`` says where the numbers come from.
"""

from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

SPECIES: Final = ("setosa", "versicolor", "virginica")
EACH: Final = 50  # flowers of a species, which stand together
TESTED: Final = 10  # of them, from which no run learns
FILE: Final = Path(__file__).parent / "data" / "iris.csv"


@cache
def centimetres() -> NDArray[np.float64]:
    """Return length and width of sepal and petal of each flower.

    Returns
    -------
    ndarray of float64, shape (150, 4)
        In centimetres; read only.

    """
    table: NDArray[np.float64] = np.loadtxt(FILE, delimiter=",", skiprows=1)
    table.setflags(write=False)
    return table


def held_out(seed: int) -> NDArray[np.bool_]:
    """Say of each flower whether it is kept from training: ten of each species.

    Parameters
    ----------
    seed
        Of the generator that picks them.

    Returns
    -------
    ndarray of bool, shape (150,)

    """
    chance = np.random.default_rng(seed)
    held = np.zeros(len(SPECIES) * EACH, dtype=bool)
    for species in range(len(SPECIES)):
        held[species * EACH + chance.permutation(EACH)[:TESTED]] = True
    return held
