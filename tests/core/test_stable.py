"""Claims about the cures of the textbooks, at every kind of float."""

import numpy as np
import pytest

import core
from core import stable

DTYPES = ["float16", "float32", "float64"]
LOGITS = np.array([[1.5, -0.25, 3.0], [2.0, 2.0, 2.0], [4.0, -4.0, 4.0]])

both = pytest.mark.parametrize(
    ("form", "arguments", "right"),
    [
        (stable.softmax, (LOGITS,), core.softmax),
        (stable.log_softmax, (LOGITS,), core.log_softmax),
        (stable.log_softmax_by_rest, (LOGITS,), core.log_softmax),
        (stable.sigmoid, (LOGITS,), core.sigmoid),
        *(
            (
                stable.binary_cross_entropy_from_logits,
                (LOGITS, y),
                core.binary_cross_entropy_from_logits,
            )
            for y in (0.0, 0.25, 1.0)
        ),
    ],
)


@both
@pytest.mark.parametrize("dtype", DTYPES)
def test_a_cure_is_core_s_but_for_its_kind_of_float(form, arguments, right, dtype):
    """Numbers of the textbook come out within a few roundings, ties too.

    Terms of up to 8 are rounded at most six times each.
    """
    found = form(*arguments, dtype)
    lost = 6 * float(np.finfo(dtype).eps)
    assert found.dtype == dtype
    np.testing.assert_allclose(found, right(*arguments), rtol=lost, atol=8 * lost)


def test_logits_are_rounded_before_their_gap():
    """2049 is 2048 in float16, so the two have no gap there."""
    assert stable.gap([2049.0, 2048.0], np.float16).tolist() == [0, 0]
    assert stable.gap([2049.0, 2048.0], np.float32).tolist() == [0, -1]


def test_a_float16_sum_is_rounded_after_every_term():
    """2048 + 1 is 2048 in float16."""
    assert stable.total(np.ones(4096, np.float16)) == 2048


def test_a_confident_winner_keeps_its_loss_only_without_its_one():
    """1 + e^-40 is 1; the rest alone is not 0. Winners that tie are one winner."""
    assert stable.log_softmax([40.0, 0.0])[0] == 0
    assert stable.log_softmax_by_rest([40.0, 0.0])[0] == -np.exp(-40.0)
    assert stable.log_softmax_by_rest([3.0, 3.0]).tolist() == [-np.log(2)] * 2
