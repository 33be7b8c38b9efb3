"""Weights as arrows: thick where they are large."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from figures.axes import Axis
from figures.marks import CLEAR, Array, Moving, region, smooth, words
from figures.picture import Panel
from live import Words

INPUTS: Final = 5  # four features, and the 1 that the biases belong to
SHAFT: Final = 0.82  # of the way; the rest is the head of an arrow
THICK: Final = 0.24  # half of the thickness of the largest weight, in rows
HEAD: Final = 2.2  # over the shaft
# Once around an arrow, and a gap: shares of its way, and of its thickness beside it.
ALONG: Final = np.array([0, SHAFT, SHAFT, 1, SHAFT, SHAFT, 0, np.nan])
BESIDE: Final = np.array([1, 1, HEAD, 0, -HEAD, -1, -1, np.nan])
ACROSS: Final = np.tile(ALONG, INPUTS)
HATCHED: Final = {"shape": "/", "size": 4, "solidity": 0.35, "bgcolor": CLEAR}


def weights(spoken: Words, species: Sequence[str], colors: Sequence[str]) -> Panel:
    """Return an arrow from every input to every species: filled, or hatched below 0."""
    count, marks = len(species), []
    for k, color in enumerate(colors):
        hatched = HATCHED | {"fgcolor": color}
        above, below = flows(k, 1, count), flows(k, -1, count)
        marks += [
            region(f"plus{k + 1}", ACROSS, above, color=color),
            region(f"minus{k + 1}", ACROSS, below, color=color, fillpattern=hatched),
        ]
    inputs = [*spoken["features"], "1"]
    marks += [
        words("inputs", [-0.03] * INPUTS, range(INPUTS), inputs, place="middle left"),
        words("outputs", [1.03] * count, rows_of_outputs(count), species),
    ]
    x, y = Axis(-0.68, 1.72, narrow=(-1.15, 1.95)), Axis(INPUTS - 0.5, -0.5)
    return Panel(marks, x, y, titles=spoken["panels"]["weights"])


def flows(k: int, sign: int, count: int) -> Moving:
    """Return the arrows to species k: of weights above 0, or with -1 of those below."""
    return smooth(lambda found: arrows(sign * found["inputs"][..., k], k, count))


def rows_of_outputs(count: int) -> list[float]:
    """Return the heights of the species, among the inputs at 0 to 4."""
    return [(INPUTS - 1) * (k + 0.5) / count for k in range(count)]


def arrows(sizes: Array, k: int, count: int) -> Array:
    """Return the y of the arrows from every input to species k of so many.

    Of sizes (..., 5), where 1 is the largest; those below 0 have no thickness.
    The answer has the shape (..., 40).
    """
    start = np.arange(INPUTS)[:, np.newaxis]
    middle = start + ALONG * (rows_of_outputs(count)[k] - start)
    thick = THICK * np.maximum(sizes, 0)[..., np.newaxis]
    around: Array = middle + BESIDE * thick
    return around.reshape(*sizes.shape[:-1], len(ACROSS))
