"""What is said around the bars: which they are, what is beyond, and what arrives."""

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from figures.marks import INK, Array, Found, Mark, Rule, numbers, words
from figures.picture import TYPE
from pages.activations.decades import AWAY, DECADE, HIGH, LOW, TOP
from pages.activations.scene import MOST

Look = dict[str, Any]

PLACES: Final = np.arange(MOST + 1)
SAID: Final = TOP + 1.3 * DECADE  # where the number stands that is the point
TICK: Final = 0.8 * DECADE  # below the bars
GUTTER: Final = 0.19  # left of all bars, for the names of lines
BIG: Final = 1.15 * TYPE
PLAIN: Final = (1e-3, 999.5)  # what is between them needs no power of ten


def signs(name: str) -> list[Mark]:
    """Return what says that a number is no bar: 0, or far beyond the axis."""
    kinds = {
        "zero": ("0", 0.45 * DECADE, lambda size: np.isneginf(size)),
        "faint": ("▼", 0.75 * DECADE, lambda size: (size < LOW) & np.isfinite(size)),
        "huge": ("▲", TOP + 0.4 * DECADE, lambda size: size > HIGH + 0.01),
    }

    def where(test: Callable[[Array], Array], at: float) -> Rule:
        return lambda found: np.where(
            test(found[name]) & inside(found), round(at), AWAY
        )

    return [
        words(one, "along", where(test, at), [text] * len(PLACES), place="middle center",
              cliponaxis=True)
        for one, (text, at, test) in kinds.items()
    ]  # fmt: skip


def inside(found: Found) -> Array:
    """Whether each place is in the chain."""
    there: Array = found["units"][..., np.newaxis] >= PLACES
    return there


def below() -> list[Mark]:
    """Return what stands below bars: which they are, and one factor."""
    middle: Look = {"place": "middle center"}

    def ticks(found: Found) -> Array:
        return np.where(inside(found)[..., 1:], -TICK, AWAY)

    def between(found: Found) -> Array:
        return found["shown"] / (found["units"] + 1)

    x, number = (
        {"color": INK, "weight": 700},
        {"color": INK, "size": BIG, "weight": 700},
    )
    return [
        words("x", "along_first", [-TICK], "x", textfont=x, **middle),
        numbers("ticks", "along_layers", ticks, PLACES[1:], "d", cliponaxis=True, **middle),
        numbers("step", between, [-2.4 * TICK], "step", ".3~g", before="← × ",
                textfont=number, **middle),
    ]  # fmt: skip


def arrives() -> list[Mark]:
    """Return how much of a change of x arrives at the end, as large as can be."""

    def shown(*, plain: bool) -> Rule:
        def where(found: Found) -> Array:
            size = np.abs(found["through"])
            is_plain = (found["sign"] == 0) | ((size >= PLAIN[0]) & (size < PLAIN[1]))
            return np.where(is_plain == plain, SAID, np.nan)

        return where

    large = {"color": INK, "size": 1.7 * TYPE, "weight": 700}
    small = {**large, "size": 1.15 * TYPE}
    raised = lambda found: shown(plain=False)(found) + 0.42 * DECADE
    left, join = [0.01 - GUTTER], [0.25 - GUTTER]
    return [
        numbers("arrives", left, shown(plain=True), "through", ".3~g", textfont=large),
        numbers("mantissa", join, shown(plain=False), "mantissa", ".1f", after="·10",
                place="middle left", textfont=large),
        numbers("exponent", join, raised, "exponent", "d", textfont=small),
    ]  # fmt: skip
