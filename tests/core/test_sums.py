"""Claims about sums: nothing is lost on the way, and company changes nothing."""

from fractions import Fraction

import numpy as np
import pytest

from core.arguments import FEW
from core.sums import class_sum, split_sum
from tests.core.roundoff import U

COUNTS = [1, 2, 9, FEW - 1, FEW, 1000, 100_000]


def weights(rows, count):
    """Return numbers from 0 to 1, as e to the power of gaps are."""
    return np.random.default_rng(count).random((rows, count))


@pytest.mark.parametrize("count", COUNTS)
def test_two_parts_are_the_sum_on_paper(count):
    """What they lose together is not a thousandth of what one rounding would."""
    terms = weights(1, count)
    coarse, fine = (Fraction(part.item()) for part in split_sum(terms))
    exact = sum(map(Fraction, terms[0].tolist()), start=Fraction(0))
    assert abs(coarse + fine - exact) <= Fraction(U) / 1000 * exact


@pytest.mark.parametrize("count", COUNTS[:-1])
def test_a_row_has_one_sum(count):
    """Alone or in a batch, bit for bit."""
    rows = weights(7, count)
    alone = np.array([class_sum(row) for row in rows])
    assert class_sum(np.asfortranarray(rows) if count < FEW else rows).tolist() == (
        alone.tolist()
    )
