"""What temperature does: shares, curves over T, the entropy, and a path.

The rows of shares stand beside the sliders of their classes. Curves are drawn over a
logarithmic axis of T that has the limits 0 and infinity at its ends. Every point of
the triangle is a distribution over three classes.
"""

from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike

from figures.axes import Axis, rows, series, shortened
from figures.marks import (
    CARD,
    CLEAR,
    INK,
    Array,
    Found,
    Mark,
    Moving,
    bars,
    line,
    numbers,
    points,
    smooth,
    upright,
)
from figures.picture import Grid, Label, Panel, Picture
from live import Words
from pages.temperature.scene import COARSE, TEMPERATURES
from ui.classes import FEW

Look = dict[str, Any]
Names = tuple[str, ...]

HEAD, TITLE = 40, 20  # pixels for titles: above the first row, above the entropy
FOOT: Final = 22  # pixels below, for the numbers of the axes
LEAST: Final = 350  # pixels that curves need to be read
COUNT: Final = 40  # pixels below the sliders, for the number of classes
THREE: Final = 3  # classes, whose distributions fill a triangle
TRIANGLE: Final = np.array([[0, 0], [1, 0], [0.5, np.sqrt(0.75)]])

ENDS: Final = 1600  # where 0 and infinity stand, in thousandths of a decade from 1
COLDEST, HOTTEST = 10**-1.6, 10**1.6  # as which they are drawn
TICKS: Final = {0.0: "0", 600.0: "0.1", 1600.0: "1", 2600.0: "10", 3200.0: "∞"}
OVER_T: Final = Axis(-120, 2 * ENDS + 120, ticks=TICKS, grid=True)
LEFT, SHARES, COUNTS = -0.2, 1.38, 1.72  # where bars begin, and numbers beside end
STEPS: Final = 200  # of frequencies: whole numbers travel in a byte

SYMBOLS: Final = (
    *("circle", "square", "diamond", "triangle-up", "cross"),
    *("star", "pentagon", "hexagon", "triangle-down", "x"),
)
GHOST: Final[Look] = {"color": CLEAR, "outline": INK, "width": 0.8, "opacity": 0.6}
DIAMOND: Final[Look] = {"symbol": "diamond", "size": 10, "color": CARD, "edge": INK}
BENT: Final[Look] = {"width": 2.5, "curved": 0.8}
QUIET: Final[Look] = {"width": 1, "opacity": 0.6}
THIN: Final[Look] = {"width": 1, "color": "var(--border)"}
CORNERS: Final[Look] = {
    "mode": "markers+text",
    "textposition": ["bottom center", "bottom center", "top center"],
    "textfont": {"size": 12, "color": INK},
}


@lru_cache(maxsize=64)  # names are anybody's choice
def picture(names: Names, row: int, words: Words) -> Picture:
    """Draw shares, curves over T, the entropy, and of three classes the path."""
    count, titles = len(names), words["titles"]
    panels = {
        "shares": shares(names, words["columns"], titles[0]),
        "curves": curves(count, titles[1]),
        "entropy": entropy(count, titles[2]),
    }
    if count == THREE:
        panels["path"] = path(names, titles[3])
    return Picture(panels, wide(count, row), narrow(count))


def wide(count: int, row: int) -> Grid:
    """Return where panels stand beside the controls: just as high as these."""
    last = "path" if count == THREE else "curves"
    areas = [f"shares shares curves {last}", f". entropy curves {last}"]
    columns, gaps = (0.045, 0.305, 0.27, 0.285), (0, 0, 0.055, 0.04)
    height, upper = max(HEAD + row * (count + 2) + COUNT, LEAST), row * count
    lines, heads = (upper, height - HEAD - upper - TITLE - FOOT), (HEAD, TITLE)
    return Grid(areas, columns, lines, gaps=gaps, heads=heads, foot=FOOT, margin=(4, 6))


def narrow(count: int) -> Grid:
    """Return where panels stand on a narrow screen: shares above, curves below."""
    areas = [". . shares shares shares", ". curves curves . entropy"]
    lines, heads = [count * (22 if count <= FEW else 18), 92], [24, 22]
    if count == THREE:
        # The empty line leaves room for the numbers of the axis above it.
        below = [". . . . .", ". entropy entropy entropy entropy"]
        areas = [areas[0], ". curves curves . path", *below]
        lines, heads = [*lines, 18, 44], [*heads, 0, 22]
    columns = (0.08, 0.16, 0.26, 0.08, 0.42)
    return Grid(areas, columns, lines, heads=heads, foot=18, size=12, margin=(4, 6))


def along(temperature: ArrayLike) -> Array:
    """Return where a temperature stands on the axis: a whole number from 0."""
    decades = np.log10(np.clip(temperature, COLDEST, HOTTEST))
    places: Array = ENDS + np.rint(1000 * decades)
    return places


def now(found: Found) -> Array:
    """Return where the temperature of now stands on the axis."""
    return along(found["temperature"])


def shares(names: Names, columns: Names, titles: Names) -> Panel:
    """Return bars at T over those at T = 1, their numbers, and the draws."""
    count, places, ends = len(names), range(len(names)), (SHARES, COUNTS)
    share, drawn = ([end] * count for end in ends)
    frequency = Moving(lambda found: np.rint(STEPS * found["frequency"]))
    marks = [
        bars("bars", "p", count, color=series(count), width=0.56),
        bars("ghost", smooth("at_one"), count, **GHOST),
        points("frequency", frequency, places, opacity=Moving("is_drawn"), **DIAMOND),
        points("symbols", [-0.14] * count, places, size=9, **dots(count)),
        numbers("shares", share, places, "p", ".1%", place="middle left"),
        numbers("counts", drawn, places, "counts", "d", place="middle left"),
    ]
    heads = [Label(*head, anchor="right") for head in zip(columns, ends, strict=True)]
    x, over = Axis(LEFT, COUNTS, zero=True), Axis(LEFT * STEPS, COUNTS * STEPS)
    y, own = rows(names, named=True), {"frequency": over}
    return Panel(marks, x, y, labels=heads, over=own, titles=titles)


def dots(count: int, edge: float = 0) -> Look:
    """Return how points look, one for each class: by colour and by symbol."""
    return {"color": series(count), "symbol": SYMBOLS[:count], "edge_width": edge}


def curves(count: int, titles: Names) -> Panel:
    """Return the share of each class over T, and a mark on each curve."""

    def curve(i: int, color: str) -> Mark:
        p = smooth(lambda found: found["every"][..., i])
        return line(f"curve{i + 1}", along(TEMPERATURES), p, color=color, **BENT)

    riding = Moving(lambda found: np.stack([now(found)] * count, axis=-1))
    marks = [
        *uprights("now", 1),
        *(curve(i, color) for i, color in enumerate(series(count))),
        points("riding", riding, "p", size=13, **dots(count, 2)),
    ]
    y = Axis(-0.02, 1.02, ticks=(0, 0.5, 1), grid=True)
    return Panel(marks, OVER_T, y, titles=titles)


def uprights(name: str, top: float) -> list[Mark]:
    """Return upright lines at T = 1 and at the temperature of now."""
    one = line(f"{name}_one", [ENDS, ENDS], [0, top], dash="dot", **QUIET)
    return [one, upright(name, now, 0, top, **QUIET)]


def entropy(count: int, titles: Names) -> Panel:
    """Return the entropy over T, a mark on it, and the most it can be."""
    top, whole = float(np.log(count)), [OVER_T.low, OVER_T.high]
    marks = [
        line("maximum", whole, [top, top], width=1.5, dash="dash"),
        *uprights("entropy_line", top),
        line("entropy", along(TEMPERATURES[COARSE]), smooth("entropies"), **BENT),
        points("entropy_now", now, "entropy"),
    ]
    most = Label(f"┄ log {count}", OVER_T.high, anchor="right")
    y = Axis(0, top * 1.12, ticks={0: "0", top: f"{top:.2f}"})
    return Panel(marks, OVER_T, y, labels=[most], titles=titles)


def path(names: Names, titles: Names) -> Panel:
    """Return the triangle of all distributions, and the path that T takes in it."""
    centre, gap = TRIANGLE.mean(axis=0), [np.nan, np.nan]
    middles = (TRIANGLE + np.roll(TRIANGLE, 1, axis=0)) / 2
    spokes = np.array([[centre, middle, gap] for middle in middles]).reshape(-1, 2)
    (x, y), told = TRIANGLE.T, [shortened(name) for name in names]
    marks = [
        line("edges", x[[0, 1, 2, 0]], y[[0, 1, 2, 0]], **THIN),
        line("spokes", *spokes.T, dash="dot", **THIN),
        points("corners", x, y, size=10, text=told, **dots(THREE), **CORNERS),
        line("path", *place("coarse"), width=2.5, curved=0.4),
        points("path_one", *place("at_one"), color=CARD, edge=INK, size=8),
        points("path_now", *place("now"), size=13),
    ]
    up = Axis(-0.14, 1.02, narrow=(-0.25, 1.15), square=True)
    return Panel(marks, Axis(-0.08, 1.08), up, titles=titles)


def place(name: str) -> list[Moving]:
    """Return where distributions of the backdrop lie in the triangle: x and y."""
    x, y = TRIANGLE.T
    return [smooth(lambda f: f[name] @ x), smooth(lambda f: f[name] @ y)]
