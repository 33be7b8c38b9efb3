"""What is drawn and never read: both ways, gradients so far, and a curve."""

from typing import Final

import numpy as np

from core.ravine import CURVES, STEPS, Window, descent, descent_steps, leaves
from live import Array
from pages.optimisers.scene import Ravine
from pages.optimisers.ways import adams, each

WINDOW: Final[Window] = ((-4.9, 2.1), (-1.25, 1.25))  # the map
ENDS: Final = 1e-3, 1e3  # of the axis of factors
# Of the product at which descent diverges: even ratios, and dense where steps become
# many again.
SHARES: Final = np.r_[np.geomspace(1e-3, 0.93, 24), 1 - np.geomspace(0.05, 1e-4, 8)]
DIGITS: Final = 4  # of what is drawn; beyond them Adam does feel the factor


def backdrop(
    ravine: Ravine, step: Array, c: Array, gd: Array, adam: Array
) -> dict[str, Array]:
    """Answer for a step (...), a factor of the loss, and the rates of both."""
    start, taken = np.array([ravine.x0, ravine.y0]), step.astype(int)
    settings, where = each(c, gd)
    ours, ours_left = cut(descent(start, settings[:, 1], settings[:, 0]))
    settings, which = each(c, adam)
    made = adams(ravine, settings.tobytes())
    theirs, theirs_left = cut(made.place)
    largest = np.abs(made.g).max(axis=-2, keepdims=True)
    limit = 2 / CURVES[start != 0].max(initial=CURVES.min())
    needed = descent_steps(start, SHARES * limit)
    return {
        "gd_path": ours[where],
        "gd_now": ours[where, taken],
        "gd_left": ours_left[where],
        "adam_path": theirs[which],
        "adam_now": theirs[which, taken],
        "adam_left": theirs_left[which],
        "gradients": (made.g / np.where(largest == 0, 1, largest))[which].round(DIGITS),
        "memory": remembered(taken, ravine.beta1),
        "limit": limit / gd,
        "curve_c": np.clip(SHARES * limit / gd[..., np.newaxis], *ENDS),
        "curve_steps": np.broadcast_to(needed, (*step.shape, len(SHARES))),
    }


def remembered(taken: Array, beta: float) -> Array:
    """Return how much of each gradient is left in m, of the newest 1."""
    age = taken[..., np.newaxis] - np.arange(STEPS + 1)
    return np.where(age < 0, 0.0, beta ** np.maximum(age, 0))


def cut(way: Array) -> tuple[Array, Array]:
    """Return ways (R, T, 2) that end at the border of the map, and when they leave it.

    From the step on after which one is outside, it stays where it crossed the border.
    """
    left = leaves(way, WINDOW)
    rows, first = np.arange(len(way)), np.where(np.isinf(left), 0, left).astype(int)
    before, after = way[rows, np.maximum(first - 1, 0)], way[rows, first]
    ends = np.where(after > before, *np.transpose(WINDOW)[::-1])
    apart = after - before
    with np.errstate(over="ignore"):
        share = np.divide(
            ends - before, apart, where=apart != 0, out=np.ones_like(apart)
        )
    border = before + np.clip(share.min(axis=-1, keepdims=True), 0, 1) * apart
    gone = np.arange(way.shape[-2]) >= left[:, np.newaxis]
    seen = np.where(gone[..., np.newaxis], border[:, np.newaxis], way)
    return seen.round(DIGITS), np.where(np.isinf(left), np.nan, left)
