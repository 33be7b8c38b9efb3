"""A bar for x and for each layer: what is left of a change on its way to the end."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from figures.axes import Axis
from figures.marks import Array, Found, Mark, Number, mark, words
from figures.picture import Label, Panel
from live import Words
from pages.activations.decades import DECADE, TOP, decades, height
from pages.activations.notes import (
    GUTTER,
    PLACES,
    SAID,
    TICK,
    arrives,
    below,
    inside,
    signs,
)

Look = dict[str, Any]

ROOM: Final = 2.1 * DECADE  # above the highest bar
FOOT: Final = -2.8 * DECADE
NAME: Final = 0.85 * DECADE  # how far names of lines are apart
BROAD: Final = 0.74  # bars, as a share of their room
DIM: Final = 0.55
LOOKS: Final = {
    "relu": ("square", "solid", "var(--series-2)"),
    "tanh": ("triangle-up", "dash", "var(--series-3)"),
    "sigmoid": ("circle-open", "dot", "var(--series-4)"),
}


def panel(key: str, words: Words) -> Panel:
    """Return a bar for x and for each layer, and lines for other activations."""
    others = [one for one in LOOKS if one != key]
    drawn = [
        *bars(f"left_{key}"),
        *(line(one) for one in others),
        *(named(one, others, words) for one in others),
        *signs(f"left_{key}"),
        *below(),
        *arrives(),
    ]
    x = Axis(-GUTTER, 1, narrow=(-1.5 * GUTTER, 1))
    low = -1.7 * TICK  # there is no room for the factor
    y = Axis(
        *(FOOT, TOP + ROOM),
        narrow=(low, TOP + 1.3 * ROOM),
        ticks=decades(2),
        narrow_ticks=decades(4),
        grid=True,
    )
    title, told, short = words["panels"]["chain"]
    label = Label(told, 1, SAID, anchor="right", color="var(--soft)", short=short)
    return Panel(drawn, x, y, titles=(title, "", ""), labels=[label])


def bars(name: str) -> list[Mark]:
    """Return the bars; those of the layer that is seen are darker."""

    def lit(found: Found) -> Array:
        from_at = found["shown"][..., np.newaxis] - PLACES
        return np.where((from_at == 0) | (from_at == 1), 1.0, DIM)

    def rises(found: Found) -> Array:
        return np.where(inside(found), height(found[name]), 0)

    def part(name: str, along: str, part: slice) -> Mark:
        drawn: dict[str, Number] = {"x": along, "customdata": PLACES[part]}
        drawn["y"] = lambda found: rises(found)[..., part]
        drawn["marker.opacity"] = lambda found: lit(found)[..., part]
        drawn["width"] = lambda found: BROAD / (found["units"] + 1)
        return mark(name, "bar", drawn, marker={"color": "var(--series-1)"})

    return [
        part("input", "along_first", slice(1)),
        part("layers", "along_layers", slice(1, None)),
    ]


def line(key: str) -> Mark:
    """Return what would be left of the change with another activation."""
    symbol, dash, color = LOOKS[key]
    look: Look = {"mode": "lines+markers"}
    look["line"] = {"color": color, "width": 2.5, "dash": dash}
    look["marker"] = {"color": color, "symbol": symbol, "size": 9}
    return mark(
        key,
        "scatter",
        {"x": "along", "y": lambda found: height(found[f"left_{key}"])},
        **look,
    )


def named(key: str, others: Sequence[str], said: Words) -> Mark:
    """Return the name of a line, left of its end; names keep a distance."""

    def beside(found: Found) -> Array:
        ends = np.stack([height(found[f"left_{one}"][..., 0]) for one in others], -1)
        return apart(ends)[..., others.index(key)]

    return words(
        f"name_{key}", [-0.005], beside, said["names"][key], place="middle left"
    )


def apart(ends: Array) -> Array:
    """Move heights up until each is far enough above the next lower one."""
    order = np.argsort(ends, axis=-1, kind="stable")
    rows = np.take_along_axis(ends, order, -1)
    for i in range(1, rows.shape[-1]):
        rows[..., i] = np.maximum(rows[..., i], rows[..., i - 1] + NAME)
    found = np.empty_like(rows)
    np.put_along_axis(found, order, rows, -1)
    return found
