"""Claims about how and where the textbook forms break."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import core
from core import naive
from tests.core.roundoff import (
    BINARY_CROSS_ENTROPY,
    CROSS_ENTROPY_FROM_LOGITS,
    EXP,
    LOG,
    SIGMOID,
    SOFTMAX,
    U,
    added,
)

INF = np.inf
PLAIN = EXP + (EXP + added(3)) + U  # e^z over the sum of three
DTYPES = ["float16", "float32", "float64"]
moderate = arrays(np.float64, (2, 3), elements=st.floats(-8, 8))


@given(moderate)
def test_naive_softmax_is_right_for_moderate_logits(logits):
    """Where nothing overflows the textbook form is a softmax."""
    np.testing.assert_allclose(
        naive.softmax(logits), core.softmax(logits), rtol=PLAIN + SOFTMAX
    )


@given(moderate, st.integers(0, 2))
def test_naive_loss_is_right_for_moderate_logits(logits, index):
    """Where nothing underflows the textbook form is a cross-entropy."""
    np.testing.assert_allclose(
        naive.cross_entropy_from_logits(logits, index),
        core.cross_entropy_from_logits(logits, index),
        rtol=LOG + CROSS_ENTROPY_FROM_LOGITS,
        atol=PLAIN,
    )


@given(moderate, st.floats(0, 1))
def test_naive_binary_loss_is_right_for_moderate_logits(x, y):
    """Where p does not round to 1 the textbook form is a binary cross-entropy.

    What p loses is 1 + e^8 times as much of 1 - p, and so of its logarithm.
    """
    np.testing.assert_allclose(
        naive.binary_cross_entropy_from_logits(x, y),
        core.binary_cross_entropy_from_logits(x, y),
        rtol=2 * BINARY_CROSS_ENTROPY,
        atol=SIGMOID * (1 + np.exp(8)),
    )


@given(moderate)
def test_both_naive_sigmoids_are_right_for_moderate_logits(x):
    """Where nothing overflows the two textbook forms agree."""
    for form in (naive.sigmoid, naive.sigmoid_by_ratio):
        np.testing.assert_allclose(form(x), core.sigmoid(x), rtol=2 * SIGMOID)


def test_large_logits_are_nan():
    """The example 1010, 1000, 990 of the textbooks: inf / inf throughout."""
    assert np.isnan(naive.softmax([1010, 1000, 990])).all()


def test_small_logits_are_nan():
    """Where all powers underflow, 0 / 0 is left."""
    assert np.isnan(naive.softmax([-1010, -1000, -990])).all()


def test_the_log_of_an_underflow_is_infinite():
    """e^-750 is 0, and log 0 is -inf."""
    assert naive.log_softmax([0, -750]).tolist() == [0, -INF]


def test_the_first_sigmoid_loses_its_left_tail():
    """1 / (1 + inf) is 0."""
    assert naive.sigmoid(-720) == 0


def test_the_other_sigmoid_is_nan_on_the_right():
    """Inf / inf."""
    assert np.isnan(naive.sigmoid_by_ratio(720))


def test_a_confident_mistake_costs_an_infinity_too_early():
    """1 - p is 0 from 37 on."""
    assert naive.binary_cross_entropy_from_logits(37, 0) == INF


def test_an_impossible_class_spoils_the_loss():
    """0 * log 0 is 0 * -inf is nan."""
    assert np.isnan(naive.cross_entropy([0.0, 1.0], [0, 1]))


def test_naive_logit_loses_digits_near_one_half():
    """At 1/2 + 1e-9 only eight digits are right."""
    relative = naive.logit(0.5 + 1e-9) / core.logit(0.5 + 1e-9) - 1
    assert 1e-9 < abs(relative) < 1e-8


@pytest.mark.parametrize("dtype", DTYPES)
def test_results_have_the_dtype_asked_for(dtype):
    """Every form computes in the dtype given."""
    results = [
        naive.softmax([1.0, 2.0], dtype),
        naive.log_softmax([1.0, 2.0], dtype),
        naive.sigmoid(1.0, dtype),
        naive.sigmoid_by_ratio(1.0, dtype),
        naive.logit(0.3, dtype),
        naive.cross_entropy([0.5, 0.5], [0, 1], dtype),
        naive.cross_entropy_from_logits([1.0, 2.0], 0, dtype),
        naive.binary_cross_entropy(0.3, 1, dtype),
        naive.binary_cross_entropy_from_logits(0.3, 1, dtype),
    ]
    assert {result.dtype for result in results} == {np.dtype(dtype)}


def test_a_float16_sum_is_rounded_after_every_term():
    """2048 + 1 is 2048 in float16, so 4096 equal shares are each twice too large."""
    assert naive.softmax(np.zeros(4096), np.float16)[0] == np.float16(1 / 2048)


def test_a_float16_softmax_overflows_between_the_terms():
    """e^11 is 59,900 and fits, but the sum of two does not."""
    assert naive.softmax([11.0, 11.0], np.float16).tolist() == [0, 0]


@pytest.mark.parametrize("dtype", [np.int32, np.longdouble, "complex64"])
def test_other_dtypes_are_refused(dtype):
    """Only the three float types that processors and graphics cards have."""
    with pytest.raises(ValueError, match="dtype must be float16, float32 or float64"):
        naive.softmax([1.0, 2.0], dtype)


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        # log of the largest float: 65,504, 2^128, 2^1024
        (naive.exp_overflow, [11.09, 88.72, 709.78]),
        # log of half the smallest float: 2^-25, 2^-150, 2^-1075
        (naive.exp_underflow, [-17.33, -103.97, -745.13]),
        (naive.sigmoid_overflow, [-11.09, -88.72, -709.78]),
        (naive.sigmoid_by_ratio_overflow, [11.09, 88.72, 709.78]),
        # -log of half the spacing at 1: 2^-11, 2^-24, 2^-53
        (naive.sigmoid_certain, [7.62, 16.64, 36.74]),
        (naive.certain_gap, [7.62, 16.64, 36.74]),
        (naive.impossible_gap, [17.33, 103.97, 745.13]),
    ],
)
def test_forms_break_where_the_float_types_end(function, expected):
    """Every threshold is a logarithm of an end of the type, to its own rounding."""
    found = [function(dtype) for dtype in DTYPES]
    assert found == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_one_number_before_the_overflow_all_is_well(dtype):
    """The threshold is the very first number that overflows."""
    x = dtype(naive.exp_overflow(dtype))
    with np.errstate(over="ignore"):
        assert np.exp([np.nextafter(x, dtype(0)), x]).tolist()[1] == INF
    assert np.isfinite(np.exp(np.nextafter(x, dtype(0))))
