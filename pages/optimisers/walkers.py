"""The ways of both over the map: a bead for each step, and where they are now."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from core.ravine import STEPS
from figures import marks
from figures.marks import CARD, INK, Array, Found, Mark, Moving, Rule, points, smooth

COLORS: Final = {"gd": "var(--series-2)", "adam": "var(--series-1)"}
SYMBOLS: Final = {"gd": "square", "adam": "circle"}
SIGNS: Final = {"gd": "■", "adam": "●"}
DASHES: Final = {"gd": "dash", "adam": "solid"}
BEAD: Final = 7  # pixels of a step that was taken
WITHIN: Final = 0.55  # of the way up from the middle, to say who has left the map
RIGHT: Final = -1.5  # up to where there is room to say so


def part(name: str, i: int) -> Rule:
    """Return one of the two coordinates, or weights, of an answer."""
    return lambda found: found[name][..., i]


def walkers(said: Sequence[str]) -> list[Mark]:
    """Return both, and their start; `said` stands around the step of leaving."""
    drawn: list[Mark] = []
    for who in COLORS:
        x, y = (smooth(part(f"{who}_now", i)) for i in (0, 1))
        now = points(f"{who}_now", x, y, size=17, **look(who))
        drawn += [way(who), out(who, said), now]
    x, y = (Moving(part("start", i)) for i in (0, 1))
    return [*drawn, points("start", x, y, color=CARD, edge=INK, size=22)]


def look(who: str) -> dict[str, Any]:
    """Return what points of one of them look like."""
    return {"color": COLORS[who], "symbol": SYMBOLS[who]}


def way(who: str) -> Mark:
    """Return a whole way, with beads as far as it was walked."""

    def beads(found: Found) -> Array:
        walked = np.arange(STEPS + 1) <= found["taken"][..., np.newaxis]
        return np.where(walked, BEAD, 0)

    x, y = (smooth(part(f"{who}_path", i)) for i in (0, 1))
    line = {"color": COLORS[who], "width": 2.5, "dash": DASHES[who]}
    return points(
        who, x, y, size=Moving(beads), edge_width=0.5, **look(who),
        mode="lines+markers", line=line, cliponaxis=True,
    )  # fmt: skip


def out(who: str, said: Sequence[str]) -> Mark:
    """Return after which step one has left the map; nothing where it stays."""

    def last(i: int) -> Moving:
        def place(found: Found) -> Array:
            ends = found[f"{who}_path"][..., -1, i]
            inner = ends * WITHIN if i else np.minimum(ends, RIGHT)
            return np.where(np.isnan(found[f"{who}_left"]), np.nan, inner)

        return smooth(place)

    before, after = said
    return marks.numbers(
        f"{who}_out", last(0), last(1), smooth(f"{who}_left"), "d",
        before=f"{before} ", after=after,
        textfont={"color": INK, "weight": 700},
    )  # fmt: skip
