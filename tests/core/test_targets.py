"""Claims about what the right answer may look like."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core import smooth_labels, softmax

rows = arrays(np.float64, (4, 5), elements=st.floats(-30, 30)).map(softmax)


def test_a_true_class_gives_a_share_to_all_alike():
    """Of 0.3 each of three classes gets 0.1; 1 - 0.3 + 0.1 is rounded."""
    found = smooth_labels([0, 1, 0], 0.3)
    np.testing.assert_allclose(found, [0.1, 0.8, 0.1], rtol=2**-52)


@given(rows)
def test_nothing_or_everything_is_moved_exactly(y):
    """At 0 the target is as it was, at 1 all its classes are alike."""
    assert smooth_labels(y, 0).tolist() == y.tolist()
    assert smooth_labels(y, 1).tolist() == np.full(y.shape, 1 / 5).tolist()


@given(rows, arrays(np.float64, 4, elements=st.floats(0, 1)))
def test_smoothed_targets_are_distributions(y, epsilon):
    """Each row has a share of its own; five terms are rounded by up to 2^-52 in all."""
    found = smooth_labels(y, epsilon)
    assert (found >= 0).all()
    np.testing.assert_allclose(found.sum(axis=-1), 1, rtol=0, atol=10 * 2**-53)


@pytest.mark.parametrize("epsilon", [-0.1, 1.1])
def test_a_share_lies_between_0_and_1(epsilon):
    """More than everything cannot be moved."""
    with pytest.raises(ValueError, match=r"epsilon must lie in \[0, 1\]"):
        smooth_labels([0, 1], epsilon)
