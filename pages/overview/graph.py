"""The network as a picture: each edge as thick as what one step changes in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from figures.axes import Axis, series
from figures.marks import CARD, Found, Mark, line, points, region, smooth
from figures.picture import Panel
from live import Array
from pages.overview.network import HIDDEN, INPUT

THICK: Final = 0.075  # of an edge that a step changes by 1
LEFT, MIDDLE, RIGHT = 0.0, 1.0, 2.0
LEAST, MOST = 8.0, 22.0  # pixels of an output
FAINT: Final = "var(--track)"


def panel(count: int) -> Panel:
    """Return neurons and edges of a network with so many classes."""
    inputs, hidden, outputs = map(spread, (len(INPUT), len(HIDDEN), count))
    edges = [
        fan(
            f"last{k + 1}",
            (MIDDLE, hidden),
            (RIGHT, outputs[k : k + 1]),
            last(k),
            color,
        )
        for k, color in enumerate(series(count))
    ]
    drawn = [
        threads("first_threads", (LEFT, inputs), (MIDDLE, hidden)),
        threads("last_threads", (MIDDLE, hidden), (RIGHT, outputs)),
        fan("first", (LEFT, inputs), (MIDDLE, hidden), first, "var(--soft)"),
        *edges,
        neurons(inputs, hidden),
        points(
            "outputs",
            np.full(count, RIGHT),
            outputs,
            color=series(count),
            size=smooth(sizes),
            edge_width=1,
        ),
    ]
    return Panel(drawn, Axis(-0.2, 2.25), Axis(1.12, -0.12))


def spread(count: int) -> Array:
    """Return how high so many neurons of a layer stand."""
    return (np.arange(count) + 0.5) / count


def sizes(found: Found) -> Array:
    """Return how large each output is: its area goes with its share."""
    return LEAST + (MOST - LEAST) * np.sqrt(found["p"])


def first(found: Found) -> Array:
    """Return how much each weight changes, from every input to every hidden neuron."""
    return np.swapaxes(np.abs(found["first"]), -1, -2)


def last(k: int) -> Callable[[Found], Array]:
    """Return the same, from every hidden neuron to a class."""
    return lambda found: np.abs(found["last"])[..., k, :, np.newaxis]


def fan(
    name: str,
    start: tuple[float, Array],
    end: tuple[float, Array],
    weights: Callable[[Found], Array],
    color: str,
) -> Mark:
    """Return edges from each neuron of a layer to each of the next.

    An edge is a wedge: a point where it starts, and thick where blame comes in. All
    are one outline, which goes from start to start along a line of no width.
    """
    (left, begins), (right, ends) = start, end
    x = np.tile([left, right, right, left], len(begins) * len(ends))

    def outline(found: Found) -> Array:
        half = THICK / 2 * weights(found)
        origin = np.broadcast_to(begins[:, np.newaxis], half.shape)
        corners = [origin, ends - half, ends + half, origin]
        return np.stack(corners, axis=-1).reshape(*half.shape[:-2], -1)

    return region(name, x, smooth(outline), color=color)


def threads(name: str, start: tuple[float, Array], end: tuple[float, Array]) -> Mark:
    """Return the same edges as thin lines, which stand still."""
    (left, begins), (right, ends) = start, end
    pairs = [(a, b) for a in begins for b in ends]
    x = np.tile([left, right, np.nan], len(pairs))
    y = np.ravel([(a, b, np.nan) for a, b in pairs])
    return line(name, x, y, color=FAINT, width=1)


def neurons(inputs: Array, hidden: Array) -> Mark:
    """Return the neurons of the first two layers."""
    x = [*[LEFT] * len(inputs), *[MIDDLE] * len(hidden)]
    y = [*inputs, *hidden]
    return points("neurons", x, y, color=CARD, edge="var(--border)", size=11)
