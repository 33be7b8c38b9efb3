"""What training looks like: regions, curves over epochs, weights, and mix-ups."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np

from core.iris import EACH, centimetres
from core.runs import EPOCHS
from figures.axes import Axis, series
from figures.marks import INK, Rule, line, mark, numbers, points, region, smooth
from figures.offscale import clipped
from figures.picture import Grid, Panel, Picture
from live import Array, Words
from pages.iris.arrows import weights

Texts = Sequence[str]
Look = dict[str, Any]

# What is seen of each feature: all flowers, and some room around them.
WINDOWS: Final = ((4.1, 8.1), (1.8, 4.6), (0.6, 7.3), (-0.1, 2.7))
TICKS: Final = (range(5, 9), range(2, 5), range(1, 8), range(3))
SIGNS: Final = ("●", "■", "◆")
OPEN: Final = 100  # added to a symbol leaves its outline
CALM: Final = 1.2  # above this a loss is drawn in equal ratios
LOSSES: Final = {
    CALM: Axis(0, CALM, ticks=(0, 0.5, 1)),
    100.0: Axis(0.01, 100, log=True, ticks={0.01: "0.01", 1: "1", 100: "100"}),
    1e10: Axis(0.01, 1e10, log=True, ticks={1: "1", 1e5: "10⁵", 1e10: "10¹⁰"}),
}
SHARES: Final = Axis(0, 1.04, ticks={0: "0%", 0.5: "50%", 1: "100%"})
CROSS: Final[Look] = {"symbol": "x-thin", "size": 6, "edge": INK, "edge_width": 1.5}
RING: Final[Look] = {"symbol": "circle-open", "edge": INK, "edge_width": 2.5}
NOW: Final[Look] = {"symbol": ["circle", "circle-open"], "size": 10, "edge": INK}
WIDE: Final = Grid(
    ["regions loss weights weights", "regions accuracy . confusion"],
    (31, 20.5, 12.5, 20), (104, 76), gaps=(5, 7, 4, 0), heads=(38, 44), foot=38,
    size=12, margin=(6, 6),
)  # fmt: skip
NARROW: Final = Grid(
    ["regions loss", "regions accuracy", "weights confusion"],
    (46, 38), (66, 66, 118), gaps=(5, 12), heads=(24, 40, 42), foot=22,
    size=11, margin=(6, 6),
)  # fmt: skip


@lru_cache(maxsize=64)  # as many as there are pairs, ends and languages
def picture(words: Words, species: Texts, pair: tuple[int, int], top: float) -> Picture:
    """Draw a run over the flowers of some species, seen over two features."""
    count, spoken = len(species), words["species"]
    signs, colors = SIGNS[-count:], series(count, first=4 - count)
    names = [f"{sign} {spoken[one]}" for sign, one in zip(signs, species, strict=True)]
    panels = {
        "regions": regions(words, colors, pair),
        "loss": curves(words, "loss", LOSSES[top]),
        "accuracy": curves(words, "accuracy", SHARES, words["controls"]["epoch"]),
        "weights": weights(words, names, colors),
        "confusion": confusion(words, names, signs),
    }
    return Picture(panels, WIDE, NARROW)


def top_of(losses: Array) -> float:
    """Return the end of the axis on which the losses fit."""
    return next(top for top in LOSSES if losses.max() <= top)


def part(name: str, *index: int | slice) -> Rule:
    """Return what an index of the last axes picks of an answer."""
    return lambda found: found[name][..., *index]


def regions(words: Words, colors: Texts, pair: tuple[int, int]) -> Panel:
    """Return a polygon for each species, the flowers, and marks on some of them."""
    features, marks = words["features"], []
    for k, color in enumerate(colors):
        corners = (part("corners", k, i, slice(None)) for i in (0, 1))
        marks += [region(f"region{k + 1}", *corners, color=color, opacity=0.25)]
    x, y = centimetres()[-EACH * len(colors) :, pair].T
    symbol = 3 - len(colors) + np.arange(len(x)) // EACH
    own = np.repeat(colors, EACH).tolist()
    look = {"color": own, "size": 7, "line": {"width": 1.5, "color": own}}
    drawn: Look = {"x": x, "y": y}
    drawn["marker.symbol"] = lambda found: symbol + OPEN * found["held"]
    missed: Look = {"x": lambda found: np.where(found["missed"], x, np.nan), "y": y}
    marks += [
        mark("flowers", "scatter", drawn, mode="markers", marker=look),
        points("missed", **missed, **CROSS),
        points("chosen", *(part("cm", f) for f in pair), size=17, **RING),
    ]
    axes = (
        Axis(*WINDOWS[f], title=f"{features[f]}, cm", narrow_title="", ticks=TICKS[f])
        for f in pair
    )
    return Panel(marks, *axes, titles=words["panels"]["regions"])


def curves(words: Words, kind: str, y: Axis, epochs: str = "") -> Panel:
    """Return a number over epochs, for training and held out, and where it is now."""
    every, whole = range(EPOCHS + 1), f"{kind}_curves"
    trained, held = (smooth(clipped(part(whole, i), y.low)) for i in (0, 1))
    now = clipped(f"{kind}_now", y.low)
    marks = [
        line(f"{kind}_line", "now", [y.low, y.high], color="var(--border)", width=1),
        line(kind, every, trained, width=1.8),
        line(f"held_{kind}", every, held, width=1.8, dash="dot"),
        points(f"now_{kind}", "until", now, **NOW),
    ]
    x = Axis(-2, EPOCHS + 2, ticks=(0, 100, 200), title=epochs, narrow_title="")
    return Panel(marks, x, y, titles=words["panels"][kind])


def confusion(words: Words, names: Texts, signs: Texts) -> Panel:
    """Return two numbers for each pair of a species and what it is taken for."""
    count, italic = len(names), {"color": INK, "style": "italic"}
    row, column = np.indices((count, count)).reshape(2, -1)
    sides = np.add.outer(range(count), [-0.5, 0.5, 0.5, -0.5, np.nan]).ravel()
    ends = np.add.outer(range(count), [-0.5, -0.5, 0.5, 0.5, np.nan]).ravel()
    marks = [
        region("diagonal", sides, ends, color="var(--track)"),
        numbers("counts", column - 0.06, row, "counts", "d", place="middle left"),
        numbers("held_counts", column + 0.06, row, "held_counts", "d", textfont=italic),
    ]
    told, alone = dict(enumerate(names)), dict(enumerate(signs))
    taken = Axis(-0.5, count - 0.5, ticks=alone)
    true = Axis(count - 0.5, -0.5, ticks=told, narrow_ticks=alone)
    return Panel(marks, taken, true, titles=words["panels"]["confusion"])
