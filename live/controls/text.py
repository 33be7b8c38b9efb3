"""A short text that belongs to the picture, such as the name of a class."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from live.controls.numbers import NOTHING, quoted
from live.values import Array, Value
from live.wire import Packer
from live.words import Words

NOT_TEXT = {"Cc", "Cs", "Zl", "Zp"}
TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def is_harmless(character: str) -> bool:
    """Whether a character only writes itself.

    Control characters, line breaks, half surrogates, and the marks that turn
    the direction of all the text after them do more than that.
    """
    turns_text = unicodedata.bidirectional(character) in TURNING
    return unicodedata.category(character) not in NOT_TEXT and not turns_text


def harmless(text: str) -> str:
    """Return a text without what does more than write itself."""
    return "".join(character for character in text if is_harmless(character))


@dataclass(frozen=True)
class Text:
    """A short text, with its label and its default in the words of the lesson.

    Parameters
    ----------
    key
        Its name in the link.
    longest
        The most characters it can hold.

    """

    kind: ClassVar[str] = "text"
    swept: ClassVar[bool] = False
    row: ClassVar[bool] = False
    sets: ClassVar[Mapping[str, Any]] = {}

    key: str
    longest: int = 24

    @property
    def parts(self) -> Sequence[Text]:
        """Itself alone."""
        return [self]

    @property
    def grid(self) -> Array:
        """Nothing: a text is typed."""
        return NOTHING

    def initial(self, words: Words) -> str:
        """Return the text when the link says nothing."""
        return words.initial(self.key)

    def read(self, text: str) -> tuple[str, bool]:
        """Return the text, and whether it had to be changed to fit.

        A text of nothing but blanks is empty; then the default stands in for it.
        """
        shown = harmless(text).strip()[: self.longest].rstrip()
        return shown, shown != text

    def holds(self, value: Value) -> bool:
        """Whether it could show a value that another control has read."""
        return isinstance(value, str)

    def describe(self, words: Words, pack: Packer) -> dict[str, Any]:  # noqa: ARG002 - texts need no array
        """Return what the browser must know to draw it."""
        return {
            "kind": self.kind,
            "key": self.key,
            "label": words.label(self.key),
            "default": self.initial(words),
            "longest": self.longest,
        }

    def literal(self, value: Value) -> str:
        """Return a value as Python writes it."""
        return quoted(str(value))
