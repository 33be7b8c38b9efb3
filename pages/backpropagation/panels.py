"""What all derivatives cost, in two areas, and how far off a nudge is."""

from collections.abc import Callable
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
from figures.picture import TYPE, Panel
from live import Words
from pages.backpropagation.checks import NUDGES
from pages.backpropagation.drawing import BACK, SOFT, VALUE

LEAST, NOTHING, MOST = 1e-13, 1e-14, 1e3  # distances: the least that is drawn; none
DISTANCES: Final = {1.0: "1", 1e-5: "10⁻⁵", 1e-10: "10⁻¹⁰", NOTHING: "0"}
SIZES: Final = {1e-16: "10⁻¹⁶", 1e-12: "10⁻¹²", 1e-8: "10⁻⁸", 1e-4: "10⁻⁴", 1.0: "1"}
LOW, HIGH = 0.46, 0.87  # ends of the larger area
HATCHED: Final = {
    "shape": "/", "size": 7, "solidity": 0.2, "bgcolor": CLEAR, "fgcolor": SOFT,
}  # fmt: skip
BOLD: Final[dict[str, Any]] = {"size": TYPE, "weight": 700}


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
        counted("each", 0.945, "each", before=said["each"]),
        counted("once", 0.375, "once", before=said["once"]),
        counted("less", 0.235, less, ",.4~r", before="= ", after=said["less"]),
        counted("nodes", 0.08, "nodes", before="n = ", color=SOFT),
        counted("parameters", 0.08, "parameters", x=0.45, before="p = ", color=SOFT),
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
