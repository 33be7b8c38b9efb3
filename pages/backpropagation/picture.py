"""The graph; below it what all derivatives cost, and the nudge that checks one."""

from functools import lru_cache
from typing import Any, Final

import numpy as np

from figures.marks import INK, Array, Found, Mark, line, points
from figures.picture import Grid, Label, Panel, Picture
from live import Words
from pages.backpropagation.drawing import BACK, LARGE, VALUE, Drawing, said
from pages.backpropagation.layout import FOLDED, LONG
from pages.backpropagation.panels import check, work
from pages.backpropagation.walk import WALKS, Walk

TRACK: Final = (1.5, 8.8)  # where the way ahead begins, and turns
UP, DOWN = 0.04, 0.965  # how high it goes, and back
WIDE: Final = Grid(
    ["graph graph graph", "controls work check", "controls work ."], (42, 24, 28),
    (200, 150, 24), gaps=(0, 3, 5), heads=(5, 26, 0), foot=10, least=50,
)  # fmt: skip
# Where there is less room the graph alone stays in sight, above the controls.
MIDDLE: Final = Grid(["graph"], [1], [180], heads=[4], foot=5, grows=False, least=36)


@lru_cache(maxsize=32)  # as many as there are graphs, parameters and languages
def picture(name: str, key: str, words: Words) -> Picture:
    """Draw a graph, by its name, with the parameter that is nudged, by its key."""
    walk = WALKS[name]
    checked = walk.keys[key]
    panels = {
        "graph": long(walk, Drawing(walk, LONG[name], checked), words["graph"]),
        "folded": folded(
            Drawing(walk, FOLDED[name], checked, "folded_"), words["graph"]
        ),
        "work": work(words),
        "check": check(said(checked), words),
    }
    high = FOLDED[name].y.low
    narrow = Grid(["folded"], [1], [high], heads=[26], grows=False, margin=(2, 2))
    return Picture(panels, WIDE, narrow, MIDDLE, MIDDLE)


def long(walk: Walk, drawing: Drawing, words: Words) -> Panel:
    """Return the graph on one line, between the way ahead and the way back."""
    labels = [
        head(words["ahead"], drawing.layout.x.low, UP, color=VALUE),
        head(words["back"], drawing.layout.x.low, DOWN, color=BACK),
    ]
    marks = [*tracks(walk), *drawing.marks()]
    return Panel(marks, drawing.layout.x, drawing.layout.y, labels=labels)


def folded(drawing: Drawing, words: Words) -> Panel:
    """Return the graph in two lines."""
    labels = [
        head(words["ahead"], 0, color=VALUE),
        head(words["back"], drawing.layout.x.high, color=BACK, anchor="right"),
    ]
    return Panel(drawing.marks(), drawing.layout.x, drawing.layout.y, labels=labels)


def head(text: str, x: float, y: float | None = None, **look: Any) -> Label:  # noqa: ANN401 - as of a label
    """Return the name of one of both ways."""
    return Label(text, x, y, size=LARGE["size"], **look)


def tracks(walk: Walk) -> list[Mark]:
    """Return the way ahead and back, how much of it is done, and who walks there."""
    start, turn = TRACK
    n = walk.steps

    def along(found: Found, first: int) -> Array:
        return np.clip((found["at"] - first) / n, 0, 1) * (turn - start)

    def ahead(found: Found) -> Array:
        return np.stack([along(found, 0) * 0 + start, start + along(found, 0)], -1)

    def back(found: Found) -> Array:
        return np.stack([along(found, n) * 0 + turn, turn - along(found, n)], -1)

    def walker(found: Found) -> Array:
        return start + along(found, 0) - along(found, n)

    track = [start, turn, np.nan, turn, start], [UP, UP, np.nan, DOWN, DOWN]
    return [
        line("tracks", *track, color="var(--track)", width=4),
        line("done", ahead, [UP, UP], color=VALUE, width=4),
        line("done_back", back, [DOWN, DOWN], color=BACK, width=4),
        points(
            "ends",
            [turn, start],
            [UP, DOWN],
            color=[VALUE, BACK],
            symbol=["triangle-right", "triangle-left"],
            size=14,
            edge_width=0,
        ),
        points(
            "walker",
            walker,
            lambda f: np.where(f["at"] > n, DOWN, UP),
            color=INK,
            size=17,
        ),
    ]
