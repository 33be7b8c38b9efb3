"""One drawing of each digit, to begin with."""

from functools import cache
from typing import Final

from core.digits import KINDS
from core.scribbles import scribbles
from live.controls.ink import code_of

# The only seed of the first forty whose 4 is taken for another digit in the middle of
# training, while all others are read right from the third epoch on.
SEED: Final = 36
DIGITS: Final = tuple(map(str, range(KINDS)))
NONE: Final = "none"  # an empty pad


@cache
def samples() -> tuple[str, ...]:
    """Return the codes of ten drawings, from 0 to 9, and of none."""
    return *(code_of(one.strokes) for one in scribbles(KINDS, SEED)), ""
