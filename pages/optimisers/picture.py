"""One bar."""

from functools import lru_cache

from figures.axes import Axis, rows
from figures.marks import bars
from figures.picture import Grid, Panel, Picture
from live import Words


@lru_cache(maxsize=8)  # one for each language
def picture(words: Words) -> Picture:
    """Draw the odds as a bar."""
    bar = bars("bar", "odds", 1, color="var(--series-1)", pattern=".3g")
    axis = Axis(0, 110, zero=True, ticks=[0, 25, 50, 75, 100])
    panel = Panel([bar], axis, rows([""]), titles=[words["bar"]])
    grid = Grid(["odds"], [1], [60], heads=[30], foot=30)
    return Picture({"odds": panel}, wide=grid, narrow=grid)
