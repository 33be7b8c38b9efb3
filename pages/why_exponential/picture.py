"""Shares of the same numbers by four rules: one panel of bars for each rule."""

from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

import numpy as np

from figures.axes import Axis, rows, series
from figures.marks import INK, Mark, Moving, bars, numbers, words
from figures.picture import Grid, Panel, Picture
from figures.rows import HEAD, NARROW_HEAD, NARROW_LEFT
from live import Words

LEFT: Final = 116  # pixels for the names, and for the heads of a table below
FEW: Final = 6  # classes whose panels have subtitles
SPACE: Final = "\N{NO-BREAK SPACE}"
SIDES: Final = (-1.05, 1.55)  # where the bars of a ratio leave the picture
PERCENT: Final = Axis(0, 170, narrow=(-8, 210), zero=True)  # names end left of 0
AXES: Final = {
    "ratio": Axis(*SIDES, zero=True),
    "share": Axis(0, 1.7, narrow=(0, 2.1), zero=True),
    "squares": PERCENT,
    "softplus": PERCENT,
}


@lru_cache(maxsize=64)  # names are anybody's choice
def picture(names: tuple[str, ...], row: int, words: Words) -> Picture:
    """Draw the shares by every rule, and the sum of the weights below two of them."""
    count, signs, word = len(names), words["signs"], words["undefined"]
    look: dict[str, Any] = {"color": series(count), "constraintext": "none"}
    squares = only(in_percent("squares", count), "squares")
    marks = {
        "ratio": [*ratios(count), instead("undefined", "ratio", count, word)],
        "share": [bars("share", "share", count, pattern=".3~p", **look)],
        "squares": [squares, instead("undefined_squares", "squares", count, word)],
        "softplus": [in_percent("softplus", count)],
    }
    for rule, sign in signs["weights"].items():
        marks[rule].append(total(rule, sign, count))
    panels = {}
    for rule, title in zip(AXES, words["rules"], strict=True):
        lines = rows(names, 1, named=rule == "squares", always=rule == "ratio")
        below = signs["shares"][rule] if count <= FEW else ""
        titles = (title, below)
        panels[rule] = Panel(marks[rule], AXES[rule], lines, titles=titles)
    return Picture(panels, wide(count, row), narrow(count))


def wide(count: int, row: int) -> Grid:
    """Return five columns, as in the table below: two for shares of any size."""
    columns, gaps, heights = (31, 20, 20, 20), (0, 9, 0, 0), [row * (count + 1)]
    heads, margin = [HEAD if count <= FEW else NARROW_HEAD], (LEFT, 0)
    return Grid(
        [" ".join(AXES)], columns, heights, gaps=gaps, heads=heads, margin=margin
    )


def narrow(count: int) -> Grid:
    """Return two by two; beside the ratios there is room for their numbers."""
    areas = ["ratio . . share", "squares squares softplus softplus"]
    columns, gaps, row = (36, 11, 11, 36), (0, 0, 6, 0), 22 if count <= FEW else 16
    heights, heads, margin = (
        [row * (count + 1)] * 2,
        [NARROW_HEAD] * 2,
        (NARROW_LEFT, 4),
    )
    return Grid(areas, columns, heights, gaps=gaps, heads=heads, size=12, margin=margin)


def ratios(count: int) -> list[Mark]:
    """Return bars that may leave the panel, and their numbers beside it."""
    at = [SIDES[1]] * count
    beside = numbers("number", at, range(count), "ratio", ".3~p", before=SPACE)
    return [
        bars("ratio", "ratio", count, color=series(count), cliponaxis=True),
        only(beside, "ratio"),
    ]


def in_percent(rule: str, count: int) -> Mark:
    """Return the bars of a rule of less weight: whole numbers travel in a byte each."""
    percent = Moving(lambda found: np.rint(100 * np.nan_to_num(found[rule])))
    look: dict[str, Any] = {"texttemplate": "%{x:d}%", "textposition": "outside"}
    look |= {"textfont": {"color": INK}, "textangle": 0, "constraintext": "none"}
    return bars(rule, percent, count, color=series(count), opacity=0.72, **look)


def instead(name: str, rule: str, count: int, undefined: str) -> Mark:
    """Return a word in the place of shares that there are not."""
    word = words(name, [0] * count, range(count), f"{SPACE}{undefined}")
    return only(word, rule, lost=True)


def only(drawn: Mark, rule: str, *, lost: bool = False) -> Mark:
    """Return a mark that is there only where a rule has shares, or has lost them."""
    seen = Moving(lambda found: np.isnan(found[rule][..., 0]) == lost)
    moves = {**drawn.moves, "opacity": seen}
    return replace(drawn, trace={**drawn.trace, "opacity": 0}, moves=moves)


def total(rule: str, sign: str, count: int) -> Mark:
    """Return a text below the bars that says what the weights add up to."""
    name, before = f"total_{rule}", f"{SPACE}Σ {sign} = "
    return numbers(name, [0], [count], name, ".4~g", before=before)
