"""Why Adam goes where it goes: gradients as it remembers them, and what they leave."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from core.ravine import STEPS
from figures import marks
from figures.axes import Axis
from figures.marks import INK, Array, Found, Mark, Moving, line, mark, smooth
from figures.picture import Label, Panel
from pages.optimisers.walkers import COLORS

WEIGHTS: Final = {1: "w₁", 0: "w₂"}  # by their rows
UP: Final = Axis(-0.55, 1.55)
HIGH: Final = 0.44  # of the largest gradient; rows are 1 apart
FAINT: Final = 0.18  # what is nearly forgotten
QUIET: Final = "var(--border)"


def gradients(titles: Sequence[str]) -> Panel:
    """Return the gradients of both weights, as strong as Adam remembers them."""
    drawn = [
        line(f"zero{row}", [-0.5, STEPS + 0.5], [row, row], color=QUIET, width=1)
        for row in WEIGHTS
    ]
    drawn += [gradients_of(i, row) for i, row in enumerate(WEIGHTS)]
    names = [Label(name, -2, row, anchor="right") for row, name in WEIGHTS.items()]
    x = Axis(-6.5, STEPS + 0.5, ticks=(0, 20, 40), narrow_ticks=(0, 20))
    return Panel(drawn, x, UP, titles=titles, labels=names)


def gradients_of(i: int, row: int) -> Mark:
    """Return the gradients of one weight, the largest as high as there is room for."""

    def strength(found: Found) -> Array:
        kept = found["memory"]
        return np.where(kept > 0, np.maximum(kept, FAINT), 0)

    def heights(found: Found) -> Array:
        high: Array = HIGH * found["gradients"][..., i]
        return high

    numbers: dict[str, Any] = {"x": np.arange(STEPS + 1), "y": smooth(heights)}
    numbers["marker.opacity"] = smooth(strength)
    base = [row] * (STEPS + 1)
    return mark(
        f"gradients{i + 1}", "bar", numbers, base=base, width=0.8, marker={"color": INK}
    )


def share(titles: Sequence[str]) -> Panel:
    """Return which share of its rate each weight uses."""
    x, y, rows = [-1, 1, 1, -1, -1], [-0.4, -0.4, 1.4, 1.4, -0.4], list(WEIGHTS)
    frame = line("ends", x, y, color=QUIET, width=1)
    numbers: dict[str, Any] = {"y": rows, "x": Moving("ratio")}
    look: dict[str, Any] = {"orientation": "h", "width": 0.6}
    bar = mark("share", "bar", numbers, marker={"color": COLORS["adam"]}, **look)
    said = marks.numbers(
        "shares", [1.1, 1.1], rows, "ratio", ".2f", before="%{text} ",
        text=list(WEIGHTS.values()), textfont={"color": INK, "weight": 700},
    )  # fmt: skip
    across = Axis(-1.05, 2.75, ticks=(-1, 0, 1), zero=True)
    return Panel([frame, bar, said], across, UP, titles=titles)
