"""What is too large for an axis: cut off, or shown as infinite."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from figures.marks import INK, Array, Found, Mark, Number, Rule, answer, words

ENDLESS: Final = "\N{INFINITY}"


def clipped(
    rule: Rule, low: float = -np.inf, high: float = np.inf
) -> Callable[[Found], Array]:
    """Return a rule for the same numbers, cut off below `low` and above `high`."""
    return lambda found: np.clip(answer(rule, found), low, high)


def where_infinite(
    rule: Rule, place: float, otherwise: float = np.nan
) -> Callable[[Found], Array]:
    """Return a rule for a place where numbers are infinite, and another elsewhere."""
    return lambda found: np.where(np.isinf(answer(rule, found)), place, otherwise)


def infinity(name: str, x: Number, y: Number, size: float, **look: Any) -> Mark:  # noqa: ANN401 - as of words
    """Return a sign of infinity at each point."""
    return words(name, x, y, ENDLESS, textfont={"color": INK, "size": size}, **look)
