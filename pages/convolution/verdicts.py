"""What the networks say, how often they are right, and one number to remember."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from core.digits import KINDS
from core.shifted import FARTHEST
from figures.axes import Axis
from figures.marks import (
    INK,
    Found,
    Mark,
    Rule,
    bars,
    line,
    numbers,
    points,
    upright,
    words,
)
from figures.picture import TYPE, Label, Panel
from figures.rows import band, longest
from live import Array, Words

Texts = Sequence[str]
Look = dict[str, Any]

DENSE: Final = "var(--series-2)"
CONV: Final = "var(--series-1)"
SEEN: Final = 0.005  # a share below this would read as 0 %
END: Final = 1.44  # of the axis of shares, with room for a number beside each bar
NAMES: Final = 5.9  # where curves are named, beside the numbers of the last move
MOVES: Final = np.arange(-FARTHEST, FARTHEST + 1)
AT_END: Final[Look] = {"place": "middle left"}
LARGE: Final[Look] = {"size": 1.35 * TYPE, "weight": 700, "color": INK}
LARGEST: Final[Look] = {"size": 1.9 * TYPE, "weight": 700, "color": INK}
CURVES: Final[Mapping[str, Look]] = {
    "dense": {"color": DENSE, "dash": "dash"},
    "conv": {"color": CONV, "dash": "solid"},
}
SYMBOLS: Final = {"dense": "square", "conv": "circle"}


def title(text: str, short: str = "") -> Panel:
    """Return a title that stands in a place of its own."""
    said = Label(text, 0, 0.5, short=short, bold=True)
    return Panel([], Axis(0, 1), Axis(0, 1), labels=[said])


def said(kind: str, spoken: Words) -> Panel:
    """Return the digit that a network says, and whether that is true."""

    def verdict(sign: str) -> Mark:
        end = ends(kind, 1, is_wrong=sign == "wrong")
        look: Look = {"before": spoken["says"], "after": spoken[sign], **AT_END}
        says = f"{kind}_says"
        return numbers(f"{kind}_{sign}", end, [0.5], says, "d", textfont=LARGE, **look)

    return Panel([verdict("right"), verdict("wrong")], Axis(0, 1), Axis(0, 1))


def verdict(kind: str, color: str, true: str) -> Panel:
    """Return the shares of all ten digits; the true one is marked."""

    def beside(found: Found) -> Array:
        return np.where(found[kind] < SEEN, np.nan, found[kind])

    missed = ends(kind, END, is_wrong=True)
    marks = [
        band(f"{kind}_true", {"x": [END], "y": "truth"}),
        bars(kind, kind, KINDS, color=color, width=0.7, opacity=longest(kind)),
        numbers(f"{kind}_p", beside, np.arange(KINDS), beside, ".0%", before=" "),
        words(f"{kind}_truth", missed, "truth", f"{true} ", **AT_END),
    ]
    digits = Axis(KINDS - 0.45, -0.55, ticks=range(KINDS))
    return Panel(marks, Axis(0, END), digits)


def ends(kind: str, end: float, *, is_wrong: bool) -> Rule:
    """Return the end of an axis if a network is wrong, or if not; else nowhere."""
    return lambda found: np.where(
        (found[f"{kind}_says"] != found["truth"]) == is_wrong, end, np.nan
    )


def found(spoken: Texts) -> Panel:
    """Return the largest answer, here and in the middle."""
    here, middle = spoken
    marks = [
        numbers("largest", [0], [1.15], "largest", ".2f", textfont=LARGEST),
        numbers("centred", [0], [3.15], "centred", ".2f", textfont=LARGE),
    ]
    labels = [Label(here, 0, 0.2), Label(middle, 0, 2.3)]
    return Panel(marks, Axis(0, 1), Axis(3.9, -0.2), labels=labels)


def shares(names: Mapping[str, str]) -> Panel:
    """Return how often both are right, by how far digits are moved to the right."""

    def aside(found: Found) -> Array:
        return found["right"] + 0.1

    marks: list[Mark] = [upright("here", "right", 0, 1.06, color=INK)]
    for kind, look in CURVES.items():
        curve, place = (
            f"{kind}_right",
            "top right" if kind == "dense" else "bottom right",
        )
        now, colored = at_move(curve), {"color": look["color"]}
        shape: Look = {"symbol": SYMBOLS[kind], "size": 9, "color": look["color"]}
        marks += [
            line(f"{kind}_line", MOVES, curve, width=2.5, **look),
            points(f"{kind}_shifts", MOVES, curve, edge_width=0, **shape),
            numbers(f"{kind}_here", aside, now, now, ".1%", place=place),
            words(f"{kind}_name", [NAMES], last(curve), names[kind], textfont=colored),
        ]
    x, y = (
        Axis(-4.4, 8.8, ticks=range(-4, 5)),
        Axis(-0.04, 1.1, ticks=PERCENT, grid=True),
    )
    return Panel(marks, x, y)


PERCENT: Final = {0.0: "0%", 0.5: "50%", 1.0: "100%"}


def last(curve: str) -> Rule:
    """Return where a curve ends."""
    return lambda found: found[curve][..., -1]


def at_move(curve: str) -> Rule:
    """Return the number of a curve where the digit is."""

    def now(found: Found) -> Array:
        place = np.rint(found["right"]).astype(int)[..., np.newaxis] + FARTHEST
        numbers: Array = np.take_along_axis(found[curve], place, axis=-1)
        return numbers

    return now
