"""Claims about distances counted in floats."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ulps import steps_between, ulps

INF = np.inf
numbers = st.floats(0, INF)


@given(numbers, numbers)
def test_steps_are_the_same_there_and_back(a, b):
    """It does not matter from which of two numbers one counts."""
    assert steps_between(a, b) == steps_between(b, a)


@given(st.floats(0, 1e308), st.integers(0, 12))
def test_a_step_leads_to_the_next_number_there_is(a, count):
    """Who goes on to the next float64 so many times has taken as many steps."""
    b = a
    for _ in range(count):
        b = np.nextafter(b, np.inf)
    assert steps_between(a, b) == count


@pytest.mark.parametrize(
    ("a", "b", "steps"),
    [
        (0.0, -0.0, 0),
        (0.0, 5e-324, 1),
        (1.0, 2.0, 2**52),
        (1.0, 4.0, 2**53),
        (np.finfo(float).max, np.inf, 1),
        (np.inf, np.inf, 0),
    ],
)
def test_steps_are_counted_across_zero_powers_of_two_and_the_last_float(a, b, steps):
    """Between two powers of 2 lie as many numbers as between any two others."""
    assert steps_between(a, b) == steps


def test_rows_are_counted_number_by_number():
    """Shapes broadcast, and what comes out is float64."""
    found = steps_between([[1.0], [2.0]], [1.0, np.nextafter(1.0, 2)])
    assert found.dtype == np.float64
    assert found[0].tolist() == [0, 1]
    assert found.shape == (2, 2)


@pytest.mark.parametrize("wrong", [-1.0, np.nan, -5e-324])
def test_below_zero_nothing_is_counted(wrong):
    """The bits of negative numbers are in another order, and nan is in none."""
    with pytest.raises(ValueError, match=r"b must be 0 or more, got"):
        steps_between(1.0, [1.0, wrong])


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
