"""The other readings of the same logits: a thin row each, a column for each class."""

from typing import Any, Final

import numpy as np

from figures.axes import Axis, series
from figures.marks import INK, Array, Mark, Moving, mark, numbers
from figures.picture import Panel
from live import Words
from pages.output_layers.scene import READINGS, SIGNS, right_of, verdicts_of
from ui.classes import FEW

Look = dict[str, Any]

TALL: Final = 3  # classes with room for four digits
LIMIT: Final = 10.0  # of a logit
FADED: Final = 0.5
START: Final = 0.1  # of a bar in its column, whose width is 1
ROOM: Final = 0.26  # for the bar
ALONE: Final = 0.76  # for one that has no number beside it
END: Final = 0.97  # of the number
POINTER: Final[Look] = {"symbol": "triangle-right", "size": 9, "color": INK}


def others(task: str, count: int, words: Words) -> Panel:
    """Return a row for each reading that the task does not need."""
    marks, ticks = [], {}
    verdicts = dict(zip(READINGS, verdicts_of(task), strict=True))
    for row, reading in enumerate(r for r in READINGS if r != right_of(task)):
        marks += thin(reading, row, count)
        ticks[row] = f"{SIGNS[verdicts[reading]]} {words['readings'][reading]}"
    up = Axis(len(ticks) - 0.5, -0.5, ticks=ticks)
    return Panel(marks, Axis(0, count), up, titles=[words["others"]])


def thin(reading: str, row: int, count: int) -> list[Mark]:
    """Return the bars of a reading side by side, their numbers, and the largest."""
    columns, level = np.arange(count, dtype=float), [row] * count
    start, unit = place_of(reading, count)
    bar: Look = {"orientation": "h", "width": 0.6, "opacity": FADED}
    bar["marker"] = {"color": series(count)}
    long: Look = {"x": Moving(lambda found: unit * found[reading]), "y": level}
    top: Look = {"x": columns + START / 2, "y": level}
    top["marker.opacity"] = f"largest_{reading}"
    marks = [
        mark(reading, "bar", {**long, "base": columns + start}, **bar),
        mark(f"top_{reading}", "scatter", top, mode="markers", marker=POINTER),
    ]
    if count <= FEW:
        pattern = ".2~f" if reading in {"identity", "relu"} else ".4f"
        pattern = pattern if count <= TALL else ".2~f"
        at: Array = columns + END
        marks.append(
            numbers(f"said_{reading}", at, level, reading, pattern, place="middle left")
        )
    return marks


def place_of(reading: str, count: int) -> tuple[float, float]:
    """Return where bars of a reading begin in their column, and how long 1 is."""
    room = ROOM if count <= FEW else ALONE
    if reading == "identity":
        return START + room / 2, room / 2 / LIMIT
    return START, room / (LIMIT if reading == "relu" else 1)
