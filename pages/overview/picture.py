"""Probabilities alone: one bar for each class."""

from functools import lru_cache

from figures.axes import Axis
from figures.picture import Picture
from figures.rows import grids_of_rows, panel_of_bars
from live import Words


@lru_cache(maxsize=64)  # names are anybody's choice
def picture(names: tuple[str, ...], row: int, words: Words) -> Picture:
    """Draw one bar for each class."""
    bars = panel_of_bars(
        "probabilities",
        "p",
        names,
        Axis(-0.03, 1.12, narrow=(-0.06, 1.25), zero=True),
        ".1%",
        words["bars"],
        named=True,
        largest="is_largest",
        total="sum",
    )
    grids = grids_of_rows("bars", len(names), row, (1,), (0,))
    return Picture({"bars": bars}, **grids)
