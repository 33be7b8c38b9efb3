"""The same numbers as shares of one whole by two rules: one of them stays in it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

import numpy as np

from figures.axes import Axis, rows, series
from figures.marks import INK, Mark, Moving, numbers, words
from figures.picture import TYPE, Grid, Label, Panel, Picture
from figures.whole import whole
from live import Words
from pages.why_exponential.strip import HIGH, LOW, ONE, ZERO, strip

CONTROLS: Final = 2  # below the sliders of the classes
SPACE: Final = "\N{NO-BREAK SPACE}"
PLACES: Final = {"ratio": 0.0, "share": 0.5}  # of columns of numbers
WHOLE: Final = {0.0: "0", 1.0: "1"}
STRIPS: Final = ["ratio ratio", "share share"]


@lru_cache(maxsize=64)  # names are anybody's choice
def picture(names: tuple[str, ...], row: int, words: Words) -> Picture:
    """Draw a strip for each of two rules, and their numbers beside the sliders."""
    titles, said = words["strips"], words["piece"]
    ratio = strip("ratio", names, said, titles["ratio"])
    marks = [*ratio.marks, instead(words["undefined"])]
    powers = whole("share", "share", names, words["whole"])
    aside = Label(titles["share"], LOW, 0, short=" ", bold=True)
    panels = {
        "ratio": replace(ratio, marks=marks),
        "share": replace(
            powers,
            titles=("", "", titles["share"]),
            x=Axis(LOW, HIGH, ticks=WHOLE),
            labels=[aside],
        ),
        "numbers": table(names, words),
    }
    beside, hall = wide(len(names), row), wide(len(names), row, heads=(27, 6, 44))
    return Picture(panels, beside, narrow(), hall)


def wide(count: int, row: int, heads: Sequence[int] = (28, 8, 48)) -> Grid:
    """Return two strips across the lab; below them controls, and numbers beside."""
    lines = [90, 90, row * (count + CONTROLS)]
    areas = [*STRIPS, "controls numbers"]
    return Grid(areas, (60, 36), lines, gaps=(0, 4), heads=heads, least=44)


def narrow() -> Grid:
    """Return two strips, one below the other."""
    look: dict[str, Any] = {"heads": [28, 32], "foot": 26, "margin": (2, 2)}
    return Grid(["ratio", "share"], [1], [62, 62], grows=False, **look)


def instead(undefined: str) -> Mark:
    """Return a word in the place of shares that there are not."""
    font = {"color": INK, "size": 1.2 * TYPE, "weight": 700}
    word = words(
        "undefined",
        [(ZERO + ONE) / 2],
        [0],
        undefined,
        textfont=font,
        place="middle center",
    )
    return only(word, lost=True)


def only(drawn: Mark, *, lost: bool = False) -> Mark:
    """Return a mark that is there only where there are plain ratios, or none."""
    seen = Moving(lambda found: np.isnan(found["ratio"][..., 0]) == lost)
    moves = {**drawn.moves, "opacity": seen}
    return replace(drawn, trace={**drawn.trace, "opacity": 0}, moves=moves)


def table(names: tuple[str, ...], words: Words) -> Panel:
    """Return the shares in rows beside the sliders, and what the weights add up to."""
    count, marks = len(names), []
    signs = words["signs"]["weights"]
    for rule, x in PLACES.items():
        font = {"color": series(count), "size": 1.15 * TYPE, "weight": 700}
        column = numbers(
            f"{rule}_number", [x] * count, range(count), rule, ".3~p", textfont=font
        )
        marks.append(only(column) if rule == "ratio" else column)
        name, before = f"total_{rule}", f"Σ {signs[rule]} = "
        marks.append(numbers(name, [x], [count], name, ".4~g", before=before))
    labels = [Label(words["called"][rule], x) for rule, x in PLACES.items()]
    return Panel(marks, Axis(0, 1), rows(names, CONTROLS), labels=labels)
