"""One of a few; and the same with two of them, off and on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import Any, ClassVar

import numpy as np

from live.controls.numbers import UnreadableError, quoted
from live.values import Array, Value
from live.wire import Packer
from live.words import Words


@dataclass(frozen=True)
class Choice:
    """One of a few; the scene receives its position, counted from 0.

    Parameters
    ----------
    key
        Its name in the link; the words of the lesson say its label.
    codes
        What the link says for each option.
    default
        The code when the link says nothing.
    named
        What the learner reads, for options that the words of the lesson do not
        know: as many as there are, from the first on.
    sets, swept
        As for a slider.

    """

    kind: ClassVar[str] = "choice"
    row: ClassVar[bool] = False

    key: str
    codes: tuple[str, ...]
    default: str
    _: KW_ONLY
    named: tuple[str, ...] = ()
    sets: Mapping[str, Callable[[Array], Array]] = field(default_factory=dict)
    swept: bool = True

    @property
    def parts(self) -> Sequence[Choice]:
        """Itself alone."""
        return [self]

    @property
    def grid(self) -> Array:
        """The positions of the options."""
        return np.arange(len(self.codes), dtype=float)

    def initial(self, words: Words) -> float:  # noqa: ARG002 - the same in every language
        """Return the position when the link says nothing."""
        return float(self.codes.index(self.default))

    def read(self, text: str) -> tuple[float, bool]:
        """Return the position of an option."""
        if text not in self.codes:
            raise UnreadableError(text[:40])
        return float(self.codes.index(text)), False

    def holds(self, value: Value) -> bool:
        """Whether it could show a value that another control has read."""
        return not isinstance(value, str) and value in self.grid

    def options(self, words: Words) -> list[list[str]]:
        """Return each option as the link writes it and as the learner reads it."""
        told = self.codes[len(self.named) :]
        names = [*self.named, *(words.option(self.key, code) for code in told)]
        return [list(pair) for pair in zip(self.codes, names, strict=True)]

    def describe(self, words: Words, pack: Packer) -> dict[str, Any]:
        """Return what the browser must know to draw it."""
        return {
            "kind": self.kind,
            "key": self.key,
            "label": words.label(self.key),
            "options": self.options(words),
            "grid": pack.add(self.grid),
            "default": pack.add(np.array(self.codes.index(self.default), dtype=float)),
            "sets": list(self.sets),
        }

    def literal(self, value: Value) -> str:
        """Return a value as Python writes it."""
        return quoted(self.codes[int(value)])


@dataclass(frozen=True)
class Toggle(Choice):
    """Off or on: the link and the scene say 0 or 1."""

    kind: ClassVar[str] = "toggle"

    codes: tuple[str, ...] = ("0", "1")
    default: str = "0"

    def options(self, words: Words) -> list[list[str]]:  # noqa: ARG002 - it has a label alone
        """Return each option as the link writes it; nobody reads it."""
        return [[code, code] for code in self.codes]


@dataclass(frozen=True)
class Menu(Choice):
    """One of a few that unfolds, where all of them side by side need too much room."""

    kind: ClassVar[str] = "menu"
