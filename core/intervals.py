"""How far a share that was counted may be from the share that is."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from core.arguments import Floats, as_numbers, refuse_unless


class Interval(NamedTuple):
    """A share as it was counted, and where the true one is likely to lie.

    Attributes
    ----------
    share, low, high : ndarray of float64, any shape
        From 0 to 1.

    """

    share: Floats
    low: Floats
    high: Floats


@np.errstate(all="ignore")
def wilson_interval(right: ArrayLike, count: ArrayLike, z: float = 1.96) -> Interval:
    r"""Return an interval that holds the true share in 95 of 100 such counts.

    .. math:: \frac{p + z^2/2n \pm z \sqrt{p(1-p)/n + z^2/4n^2}}{1 + z^2/n}

    Parameters
    ----------
    right, count : array_like, shapes that broadcast
        How many of how many; right from 0 to count, count above 0.
    z : float
        How many standard deviations to each side.

    Returns
    -------
    Interval

    Raises
    ------
    ValueError
        If right is not from 0 to count, or nothing was counted.

    Notes
    -----
    It holds the shares p whose own deviation explains what was counted. So it stays
    within 0 and 1, and is not empty where all or none are right.

    References
    ----------
    .. [1] E. B. Wilson, "Probable inference, the law of succession, and statistical
       inference", J. Am. Stat. Assoc. 22 (1927).

    Examples
    --------
    >>> [float(x) for x in np.round(wilson_interval(940, 1000), 4)]
    [0.94, 0.9235, 0.9531]
    >>> [float(x) for x in np.round(wilson_interval(10, 10), 4)]
    [1.0, 0.7225, 1.0]
    """
    right, count = as_numbers(right, "right"), as_numbers(count, "count")
    refuse_unless(count > 0, count, "count must be above 0")
    outside = "right must lie from 0 to count"
    refuse_unless((right >= 0) & (right <= count), right + 0 * count, outside)
    share = right / count
    wide = z**2 / count
    middle = share + wide / 2
    half = np.sqrt(wide * (share * (1 - share) + wide / 4))
    low, high = ((middle + side) / (1 + wide) for side in (-half, half))
    return Interval(share, np.maximum(low, 0), np.minimum(high, 1))
