"""A text that says a distribution."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass

import numpy as np

from live import Array, Text
from live.controls.numbers import UnreadableError, read_number

NEARLY = 1e-12  # how far from 1 a sum of shares may be rounded


@dataclass(frozen=True)
class Weights(Text):
    """Any distribution over `count` classes, written as weights: ``2 5 3``."""

    longest: int = 200
    _: KW_ONLY
    count: int

    def read(self, text: str) -> tuple[str, bool]:
        """Return the text if it says a distribution; nothing is changed to fit."""
        self.distribution(text)
        return text, False

    def distribution(self, text: str) -> Array:
        """Return the weights as shares of their sum; missing ones are 0."""
        numbers = [read_number(word) for word in text.replace(",", " ").split()]
        weights = np.zeros(max(self.count, len(numbers)))
        weights[: len(numbers)] = numbers
        weights = weights[: self.count]
        total = weights.sum()
        if len(text) > self.longest or weights.min() < 0 or not 0 < total < np.inf:
            raise UnreadableError(text[: self.longest])
        # Shares that were written as such keep their digits.
        return weights if abs(total - 1) < NEARLY else weights / total
