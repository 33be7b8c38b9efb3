"""One strip that is the whole: a piece of it for each class, as long as its share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from unicodedata import east_asian_width

import numpy as np

from figures.axes import Axis, Ticks, series, shortened
from figures.marks import INK, Array, Found, Moving, Rule, answer, line, mark, numbers, words
from figures.picture import TYPE, Panel

ON: Final = "var(--on)"  # type on the colour of a class
QUARTERS: Final[Ticks] = {0.0: "0", 0.25: "¼", 0.5: "½", 0.75: "¾", 1.0: "1"}
LETTER: Final = 0.56  # em, about
PERCENT: Final = 3.3  # em that a percentage takes in type of one em
SPARE: Final = 0.8  # em beside words
NAME, SHARE = 1.05, 1.6  # sizes of type, in em


def whole(
    name: str,
    shares: Rule,
    names: Sequence[str],
    room: float,
    *,
    titles: Sequence[str] = (),
    tall: bool = True,
) -> Panel:
    """Return the strip.

    Parameters
    ----------
    name
        Of its pieces; what stands on them is called ``name_…``.
    shares
        How long the pieces are; together 1.
    names
        One for each class. It stands on a piece that has room for it.
    room
        How wide the strip is on the page, about, in em.
    titles
        What stands above it.
    tall
        Whether a name and a percentage stand on two lines; else on one.

    """
    count, share = len(names), SHARE if tall else NAME
    look = {"orientation": "h", "width": 1, "marker": {"color": series(count), "line": {"color": "var(--card)", "width": 1.5}}}
    pieces = mark(name, "bar", {"y": np.zeros(count), "x": shares, "base": starts(shares)}, **look)
    said = [shortened(one) for one in names]
    least = np.array([width(one) * NAME for one in said])
    upper = middles(shares, (least + SPARE) / room)
    lower = middles(shares, (PERCENT * share + SPARE) / room)
    font = {"color": ON, "weight": 700}
    frame = line(f"{name}_frame", [0, 1, 1, 0, 0], [-0.5, -0.5, 0.5, 0.5, -0.5], width=2)
    above, below = (-0.17, 0.17) if tall else (-0.22, 0.24)
    marks = [
        pieces,
        frame,
        words(f"{name}_names", upper, np.full(count, above), said, place="middle center", textfont={**font, "size": NAME * TYPE}),
        numbers(f"{name}_shares", lower, np.full(count, below), percent(shares), ".1f", after=" %", place="middle center", textfont={**font, "size": share * TYPE}),
    ]
    x = Axis(0, 1, ticks=QUARTERS)
    return Panel(marks, x, Axis(0.5, -0.5), titles=titles)


def width(text: str) -> float:
    """Return about how wide a text is, in em."""
    return LETTER * sum(1 + (east_asian_width(one) in "WF") for one in text)


def starts(shares: Rule) -> Moving:
    """Return where each piece begins."""

    def begin(found: Found) -> Array:
        p = answer(shares, found)
        ends: Array = np.cumsum(p, axis=-1)
        return ends - p

    return Moving(begin)


def middles(shares: Rule, least: Array | float) -> Moving:
    """Return the middle of each piece; no place where it is shorter than `least`."""

    def middle(found: Found) -> Array:
        p = answer(shares, found)
        return np.where(p >= least, np.cumsum(p, axis=-1) - p / 2, np.nan)

    return Moving(middle)


def percent(shares: Rule) -> Moving:
    """Return shares in percent."""
    return Moving(lambda found: 100 * answer(shares, found))
