"""Claims about the scene of softmax: every number is what core says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import softmax
from pages.softmax.scene import scene
from tests.core.roundoff import SOFTMAX, U
from tests.pages.strategies import logits

SOURCE = np.array([0.3, 2.9, 4.0])
NONE = np.array(0.0)
SOURCED = scene(SOURCE, NONE)

shifts = st.floats(-10, 10)


def test_the_sum_of_exponentials_is_the_source_s():
    """e^0.3 + e^2.9 + e^4.0 = 74.1221542101633, in which half a unit is 5e-14."""
    assert SOURCED["total"] == pytest.approx(74.1221542101633, rel=0, abs=5e-14)


def test_the_largest_exponential_is_the_source_s():
    """e^4.0 = 54.59815003."""
    assert SOURCED["exponential"] == pytest.approx(54.59815003, rel=0, abs=5e-9)


def test_the_probabilities_are_the_source_s():
    """They are 0.01821127, 0.24519181 and 0.73659691."""
    expected = [0.01821127, 0.24519181, 0.73659691]
    np.testing.assert_allclose(SOURCED["p"], expected, rtol=0, atol=5e-9)


def test_the_probabilities_of_the_source_add_up_to_one():
    """Σp = 1.0, to the last bit."""
    assert SOURCED["sum"] == 1.0


def test_the_largest_is_the_third():
    """Classes count from 1."""
    assert SOURCED["argmax"] == 3


@given(z=logits(), shift=shifts)
def test_probabilities_are_the_softmax_of_core(z, shift):
    """They are, bit by bit, the softmax of the shifted logits."""
    found = scene(z, np.array(shift))["p"]
    assert found.tobytes() == softmax(z + shift).tobytes()


@given(z=logits())
def test_probabilities_keep_the_order_of_the_logits(z):
    """The largest logit stays the largest, so inference may skip softmax.

    Of the others, the order is kept but for the last digits.
    """
    p = scene(z, NONE)["p"][np.argsort(z, kind="stable")]
    assert p[-1] == p.max()
    assert (p[:-1] <= p[1:] * (1 + 2 * SOFTMAX)).all()


@given(z=logits(), shift=shifts)
def test_the_largest_weight_is_one(z, shift):
    """Weights are measured from the largest logit."""
    assert scene(z, np.array(shift))["weight"].max() == 1.0


@pytest.mark.parametrize("shift", [-10, -0.1, 3.7, 10])
def test_a_shift_leaves_the_probabilities_alone(shift):
    """A constant that is added to all logits changes no probability.

    Adding it rounds logits up to 14, of which two make a gap.
    """
    found = scene(SOURCE, np.array(float(shift)))
    lost = 2 * 14 * U + 2 * SOFTMAX
    for name in ("p", "weight"):
        np.testing.assert_allclose(found[name], SOURCED[name], rtol=lost)


def test_a_shift_moves_the_logits():
    """The first stage shows each logit with the constant added."""
    assert scene(SOURCE, np.array(-10.0))["logit"].tolist() == (SOURCE - 10).tolist()


@given(z=logits())
def test_every_largest_logit_is_marked(z):
    """Where there is no single largest, every one of them is marked."""
    found = scene(z, NONE)["is_largest"]
    assert found.tolist() == [x == max(z) for x in z]


@pytest.mark.parametrize(
    ("z", "done"),
    [
        ([1, 1, 0], True),
        ([1, 1, 1], False),
        ([2, 1, 0], False),
        ([0, 3, 3], True),
        ([3, 2.9999, 0], False),
    ],
)
def test_a_tie_is_of_two(z, done):
    """Two classes share the first place, not one and not three."""
    assert scene(np.array(z, float), NONE)["tie"] == done


@pytest.mark.parametrize(
    ("z", "how_many"),
    [([3, 1, 2], 1), ([3, 3, 2], 2), ([2, 3, 3], 2), ([1, 1, 1, 1], 3)],
)
def test_a_tie_is_told(z, how_many):
    """Alone, two, or more: nobody is said to be first who is not alone."""
    assert scene(np.array(z, float), np.array(0.0))["shared"] == how_many
