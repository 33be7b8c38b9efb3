"""What training looks like: the regions, and below them the loss over epochs."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from core.runs import EPOCHS
from figures.axes import Axis
from figures.marks import CARD, INK, line, points, smooth
from figures.offscale import clipped
from figures.picture import Grid, Panel, Picture
from live import Array, Words
from pages.iris.regions import part, regions

Texts = Sequence[str]
Look = dict[str, Any]

CALM: Final = 1.2  # above this a loss is drawn in equal ratios
LOSSES: Final = {
    CALM: Axis(0, CALM, ticks=(0, 1)),
    100.0: Axis(0.01, 100, log=True, ticks={0.01: "0.01", 1: "1", 100: "100"}),
    1e10: Axis(0.01, 1e10, log=True, ticks={1: "1", 1e5: "10⁵", 1e10: "10¹⁰"}),
}
NOW: Final[Look] = {"symbol": ["circle", "circle-open"], "size": 15, "edge": INK}
BOTH: Final = ["regions", "loss"]
WIDE: Final = Grid(BOTH, [1], [300, 74], heads=[28, 78], foot=38, margin=(58, 10))
NARROW: Final = Grid(BOTH, [1], [200, 56], heads=[28, 52], foot=38, margin=(28, 8))
HALL: Final = Grid(
    ["regions loss"], (55, 34), [170], gaps=(0, 10), heads=[30], foot=46,
    margin=(58, 10),
)  # fmt: skip


@lru_cache(maxsize=64)  # as many as there are pairs, ends and languages
def picture(words: Words, species: Texts, pair: tuple[int, int], top: float) -> Picture:
    """Draw a run over the flowers of some species, seen over two features."""
    panels = {
        "regions": regions(words, species, pair),
        "loss": losses(words, LOSSES[top]),
    }
    return Picture(panels, WIDE, NARROW, HALL)


def top_of(losses: Array) -> float:
    """Return the end of the axis on which the losses fit."""
    return next(top for top in LOSSES if losses.max() <= top)


def losses(words: Words, y: Axis) -> Panel:
    """Return the loss over epochs, for training and held out, and where it is now."""
    every = range(EPOCHS + 1)
    trained, held = (smooth(clipped(part("curves", i), y.low)) for i in (0, 1))
    now = clipped("loss_now", y.low)
    marks = [
        line("loss", every, trained, width=3),
        line("held_loss", every, held, width=3, dash="dot"),
        line("now_edge", "now", [y.low, y.high], color=CARD, width=5),
        line("loss_line", "now", [y.low, y.high], width=2),
        points("now_loss", "until", now, **NOW),
    ]
    ticks = {0: words["panels"]["first"]} | {n: f"{n}" for n in range(50, 201, 50)}
    x = Axis(-5, EPOCHS + 3, ticks=ticks, line=True)
    return Panel(marks, x, y, titles=words["panels"]["loss"])
