"""What is left of a change behind each layer, beside one unit and the rings."""

from functools import lru_cache
from typing import Final

from figures.picture import Grid, Picture
from live import Words
from pages.activations import chain, rings, unit

WIDE: Final = Grid(
    ["chain unit", "chain rings"], (66, 27), (150, 172), gaps=(6.5, 3), heads=(28, 34),
    margin=(2, 4),
)  # fmt: skip
NARROW: Final = Grid(
    ["chain chain", "unit rings"], (52, 40), (188, 104), gaps=(10.5, 5), heads=(4, 24),
    margin=(2, 4),
)  # fmt: skip
HALL: Final = Grid(
    ["chain unit rings"], (58, 19, 21), (200,), gaps=(5, 2.5, 2.5), heads=(28,),
    margin=(2, 4),
)  # fmt: skip


@lru_cache(maxsize=32)  # activations in two languages
def picture(key: str, words: Words) -> Picture:
    """Draw the chain of units that bend in one way, beside lines of other ways."""
    panels = {
        "chain": chain.panel(key, words),
        "unit": unit.panel(key, words),
        "rings": rings.panel(key, words),
    }
    return Picture(panels, WIDE, NARROW, HALL)
