"""Claims about shares by other rules than softmax."""

import math

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from mpmath import mpf

from core import (
    power_shares,
    ratio_shares,
    softmax,
    softplus,
    softplus_shares,
    square_shares,
)
from core.shares import with_share
from tests.core import exact
from tests.core.adversarial import close_rows
from tests.core.roundoff import LOG, SOFTMAX, SOFTPLUS, SPACING, U, added

INF = np.inf
EVERY_RULE = pytest.mark.parametrize(
    "rule", [power_shares, ratio_shares, softplus_shares, square_shares]
)
rows = st.lists(st.floats(-30, 30), min_size=1, max_size=8)
positive_rows = st.lists(st.floats(1e-300, 1e300), min_size=1, max_size=8)


def assert_shares(found, weights, lost):
    """Compare with weights divided by their sum, in 380 digits.

    A share loses what its weight does, what their sum does, and a quotient.
    """
    total = sum(weights)
    lost = lost + (lost + added(len(weights))) + U
    for share, weight in zip(found.tolist(), weights, strict=True):
        right = weight / total
        assert abs(mpf(share) - right) <= lost * right + 2 * SPACING


@given(positive_rows)
def test_a_ratio_is_that_of_paper(x):
    """Where nothing cancels, up to the roundings of the sum and the quotient."""
    assert_shares(ratio_shares(x), [mpf(number) for number in x], 0)


@given(rows.filter(any))
def test_a_share_of_squares_is_that_of_paper(x):
    """A number over the largest is rounded, which counts twice, and its square is."""
    assert_shares(square_shares(x), [mpf(number) ** 2 for number in x], 3 * U)


@given(rows | st.lists(st.floats(-600, 600), min_size=1, max_size=8))
@example([-20.5, -24.0])
@example([-39.9, -41.0, -700.0])
@example([-760.0, -745.5, -770.0])
def test_a_share_of_softplus_is_that_of_paper(x):
    """Also far to the left, where it is a softmax."""
    assert_shares(softplus_shares(x), [*map(exact.softplus, x)], SOFTPLUS)


@given(rows, st.sampled_from([1.1, 2.0, 2.7, 10.0]))
def test_a_share_of_powers_is_a_power(x, base):
    """a^z, on paper; 1 / ln a is rounded, and a gap of exponents magnifies it."""
    weights = [mpf(base) ** mpf(number) for number in x]
    expected = [float(weight / sum(weights)) for weight in weights]
    lost = (LOG + U) * np.ptp(x) * np.log(base) + SOFTMAX + U
    np.testing.assert_allclose(power_shares(x, base), expected, rtol=lost)


def test_the_ratio_of_two_tenths_and_three_tenths():
    """The shares of 0.2 and 0.3 are 0.4 and 0.6: two decimals, a sum, a quotient."""
    np.testing.assert_allclose(ratio_shares([0.2, 0.3]), [0.4, 0.6], rtol=4 * U)


def test_a_negative_number_has_a_negative_ratio():
    """And the other has more than everything.

    Either number is rounded, which is five times as much of their sum.
    """
    np.testing.assert_allclose(ratio_shares([-0.2, 0.3]), [-2, 3], rtol=8 * U)


@pytest.mark.parametrize("x", [[-0.3, 0.3], [0, 0], [0.1, 0.2, -0.3], [1e300, -1e300]])
def test_numbers_that_cancel_have_no_ratio(x):
    """Nothing can be divided by 0, nor by the rounding that is left in its place."""
    assert np.isnan(ratio_shares(x)).all()


def test_numbers_that_nearly_cancel_have_a_ratio():
    """What is left is far more than their rounding, and exact here."""
    assert ratio_shares([1.0, 2.0**-40 - 1]).tolist() == [2.0**40, 1 - 2.0**40]


@given(st.lists(st.integers(-100, 100), min_size=2, max_size=9))
def test_decimals_that_cancel_on_paper_cancel_here(tenths):
    """Tenths and the negative of their sum leave nothing, whatever was rounded."""
    tenths.append(-sum(tenths))
    assert np.isnan(ratio_shares([n / 10 for n in tenths])).all()


@given(st.lists(st.integers(-100, 100), min_size=2, max_size=10))
def test_decimals_that_do_not_cancel_have_a_ratio(tenths):
    """A total of a tenth is a total; where tenths cancel, it has fewer digits."""
    assume(sum(tenths) != 0)
    expected = np.array(tenths) / sum(tenths)
    found = ratio_shares([n / 10 for n in tenths])
    cancelled = sum(map(abs, tenths)) / abs(sum(tenths))
    lost = (U + added(len(tenths))) * cancelled + 3 * U
    np.testing.assert_allclose(found, expected, rtol=lost)


@given(rows)
def test_base_e_is_softmax(z):
    """Digit for digit."""
    assert power_shares(z).tobytes() == softmax(z).tobytes()


@given(rows, st.floats(1.0001, 1e6))
def test_a_base_is_a_temperature(z, base):
    """Base a is temperature 1 / ln a."""
    expected = softmax(z, temperature=1 / np.log(base))
    assert power_shares(z, base).tobytes() == expected.tobytes()


def test_the_ends_of_the_bases_are_uniform_and_argmax():
    """Base 1 tells nothing apart; base inf knows only the largest."""
    z = [1.0, 2.0, 2.0]
    assert power_shares(z, [1, INF]).tolist() == [[1 / 3] * 3, [0, 0.5, 0.5]]


@pytest.mark.parametrize("base", [0, 0.5, -2, np.nan])
def test_a_base_below_one_is_refused(base):
    """A power that falls would turn the order round."""
    with pytest.raises(ValueError, match=r"base must be 1 or more, got"):
        power_shares([1, 2], base)


def test_only_zeros_have_no_share_of_squares():
    """0 of 0 is nothing; one other number takes everything."""
    assert np.isnan(square_shares([0, 0])).all()
    assert square_shares([0, -1e-300]).tolist() == [0, 1]


@pytest.mark.parametrize("rule", [power_shares, softplus_shares])
@given(z=rows)
def test_powers_and_softplus_keep_what_shares_need(rule, z):
    """Positive, and one whole together, but for their sum and the quotients."""
    shares = rule(z)
    assert (shares > 0).all()
    assert math.fsum(shares) == pytest.approx(1, abs=added(len(z)) + 4 * U)


@given(close_rows(30), st.floats(1.001, 1e6))
def test_powers_keep_the_order_of_the_numbers(z, base):
    """But for the last digits: those apart by 1e-15 / ln a may change places."""
    z = np.sort(z)
    shares = power_shares(z, base)
    assert (shares[:-1] <= shares[1:] * (1 + 2 * SOFTMAX) + 2 * SPACING).all()
    told_apart = (np.diff(z) * np.log(base) > 1e-15) & (shares[1:] > 1e-300)
    assert (shares[:-1] <= shares[1:])[told_apart].all()


@given(close_rows(30))
def test_softplus_keeps_the_order_of_the_numbers(z):
    """But for the last digits of softplus itself, whose order they keep to the bit."""
    z = np.sort(z)
    shares = softplus_shares(z)
    assert (shares[:-1] <= shares[1:] * (1 + 2 * SOFTPLUS + 4 * U)).all()
    assert (np.diff(shares[np.argsort(softplus(z))]) >= 0).all()


@given(rows, st.floats(1.1, 10), st.floats(-100, 100))
def test_powers_ignore_a_shift(z, base, shift):
    """What is added to all exponents becomes a factor of all powers, and cancels.

    Every sum is rounded, and log p moves with its own and with all others.
    """
    moved = np.add(z, shift)
    lost = 2 * U * abs(moved).max() * np.log(base) + 2 * SOFTMAX
    np.testing.assert_allclose(
        power_shares(moved, base), power_shares(z, base), rtol=lost
    )


@given(rows.filter(any))
def test_squares_forget_the_sign(x):
    """A number and its negative have the same share."""
    mirrored = np.negative(x)
    assert square_shares(x).tobytes() == square_shares(mirrored).tobytes()


@given(st.lists(st.floats(-1e6, -40), min_size=1, max_size=6))
def test_far_to_the_left_softplus_is_softmax(x):
    """log(1 + w) is w once w is small."""
    assert softplus_shares(x).tobytes() == softmax(x).tobytes()


@given(st.lists(st.floats(-30, 30), min_size=2, max_size=8))
def test_softplus_does_not_ignore_a_shift(x):
    """Moved to the right, different numbers become more alike."""
    assume(np.ptp(x) > 0.1)
    shares, moved = softplus_shares(x), softplus_shares(np.add(x, 5))
    assert np.ptp(moved) < np.ptp(shares)


@pytest.mark.parametrize("x", [[1e308, 1e308], [1e-308, 1e-308]])
@EVERY_RULE
def test_the_ends_of_the_floats_are_shared(rule, x):
    """No sum overflows and no square underflows."""
    assert rule(x).tolist() == [0.5, 0.5]


@EVERY_RULE
def test_a_single_class_takes_everything(rule):
    """By any rule."""
    assert rule([-3.0] if rule is not ratio_shares else [3.0]).tolist() == [1]


@pytest.mark.parametrize("x", [[np.nan, 1], [INF, INF]])
@EVERY_RULE
def test_what_is_unknown_has_no_shares(rule, x):
    """Not a number, and infinities that do not compare."""
    assert np.isnan(rule(x)).all()


@pytest.mark.parametrize("x", [3.0, []])
@EVERY_RULE
def test_numbers_without_classes_are_refused(rule, x):
    """There must be something to share among."""
    with pytest.raises(ValueError, match=r"class"):
        rule(x)


@given(st.lists(st.floats(-30, 30), min_size=2, max_size=8), st.data())
def test_a_class_with_its_own_share_is_where_it_was(z, data):
    """The share that softmax gives it brings back the softmax.

    1 - p loses digits where p is close to 1: up to 2^-53 of the whole.
    """
    index = data.draw(st.integers(0, len(z) - 1))
    p = softmax(z)
    found = with_share(z, index, p[index])
    np.testing.assert_allclose(found, p, rtol=1e-14, atol=2**-52)


@given(st.lists(st.floats(-30, 30), min_size=3, max_size=8), st.floats(0, 1))
def test_the_others_keep_their_proportions(z, share):
    """Two of them are to each other as in the softmax: a product is rounded once."""
    _, *others = with_share(z, 0, share)
    expected = (1 - share) * softmax(z[1:])
    np.testing.assert_allclose(others, expected, rtol=4 * 2**-53)


def test_a_share_is_given_even_to_a_class_that_had_everything():
    """Also at temperature 0, where p of the others is 0."""
    found = with_share([800.0, 2.0, 1.0], 0, 0.25, [1.0, 0.0])
    assert found[0].tolist() == [0.25, *(0.75 * softmax([2.0, 1.0])).tolist()]
    assert found[1].tolist() == [0.25, 0.75, 0]


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_a_given_share_lies_between_0_and_1(share):
    """Nobody has more than everything."""
    with pytest.raises(ValueError, match=r"share must lie in \[0, 1\]"):
        with_share([1.0, 2.0], 0, share)
