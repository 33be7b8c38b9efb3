"""Claims about the scene of output layers: the task decides how logits are read."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import relu, sigmoid, softmax
from core.sums import class_sum
from pages.output_layers.scene import READINGS, SIGNS, TASKS, scene
from tests.pages.strategies import logits, numbers

SOURCE = [0.3, 2.9, 4.0]
STREET = [2.2, -1.4, 1.1]
# What the answer may be, to the reading and the number of neurons for K classes.
EXPECTED = {
    "signed": ("identity", lambda _: 1),
    "positive": ("relu", lambda _: 1),
    "yesno": ("sigmoid", lambda _: 1),
    "one": ("softmax", lambda count: count),
    "several": ("sigmoid", lambda count: count),
}
REACHED = {
    "all": ("several", [3, 3, 3]),
    "none": ("several", [-3, -3, -3]),
    "chance": ("one", [0, -1.1, -1.1]),
    "forgotten": ("one", [-1, -2, -3]),
    "agree": ("yesno", [0.3, 0, 4]),
}

tasks = pytest.mark.parametrize("task", TASKS)
any_task = st.sampled_from(TASKS)


def found(task, z):
    """Return what the scene says of a task and logits."""
    return scene(np.array(float(TASKS.index(task))), np.array(z, dtype=float))


def signs(task):
    """Return how each reading fits a task."""
    answers = found(task, SOURCE)
    return {reading: SIGNS[answers[f"fits_{reading}"] - 1] for reading in READINGS}


@given(task=any_task, z=logits())
def test_all_readings_are_core_s(task, z):
    """Each of the four is, bit by bit, what core says of the logits."""
    answers = found(task, z)
    assert answers["identity"].tobytes() == z.tobytes()
    assert answers["relu"].tobytes() == relu(z).tobytes()
    assert answers["sigmoid"].tobytes() == sigmoid(z).tobytes()
    assert answers["softmax"].tobytes() == softmax(z).tobytes()
    assert answers["sum_sigmoid"] == class_sum(sigmoid(z))
    assert answers["sum_softmax"] == class_sum(softmax(z))
    assert answers["pair"] == softmax(z[:2])[0]


@tasks
@given(z=logits())
def test_a_task_has_its_reading_and_its_neurons(task, z):
    """Prices take identity and ReLU, classes softmax, labels and yes or no sigmoid."""
    right, neurons = EXPECTED[task][0], EXPECTED[task][1](len(z))
    answers = found(task, z)
    assert READINGS[answers["right"] - 1] == right
    assert answers["neurons"] == neurons
    for reading in READINGS:
        used = [reading == right and i < neurons for i in range(len(z))]
        assert answers[f"used_{reading}"].tolist() == used


@tasks
def test_one_reading_fits(task):
    """It is the right one, whose mark is a check."""
    fitting = [reading for reading, sign in signs(task).items() if sign == "✓"]
    assert fitting == [EXPECTED[task][0]]


@tasks
def test_only_yes_or_no_has_a_second_way(task):
    """Softmax with two neurons is possible too; elsewhere the rest is wrong."""
    possible = [reading for reading, sign in signs(task).items() if sign == "○"]
    assert possible == (["softmax"] if task == "yesno" else [])


def test_softmax_reads_the_source_as_shares():
    """About 2, 25 and 74 percent, and 1 in all, to the last bit."""
    answers = found("one", SOURCE)
    assert np.round(100 * answers["softmax"]).tolist() == [2, 25, 74]
    assert answers["sum_softmax"] == 1


@given(z=logits())
def test_the_largest_stays_largest(z):
    """Identity marks the largest logits; no other reading leaves out one of them."""
    answers, largest = found("one", z), z == z.max()
    assert answers["largest_identity"].tolist() == largest.tolist()
    assert all(answers[f"largest_{reading}"][largest].all() for reading in READINGS)


def test_lifting_a_label_moves_no_other_label():
    """Of the sigmoids one rises; of the softmax shares the others fall."""
    before, after = found("several", STREET), found("several", [2.2, 2, 1.1])
    moved = {r: np.sign(after[r] - before[r]).tolist() for r in READINGS}
    assert moved["sigmoid"] == [0, 1, 0]
    assert moved["softmax"] == [-1, 1, -1]


@pytest.mark.parametrize(("z", "low", "high"), [(6, 2.99, 3), (-6, 0, 0.01)])
def test_sigmoids_add_up_to_anything(z, low, high):
    """Three labels can be likely at once, or none; the shares are 1 in all."""
    answers = found("several", [z, z, z])
    assert low < answers["sum_sigmoid"] < high
    assert answers["softmax"].tolist() == [1 / 3] * 3


def test_relu_is_never_negative_and_identity_is_what_it_was():
    """A price below 0 is a price for identity and 0 for ReLU."""
    answers = found("positive", [-1.2, 2.9, 4])
    assert (answers["identity"][0], answers["relu"][0]) == (-1.2, 0)


@given(z=numbers)
def test_two_neurons_are_one_when_the_second_logit_is_0(z):
    """The first share of softmax and the sigmoid are the same float64."""
    answers = found("yesno", [z, 0])
    assert answers["pair"] == answers["sigmoid"][0]


@pytest.mark.parametrize("to_try", REACHED)
def test_everything_to_try_can_be_reached(to_try):
    """There is a state that ticks it off."""
    assert found(*REACHED[to_try])[to_try]


@pytest.mark.parametrize("to_try", ["all", "none", "agree"])
@pytest.mark.parametrize("task", TASKS)
def test_what_is_to_try_in_a_task_is_done_there_alone(to_try, task):
    """The same logits tick off nothing while another task is chosen."""
    own, z = REACHED[to_try]
    assert found(task, z)[to_try] == (task == own)


@pytest.mark.parametrize(
    ("z", "forgotten"),
    [
        ([-1, -2, -3], True),
        ([-1, -1, -3], False),
        ([1, -2, -3], False),
        ([0, -1], True),
    ],
)
def test_relu_forgets_the_largest_below_0(z, forgotten):
    """It does so where one logit is the largest, and its output is not."""
    assert found("one", z)["forgotten"] == forgotten
