"""A digit that moves, what two networks make of it, and what one window finds."""

from functools import lru_cache
from typing import Any, Final

import numpy as np

from core.convolution import output_size
from core.digits import SIDE
from core.shifted import FARTHEST, FRAME, WINDOW
from figures.axes import Axis
from figures.marks import CARD, INK, Found, Rule, points
from figures.picture import Grid, Label, Panel, Picture
from figures.tiles import box, moved, still, tiles
from live import Array, Words
from pages.convolution.verdicts import CONV, DENSE, found, said, shares, title, verdict

Look = dict[str, Any]

HAND: Final[Look] = {"size": 13, "color": CARD, "edge": INK, "edge_width": 3}
NAMES: Final = "dense_name dense_said conv_name conv_said"
BARS: Final = "dense dense conv conv"
WIDE: Final = Grid(
    [
        f"ask ask {NAMES}",
        f"frame frame {BARS}",
        "map_name map_name shares_name shares_name shares_name shares_name",
        "map found shares shares shares shares",
    ],
    (18, 17, 17, 12, 17, 12), (32, 202, 26, 99), gaps=(0, 2, 7, 0, 5, 0),
    heads=(0, 0, 4, 0), foot=24, least=36,
)  # fmt: skip
MIDDLE: Final = Grid(
    ["ask dense_name conv_name", "frame dense_said conv_said", "frame dense conv"],
    (34, 29, 29), (24, 28, 160), gaps=(0, 6, 6), foot=6, least=24,
)  # fmt: skip
NARROW: Final = Grid(
    ["ask ask map_name map_name", "frame frame map map", NAMES, BARS],
    (25, 19, 22, 19), (26, 122, 30, 174), gaps=(5, 0, 9, 0), heads=(0, 0, 6, 0),
    foot=6, grows=False,
)  # fmt: skip
HALL: Final = Grid(
    [f"ask {NAMES} map_name map_name", f"frame {BARS} map found"],
    (32, 16, 13, 21, 13, 24, 21), (32, 166), gaps=(0, 5, 0, 5, 0, 4, 2), foot=6,
    grows=False,
)  # fmt: skip


@lru_cache(maxsize=32)  # as many as there are ways to lay windows, and languages
def picture(words: Words, stride: int, padding: int) -> Picture:
    """Draw everything, with windows that are laid so."""
    count = output_size(FRAME, WINDOW, stride, padding)
    panels = {
        "frame": frame(words["learned"], stride, padding),
        **{f"{key}_name": title(*names) for key, names in words["named"].items()},
        "ask": title(words["ask"]),
        "dense_said": said("dense", words),
        "conv_said": said("conv", words),
        "dense": verdict("dense", DENSE, words["true"]),
        "conv": verdict("conv", CONV, words["true"]),
        "map": feature_map(count),
        "found": found(words["found"]),
        "shares": shares(words["networks"]),
    }
    return Picture(panels, WIDE, NARROW, HALL, MIDDLE)


def frame(learned: str, stride: int, padding: int) -> Panel:
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
    here = [Label(learned, 0.3 - FARTHEST, 0.8 + FARTHEST, short=" ")]
    return Panel(marks, Axis(-end, end), Axis(end, -end, square=True), labels=here)


def feature_map(count: int) -> Panel:
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
    return Panel(marks, Axis(low, high), Axis(high, low, square=True))
