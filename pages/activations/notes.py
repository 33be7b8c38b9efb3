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
STEP: Final = -2.75 * TICK  # the factor, where there is room for it
TIMES: Final = "\N{LEFTWARDS ARROW} \N{MULTIPLICATION SIGN} "
GUTTER: Final = 0.23  # left of all bars, for the names of lines
JOIN: Final = 0.25 - GUTTER  # where a power of ten ends and its exponent begins
BIG: Final = 1.15 * TYPE
PLAIN: Final = (1e-3, 999.5)  # what is between them needs no power of ten


def signs(name: str) -> list[Mark]:
    """Return what says that a number is no bar: 0, or far beyond the axis."""
    kinds: dict[str, tuple[str, float, Callable[[Array], Array]]] = {
        "zero": ("0", 0.45 * DECADE, np.isneginf),
        "faint": ("▼", 0.75 * DECADE, lambda size: (size < LOW) & np.isfinite(size)),
        "huge": ("▲", TOP + 0.4 * DECADE, lambda size: size > HIGH + 0.01),
    }

    def where(test: Callable[[Array], Array], at: float) -> Rule:
        return lambda found: np.where(
            test(found[name]) & inside(found), round(at), AWAY
        )

    look: Look = {"place": "middle center", "cliponaxis": True}
    return [
        words(one, "along", where(test, at), [text] * len(PLACES), **look)
        for one, (text, at, test) in kinds.items()
    ]


def inside(found: Found) -> Array:
    """Whether each place is in the chain."""
    there: Array = found["units"][..., np.newaxis] >= PLACES
    return there


def below() -> list[Mark]:
    """Return what stands below bars: which they are, and one factor."""
    look: Look = {"place": "middle center", "cliponaxis": True}

    def ticks(found: Found) -> Array:
        return np.where(inside(found)[..., 1:], -TICK, AWAY)

    def between(found: Found) -> Array:
        middle: Array = found["shown"] / (found["units"] + 1)
        return middle

    x: Look = {"textfont": {"color": INK, "weight": 700}}
    step: Look = {"textfont": {"color": INK, "size": BIG, "weight": 700}}
    return [
        words("x", "along_first", [-TICK], "x", **x, **look),
        numbers("ticks", "along_layers", ticks, PLACES[1:], "d", **look),
        numbers("step", between, [STEP], "step", ".3~g", before=TIMES, **step, **look),
    ]


def arrives() -> list[Mark]:
    """Return how much of a change of x arrives at the end, as large as can be."""

    def shown(at: float, *, plain: bool) -> Rule:
        def where(found: Found) -> Array:
            size = np.abs(found["through"])
            is_plain = (found["sign"] == 0) | ((size >= PLAIN[0]) & (size < PLAIN[1]))
            return np.where(is_plain == plain, at, np.nan)

        return where

    large = {"color": INK, "size": 1.7 * TYPE, "weight": 700}
    small = {**large, "size": 1.15 * TYPE}
    left, join, raised = [0.01 - GUTTER], [JOIN], SAID + 0.42 * DECADE
    look: Look = {"after": "·10", "place": "middle left", "textfont": large}
    power = shown(SAID, plain=False), shown(raised, plain=False)
    plain = shown(SAID, plain=True)
    return [
        numbers("arrives", left, plain, "through", ".3~g", textfont=large),
        numbers("mantissa", join, power[0], "mantissa", ".1f", **look),
        numbers("exponent", join, power[1], "exponent", "d", textfont=small),
    ]
