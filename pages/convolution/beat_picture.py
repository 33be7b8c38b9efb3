"""A heartbeat with a window on it, and below what the window finds at each place."""

from functools import lru_cache
from typing import Any, Final

import numpy as np

from figures.axes import Axis
from figures.marks import CARD, INK, Found, Mark, Rule, line, mark, numbers, points
from figures.picture import TYPE, Grid, Panel, Picture
from live import Array, Words
from pages.convolution.beat import LENGTH
from pages.convolution.verdicts import CONV

Look = dict[str, Any]

LOW, HIGH = -0.32, 1.16  # of the trace
TICKS: Final = (0, 40, 80, 120)
HAND: Final[Look] = {"size": 15, "color": CARD, "edge": INK, "edge_width": 3}
DOTS: Final[Look] = {"marker": {"size": 5, "color": INK}, "mode": "lines+markers"}
SAID: Final[Look] = {"size": 1.4 * TYPE, "weight": 700, "color": INK}
AREAS: Final = ["trace", "found"]
WIDE: Final = Grid(AREAS, [1], (170, 112), heads=(46, 50), foot=26, margin=(34, 14))
NARROW: Final = Grid(AREAS, [1], (150, 110), heads=(28, 34), foot=26, margin=(30, 8))
HALL: Final = Grid(AREAS, [1], (84, 56), heads=(54, 52), margin=(30, 8))


@lru_cache(maxsize=16)
def picture(words: Words, size: int) -> Picture:
    """Draw a trace, and a window of so many samples."""
    titles = words["panels"]
    x = Axis(-1, LENGTH, ticks=TICKS)
    still, over = Axis(-1, LENGTH), Axis(-0.12, 1.5, ticks=(0, 1))
    panels = {
        "trace": Panel(trace(size), still, Axis(LOW, HIGH), titles=titles["trace"]),
        "found": Panel(responses(size), x, over, titles=titles["beats"]),
    }
    return Picture(panels, WIDE, NARROW, HALL)


def trace(size: int) -> list[Mark]:
    """Return the trace, the window, and a point to drag each of them by."""
    corners = size * np.array([0.0, 1, 1, 0, 0]) - 0.5

    def around(found: Found) -> Array:
        start: Array = found["at_col"][..., np.newaxis] - 1 + corners
        return start

    sides = np.array([LOW, LOW, HIGH, HIGH, LOW])
    return [
        line("zero", [-1, LENGTH], [0, 0], color="var(--line)", width=1),
        line("trace", np.arange(LENGTH), "trace", width=2.5, **DOTS),
        line("window", around, sides, color=CONV, width=4),
        points("peak", "peak", [1.0], **HAND),
    ]


def middle(size: int) -> Rule:
    """Return the middle sample of the window."""
    return lambda found: found["at_col"] - 1 + size // 2


def responses(size: int) -> list[Mark]:
    """Return a bar for what the window finds at each place, and at the chosen one."""

    def above(found: Found) -> Array:
        return found["out"] + 0.1

    places = np.arange(LENGTH - size + 1) + size // 2
    look: Look = {"width": 0.8, "marker": {"color": CONV, "opacity": 1}}
    return [
        line("base", [-1, LENGTH], [0, 0], color="var(--border)", width=1.5),
        mark("found", "bar", {"x": places, "y": "found"}, **look),
        numbers(
            "answer", middle(size), above, "out", ".2f", place="top center",
            textfont=SAID,
        ),
        points("now", middle(size), [0.0], **HAND),
    ]  # fmt: skip
