"""What both made of real digits: computed ahead, and shown as it was."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

import numpy as np

from core.rates import EPOCHS, RATES, RULES, curves
from live import Array

SHOWN: Final = slice(None, None, 2)  # two rates to a decade
USUAL: Final = 1e-3
SUPERSCRIPTS: Final = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
HIGH: Final = 20  # of a line, where an epoch is 1 wide
MOST: Final = 2.6  # the loss at its upper end


class Run(NamedTuple):
    """What one rule made of one rate: a line over epochs, and what it ended with."""

    rule: str
    line: str
    loss: str
    right: str


class Row(NamedTuple):
    """One rate, and whether it is the usual one of Adam."""

    rate: str
    usual: bool
    runs: list[Run]


@cache
def rows() -> list[Row]:
    """Return a row for each rate that is shown."""
    every = zip(
        RATES[SHOWN], *(np.moveaxis(c[:, SHOWN], 1, 0) for c in curves()), strict=True
    )
    return [
        Row(
            power(rate),
            bool(np.isclose(rate, USUAL)),
            [
                Run(*parts)
                for parts in zip(
                    RULES,
                    map(path, lost),
                    ends(lost, ".2g"),
                    ends(right, ".0%"),
                    strict=True,
                )
            ],
        )
        for rate, lost, right in every
    ]


def power(rate: float) -> str:
    """Return a rate as a power of ten, or as three of the one below."""
    exponent = int(np.floor(np.log10(rate) + 1e-9))
    half = not np.isclose(rate, 10.0**exponent)
    ten = "10" + f"{exponent}".translate(SUPERSCRIPTS) if exponent else "1"
    return f"3 · {ten}" if half else ten


def path(losses: Array) -> str:
    """Return losses over epochs as points of a line."""
    heights = HIGH * (1 - np.minimum(losses, MOST) / MOST)
    return " ".join(f"{x},{y:.1f}" for x, y in enumerate(heights))


def ends(numbers: Array, how: str) -> list[str]:
    """Return the last number of each rule, as it is written."""
    return [f"{number:{how}}" for number in numbers[:, EPOCHS]]
