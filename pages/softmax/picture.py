"""The whole, and below it a row for each class: its weight and its share."""

from functools import lru_cache
from typing import Final

from figures.axes import Axis
from figures.picture import Grid, Picture
from figures.rows import panel_of_bars
from figures.whole import whole
from live import Words

WIDE, NARROW = 62, 21  # em that the strip is wide
LINES: Final = ["whole whole whole", "controls weights probabilities"]


@lru_cache(maxsize=64)  # names are anybody's choice
def picture(names: tuple[str, ...], row: int, words: Words) -> Picture:
    """Draw one strip that is the whole, and a row for each class beside its slider."""
    one, weights, probabilities = words["stages"]
    panels = {
        "whole": whole("whole", "p", names, WIDE, titles=one),
        "strip": whole("strip", "p", names, NARROW, titles=one[:1], tall=False),
        "weights": panel_of_bars(
            "weights", "weight", names, Axis(0, 1.5, zero=True), ".3~f", weights,
            total="total_weight", opacity=0.72,
        ),
        "probabilities": panel_of_bars(
            "probabilities", "p", names, Axis(0, 1.3, narrow=(0, 1.5), zero=True), ".1%", probabilities,
            total="sum", named=True,
        ),
    }  # fmt: skip
    rows = len(names) + 1
    wide = Grid(LINES, (45, 19, 31), [131, row * rows], gaps=(0, 2.5, 2.5), heads=[28, 56], least=44)
    lines = [64, (26 if row < 44 else 34) * rows]
    narrow = Grid(["strip strip", ". probabilities"], (22, 78), lines, heads=[30, 58], grows=False, margin=(2, 2))
    present = Grid(LINES, (52, 17, 27), [200, row * rows], gaps=(0, 2, 2), heads=[2, 54])
    return Picture(panels, wide, narrow, present)
