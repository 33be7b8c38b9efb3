"""Claims about the scene of a yes or no."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import (
    binary_cross_entropy_from_logits,
    binary_cross_entropy_gradient,
    sigmoid,
    softplus,
)
from pages.cross_entropy.binary_scene import LOGITS, backdrop, scene
from tests.core.roundoff import (
    BINARY_CROSS_ENTROPY,
    ENTROPY,
    KL_DIVERGENCE,
    SIGMOID,
    SOFTPLUS,
    U,
)
from tests.pages.cross_entropy.states import NONE, PLAIN, endless, shares
from tests.pages.strategies import numbers

TASKS = ("even", "calm", "wrong")


def said(x, label, unit=0):
    """Return what the scene says of a logit and a label."""
    return scene(np.array(float(x)), np.array(float(label)), np.array(unit))


@given(x=numbers | endless, label=shares, unit=st.integers(0, 1))
def test_every_number_is_core_s(x, label, unit):
    """Loss, probability and slope are, bit by bit, core's."""
    found, nat = said(x, label, unit), np.log(2) if unit else 1.0
    expected = {
        "loss": binary_cross_entropy_from_logits(x, label) / nat,
        "p": sigmoid(x),
        "gradient": binary_cross_entropy_gradient(x, label),
    }
    for name, value in expected.items():
        assert found[name].tobytes() == np.asarray(value).tobytes(), name


@given(x=numbers, label=shares)
def test_both_branches_and_the_stable_form_agree(x, label):
    """One branch times z and the other times 1 - z: the form of programs too.

    The branches are positive. The other form multiplies, subtracts and adds numbers of
    up to 11, as the loss is.
    """
    found = said(x, label)
    branches = label * found["hit"] + found["rest"] * found["miss"]
    stable = found["positive"] - found["product"] + found["tail"]
    np.testing.assert_allclose(found["loss"], branches, rtol=2 * BINARY_CROSS_ENTROPY)
    lost = 3 * 11 * U + SOFTPLUS + 11 * BINARY_CROSS_ENTROPY
    np.testing.assert_allclose(found["loss"], stable, rtol=0, atol=lost)
    assert found["nat"] == found["loss"]


@given(x=numbers, label=shares)
def test_the_loss_is_entropy_and_divergence(x, label):
    """H = H(z) + KL, as of several classes."""
    found = said(x, label)
    sums = BINARY_CROSS_ENTROPY + ENTROPY + KL_DIVERGENCE + 4 * U
    np.testing.assert_allclose(
        found["loss"],
        found["entropy"] + found["kl"],
        rtol=sums,
        atol=2 * (sums + SIGMOID),
    )


@pytest.mark.parametrize(("label", "loss"), [(1, 0.0), (0, np.inf)])
def test_certainty_in_a_yes_costs_nothing_or_everything(label, loss):
    """An infinite logit is sure; the label decides."""
    assert said(np.inf, label)["loss"] == loss


@pytest.mark.parametrize("x", [-np.inf, np.inf])
def test_an_infinite_logit_times_nothing_is_nothing(x):
    """In the form without overflow, a label of 0 leaves no x z."""
    assert said(x, 0)["product"] == 0


@pytest.mark.parametrize(
    ("task", "x", "label"),
    [("even", 0, 1), ("calm", np.log(0.3 / 0.7), 0.3), ("wrong", -6, 1)],
)
def test_a_task_can_be_reached(task, x, label):
    """Some state does what it asks for, and at first none is done."""
    assert said(x, label)[task]
    assert [bool(said(-2, 1)[name]) for name in TASKS] == [False] * 3


@pytest.mark.parametrize(
    ("task", "x", "label"),
    [("even", 0, 0.5), ("calm", 0, 0.5), ("calm", 10, 1), ("calm", -10, 0)],
)
def test_a_task_is_not_done_by_the_way(task, x, label):
    """Where both labels are alike, or one is certain, nothing had to be found."""
    assert not said(x, label)[task]


@pytest.mark.parametrize("unit", [0, 1])
def test_five_nat_are_five_nat_in_any_unit(unit):
    """5 bit are less, and the task asks for nat."""
    done = [said(x, 1, unit)["wrong"] for x in (-4.5, -5.0)]
    assert done == [False, True]


def test_the_loss_lies_on_the_branch_of_its_label():
    """A label of 1 costs softplus(-x), and a label of 0 costs softplus(x)."""
    yes, no = backdrop(PLAIN, NONE), backdrop(NONE, NONE)
    np.testing.assert_array_equal(yes["loss"], yes["one"])
    np.testing.assert_array_equal(no["loss"], no["zero"])
    np.testing.assert_array_equal(yes["one"], softplus(-LOGITS))


def test_a_curve_passes_through_every_state_at_its_points():
    """Each number of a curve is what the scene says at that logit."""
    label, unit = np.full_like(LOGITS, 0.3), np.ones_like(LOGITS)
    curves, now = backdrop(label[0], unit[0]), scene(LOGITS, label, unit)
    for curve, name in (("loss", "loss"), ("share", "p"), ("slope", "gradient")):
        np.testing.assert_array_equal(curves[curve], now[name])
