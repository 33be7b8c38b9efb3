"""The map of the ravine; and below it what Adam makes of gradients, and of a factor."""

from functools import lru_cache
from typing import Final

from figures.axes import Axis
from figures.picture import Grid, Label, Panel, Picture
from live import Words
from pages.optimisers.backdrop import WINDOW
from pages.optimisers.ground import ground
from pages.optimisers.needs import needs
from pages.optimisers.reasons import gradients, share
from pages.optimisers.walkers import COLORS, SIGNS, walkers

NAMED: Final = {"gd": -4.55, "adam": -0.4}  # where on the map
LEGEND: Final = -1.13
WIDE: Final = Grid(
    ["map map map", "gradients share needs"],
    (38, 24, 34), (252, 84),
    gaps=(0, 4, 8), heads=(28, 50), foot=26, margin=(4, 20),
)  # fmt: skip
NARROW: Final = Grid(
    ["map map", "gradients share"],
    (54, 42), (124, 80),
    gaps=(0, 4), heads=(28, 30), foot=24,
)  # fmt: skip
HALL: Final = Grid(["map share"], (72, 25), [200], gaps=(0, 3), heads=[50], foot=24)


@lru_cache(maxsize=8)  # one for each language
def picture(words: Words) -> Picture:
    """Draw two ways down one ravine, and why they differ."""
    titles = words["panels"]
    (left, right), (low, high) = WINDOW
    names = [
        label
        for who, x in NAMED.items()
        for label in (
            Label(SIGNS[who], x, LEGEND, anchor="right", color=COLORS[who]),
            Label(words["names"][who], x, LEGEND),
        )
    ]
    panels = {
        "map": Panel(
            [*ground(), *walkers(words["out"])],
            Axis(left, right),
            Axis(low, high, square=True),
            titles=titles["map"],
            labels=names,
        ),
        "gradients": gradients(titles["gradients"]),
        "share": share(titles["share"]),
        "needs": needs(words["diverges"], titles["needs"]),
    }
    return Picture(panels, WIDE, NARROW, HALL)
