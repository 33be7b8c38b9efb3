"""Shares of three classes beside the sigmoid that two of them make."""

from functools import lru_cache
from typing import Any, Final

import numpy as np

from core import sigmoid
from figures.axes import Axis, rows
from figures.marks import INK, Mark, Moving, line, numbers, points, smooth, words
from figures.offscale import where_infinite
from figures.picture import Grid, Panel, Picture
from figures.rows import HEAD, NARROW_HEAD, NARROW_LEFT, NARROW_ROW, panel_of_bars
from live import Words

ROW: Final = 44  # pixels
BESIDE: Final = -0.07  # where numbers end, left of the bars
NO_CLASS: Final = "\N{MINUS SIGN}\N{INFINITY}"
FIRST: Final = "var(--series-1)"
GREY: Final = "var(--border)"
WIDE: Final = ["logits probabilities curve"]
GAPS: Final = (0, 0, 22)

# Dense where a sigmoid bends. Moved to the right it still fills the picture.
BENDS: Final = np.concatenate(
    [[-60.0, -9.0, -7.0], np.linspace(-5.5, 5.5, 23), [7.0, 9.0, 30.0]]
)


@lru_cache(maxsize=64)  # names are anybody's choice
def picture(names: tuple[str, ...], words: Words) -> Picture:
    """Draw the logits, the shares of the classes, and two points on the sigmoid."""
    logits, probabilities, curve = words["stages"]
    whole = Axis(0, 1.3, narrow=(0, 1.4), zero=True)
    panels = {
        "logits": panel_of_logits(names, logits),
        "probabilities": panel_of_bars(
            "probabilities", "p", names, whole, ".1%", probabilities, total="sum"
        ),
        "curve": panel_of_curve(words["axis"], curve),
    }
    count, narrow = len(names) + 1, ["logits probabilities", "curve curve"]
    lines, heads = [NARROW_ROW * count, 110], [NARROW_HEAD, 30]
    margin = (NARROW_LEFT, 4)
    return Picture(
        panels,
        Grid(WIDE, (42, 130, 172), [ROW * count], gaps=GAPS, heads=[HEAD], foot=ROW),
        Grid(narrow, (5, 14), lines, heads=heads, foot=40, size=12, margin=margin),
    )


def panel_of_logits(names: tuple[str, ...], titles: list[str]) -> Panel:
    """Return the panel of the logits, each a number beside the bar of its share."""
    at, beside = np.arange(len(names)), where_infinite("logit", np.nan, BESIDE)
    instead = where_infinite("logit", BESIDE)
    return Panel(
        [
            numbers("logits", beside, at, "logit", ".2~f", place="middle left"),
            words("gone", instead, at, NO_CLASS, place="middle left"),
        ],
        Axis(-0.42, 0, narrow=(-0.5, 0)),
        rows(names, further=1, named=True),
        titles=titles,
    )


def panel_of_curve(along: str, titles: list[str]) -> Panel:
    """Return the sigmoid of the difference, the softmax, and where both are now."""
    s = sigmoid(BENDS)
    moved = smooth(lambda found: BENDS + found["further"][..., np.newaxis])
    return Panel(
        [
            line("sigmoid", BENDS, s, color=GREY, width=9, opacity=0.5),
            line("softmax", moved, s, color=FIRST),
            point_and_ring(),
        ],
        Axis(-21, 21, ticks=(-20, -10, 0, 10, 20), title=along, grid=True),
        Axis(-0.06, 1.06, ticks=(0, 0.5, 1), grid=True),
        titles=titles,
    )


def point_and_ring() -> Mark:
    """Return the point of the softmax, and the ring on the sigmoid."""
    x = Moving(lambda found: np.stack([found["gap"]] * 2, axis=-1))
    y = Moving(lambda f: np.stack([f["softmax"], f["sigmoid"]], axis=-1))
    look: dict[str, Any] = {"color": [FIRST, INK], "edge": [FIRST, INK]}
    look |= {"symbol": ["circle", "circle-open"], "size": [12, 20]}
    dotted = {"color": INK, "width": 2, "dash": "dot"}
    return points("now", x, y, mode="lines+markers", line=dotted, **look)
