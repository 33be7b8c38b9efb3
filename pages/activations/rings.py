"""Two rings, and how six units part them."""

from typing import Any, Final

import numpy as np

from core.rings import rings
from figures.axes import Axis
from figures.marks import CARD, INK, Mark, numbers, points, region
from figures.picture import TYPE, Panel
from live import Words
from pages.activations.plane import REACH, parted

SIDES: Final = np.array([-REACH, REACH, REACH, -REACH])
ENDS: Final = np.repeat([-REACH, REACH], 2)
INNER, OUTER = "var(--series-1)", "var(--series-2)"


def panel(key: str, words: Words) -> Panel:
    """Return the rings over the plane as the network parts it."""
    (where, targets), found = rings(), parted(key)
    marks: list[Mark] = [
        region("outside", SIDES, ENDS, color=OUTER, opacity=0.22),
        region("between", found.x, found.y, color=CARD),
        region("inside", found.x, found.y, color=INNER, opacity=0.3),
    ]
    look: dict[str, Any] = {"size": 7, "edge_width": 0}
    for ring, color, symbol in ((0, INNER, "circle"), (1, OUTER, "diamond")):
        place = where[targets[:, ring] == 1].round(3).T
        marks.append(
            points(f"ring{ring + 1}", *place, color=color, symbol=symbol, **look)
        )
    font = {"color": INK, "size": 1.15 * TYPE, "weight": 700}
    corner = [-0.96 * REACH], [-0.9 * REACH]
    marks.append(
        numbers(
            "right",
            *corner,
            [found.accuracy],
            ".3~p",
            textfont=font,
            place="middle right",
        )
    )
    across = Axis(-REACH, REACH)
    upright = Axis(-REACH, REACH, square=True)
    return Panel(marks, across, upright, titles=words["panels"]["rings"])
