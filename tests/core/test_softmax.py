"""Claims about softmax, log_softmax and logsumexp."""

import math

import numpy as np
import pytest
import scipy.special
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core import log_softmax, logsumexp, sharpen, softmax
from tests.core.adversarial import close_rows
from tests.core.roundoff import (
    LOG,
    LOG_SOFTMAX,
    SOFTMAX,
    SPACING,
    U,
)

INF = np.inf

logit_rows = arrays(
    np.float64,
    st.tuples(st.integers(0, 4), st.integers(1, 12)),
    elements=st.floats(-800, 800),
)


def test_softmax_of_the_textbook_example():
    """The example a = [0.3, 2.9, 4.0] gives the printed probabilities."""
    expected = [0.01821127, 0.24519181, 0.73659691]
    np.testing.assert_allclose(softmax([0.3, 2.9, 4.0]), expected, rtol=0, atol=5e-9)


def test_equal_logits_share_equally():
    """K equal logits give exactly 1/K each."""
    assert softmax([7.0, 7.0, 7.0, 7.0]).tolist() == [0.25] * 4


def test_a_single_class_is_certain():
    """With one class there is nothing to be unsure of."""
    assert softmax([-3.0]).tolist() == [1.0]


def test_log_of_a_certainty_is_a_positive_zero():
    """The log probability of a single class is +0.0."""
    assert not np.signbit(log_softmax([-3.0]))


def test_logsumexp_of_a_single_logit_is_that_logit():
    """Log and exp undo each other when there is nothing to add."""
    assert logsumexp([3.7]) == 3.7


def test_logsumexp_of_a_row_is_a_float():
    """A single row gives a float64, not an array."""
    assert isinstance(logsumexp([1.0, 2.0]), np.float64)


@given(logit_rows)
def test_probabilities_sum_to_one(logits):
    """A row loses no more than three roundings: of the rest, its 1, the quotients."""
    for p in softmax(logits).tolist():
        assert math.fsum(p) == pytest.approx(1, abs=4 * U)


@given(close_rows(800), st.floats(0.01, 100))
@example([-0.12882886840722252, -0.1288288684072225, 0.9573031656056908], 1.0)
def test_probabilities_keep_the_order_of_the_logits(logits, temperature):
    """But for the last digits: logits apart by less than 1e-15 T may change places."""
    z = np.sort(logits)
    p = softmax(z, temperature)
    assert (p[:-1] <= p[1:] * (1 + 2 * SOFTMAX) + 2 * SPACING).all()
    told_apart = (np.diff(z) > 1e-15 * temperature) & (p[1:] > 1e-300)
    assert (p[:-1] <= p[1:])[told_apart].all()


@given(close_rows(800), st.floats(0.01, 100))
def test_no_probability_exceeds_that_of_the_largest_logit(logits, temperature):
    """The winner is beaten by nobody, however near; equal logits have equal bits."""
    p = softmax(logits, temperature)
    assert set(p[logits == np.max(logits)].tolist()) == {p.max()}


@given(arrays(np.float64, (3, 5), elements=st.integers(-99, 99)), st.integers(-99, 99))
def test_softmax_ignores_a_common_shift(logits, shift):
    """Adding the same number to all logits changes no digit."""
    np.testing.assert_array_equal(softmax(logits + shift), softmax(logits))


@given(logit_rows, st.floats(1e-3, 1e3))
def test_temperature_divides_the_logits(logits, temperature):
    """A softmax at T is the softmax of logits / T.

    Every quotient is rounded, and log p moves with its own and with all others.
    """
    divided = logits / temperature
    lost = 2 * U * abs(divided).max(initial=0) + 2 * SOFTMAX
    np.testing.assert_allclose(
        softmax(logits, temperature), softmax(divided), rtol=lost, atol=4 * SPACING
    )


@given(logit_rows)
def test_log_softmax_is_the_log_of_softmax(logits):
    """The two agree as far as p has digits: its relative error is one of log p."""
    p = softmax(logits)
    safe = p > 1e-300
    np.testing.assert_allclose(
        log_softmax(logits)[safe],
        np.log(p[safe]),
        rtol=LOG_SOFTMAX + LOG,
        atol=SOFTMAX,
    )


@given(logit_rows)
def test_logsumexp_agrees_with_scipy(logits):
    """A second opinion; where both cancel near 0, the peak counts.

    SciPy, which shifts without giving back, may lose twice as much.
    """
    found, peak = logsumexp(logits), logits.max(axis=-1)
    lost = 3 * LOG_SOFTMAX * (abs(peak) + abs(found))
    assert (abs(found - scipy.special.logsumexp(logits, axis=-1)) <= lost).all()


@given(logit_rows, st.floats(0.1, 10))
def test_a_row_of_a_batch_is_the_row_alone(logits, temperature):
    """Batching changes no bit of any row, at any temperature."""
    for function in (softmax, log_softmax):
        batch = function(logits, temperature)
        rows = [function(row, temperature) for row in logits]
        np.testing.assert_array_equal(batch, np.reshape(rows, logits.shape))


def test_temperature_one_is_the_same_in_company():
    """A temperature of 1 among others gives the bits of the plain softmax."""
    logits = np.random.default_rng(1).normal(0, 50, (200, 6))
    mixed = softmax(logits, np.where(np.arange(200) % 2, 1.0, 3.0))
    np.testing.assert_array_equal(mixed[1::2], softmax(logits[1::2]))


def test_a_temperature_axis_becomes_a_leading_axis():
    """Temperatures (n,) with logits (K,) give probabilities (n, K)."""
    assert softmax([1.0, 2.0, 3.0], [0.5, 1.0]).shape == (2, 3)


@pytest.mark.parametrize(
    ("logits", "temperature", "expected"),
    [
        ([1, 3, 3], 0, [0, 0.5, 0.5]),
        ([1, 3, -INF], INF, [0.5, 0.5, 0]),
        ([-INF, 0, 0], 1, [0, 0.5, 0.5]),
        ([-INF, -5], 0, [0, 1]),
        ([INF, 5, -INF], 1, [1, 0, 0]),
        ([INF, 5, -INF], INF, [1, 0, 0]),
        ([1e308, 1e308, -1e308], 0.3, [0.5, 0.5, 0]),
        ([1e308, -1e308], 1e300, [1, 0]),
        ([-1e308, 1e308], 5e-324, [0, 1]),
        ([1010, 1000, -1e308], 1e-310, [1, 0, 0]),
    ],
)
def test_the_limits_of_softmax_are_reached(logits, temperature, expected):
    """Cold, hot, masked, infinite and huge: where a limit exists it is the result."""
    assert softmax(logits, temperature).tolist() == expected


@pytest.mark.parametrize(
    "logits", [[-INF, -INF], [INF, INF, 0], [np.nan, 1], [INF, np.nan], [INF, INF]]
)
@pytest.mark.parametrize("temperature", [0.0, 1.0, 2.5, INF])
def test_a_row_without_a_limit_is_nan(logits, temperature):
    """All masked, several infinities or a nan: the whole row is nan."""
    assert np.isnan(softmax(logits, temperature)).all()
    assert np.isnan(log_softmax(logits, temperature)).all()


def test_a_nan_row_leaves_the_others_alone():
    """One bad row does not spoil its batch."""
    batch = softmax([[np.nan, 1.0], [2.0, 2.0], [-INF, -INF]])
    assert batch[1].tolist() == [0.5, 0.5]


def test_a_cold_tie_is_worth_minus_log_k():
    """At T = 0 the k winners have log probability -log k."""
    assert log_softmax([5, 5, 1], 0).tolist() == [-np.log(2), -np.log(2), -INF]


@pytest.mark.parametrize(
    ("logits", "expected"),
    [([-INF, -INF], -INF), ([INF, 3], INF), ([INF, INF], INF), ([1e308] * 2, 1e308)],
)
def test_logsumexp_reaches_its_limits(logits, expected):
    """Nothing to add is -inf; an infinite or huge logit is the sum."""
    assert logsumexp(logits) == expected


# >>> from mpmath import mp, mpf, exp, log
# >>> mp.dps = 400
def test_the_confident_winner_keeps_its_digits():
    """Log p of a winner 40 ahead is -4.2e-18, not 0."""
    # >>> float(-log(1 + exp(-40)))
    assert log_softmax([40, 0])[0] == pytest.approx(
        -4.248354255291589e-18, rel=5e-16, abs=5e-324
    )


def test_a_large_gap_keeps_its_digits():
    """A shift of 0.1 rounds at 700, and e^-700.1 must not feel it."""
    # >>> float(exp(mpf(0.1) - 700) / (1 + exp(mpf(0.1) - 700)))
    assert softmax([700, 0.1])[1] == pytest.approx(
        1.0896627777795915e-304, rel=5e-16, abs=0
    )


def test_subnormal_probabilities_are_not_flushed():
    """Below 2e-308 a probability still has the digits that fit."""
    # >>> float(exp(-720) / (1 + exp(-720)))
    assert softmax([0, -720])[1] == pytest.approx(
        2.0322308024e-313, rel=5e-16, abs=5e-324
    )


@pytest.mark.parametrize("function", [softmax, log_softmax, logsumexp])
class TestEveryFunction:
    """What holds for all three."""

    def test_accepts_any_layout(self, function):
        """Fortran order, reversed and strided views give the same bits."""
        logits = np.random.default_rng(2).normal(0, 30, (5, 12))
        views = [np.asfortranarray(logits), logits[::-1][::-1], logits.tolist()]
        wide = np.zeros((10, 24))
        wide[::2, ::2] = logits
        for view in [*views, wide[::2, ::2]]:
            np.testing.assert_array_equal(function(view), function(logits))

    def test_leaves_its_argument_alone(self, function):
        """The logits are the same afterwards."""
        logits = np.array([1.0, -INF, 3.0])
        function(logits)
        assert logits.tolist() == [1.0, -INF, 3.0]

    @pytest.mark.parametrize("dtype", [bool, np.int8, np.uint64, np.float16, ">f4"])
    def test_computes_in_float64(self, function, dtype):
        """Integers and short floats are promoted first."""
        result = function(np.array([[0, 1, 1]], dtype=dtype))
        np.testing.assert_array_equal(result, function([[0.0, 1.0, 1.0]]))
        assert result.dtype == np.float64

    @pytest.mark.parametrize("shape", [(0, 3), (2, 0, 1), (2, 3, 4)])
    def test_keeps_leading_axes(self, function, shape):
        """Leading axes, empty ones too, come out as they went in."""
        assert function(np.zeros(shape)).shape[: len(shape) - 1] == shape[:-1]

    @pytest.mark.parametrize(
        ("logits", "message"),
        [
            (3.0, "class axis, got the single number 3.0"),
            (np.zeros((2, 0)), r"got shape \(2, 0\)"),
            (["1", "2"], "real numbers, got"),
            ([1j, 2], "real numbers, got"),
            ([None, 2], "real numbers, got"),
        ],
    )
    def test_refuses_what_are_not_logits(self, function, logits, message):
        """The message says what came in."""
        with pytest.raises(ValueError, match=message):
            function(logits)


@pytest.mark.parametrize("function", [softmax, log_softmax])
@pytest.mark.parametrize("temperature", [-1.0, np.nan, -INF])
def test_what_is_not_a_temperature_is_refused(function, temperature):
    """A negative or nan temperature is named in the message."""
    with pytest.raises(ValueError, match=f"0 or more, got {temperature}"):
        function([1.0, 2.0], temperature)


@pytest.mark.parametrize("function", [softmax, log_softmax])
def test_minus_zero_is_a_temperature_of_zero(function):
    """Alone and in company, bit for bit."""
    logits = [[1.0, 2.0, 2.0], [3.0, 1.0, 2.0]]
    for minus, zero in [(-0.0, 0.0), ([-0.0, 1.0], [0.0, 1.0])]:
        assert function(logits, minus).tobytes() == function(logits, zero).tobytes()


def test_mismatched_temperatures_are_refused():
    """Temperatures must fit the leading axes."""
    with pytest.raises(ValueError, match=r"must match, got \(3,\) and \(2,\)"):
        softmax(np.zeros((2, 5)), np.ones(3))


@given(logit_rows, st.floats(1e-3, 1e3))
def test_confidence_is_one_divided_by_temperature(logits, confidence):
    """Sharpened logits have the softmax at that temperature.

    Both round a gap of up to 1.6e6 by a share of it, which its exponential turns
    into a relative error of up to 1.6e6 * 2^-53 each, and the sum into another.
    """
    np.testing.assert_allclose(
        softmax(sharpen(logits, confidence)),
        softmax(logits, 1 / confidence),
        rtol=1e-9,
        atol=1e-300,
    )


@given(logit_rows)
def test_endless_confidence_is_the_limit(logits):
    """Only the largest keep anything, and they share it, as at temperature 0."""
    sharp = sharpen(logits, INF)
    np.testing.assert_array_equal(softmax(sharp), softmax(logits, 0))
    assert np.isin(sharp, [0.0, -INF]).all()


@pytest.mark.parametrize("confidence", [0.0, 0.5, INF])
def test_a_masked_class_stays_masked(confidence):
    """Also where -inf is multiplied by 0, which NumPy has no answer for."""
    sharp = sharpen([1.0, -INF], confidence)
    assert softmax(sharp).tolist() == [1.0, 0.0]


@pytest.mark.parametrize("logits", [[-INF, -INF], [INF, INF], [np.nan, 0]])
def test_without_a_softmax_endless_confidence_has_no_limit(logits):
    """Nan, as the softmax of such logits is."""
    assert np.isnan(softmax(sharpen(logits, INF))).all()


@pytest.mark.parametrize("confidence", [-1.0, np.nan])
def test_a_confidence_is_not_negative(confidence):
    """A negative one would turn the order around."""
    with pytest.raises(ValueError, match="confidence must be 0 or more"):
        sharpen([1.0, 2.0], confidence)
