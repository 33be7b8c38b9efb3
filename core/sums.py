"""Adding many numbers from 0 to 1 without rounding on the way."""

import numpy as np

from core.arguments import Floats


def split_sum(terms: Floats) -> tuple[Floats, Floats]:
    """Return the sum over the last axis in two parts, shape (...) each.

    Adding and subtracting 2^22 rounds a number to a multiple of 2^-30. Such coarse
    parts add up without any rounding, for up to eight million terms. The fine parts
    left over are a billion times smaller, and so is their rounding.
    """
    coarse = (terms + 2.0**22) - 2.0**22
    fine = terms - coarse
    return np.asarray(coarse.sum(axis=-1)), np.asarray(fine.sum(axis=-1))
