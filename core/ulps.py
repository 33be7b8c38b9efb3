"""How far a number is from the right one, in steps of its own kind of float."""

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from core.arguments import Floats, as_numbers


@np.errstate(all="ignore")
def ulps(found: ArrayLike, right: ArrayLike, dtype: DTypeLike = np.float64) -> Floats:
    """Count the floats of `dtype` that would fit between two numbers.

    Parameters
    ----------
    found : array_like, any shape
        What was computed in `dtype`.
    right : array_like, same shape
        The right numbers, in float64.
    dtype
        The kind of float whose spacing at `right` is the unit.

    Returns
    -------
    ndarray of float64, same shape
        0 or more; 1/2 is what rounding the right number costs at most. nan or inf
        where `found` is and `right` is not, and 0 where both are the same infinity.

    Examples
    --------
    >>> ulps([1.0, 1.0 + 2**-52], 1.0)
    array([0., 1.])
    >>> ulps(1000.0, 1001.0, np.float16)
    np.float64(2.0)
    >>> ulps(np.nan, 1.0), ulps(np.inf, 1.0)
    (np.float64(nan), np.float64(inf))
    """
    found, right = as_numbers(found, "found"), as_numbers(right, "right")
    unit = np.spacing(np.abs(right.astype(dtype))).astype(float)
    return np.where(found == right, 0.0, np.abs(found - right) / unit)[()]
