"""The sigmoid and the logit side by side: each is the other, mirrored."""

from functools import lru_cache
from typing import Any, Final

import numpy as np

from core import logit, sigmoid
from figures.axes import Axis
from figures.marks import INK, Array, Found, Mark, Rule, line, mark, points
from figures.picture import Grid, Panel, Picture
from live import Words

Look = dict[str, Any]

ROOM: Final = 0.06  # beyond the ends of an axis, as a share of it
POINTS: Final = 161
QUIET: Final = 0.65  # opacity of what is there to be compared with
REACH: Final = 0.24  # of a tangent, as a share of the span
FLAT: Final = 2.1  # how many spans of z are drawn as long as 1 of p

PANELS: Final = ["there back"]
WIDE: Final = Grid(
    PANELS, (44, 44), [196], gaps=(0, 12), heads=[46], foot=38, margin=(46, 10)
)
NARROW: Final = Grid(
    PANELS, (43, 43), [134], gaps=(0, 14), heads=[24], foot=38, margin=(34, 6), size=12
)


@lru_cache(maxsize=8)
def picture(span: float, words: Words) -> Picture:
    """Draw p over z, then z over p, for z from -`span` to `span`."""
    z, p = axis("z", -span, span, 5), axis("p", 0, 1, 3)
    along_z, along_p = tangent(span)
    places = span * np.linspace(-1, 1, POINTS) ** 3  # dense where the curve bends
    shares = sigmoid(places)
    inner = shares[(shares > 0) & (shares < 1)]

    there = [*step(span), curve("sigmoid", places, shares)]
    there += touched("", "argument", "p", along_z, along_p)
    back = [curve("logit", inner, logit(inner))]
    back += touched("inverse_", "p", "argument", along_p, along_z)
    titles, mirrored = words["panels"]
    one, other = Panel(there, z, p, titles=titles), Panel(back, p, z, titles=mirrored)
    return Picture({"there": one, "back": other}, WIDE, NARROW)


def axis(title: str, low: float, high: float, marks: int) -> Axis:
    """Return an axis with so many marks, and room beyond its ends."""
    room = ROOM * (high - low)
    ticks = np.linspace(low, high, marks).tolist()
    return Axis(low - room, high + room, ticks=ticks, title=title, grid=True)


def step(span: float) -> list[Mark]:
    """Return the threshold that the sigmoid is compared with, and a point on it."""
    look: Look = {"symbol": "diamond-open", "size": 11, "edge": INK, "opacity": QUIET}
    x, y = [-span, 0, 0, span], [0, 0, 1, 1]
    threshold = line("step", x, y, dash="dash", opacity=QUIET)
    return [threshold, points("step_point", "argument", "step", **look)]


def curve(name: str, x: Array, y: Array) -> Mark:
    """Return a curve that stands still."""
    look = {"color": "var(--series-1)", "width": 3, "simplify": False}
    return mark(name, "scatter", {"x": x, "y": y}, mode="lines", line=look)


def touched(prefix: str, x: Rule, y: Rule, along_x: Rule, along_y: Rule) -> list[Mark]:
    """Return a point on a curve, and the line that touches the curve there."""
    name, color = f"{prefix}tangent", "var(--series-2)"
    tangent = line(name, along_x, along_y, color=color, width=4)
    return [tangent, points(f"{prefix}point", x, y, size=14)]


def tangent(span: float) -> tuple[Rule, Rule]:
    """Return the ends of a line that touches the sigmoid, along z and along p.

    It is about as long on the screen wherever it is.
    """

    def around(found: Found, middle: str, slope: Array) -> Array:
        half = REACH * span / np.hypot(1, FLAT * span * found["slope"])
        ends: Array = np.multiply.outer(half * slope, [-1, 1])
        return found[middle][..., np.newaxis] + ends

    return (
        lambda found: around(found, "argument", np.array(1)),
        lambda found: around(found, "p", found["slope"]),
    )
