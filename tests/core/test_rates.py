"""Claims about the rates: the file holds what the script measures, and what it says."""

import numpy as np
import pytest

from core.rates import EPOCHS, NET, RATES, RULES, SEED, curves, measure

GOOD = 0.93  # of the images held are right at the end


def test_a_small_part_of_the_file_is_measured_anew():
    """One rate of each rule for two epochs, rounded to float32.

    Of 90 steps each rounds sums of 64 terms of order 1; a start moved by eight last
    bits moves these losses by less than 3e-15, and so does each step at most eight
    times that.
    """
    some = [RATES.tolist().index(0.01)]
    found = measure(NET.initial(SEED), RATES[some], epochs=2)
    kept = curves().losses[:, some, :3]
    lost = 2.0**-24 * kept.max() + 90 * 8 * 3e-15
    np.testing.assert_allclose(found.losses, kept, rtol=0, atol=lost)
    off = abs(found.accuracies - curves().accuracies[:, some, :3])
    assert off.max() <= 1.01 / 360  # one image may stand on the edge of two digits


def test_the_file_has_a_curve_for_every_rule_and_rate():
    """Losses are finite, and all begin alike; accuracies are 360ths."""
    losses, accuracies = curves()
    assert losses.shape == accuracies.shape == (len(RULES), len(RATES), EPOCHS + 1)
    assert np.isfinite(losses).all()
    assert len(np.unique(losses[..., 0])) == len(np.unique(accuracies[..., 0])) == 1
    np.testing.assert_array_equal(accuracies, (accuracies * 360).round() / 360)


def test_nobody_can_change_a_curve():
    """They are read once, for everybody."""
    assert curves() is curves()
    for array in curves():
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_the_rates_are_four_to_a_decade():
    """From a ten thousandth to 1."""
    assert len(RATES) == 17
    assert RATES[[0, 4, 8, 12, 16]].tolist() == [1e-4, 1e-3, 1e-2, 1e-1, 1]


@pytest.mark.parametrize(
    ("rule", "least", "most"),
    [("gradient_descent", 0.03, 0.6), ("adam", 5e-4, 0.06)],
)
def test_a_rule_has_its_own_rates(rule, least, most):
    """All rates between two bounds learn to read, and none outside does.

    For both the range spans a little more, or two decades; Adam's lies far lower.
    """
    last = curves().accuracies[RULES.index(rule), :, -1]
    assert ((last >= GOOD) == ((least < RATES) & (most > RATES))).all()


def test_the_usual_rate_of_adam_is_a_good_one():
    """0.001 is right in nine of ten by epoch 12, and its loss hardly ever rises.

    For gradient descent the same rate is a crawl: it still takes most for another.
    """
    usual = RATES.tolist().index(0.001)
    descent, adams = curves().accuracies[:, usual]
    assert (adams >= 0.9).argmax() == 12
    assert descent[-1] < 0.3
    assert (np.diff(curves().losses[RULES.index("adam"), usual]) < 0.01).all()
