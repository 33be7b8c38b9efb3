"""What temperature does: one strip that is the whole, and below it a stage."""

from dataclasses import replace
from functools import lru_cache
from typing import Final

import numpy as np

from figures.axes import Axis, series
from figures.marks import CLEAR, Moving, mark, smooth
from figures.picture import Grid, Panel, Picture
from figures.whole import starts, whole
from live import Words
from pages.temperature.draws import draws
from pages.temperature.over_t import areas, entropy
from pages.temperature.stages import AREAS, DRAWS, ENTROPY, TRIANGLE
from pages.temperature.triangle import triangle
from ui.classes import FEW

Names = tuple[str, ...]

BELOW: Final = 0.84  # the middle of the outline, below the strip from -0.5 to 0.5
THICK: Final = 0.44
END: Final = BELOW + THICK / 2 + 0.04
# Room above: for what stands over the line of now, over columns, over a corner.
HEADS: Final = {AREAS: 38, ENTROPY: 38, TRIANGLE: 28, DRAWS: 34}
FEET: Final = {AREAS: 46, ENTROPY: 46, TRIANGLE: 4, DRAWS: 4}
LEFT, RIGHT = 62, 8  # pixels for the ticks, and at the other end


@lru_cache(maxsize=64)  # names are anybody's choice
def picture(names: Names, stage: str, truth: int, words: Words) -> Picture:
    """Draw the shares at T over those at T = 1, and what a stage shows of them."""
    if stage == ENTROPY:
        below = entropy(len(names), words)
    elif stage == TRIANGLE:
        below = triangle(names, truth, words)
    elif stage == DRAWS:
        below = draws(names, words)
    else:
        below = areas(names, words)
    # plotly.js hides texts that do not fit only in the last panel with bars.
    panels = {"stage": below, "whole": strip(names, words)}
    return Picture(panels, *grids(stage, len(names)))


def grids(stage: str, count: int) -> tuple[Grid, Grid, Grid]:
    """Return where both stand: wide, on a phone, and on the wall of a hall."""
    head, foot, both = HEADS[stage], FEET[stage], ["whole", "stage"]
    rows = 26 * count if stage == DRAWS and count > FEW else 0
    sides = LEFT, RIGHT
    wide = Grid(both, [1], [92, 220], heads=[6, head], foot=foot, margin=sides)
    least = [64, max(150, rows)]
    narrow = Grid(both, [1], least, heads=[4, head], foot=foot, margin=(56, 4))
    beside = [" ".join(both)]
    hall = Grid(
        beside, (46, 46), [160], gaps=(0, 8), heads=[head], foot=foot, margin=sides
    )
    return wide, narrow, hall


def strip(names: Names, words: Words) -> Panel:
    """Return the whole at T, and below it, thin and outlined, the one at T = 1."""
    above = whole("bars", "p", names, words["piece"])
    count = len(names)
    outline = mark(
        "ghost",
        "bar",
        {
            "y": np.full(count, BELOW),
            "x": smooth("at_one"),
            "base": Moving(starts("at_one").rule, behind=True),
        },
        orientation="h",
        width=THICK,
        marker={"color": CLEAR, "line": {"color": series(count), "width": 3}},
    )
    marks = [*above.marks, outline]
    up = Axis(END, -0.5, ticks=dict(zip((0.0, BELOW), words["strips"], strict=True)))
    return replace(above, marks=marks, x=Axis(0, 1), y=up)
