"""Four panels of bars, one for each reading; the one that is right is lit."""

from functools import lru_cache
from typing import Any, Final

import numpy as np

from figures.axes import Axis, rows, series
from figures.marks import INK, Moving, Number, bars, mark
from figures.picture import Grid, Panel, Picture
from figures.rows import NARROW_HEAD, NARROW_LEFT, NARROW_ROW, sum_below
from live import Words
from pages.output_layers.scene import READINGS
from ui.classes import FEW

Look = dict[str, Any]

LOW_NARROW_ROW: Final = 19
FADED: Final = 0.4  # bars of all outputs that the task does not use
LIGHT: Final = 0.5  # behind the others
FAR: Final = 100.0  # beyond both ends of every axis
BAND: Final[Look] = {"color": "var(--track)", "width": 1, "base": -FAR}
POINTER: Final = {"symbol": "triangle-right", "size": 11, "color": INK}
SHARE: Final = Axis(-0.22, 1.62, narrow=(-0.32, 1.75), zero=True)
# Axes, and where the largest is marked: left of every bar and its number.
LOOKS: Final = {
    "identity": (Axis(-16.5, 14.8, narrow=(-19.5, 15.5), zero=True), -15.3),
    "relu": (Axis(-2.6, 14.2, narrow=(-3.4, 15.5), zero=True), -1.5),
    "sigmoid": (SHARE, -0.13),
    "softmax": (SHARE, -0.13),
}


@lru_cache(maxsize=64)  # names are anybody's choice
def picture(names: tuple[str, ...], row: int, words: Words) -> Picture:
    """Draw a row for each class, in panels side by side or two by two."""
    panels = {reading: panel(reading, names, words) for reading in READINGS}
    lines, low = len(names) + 1, NARROW_ROW if len(names) <= FEW else LOW_NARROW_ROW
    # The choice of a task stands beside the titles, each logit beside its row.
    areas, heights = [". . . .", " ".join(READINGS)], [0, row * lines]
    wide = Grid(areas, (30, 17, 21, 20), heights, gaps=(0, 4, 4, 4), heads=(4, 56))
    areas, heights = ["identity relu", "sigmoid softmax"], [low * lines] * 2
    heads, margin = [NARROW_HEAD] * 2, (NARROW_LEFT, 4)
    narrow = Grid(
        areas, (44, 46), heights, gaps=(0, 10), heads=heads, size=12, margin=margin
    )
    return Picture(panels, wide, narrow)


def panel(reading: str, names: tuple[str, ...], words: Words) -> Panel:
    """Return the bars of a reading, a light behind those in use, the largest marked."""
    (axis, left), count, used = LOOKS[reading], len(names), f"used_{reading}"
    light = Moving(lambda found: LIGHT * found[used])
    shade = Moving(lambda found: np.where(found[used], 1, FADED))
    pattern = ".4f" if axis is SHARE else ".2~f"
    bar: Look = {"color": series(count), "pattern": pattern, "constraintext": "none"}
    top: dict[str, Number] = {"x": [left] * count, "y": range(count)}
    top["marker.opacity"] = f"largest_{reading}"
    marks = [
        bars(f"band_{reading}", [2 * FAR] * count, count, opacity=light, **BAND),
        bars(reading, reading, count, opacity=shade, **bar),
        mark(f"top_{reading}", "scatter", top, mode="markers", marker=POINTER),
    ]
    if axis is SHARE:
        marks.append(sum_below(f"total_{reading}", f"sum_{reading}", count))
    lines = rows(names, 1, named=reading in {"identity", "sigmoid"})
    titles = words["readings"][reading], words["subtitles"][reading]
    return Panel(marks, axis, lines, titles=titles)
