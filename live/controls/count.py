"""A whole number that decides how many of something there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from live.controls.numbers import NOTHING, UnreadableError, read_number
from live.values import Array, Value
from live.wire import Packer
from live.words import Words


@dataclass(frozen=True)
class Count:
    """A whole number from `low` to `high`.

    It changes which controls exist, so it cannot be swept: every step is
    committed at once.
    """

    kind: ClassVar[str] = "count"
    swept: ClassVar[bool] = False
    row: ClassVar[bool] = False
    sets: ClassVar[Mapping[str, Any]] = {}

    key: str
    low: int
    high: int
    default: int

    @property
    def parts(self) -> Sequence[Count]:
        """Itself alone."""
        return [self]

    @property
    def grid(self) -> Array:
        """Nothing: every step is a new state."""
        return NOTHING

    def initial(self, words: Words) -> float:  # noqa: ARG002 - the same in every language
        """Return the number when the link says nothing."""
        return float(self.default)

    def read(self, text: str) -> tuple[float, bool]:
        """Return the number clamped to the range, and whether it was clamped."""
        number = read_number(text)
        if np.isfinite(number) and number != int(number):
            raise UnreadableError(text)
        clamped = min(max(number, float(self.low)), float(self.high))
        return clamped, clamped != number

    def holds(self, value: Value) -> bool:
        """Whether it could show a value that another control has read."""
        return not isinstance(value, str) and self.low <= value <= self.high

    def describe(self, words: Words, pack: Packer) -> dict[str, Any]:
        """Return what the browser must know to draw it."""
        return {
            "kind": self.kind,
            "key": self.key,
            "label": words.label(self.key),
            "low": self.low,
            "high": self.high,
            "default": pack.add(np.array(self.default, dtype=float)),
        }

    def literal(self, value: Value) -> str:
        """Return a value as Python writes it."""
        return str(int(value))
