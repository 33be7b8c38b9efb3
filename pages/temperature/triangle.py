"""Every distribution over three classes is a point of a triangle.

T moves along a path in it. Where one class is true, lines of equal loss run across.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from figures.axes import Axis, series, shortened
from figures.marks import CARD, INK, Array, Moving, line, points, smooth, words
from figures.picture import TYPE, Label, Panel
from live import Words
from pages.temperature.stages import THREE

Look = dict[str, Any]

CORNERS: Final = np.array([[0, 0], [1, 0], [0.5, np.sqrt(0.75)]])
LOSSES: Final = {0.1: "0.1", 0.25: "¼", 0.5: "½", 1.0: "1", 2.0: "2"}
# The other end of the edge where lines have their numbers, and on which side of it.
ACROSS: Final = (1, 0, 0)
SIDES: Final = ("bottom center", "bottom center", "middle left")
HIGH: Final = 0.72  # of what is said beside the upper corner
ENDS: Final = (-0.42, 1.42)  # room for that
SYMBOLS: Final = ["circle", "square", "diamond"]
PLACES: Final = ["middle left", "middle right", "top center"]


def triangle(names: tuple[str, ...], truth: int, said: Words) -> Panel:
    """Return the triangle, the path of T in it, and lines of equal loss."""
    (x, y), color = CORNERS.T, series(THREE)
    told: Look = {"text": [shortened(name) for name in names], "textposition": PLACES}
    told["textfont"] = {"color": color, "weight": 700, "size": TYPE}
    at = ends(truth)
    soft: Look = {"width": 1.5, "color": "var(--border)"}
    marks = [
        line("edges", x[[0, 1, 2, 0]], y[[0, 1, 2, 0]], width=2, color="var(--border)"),
        line("contours", *contours(truth), dash="dot", **soft),
        words("losses", at[0], at[1], [*LOSSES.values()], place=SIDES[truth]),
        line("path", *place("coarse"), width=4, curved=0.4),
        points("corners", x, y, size=14, color=color, symbol=SYMBOLS, edge_width=0,
               mode="markers+text", **told),
        points("path_one", *place("at_one"), color=CARD, edge=INK, size=12),
        points("riding", *place("p", behind=False), size=20, edge_width=3),
    ]  # fmt: skip
    left, right = said["triangle"]
    labels = [
        Label(left[0], ENDS[0], HIGH, short=left[1]),
        Label(right[0], ENDS[1], HIGH, anchor="right", short=right[1]),
    ]
    up = Axis(-0.12, 0.9, square=True)
    return Panel(marks, Axis(*ENDS), up, labels=labels)


def end(truth: int, other: int) -> Array:
    """Return where lines of equal loss end, on the edge to another class."""
    share = np.exp(-np.array([*LOSSES]))[:, np.newaxis]
    ends: Array = share * CORNERS[truth] + (1 - share) * CORNERS[other]
    return ends


def ends(truth: int) -> Array:
    """Return where lines of equal loss have their numbers: x and y."""
    return end(truth, ACROSS[truth]).T


def contours(truth: int) -> Array:
    """Return lines of equal loss, with gaps between them: x and y."""
    first, second = (end(truth, other) for other in range(THREE) if other != truth)
    gap = np.full_like(first, np.nan)
    return np.stack([first, second, gap], axis=1).reshape(-1, 2).T


def place(name: str, *, behind: bool = True) -> list[Moving]:
    """Return where distributions lie in the triangle: x and y."""
    x, y = CORNERS.T
    if not behind:
        return [Moving(lambda f: f[name] @ x), Moving(lambda f: f[name] @ y)]
    return [smooth(lambda f: f[name] @ x), smooth(lambda f: f[name] @ y)]
