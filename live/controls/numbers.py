"""Values, and how the text of a link says them."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import lru_cache

import numpy as np

from live.values import Array

NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?inf")
LONGEST_NUMBER = 40
TOLERANCE = 1e-9  # of a step: 0.3 / 0.1 is just below 3
NOTHING = np.empty(0)  # the grid of what nobody drags


class UnreadableError(ValueError):
    """The text of a link does not say a value of this control."""


def read_number(text: str) -> float:
    """Read a number as a link writes it: plain digits, or ``inf``.

    Raises
    ------
    UnreadableError
        If `text` is anything else: words, ``nan``, digits of other scripts,
        more than forty characters, a number too large for a float.

    """
    if len(text) > LONGEST_NUMBER or not NUMBER.fullmatch(text):
        raise UnreadableError(text[:LONGEST_NUMBER])
    number = float(text)
    if np.isinf(number) and "inf" not in text:
        raise UnreadableError(text)
    return number + 0.0  # -0 is 0


def literal(number: float) -> str:
    """Return a number as Python code."""
    if np.isfinite(number):
        return repr(float(number))
    return "np.inf" if number > 0 else "-np.inf"


def quoted(text: str) -> str:
    """Return a text as Python code, in the quotes that all our code has."""
    return json.dumps(text, ensure_ascii=False)


def digits_after_point(number: float) -> int:
    """Count the decimals that writing `number` takes: 1 for 0.1, 0 for 10."""
    exponent = Decimal(str(number)).normalize().as_tuple().exponent
    return max(0, -int(exponent))


@lru_cache(maxsize=256)
def grid(
    low: float,
    high: float,
    step: float | None,
    steps: int,
    scale: str,
    ends: tuple[float, ...],
) -> Array:
    """Return every value between two ends, and the exact limits `ends`.

    Values are rounded to the digits that a person would write, so that the
    third step of 0.1 is the float64 nearest to 0.3.
    """
    if scale == "log":
        ratios = np.geomspace(low, high, steps)
        inner = np.array([float(f"{value:.3g}") for value in ratios])
    elif step:
        count = int((high - low) / step + TOLERANCE)
        digits = max(digits_after_point(x) for x in (low, step))
        inner = np.round(low + step * np.arange(count + 1), digits)
    else:
        even = np.linspace(low, high, steps)
        inner = np.array([float(f"{value:.12g}") for value in even])
    values = np.unique([*inner, *ends]) + 0.0
    values.flags.writeable = False  # every slider of this kind has it
    return values
