"""The 150 iris flowers that E. Anderson measured and R. A. Fisher published.

R. A. Fisher, "The use of multiple measurements in taxonomic problems", Annals of
Eugenics 7 (1936). The numbers are free for everybody. They are read from the copy
inside the plotly package, which comes from the UCI repository; two of its flowers
differ from the paper, and are put right here.
"""

import csv
import gzip
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

SPECIES: Final = ("setosa", "versicolor", "virginica")
EACH: Final = 50  # flowers of a species, which stand together
TESTED: Final = 10  # of them, from which no run learns
# What a picture of each feature shows: all flowers, and some room around them.
WINDOWS: Final = ((4.1, 8.1), (1.8, 4.6), (0.6, 7.3), (-0.1, 2.7))
AS_PUBLISHED: Final = {34: (4.9, 3.1, 1.5, 0.2), 37: (4.9, 3.6, 1.4, 0.1)}


@cache
def centimetres() -> Array:
    """Return length and width of sepal and petal of each flower, shape (150, 4)."""
    packed = files("plotly").joinpath("package_data", "datasets", "iris.csv.gz")
    text = gzip.decompress(packed.read_bytes()).decode()
    table = np.array([row[:4] for row in csv.reader(text.splitlines()[1:])], float)
    for flower, numbers in AS_PUBLISHED.items():
        table[flower] = numbers
    table.setflags(write=False)
    return table


def held_out(seed: int) -> NDArray[np.bool_]:
    """Say of each flower whether it is kept from training: ten of each species."""
    chance = np.random.default_rng(seed)
    held = np.zeros(len(SPECIES) * EACH, dtype=bool)
    for species in range(len(SPECIES)):
        held[species * EACH + chance.permutation(EACH)[:TESTED]] = True
    return held
