"""Claims about the scene of two classes: softmax and sigmoid are one number."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import log_softmax, sigmoid, softmax
from pages.two_classes.scene import PAIRS, backdrop, scene
from tests.core.roundoff import EXP, LOG_SOFTMAX, SIGMOID, SOFTMAX, SOFTPLUS, U
from tests.pages.strategies import numbers

MASKED = -math.inf
NONE = np.array(0.0)
SOURCE = np.array([0.3, 2.9, MASKED])
THREE = np.array([0.3, 2.9, 4.0])
GRID = np.arange(-100, 101) / 10

thirds = st.just(MASKED) | numbers | st.floats(-40, 10)
logits = st.tuples(numbers, numbers, thirds).map(np.array)
shifts = numbers.map(np.array)


def neighbours():
    """Find logits whose softmax and sigmoid are 1 ulp apart on this processor."""
    pairs = np.stack(np.meshgrid(GRID, GRID), axis=-1).reshape(-1, 2)
    one, other = softmax(pairs)[:, 0], sigmoid(pairs[:, 0] - pairs[:, 1])
    return pairs[np.abs(one.view(np.int64) - other.view(np.int64)) == 1][-1].tolist()


EVERY_TASK = {
    "half": [1, 1, MASKED],
    "tenfold": [2.3, 0, MASKED],
    "third": [1, 1, 1 + math.log(2)],
    "step": [*neighbours(), MASKED],
}


@pytest.mark.parametrize("pair", [(0.5, -1.25), (3, 3), (-10, 10), (0, 0)])
def test_softmax_of_two_is_the_sigmoid_of_their_difference(pair):
    """Where the difference needs no rounding the two are the same float64."""
    found = scene(np.array([*pair, MASKED]), NONE)
    assert found["softmax"] == found["sigmoid"]
    assert found["difference"] == 0


@given(z=logits, shift=shifts)
def test_both_numbers_are_core_s(z, shift):
    """They are so bit by bit; their distance is counted where they mean the same."""
    found = scene(z, shift)
    one, other = softmax(z + shift)[0], sigmoid((z + shift)[0] - (z + shift)[1])
    assert (found["softmax"], found["sigmoid"]) == (one, other)
    steps = abs(int(one.view(np.int64)) - int(other.view(np.int64)))
    is_alone = softmax(z + shift)[2] < 2.0**-53
    expected = float(steps) if is_alone else np.nan
    np.testing.assert_array_equal(found["difference"], expected)


@given(z=logits, shift=shifts)
def test_the_shares_are_core_s(z, shift):
    """They are, bit by bit, the softmax of the shifted logits."""
    assert scene(z, shift)["p"].tobytes() == softmax(z + shift).tobytes()


@given(first=numbers, second=numbers)
def test_two_classes_disagree_behind_the_fourteenth_digit(first, second):
    """Rounding the difference, at most 20, costs 16 U: half a spacing there.

    A step to the next number is U or more.
    """
    steps = scene(np.array([first, second, MASKED]), NONE)["difference"]
    assert steps * U <= 16 * U + SOFTMAX + SIGMOID


@given(z=logits, shift=shifts)
def test_the_road_back_leads_to_differences_of_logits(z, shift):
    """log(p_i / p_k) = z_i - z_k for every pair, with infinity for a masked class.

    No |log p| is more than the spread of the logits and log 3. Two of them lose
    LOG_SOFTMAX, and both differences less than one more.
    """
    found, moved, log_p = scene(z, shift), z + shift, log_softmax(z + shift)
    lost = 3 * LOG_SOFTMAX * (np.ptp(moved[np.isfinite(moved)]) + np.log(3))
    for i, k in PAIRS:
        assert found[f"log{i}{k}"] == log_p[i - 1] - log_p[k - 1]
        expected = moved[i - 1] - moved[k - 1]
        np.testing.assert_allclose(found[f"log{i}{k}"], expected, rtol=0, atol=lost)


@given(z=logits, shift=shifts)
def test_the_algebra_can_be_recomputed(z, shift):
    """1 / (1 + e^(z2 - z1) + e^(z3 - z1)) is the softmax; without the third, sigma.

    Where a weight counts its exponent is at most 20, and rounded by 16 U: half a
    spacing. Two sums and a quotient follow.
    """
    found = scene(z, shift)
    second, third = found["weight2"], found["weight3"]
    both = 1 / (1 + second + third), 1 / (1 + second)
    lost = 16 * U + EXP + 3 * U + SOFTMAX
    np.testing.assert_allclose(both, (found["softmax"], found["sigmoid"]), rtol=lost)


@pytest.mark.parametrize("shift", [-10, -0.1, 3.7, 10])
@pytest.mark.parametrize("z", [SOURCE, THREE])
def test_a_shift_changes_no_share(z, shift):
    """A constant added to all logits cancels.

    Adding it rounds logits up to 14, of which two make a gap.
    """
    found = scene(z, np.array(float(shift)))
    lost = 2 * 14 * U + 2 * SOFTMAX
    np.testing.assert_allclose(found["p"], scene(z, NONE)["p"], rtol=lost)
    assert found["logit"].tolist() == (z + shift).tolist()


def test_a_third_class_takes_from_both():
    """Three classes of the source: softmax is no longer the sigmoid, ratios stay."""
    found = scene(THREE, NONE)
    expected = [0.01821127, 0.24519181, 0.73659691]
    np.testing.assert_allclose(found["p"], expected, rtol=0, atol=5e-9)
    assert found["sigmoid"] == scene(SOURCE, NONE)["sigmoid"]
    lost = 3 * LOG_SOFTMAX * (np.ptp(THREE) + np.log(3))
    np.testing.assert_allclose(found["log12"], -2.6, rtol=0, atol=lost)


@given(z=logits)
def test_a_curve_carries_the_point_of_three_classes(z):
    """The sigmoid, moved right by softplus(z3 - z2), passes through the softmax.

    The gap, what softplus is made of where it counts, and its result are at most 20 or
    little more; their difference is at most 41. The sigmoid turns what all that has
    lost into a part of itself.
    """
    found, further = scene(z, NONE), backdrop(z)["further"]
    carried = sigmoid(found["gap"] - further)
    lost = (20 * U + 20 * U + 21 * SOFTPLUS + 41 * U) + SIGMOID + SOFTMAX
    np.testing.assert_allclose(carried, found["softmax"], rtol=lost)


@pytest.mark.parametrize("task", EVERY_TASK)
def test_every_task_can_be_done(task):
    """Some logits reach it."""
    assert scene(np.array(EVERY_TASK[task], float), NONE)[task]


def test_no_task_is_done_before_it_was_tried():
    """At the first sight of the page nothing is ticked off."""
    assert not any(scene(SOURCE, NONE)[task] for task in EVERY_TASK)


@pytest.mark.parametrize("task", ["half", "step"])
def test_with_a_third_class_there_are_not_two(task):
    """Two tasks ask for two classes, even where the third is too light to count."""
    found = scene(np.array([*EVERY_TASK[task][:2], -40], float), NONE)
    assert found["difference"] == scene(np.array(EVERY_TASK[task]), NONE)["difference"]
    assert not found[task]
