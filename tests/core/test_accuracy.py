"""Claims about digits: the error of every function on inputs chosen to break it."""

import pytest

import core
from tests.core.judge import Marks, mark, questions

LIMITS = {
    "softmax": 4,
    "softmax, any T": 4,
    "log_softmax": 4,
    "log_softmax, any T": 4,
    "logsumexp": 4,
    "sigmoid": 2.5,
    "log_sigmoid": 2,
    "softplus": 2,
    "logit": 2,
    "odds": 2,
    "entropy": 4,
    "entropy_from_logits": 5,
    "cross_entropy": 3,
    "kl_divergence": 3,
    "cross_entropy_from_logits, index": 4,
    "cross_entropy_from_logits, soft": 4,
    "binary_cross_entropy_from_logits": 3,
    "cross_entropy_gradient, index": 5,
    "cross_entropy_gradient, soft": 5,
    "binary_cross_entropy_gradient": 3,
    "softmax_jacobian": 6,
}


@pytest.fixture(scope="module")
def marks() -> dict[str, Marks]:
    """Every function sits the same exam, once."""
    exam = questions(seed=0, size=20)
    return {
        name: mark(getattr(core, name.split(",")[0]), asked)
        for name, asked in exam.items()
    }


def test_every_function_is_examined(marks):
    """There is a limit for every kind of question."""
    assert sorted(marks) == sorted(LIMITS)


@pytest.mark.parametrize(("name", "limit"), LIMITS.items())
def test_errors_stay_within_a_few_ulp(marks, name, limit):
    """No answer is further from the exact one than the limit."""
    assert marks[name].worst <= limit


@pytest.mark.parametrize("name", LIMITS)
def test_nothing_is_wrongly_nan_or_infinite(marks, name):
    """Where the exact answer is a float64, so is the result."""
    assert marks[name].wrong == 0
