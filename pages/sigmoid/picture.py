"""One curve, read both ways: from a logit up and across to p, or from p back to it."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np

from core import sigmoid
from figures import marks
from figures.arrows import arrow
from figures.axes import Axis
from figures.marks import INK, Array, Found, Mark, Rule, line, mark, points
from figures.picture import TYPE, Grid, Panel, Picture
from live import Words

TOUCH: Final = "var(--series-2)"
PATH: Final = "var(--accent)"
SOFT: Final = "var(--soft)"
POINTS: Final = 161
QUIET: Final = 0.55  # opacity of what is there to be compared with
REACH: Final = 0.24  # of a tangent, as a share of the span
FLAT: Final = 2.1  # how many spans of z are drawn as long as 1 of p
LEAST: Final = 0.05  # of an axis, that an arrow is long
BELOW: Final = -0.17  # where z is said, below its axis
WIDE: Final = Grid(["curve"], [1], [400], heads=[2], margin=(28, 28))
NARROW: Final = Grid(["curve"], [1], [280], heads=[2], margin=(22, 24))


@lru_cache(maxsize=16)
def picture(span: float, words: Words, *, back: bool = False) -> Picture:
    """Draw p over z from -`span` to `span`; `back` reads it from p to z."""
    places = span * np.linspace(-1, 1, POINTS) ** 3  # dense where the curve bends
    curve: dict[str, Any] = {"x": places, "y": sigmoid(places)}
    look = {"color": INK, "width": 4, "simplify": False}
    drawn = [*axes(span), step(span)]
    drawn += [mark("sigmoid", "scatter", curve, mode="lines", line=look), tangent(span)]
    drawn += [*path(span, back=back), points("point", "argument", "p", size=16)]
    drawn += said(span, words["said"], back=back)
    end = 1.03 * span
    up = Axis(-0.24, 1.16, ticks={0.0: "0", 0.5: "½", 1.0: "1"}, grid=True)
    panel = Panel(drawn, Axis(-end, end, zero=True), up)
    return Picture({"curve": panel}, WIDE, NARROW)


def axes(span: float) -> list[Mark]:
    """Return the axis of z, with its numbers below it."""
    ticks = np.linspace(-span, span, 9)
    text = [f"{tick:.3g}".replace("-", "\N{MINUS SIGN}") for tick in ticks]
    below, font = np.full(len(ticks), -0.05), {"color": SOFT, "size": TYPE}
    x, strokes = np.repeat(ticks, 3), np.tile([0, 0.015, 0], len(ticks))
    return [
        line("axis", x, strokes, width=1.5),
        marks.words("ticks", ticks, below, text, place="middle center", textfont=font),
    ]


def step(span: float) -> Mark:
    """Return the threshold that the sigmoid is compared with."""
    x, y = [-span, 0, 0, span], [0, 0, 1, 1]
    return line("step", x, y, color=SOFT, dash="dash", opacity=QUIET)


def path(span: float, *, back: bool) -> list[Mark]:
    """Return the arrows of a reading: to the curve, and from there to an axis."""

    def along(places: Callable[[Array, Array], Sequence[Array | float]]) -> Rule:
        def ends(found: Found) -> Array:
            z, p = found["argument"], found["p"]
            both = np.stack(np.broadcast_arrays(*places(z, p)), axis=-1)
            return both[..., ::-1] if back else both

        return ends

    def upright(z: Array, p: Array) -> tuple[Array, Array]:
        seen = np.where(p < LEAST, np.nan, z)
        return seen, seen

    def across(z: Array, p: Array) -> tuple[Array, float]:  # noqa: ARG001 - as all
        return np.where(z + span < LEAST * span, np.nan, z), -span

    look: dict[str, Any] = {"color": PATH, "width": 4}
    return [
        arrow("upright", along(upright), along(lambda _, p: (0, p)), **look),
        arrow("across", along(across), along(lambda _, p: (p, p)), **look),
    ]


def said(span: float, words: dict[str, str], *, back: bool) -> list[Mark]:
    """Return z and p in large type, each at its axis; what comes out is in bold ink."""
    given = {"color": PATH, "size": 1.25 * TYPE, "weight": 600}
    found = {"color": INK, "size": 1.5 * TYPE, "weight": 700}
    z, p = (found, given) if back else (given, found)
    look: list[dict[str, Any]] = [
        {"before": words["z"], "place": "middle center", "textfont": z},
        {"before": words["p"], "place": "top right", "textfont": p},
    ]
    return [
        marks.numbers("z", "argument", [BELOW], "argument", ".4~f", **look[0]),
        marks.numbers("p", [-span], "p", "p", ".4f", **look[1]),
    ]


def tangent(span: float) -> Mark:
    """Return a line that touches the sigmoid, about as long wherever it is."""

    def around(found: Found, middle: str, slope: Array) -> Array:
        half = REACH * span / np.hypot(1, FLAT * span * found["slope"])
        ends: Array = np.multiply.outer(half * slope, [-1, 1])
        return found[middle][..., np.newaxis] + ends

    return line(
        "tangent",
        lambda found: around(found, "argument", np.array(1)),
        lambda found: around(found, "p", found["slope"]),
        color=TOUCH,
        width=4,
    )
