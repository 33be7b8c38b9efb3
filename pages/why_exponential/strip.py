"""A strip of shares that should be one whole, and may leave it at both ends.

Places along it are counted in thousandths from the left end of the picture, since
numbers that are whole and not negative travel in two bytes each.
"""

from typing import Any, Final

import numpy as np

from figures.axes import Axis, series, shortened
from figures.marks import CARD, CLEAR, Array, Found, Mark, line, mark
from figures.picture import TYPE, Panel

LOW, HIGH = -1.0, 2.6  # shares at which pieces leave the picture
UNIT: Final = 1000
ZERO, ONE = round(-LOW * UNIT), round((1 - LOW) * UNIT)
END: Final = round((HIGH - LOW) * UNIT)
AWAY: Final = 2 * END  # where nothing is seen
ON: Final = "var(--on)"  # type on the colour of a class
SIGNS: Final = ["◀", "▶"]
INWARD: Final = ["middle right", "middle left"]
SIDES: Final = [ZERO, ONE, ONE, ZERO, ZERO]
SQUARE: Final = [-0.5, -0.5, 0.5, 0.5, -0.5]
STRIPES: Final = {"shape": "/", "fgcolor": CARD, "bgcolor": CLEAR, "size": 12}
LYING: Final[dict[str, Any]] = {"orientation": "h", "width": 1}


def strip(rule: str, names: tuple[str, ...], said: str, title: str) -> Panel:
    """Return a strip of the shares by a rule, in the frame of the whole.

    Negative pieces lie left of 0 and are striped, and all others right of it. What the
    ends of the picture cut off still says how large it is.
    """
    place: dict[str, Any] = {"y": [0], "base": [ZERO], "x": [UNIT]}
    track = {"color": "var(--track)"}
    ground = mark(f"{rule}_ground", "bar", place, marker=track, **LYING)
    frame = line(f"{rule}_frame", SIDES, SQUARE, width=3)
    drawn = [ground, pieces(rule, names, said), striped(rule), frame, leaving(rule)]
    return Panel(drawn, Axis(0, END), Axis(0.5, -0.5), titles=[title])


def pieces(rule: str, names: tuple[str, ...], said: str) -> Mark:
    """Return a piece for each class, with its name and share where they fit."""
    numbers: dict[str, Any] = {"y": np.zeros(len(names)), "customdata": rule}
    numbers["base"] = lambda found: spans(found[rule])[0]
    numbers["x"] = lambda found: np.diff(spans(found[rule]), axis=0)[0]
    look: dict[str, Any] = {"texttemplate": said, "textposition": "inside"}
    look |= {"insidetextanchor": "middle", "textangle": 0, **LYING}
    edge = {"color": CARD, "width": 1.5}
    return mark(
        rule, "bar", numbers,
        marker={"color": series(len(names)), "line": edge},
        text=[shortened(name) for name in names],
        textfont={"color": ON, "size": 1.1 * TYPE, "weight": 700},
        **look,
    )  # fmt: skip


def striped(rule: str) -> Mark:
    """Return stripes on all that is negative."""

    def left(found: Found) -> Array:
        begun: Array = spans(found[rule])[0].min(axis=-1)
        return np.minimum(begun, ZERO)[..., np.newaxis]

    place: dict[str, Any] = {"y": [0], "base": left, "x": lambda f: ZERO - left(f)}
    marker = {"color": CLEAR, "pattern": {**STRIPES, "fgopacity": 0.5}}
    return mark(f"{rule}_stripes", "bar", place, marker=marker, **LYING)


def leaving(rule: str) -> Mark:
    """Return a sign at each end of the picture that a piece goes on beyond."""

    def beyond(found: Found) -> Array:
        first, last = spans(found[rule])
        sides = [first.min(axis=-1) <= 0, last.max(axis=-1) >= END]
        return np.where(np.stack(sides, axis=-1), [0, END], AWAY)

    look: dict[str, Any] = {"mode": "text", "text": SIGNS, "textposition": INWARD}
    look |= {"textfont": {"color": ON, "size": 1.2 * TYPE}, "cliponaxis": True}
    return mark(f"{rule}_beyond", "scatter", {"x": beyond, "y": [0, 0]}, **look)


def spans(shares: Array) -> Array:
    """Return where pieces begin and end inside the picture, to either side of 0."""
    told = np.nan_to_num(shares)
    right = np.cumsum(np.maximum(told, 0), axis=-1)
    left = np.cumsum(np.minimum(told, 0), axis=-1)
    first = np.where(told < 0, left, right - told)
    last = np.where(told < 0, left - told, right)
    inside = np.clip(np.stack([first, last]), LOW, HIGH) - LOW
    places: Array = np.rint(UNIT * inside)
    return places
