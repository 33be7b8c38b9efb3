"""Axes: fixed ends, few ticks, and how the numbers on them are written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, replace
from html import escape
from itertools import accumulate
from typing import Any
from unicodedata import east_asian_width

import numpy as np

LONGEST_TICK = 11  # letters
HAIR = 1e-6  # of the largest number on an axis: a number of seven digits is as exact
Span = tuple[float, float]
Ticks = Sequence[float] | Mapping[float, str] | Mapping[int, str]


@dataclass(frozen=True)
class Axis:
    """An axis that stands still.

    Parameters
    ----------
    low, high
        The numbers at its ends; `low` may be the larger one.
    narrow
        The numbers at its ends in the narrow variant, where numbers beside bars
        need more of the room.
    ticks
        Where it has ticks, or what each of them says; none if it is empty.
    narrow_ticks
        The ticks of the narrow variant, if they are others.
    title, narrow_title
        What lies along it; in the narrow variant, if that says something else.
    log
        Whether equal lengths are equal ratios; its ends are numbers all the same.
    zero, grid, line
        Whether it shows the place of 0, a line at each tick, itself.
    square
        Whether its unit is as long as that of the other axis of its panel; what
        room that leaves lies at its lower end.

    """

    low: float
    high: float
    _: KW_ONLY
    narrow: Span | None = None
    ticks: Ticks = ()
    narrow_ticks: Ticks | None = None
    title: str = ""
    narrow_title: str | None = None
    log: bool = False
    zero: bool = False
    grid: bool = False
    line: bool = False
    square: bool = False

    @property
    def ends(self) -> list[float]:
        """The numbers at its ends, as plotly.js takes them."""
        ends = [self.low, self.high]
        return [float(end) for end in (np.log10(ends) if self.log else ends)]

    @property
    def range(self) -> list[float]:
        """Where plotly.js begins and ends it: a hair outside of its ends.

        A text or a mark beyond an axis is not shown, and in the tables of a drag what
        is at an end may be rounded to beyond it.
        """
        low, high = self.ends
        hair = HAIR * max(abs(low), abs(high)) * (1 if low < high else -1)
        return [low - hair, high + hair]

    def narrowed(self) -> Axis:
        """Return it as it is in the narrow variant."""
        low, high = self.narrow or (self.low, self.high)
        ticks = self.ticks if self.narrow_ticks is None else self.narrow_ticks
        title = self.title if self.narrow_title is None else self.narrow_title
        return replace(self, low=low, high=high, ticks=ticks, title=title)

    def layout(self, size: float, other: str, span: Span = (0, 1)) -> dict[str, Any]:
        """Return it in plotly.js's words: in type of a size, beside another axis."""
        drawn: dict[str, Any] = {
            "type": "log" if self.log else "linear",
            "anchor": other,
            # Sums of shares may miss 0 and 1 by a rounding.
            "domain": [round(end, 9) + 0.0 for end in span],
            "range": self.range,
            "fixedrange": True,
            "showgrid": self.grid,
            "gridcolor": "var(--line)",
            "zeroline": self.zero,
            "zerolinecolor": "var(--border)",
            "zerolinewidth": 1,
            "showline": self.line,
            "linecolor": "var(--border)",
            "showticklabels": len(self.ticks) > 0,
            "tickfont": {"size": size},
            "tickvals": [float(tick) for tick in self.ticks],
        }
        if isinstance(self.ticks, Mapping):
            drawn["ticktext"] = list(self.ticks.values())
        if self.title:
            font = {"size": size}
            drawn["title"] = {"text": self.title, "standoff": 3, "font": font}
        if self.square:
            drawn |= {"scaleanchor": other, "constrain": "domain"}
            drawn["constraintoward"] = "top"
        if self.line:
            drawn |= {"ticks": "outside", "tickcolor": "var(--border)"}
        return drawn


def rows(
    names: Sequence[str],
    further: float = 0,
    *,
    named: bool = False,
    always: bool = False,
) -> Axis:
    """Return the axis of one row for each name, and of `further` rows below.

    Names stand beside the sliders where there is room for them, so an axis that is
    `named` says them in the narrow variant alone, unless it `always` does.
    """
    ticks = dict(enumerate(map(shortened, names)))
    low = len(names) - 0.5 + further
    wide, narrow = ticks if always else (), ticks if named or always else ()
    return Axis(low, -0.5, ticks=wide, narrow_ticks=narrow)


def shortened(name: str, longest: int = LONGEST_TICK) -> str:
    """Cut a name to fit beside its bar; show it as text, never as markup.

    It may be as wide as so many Latin letters; one of Korean is as wide as two.
    """
    ends = list(accumulate(1 + (east_asian_width(one) in "WF") for one in name))
    if ends and ends[-1] > longest:
        name = name[: bisect_right(ends, longest - 1)] + "…"
    return escape(name, quote=False)


def series(count: int, first: int = 1) -> list[str]:
    """Return the colour of each class."""
    return [f"var(--series-{i})" for i in range(first, first + count)]
