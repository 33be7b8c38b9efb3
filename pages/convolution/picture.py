"""A digit that moves, what two networks make of it, and what one window finds."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np

from core.convolution import output_size
from core.digits import SIDE
from core.shifted import FARTHEST, FRAME, WINDOW
from figures.axes import Axis
from figures.marks import CARD, INK, Found, Rule, points
from figures.picture import Grid, Label, Panel, Picture
from live import Array, Words
from pages.convolution.tiles import box, moved, still, tiles
from pages.convolution.verdicts import CONV, DENSE, found, shares, verdict

Texts = Sequence[str]
Look = dict[str, Any]

HAND: Final[Look] = {"size": 13, "color": CARD, "edge": INK, "edge_width": 3}
WIDE: Final = Grid(
    ["frame frame dense conv", "map found shares shares"],
    (18, 17, 29, 29), (196, 101), gaps=(0, 2, 7, 5), heads=(36, 28), foot=24, least=36,
)  # fmt: skip
MIDDLE: Final = Grid(
    ["frame dense conv"], (38, 25, 25), [170], gaps=(0, 6, 6), heads=[32], least=24
)
NARROW: Final = Grid(
    ["frame map", "dense conv"], (46, 40), (124, 178), gaps=(4, 8), heads=(26, 32),
    grows=False,
)  # fmt: skip
HALL: Final = Grid(
    ["frame dense conv map found"],
    (34, 28, 28, 25, 17), [190], gaps=(0, 5, 5, 4, 2), heads=[34],
)  # fmt: skip


@lru_cache(maxsize=32)  # as many as there are ways to lay windows, and languages
def picture(words: Words, stride: int, padding: int) -> Picture:
    """Draw everything, with windows that are laid so."""
    count, titles = output_size(FRAME, WINDOW, stride, padding), words["panels"]
    panels = {
        "frame": frame(words, stride, padding),
        "dense": verdict("dense", DENSE, words),
        "conv": verdict("conv", CONV, words),
        "map": feature_map(titles["map"], count),
        "found": found(words["found"]),
        "shares": shares(titles["shares"], words["networks"]),
    }
    return Picture(panels, WIDE, NARROW, HALL, MIDDLE)


def frame(spoken: Words, stride: int, padding: int) -> Panel:
    """Return the frame, with the digit and the window where they stand."""
    half, end = FRAME / 2, FRAME / 2 + padding
    upright, across = np.divmod(np.arange(SIDE**2), SIDE) - np.array(FARTHEST)

    def corner(place: str) -> Rule:
        return lambda found: (found[place] - 1) * stride - end

    marks = [
        tiles("rim", ([-end], [-end]), 1, size=2 * end, opacity=0.2),
        tiles("ground", ([-half], [-half]), 1, size=FRAME, opacity=0.45),
        tiles(
            "digit", (moved(across, "right"), moved(upright, "down")), SIDE**2,
            color=INK, opacity="ink",
        ),
        still("trained", (-FARTHEST, FARTHEST), dash="dot"),
        box(
            "window", corner("at_col"), corner("at_row"), WINDOW, width=4, color=CONV
        ),
        points("hand", "right", "down", **HAND),
    ]  # fmt: skip
    learned = Label(spoken["learned"], 0, 0.9 * half, anchor="center", short=" ")
    return Panel(
        marks, Axis(-end, end), Axis(end, -end, square=True),
        titles=spoken["panels"]["frame"], labels=[learned],
    )  # fmt: skip


def feature_map(titles: Texts, count: int) -> Panel:
    """Return what one window finds at each place, and the place that is chosen."""
    upright, across = np.divmod(np.arange(count**2), count)

    def share(found: Found) -> Array:
        largest = np.maximum(found["largest"], 1e-9)[..., np.newaxis]
        seen: Array = found["map"] / largest
        return seen

    def corner(place: str) -> Rule:
        return lambda found: found[place] - 1

    marks = [
        tiles("places", ([0], [0]), 1, size=count, opacity=0.5),
        tiles("map", (across, upright), count**2, color=CONV, opacity=share),
        box("cell", corner("at_col"), corner("at_row"), 1, width=3, color=INK),
    ]
    low, high = -0.1, count + 0.1
    return Panel(marks, Axis(low, high), Axis(high, low, square=True), titles=titles)
