"""What of the lesson is shown: every share, the entropy, the triangle, or draws."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import Final

from live import Choice
from live.words import Words

AREAS: Final = "areas"
ENTROPY: Final = "entropy"
TRIANGLE: Final = "triangle"
DRAWS: Final = "draws"
THREE: Final = 3  # classes, whose distributions fill a triangle


@dataclass(frozen=True)
class Stages(Choice):
    """A choice that may open at another option than its default.

    Its default stays, so that it is where a reset leads, and links say the option
    that it opened at as soon as they say anything.
    """

    _: KW_ONLY
    opens: str = AREAS

    def initial(self, words: Words) -> float:  # noqa: ARG002 - the same in every language
        """Return the position when the link says nothing."""
        return float(self.codes.index(self.opens))


def stages(draws: float) -> Stages:
    """Return the stages; a link that says how often to draw wants to see it."""
    codes = (AREAS, ENTROPY, TRIANGLE, DRAWS)
    return Stages("stage", codes, AREAS, opens=DRAWS if draws else AREAS, swept=False)


def shown(stage: str, count: int) -> str:
    """Return what a stage shows of so many classes: not all of them have a triangle."""
    return AREAS if stage == TRIANGLE and count != THREE else stage
