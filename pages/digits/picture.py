"""A drawing that becomes 64 counts, two layers of units, and ten answers."""

from functools import lru_cache
from typing import Final

from figures.picture import Grid, Picture
from live import Words
from pages.digits import pads
from pages.digits.answers import answers, learning
from pages.digits.net import net

WIDE: Final = Grid(
    ["upright frame net answers", "counts counts net answers", *["learning " * 4]],
    (80, 80, 208, 256), (84, 172, 76), gaps=(0, 8, 12, 8), heads=(24, 26, 30),
    foot=22, least=36, margin=(2, 4), grows=False,
)  # fmt: skip
NARROW: Final = Grid(
    ["upright frame answers", "shades shades answers"],
    (60, 60, 220), (62, 130), gaps=(0, 6, 6), heads=(24, 24), foot=4, grows=False,
    margin=(0, 2),
)  # fmt: skip
HALL: Final = Grid(
    ["upright shades net_bare answers", "frame shades net_bare answers"],
    (76, 178, 204, 290), (75, 75), gaps=(0, 10, 12, 8), heads=(24, 26), foot=4,
    grows=False,
)  # fmt: skip


@lru_cache(maxsize=8)  # one for each language
def picture(words: Words) -> Picture:
    """Draw all of it, from the left to the right."""
    panels = {
        "upright": pads.upright(words),
        "frame": pads.frame(words),
        "counts": pads.counts(words, numbered=True),
        "shades": pads.counts(words, numbered=False),
        "net": net(words, numbered=True),
        "net_bare": net(words, numbered=False),
        "answers": answers(words),
        "learning": learning(words),
    }
    return Picture(panels, WIDE, NARROW, HALL)
