"""Claims about the ravine: both ways down it, and how long they take."""

from fractions import Fraction
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import cos, mpf, pi, sin, sqrt, workdps

from core.optimisers import gradient_descent, walk
from core.ravine import (
    ENOUGH,
    STEPS,
    Steps,
    adam_descent,
    adam_steps,
    descent,
    descent_steps,
    gradient,
    height,
    leaves,
    place_of,
    weights_at,
)
from tests.core.roundoff import U

START = [-4.0, 1.0]
WINDOW = ((-4.9, 2.1), (-1.15, 1.15))


def or_zero(z):
    """Return a coordinate whose square is a float, or 0."""
    return z if abs(z) > 1e-100 else 0.0


X, Y = st.floats(-4.7, 2).map(or_zero), st.floats(-1.15, 1.15).map(or_zero)
RATES = st.floats(1e-3, 1)
FACTORS = st.floats(-3, 3).map(lambda e: 10**e)
TILTS = st.floats(0, 45)


def exact_adam(start, rate, c, tilt, beta1, beta2, steps):
    """Return places by the plain formulas, in as many digits as are set."""
    turn = mpf(tilt) * pi / 180
    k, q = cos(turn), sin(turn)
    x, y = map(mpf, start)
    w, m, v, places = [k * x - q * y, q * x + k * y], [mpf(0)] * 2, [mpf(0)] * 2, []
    b1, b2 = mpf(beta1), mpf(beta2)
    for t in range(1, steps + 2):
        along, across = k * w[0] + q * w[1], k * w[1] - q * w[0]
        places.append([along, across])
        u, d = c * along, 20 * c * across
        g = [k * u - q * d, q * u + k * d]
        m = [b1 * a + (1 - b1) * s for a, s in zip(m, g, strict=True)]
        v = [b2 * a + (1 - b2) * s * s for a, s in zip(v, g, strict=True)]
        w = [
            p - rate * (a / (1 - b1**t)) / (sqrt(s / (1 - b2**t)) + mpf(1e-8))
            for p, a, s in zip(w, m, v, strict=True)
        ]
    return places


@pytest.mark.parametrize("tilt", [0, 20, 45])
@pytest.mark.parametrize("c", [0.01, 1.0, 1000.0])
def test_the_way_of_adam_is_exact(tilt, c):
    """Forty steps agree with those of 40 digits.

    A step of 0.2 loses less than 1,100 U of itself (see the tests of `adam`), and a
    gradient near the bottom of the ravine loses 20 U of terms as large as 20. A
    second run, from a start that is moved by a millionth, says how much of a change
    is left after forty steps.
    """
    with workdps(40):
        exact = np.array(exact_adam(START, mpf(0.2), mpf(c), tilt, 0.9, 0.999, STEPS))
        near = np.array(
            exact_adam([-4 + 1e-6, 1 - 1e-6], mpf(0.2), mpf(c), tilt, 0.9, 0.999, STEPS)
        )
    moved = float(abs(near - exact).max()) / 1e-6
    lost = STEPS * max(moved, 1) * (0.2 * 1100 + 20 * 20) * U
    assert lost < 1e-10
    ours = adam_descent(START, 0.2, c, tilt=tilt).place
    assert ours.shape == (41, 2)
    np.testing.assert_allclose(ours, exact.astype(float), rtol=0, atol=lost)


def test_the_worked_example():
    """Three places to fifteen digits; what may be lost is counted for `adam`."""
    way = adam_descent(START, 0.1)
    exact = [
        [-3.90000000025, 0.90000000005],
        [-3.80007399533165, 0.800412227773301],
        [-3.70027384472220, 0.701586271543483],
    ]
    np.testing.assert_allclose(way.place[1:4], exact, rtol=0, atol=1e-13)


@given(X, Y, RATES, FACTORS, TILTS, st.floats(0, 0.99), st.floats(0, 0.999))
def test_every_number_of_a_step_follows_from_those_before(x, y, rate, c, tilt, b1, b2):
    """Down a row, and from row to row, as somebody with a pencil would."""
    way = adam_descent([x, y], rate, c, tilt=tilt, beta1=b1, beta2=b2)
    top, bottom = (
        np.array([1 - np.array([beta]) ** t for t in range(1, 42)]) for beta in (b1, b2)
    )
    np.testing.assert_array_equal(way.place, place_of(way.w, tilt))
    np.testing.assert_array_equal(way.g, gradient(way.w, c, tilt))
    np.testing.assert_array_equal(way.m, b1 * way.m_before + (1 - b1) * way.g)
    np.testing.assert_array_equal(way.v, b2 * way.v_before + (1 - b2) * way.g**2)
    np.testing.assert_array_equal(way.m_hat, way.m / top)
    np.testing.assert_array_equal(way.v_hat, way.v / bottom)
    np.testing.assert_array_equal(way.ratio, way.m_hat / (np.sqrt(way.v_hat) + 1e-8))
    np.testing.assert_array_equal(way.step, rate * way.ratio)
    np.testing.assert_array_equal(way.w[1:], (way.w - way.step)[:-1])
    np.testing.assert_array_equal(way.m_before[1:], way.m[:-1])
    np.testing.assert_array_equal(way.v_before[1:], way.v[:-1])
    assert not way.m_before[0].any()
    assert not way.v_before[0].any()
    np.testing.assert_array_equal(way.w[0], weights_at([x, y], tilt))


@given(X, Y, RATES, FACTORS, st.lists(TILTS, min_size=1, max_size=4))
def test_a_way_of_a_batch_is_the_way_alone(x, y, rate, c, tilts):
    """Starts, rates, factors and tilts on leading axes change no bit."""
    together = adam_descent([[x, y]], [rate], c, tilt=tilts)
    counted = adam_steps([x, y], [rate], c, tilt=tilts, most=30)
    for k, tilt in enumerate(tilts):
        alone = adam_descent([x, y], rate, c, tilt=tilt)
        for one, many in zip(alone, together, strict=True):
            np.testing.assert_array_equal(many[k], one)
        assert counted[k] == adam_steps([x, y], rate, c, tilt=tilt, most=30)


@given(X, Y, st.lists(RATES, min_size=1, max_size=4), FACTORS)
def test_descents_of_a_batch_are_those_alone(x, y, rates, c):
    """To the last bit, as all of core."""
    together, counted = descent([x, y], rates, c), descent_steps([x, y], rates, c)
    for k, rate in enumerate(rates):
        np.testing.assert_array_equal(together[k], descent([x, y], rate, c))
        assert counted[k] == descent_steps([x, y], rate, c)


@given(X, Y, RATES, FACTORS)
def test_the_closed_form_is_the_walk(x, y, rate, c):
    """Gradient descent step by step comes to the same places.

    A step loses 2 U in the factor, which cancels against 1, and U in the product: 4 U
    of the larger of 1 and rate c; the power right to a spacing.
    """
    rule = partial(gradient_descent, rate=rate)
    walked = [s.w for s in walk(rule, partial(gradient, c=c), [x, y], STEPS)]
    closed = descent([x, y], rate, c)
    k = np.arange(STEPS + 1)[:, np.newaxis]
    push = np.maximum(1, rate * c * np.array([1, 20]))
    with np.errstate(under="ignore"):
        before = (abs(1 - rate * c * np.array([1, 20])) + 8 * push * U) ** (
            np.maximum(k - 1, 0)
        )
        lost = (k * 8 * push * U * before + 4 * U * before * push) * abs(
            np.array([x, y])
        )
    assert (abs(np.array(walked) - closed) <= 1.01 * lost + 1e-300).all()


@given(X, Y, RATES, FACTORS)
def test_the_count_of_a_descent_is_that_of_a_walk(x, y, rate, c):
    """The first step with a hundredth of the loss, in exact fractions of the factors.

    Only if the loss there is not within a millionth of the hundredth, since counts
    jump.
    """
    found = descent_steps([x, y], rate, c)
    factor = [1 - rate * c * curve for curve in (1.0, 20.0)]
    apart = any(abs(f) > 1 and z for f, z in zip(factor, (x, y), strict=True))
    if apart:
        assert np.isinf(found)
    elif np.isfinite(found) and found < 300:
        exact = [Fraction(f) for f in factor]
        parts = [Fraction(x) ** 2, 20 * Fraction(y) ** 2]

        def left(k):
            return sum(p * f ** (2 * k) for p, f in zip(parts, exact, strict=True))

        edge = Fraction(1, 10**6)
        assert left(int(found)) <= Fraction(ENOUGH) * sum(parts) * (1 + edge)
        if found > 0:
            assert left(int(found) - 1) > Fraction(ENOUGH) * sum(parts) * (1 - edge)


@given(X, Y, RATES, FACTORS, TILTS)
def test_descent_does_not_ask_how_the_axes_lie(x, y, rate, c, tilt):
    """Walked in turned weights it comes to the places of the closed form.

    For as long as it stays on the map: turning loses a few roundings of 20 c each
    step, which the factor of the next steps carries on.
    """
    rate = rate / c / 10  # up to where it flies apart
    rule = partial(gradient_descent, rate=rate)
    slope = partial(gradient, c=c, tilt=tilt)
    walked = [s.w for s in walk(rule, slope, weights_at([x, y], tilt), STEPS)]
    lost = STEPS * 60 * 5 * U
    np.testing.assert_allclose(
        place_of(walked, tilt), descent([x, y], rate, c), rtol=0, atol=lost
    )


@given(X, Y, FACTORS, TILTS)
def test_the_gradient_is_the_central_difference(x, y, c, tilt):
    """A parabola has no third derivative, so nothing but rounding is lost."""
    w, h = weights_at([x, y], tilt), 2.0**-3
    numeric = [
        (height(place_of(w + e, tilt), c) - height(place_of(w - e, tilt), c)) / (2 * h)
        for e in h * np.eye(2)
    ]
    # Heights of at most 20 c 5^2, in 20 roundings, over 2 h; squares on the way.
    lost = 2 * 20 * U * 20 * c * 5.2**2 / (2 * h)
    np.testing.assert_allclose(gradient(w, c, tilt), numeric, rtol=0, atol=lost)


@given(X, Y, TILTS)
def test_turning_there_and_back_is_nothing(x, y, tilt):
    """Lengths stay, too; each turn loses 4 U of the length."""
    w = weights_at([x, y], tilt)
    length = np.hypot(x, y)
    np.testing.assert_allclose(place_of(w, tilt), [x, y], rtol=0, atol=16 * U * length)
    assert np.hypot(*w) == pytest.approx(length, rel=16 * U, abs=1e-300)


# What the lesson says.


def test_the_counts_of_the_lesson():
    """Descent is ahead, 21 against 29; turned by 45 degrees Adam needs 42."""
    assert descent_steps(START, 0.09) == 21
    assert adam_steps(START, 0.2, tilt=[0, 45]).tolist() == [29, 42]
    assert descent_steps(START, 0.09, [0.1, 1.0, 1.12]).tolist() == [210, 21, np.inf]
    assert adam_steps(START, 0.2, [1e-3, 1, 1e3]).tolist() == [29, 29, 29]
    assert adam_steps(START, 0.8) == 6


def test_the_first_steps_of_the_lesson():
    """0.36 and 1.8 against 0.2 and 0.2; straight across, if turned by 45 degrees."""
    first = descent(START, 0.09)[1] - START
    np.testing.assert_allclose(first, [0.36, -1.8], rtol=0, atol=20 * U)
    np.testing.assert_allclose(adam_descent(START, 0.2).step[0], [-0.2, 0.2], rtol=1e-8)
    place = adam_descent(START, 0.2, tilt=45).place[1]
    np.testing.assert_allclose(place, [-4, 1 - 0.2 * np.sqrt(2)], rtol=0, atol=1e-9)


def test_a_loss_times_a_thousand_leaves_adam_where_it_goes():
    """Its path moves by 8e-9, which is epsilon; descent is off the map at once."""
    plain, steep = (adam_descent(START, 0.1, c, steps=200).place for c in (1.0, 1000.0))
    assert 7e-9 < abs(plain - steep).max() < 9e-9
    assert leaves(descent(START, 0.09, 1000.0), WINDOW) == 1
    assert leaves(adam_descent(START, 0.2, 1000.0).place, WINDOW) == np.inf


@pytest.mark.parametrize("tilt", [0, 45])
def test_without_memory_all_steps_are_the_rate(tilt):
    """Only signs are left; epsilon takes its part of a gradient of 1e-3 at most."""
    way = adam_descent([-4.05, 1.03], 0.2, tilt=tilt, beta1=0, beta2=0)
    assert abs(way.g).min() > 1e-3
    np.testing.assert_allclose(abs(way.step), 0.2, rtol=1.01e-5)
    np.testing.assert_array_equal(np.sign(way.step), np.sign(way.g))


def test_at_the_bottom_nobody_moves():
    """0 / 0 is 0: no step, no share; and both have arrived."""
    for beta in (0, 0.9):
        way = adam_descent([0.0, 0.0], 0.2, beta1=beta, beta2=beta)
        assert not np.array(way).any()
    assert not descent([0.0, 0.0], 1.0, 1e3).any()
    assert adam_steps([0, 0], 0.2) == descent_steps([0, 0], 0.2, 1e3) == 0


def test_on_the_floor_only_the_way_along_counts():
    """A start without y never flies apart across, however steep that is."""
    assert descent_steps([-4.0, 0.0], 1.0, 0.5) == 4
    assert (descent([-4.0, 0.0], 1.0, 1e3)[:, 1] == 0).all()
    assert adam_descent([-4.0, 0.0], 0.2).step[:, 1].tolist() == [0] * 41


def test_a_rate_of_zero_arrives_never():
    """Nor does a factor of -1, which swings for ever."""
    assert descent_steps(START, 0.0) == np.inf
    assert descent_steps(START, 0.125, 0.8) == np.inf
    assert adam_steps(START, 0.0, most=5) == np.inf


def test_what_swings_for_ever_within_a_hundredth_has_arrived():
    """A factor of -1 across keeps a third of a hundredth, and that is enough."""
    steps = descent_steps([-4.0, 0.05], 0.125, 0.8)
    losses = height(descent([-4.0, 0.05], 0.125, 0.8))
    assert steps == (losses <= ENOUGH * losses[0]).argmax() > 0


def test_patience_ends():
    """A count within the most is said; one step less, and it is inf."""
    assert adam_steps(START, 0.2, most=29) == 29
    assert adam_steps(START, 0.2, most=28) == np.inf


def test_a_way_leaves_when_it_first_is_outside():
    """Though it may come back; the border is inside, nan outside."""
    way = [[0, 0], [1, 1], [2, 0], [0, 0]]
    assert leaves(way, ((-1, 1), (-1, 1))) == 2
    assert leaves(way, ((0, 2), (0, 1))) == np.inf
    assert leaves(way, ((1, 2), (0, 1))) == 0
    assert leaves([[0.0, 0.0], [0.0, np.nan]], ((-1, 1), (-1, 1))) == 1
    assert leaves([way, way], ((-1, 1), (-1, 1))).tolist() == [2, 2]


def test_nothing_is_said_of_overflow():
    """Far beyond the range of the lesson numbers end at inf."""
    with np.errstate(all="raise"):
        way = descent([1.0, 1.0], 1e10, 1e10, steps=60)
        adam_descent([1e200, 1.0], 1.0)
    assert np.isinf(way[-1]).all()


@pytest.mark.parametrize("walker", [descent, descent_steps, adam_descent, adam_steps])
def test_shapes_that_do_not_match_are_refused(walker):
    """Two rates for three starts are nobody's."""
    with pytest.raises(ValueError, match="broadcast"):
        walker([[0, 0]] * 3, [0.1, 0.2])
    with pytest.raises(ValueError, match="start must be real numbers"):
        walker(["a", "b"], 0.1)


def test_all_shapes_come_to_one():
    """Starts (3, 1, 2), rates (4,) and one tilt give ways (3, 4, 41, 2)."""
    way = adam_descent(np.ones((3, 1, 2)), [0.1, 0.2, 0.3, 0.4], tilt=10)
    assert {numbers.shape for numbers in way} == {(3, 4, 41, 2)}
    assert len(Steps._fields) == 11
    assert descent(np.ones((3, 1, 2)), [0.1] * 4, steps=7).shape == (3, 4, 8, 2)
    assert descent_steps(np.ones((3, 1, 2)), [0.1] * 4).shape == (3, 4)
    assert adam_steps(np.ones((3, 1, 2)), [0.1] * 4, most=3).shape == (3, 4)
