"""From logits over weights to probabilities: one row for each class."""

from functools import lru_cache

from figures.axes import Axis
from figures.picture import Picture
from figures.rows import grids_of_rows, panel_of_bars
from live import Words


@lru_cache(maxsize=64)  # names are anybody's choice
def picture(names: tuple[str, ...], row: int, words: Words) -> Picture:
    """Draw the bars of all three stages, the largest marked, and the sums."""
    logits, weights, probabilities = words["stages"]
    panels = {
        "logits": panel_of_bars(
            "logits",
            "logit",
            names,
            Axis(-23.5, 23.5, narrow=(-38, 38), zero=True),
            ".2~f",
            logits,
            named=True,
        ),
        "weights": panel_of_bars(
            "weights",
            "weight",
            names,
            Axis(0, 1.27, narrow=(0, 2.1), zero=True),
            ".3~f",
            weights,
            total="total_weight",
            opacity=0.72,
        ),
        "probabilities": panel_of_bars(
            "probabilities",
            "p",
            names,
            Axis(-0.12, 1.27, narrow=(-0.25, 2.1), zero=True),
            ".1%",
            probabilities,
            largest="is_largest",
            total="sum",
        ),
    }
    grids = grids_of_rows(
        "logits weights probabilities", len(names), row, (40, 24, 28), (0, 5, 3)
    )
    return Picture(panels, **grids)
