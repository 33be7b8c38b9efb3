"""Bars in rows, one row for each class, in panels side by side.

A row can stand beside the slider of its class, so that a number is followed
from left to right. Bars along x leave room for names and numbers at any
number of classes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from figures.axes import Axis, rows, series
from figures.marks import (
    INK,
    Array,
    Found,
    Mark,
    Moving,
    Number,
    Rule,
    answer,
    bars,
    mark,
    numbers,
    words,
)
from figures.picture import TYPE, Grid, Panel

PALE: Final = 0.45  # opacity of a bar that is not the longest
HEAD: Final = 50  # pixels above the first row, for titles
NARROW_HEAD: Final = 26
NARROW_ROW: Final = 26
NARROW_LEFT: Final = 68  # pixels for the names of classes


def panel_of_bars(
    name: str,
    shown: Rule,
    names: Sequence[str],
    axis: Axis,
    pattern: str,
    titles: Sequence[str],
    *,
    named: bool = False,
    largest: Rule | None = None,
    total: Rule | None = None,
    opacity: float = 1.0,
    always: bool = False,
) -> Panel:
    """Return a panel with a bar for each class.

    Parameters
    ----------
    name
        Of the bars.
    shown
        What they show.
    names
        One for each class.
    axis
        Of the numbers. Beside every bar there must be room for its number.
    pattern
        How that is written, in the notation of d3.
    titles
        Title, subtitle and title of the narrow variant.
    named
        Whether the names stand beside it in the narrow variant.
    largest
        Which rows are marked: those that are true.
    total
        What the text below the bars says they add up to.
    opacity
        Of the bars.
    always
        Whether the names stand there in every variant.

    """
    count = len(names)
    drawn = bars(
        name, shown, count, color=series(count), pattern=pattern, opacity=opacity
    )
    marks = [drawn]
    if largest:
        marks.append(pointers("largest", largest, count))
    if total:
        marks.append(sum_below(f"total_{name}", total, count))
    return Panel(
        marks, axis, rows(names, further=1, named=named, always=always), titles=titles
    )


def longest(name: str) -> Rule:
    """Return how opaque bars are: the longest of them entirely, all others hardly."""

    def shade(found: Found) -> Array:
        lengths = found[name]
        return np.where(lengths == lengths.max(axis=-1, keepdims=True), 1, PALE)

    return shade


def band(name: str, place: Mapping[str, Number]) -> Mark:
    """Return what lies behind a row, to tell it from the others."""
    tint = {"color": "var(--track)", "opacity": 0.6}
    return mark(name, "bar", place, orientation="h", marker=tint, width=1)


def pointers(name: str, where: Rule, count: int) -> Mark:
    """Return a mark left of the bars in each row for which an answer is true."""
    font = {"color": INK, "size": 17}
    x = Moving(lambda found: np.where(answer(where, found), 0.0, np.nan))
    return words(name, x, np.arange(count), "▶", place="middle left", textfont=font)


def sum_below(name: str, total: Rule, count: int) -> Mark:
    """Return a text below the bars that says what they add up to."""
    return numbers(name, [0], [count], total, ".4~f", before="\N{NO-BREAK SPACE}Σ = ")


def grids_of_rows(
    areas: str, count: int, row: int, columns: Sequence[float], gaps: Sequence[float]
) -> dict[str, Grid]:
    """Return where panels of rows stand side by side, and one row for totals."""
    wide = Grid([areas], columns, [row * (count + 1)], gaps=gaps, heads=[HEAD])
    narrow = Grid(
        [areas],
        columns,
        [NARROW_ROW * (count + 1)],
        gaps=gaps,
        heads=[NARROW_HEAD],
        size=12,
        margin=(NARROW_LEFT, 4),
    )
    return {"wide": wide, "narrow": narrow}


def numbers_in_rows(
    name: str, x: Number, value: Rule, pattern: str, count: int
) -> Mark:
    """Return a number in each row, at a place along x.

    An axis that ends before the place, as some do in the narrow variant, cuts the
    numbers off.
    """
    at = np.full(count, x) if isinstance(x, float) else x
    font = {"color": INK, "size": TYPE}
    rows = np.arange(count)
    return numbers(name, at, rows, value, pattern, textfont=font, cliponaxis=True)
