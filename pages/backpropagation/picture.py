"""The graph; below it what all derivatives cost, and the nudge that checks one."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

import numpy as np

from figures.axes import Axis
from figures.marks import (
    CLEAR,
    INK,
    Array,
    Found,
    Mark,
    Rule,
    line,
    numbers,
    points,
    region,
    upright,
)
from figures.marks import words as marked
from figures.picture import TYPE, Grid, Label, Panel, Picture
from live import Words
from pages.backpropagation.drawing import BACK, LARGE, SOFT, VALUE, Drawing, said
from pages.backpropagation.layout import FOLDED, LONG
from pages.backpropagation.scene import NUDGES
from pages.backpropagation.walk import WALKS, Walk

TRACK: Final = (1.5, 8.8)  # where the way ahead begins, and turns
UP, DOWN = 0.04, 0.965  # how high it goes, and back
LEAST, NOTHING, MOST = 1e-13, 1e-14, 1e3  # distances: the least that is drawn; none
BOLD: Final[dict[str, Any]] = {"size": TYPE, "weight": 700}
DISTANCES: Final = {1.0: "1", 1e-5: "10⁻⁵", 1e-10: "10⁻¹⁰", NOTHING: "0"}
SIZES: Final = {1e-16: "10⁻¹⁶", 1e-12: "10⁻¹²", 1e-8: "10⁻⁸", 1e-4: "10⁻⁴", 1.0: "1"}
LOW, HIGH = 0.3, 0.84  # ends of the larger area
HATCHED: Final = {
    "shape": "/", "size": 7, "solidity": 0.2, "bgcolor": CLEAR, "fgcolor": SOFT,
}  # fmt: skip
WIDE: Final = Grid(
    ["graph graph graph", "controls work check"], (42, 24, 28), (200, 150),
    gaps=(0, 3, 5), heads=(0, 26), foot=34, least=50,
)  # fmt: skip
# Where there is less room the graph alone stays in sight, above the controls.
MIDDLE: Final = Grid(["graph"], [1], [186], grows=False, least=36)


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
    return Label(f"<b>{text}</b>", x, y, size=LARGE["size"], **look)


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


def work(words: Words) -> Panel:
    """Return two areas: of what one walk back finds, and of all that nudges compute."""

    def less(found: Found) -> Array:
        return (found["each"] / found["once"])[..., np.newaxis]

    def side(found: Found) -> Array:
        return np.sqrt(found["once"] / found["each"])[..., np.newaxis]

    across, up = np.array([0, 1, 1, 0, 0]), np.array([LOW, LOW, HIGH, HIGH, LOW])
    said = words["work"]
    marks = [
        region("each", across, up, color=SOFT, fillpattern=HATCHED),
        line("frame", across, up, color=SOFT, width=1.5),
        region(
            "once",
            lambda f: side(f) * across,
            lambda f: LOW + side(f) * (up - LOW),
            color=BACK,
        ),
        counted("each", 0.93, "each", before=said["each"]),
        counted("once", 0.19, "once", before=said["once"]),
        counted("less", 0.04, less, ",.4~r", before="= ", after=said["less"]),
        counted("nodes", -0.11, "nodes", before="n = ", color=SOFT),
        counted("parameters", -0.11, "parameters", x=0.45, before="p = ", color=SOFT),
    ]
    return Panel(marks, Axis(0, 1), Axis(0, 1), titles=words["titles"]["work"])


def counted(
    name: str, y: float, value: Rule, pattern: str = ",d", *, x: float = 0.0,
    color: str = INK, **said: str,
) -> Mark:  # fmt: skip
    """Return a line of words with a number."""
    look: dict[str, Any] = {**said, "textfont": {**BOLD, "color": color}}
    return numbers(f"{name}_said", [x], [y], value, pattern, **look)


def check(name: str, words: Words) -> Panel:
    """Return how far a nudge of every size is off, and the one of now."""
    title, *further = words["titles"]["check"]

    def place(rule: str) -> Callable[[Found], Array]:
        return lambda f: np.where(f[rule] == 0, NOTHING, np.clip(f[rule], LEAST, MOST))

    marks = [
        upright("nudge", "h", NOTHING, MOST),
        line("distances", NUDGES, place("distances"), color=VALUE),
        points("apart", "h", place("apart"), color=VALUE, size=15),
    ]
    places = ["middle right", "middle left"]
    look: dict[str, Any] = {"place": places, "textfont": {"color": SOFT, "size": TYPE}}
    marks.append(marked("causes", [1e-16, 1], [2e-12] * 2, words["causes"], **look))
    x = Axis(1e-16, 1, log=True, ticks=SIZES, line=True)
    y = Axis(NOTHING / 3, MOST, log=True, ticks=DISTANCES, grid=True)
    return Panel(marks, x, y, titles=[title.format(name=name), *further])
