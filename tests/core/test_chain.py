"""Claims about chains of units."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import exp, log10, mpf

from core.activations import ACTIVATIONS
from core.chain import collapse, ended, run_chain
from tests.core.roundoff import LOG, SIGMOID, SIGMOID_SLOPE, U

INF = np.inf
keys = st.sampled_from(list(ACTIVATIONS))
numbers = st.floats(-4, 4)
layers = st.integers(1, 12)


def sigmoids(x, w, b, count):
    """Return values and slopes of a chain of sigmoids, in 380 digits."""
    a, slopes = [mpf(x)], []
    for _ in range(count):
        power = exp(-(mpf(w) * a[-1] + mpf(b)))
        a.append(1 / (1 + power))
        slopes.append(power / (1 + power) ** 2)
    return a, slopes


# >>> z = mpf(0); p = mpf(1)
# >>> for _ in range(n): z = 1 / (1 + exp(-z)); p *= z * (1 - z)
@pytest.mark.parametrize(
    ("count", "value", "through"),
    [
        (1, 0.5, 0.25),
        (2, 0.62245933120185456, 0.058750928050398622),
        (3, 0.65077767821470038, 0.01335209380482787),
        (5, 0.65862790952095106, 0.00067633919697037924),
        (10, 0.65904582883547185, 3.8752202320832606e-7),
    ],
)
def test_sigmoids_let_little_through(count, value, through):
    """The digits that the lesson states."""
    found = run_chain(0, 1, 0, ACTIVATIONS["sigmoid"], count)
    assert found.a[-1] == pytest.approx(value, rel=count * SIGMOID)
    # A slope answers to an error of z by less than as much, in its own measure.
    lost = count * (SIGMOID_SLOPE + 3 * U) + 2 * count * SIGMOID
    assert found.through[0] == pytest.approx(through, rel=lost)


@given(numbers, numbers, st.floats(-1, 1), layers)
def test_sigmoids_are_right_in_every_unit(x, w, b, count):
    """Against 380 digits.

    A value takes a quarter of |w| times what the one before has lost, and loses less
    than one SIGMOID and three roundings of z below 8; |w| / 4 is 1 at most.
    """
    found = run_chain(x, w, b, ACTIVATIONS["sigmoid"], count)
    values, slopes = sigmoids(x, w, b, count)
    lost_z = 0.0
    for i in range(count):
        lost_z = abs(w) * (lost_z / 4 + SIGMOID) + 3 * U * (4 * abs(x) + 5)
        assert abs(found.a[i + 1] - values[i + 1]) <= lost_z / 4 + SIGMOID
        lost = lost_z + SIGMOID_SLOPE  # its logarithm has a slope of 1 at most
        assert abs(found.slope[i] / slopes[i] - 1) <= lost * (1 + lost)


def test_forty_quarters_are_no_zero():
    """Even where the product leaves float64, its logarithm and sign do not."""
    many = run_chain(0, 1e-9, 0, ACTIVATIONS["sigmoid"], 40)
    assert many.through[0] == 0
    assert many.sign[0] == 1
    assert many.log10[0] == pytest.approx(40 * float(log10(mpf(1e-9) / 4)), rel=1e-9)


def test_a_true_zero_says_so():
    """A ReLU that is off stops everything before it."""
    found = run_chain(-1, 1, 0, ACTIVATIONS["relu"], 3)
    assert found.sign.tolist() == [0, 0, 0, 1]
    assert found.log10.tolist() == [-INF, -INF, -INF, 0]
    assert run_chain(1, 0, 1, ACTIVATIONS["tanh"], 1).sign.tolist() == [0, 1]


def test_exactly_one_is_kept():
    """Steep sigmoids at their middle: four quarters, at any depth."""
    found = run_chain(0.5, 4, -2, ACTIVATIONS["sigmoid"], 12)
    assert found.through.tolist() == [1] * 13
    assert found.log10.tolist() == [0] * 13
    assert found.a.tolist() == [0.5] * 13


@pytest.mark.parametrize(
    ("key", "w", "through"),
    [
        ("linear", 2, 256),
        ("relu", 2, 256),
        ("relu", 0.5, 0.00390625),
        ("sigmoid", 1, 5.5e-6),
        ("tanh", 1, 0.054),
        ("tanh", 2, 4.8e-7),
    ],
)
def test_eight_units_let_through_what_the_lesson_says(key, w, through):
    """From x = 1, to the digits that are shown."""
    found = run_chain(1, w, 0, ACTIVATIONS[key], 8)
    assert found.through[0] == pytest.approx(through, rel=0.02)


@given(keys, numbers, numbers, numbers, layers)
def test_the_product_its_logarithm_and_its_sign_agree(key, x, w, b, count):
    """Digit for digit, as far as float64 holds the product."""
    found = run_chain(x, w, b, ACTIVATIONS[key], count)
    seen = np.abs(found.through) > 1e-300
    assert (np.sign(found.through)[seen] == found.sign[seen]).all()
    for product, size in zip(found.through[seen], found.log10[seen], strict=True):
        # Each factor's log10 is rounded, up to 300, and their sum; so is the product.
        lost = count * (LOG + 2 * U) * 600 + count * U
        assert abs(np.log10(abs(product)) - size) <= lost
    assert ((found.sign == 0) == (found.log10 == -INF)).all()


@given(keys, numbers, numbers, numbers, layers)
def test_each_unit_does_the_same_to_the_one_before(key, x, w, b, count):
    """The parts of the answer hang together, bit for bit."""
    f = ACTIVATIONS[key]
    found = run_chain(x, w, b, f, count)
    assert found.a[0] == x
    np.testing.assert_array_equal(found.z, w * found.a[:-1] + b)
    np.testing.assert_array_equal(found.a[1:], f.value(found.z))
    np.testing.assert_array_equal(found.slope, f.slope(found.z))
    np.testing.assert_array_equal(
        found.through[:-1], (w * found.slope) * found.through[1:]
    )


@given(keys, numbers, numbers, numbers, layers)
def test_a_long_chain_ends_where_it_is_told(key, x, w, b, count):
    """Bit for bit as a chain of so many units, and 1 from there on."""
    f, most = ACTIVATIONS[key], 12
    long = ended(run_chain(x, w, b, f, most), w, count)
    short = run_chain(x, w, b, f, count)
    assert long.a[: count + 1].tolist() == short.a.tolist()
    for name in ("through", "log10", "sign"):
        whole = getattr(long, name)
        np.testing.assert_array_equal(whole[: count + 1], getattr(short, name))
        assert set(whole[count + 1 :]) <= {float(name != "log10")}


def test_each_chain_has_an_end_of_its_own():
    """One call for chains of different lengths and weights."""
    found = ended(run_chain(1, [1, 2], 0, ACTIVATIONS["linear"], 12), [1, 2], [3, 8])
    assert found.through[:, 0].tolist() == [1, 256]


@given(keys, st.integers(0, 2**32 - 1))
def test_a_sweep_has_the_digits_of_each_of_its_chains(key, seed):
    """Arguments broadcast; every row is the chain alone."""
    chance = np.random.default_rng(seed)
    x, w, b = chance.normal(size=(3, 1)), chance.normal(size=5), 0.25
    together = run_chain(x, w, b, ACTIVATIONS[key], 6)
    for i, j in np.ndindex(3, 5):
        alone = run_chain(x[i, 0], w[j], b, ACTIVATIONS[key], 6)
        for many, one in zip(together, alone, strict=True):
            np.testing.assert_array_equal(many[i, j], one)


@given(numbers, numbers, numbers, st.integers(0, 12))
def test_linear_units_fold_into_one(x, w, b, count):
    """The one unit gives what the chain gives; sizes add up, with their roundings.

    Below the normal range each of some 30 roundings is off by 2^-1075, and what comes
    behind it makes that larger by 4^13 at most.
    """
    weight, bias = collapse(w, b, count)
    exact = Fraction(x)
    size = abs(Fraction(x))
    for _ in range(count):
        exact = Fraction(w) * exact + Fraction(b)
        size = abs(Fraction(w)) * size + abs(Fraction(b))
    lost = (2 * count + 2) * Fraction(U) * size + Fraction(30 * 4**13, 2**1075)
    assert abs(Fraction(weight * x + bias) - exact) <= lost
    if count:
        chain = run_chain(x, w, b, ACTIVATIONS["linear"], count)
        assert abs(Fraction(chain.a[-1]) - exact) <= lost


def test_the_folded_weight_is_a_power():
    """And its bias a geometric sum."""
    assert [*collapse(2, 3, 8)] == [256, 3 * 255]
    assert [*collapse(0.5, 1, 3)] == [0.125, 1.75]
    assert [*collapse(-1, 1, 2)] == [1, 0]
    weight, bias = collapse([1, 2], [[0], [1]], 4)
    assert weight.tolist() == [[1, 16], [1, 16]]
    assert bias.tolist() == [[0, 0], [4, 15]]


@pytest.mark.parametrize("count", [0, -1])
def test_a_chain_has_a_unit(count):
    """Or none can be asked."""
    with pytest.raises(ValueError, match=f"needs a unit or more, got {count}"):
        run_chain(1, 1, 0, ACTIVATIONS["tanh"], count)


def test_what_does_not_fit_is_refused():
    """Shapes, words, and fewer than no units."""
    with pytest.raises(ValueError, match="shapes must match"):
        run_chain([1, 2], [1, 2, 3], 0, ACTIVATIONS["tanh"], 2)
    with pytest.raises(ValueError, match="w must be real numbers"):
        run_chain(1, "steep", 0, ACTIVATIONS["tanh"], 2)
    with pytest.raises(ValueError, match="cannot have -1 units"):
        collapse(1, 1, -1)


def test_the_unknown_and_the_endless_go_through_without_a_warning():
    """Nan stays nan; what overflows is infinite."""
    assert np.isnan(run_chain(np.nan, 1, 0, ACTIVATIONS["gelu"], 2).sign[0])
    grown = run_chain(1e300, 1e300, 0, ACTIVATIONS["linear"], 3)
    assert grown.a[-1] == INF
    assert grown.log10[0] == pytest.approx(900, rel=4 * U)
