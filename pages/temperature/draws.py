"""Draws: how often each class came up, beside how likely it is."""

from typing import Any, Final

import numpy as np

from figures.axes import Axis, rows, series
from figures.marks import CARD, INK, Moving, bars, numbers, points
from figures.picture import Label, Panel
from live import Words
from ui.classes import FEW

SHARES, COUNTS = 1.3, 1.56  # where numbers end, beside bars that end at 1
WIDE: Final = (-0.04, 1.56)
NARROW: Final = (-0.09, 1.62)
STEPS: Final = 200  # of frequencies: whole numbers travel in a byte
DIAMOND: Final[dict[str, Any]] = {"symbol": "diamond", "color": CARD, "edge": INK}


def draws(names: tuple[str, ...], words: Words) -> Panel:
    """Return bars of the shares, their numbers, and the frequencies on them."""
    count, places = len(names), range(len(names))
    share, drawn = ([end] * count for end in (SHARES, COUNTS))
    frequency = Moving(lambda found: np.rint(STEPS * found["frequency"]))
    hidden, size = Moving("is_drawn"), 16 if count <= FEW else 11
    marks = [
        bars("shares", "p", count, color=series(count), width=0.62),
        points("frequency", frequency, places, size=size, opacity=hidden, **DIAMOND),
        numbers("percent", share, places, "p", ".1%", place="middle left"),
        numbers("counts", drawn, places, "counts", "d", place="middle left"),
    ]
    ends = 0.0, SHARES, COUNTS
    anchors = "left", "right", "right"
    heads = [
        Label(text, end, anchor=anchor)
        for text, end, anchor in zip(words["columns"], ends, anchors, strict=True)
    ]
    x = Axis(*WIDE, narrow=NARROW, zero=True)
    wide, narrow = ([STEPS * end for end in ends] for ends in (WIDE, NARROW))
    own = {"frequency": Axis(wide[0], wide[1], narrow=(narrow[0], narrow[1]))}
    return Panel(marks, x, rows(names, always=True), labels=heads, over=own)
