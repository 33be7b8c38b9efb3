"""What both made of real digits: computed ahead, and shown as it was."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

import numpy as np

from core.rates import RATES, RULES, curves
from live import Array

SHOWN: Final = slice(None, None, 2)  # two rates to a decade
USUAL: Final = 1e-3
SUPERSCRIPTS: Final = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
HIGH: Final = 20  # of a line, where an epoch is 1 wide
MOST: Final = 2.6  # the loss at its upper end


class Run(NamedTuple):
    """What one rule made of one rate: losses as a line, its ends, and who was right."""

    rule: str
    line: str
    losses: list[str]
    right: str


class Row(NamedTuple):
    """One rate, and whether it is the usual one of Adam."""

    rate: str
    usual: bool
    runs: list[Run]


@cache
def rows() -> list[Row]:
    """Return a row for each rate that is shown."""
    losses, accuracies = (shown[:, SHOWN] for shown in curves())
    return [
        Row(
            power(rate),
            bool(np.isclose(rate, USUAL)),
            [
                Run(
                    rule,
                    path(lost),
                    [f"{one:.2g}" for one in lost[[0, -1]]],
                    f"{right[-1]:.0%}",
                )
                for rule, lost, right in zip(
                    RULES, losses[:, i], accuracies[:, i], strict=True
                )
            ],
        )
        for i, rate in enumerate(RATES[SHOWN])
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
