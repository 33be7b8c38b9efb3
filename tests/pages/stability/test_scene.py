"""Claims about the scene of stability: every cell is computed in its kind of float."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import (
    binary_cross_entropy_from_logits,
    log_softmax,
    naive,
    sigmoid,
    softmax,
    stable,
)
from core.contests import KINDS
from pages.stability.scene import roundoff, scene
from pages.stability.tasks import TASKS
from tests.pages.strategies import logits

LOGITS = ("softmax", "sigmoid", "log", "loss")
FLOAT64 = KINDS.index("float64")

sizes = st.floats(0.1, 1900) | st.sampled_from([1.0, 10.0, 2000.0])
offsets = st.floats(-1100, 1100) | st.just(0.0)


def found(contest, z, size=1.0, offset=0.0, dtype=FLOAT64):
    """Return what the scene of a contest answers."""
    numbers = (np.array(x, float) for x in (dtype, z, size, offset))
    return scene(contest, *numbers)


LARGE = found("softmax", [1, 0, -1], 10, 1000)
EDGES = found("sigmoid", [7.2, 0, -7.2], 100)


def of_softmax(z, kind):
    """Return both ways to softmax, and what is right."""
    return {
        "naive": naive.softmax(z, kind),
        "shifted": stable.softmax(z, kind),
        "right": softmax(z),
    }


def of_sigmoid(z, kind):
    """Return three ways to the sigmoid, and what is right."""
    return {
        "textbook": naive.sigmoid(z, kind),
        "ratio": naive.sigmoid_by_ratio(z, kind),
        "one_form": stable.sigmoid(z, kind),
        "right": sigmoid(z),
    }


def of_log(z, kind):
    """Return three ways to the log of a softmax, and what is right."""
    return {
        "log_p": np.log(stable.softmax(z, kind)),
        "usual": stable.log_softmax(z, kind),
        "by_rest": stable.log_softmax_by_rest(z, kind),
        "right": log_softmax(z),
    }


def of_loss(z, kind):
    """Return two ways to the loss, and what is right in both kinds of question."""
    return {
        "from_p": -np.log(naive.softmax(z, kind)),
        "from_logits": -stable.log_softmax_by_rest(z, kind),
        "right": -log_softmax(z),
        "yes_no_right": binary_cross_entropy_from_logits(z, 0.0),
    }


@pytest.mark.parametrize(
    ("contest", "expected"),
    [*zip(LOGITS, (of_softmax, of_sigmoid, of_log, of_loss), strict=True)],
)
@given(z=logits(), size=sizes, offset=offsets, dtype=st.sampled_from(range(3)))
def test_answers_are_core_s(contest, expected, z, size, offset, dtype):
    """Every answer is, bit by bit, what core computes in that kind of float."""
    answers = found(contest, z, size, offset, dtype)
    with np.errstate(over="ignore"):
        rounded = (z * size + offset).astype(KINDS[dtype])
    with np.errstate(divide="ignore"):
        told = expected(rounded, KINDS[dtype])
    for name, answer in told.items():
        np.testing.assert_array_equal(answers[name], answer.astype(float), name)


def test_large_logits_break_the_naive_softmax():
    """Of 1010, 1000 and 990 all three are nan."""
    assert LARGE["logit"].tolist() == [1010, 1000, 990]
    assert np.isinf(LARGE["power"]).all()
    assert np.isnan(LARGE["naive"]).all()


def test_large_logits_leave_the_shifted_softmax_alone():
    """It is 0.9999546, 4.54e-05 and 2.06e-09, as far as these digits go."""
    expected, half = [0.9999546, 4.54e-05, 2.06e-09], [5e-8, 5e-8, 5e-12]
    assert (np.abs(LARGE["shifted"] - expected) <= half).all()


def test_very_negative_logits_divide_zero_by_zero():
    """Of -1000, -1010 and -990 every e^z is 0, and so is their sum."""
    answers = found("softmax", [0, -1, 1], 10, -1000)
    assert answers["logit"].tolist() == [-1000, -1010, -990]
    assert answers["power_sum"] == 0
    assert np.isnan(answers["naive"]).all()
    assert np.isfinite(answers["shifted"]).all()


@pytest.mark.parametrize("offset", [-1050.25, -0.1, 333.3, 1100])
def test_any_real_number_can_be_added(offset):
    """The shifted softmax stays what it was, but for the rounding of the sum.

    A sum up to 1104 is rounded by at most half of 2^-42, so that a gap of two is off
    by 2^-42, and a share of gaps by twice that and a few ulp.
    """
    z = [0.3, 2.9, 4]
    at_zero, moved = found("softmax", z), found("softmax", z, offset=offset)
    np.testing.assert_allclose(moved["shifted"], at_zero["shifted"], rtol=2.0**-40)


def test_the_textbook_sigmoid_breaks_on_the_left():
    """e^720 is infinite, so 1 / (1 + e^-z) answers 0 where 2e-313 is right."""
    assert np.isinf(EDGES["falling"][2])
    assert EDGES["textbook"].tolist() == [1, 0.5, 0]
    assert EDGES["right"][2] > 0


def test_the_ratio_breaks_on_the_right():
    """e^z / (1 + e^z) only moves the overflow: nan at 720."""
    assert np.isnan(EDGES["ratio"]).tolist() == [True, False, False]


def test_one_form_serves_both_sides():
    """e^-relu(-z) / (1 + e^-|z|) is right at 720 and at -720."""
    assert EDGES["one_form"].tolist() == EDGES["right"].tolist()


def test_a_nearly_sure_winner_is_lost_by_the_usual_log_softmax():
    """It answers 0 where -8.5e-18 is right, which the rest still knows."""
    answers = found("log", [4, 0, 0], 10)
    assert answers["logit"].tolist() == [40, 0, 0]
    assert answers["usual"][0] == answers["log_p"][0] == 0
    assert answers["by_rest"][0] == answers["right"][0] < 0


def test_a_loss_from_probabilities_forgets_what_one_from_logits_knows():
    """At 40 a sure mistake costs 40; through the probability it is infinite."""
    answers = found("loss", [4, 0, 0], 10)
    assert answers["from_p"][0] == 0 < answers["from_logits"][0]
    assert answers["yes_no_from_p"][0] == np.inf
    assert answers["yes_no_from_logits"][0] == 40


def test_round_off_takes_the_digits_of_a_difference():
    """(1 + 1/10000) - (1 - 1/10000) is not 2/10000 in any kind, and 0 in float16."""
    answers = roundoff(np.array(10000.0))
    difference = [answers[kind][2] for kind in KINDS]
    assert difference[0] == 0
    assert difference[2] == (1 + 1 / 10000) - (1 - 1 / 10000) != 2 / 10000
    assert answers["float64"][3] == 2 / 10000


@pytest.mark.parametrize(
    ("task", "contest", "state"),
    [
        ("overflow", "softmax", ([1, 0, -1], 10, 600)),
        ("nothing", "softmax", ([0.3, 2.9, 4], 1, -800)),
        ("half", "softmax", ([0.3, 2.9, 4], 2.9, 0, 0)),
        ("both", "sigmoid", ([7.2, 0, -7.2], 100)),
        ("certain", "log", ([4, 0, 0], 10)),
    ],
)
def test_every_task_can_be_done(task, contest, state):
    """Some state makes its answer true."""
    assert found(contest, *state)[task]


@pytest.mark.parametrize("size", [2.9, 3.1])
@pytest.mark.parametrize("dtype", range(3))
def test_half_asks_for_float16_and_small_logits(size, dtype):
    """At 12.4 float16 breaks too, and at 11.6 only float16 does."""
    answers = found("softmax", [0.3, 2.9, 4], size, dtype=dtype)
    assert answers["half"] == (size == 2.9 and KINDS[dtype] == "float16")


@pytest.mark.parametrize(
    ("z", "done"),
    [
        ([12, 0, 0], True),
        ([12.1, 0, 0], False),
        ([12, -500, 0], True),
        ([-20, -21, -22], True),
        ([11, -500, 0], False),
    ],
)
def test_half_counts_a_negative_logit_as_small(z, done):
    """No logit is larger than 12, however far below 0 one lies."""
    assert found("softmax", z, 1, dtype=KINDS.index("float16"))["half"] == done


@pytest.mark.parametrize("z", [[7.2, 0, 0], [0, 0, -7.2]])
def test_both_asks_for_both_sides(z):
    """Each side alone breaks one of the two forms."""
    assert not found("sigmoid", z, 100)["both"]


@pytest.mark.parametrize("contest", LOGITS)
def test_no_task_is_done_by_moderate_logits(contest):
    """A visitor who has not moved anything has done nothing."""
    answers = found(contest, [0.3, 2.9, 4])
    assert [answers[task] for task in TASKS] == [0] * 5


def test_the_opening_leaves_its_task_to_do():
    """At 1010, 1000 and 990 the naive way gives no number; nearer to 0 it does."""
    assert not LARGE["overflow"]
    assert found("softmax", [1, 0, -1], 10, 600)["overflow"]
    assert not found("softmax", [1, 0, -1], 1, 0)["overflow"]  # not as far apart
    assert not found("softmax", [1, 0, -1], 10, -800)["overflow"]  # 0 / 0


def test_an_answer_is_lost_where_no_digit_of_it_is_right():
    """No number, or 0 where there is one; what a kind of float rounds away is not."""
    assert LARGE["lost_naive"].tolist() == [1, 1, 1]
    assert LARGE["lost_shifted"].tolist() == [0, 0, 0]
    assert EDGES["lost_textbook"].tolist() == [0, 0, 1]
    assert EDGES["lost_ratio"].tolist() == [1, 0, 0]
    assert EDGES["lost_one_form"].tolist() == [0, 0, 0]
    half = found("softmax", [1, 0, -1], 10, 1000, dtype=KINDS.index("float16"))
    assert half["shifted"][2] == 0 < half["right"][2]
    assert half["lost_shifted"].tolist() == [0, 0, 0]
    sure = found("log", [4, 0, 0], 10)
    assert [sure[f"lost_{way}"][0] for way in ("log_p", "usual", "by_rest")] == [
        1,
        1,
        0,
    ]


def test_a_difference_is_lost_in_half_precision_alone():
    """Of 2/10000 nothing is left in float16."""
    answers = roundoff(np.array(10000.0))
    assert answers["lost_difference"].tolist() == [1, 0, 0]
    assert answers["lost_direct"].tolist() == [0, 0, 0]
    assert answers["difference"][0] == 0
