"""How high a number stands among powers of ten.

Heights are whole hundredths of a decade, which travel in two bytes.
"""

from typing import Final

import numpy as np

from core.chain import Chain
from figures.marks import Array

DECADE: Final = 100
LOW, HIGH = -8, 3  # the decades that are seen
BASE: Final = DECADE // 2  # how high the lowest of them is
STUB: Final = DECADE // 8  # what is lower, but no zero
TOP: Final = BASE + DECADE * (HIGH - LOW) + DECADE // 3
AWAY: Final = 60_000  # where nobody sees it
LAST_DIGIT: Final = np.log10(9.95)  # from here on two digits are rounded to 10
RAISED: Final = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
FEW: Final = {0: "1", -1: "0.1", 1: "10"}


def height(log10: Array) -> Array:
    """Return how high a number is drawn, by its logarithm; 0 is not drawn at all."""
    inside = np.clip(np.rint(DECADE * (log10 - LOW)) + BASE, STUB, TOP)
    drawn: Array = np.where(np.isneginf(log10), 0, inside)
    return drawn


def decades(step: int) -> dict[float, str]:
    """Return what stands at powers of ten, one of so many."""
    return {
        float(height(np.array(power))): FEW.get(
            power, "10" + f"{power}".translate(RAISED)
        )
        for power in range(LOW, HIGH + 1, step)
    }


def power(chain: Chain) -> dict[str, Array]:
    """Return what is left at the first place as a number below 10, and a power of 10.

    The product itself may be too small for float64; this is 0 only where it is 0.
    """
    size, sign = chain.log10[..., 0], chain.sign[..., 0]
    exponent = np.where(sign == 0, 0, np.ceil(size - LAST_DIGIT)) + 0.0
    mantissa = np.where(sign == 0, 0, sign * 10.0 ** (size - exponent))
    return {"sign": sign, "mantissa": mantissa, "exponent": exponent}
