"""Claims about entropy, perplexity and the Kullback-Leibler divergence."""

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core import (
    cross_entropy,
    entropy,
    entropy_from_logits,
    kl_divergence,
    perplexity,
    softmax,
)
from tests.core.roundoff import (
    CROSS_ENTROPY,
    ENTROPY,
    ENTROPY_FROM_LOGITS,
    EXP,
    KL_DIVERGENCE,
    LOG,
    SOFTMAX,
    U,
    added,
)

INF = np.inf
logit_rows = arrays(np.float64, 5, elements=st.floats(-30, 30))


def test_a_fair_coin_has_an_entropy_of_log_two():
    """Two even chances hold log 2 nat."""
    assert entropy([0.5, 0.5]) == np.log(2)


def test_two_even_classes_are_a_perplexity_of_two():
    """Ruled out classes do not count."""
    assert perplexity([0.5, 0.5, 0.0]) == 2


def test_twice_as_likely_throughout_is_log_two_apart():
    """If p is 2 q wherever p is not 0, the divergence is log 2."""
    assert kl_divergence([0.5, 0.5, 0], [0.25, 0.25, 0.5]) == np.log(2)


def test_a_certainty_has_no_entropy():
    """The entropy of a one-hot distribution is +0.0."""
    h = entropy([0, 1, 0])
    assert h == 0
    assert not np.signbit(h)


@given(logit_rows)
def test_entropy_lies_between_zero_and_log_k(logits):
    """No distribution over K classes is less certain than the uniform one."""
    # Probabilities sum to 1 but for 3 U.
    most = np.log(5) * (1 + ENTROPY + LOG) + 3 * U
    assert 0 <= entropy(softmax(logits)) <= most


@given(logit_rows)
def test_entropy_is_the_same_from_logits_and_probabilities(logits):
    """Both forms agree as far as p has digits: -p log p moves by -(1 + log p)."""
    h = entropy_from_logits(logits)
    lost = SOFTMAX * (1 + h) + (ENTROPY + ENTROPY_FROM_LOGITS) * h
    assert abs(entropy(softmax(logits)) - h) <= lost


@given(logit_rows)
def test_entropy_agrees_with_scipy(logits):
    """A second opinion, which first divides p by its sum."""
    p = softmax(logits)
    h = entropy(p)
    lost = (3 * U + added(5) + U) * (1 + h) + (ENTROPY + LOG + added(5)) * h
    assert abs(scipy.stats.entropy(p) - h) <= lost


@given(logit_rows)
def test_perplexity_is_the_exponential_of_entropy(logits):
    """Log perplexity is entropy; a relative error of the one is one of its log."""
    h = entropy(softmax(logits))
    lost = EXP + LOG * h
    assert abs(np.log(perplexity(softmax(logits))) - h) <= lost


@given(logit_rows, logit_rows)
def test_divergence_is_what_cross_entropy_adds_to_entropy(first, second):
    """H(p, q) = H(p) + D(p || q), whose terms are at most those of the other two."""
    p, q = softmax(first), softmax(second)
    crossed, h = cross_entropy(q, p), entropy(p)
    lost = (CROSS_ENTROPY + KL_DIVERGENCE + 2 * added(5) + U) * (crossed + h)
    assert abs(crossed - h - kl_divergence(p, q)) <= lost


@given(logit_rows, logit_rows)
def test_divergence_is_not_negative(first, second):
    """No other belief is cheaper than the truth, if both are 1 in all.

    Either is 1 but for 3 U; terms that nearly cancel are as small as p - q.
    """
    assert kl_divergence(softmax(first), softmax(second)) >= -(3 + 3 + 1) * U


@given(logit_rows)
def test_a_distribution_is_no_distance_from_itself(logits):
    """D(p || p) is exactly 0."""
    assert kl_divergence(softmax(logits), softmax(logits)) == 0


@pytest.mark.parametrize(
    ("p", "q", "expected"),
    [
        ([0, 1], [0, 1], 0),
        ([0.5, 0.5], [0, 1], INF),
        ([0, 1], [0.5, 0.5], np.log(2)),
    ],
)
def test_divergence_from_the_impossible(p, q, expected):
    """P = 0 costs nothing, q = 0 < p costs everything."""
    assert kl_divergence(p, q) == expected


def test_divergence_sees_what_the_ratio_rounds_away():
    """Probabilities a spacing apart diverge by that spacing."""
    q = 1 - 2.0**-53
    assert kl_divergence([1.0], [q]) == pytest.approx(2.0**-53, rel=5e-16, abs=0)


@pytest.mark.parametrize(
    ("logits", "expected"),
    [([0, 0, -INF], np.log(2)), ([INF, 0], 0), ([1e308, -1e308], 0), ([3], 0)],
)
def test_entropy_from_logits_at_the_ends(logits, expected):
    """Masked, infinite, huge and single logits."""
    assert entropy_from_logits(logits) == expected


@pytest.mark.parametrize("logits", [[-INF, -INF], [INF, INF], [np.nan, 0]])
def test_entropy_of_no_distribution_is_nan(logits):
    """Where there is no softmax there is no entropy."""
    assert np.isnan(entropy_from_logits(logits))


def test_a_nan_probability_has_a_nan_entropy():
    """An unknown distribution has an unknown entropy, and the others keep theirs."""
    assert np.isnan(entropy([[np.nan, 0.5], [0.5, 0.5]])).tolist() == [True, False]


# >>> from mpmath import mp, mpf, exp, log
# >>> mp.dps = 400
def test_entropy_of_a_confident_row_keeps_its_digits():
    """A winner 40 ahead has 1.7e-16 nat left."""
    # >>> w = exp(-40); float(log(1 + w) + 40 * w / (1 + w))
    assert entropy_from_logits([40, 0]) == pytest.approx(
        1.7418252446695514e-16, rel=5e-16, abs=5e-324
    )


def test_an_unknown_belief_has_an_unknown_divergence():
    """Even where p is 0, and of no other row."""
    q = [[np.nan, 1.0], [0.5, 0.5]]
    assert np.isnan(kl_divergence([0.0, 1.0], q)).tolist() == [True, False]


def test_a_rare_class_is_weighed_by_its_ratio():
    """A millionth of q is -13.8 nat away; the digits of 1e-6 - 1 do not tell."""
    # >>> float(mpf(1e-6) * log(mpf(1e-6)))
    right = -1.3815510557964274e-05
    assert abs(kl_divergence([1e-6], [1.0]) - right) <= -KL_DIVERGENCE * right


def test_divergence_survives_a_ratio_that_overflows():
    """P / q is 5e309 here, and its logarithm 713."""
    # >>> p, q = mpf(0.5), mpf(1e-310)
    # >>> float(p * log(p / q) + p * log(p))
    assert kl_divergence([0.5, 0.5], [1e-310, 1]) == pytest.approx(
        356.20754223351713, rel=2.3e-16
    )


@pytest.mark.parametrize("function", [entropy, perplexity])
@pytest.mark.parametrize("p", [[-0.1, 1.1], [0.5, 1.5], 0.5, [], ["a"], [1j]])
def test_what_is_not_a_distribution_is_refused(function, p):
    """Entries outside [0, 1], a missing class axis and words are errors."""
    with pytest.raises(ValueError, match="got"):
        function(p)


@pytest.mark.parametrize("q", [[0.5, 0.25, 0.25], [1.0], [[0.5, 0.5]] * 3])
def test_distributions_over_other_classes_are_refused(q):
    """P and q must have the same classes and fitting leading axes."""
    p = [[0.5, 0.5], [0.5, 0.5]]
    with pytest.raises(ValueError, match=r"must match, got \(2, 2\)"):
        kl_divergence(p, q)
    with pytest.raises(ValueError, match=r"must match, got .* and \(2, 2\)"):
        kl_divergence(q, p)
