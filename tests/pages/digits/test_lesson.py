"""Claims about the lesson digits: links, what is shown, and the code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import odds
from tests.pages.visits import opened


@given(st.floats(0.01, 0.99))
def test_a_link_is_its_state(p):
    """Every legal value of a link is shown exactly, and its odds are core's."""
    shown = opened("digits", {"p": repr(p)})
    assert (shown.problems, shown.values) == (set(), {"p": p})
    assert shown.answer("odds").item() == odds(p)


@given(st.floats(0.01, 0.99))
def test_the_code_computes_the_readout(p):
    """It divides two numbers, of which each may be off by half an ulp."""
    shown = opened("digits", {"p": repr(p)})
    assert shown.ran()["odds"] == pytest.approx(shown.answer("odds").item(), rel=5e-16)
