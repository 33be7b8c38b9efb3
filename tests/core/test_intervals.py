"""Claims about the interval of a counted share."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mpf, sqrt

from core.intervals import wilson_interval
from tests.core.roundoff import U

counts = st.integers(1, 10_000).flatmap(
    lambda count: st.tuples(st.integers(0, count), st.just(count))
)
# A dozen roundings; where a half is taken from a middle of its size, of that size.
LOST = 12 * U


@given(counts, st.floats(0.1, 4))
def test_the_digits_are_those_of_the_formula(counted, z):
    """Against 380 digits."""
    right, n = map(mpf, counted)
    p, wide = right / n, mpf(z) ** 2 / n
    half = sqrt(wide * (p * (1 - p) + wide / 4))
    found = wilson_interval(counted[0], counted[1], z)
    low, high = ((p + wide / 2 + way) / (1 + wide) for way in (-half, half))
    assert abs(found.low - low) <= LOST
    assert abs(found.high - high) <= LOST


@given(counts)
def test_an_end_is_a_share_whose_deviation_explains_the_count(counted):
    """It is z of its own standard deviations from what was counted."""
    found = wilson_interval(*counted)
    for end in (found.low, found.high):
        apart = (found.share - end) ** 2
        assert abs(apart - 1.96**2 * end * (1 - end) / counted[1]) <= 8 * LOST


@given(counts)
def test_it_holds_the_share_and_stays_a_share(counted):
    """From 0 to 1."""
    found = wilson_interval(*counted)
    assert 0 <= found.low <= found.share + LOST
    assert found.share - LOST <= found.high <= 1


@given(counts)
def test_the_wrong_ones_have_the_mirrored_interval(counted):
    """What is not right is wrong."""
    right, count = counted
    found, other = wilson_interval(right, count), wilson_interval(count - right, count)
    assert abs(found.low + other.high - 1) <= 3 * LOST


def test_none_or_all_still_leave_a_doubt():
    """Ten of ten: at least 72 %."""
    assert wilson_interval(10, 10).low == pytest.approx(
        1 / (1 + 1.96**2 / 10), abs=LOST
    )
    assert wilson_interval(0, 10).low == 0
    assert wilson_interval(0, 10).high > 0.27


def test_counts_broadcast():
    """A row of them has a row of intervals."""
    found = wilson_interval([1, 2, 3], 4)
    assert found.share.tolist() == [0.25, 0.5, 0.75]
    assert (np.diff(found.low) > 0).all()


@pytest.mark.parametrize(
    ("right", "count"), [(-1, 3), (4, 3), (0, 0), (1, -1), (np.nan, 3), ("all", 3)]
)
def test_what_cannot_be_counted_is_refused(right, count):
    """With the number."""
    with pytest.raises(ValueError, match=r"must (lie|be above|be real)"):
        wilson_interval(right, count)
