"""Errors over size, in three kinds of float, and where the first way breaks."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from core.contests import CONTESTS, KINDS, breaking_point, worst
from figures.axes import Axis
from figures.marks import Array, Mark, Moving, line, numbers, points, upright
from figures.marks import words as text
from figures.picture import Grid, Panel, Picture
from live import Words

KEY: Final = 26  # pixels
NAMES: Final = 44  # of the kinds of float, and below them where they break
SIZES: Final = {10.0**i: f"{10.0**i:g}" for i in range(-1, 5)}


# Of a way the colour and dash of its lines, the symbol and size of its marks. A mark
# fits into the next one, where they coincide; the cure comes last, and is calm.
FIRST: Final = ("var(--series-2)", "dash", "x-thin-open", 9)
SECOND: Final = ("var(--series-4)", "dot", "diamond-open", 13)
CURE: Final = ("var(--series-1)", "solid", "circle-open", 18)
LOOKS: Final = {2: (FIRST, CURE), 3: (FIRST, SECOND, CURE)}  # of so many ways


class Scale(NamedTuple):
    """Which errors have room, where nan and infinity stand, and what is written."""

    least: float  # half an ulp is what rounding the right number costs anyway
    most: float
    top: float
    ticks: Mapping[float, str]

    def place(self, errors: Array) -> Array:
        """Return where errors stand."""
        kept = np.clip(errors, self.least, self.most)
        return np.where(np.isfinite(errors), kept, self.top)


FEW: Final = {1: "1", 10: "10", 100: "100", 1000: "1000", 4e4: "nan, ∞"}
MANY: Final = {1: "1", 1e4: "10⁴", 1e8: "10⁸", 1e12: "10¹²", 1e16: "10¹⁶"}
PARTS: Final = {1e-16: "10⁻¹⁶", 1e-12: "10⁻¹²", 1e-8: "10⁻⁸", 1e-4: "10⁻⁴", 1: "1"}
SCALES: Final = {
    **dict.fromkeys(CONTESTS, Scale(0.5, 1e17, 4e19, {**MANY, 4e19: "nan, ∞"})),
    "softmax": Scale(0.5, 1e4, 4e4, FEW),
    "roundoff": Scale(1e-17, 1, 1, PARTS),
}


@lru_cache(maxsize=64)
def errors(contest: str, words: Words) -> Picture:
    """Draw the worst error of every way over the size, both in equal ratios."""
    ways = words["ways"][contest]
    keyed = enumerate(zip(ways, LOOKS[len(ways)], strict=True))
    keys = {f"key{i}": panel_of_key(way, *look) for i, (way, look) in keyed}
    below = {
        "names": panel_of_names(contest),
        "errors": panel_of_errors(contest, *words["axes"][contest]),
    }
    areas = [" ".join(keys), *(" ".join([name] * len(keys)) for name in below)]
    wide = [KEY, NAMES, 210]
    narrow = [KEY] * len(keys) + [NAMES, 156]
    hall = [36, 64, 126]
    return Picture(
        keys | below,
        Grid(areas, [1] * len(keys), wide, foot=46, margin=(88, 14), least=27),
        Grid([*keys, *below], [1], narrow, foot=46, margin=(78, 14)),
        Grid(areas, [1] * len(keys), hall, foot=46, margin=(88, 14)),
    )


def panel_of_key(way: str, color: str, dash: str, symbol: str, size: float) -> Panel:
    """Return the key of a way: a piece of its line, its mark, and its name."""
    marks = [
        line(f"line_{symbol}", [0, 0.12], [0, 0], color=color, dash=dash),
        points(symbol, [0.06], [0], color=color, symbol=symbol, size=size),
        text(f"name_{symbol}", [0.15], [0], way),
    ]
    return Panel(marks, Axis(0, 1), Axis(-1, 1))


def panel_of_names(contest: str) -> Panel:
    """Return the kinds of float above the points where the first way breaks."""
    rules, place = CONTESTS[contest], "middle center"
    at = breaking_points(contest)
    marks = [
        text("names", at, [1.5] * len(at), KINDS, place=place),
        numbers("breaks", at, [0.6] * len(at), at, ".2f", place=place),
    ]
    return Panel(marks, Axis(*rules.sizes, log=True), Axis(0, 2))


def breaking_points(contest: str) -> list[float]:
    """Return where the first way breaks in each kind of float, if it does."""
    found = [breaking_point(contest, kind) for kind in KINDS]
    return [point for point in found if point is not None]


def panel_of_errors(contest: str, size: str, error: str) -> Panel:
    """Return the errors that were tried, and those of now."""
    (least, _, top, ticks), rules = SCALES[contest], CONTESTS[contest]
    tried = [mark for kind in KINDS for mark in lines(contest, kind)]
    at = breaking_points(contest)
    tops = [top] * len(at)
    breaks = points("broken", at, tops, symbol="triangle-up", size=8, edge_width=0)
    return Panel(
        [*tried, breaks, *now(contest)],
        Axis(*rules.sizes, log=True, line=True, ticks=SIZES, title=size),
        Axis(least / 1.3, top * 1.3, log=True, grid=True, ticks=ticks, title=error),
    )


def lines(contest: str, kind: str) -> Iterator[Mark]:
    """Yield a line for each way in a kind of float, pale if another was chosen."""
    rules, (sizes, errors) = CONTESTS[contest], worst(contest, kind)
    chosen = Moving(lambda found: np.where(found["kind"] == KINDS.index(kind), 1, 0.3))
    opacity = 1 if contest == "roundoff" else chosen
    shown = SCALES[contest].place(errors).T
    for way, row, look in zip(rules.ways, shown, LOOKS[len(shown)], strict=True):
        (color, dash, *_), name = look, f"{way}_{kind}"
        at = short(sizes), short(row)
        yield line(name, *at, color=color, dash=dash, opacity=opacity)
    if not rules.lost:  # so the name of the kind stands on its line
        i = len(sizes) // 3
        name = f"name_{kind}"
        yield text(name, [sizes[i]], [errors[i, 0]], kind, place="top center")


def short(numbers: Array) -> list[float]:
    """Return numbers to five digits, which is less than a pixel."""
    return [float(f"{number:.5g}") for number in numbers]


def now(contest: str) -> list[Mark]:
    """Return where the numbers of now stand: a line at their size, marks at errors."""
    scale, sizes = SCALES[contest], CONTESTS[contest].sizes
    looks = LOOKS[len(CONTESTS[contest].ways)]
    looks *= len(KINDS) if contest == "roundoff" else 1
    color, _, symbol, size = map(list, zip(*looks, strict=True))
    at = Moving(lambda found: np.clip(found["largest"], *sizes))
    each = Moving(lambda found: np.stack([at(found)] * len(looks), axis=-1))
    error = Moving(lambda found: scale.place(found["error"]))
    return [
        upright("here", at, scale.least, scale.top, color="var(--border)"),
        points("now", each, error, color=color, symbol=symbol, size=size),
    ]
