"""Claims about activations and their slopes."""

from collections.abc import MutableMapping
from importlib import import_module

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import cosh, erfc, exp, mp, mpf, pi, sqrt

from core import (
    gelu,
    gelu_slope,
    leaky_relu,
    leaky_relu_slope,
    linear,
    linear_slope,
    relu,
    relu_slope,
    sigmoid,
    sigmoid_slope,
    softplus,
    tanh,
    tanh_slope,
)
from core.activations import ACTIVATIONS, LEAK
from core.normal import BEYOND, mills_ratio, under_bell
from tests.core.judge import Question, mark
from tests.core.roundoff import (
    BELL,
    GELU,
    GELU_SLOPE,
    MILLS,
    SIGMOID,
    SIGMOID_SLOPE,
    SOFTPLUS,
    SPACING,
    TANH,
    TANH_SLOPE,
    U,
)

INF = np.inf
numbers = st.floats(-1e300, 1e300)
moderate = st.floats(-30, 30)
KEYS = ["linear", "sigmoid", "tanh", "relu", "leaky", "gelu"]
EVERY = pytest.mark.parametrize("key", KEYS)


def test_they_are_found_by_the_key_of_a_link():
    """In the order of the lesson."""
    assert list(ACTIVATIONS) == KEYS


def test_no_activation_can_be_taken_away():
    """The table is for reading."""
    assert not isinstance(ACTIVATIONS, MutableMapping)


# Numbers that decide: corners, tails where the usual forms lose their digits, ends.
def askable() -> list[float]:
    rng = np.random.default_rng(0)
    spread = (rng.normal(0, 1, (100, 4)) * [1e-8, 1, 10, 300]).ravel()
    edges = [0, 5e-324, 1 / 32, 0.7517915246935646, 2**0.5, 8.3, 19, 37, 37.7, 38.4]
    edges += [38.5, 39.97, 40, 41, 354, 372, 709.8, 745, 746, 1e5, 1e154, 1e308]
    return [*spread.tolist(), *edges, *np.negative(edges).tolist()]


def density(x: mpf) -> mpf:
    return exp(-x * x / 2) / sqrt(2 * pi)


def share(x: mpf) -> mpf:
    return erfc(-x / sqrt(2)) / 2


# An ulp of a number is U times the number at least, so n U are n ulp at most.
@pytest.mark.parametrize(
    ("function", "answer", "scale", "limit"),
    [
        (sigmoid_slope, lambda x: 1 / (2 + exp(x) + exp(-x)), None, SIGMOID_SLOPE / U),
        (tanh, mp.tanh, None, TANH / U),
        (tanh_slope, lambda x: 1 / cosh(x) ** 2, None, TANH_SLOPE / U),
        (gelu, lambda x: x * share(x), None, GELU / U),
        (
            gelu_slope,
            lambda x: share(x) + x * density(x),
            lambda x: max(share(x), abs(x) * density(x)),
            GELU_SLOPE / U,
        ),
    ],
)
def test_errors_stay_within_the_roundings_of_the_formula(
    function, answer, scale, limit
):
    """Against 380 digits; a slope that crosses 0, by the larger of its two terms."""
    asked = [x for x in askable() if abs(x) <= 1e5]
    answers = [answer(mpf(x)) for x in asked]
    scales = [(scale or answer)(mpf(x)) for x in asked]
    marks = mark(function, [Question((np.array(asked),), answers, scales)])
    assert marks.wrong == 0
    assert marks.worst <= limit


# >>> from mpmath import mp, mpf, exp, tanh, erfc, sqrt, pi
# >>> mp.dps = 40; half = lambda x: erfc(-x / sqrt(mpf(2))) / 2
# >>> bell = lambda x: exp(-x * x / 2) / sqrt(2 * pi)
@pytest.mark.parametrize(
    ("function", "x", "expected"),
    [
        (sigmoid_slope, 1, 0.19661193324148185),  # >>> exp(-1) / (1 + exp(-1)) ** 2
        (tanh_slope, 1, 0.41997434161402607),  # >>> 1 - tanh(1) ** 2
        (softplus, 1, 1.3132616875182228),  # >>> log(1 + exp(1))
        (softplus, -1.2, 0.263282467338031),  # to 15 digits, as the lesson tells it
        (sigmoid, -1.2, 0.231475216500982),  # the slope of softplus; 15 digits
        (gelu, 1, 0.84134474606854295),  # >>> half(mpf(1))
        (gelu, -3, -0.0040496940948902836),  # >>> -3 * half(mpf(-3))
        (gelu, 6, 5.9999999940804741),  # >>> 6 * half(mpf(6))
        (gelu_slope, 1, 1.0833154705876863),  # >>> half(mpf(1)) + bell(mpf(1))
        (
            gelu_slope,
            -0.5,
            0.13250487534383716,
        ),  # >>> half(x := -mpf(.5)) + x * bell(x)
        (gelu, -0.751791524693565, -0.169971207479904),  # its least
        (gelu_slope, 2**0.5, 1.1289041451851548),  # its steepest
    ],
)
def test_the_digits_are_those_of_mpmath(function, x, expected):
    """What the lesson states, to a unit of the fifteenth digit."""
    assert function(x) == pytest.approx(expected, rel=1e-15)


def test_gelu_has_its_least_value_where_its_slope_is_nothing():
    """Between two floats: on one side it still falls, on the other it rises."""
    lowest = -0.7517915246935645
    assert gelu_slope(lowest - 1e-14) < 0 < gelu_slope(lowest + 1e-14)


def test_the_form_by_tanh_is_another_function():
    """The exact GELU, which differs from the approximation in the fourth digit."""
    by_tanh = 0.5 * (1 + np.tanh(np.sqrt(2 / np.pi) * (1 + 0.044715)))
    assert by_tanh == pytest.approx(0.841191990608277, rel=1e-15)
    assert gelu(1) - by_tanh > 1e-4


@pytest.mark.parametrize(
    ("function", "ends", "at_zero"),
    [
        (linear, [-INF, INF, 1e308, -1e308], 0),
        (linear_slope, [1, 1, 1, 1], 1),
        (sigmoid_slope, [0, 0, 0, 0], 0.25),
        (tanh, [-1, 1, 1, -1], 0),
        (tanh_slope, [0, 0, 0, 0], 1),
        (relu_slope, [0, 1, 1, 0], 0),
        (leaky_relu, [-INF, INF, 1e308, -1e306], 0),
        (leaky_relu_slope, [0.01, 1, 1, 0.01], 0.01),
        (gelu, [0, INF, 1e308, 0], 0),
        (gelu_slope, [0, 1, 1, 0], 0.5),
    ],
)
def test_the_ends_of_the_line_and_its_middle(function, ends, at_zero):
    """Infinite arguments give the limits; at 0 are no corners but those of ramps."""
    assert function([-INF, INF, 1e308, -1e308]).tolist() == ends
    assert function(0) == pytest.approx(at_zero, rel=2 * U)


def test_a_zero_has_no_sign():
    """-0 comes in as 0, and what fades away from below ends at 0."""
    values = [a.value([-0.0, 0.0]) for a in ACTIVATIONS.values()]
    slopes = [a.slope([-INF, INF]) for a in ACTIVATIONS.values()]
    assert not np.signbit([*values, *slopes, gelu([-INF, -50])]).any()


@EVERY
def test_nan_goes_through(key):
    """An unknown argument has an unknown result and an unknown slope."""
    value, slope = ACTIVATIONS[key]
    assert np.isnan([value(np.nan), slope(np.nan)]).all()


def in_digits(key: str, x: mpf) -> mpf:
    """Return the value by its plain definition."""
    return {
        "linear": x,
        "sigmoid": 1 / (1 + exp(-x)),
        "tanh": mp.tanh(x),
        "relu": max(x, mpf(0)),
        "leaky": x if x > 0 else mpf(LEAK) * x,
        "gelu": x * share(x),
    }[key]


@EVERY
@given(moderate)
def test_a_slope_is_what_a_small_step_does(key, x):
    """A central difference of 1e-60 in 380 digits, but not across a corner.

    The difference is right to 1e-100; the slope has its own roundings, of terms that
    are at most 1.2.
    """
    step = mpf(10) ** -60
    if abs(x) <= step:
        return
    there = in_digits(key, mpf(x) + step) - in_digits(key, mpf(x) - step)
    slope = ACTIVATIONS[key].slope(x)
    lost = max(SIGMOID_SLOPE, TANH_SLOPE, GELU_SLOPE) * 1.2
    assert abs(slope - there / (2 * step)) <= lost


@given(numbers)
def test_slopes_of_curves_look_alike_from_both_sides(x):
    """Bit for bit; GELU's is mirrored in one half, to the rounding of 1 - s."""
    assert sigmoid_slope(x) == sigmoid_slope(-x)
    assert tanh_slope(x) == tanh_slope(-x)
    assert abs(gelu_slope(x) + gelu_slope(-x) - 1) <= 2 * U


@given(numbers)
def test_tanh_is_odd(x):
    """tanh(-x) = -tanh(x), bit for bit."""
    assert tanh(-x) == -tanh(x)


@given(moderate)
def test_tanh_is_a_stretched_sigmoid(x):
    """2 sigmoid(2x) - 1 = tanh(x): the subtraction keeps what is lost of 2."""
    assert abs(2 * sigmoid(2 * x) - 1 - tanh(x)) <= 2 * SIGMOID + TANH + U


@given(numbers)
def test_gelu_less_its_mirror_is_the_number(x):
    """gelu(x) - gelu(-x) = x, as relu(x) - relu(-x) is."""
    assert abs(gelu(x) - gelu(-x) - x) <= (GELU + 2 * U) * abs(x) + 2 * SPACING


@given(numbers)
def test_gelu_stays_close_below_relu(x):
    """It falls short by 0.17 at most."""
    assert 0 <= relu(x) - gelu(x) <= 0.16997120747990369 + GELU


@given(numbers)
def test_the_leaky_ramp_is_the_ramp_and_a_hundredth_of_the_rest(x):
    """One of the two terms is 0."""
    assert leaky_relu(x) == relu(x) - LEAK * relu(-x)


@given(numbers)
def test_the_slope_of_a_ramp_is_that_of_its_side(x):
    """Value = slope times number, exactly, for all that is made of lines."""
    for key in ("linear", "relu", "leaky"):
        value, slope = ACTIVATIONS[key]
        assert value(x) == slope(x) * x


@given(moderate)
def test_the_slope_of_softplus_is_the_sigmoid(x):
    """By the mean value: softplus grows between x and x + 1 by a sigmoid in between."""
    growth = softplus(x + 1) - softplus(x)
    slack = (SOFTPLUS + 4 * U) * 2 * softplus(abs(x) + 1)
    assert sigmoid(x) - slack <= growth <= sigmoid(x + 1) + slack


@given(st.floats(0, BEYOND))
def test_mills_ratio_lies_between_its_bounds(x):
    """Of Birnbaum below, and of Sampford above."""
    ratio = mills_ratio(np.array(x))
    low = 2 / (x + np.sqrt(x * x + 4))
    high = 4 / (3 * x + np.sqrt(x * x + 8))
    assert low * (1 - MILLS - 4 * U) <= ratio <= high * (1 + MILLS + 4 * U)


def test_mills_ratio_has_its_digits_everywhere():
    """On a grid of the whole line, against 380 digits."""
    x = np.linspace(0, BEYOND, 401)
    answers = [share(-mpf(v)) / density(mpf(v)) for v in x.tolist()]
    assert mark(mills_ratio, [Question((x,), answers, answers)]).worst <= MILLS / U


def test_a_factor_comes_in_before_the_density_is_too_small():
    """The product of a subnormal density and its factor has all digits."""
    x, factor = 38.4, 2.0**40
    found = under_bell(np.array(x), np.array(factor))
    wanted = factor * density(mpf(x))
    assert abs(mpf(float(found)) - wanted) <= BELL * wanted
    assert density(mpf(x)) < np.finfo(np.float64).tiny


TORCH = {
    "linear": lambda f: f,
    "sigmoid": lambda _: import_module("torch").sigmoid,
    "tanh": lambda _: import_module("torch").tanh,
    "relu": lambda _: import_module("torch").relu,
    "leaky": lambda _: import_module("torch").nn.functional.leaky_relu,
    "gelu": lambda _: import_module("torch").nn.functional.gelu,
}


@EVERY
def test_pytorch_has_the_same_values_and_slopes(key):
    """Also at the corner; its own tails lose what is small beside 1."""
    torch = pytest.importorskip("torch")
    x = [-30.0, -3, -1, -0.5, -1e-9, 0, 1e-9, 0.5, 1, 2, 6, 30]
    leaf = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    value = TORCH[key](lambda t: t * 1.0)(leaf)
    value.sum().backward()
    ours = ACTIVATIONS[key]
    assert ours.value(x) == pytest.approx(value.detach().numpy(), rel=1e-14, abs=1e-14)
    assert ours.slope(x) == pytest.approx(leaf.grad.numpy(), rel=1e-14, abs=1e-14)
