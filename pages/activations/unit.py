"""What one unit does: its curve, where that is flat, and how steep it is now."""

from itertools import pairwise
from typing import Final

import numpy as np

from core.activations import ACTIVATIONS
from figures import marks
from figures.axes import Axis
from figures.marks import INK, Array, Found, Mark, line, mark, points, region
from figures.picture import TYPE, Panel
from live import Words

REACH: Final = 4.0  # of z, to both sides of 0
PLACES: Final = np.linspace(-REACH, REACH, 161)
FLAT: Final = 0.05  # a slope that lets less than one part of twenty through
LONG: Final = 1.7  # of half a tangent that is level, in units of z
# From where to where a is drawn; a line is cut where it leaves.
HEIGHTS: Final = {"linear": (-4.4, 4.6), "sigmoid": (-0.75, 1.45), "tanh": (-1.7, 1.7)}
RAMP: Final = (-1.9, 4.6)
CURVE: Final = {"color": INK, "width": 3.5, "simplify": False}
TOUCH: Final = "var(--series-2)"
BOLD: Final = {"color": INK, "size": 1.15 * TYPE, "weight": 700}


def panel(key: str, words: Words) -> Panel:
    """Return the curve of an activation, with the tangent of the layer that is seen."""
    low, high = HEIGHTS.get(key, RAMP)
    a = ACTIVATIONS[key].value(PLACES)
    said = words["said"]
    drawn = [
        *flats(key, low, high),
        mark("curve", "scatter", {"x": PLACES, "y": a}, mode="lines", line=CURVE),
        tangent(key, high - low),
        points("unit", at, lambda found: ACTIVATIONS[key].value(at(found)), size=15),
        marks.numbers("slope", [-REACH], [high - 0.1 * (high - low)], "slope", ".3~g",
                      before=said["slope"], textfont=BOLD),
        marks.numbers("z", [REACH], [low + 0.08 * (high - low)], "weighted", ".3~f",
                      before=said["z"], place="middle left"),
    ]  # fmt: skip
    across = Axis(-1.03 * REACH, 1.03 * REACH, zero=True)
    return Panel(
        drawn, across, Axis(low, high, zero=True), titles=words["panels"]["unit"]
    )


def at(found: Found) -> Array:
    """Return the weighted input of the layer that is seen, at the edge if beyond."""
    return np.clip(found["weighted"], -REACH, REACH)


def flats(key: str, low: float, high: float) -> list[Mark]:
    """Return a shade over each stretch of z where hardly anything comes through."""
    fine = np.linspace(-REACH, REACH, 1601)
    is_flat = np.abs(ACTIVATIONS[key].slope(fine)) < FLAT
    changes = np.flatnonzero(np.diff(is_flat)) + 1
    ends = np.concatenate([[0], changes, [len(fine)]])
    stretches = [
        fine[[first, last - 1]] for first, last in pairwise(ends)
        if is_flat[first]
    ]  # fmt: skip
    return [
        region(f"flat{i}", [left, right, right, left], [low, low, high, high],
               color="var(--track)", opacity=0.55)
        for i, (left, right) in enumerate(stretches, 1)
    ]  # fmt: skip


def tangent(key: str, height: float) -> Mark:
    """Return a line that touches the curve, about as long wherever it is."""
    scale = 2 * REACH / height  # how many units of z are drawn as long as one of a

    def around(found: Found, *, up: bool) -> Array:
        z = at(found)
        slope = ACTIVATIONS[key].slope(z)
        middle = ACTIVATIONS[key].value(z) if up else z
        half = LONG / np.hypot(1, scale * slope)
        ends: Array = np.multiply.outer(half * (slope if up else 1), [-1, 1])
        return middle[..., np.newaxis] + ends

    across, upright = (
        lambda found, up=up: around(found, up=up) for up in (False, True)
    )
    return line("tangent", across, upright, color=TOUCH, width=4)
