"""A loss as a large number, and as one that is above the axis."""

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from figures.marks import Found, Mark, Moving, Rule, answer, numbers
from figures.marks import words as text
from figures.offscale import ENDLESS
from figures.picture import TYPE
from live import Array

SIGN: Final = "▲\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}"
Place = float | Callable[[Found], Array]
UNDER: Final = "bottom left"
LARGE: Final = 4.2  # times the type around it


def amount(
    rule: Rule, x: float, y: float, color: str, *, em: float = LARGE, place: str = UNDER
) -> list[Mark]:
    """Return a loss as a number that the last row of a hall can read, below a point."""
    font = {"color": color, "size": em * TYPE, "weight": 700}
    look: dict[str, Any] = {"place": place, "textfont": font}
    return [
        numbers("amount", where(rule, np.isfinite, x), [y], rule, ".3f", **look),
        text("endless", where(rule, np.isinf, x), [y], ENDLESS, **look),
    ]


def above(
    rule: Rule, ceiling: float, x: Place, color: str, place: str = "top right"
) -> list[Mark]:
    """Return a sign that a loss is above the axis, and the number that it is."""
    font = {"color": color, "size": 1.15 * TYPE, "weight": 700}
    look: dict[str, Any] = {"place": place, "textfont": font}

    def is_above(loss: Array) -> Array:
        return np.asarray((loss > ceiling) & np.isfinite(loss))

    finite, endless = where(rule, is_above, x), where(rule, np.isinf, x)
    return [
        numbers("above", finite, [ceiling], rule, ".2f", before=SIGN, **look),
        text("above_all", endless, [ceiling], f"{SIGN}{ENDLESS}", **look),
    ]


def where(rule: Rule, holds: Callable[[Array], Array], x: Place) -> Moving:
    """Return a place for losses of a kind, and none for others."""

    def place(found: Found) -> Array:
        at = x(found) if callable(x) else x
        return np.where(holds(answer(rule, found)), at, np.nan)

    return Moving(place)
