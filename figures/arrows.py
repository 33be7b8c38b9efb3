"""Arrows: one by itself, or in rows from 0 along x, one for each class."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from figures.axes import series
from figures.marks import (
    INK,
    Array,
    Found,
    Mark,
    Moving,
    Number,
    Rule,
    answer,
    mark,
    smooth,
)

SMALL: Final = 5  # pixels of a head
LARGE: Final = 14
LONG: Final = 0.1  # from this length on a head is large
HEAD: Final = 20  # of an arrow by itself


def arrow(
    name: str,
    x: Number,
    y: Number,
    *,
    color: str,
    width: float,
    **look: Any,  # noqa: ANN401 - the words of plotly.js
) -> Mark:
    """Return an arrow from one point to another; between gaps there is none."""
    head = {"symbol": "arrow", "angleref": "previous", "color": color, "opacity": 1}
    head["line"] = {"width": 0}
    numbers: dict[str, Number] = {"x": x, "y": y, "marker.size": [0, HEAD]}
    look = {"mode": "lines+markers", "marker": head, **look}
    return mark(name, "scatter", numbers, line={"color": color, "width": width}, **look)


def arrows(name: str, tips: Rule, count: int, *, behind: bool = False) -> Mark:
    """Return an arrow for each class, three points each: 0, the tip, and a gap.

    `tips` says how far each reaches, for the scene and for its backdrop: heads are
    as large as the backdrop says, and if all of it stands `behind`, also as long.
    """

    def heads(found: Found) -> Array:
        lengths = np.abs(answer(tips, found))
        sizes = SMALL + (LARGE - SMALL) * np.minimum(1, lengths / LONG)
        return threes(np.where(lengths == 0, 0.0, sizes), 0.0)

    level = np.arange(count, dtype=float)
    marker = {"symbol": "arrow", "angleref": "previous", "opacity": 1}
    return mark(
        name,
        "scatter",
        {
            "y": np.column_stack([level, level, np.full(count, np.nan)]).ravel(),
            "x": Moving(lambda found: threes(answer(tips, found), np.nan), behind),
            "marker.size": smooth(heads),
        },
        mode="lines+markers",
        line={"color": INK, "width": 2},
        marker={**marker, "color": np.repeat(series(count), 3).tolist()},
    )


def threes(numbers: Array, gap: float) -> Array:
    """Return 0, each number and a gap, all in one row."""
    ends = np.stack([np.zeros_like(numbers), numbers, np.full_like(numbers, gap)], -1)
    return ends.reshape(*numbers.shape[:-1], 3 * numbers.shape[-1])
