"""How far a number is from the right one, in steps of its own kind of float."""

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from core.arguments import Floats, as_numbers, refuse_unless


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


def steps_between(a: ArrayLike, b: ArrayLike) -> Floats:
    """Count the steps from one float64 to another, each to the next one there is.

    Parameters
    ----------
    a, b : array_like, of shapes that broadcast
        Numbers from 0 to inf.

    Returns
    -------
    ndarray of float64, of the shape of both
        0 or more, and whole; exact up to 2^53.

    Raises
    ------
    ValueError
        If a number is negative or nan.

    Notes
    -----
    Read as integers, the bits of all numbers from 0 up are in their order.

    Examples
    --------
    >>> steps_between(1.0, [1.0, 1.0 + 2**-52, 1.5])
    array([0.00000000e+00, 1.00000000e+00, 2.25179981e+15])
    >>> steps_between(0.0, 5e-324)
    np.float64(1.0)
    """
    steps = np.abs(_bits(a, "a") - _bits(b, "b"))
    return np.asarray(steps, dtype=np.float64)[()]


def _bits(values: ArrayLike, name: str) -> NDArray[np.int64]:
    """Return numbers from 0 up as the integers that their bits are."""
    numbers = as_numbers(values, name)
    refuse_unless(numbers >= 0, numbers, f"{name} must be 0 or more")
    return (numbers + 0.0).view(np.int64)  # -0 is 0
