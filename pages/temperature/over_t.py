"""Over every T: the shares of all classes, one on top of the other, or the entropy.

T has a logarithmic axis with the limits 0 and infinity at its ends, and the T of now
is a line that can be moved.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike

from figures.axes import Axis, series, shortened
from figures.marks import (
    CARD,
    INK,
    Array,
    Found,
    Mark,
    Moving,
    Number,
    line,
    mark,
    numbers,
    points,
    smooth,
    upright,
    words,
)
from figures.offscale import where_infinite
from figures.picture import TYPE, Label, Panel
from live import Words
from pages.temperature.scene import COARSE, TEMPERATURES

Look = dict[str, Any]

ENDS: Final = 1600  # where 0 and infinity stand, in thousandths of a decade from 1
COLDEST, HOTTEST = 10**-1.6, 10**1.6  # as which they are drawn
TICKS: Final = {0.0: "0", 600.0: "0.1", 1600.0: "1", 2600.0: "10", 3200.0: "∞"}
BEYOND: Final = 3860, 4290  # the axis ends there, wide and narrow: room for names
ASIDE: Final = 50  # of what stands beside the end of an area
BENT: Final[Look] = {"shape": "spline", "smoothing": 0.5}
GRIPS: Final = (0, 0.25, 0.5, 0.75, 1)  # of the line, as shares of its height
HANDLE: Final = (0, 0, 20, 0, 0)
SAID: Final[Look] = {"color": INK, "size": 1.15 * TYPE, "weight": 700}


def along(temperature: ArrayLike) -> Array:
    """Return where a temperature stands on the axis: a whole number from 0."""
    decades = np.log10(np.clip(temperature, COLDEST, HOTTEST))
    places: Array = ENDS + np.rint(1000 * decades)
    return places


def now(found: Found) -> Array:
    """Return where the temperature of now stands on the axis."""
    return along(found["temperature"])


def axis(said: Words) -> Axis:
    """Return the axis of T."""
    wide, narrow = said["axes"]
    ends = (0, BEYOND[1])
    return Axis(0, BEYOND[0], narrow=ends, ticks=TICKS, title=wide, narrow_title=narrow)


def areas(names: tuple[str, ...], said: Words) -> Panel:
    """Return the share of each class over T, the first class on top."""
    count = len(names)
    edges = 1 - np.arange(count + 1) / count  # at T = ∞ all shares are equal
    middles, beside = (edges[:-1] + edges[1:]) / 2, [2 * ENDS + ASIDE] * count
    told: Look = {"color": series(count), "weight": 700}
    text = [shortened(name) for name in names]
    marks = [
        *(area(i, color) for i, color in enumerate(series(count))),
        line("one", [ENDS, ENDS], [0, 1], dash="dot", width=2),
        words("names", beside, middles, text, textfont=told),
        *line_of_now(1),
        points("riding", five(now), GRIPS, size=HANDLE, edge_width=3),
    ]
    return Panel(marks, axis(said), Axis(0, 1, ticks={0: "0", 0.5: "½", 1: "1"}))


def area(i: int, color: str) -> Mark:
    """Return a class and all below it, filled: the ones below cover their part."""
    stacked: Number = [1] * len(TEMPERATURES)
    if i:
        stacked = smooth(lambda found: found["every"][..., i:].sum(axis=-1))
    edge = {"color": CARD, "width": 1.5, **BENT}
    drawn: dict[str, Number] = {"x": along(TEMPERATURES), "y": stacked}
    look: Look = {"mode": "lines", "line": edge, "fill": "tozeroy", "fillcolor": color}
    return mark(f"area{i + 1}", "scatter", drawn, cliponaxis=True, **look)


def line_of_now(top: float) -> list[Mark]:
    """Return the line at the T of now, and what it is, in numbers."""
    place = Moving(lambda f: np.where(np.isinf(f["temperature"]), np.nan, now(f)))
    end = Moving(where_infinite("temperature", float(2 * ENDS)))
    at: Look = {"place": "top center", "textfont": SAID}
    return [
        line("now_edge", two(now), [0, top], color=CARD, width=6),
        upright("now", now, 0, top, width=3),
        numbers("t", place, [top], "temperature", ".3~f", before="T = ", **at),
        words("t_endless", end, [top], "T = ∞", **at),
    ]


def two(place: Any) -> Moving:  # noqa: ANN401 - a rule
    """Return a place twice."""
    return Moving(lambda found: np.stack([place(found)] * 2, axis=-1))


def five(place: Any) -> Moving:  # noqa: ANN401 - a rule
    """Return a place for each grip of the line."""
    return Moving(lambda found: np.stack([place(found)] * len(GRIPS), axis=-1))


def entropy(count: int, said: Words) -> Panel:
    """Return the entropy over T, a mark on it, and the most it can be."""
    top = float(np.log(count))
    at = along(TEMPERATURES[COARSE])
    beside: Look = {"textfont": SAID, "place": "middle right"}
    right = Moving(lambda found: now(found) + 2 * ASIDE)
    below = Moving(lambda found: 0.86 * found["entropy"] + 0.06 * top)
    marks = [
        line("maximum", [0, 2 * ENDS], [top, top], width=1.5, dash="dash"),
        line("one", [ENDS, ENDS], [0, top], dash="dot", width=1),
        line("entropy", at, smooth("entropies"), width=4, curved=0.5),
        *line_of_now(1.12 * top),
        points("riding", now, "entropy", size=20, edge_width=3),
        numbers("height", right, below, "entropy", ".3f", **beside),
    ]
    labels = [
        Label(f"log {count}", 2 * ENDS + ASIDE, top),
        Label(said["height"], ASIDE, 0.86 * top),
    ]
    y = Axis(0, top * 1.12, ticks={0: "0", top: f"{top:.2f}"}, line=True)
    return Panel(marks, axis(said), y, labels=labels)
