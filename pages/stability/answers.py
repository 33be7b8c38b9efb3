"""A column for each way to compute: its answers, and what is said below them."""

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from core.contests import CONTESTS
from figures.axes import Axis, shortened
from figures.marks import Array, Found, Mark, Moving, bars, numbers
from figures.marks import words as text
from figures.offscale import ENDLESS
from figures.picture import TYPE, Panel
from pages.stability.errors import LOOKS

Names = Sequence[str]
Look = dict[str, Any]
MINUS: Final = "\N{MINUS SIGN}"
PALE: Final = 0.06  # a tile
STRONG: Final = 0.24  # upon it, where an answer is lost
BELOW: Final = 0.15  # of a row, by which the verdict stands closer
MIDDLE: Final = 0.5
TINY: Final = 1e-4  # of a size that many zeros would be read as
HUGE: Final = 1e7
SIGNS: Final[dict[str, Callable[[Array], Array]]] = {
    "nan": np.isnan,
    ENDLESS: np.isposinf,
    f"{MINUS}{ENDLESS}": np.isneginf,
}


class Size(NamedTuple):
    """How large answers are, and what the names of their panels end with."""

    ending: str
    em: float


def rows_of(names: Names) -> Axis:
    """Return the axis of rows: names where there is room, and a row for the verdict."""
    ticks = dict(enumerate(map(shortened, names)))
    return Axis(len(names) + 0.15, -0.5, ticks=ticks, narrow_ticks=())


def panel_of_logits(
    contest: str, names: Names, size: Size, titles: Names, unit: str
) -> Panel:
    """Return what is computed of: the logits as the kind of float holds them."""
    count, end = len(names), size.ending
    at = np.full(count, MIDDLE), np.arange(count)
    font = {"size": TYPE * min(size.em, 1.2), "weight": 700}
    look: Look = {"place": "middle center", "textfont": font}
    if contest == "roundoff":
        kinds = text(f"kinds{end}", *at, list(names), **look)
        return Panel([kinds], Axis(0, 1), rows_of([""] * count))
    drawn = [
        numbers(f"logits{end}", *at, "logit", ".5~g", **look),
        text(f"unit{end}", [MIDDLE], [count - BELOW], unit, place="middle center"),
    ]
    return Panel(drawn, Axis(0, 1), rows_of(names), titles=titles)


def panel_of_way(
    contest: str, i: int, count: int, titles: Names, size: Size, lost: str
) -> Panel:
    """Return the answers of a way: huge, and on a tile where they are lost."""
    ways = CONTESTS[contest].ways
    way, color = ways[i], LOOKS[len(ways)][i][0]
    name, level = f"{way}{size.ending}", np.arange(count)
    font = {"size": size.em * TYPE, "weight": 700}
    look: Look = {"place": "middle center", "textfont": font}
    shape: Look = {"color": color, "width": 0.94}
    plain = ".6~g" if contest == "roundoff" else ".7~f"
    drawn = [
        bars(f"tile_{name}", np.ones(count), count, opacity=PALE, **shape),
        bars(f"lost_{name}", f"lost_{way}", count, opacity=STRONG, **shape),
        numbers(f"plain_{name}", at(way, is_plain), level, way, plain, **look),
        numbers(f"short_{name}", at(way, is_short), level, way, ".2~e", **look),
        *(
            text(f"{sign}_{name}", at(way, holds), level, sign, **look)
            for sign, holds in SIGNS.items()
        ),
        *(verdict(i, name, count, lost) if contest != "roundoff" else []),
    ]  # fmt: skip
    return Panel(drawn, Axis(0, 1), rows_of([""] * count), titles=titles)


def verdict(i: int, name: str, count: int, lost: str) -> list[Mark]:
    """Return what is said below a column: how far it is off, or that it is lost."""

    def error(found: Found) -> Array:
        return found["error"][..., i]

    def known(found: Found) -> Array:
        return np.where(np.isfinite(error(found)), MIDDLE, np.nan)

    def unknown(found: Found) -> Array:
        return np.where(np.isfinite(error(found)), np.nan, MIDDLE)

    level = [count - BELOW]
    return [
        numbers(f"error_{name}", known, level, error, ".3~g", place="middle center"),
        text(f"verdict_{name}", unknown, level, lost, place="middle center"),
    ]


def at(way: str, holds: Callable[[Array], Array]) -> Moving:
    """Return the middle for answers of a kind, and no place for others."""
    return Moving(lambda found: np.where(holds(found[way]), MIDDLE, np.nan))


def is_short(answers: Array) -> Array:
    """Tell which are written with a power of ten."""
    size = np.abs(answers)
    is_far = (size < TINY) | (size >= HUGE)
    return np.asarray(np.isfinite(answers) & (answers != 0) & is_far)


def is_plain(answers: Array) -> Array:
    """Tell which are written without one."""
    return np.asarray(np.isfinite(answers) & ~is_short(answers))
