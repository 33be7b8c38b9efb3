"""The loss and its slope over the probability of the true class."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from figures.axes import Axis, series
from figures.marks import INK, Mark, Number, line, points, smooth
from figures.offscale import clipped, infinity, where_infinite
from figures.picture import Panel
from pages.cross_entropy.scene import FINE, SHARES, SURPRISING

CEILING: Final = 6.0  # the greatest loss that the axes show


def costs(count: int, titles: Sequence[str], x: str) -> Panel:
    """Return what a class costs over its probability, and where each class is."""
    height = smooth(clipped("surprise", high=0.985 * CEILING))
    size = smooth(lambda found: 15 * np.sqrt(found["truth"]))
    color = series(count)
    drawn = [
        line("surprise", SURPRISING, smooth("costs"), curved=1),
        line("squared", SHARES, smooth("squared"), dash="dash", curved=1),
        point("squared_point", "squared_error", "circle-open"),
        points("classes", "p", height, size=size, color=color, edge=INK, edge_width=1),
        infinity("off", [0.03], where_infinite("loss", CEILING - 0.6), 22),
    ]
    y = Axis(0, CEILING, ticks=(0, 2, 4, 6), zero=True)
    return Panel(drawn, over(x), y, titles=titles)


def pulls(titles: Sequence[str], x: str) -> Panel:
    """Return how strongly both losses pull the true class over its share."""
    drawn = [
        line("pull", FINE, smooth("pulls"), curved=1),
        line("squared_pull", SHARES, smooth("squared_pulls"), dash="dash", curved=1),
        point("squared_pull_point", smooth("squared_pull"), "circle-open"),
        point("pull_point", smooth("pull"), "circle"),
    ]
    y = Axis(0, 1.1, ticks=(0, 0.5, 1), zero=True)
    return Panel(drawn, over(x), y, titles=titles)


def over(title: str) -> Axis:
    """Return an axis of probabilities."""
    fifths, halves = (0, 0.2, 0.4, 0.6, 0.8, 1), (0, 0.5, 1)
    return Axis(-0.02, 1.02, ticks=fifths, narrow_ticks=halves, title=title, zero=True)


def point(name: str, y: Number, symbol: str) -> Mark:
    """Return a point at the share of the true class."""
    return points(name, "true_share", y, symbol=symbol, edge=INK)
