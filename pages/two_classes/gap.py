"""The gap: an arrow between the logits, and the same arrow from 0 along their axis."""

from typing import Any, Final

import numpy as np

from figures.arrows import arrow
from figures.marks import Array, Found, Mark, Rule, answer, region

COLOR: Final = "var(--accent)"
LEAST: Final = 0.02  # that has an arrow


def gap(level: float) -> list[Mark]:
    """Return both arrows, one at 0 and one at a level, and the way between them."""
    corners: dict[str, Any] = {"x": around, "y": [0, 0, level, level]}
    look: dict[str, Any] = {"color": COLOR, "width": 6, "cliponaxis": True}
    return [
        region("band", **corners, color=COLOR, opacity=0.16, cliponaxis=True),
        arrow("gap", seen(from_zero), [0, 0], **look),
        arrow("arrow", seen(between_logits), [level, level], **look),
    ]


def seen(ends: Rule) -> Rule:
    """Return the ends of an arrow; where there is no gap there is none."""

    def shown(found: Found) -> Array:
        there = np.abs(found["gap"]) >= LEAST
        return np.where(there[..., np.newaxis], answer(ends, found), np.nan)

    return shown


def from_zero(found: Found) -> Array:
    """Return the ends of the arrow along the axis."""
    return np.stack([np.zeros_like(found["gap"]), found["gap"]], axis=-1)


def between_logits(found: Found) -> Array:
    """Return the ends of the arrow between the logits: from the second to the first."""
    ends: Array = found["logit"][..., [1, 0]]
    return ends


def around(found: Found) -> Array:
    """Return the corners of the way between the arrows."""
    return np.concatenate([from_zero(found)[..., ::-1], between_logits(found)], axis=-1)
