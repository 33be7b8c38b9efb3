"""Claims about the scene of digits: every number is what core says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import odds
from pages.digits.scene import scene


@given(st.floats(0.01, 0.99))
def test_odds_are_those_of_core(p):
    """They are the same, bit by bit."""
    assert scene(np.array(p))["odds"] == odds(p)


@pytest.mark.parametrize(("p", "even"), [(0.5, True), (0.49, False)])
def test_half_is_even(p, even):
    """A probability of one half has the odds 1."""
    assert scene(np.array(p))["even"] == even
