"""Claims about distances counted in floats."""

import numpy as np
import pytest

from core.ulps import ulps

INF = np.inf


@pytest.mark.parametrize("right", [1.0, -1.0, 1e-310, -1e300])
@pytest.mark.parametrize("steps", [0, 1, 7])
@pytest.mark.parametrize("towards", [-1, 1])
def test_floats_in_between_are_counted(right, steps, towards):
    """On either side, of either sign, and among the smallest floats."""
    found = right + towards * steps * np.spacing(abs(right))
    assert ulps(found, right) == steps


@pytest.mark.parametrize(
    ("found", "right", "distance"),
    [(INF, INF, 0), (-INF, -INF, 0), (INF, -INF, np.nan), (INF, 1.0, INF)],
)
def test_infinities_agree_or_do_not(found, right, distance):
    """The same one is right; the other is not a number of floats away."""
    np.testing.assert_equal(float(ulps(found, right)), distance)
