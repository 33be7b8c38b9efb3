"""The flowers over two features, and where a model takes them for which species."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from core.iris import EACH, centimetres
from figures.axes import Axis, series
from figures.marks import INK, Mark, Moving, Rule, mark, points, region
from figures.marks import words as spoken
from figures.picture import Label, Panel
from live import Words

Texts = Sequence[str]
Look = dict[str, Any]

# What is seen of each feature: all flowers, and some room around them.
WINDOWS: Final = ((4.1, 8.1), (1.8, 4.6), (0.6, 7.3), (-0.1, 2.7))
TICKS: Final = (range(5, 9), range(2, 5), range(1, 8), range(3))
SIGNS: Final = ("●", "■", "◆")
OPEN: Final = 100  # added to a symbol leaves its outline
NAMES: Final = (0.0, 0.27, 0.66)  # where species are named, as shares of the window
LOW, NOTE, HIGH = 0.07, 0.8, 0.93  # where words stand in it
NOTHING: Final = "\N{NO-BREAK SPACE}"
CROSS: Final[Look] = {"symbol": "x-thin", "size": 8, "edge": INK, "edge_width": 2}
RING: Final[Look] = {"symbol": "circle-open", "edge": INK, "edge_width": 3.5}


def regions(words: Words, species: Texts, pair: tuple[int, int]) -> Panel:
    """Return a polygon for each species, the flowers, and marks on some of them."""
    features, marks, count = words["features"], [], len(species)
    colors = series(count, first=4 - count)
    for k, color in enumerate(colors):
        corners = (part("corners", k, i, slice(None)) for i in (0, 1))
        marks += [region(f"region{k + 1}", *corners, color=color, opacity=0.28)]
    x, y = centimetres()[-EACH * count :, pair].T
    symbol = 3 - count + np.arange(len(x)) // EACH
    own = np.repeat(colors, EACH).tolist()
    look = {"color": own, "size": 10, "line": {"width": 2, "color": own}}
    drawn: Look = {"x": x, "y": y}
    drawn["marker.symbol"] = lambda found: symbol + OPEN * found["held"]
    missed: Look = {"x": lambda found: np.where(found["missed"], x, np.nan), "y": y}
    marks += [
        mark("flowers", "scatter", drawn, mode="markers", marker=look),
        points("missed", **missed, **CROSS),
        points("chosen", *(part("cm", f) for f in pair), size=24, **RING),
    ]
    axes = (
        Axis(
            *WINDOWS[f], title=f"{features[f]}, cm", narrow_title="",
            ticks=TICKS[f], line=True,
        )
        for f in pair
    )  # fmt: skip
    labels = [*named(words, species, colors, WINDOWS[pair[0]]), *said(words, pair)]
    marks += [untrained(words, pair)]
    return Panel(marks, *axes, labels=labels)


def inside(pair: tuple[int, int], across: float, up: float) -> list[float]:
    """Return a place in the windows of a pair, of which both shares are given."""
    windows = (WINDOWS[feature] for feature in pair)
    return [
        low + share * (high - low)
        for (low, high), share in zip(windows, (across, up), strict=True)
    ]


def said(words: Words, pair: tuple[int, int]) -> list[Label]:
    """Return what marks mean and, where axes have no room for it, what is measured."""
    x, y = (words["features"][feature] for feature in pair)
    measured = f"{y} ↑, {x} →"
    return [
        Label(words["panels"]["regions"], *inside(pair, 0.99, LOW), anchor="right"),
        Label(NOTHING, *inside(pair, 0.02, HIGH), short=measured),
    ]


def untrained(words: Words, pair: tuple[int, int]) -> Mark:
    """Return what is said while there are no regions yet."""
    x, y = inside(pair, 0.02, NOTE)
    there = Moving(lambda found: np.where(found["begun"], np.nan, x))
    return spoken("untrained", there, [y], [words["panels"]["untrained"]])


def named(
    words: Words, species: Texts, colors: Texts, window: tuple[float, float]
) -> list[Label]:
    """Return the sign and the name of each species, in its colour, side by side."""
    count, (low, high) = len(species), window
    return [
        Label(f"{sign} {words['species'][one]}", low + at * (high - low), color=color)
        for sign, one, at, color in zip(
            SIGNS[-count:], species, NAMES[:count], colors, strict=True
        )
    ]


def part(name: str, *index: int | slice) -> Rule:
    """Return what an index of the last axes picks of an answer."""
    return lambda found: found[name][..., *index]
