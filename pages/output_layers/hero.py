"""The reading that a task needs: a bar for each neuron in use, with its number."""

from collections.abc import Sequence
from typing import Any, Final

from figures.axes import Axis, rows, series
from figures.marks import INK, Mark, Moving, bars, mark, numbers
from figures.picture import TYPE, Panel
from figures.rows import sum_below
from ui.classes import FEW

Look = dict[str, Any]

TENS: Final = (-10, -5, 0, 5, 10)
SHARE: Final = Axis(-0.05, 1.24, narrow=(-0.09, 1.48), zero=True)
AMOUNT: Final = Axis(-11, 15.5, narrow=(-11.8, 20.5), ticks=TENS, zero=True, grid=True)
NEVER_BELOW: Final = Axis(-0.5, 12.8, narrow=(-0.8, 14.8), ticks=TENS[2:], grid=True)
# Axes, where the largest is marked, and where numbers begin: beyond every bar.
AXES: Final = {
    "identity": (AMOUNT, -10.7, 10.6),
    "relu": (NEVER_BELOW, -0.3, 10.3),
    "sigmoid": (SHARE, -0.025, 1.02),
    "softmax": (SHARE, -0.025, 1.02),
}
LARGE, HUGE = 1.3 * TYPE, 2 * TYPE  # of several numbers, and of one alone
TRACK: Final[Look] = {"color": "var(--track)", "opacity": 0.6}
POINTER: Final[Look] = {"symbol": "triangle-right", "size": 13, "color": INK}


def hero(reading: str, names: Sequence[str]) -> Panel:
    """Return the bars; a share of its own stands in a whole of its own."""
    (axis, left, beyond), count = AXES[reading], len(names)
    outputs = first(reading, count)
    pattern = ".4f" if axis is SHARE else ".2~f"
    size = LARGE if count > 1 else HUGE
    bold: Look = {"color": INK, "size": size if count <= FEW else TYPE, "weight": 700}
    said: Look = {"textfont": bold}
    largest = first(f"largest_{reading}", count)
    top: Look = {"x": [left] * count, "y": range(count), "marker.opacity": largest}
    marks: list[Mark] = []
    if axis is SHARE:
        marks.append(
            bars("track", [1] * count, count, outline="var(--border)", **TRACK)
        )
    marks += [
        bars(reading, outputs, count, color=series(count)),
        numbers("said", [beyond] * count, range(count), outputs, pattern, **said),
        mark("top", "scatter", top, mode="markers", marker=POINTER),
    ]
    if axis is SHARE and count > 1:
        marks.append(sum_below(f"total_{reading}", f"sum_{reading}", count))
    return Panel(marks, axis, rows(names, int(count > 1), always=True))


def first(name: str, count: int) -> Moving:
    """Return the first numbers of a row: those of neurons in use."""
    return Moving(lambda found: found[name][..., :count])
