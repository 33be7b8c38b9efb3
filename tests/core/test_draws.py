"""Claims about draws that can be repeated."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import softmax
from core.draws import MOST, UNIFORM, count_draws

logits = st.lists(st.floats(-10, 10), min_size=1, max_size=10)


@given(logits, st.integers(0, MOST))
def test_counts_are_those_of_drawing_one_by_one(z, n):
    """A draw falls into the first piece whose end lies above it."""
    p = softmax(z)
    classes = np.searchsorted(np.cumsum(p)[:-1], UNIFORM[:n], side="right")
    expected = np.bincount(classes, minlength=len(z))
    assert count_draws(p, n).tolist() == expected.tolist()


@given(logits, st.integers(1, MOST))
def test_one_more_draw_adds_one(z, n):
    """Counts grow by the draws, and none is taken back."""
    p = softmax(z)
    more = count_draws(p, n) - count_draws(p, n - 1)
    assert sorted(more.tolist()) == [0] * (len(z) - 1) + [1]


def test_rows_are_counted_by_themselves():
    """Leading axes are those of p and n."""
    p = np.array([[0.5, 0.5], [1.0, 0.0], [0.2, 0.8]])
    n = np.array([10, 20, 1000])
    rows = [count_draws(row, draws).tolist() for row, draws in zip(p, n, strict=True)]
    assert count_draws(p, n).tolist() == rows


def test_a_draw_that_is_not_complete_does_not_count():
    """Fractions are cut off."""
    counts = count_draws([0.5, 0.3, 0.2], [9.7, 0.999])
    assert counts.tolist() == count_draws([0.5, 0.3, 0.2], [9, 0]).tolist()


@pytest.mark.parametrize("n", [-1, 1001, np.nan, np.inf])
def test_there_are_a_thousand_draws(n):
    """Fewer than none, or more than there are, is refused."""
    with pytest.raises(ValueError, match=r"n must lie in \[0, 1000\]"):
        count_draws([0.5, 0.5], n)
