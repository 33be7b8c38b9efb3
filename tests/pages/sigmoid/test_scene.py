"""Claims about the scene of the sigmoid: there and back, odds, and float64's limit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import log_sigmoid, logit, odds, sigmoid
from pages.sigmoid.scene import scene
from tests.core.roundoff import LOG, LOGIT, ODDS, SIGMOID, U
from tests.pages.strategies import numbers

EDGE = 36.73680056967711  # from here on sigmoid(z) is 1 in float64

distant = st.floats(-40, 40)


def at(z: float) -> dict[str, np.ndarray]:
    """Return what the scene answers for a logit."""
    return scene(np.array(float(z)))


def back(z: float) -> float:
    """Return how far logit(sigmoid(z)) may be from z.

    1 - p turns what p has lost into 1 / (1 - p) times that.
    """
    return float(SIGMOID / sigmoid(-z) + LOGIT * abs(z))


@given(z=distant | numbers)
def test_every_number_is_core_s(z):
    """All four readouts are, bit by bit, what core says."""
    found, p = at(z), sigmoid(z)
    names = ("p", "odds", "logit", "slope")
    assert [found[name] for name in names] == [p, odds(p), logit(p), p * sigmoid(-z)]


@given(z=numbers)
def test_sigmoid_and_logit_are_inverse(z):
    """The logit of the sigmoid is the number it came from."""
    np.testing.assert_allclose(at(z)["logit"], z, rtol=0, atol=back(z))


@given(z=st.floats(-10, 9))
def test_one_more_multiplies_the_odds_by_e(z):
    """The factor of the table is e wherever one starts.

    What both odds and both logits lose on the way back, z + 1, and what is made of two.
    """
    found, lost = at(z), back(z) + back(z + 1) + U * abs(z + 1) + U
    np.testing.assert_allclose(found["ratio"], np.e, rtol=lost + 2 * ODDS + U)
    np.testing.assert_allclose(found["difference"], 1, rtol=0, atol=lost)


@given(z=numbers)
def test_the_logit_is_the_logarithm_of_the_odds(z):
    """Both are made of the same p; what odds lose is that of a logarithm."""
    found = at(z)
    expected = np.log(found["odds"])
    lost = ODDS + (LOG + LOGIT) * abs(float(expected))
    np.testing.assert_allclose(found["logit"], expected, rtol=0, atol=lost)


@given(z=numbers)
def test_the_slope_is_that_of_the_curve(z):
    """A central difference of the sigmoid agrees.

    Its third derivative is 1/8 at most, so that a step to both sides leaves step² / 48.
    The two p lose SIGMOID each, and U where z and the step are added, and the step
    divides it all; what the slope itself loses is nothing beside that.
    """
    near = 1e-5
    difference = (sigmoid(z + near) - sigmoid(z - near)) / (2 * near)
    lost = near**2 / 48 + (SIGMOID + 2 * U) / near
    np.testing.assert_allclose(at(z)["slope"], difference, rtol=0, atol=lost)


@pytest.mark.parametrize("z", [-3, -0.1, 0.1, 3])
def test_the_step_is_flat(z):
    """A threshold has the slope 0 on both sides of its jump."""
    found = at(z)
    assert found["step"] == (z > 0)
    assert found["step_slope"] == 0


@pytest.mark.parametrize(("z", "answer"), [(-0.1, 0), (0, 1), (0.1, 1)])
def test_the_step_says_yes_from_zero_on(z, answer):
    """Half is enough: at the jump itself the answer is 1."""
    assert at(z)["step"] == answer


def test_the_step_has_no_slope_where_it_jumps():
    """At 0 it is infinitely steep, while the sigmoid rises by one quarter."""
    assert at(0)["step_slope"] == np.inf
    assert at(0)["slope"] == 0.25


@pytest.mark.parametrize("z", [EDGE, 36.8, 37.0, 40.0])
def test_float64_gives_up(z):
    """From about 36.7 on p is 1 and its logit infinite; the logarithm still knows."""
    found = at(z)
    assert [found[name] for name in ("p", "odds", "logit", "complement")] == [
        *(1.0, np.inf, np.inf, 0.0)
    ]
    assert found["log_rest"] == log_sigmoid(-z) == -z
    assert found["kept"] == z


def test_just_below_the_edge_there_is_still_a_way_back():
    """One float earlier p is not yet 1, and the way back ends near 36, not 36.7."""
    found = at(np.nextafter(EDGE, 0))
    assert found["p"] == 1 - 2**-52
    # log (2^52 - 1) misses 52 log 2 by 2^-52; that is rounded twice, and the logit too.
    lost = LOGIT + LOG + 2 * U
    np.testing.assert_allclose(found["logit"], 52 * np.log(2), rtol=lost)


def test_the_left_side_loses_nothing():
    """Numbers near 0 can be told apart, so the logit of -40 is -40."""
    assert at(-40)["logit"] == -40


@pytest.mark.parametrize(
    ("task", "z"),
    [
        ("three", float(logit(0.75))),
        ("three", 1.1),
        ("steepest", 0),
        ("steepest", float(logit(0.5))),
        ("rare", -7),
        ("lost", 37),
    ],
)
def test_a_task_can_be_done(task, z):
    """Each is reached at a place where a drag can stop, and not done at first."""
    assert at(z)[task]
    assert not at(2)[task]


@pytest.mark.parametrize(
    ("task", "z"),
    [("rare", float(logit(0.001))), ("three", 1.2), ("steepest", 0.005)],
)
def test_what_only_comes_near_a_task_does_not_do_it(task, z):
    """One in a thousand is not less than that, although its logit is rounded down."""
    assert not at(z)[task]
