"""Claims about the three cross-entropies."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core import (
    binary_cross_entropy_from_logits,
    cross_entropy,
    cross_entropy_from_logits,
    cross_entropy_terms,
    entropy,
    log_softmax,
    sigmoid,
    softmax,
)
from tests.core.roundoff import (
    BINARY_CROSS_ENTROPY,
    CROSS_ENTROPY,
    CROSS_ENTROPY_FROM_LOGITS,
    ENTROPY,
    SIGMOID,
    SOFTMAX,
    added,
)

INF = np.inf
logit_rows = arrays(np.float64, (4, 3), elements=st.floats(-30, 30))
indices = arrays(np.int64, 4, elements=st.integers(0, 2))


def test_the_loss_is_the_surprise_of_the_true_class():
    """The iris example: -log 0.7, whatever the other probabilities are."""
    assert cross_entropy([0.26, 0.70, 0.04], [0, 1, 0]) == -np.log(0.7)


def test_two_even_logits_cost_log_two():
    """An undecided winner costs log 2 either way."""
    assert (
        cross_entropy_from_logits([[5, 5], [5, 5]], [0, 1]).tolist() == [np.log(2)] * 2
    )


def test_an_undecided_sigmoid_costs_log_two():
    """A logit of 0 costs log 2, whatever the target."""
    assert binary_cross_entropy_from_logits(0, [0, 0.25, 1]) == pytest.approx(np.log(2))


@given(logit_rows, indices)
def test_an_index_is_short_for_a_one_hot_target(logits, index):
    """Both ways to name the true class give the same bits."""
    np.testing.assert_array_equal(
        cross_entropy_from_logits(logits, index),
        cross_entropy_from_logits(logits, np.eye(3)[index]),
    )


@given(logit_rows, indices)
def test_the_loss_is_minus_the_log_probability(logits, index):
    """Cross-entropy of an index is -log_softmax there."""
    picked = np.take_along_axis(log_softmax(logits), index[:, np.newaxis], -1)[:, 0]
    np.testing.assert_array_equal(cross_entropy_from_logits(logits, index), -picked)


@given(logit_rows, logit_rows)
def test_losses_from_logits_and_probabilities_agree(logits, others):
    """Both forms agree on soft targets, as far as p has digits."""
    y = softmax(others)
    np.testing.assert_allclose(
        cross_entropy_from_logits(logits, y),
        cross_entropy(softmax(logits), y),
        rtol=CROSS_ENTROPY_FROM_LOGITS + CROSS_ENTROPY + 2 * added(3),
        atol=2 * SOFTMAX,
    )


@given(logit_rows)
def test_the_truth_costs_its_entropy(logits):
    """Cross-entropy of p with itself is the entropy of p."""
    p = softmax(logits)
    lost = CROSS_ENTROPY + added(3) + ENTROPY
    np.testing.assert_allclose(cross_entropy(p, p), entropy(p), rtol=lost)


@given(st.floats(-30, 30), st.floats(0, 1))
def test_binary_loss_is_the_loss_of_two_classes(x, y):
    """A sigmoid of x costs what a softmax of [x, 0] costs."""
    lost = BINARY_CROSS_ENTROPY + CROSS_ENTROPY_FROM_LOGITS + added(2)
    assert binary_cross_entropy_from_logits(x, y) == pytest.approx(
        cross_entropy_from_logits([x, 0], [y, 1 - y]), rel=lost, abs=0
    )


@given(st.floats(-30, 30), st.floats(0, 1))
def test_binary_loss_is_the_textbook_formula(x, y):
    """-y log p - (1 - y) log(1 - p), as far as p and 1 - p have digits."""
    loss = binary_cross_entropy_from_logits(x, y)
    plain = -y * np.log(sigmoid(x)) - (1 - y) * np.log(sigmoid(-x))
    lost = 2 * BINARY_CROSS_ENTROPY * loss + SIGMOID
    assert abs(plain - loss) <= lost


@pytest.mark.parametrize(
    ("p", "y", "expected"),
    [([0, 1], [0, 1], 0), ([0, 1], [1, 0], INF), ([0, 1], [1e-300, 1], INF)],
)
def test_a_ruled_out_truth_costs_everything(p, y, expected):
    """0 log 0 is 0, and nothing is clipped."""
    assert cross_entropy(p, y) == expected


@pytest.mark.parametrize(
    ("logits", "target", "expected"),
    [
        ([-INF, 0], 1, 0),
        ([-INF, 0], 0, INF),
        ([-INF, 0], [0.0, 1.0], 0),
        ([-INF, 0], [0.5, 0.5], INF),
        ([INF, 0], 0, 0),
        ([INF, 0], 1, INF),
        ([1e308, -1e308], 1, INF),
        ([1e308, -1e308], [0.75, 0.25], 5e307),
        ([1e308, 1e308, -1e308], 0, np.log(2)),
        ([7], 0, 0),
    ],
)
def test_losses_from_logits_reach_their_limits(logits, target, expected):
    """Masked, infinite and huge logits."""
    assert cross_entropy_from_logits(logits, target) == expected


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        (INF, 1, 0),
        (INF, 0, INF),
        (-INF, 0, 0),
        (-INF, 1, INF),
        (INF, 0.5, INF),
        (-1e308, 1, 1e308),
    ],
)
def test_binary_losses_reach_their_limits(x, y, expected):
    """The right side is free, the wrong side infinite."""
    assert binary_cross_entropy_from_logits(x, y) == expected


@pytest.mark.parametrize(
    ("function", "prediction", "target"),
    [
        (cross_entropy, [0.0, 1.0], [0, 1]),
        (cross_entropy, [1.0], 0),
        (cross_entropy_from_logits, [0.0, 800.0], 1),
        (cross_entropy_from_logits, [-INF, 3.0], [0, 1]),
        (cross_entropy_from_logits, [3.0], 0),
        (binary_cross_entropy_from_logits, 800.0, 1),
        (binary_cross_entropy_from_logits, -INF, 0),
    ],
)
def test_a_zero_loss_is_a_positive_zero(function, prediction, target):
    """Nobody has to read -0.0."""
    loss = function(prediction, target)
    assert loss == 0
    assert not np.signbit(loss)


@pytest.mark.parametrize("logits", [[-INF, -INF], [INF, INF], [np.nan, 0]])
@pytest.mark.parametrize("target", [0, [0.5, 0.5]])
def test_the_loss_of_no_distribution_is_nan(logits, target):
    """Where there is no softmax there is no loss."""
    assert np.isnan(cross_entropy_from_logits(logits, target))


# >>> from mpmath import mp, mpf, exp, log
# >>> mp.dps = 400
def test_a_confident_right_answer_still_costs_something():
    """A winner 40 ahead costs 4.2e-18, with a softmax as with a sigmoid."""
    # >>> float(log(1 + exp(-40)))
    assert cross_entropy_from_logits([40, 0], 0) == pytest.approx(
        4.248354255291589e-18, rel=5e-16, abs=5e-324
    )
    assert binary_cross_entropy_from_logits(40, 1) == pytest.approx(
        4.248354255291589e-18, rel=5e-16, abs=5e-324
    )


def test_a_soft_target_keeps_its_digits():
    """A target of 1 - 1e-15 costs 1e-15 of 700."""
    # >>> y = mpf(1 - 1e-15); float(y * log(1 + exp(-700)) + (1 - y) * 700)
    assert binary_cross_entropy_from_logits(700, 1 - 1e-15) == pytest.approx(
        6.994405055138486e-13, rel=5e-16, abs=5e-324
    )


class TestTargets:
    """What cross_entropy_from_logits takes for a target."""

    @pytest.mark.parametrize(
        ("logits", "target", "result"),
        [
            ((201, 5), (5,), (201,)),
            ((5,), (201, 5), (201,)),
            ((4, 1, 5), (3, 5), (4, 3)),
            ((0, 5), (0, 5), (0,)),
        ],
    )
    def test_distributions_broadcast(self, logits, target, result):
        """Leading axes of logits and distributions need only fit."""
        y = np.full(target, 0.2)
        assert cross_entropy_from_logits(np.zeros(logits), y).shape == result

    @pytest.mark.parametrize(
        ("logits", "target", "result"),
        [
            ((201, 5), (), (201,)),
            ((5,), (201,), (201,)),
            ((4, 1, 5), (3,), (4, 3)),
            ((5, 5), (5,), (5,)),
            ((0, 5), (0,), (0,)),
        ],
    )
    def test_indices_broadcast(self, logits, target, result):
        """Leading axes of logits and indices need only fit."""
        index = np.full(target, 1)
        assert cross_entropy_from_logits(np.zeros(logits), index).shape == result

    def test_integers_with_a_class_axis_are_one_hot(self):
        """[0, 1, 0] beside three logits is a distribution, not three indices."""
        loss = cross_entropy_from_logits([1.0, 2.0, 4.0], [0, 1, 0])
        assert loss == cross_entropy_from_logits([1.0, 2.0, 4.0], 1)

    @pytest.mark.parametrize("index", [-1, 3, 10**9])
    def test_an_index_without_a_class_is_refused(self, index):
        """The message names the index and the range."""
        with pytest.raises(IndexError, match=f"{index} is outside 0 to 2"):
            cross_entropy_from_logits(np.zeros((2, 3)), [0, index])

    @pytest.mark.parametrize(
        ("target", "message"),
        [
            ([0.5, -0.5, 1.0], "got -0.5"),
            ([np.nan, 0.5, 0.5], "got nan"),
            ([0.0, 0.0, 1.5], "got 1.5"),
            ([0.5, 0.5], r"3 probabilities on its last axis, got \[0.5, 0.5\]"),
            (1.0, "integer class indices .* got 1.0"),
            ([[0], [1]], r"got \[\[0\], \[1\]\]"),
            ([0, 1, 1, 0], r"must match, got \(4,\) and \(2,\)"),
            (np.zeros((4, 3)), r"must match, got \(4,\) and \(2,\)"),
            (["a", "b"], "must be real numbers"),
            ([None, 1], "must be real numbers"),
        ],
    )
    def test_what_is_not_a_target_is_refused(self, target, message):
        """Negative, nan, too large, misshapen, or no number at all."""
        with pytest.raises(ValueError, match=message):
            cross_entropy_from_logits(np.zeros((2, 3)), target)

    @pytest.mark.parametrize("target", [-0.1, 1.1, np.nan, INF])
    def test_a_binary_target_lies_between_zero_and_one(self, target):
        """The message names the offending number."""
        with pytest.raises(ValueError, match=f"got {target}"):
            binary_cross_entropy_from_logits(0.0, target)

    def test_binary_shapes_must_fit(self):
        """One target per logit, or one for all."""
        with pytest.raises(ValueError, match=r"must match, got \(3,\) and \(2,\)"):
            binary_cross_entropy_from_logits([0, 1], [0, 1, 1])


@given(logit_rows, logit_rows)
def test_terms_add_up_to_the_loss(logits, others):
    """Three positive terms: each is rounded twice, and so are two sums."""
    y = softmax(others)
    np.testing.assert_allclose(
        cross_entropy_terms(logits, y).sum(axis=-1),
        cross_entropy_from_logits(logits, y),
        rtol=4 * np.finfo(float).eps,
    )


@given(logit_rows, indices)
def test_only_the_true_class_has_a_term(logits, index):
    """All others are multiplied by 0, and their term is 0 and not -0."""
    terms = cross_entropy_terms(logits, index)
    others = terms[np.arange(3) != index[:, np.newaxis]]
    assert others.tobytes() == np.zeros(8).tobytes()


def test_the_term_of_an_impossible_truth_is_infinite():
    """A masked class costs without bound where it is true, and else nothing."""
    assert cross_entropy_terms([0.0, -INF], 1).tolist() == [0, INF]
    assert cross_entropy_terms([0.0, -INF], 0).tolist() == [0, 0]
