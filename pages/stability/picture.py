"""Every way's answers side by side, huge: what is lost stands on a tile of its own."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from core.contests import CONTESTS
from figures.picture import Grid, Picture
from live import Words
from pages.stability.answers import Size, panel_of_logits, panel_of_way

Names = Sequence[str]
MANY: Final = 6  # rows that are low
HALVES: Final = (2.3, 1.5)  # where two ways have half of the width each


def sizes(contest: str, count: int) -> tuple[Size, Size]:
    """Return how large answers are beside the controls, and on a phone."""
    if count > MANY:
        wide, narrow = 1.1, 1.0
    elif contest == "roundoff":
        wide, narrow = 1.8, 1.15
    elif len(CONTESTS[contest].ways) > len(HALVES):
        wide, narrow = 1.5, 1.1
    else:
        wide, narrow = HALVES
    return Size("", wide), Size("_small", narrow)


@lru_cache(maxsize=64)  # names are anybody's choice
def picture(contest: str, names: tuple[str, ...], words: Words) -> Picture:
    """Draw a row for each number, and a column for each way to compute."""
    rules, count = CONTESTS[contest], len(names)
    panels, large = {}, sizes(contest, count)
    lost, unit = words["verdicts"]
    for size in large:
        panels[f"logits{size.ending}"] = panel_of_logits(
            contest, names, size, words["logit"], unit
        )
        for i, way in enumerate(rules.ways):
            titles = words["forms"][contest][i]
            panels[f"{way}{size.ending}"] = panel_of_way(
                contest, i, count, titles, size, lost
            )
    wide, narrow = (grid(rules.ways, size, count) for size in large)
    return Picture(panels, wide, narrow)


def grid(ways: Names, size: Size, count: int) -> Grid:
    """Return where the columns stand: the logits, then every way."""
    areas = " ".join(f"{name}{size.ending}" for name in ("logits", *ways))
    is_small = bool(size.ending)
    columns = (
        (17, *[83 / len(ways)] * len(ways)) if is_small else (12, *[44] * len(ways))
    )
    gaps = (0, *[1.5] * len(ways))
    height = 150 if is_small else 320
    return Grid(
        [areas], columns, [max(height, 22 * count)], gaps=gaps,
        heads=[28 if is_small else 56], foot=6,
        margin=(4, 4) if is_small else (70, 4),
    )  # fmt: skip
