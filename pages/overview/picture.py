"""The chain in six small pictures, each in a cell of its own.

What stands above each of them, its name and its number, is the template's: the cells
of this grid and those of the style sheet are the same.
"""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Final

import numpy as np

from figures.axes import Axis, series, shortened
from figures.marks import (
    CARD,
    INK,
    Found,
    Mark,
    Number,
    line,
    mark,
    points,
    region,
    smooth,
)
from figures.offscale import clipped
from figures.picture import Grid, Panel, Picture
from live import Array
from pages.overview import graph
from pages.overview.scene import STEPS, TRUTH

CHAIN: Final = ("logit", "softmax", "loss", "gradient", "training", "network")
CEILING: Final = 6.0  # the greatest loss that is drawn at its place
OVER: Final = 6.35  # where one that is larger is hinted at
FEW: Final = 4  # classes whose logits can be written above their bars
VISIBLE: Final = 0.14  # the least share that has room for its name
COLUMNS: Final = ((6, 60), (3, 34), (2, 0))  # of cells, and from how many em on
HEAD: Final = 72  # pixels of a cell for its name, its number and its line
HIGH: Final = 150
FOOT: Final = 12
LOSSES: Final = Axis(-0.2, 6.9, zero=True)
SHARES: Final = np.exp(-np.linspace(0, CEILING, 41))
TRUE: Final = f"var(--series-{TRUTH + 1})"
Names = tuple[str, ...]


@lru_cache(maxsize=64)  # names are anybody's choice
def picture(names: Names) -> Picture:
    """Draw the six of them."""
    count = len(names)
    panels = {
        "logit": logits(count),
        "softmax": whole(names),
        "loss": price(),
        "gradient": pushes(count),
        "training": training(),
        "network": graph.panel(count),
    }
    wide, middle, narrow = (cells(columns, least) for columns, least in COLUMNS)
    return Picture(panels, wide, narrow, middle=middle)


def cells(columns: int, least: float) -> Grid:
    """Return equal cells with a margin in each, as the style sheet has them."""
    starts = range(0, len(CHAIN), columns)
    areas = [f"{' '.join(CHAIN[i : i + columns])} ." for i in starts]
    margin = " ".join("." * (columns + 1))
    return Grid(
        [line for area in areas for line in (area, margin)],
        [*[1.0] * columns, 0.001],
        [HIGH, FOOT] * len(areas),
        gaps=[0.14, *[0.28] * (columns - 1), 0.139],
        heads=[HEAD, 0] * len(areas),
        margin=(0, 0),
        least=least,
    )


def logits(count: int) -> Panel:
    """Return a bar for each logit, up or down."""
    look = {"width": 0.7, "marker": {"color": series(count), "opacity": 1}}
    if count <= FEW:
        font = {"color": INK, "size": 16}
        look |= {"texttemplate": "%{y:.1f}", "textposition": "outside"}
        look |= {"textfont": font, "textangle": 0}
    bars = mark("logits", "bar", {"x": np.arange(count), "y": "logit"}, **look)
    return Panel([bars], Axis(-0.6, count - 0.4), Axis(-11.5, 12.5, zero=True))


def whole(names: Names) -> Panel:
    """Return the whole, cut into the shares of all classes.

    Each reaches from the bottom to its own top, and those below cover the rest of it.
    """
    count = len(names)
    drawn = [share(k, color) for k, color in reversed([*enumerate(series(count))])]
    frame = line("frame", [0, 1, 1, 0, 0], [0, 0, 1, 1, 0], width=2)
    said = mark(
        "names",
        "scatter",
        {"x": np.full(count, 0.5), "y": smooth(middles), "customdata": "p"},
        mode="text",
        text=[shortened(name) for name in names],
        texttemplate="%{text} %{customdata:.0%}",
        textfont={"color": "var(--on)", "size": 16, "weight": 700},
    )
    return Panel([*drawn, frame, said], Axis(-0.01, 1.01), Axis(-0.02, 1.02))


def share(k: int, color: str) -> Mark:
    """Return the share of a class with those of the classes below it."""

    def corners(found: Found) -> Array:
        top = np.cumsum(found["p"], axis=-1)[..., k]
        return np.stack([0 * top, 0 * top, top, top], axis=-1)

    return region(f"share{k + 1}", [0, 1, 1, 0], smooth(corners), color=color)


def middles(found: Found) -> Array:
    """Return where the middle of each share is; none of one that is too small."""
    p = found["p"]
    return np.where(p < VISIBLE, np.nan, np.cumsum(p, axis=-1) - p / 2)


def price() -> Panel:
    """Return what the truth costs over its share, and where that is now."""
    drawn = [
        line("price", SHARES, -np.log(SHARES), width=3),
        line("rise", smooth(twice), smooth(risen), color=TRUE, width=3),
        *here("cost", "truth"),
    ]
    return Panel(drawn, Axis(-0.06, 1.06, zero=True), LOSSES)


def twice(found: Found) -> Array:
    """Return the share of the truth for both ends of an upright line."""
    return np.stack([found["truth"]] * 2, axis=-1)


def risen(found: Found) -> Array:
    """Return both ends of the line up to the loss."""
    top = np.minimum(found["loss"], OVER)
    return np.stack([np.zeros_like(top), top], axis=-1)


def pushes(count: int) -> Panel:
    """Return an arrow for each logit, the way that it is pushed."""
    drawn = [push(k, color) for k, color in enumerate(series(count))]
    return Panel(drawn, Axis(-1.1, 1.1, zero=True), Axis(count - 0.4, -0.6))


def push(k: int, color: str) -> Mark:
    """Return the arrow of a logit; one that is shorter than a head is all head."""

    def outline(found: Found) -> Array:
        tip = found["push"][..., k]
        neck = np.sign(tip) * np.maximum(np.abs(tip) - 0.2, 0)
        return np.stack([0 * tip, neck, neck, tip, neck, neck, 0 * tip], axis=-1)

    up = k + np.array([-0.14, -0.14, -0.34, 0, 0.34, 0.14, 0.14])
    return region(f"push{k + 1}", smooth(outline), up, color=color)


def training() -> Panel:
    """Return the loss after each step of gradient descent."""
    falling = smooth(clipped("losses", high=OVER))
    drawn = [
        line("losses", np.arange(STEPS + 1), falling, width=3),
        *here("begin", [0]),
        points(
            "end", [STEPS], clipped("trained", high=OVER), edge=INK, color=CARD, size=11
        ),
    ]
    return Panel(drawn, Axis(-0.06 * STEPS, 1.06 * STEPS, zero=True), LOSSES)


def here(name: str, x: Number) -> list[Mark]:
    """Return a point at the loss of now; above the axis it is a sign that points up."""
    low = where("loss", lambda loss: loss <= CEILING)
    high = where("loss", lambda loss: loss > CEILING)
    sign = partial(points, color=TRUE, size=15, edge_width=1.5)
    return [sign(name, x, low), sign(f"{name}_over", x, high, symbol="triangle-up")]


def where(rule: str, holds: Callable[[Array], Array]) -> Callable[[Found], Array]:
    """Return a rule for numbers, cut off above the axis, where something holds."""
    return lambda found: np.where(
        holds(found[rule]), np.minimum(found[rule], OVER), np.nan
    )
