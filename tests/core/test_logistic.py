"""Claims about sigmoid, log_sigmoid, relu, softplus, logit and odds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import log_sigmoid, logit, odds, relu, sigmoid, softmax, softplus
from tests.core.roundoff import LOG, LOGIT, ODDS, SIGMOID, SPACING, U

INF = np.inf
numbers = st.floats(-1e300, 1e300)
moderate = st.floats(-30, 30)


def test_a_logit_of_zero_is_an_even_chance():
    """sigmoid(0) is exactly one half."""
    assert sigmoid(0) == 0.5


def test_three_to_one_is_three_quarters():
    """P = 3/4 has odds of exactly 3."""
    assert odds(0.75) == 3


def test_an_even_chance_has_logit_zero():
    """logit(1/2) is exactly 0."""
    assert logit(0.5) == 0


def test_softplus_at_zero_is_log_two():
    """softplus(0) = log 2."""
    assert softplus(0) == np.log(2)


@given(numbers)
def test_relu_splits_a_number_without_loss(x):
    """relu(x) - relu(-x) = x, and one of the two is 0."""
    assert relu(x) - relu(-x) == x
    assert min(relu(x), relu(-x)) == 0


@given(numbers)
def test_relu_lies_below_softplus(x):
    """The ramp with a corner never exceeds the smooth one."""
    assert relu(x) <= softplus(x)


@given(numbers)
def test_the_two_sides_of_a_sigmoid_sum_to_one(x):
    """sigmoid(x) + sigmoid(-x) = 1, but for their common divisor and the sum."""
    assert abs(sigmoid(x) + sigmoid(-x) - 1) <= 2 * U


@given(moderate)
def test_logit_undoes_the_sigmoid(x):
    """logit(sigmoid(x)) = x, as far as 1 - p has digits.

    The slope of logit is 1 / (p (1 - p)), which for small U is what p loses, times
    1 / (1 - p).
    """
    lost = SIGMOID / sigmoid(-x) + LOGIT * abs(x)
    assert abs(logit(sigmoid(x)) - x) <= lost


@given(st.floats(0, 1))
def test_the_sigmoid_undoes_logit(p):
    """sigmoid(logit(p)) = p; an error of x is a relative one of e^x."""
    lost = (LOGIT * np.minimum(abs(logit(p)), 745) + SIGMOID) * p + 2 * SPACING
    assert abs(sigmoid(logit(p)) - p) <= lost


@given(moderate)
def test_logit_is_the_log_of_odds(x):
    """log(odds(p)) = logit(p); a relative error of the odds is one of their log."""
    p = sigmoid(x)
    lost = ODDS + (LOG + LOGIT) * abs(logit(p))
    assert abs(np.log(odds(p)) - logit(p)) <= lost


@given(numbers)
def test_softplus_is_the_other_sides_surprise(x):
    """softplus(x) = -log sigmoid(-x), digit for digit."""
    assert softplus(x) == -log_sigmoid(-x)


@given(numbers)
def test_softplus_less_its_mirror_is_x(x):
    """softplus(x) - softplus(-x) = x: their logarithm is the same."""
    lost = U * softplus(abs(x)) + U * abs(x)
    assert abs(softplus(x) - softplus(-x) - x) <= lost


@given(st.floats(-700, 700))
def test_the_sigmoid_is_a_softmax_of_two(x):
    """sigmoid(x) is the first of softmax([x, 0])."""
    assert sigmoid(x) == softmax([x, 0])[0]


@pytest.mark.parametrize(
    ("function", "x", "expected"),
    [
        (sigmoid, [-INF, INF, 1e308, -1e308], [0, 1, 1, 0]),
        (log_sigmoid, [-INF, INF, 1e308, -1e308], [-INF, 0, 0, -1e308]),
        (relu, [-INF, INF, 1e308, -1e308], [0, INF, 1e308, 0]),
        (softplus, [-INF, INF, 1e308, -1e308], [0, INF, 1e308, 0]),
        (logit, [0, 1], [-INF, INF]),
        (odds, [0, 1], [0, INF]),
    ],
)
def test_the_ends_of_the_line_are_reached(function, x, expected):
    """Infinite arguments give the limits, without a warning."""
    assert function(x).tolist() == expected


@pytest.mark.parametrize(
    "function", [sigmoid, log_sigmoid, relu, softplus, logit, odds]
)
def test_nan_goes_through(function):
    """An unknown argument has an unknown result."""
    assert np.isnan(function(np.nan))


def test_a_sure_success_costs_a_positive_zero():
    """log_sigmoid(inf), softplus(-inf) and relu(-0.0) are +0.0."""
    assert not np.signbit([log_sigmoid(INF), softplus(-INF), relu(-0.0)]).any()


# >>> from mpmath import mp, mpf, exp, log
# >>> mp.dps = 400
@pytest.mark.parametrize(
    ("function", "x", "expected"),
    [
        (sigmoid, -720, 2.0322308024e-313),  # >>> float(1 / (1 + exp(720)))
        (sigmoid, -1, 0.2689414213699951),  # >>> float(1 / (1 + exp(1)))
        (log_sigmoid, 40, -4.248354255291589e-18),  # >>> float(-log(1 + exp(-40)))
        (softplus, 20.1, 20.10000000186501),  # >>> float(log(1 + exp(mpf(20.1))))
        # >>> p = mpf(0.5 + 1e-9); float(log(p / (1 - p)))
        (logit, 0.5 + 1e-9, 3.999999886872274e-09),
        # >>> p = mpf(1e-300); float(log(p / (1 - p)))
        (logit, 1e-300, -690.7755278982137),
    ],
)
def test_the_digits_are_those_of_mpmath(function, x, expected):
    """Tails, thresholds and the middle agree with 400 digits, to a spacing."""
    assert function(x) == pytest.approx(expected, rel=2.3e-16, abs=5e-324)


@pytest.mark.parametrize("function", [logit, odds])
@pytest.mark.parametrize("p", [-0.1, 1.1, INF, 1 + 2.0**-52, -5e-324])
def test_what_is_not_a_probability_is_refused(function, p):
    """The message names the offending number."""
    with pytest.raises(ValueError, match=rf"p must lie in \[0, 1\], got {p}"):
        function([0.5, p])


def test_the_first_of_several_offenders_is_named():
    """In the order in which they were given."""
    with pytest.raises(ValueError, match=r"got 1\.5"):
        logit([[0.5, 1.5], [-2.0, 7.0]])
