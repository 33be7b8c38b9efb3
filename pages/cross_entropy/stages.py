"""How much of the lesson is shown: the price, then the pull, then mixtures."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import Final

from live import Choice
from live.controls import UnreadableError
from live.words import Words

PRICE: Final = "price"
PULL: Final = "pull"
MIXTURES: Final = "mixtures"
OWN: Final = "own"  # as a target, a mixture that was typed


@dataclass(frozen=True)
class Target(Choice):
    """Which class is true; of a mixture, where there is none yet, the likeliest."""

    _: KW_ONLY
    likeliest: int = 0

    def read(self, text: str) -> tuple[float, bool]:
        """Return the position of an option."""
        if text == OWN and OWN not in self.codes:
            return float(self.likeliest), False
        if text not in self.codes:
            raise UnreadableError(text[:40])
        return float(self.codes.index(text)), False


@dataclass(frozen=True)
class Stages(Choice):
    """A choice that may open at another option than its default.

    Its default stays, so that a link says the option it was opened at as soon as it
    says anything, and goes on meaning the same.
    """

    _: KW_ONLY
    opens: str = PRICE

    def initial(self, words: Words) -> float:  # noqa: ARG002 - the same in every language
        """Return the position when the link says nothing."""
        return float(self.codes.index(self.opens))


def stages(*, is_mixed: bool = False) -> Stages:
    """Return the stages; what a link mixes is to be seen, so it opens at the last."""
    opens = MIXTURES if is_mixed else PRICE
    codes = (PRICE, PULL, MIXTURES)
    return Stages("stage", codes, PRICE, opens=opens, swept=False)
