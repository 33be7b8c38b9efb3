"""What a prediction costs: rows of classes over curves of the loss.

Each class has one row: an arrow for the way its logit should go, its probability
against the truth, and its term of the loss.
"""

from functools import lru_cache
from typing import Final

import numpy as np

from figures.arrows import arrows
from figures.axes import Axis, rows, series
from figures.marks import CLEAR, INK, bars, smooth
from figures.offscale import clipped, infinity, where_infinite
from figures.picture import Grid, Panel, Picture
from figures.rows import NARROW_ROW, numbers_in_rows
from live import Words
from pages.cross_entropy.curves import CEILING, costs, pulls

FEW: Final = 6  # classes whose terms can be written out
BESIDE: Final = CEILING + 0.2  # where terms are written
ROWS: Final = "slopes . shares shares shares . terms"
CURVES: Final = "costs costs costs . pulls pulls pulls"
WIDE: Final = (4, 23, 4, 16, 10, 11, 4, 28)
NARROW: Final = (18, 2, 20, 17, 11, 2, 30)
Names = tuple[str, ...]


@lru_cache(maxsize=64)  # names are anybody's choice
def picture(names: Names, row: int, words: Words) -> Picture:
    """Draw a row for each class, and the curves of the loss and its slope."""
    slope, share, term, cost, pull = words["panels"]
    over_p, over_true_p = words["axes"]
    panels = {
        "slopes": slopes(names, slope),
        "shares": shares(names, share),
        "terms": terms(names, term),
        "costs": costs(len(names), cost, over_p),
        "pulls": pulls(pull, over_true_p),
    }
    return Picture(panels, **grids(len(names), row))


def grids(count: int, row: int) -> dict[str, Grid]:
    """Return where rows stand beside their sliders, and curves below them."""
    head, gap, title, curves = (38, 10, 40, 136) if count <= FEW else (32, 2, 34, 70)
    areas = [f"slopes {ROWS}", ".", f". {CURVES}"]
    lines, heads = (row * count, gap, curves), (head, 0, title)
    wide = Grid(areas, WIDE, lines, heads=heads, foot=36, top=head - 30)
    areas = [ROWS, ".", CURVES]
    lines, heads = (NARROW_ROW * count, 6, 104), (26, 0, 24)
    narrow = Grid(areas, NARROW, lines, heads=heads, foot=36, size=12, margin=(64, 4))
    return {"wide": wide, "narrow": narrow}


def slopes(names: Names, titles: Names) -> Panel:
    """Return the slope of each logit, and an arrow against it."""
    numbers = numbers_in_rows("slopes", -1.1, "gradient", "+.3f", len(names))
    drawn = [arrows("arrows", "gradient", len(names)), numbers]
    x = Axis(1.1, -2.05, narrow=(1.15, -1.09), zero=True)
    return Panel(drawn, x, rows(names, named=True), titles=titles)


def shares(names: Names, titles: Names) -> Panel:
    """Return the probability of each class, in the frame of its target."""
    count = len(names)
    drawn = [
        bars("probabilities", "p", count, color=series(count), width=0.5),
        bars("target", "truth", count, color=CLEAR, width=0.78, outline=INK),
        numbers_in_rows("p", 1.03, "p", ".4~g", count),
        numbers_in_rows("y", 1.62, "truth", ".4~f", count),
    ]
    x = Axis(0, 2.05, narrow=(0, 1.61), zero=True)
    return Panel(drawn, x, rows(names), titles=titles)


def terms(names: Names, titles: Names) -> Panel:
    """Return what each class adds to the loss; of many classes only bars."""
    count, length = len(names), smooth(clipped("term", high=CEILING))
    color, x = series(count), Axis(0, 9.5, narrow=(0, 14.5), zero=True)
    drawn = [bars("terms", length, count, color=color, width=0.5, opacity=0.72)]
    if count <= FEW:
        finite = where_infinite("term", np.nan, otherwise=BESIDE)
        drawn += [numbers_in_rows("costs", finite, "term", ".4f", count)]
    drawn += [infinity("endless", where_infinite("term", BESIDE), np.arange(count), 18)]
    return Panel(drawn, x, rows(names), titles=titles)
