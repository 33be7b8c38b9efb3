"""What the truth costs: the price over the whole, and beside it what pulls.

The whole lies on the axis of the price, the truth first, so that the end of its piece
is where the price is read.
"""

from functools import lru_cache
from typing import Final

from figures.arrows import arrows
from figures.axes import Axis, rows, series
from figures.marks import Found
from figures.picture import Grid, Panel, Picture
from figures.rows import numbers_in_rows
from live import Array, Words
from pages.cross_entropy.curves import price, pulls
from pages.cross_entropy.pieces import FEW, whole
from pages.cross_entropy.stages import MIXTURES, PRICE, PULL

STRIPS: Final = (38, 78)  # of the whole, beside the controls and in a hall
SIDE: Final = (64, 36)  # of the price, and of what stands beside it
LEFT: Final = (36, 8)
Names = tuple[str, ...]


@lru_cache(maxsize=64)  # names are anybody's choice
def picture(names: Names, true: int, stage: str, words: Words) -> Picture:
    """Draw the price, in later stages with a step and with what else pulls."""
    panels = {
        "price": price(series(1, true + 1)[0], stage, words),
        "whole": whole(names, true, words),
    }
    if stage == PULL:
        panels["arrows"] = step(names, words["panels"][1])
    if stage == MIXTURES:
        panels["pulls"] = pulls(
            words["panels"][2], words["pull_keys"], words["axes"][1]
        )
    beside, hall = (wide(stage, len(names), strip) for strip in STRIPS)
    return Picture(panels, beside, narrow(stage, len(names)), hall)


def wide(stage: str, count: int, strip: float) -> Grid:
    """Return where panels stand beside the controls: the price first, and large."""
    if stage == PRICE:
        columns: tuple[int, ...] = (1,)
        areas, lines, heads = ["price", "whole"], [330, strip], [30, 2]
    elif stage == PULL:
        row = min(60, 330 / count)
        areas = ["price arrows", "price .", "whole ."]
        columns, lines = (60, 36), [row * count, 331 - row * count, strip]
        heads = [30, 0, 2]
    else:
        areas, columns, lines = ["price pulls", "whole pulls"], SIDE, [330, strip]
        heads = [30, 2]
    gaps = (0, 18 if stage == PULL else 5)[: len(columns)]
    least = 30 if stage == PRICE else 27
    return Grid(
        areas, columns, lines, gaps=gaps, heads=heads, foot=44, margin=LEFT, least=least
    )


def narrow(stage: str, count: int) -> Grid:
    """Return where panels stand on a phone: the price, and what has room."""
    if stage != PULL or count > FEW:
        return Grid(
            ["price", "whole"], [1], [170, 28], heads=[36, 2], foot=42, margin=(26, 6)
        )
    return Grid(
        ["price price", "whole whole", ". arrows"],
        [18, 82],
        [136, 26, 24 * count],
        heads=[36, 2, 74],
        foot=6,
        margin=(26, 6),
    )


def step(names: Names, titles: Names) -> Panel:
    """Return an arrow for each logit: where one step goes, and how far."""
    count = len(names)
    drawn = [arrows("arrows", pull, count, behind=count > FEW)]
    if count <= FEW:
        drawn.append(numbers_in_rows("pull", 1.12, pull, "+.3f", count))
    x = Axis(-1.05, 1.95, narrow=(-1.05, 1.6), zero=True)
    return Panel(drawn, x, rows(names, always=True), titles=titles)


def pull(found: Found) -> Array:
    """Return where the slope sends each logit: against it."""
    return 0 - found["gradient"]
