"""The whole, and below it a row for each class: its weight and its share."""

from functools import lru_cache
from typing import Final

from figures.axes import Axis
from figures.picture import Grid, Panel, Picture
from figures.rows import panel_of_bars
from figures.whole import whole
from live import Words
from ui.classes import FEW

Names = tuple[str, ...]

STRIP: Final = 131  # pixels high
WEIGHTS: Final = Axis(0, 1.5, zero=True)
SHARES: Final = Axis(0, 1.3, narrow=(0, 1.5), zero=True)


@lru_cache(maxsize=64)  # names are anybody's choice
def picture(names: Names, row: int, words: Words) -> Picture:
    """Draw one strip that is the whole, and a row for each class beside its slider."""
    count, panels = len(names), panels_of(names, words)
    lines, heads = [STRIP, row * (count + 1)], [28, 56]
    few = "weights" in panels
    areas = ["whole whole whole", f"controls {'weights' if few else '.'} shares"]
    columns, gaps = (45, 19 if few else 2, 31), (0, 2.5, 2.5)
    wide = Grid(areas, columns, lines, gaps=gaps, heads=heads, least=60)
    areas = ["whole whole", "controls shares"]
    middle = Grid(areas, (58, 38), lines, gaps=(0, 4), heads=heads, least=38)
    hall = Grid(wide.areas, (52, *columns[1:]), lines, gaps=gaps, heads=[30, 54])
    return Picture(panels, wide, narrow(count), hall, middle)


def panels_of(names: Names, words: Words) -> dict[str, Panel]:
    """Return the panels: of many classes there are no weights, which need room."""
    titles = words["stages"]
    panels = {
        "whole": whole("whole", "p", names, words["piece"], titles=titles[0]),
        "shares": panel_of_bars(
            "shares", "p", names, SHARES, ".1%", titles[2], total="sum", named=True
        ),
    }
    if len(names) <= FEW:
        panels["weights"] = panel_of_bars(
            "weights", "weight", names, WEIGHTS, ".3~f", titles[1],
            total="total_weight", opacity=0.72,
        )  # fmt: skip
    return panels


def narrow(count: int) -> Grid:
    """Return where panels stand on a phone: the strip, then a row for each class."""
    lines = [64, (34 if count <= FEW else 26) * (count + 1)]
    areas, heads = ["whole whole", ". shares"], [30, 58]
    return Grid(areas, (22, 78), lines, heads=heads, grows=False, margin=(2, 2))
