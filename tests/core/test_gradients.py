"""Claims about the gradients and the Jacobian."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from mpmath import mp, mpf

from core import (
    binary_cross_entropy_gradient,
    cross_entropy_gradient,
    sigmoid,
    softmax,
    softmax_jacobian,
    squared_error_gradient,
)
from tests.core import exact
from tests.core.roundoff import U

INF = np.inf
logit_rows = arrays(np.float64, 4, elements=st.floats(-30, 30))
few_rows = [(0.3, 2.9, 4.0), (40.0, 0.0, -1.0), (700.0, 0.1, 699.0), (2.0, 2.0, 2.0)]


def central_difference(function, z, k):
    """Return the slope of an exact function along logit k."""
    step = mpf(10) ** -60
    above = [mpf(x) + step * (i == k) for i, x in enumerate(z)]
    below = [mpf(x) - step * (i == k) for i, x in enumerate(z)]
    return (function(tuple(above)) - function(tuple(below))) / (2 * step)


def test_two_even_logits_pull_apart_evenly():
    """P - y of an even pair is one half each way."""
    assert cross_entropy_gradient([0, 0], 0).tolist() == [-0.5, 0.5]


def test_squared_error_of_two_even_logits():
    """2 p ((p - y) - Σ p (p - y)), with p one half and a sum of 0."""
    assert squared_error_gradient([0.5, 0.5], 0).tolist() == [-0.5, 0.5]


def test_an_undecided_sigmoid_pulls_by_one_half():
    """sigmoid(0) - y."""
    assert binary_cross_entropy_gradient(0, [0, 1]).tolist() == [0.5, -0.5]


def test_the_jacobian_of_two_even_logits():
    """P (1 - p) is a quarter."""
    assert softmax_jacobian([3, 3]).tolist() == [[0.25, -0.25], [-0.25, 0.25]]


@given(logit_rows, st.integers(0, 3))
def test_the_gradient_is_p_minus_y(logits, index):
    """The careful form and the plain one agree, but for four roundings below 1.

    They have 1 + rest in common, so only it, the quotients and the differences count.
    """
    np.testing.assert_allclose(
        cross_entropy_gradient(logits, index),
        softmax(logits) - np.eye(4)[index],
        rtol=0,
        atol=4 * U,
    )


@given(st.floats(-800, 800), st.floats(0, 1))
def test_the_binary_gradient_is_p_minus_y(x, y):
    """The careful form and the plain one agree, but for four roundings below 1."""
    assert binary_cross_entropy_gradient(x, y) == pytest.approx(
        sigmoid(x) - y, abs=4 * U
    )


@given(logit_rows, logit_rows)
def test_gradients_sum_to_zero(logits, others):
    """A common shift of the logits changes no loss.

    Either distribution is 1 but for 3 U, and every difference is rounded.
    """
    gradient = cross_entropy_gradient(logits, softmax(others))
    assert math.fsum(gradient) == pytest.approx(0, abs=(3 + 3 + 4) * U)


@given(logit_rows)
def test_the_jacobian_is_symmetric(logits):
    """Logit j moves p i as logit i moves p j."""
    jacobian = softmax_jacobian(logits)
    np.testing.assert_array_equal(jacobian, jacobian.T)


@given(logit_rows, logit_rows)
def test_the_chain_rule_leads_from_jacobian_to_gradient(logits, others):
    """Jacobian times the slope -y/p of the loss is p - y.

    Here p cancels, so that products of p, y and 1 - p are left, and their sum.
    """
    p, y = softmax(logits), softmax(others)
    np.testing.assert_allclose(
        softmax_jacobian(logits) @ (-y / p),
        cross_entropy_gradient(logits, y),
        rtol=0,
        atol=32 * U,
    )


@pytest.mark.parametrize("z", few_rows)
@pytest.mark.parametrize("y", [(1.0, 0.0, 0.0), (0.25, 0.5, 0.25)])
def test_the_gradient_is_the_slope_of_the_loss(z, y):
    """A central difference in 380 digits agrees."""
    slopes = [
        central_difference(lambda x: exact.cross_entropy_from_logits(x, y), z, k)
        for k in range(3)
    ]
    np.testing.assert_allclose(
        cross_entropy_gradient(z, y), [float(s) for s in slopes], rtol=1e-14
    )


@pytest.mark.parametrize("z", few_rows)
@pytest.mark.parametrize("y", [(1.0, 0.0, 0.0), (0.25, 0.5, 0.25)])
def test_the_squared_gradient_is_the_slope_of_the_squared_error(z, y):
    """A central difference in 380 digits agrees.

    p - y and its mean are rounded by up to 2^-53 each and the product by as much,
    and 2 p is at most 2: no slope is off by more than 8 * 2^-53.
    """

    def error(logits):
        pairs = zip(exact.softmax(logits), y, strict=True)
        return sum((p - share) ** 2 for p, share in pairs)

    slopes = [float(central_difference(error, z, k)) for k in range(3)]
    found = squared_error_gradient(softmax(z), y)
    np.testing.assert_allclose(found, slopes, rtol=0, atol=8 * 2**-53)


@given(logit_rows, logit_rows)
def test_the_squared_gradient_is_the_mistake_times_the_jacobian(logits, others):
    """Twice p - y, times how every probability answers to every logit."""
    p, y = softmax(logits), softmax(others)
    expected = 2 * softmax_jacobian(logits) @ (p - y)
    found = squared_error_gradient(p, y)
    np.testing.assert_allclose(found, expected, rtol=0, atol=16 * 2**-53)


@pytest.mark.parametrize("p", [[0.0, 1.0], [1.0, 0.0]])
@pytest.mark.parametrize("target", [0, 1])
def test_squared_error_lets_a_certainty_alone(p, target):
    """Right or wrong, its gradient is 0, and not -0."""
    assert squared_error_gradient(p, target).tobytes() == np.zeros(2).tobytes()


@pytest.mark.parametrize("x", [-720.0, -3.0, 0.0, 2.0, 40.0])
@pytest.mark.parametrize("y", [0.0, 0.25, 1.0])
def test_the_binary_gradient_is_the_slope_of_the_loss(x, y):
    """A central difference in 700 digits agrees, at sigmoids of 1e-313 too."""
    with mp.workdps(700):
        step = mpf(10) ** -330
        above, below = (
            exact.binary_cross_entropy_from_logits(mpf(x) + d, y) for d in (step, -step)
        )
        slope = float((above - below) / (2 * step))
    assert binary_cross_entropy_gradient(x, y) == pytest.approx(
        slope, rel=1e-14, abs=1e-322
    )


@pytest.mark.parametrize("z", few_rows)
def test_the_jacobian_is_the_slope_of_the_softmax(z):
    """A central difference in 380 digits agrees, column by column."""
    slopes = [
        [
            float(central_difference(lambda x, i=i: exact.softmax(x)[i], z, k))
            for k in range(3)
        ]
        for i in range(3)
    ]
    np.testing.assert_allclose(softmax_jacobian(z), slopes, rtol=1e-14)


@pytest.mark.parametrize(
    ("logits", "index", "expected"),
    [([INF, 0], 0, [0, 0]), ([INF, 0], 1, [1, -1]), ([-INF, 3, 3], 1, [0, -0.5, 0.5])],
)
def test_gradients_at_infinity(logits, index, expected):
    """An infinite or masked logit has the gradient of its limit."""
    assert cross_entropy_gradient(logits, index).tolist() == expected


def test_an_infinite_logit_moves_nothing():
    """The Jacobian of a certainty is 0, and not -0."""
    jacobian = softmax_jacobian([INF, 0.0])
    assert jacobian.tolist() == [[0, 0], [0, 0]]
    assert not np.signbit(jacobian).any()


@pytest.mark.parametrize("logits", [[-INF, -INF], [INF, INF], [np.nan, 0]])
def test_no_distribution_has_no_gradient(logits):
    """Nan in, nan out."""
    assert np.isnan(cross_entropy_gradient(logits, 0)).all()
    assert np.isnan(softmax_jacobian(logits)).all()


@pytest.mark.parametrize(("x", "y", "slope"), [(INF, 1, 0), (INF, 0, 1), (-INF, 1, -1)])
def test_the_binary_gradient_at_infinity(x, y, slope):
    """The slope of a certainty is 0 or 1."""
    assert binary_cross_entropy_gradient(x, y) == slope


# >>> from mpmath import mp, exp
# >>> mp.dps = 400
def test_a_confident_winner_still_has_a_slope():
    """P rounds to 1 at a lead of 40, and p - y is -4.2e-18 all the same."""
    # >>> w = exp(-40); float(w / (1 + w))
    assert cross_entropy_gradient([40, 0], 0)[0] == pytest.approx(
        -4.248354255291589e-18, rel=5e-16, abs=5e-324
    )
    assert binary_cross_entropy_gradient(40, 1) == pytest.approx(
        -4.248354255291589e-18, rel=5e-16, abs=5e-324
    )
    assert softmax_jacobian([40, 0])[0, 0] == pytest.approx(
        4.248354255291589e-18, rel=5e-16, abs=5e-324
    )


def test_leading_axes_are_carried_along():
    """A batch of Jacobians, and a gradient for each of many targets."""
    assert softmax_jacobian(np.zeros((2, 0, 3))).shape == (2, 0, 3, 3)
    assert cross_entropy_gradient(np.zeros(3), np.eye(3)).shape == (3, 3)


def test_bad_targets_are_refused():
    """The gradient takes the targets that the loss takes."""
    with pytest.raises(IndexError, match="class index 3"):
        cross_entropy_gradient([0, 0, 0], 3)
    with pytest.raises(ValueError, match=r"must match, got \(3,\) and \(2,\)"):
        binary_cross_entropy_gradient([0, 0], [0, 1, 1])
