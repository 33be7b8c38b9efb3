"""The gap: an arrow between the logits, and the same arrow from 0 along their axis."""

from typing import Any, Final

import numpy as np

from figures.marks import Array, Found, Mark, Rule, answer, mark, region

COLOR: Final = "var(--accent)"
LEAST: Final = 0.02  # that has an arrow
HEAD: Final = 22


def gap(level: float) -> list[Mark]:
    """Return both arrows, one at 0 and one at a level, and the way between them."""
    corners: dict[str, Any] = {"x": around, "y": [0, 0, level, level]}
    return [
        region("band", **corners, color=COLOR, opacity=0.16, cliponaxis=True),
        arrow("gap", from_zero, 0),
        arrow("arrow", between_logits, level),
    ]


def arrow(name: str, ends: Rule, level: float) -> Mark:
    """Return an arrow at a level; where there is no gap there is none."""

    def shown(found: Found) -> Array:
        seen = np.abs(found["gap"]) >= LEAST
        return np.where(seen[..., np.newaxis], answer(ends, found), np.nan)

    numbers: dict[str, Any] = {
        "x": shown,
        "y": [level, level],
        "marker.size": [0, HEAD],
    }
    head = {"symbol": "arrow", "angleref": "previous", "color": COLOR, "opacity": 1}
    shaft = {"color": COLOR, "width": 6}
    look: dict[str, Any] = {"mode": "lines+markers", "cliponaxis": True}
    look["marker"] = {**head, "line": {"width": 0}}
    return mark(name, "scatter", numbers, line=shaft, **look)


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
