"""What real networks read, about as deep as the chain."""

from typing import Final

import numpy as np

from core.trained_deep import DEPTHS, reached
from live import Array

DESCENT: Final = "gradient descent"


def read_by(key: str, layers: Array) -> dict[str, Array]:
    """Return what share of digits a network read, of the measured depth next below.

    A network that diverged reads none: its weights are not even numbers. Where the
    same start, but for the fourteenth digit, ended elsewhere, that is said too.
    """
    found = reached()[DESCENT][key]
    place = np.searchsorted(DEPTHS, layers, side="right") - 1
    share = np.where(found.share == 0, np.nan, found.share)
    again = np.where(found.settled, np.nan, found.nudged)
    return {
        "depth": np.array(DEPTHS)[place],
        "digits": share[place],
        "digits_again": again[place],
    }
