"""How many steps both need, over what the loss is multiplied by."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from figures.axes import Axis
from figures.marks import (
    Array,
    Found,
    Mark,
    Moving,
    line,
    points,
    region,
    smooth,
    upright,
    words,
)
from figures.picture import Panel
from pages.optimisers.backdrop import ENDS
from pages.optimisers.walkers import COLORS, look

MOST: Final = 1000  # steps that are drawn
SPAN: Final = Axis(
    0.99 * ENDS[0], 1.01 * ENDS[1], log=True, line=True,
    ticks={0.001: "0.001", 1.0: "1", 1000.0: "1000"},
)  # fmt: skip
COUNT: Final = Axis(
    1, MOST, log=True, ticks={1.0: "1", 10.0: "10", 100.0: "100"}, grid=True
)


def needs(diverges: str, titles: Sequence[str]) -> Panel:
    """Return both numbers of steps, and the line of c, which can be dragged."""

    def beyond(found: Found) -> Array:
        limit = np.clip(found["limit"], *ENDS)[..., np.newaxis]
        return np.where([True, False, False, True], limit, ENDS[1])

    def level(found: Found) -> Array:
        return np.repeat(found["adam_steps"][..., np.newaxis], 2, axis=-1)

    gd, adam = COLORS["gd"], COLORS["adam"]
    curve = [smooth(f"curve_{of}") for of in ("c", "steps")]
    drawn = [
        region("beyond", smooth(beyond), [1, 1, MOST, MOST], color=gd, opacity=0.15),
        line("gd_curve", *curve, color=gd, dash="dash", cliponaxis=True),
        line("adam_level", ENDS, level, color=adam, width=2.5, cliponaxis=True),
        upright("c", "factor", 1, MOST, width=1.5),
        needed("adam", 12),
        needed("gd", 11),
        points("now_c", "factor", [1], size=16),
        words("diverges", [900], [400], diverges, place="middle left"),
    ]
    return Panel(drawn, SPAN, COUNT, titles=titles)


def needed(who: str, size: int) -> Mark:
    """Return how many steps one of them needs now; nothing if there are too many."""

    def shown(found: Found) -> Array:
        steps = found[f"{who}_steps"]
        return np.where((steps >= 1) & (steps <= MOST), steps, np.nan)

    return points(f"{who}_needs", "factor", Moving(shown), size=size, **look(who))
