"""Two layers of units, and what the second adds to the logit of one digit."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from core.digits import KINDS
from core.handwriting import NET
from figures.axes import Axis
from figures.marks import (
    INK,
    Found,
    Mark,
    Number,
    Rule,
    mark,
    numbers,
    placed,
    region,
)
from figures.picture import TYPE, Label, Panel
from live import Array, Words

_, FIRST, SECOND, _ = NET.widths
UP, DOWN = "var(--series-1)", "var(--series-2)"
PALE: Final = 0.6  # of a unit that answers most; below it words are read
THICK: Final = 0.62  # of the room of a unit: the wedge that adds most
LEFT, RIGHT = 1.9, 3.9  # where wedges begin and end
COLUMNS: Final = {"first": (0.0, 0.55), "second": (1.1, 0.8)}  # left end, and width
ROOM: Final = (np.arange(SECOND) + 0.5) / SECOND


def net(spoken: Words, *, numbered: bool) -> Panel:
    """Return tiles of units, with their numbers if there is room, and wedges."""
    name = "" if numbered else "_bare"
    marks = [
        *layer(f"first{name}", "first", FIRST),
        *layer(f"second{name}", "second", SECOND),
        wedges(f"up{name}", 1, color=UP, opacity=0.75, line={"color": UP, "width": 1}),
        wedges(
            f"down{name}",
            -1,
            color=DOWN,
            fillpattern={"shape": "/", "size": 5, "solidity": 0.45, "fgcolor": DOWN},
            line={"color": DOWN, "width": 1, "dash": "dash"},
        ),
    ]
    if numbered:
        marks.append(values())
    heads = [
        Label(spoken["heads"]["units"], 0, bold=True),
        Label(f"■ {spoken['up']}", 1.95, color=UP),
        Label(f"▨ {spoken['down']}", RIGHT, color=DOWN, anchor="right"),
    ]
    return Panel(marks, Axis(-0.03, RIGHT), Axis(1, 0), labels=heads)


def layer(name: str, key: str, count: int) -> list[Mark]:
    """Return a tile for each unit of a layer, the darker, the larger its answer is."""
    left, width = COLUMNS[key]
    gap = 0.12 / count
    tops: dict[str, Number] = {
        "x": np.full(count, left),
        "base": np.arange(count) / count + gap / 2,
        "y": np.full(count, 1 / count - gap),
        "marker.opacity": shade(key),
    }
    place: dict[str, Any] = {"width": width, "offset": 0}
    outline = {"color": "var(--border)", "width": 1}
    ground = {"color": "var(--card)", "line": outline}
    still = {at: number for at, number in tops.items() if at != "marker.opacity"}
    return [
        mark(f"{name}_ground", "bar", still, marker=ground, **place),
        mark(name, "bar", tops, marker={"color": UP}, **place),
    ]


def shade(key: str) -> Rule:
    """Return how much units answer, as a share of the one that answers most."""

    def rule(found: Found) -> Array:
        a = found[key]
        return np.asarray(PALE * a / np.maximum(a.max(axis=-1, keepdims=True), 1e-9))

    return rule


def wedges(name: str, sign: int, **look: Any) -> Mark:  # noqa: ANN401 - of a region
    """Return wedges from units to the chosen logit: of those that push one way."""

    def thick(found: Found) -> Array:
        product = sign * found["product"]
        most = np.abs(found["product"]).max(axis=-1, keepdims=True)
        share = np.maximum(product, 0) / np.maximum(most, 1e-9)
        return np.asarray(share * THICK / SECOND / 2)

    def ways(parts: Sequence[Array]) -> Array:
        row = np.stack([*parts, np.full_like(parts[-1], np.nan)], axis=-1)
        return row.reshape(*row.shape[:-2], -1)

    # Without thickness it shrinks to where it begins.
    def y(found: Found) -> Array:
        half = thick(found)
        row = (found["chosen"][..., np.newaxis] + 0.5) / KINDS
        return ways([ROOM - half, ROOM + half, np.where(half > 0, row, ROOM)])

    def x(found: Found) -> Array:
        begin = np.full_like(found["product"], LEFT)
        return ways([begin, begin, np.where(thick(found) > 0, RIGHT, LEFT)])

    return region(name, x, y, mode="lines", **look)


def values() -> Mark:
    """Return the numbers of the second layer; nothing where a unit is off."""

    def here(found: Found) -> Array:
        return placed(found["second"] >= SEEN, left + width / 2)

    left, width = COLUMNS["second"]
    font = {"color": INK, "size": 0.9 * TYPE}
    look: dict[str, Any] = {"place": "middle center", "textfont": font}
    return numbers("second_values", here, ROOM, "second", ".1f", **look)


SEEN: Final = 0.05  # of an answer; less would read as 0.0
