"""Claims about the lesson on the sigmoid: links, drags, and the code."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import logit, sigmoid
from tests.core.roundoff import EXP, LOG, LOGIT, ODDS, SIGMOID, U
from tests.pages.strategies import numbers
from tests.pages.visits import opened
from ui.words import words

TASKS = ["three", "steepest", "rare", "lost"]

distant = st.floats(-40, 40) | st.integers(-80, 80).map(lambda n: n / 2)
states = st.one_of(
    st.tuples(st.floats(-8, 8), st.just("8")),
    st.tuples(numbers, st.just("10")),
    st.tuples(distant, st.just("40")),
).map(lambda state: {"z": repr(state[0] + 0.0), "view": state[1]})


def number(shown, name):
    """Return one answer at rest."""
    return shown.answer(name).item()


def column(shown, control, name):
    """Return a binding along a control, where all of it changes."""
    return shown.message.column(control, name)[:, 0]


def grid(shown, key):
    """Return the values that a drag of a control visits."""
    return shown.message.control(key)["grid"]


@given(state=states, language=st.sampled_from(["en", "ko"]))
def test_a_link_is_its_state(state, language):
    """Every legal value is shown exactly, and nothing is wrong with it."""
    shown = opened("sigmoid", state, language)
    z = float(state["z"])
    assert (shown.problems, shown.values["z"]) == (set(), z)
    assert number(shown, "p") == sigmoid(z)
    assert grid(shown, "z")[-1] == float(state["view"])


@given(p=st.floats(5e-5, 1 - 5e-5) | st.integers(1, 99).map(lambda n: n / 100))
def test_a_link_may_give_the_probability_instead(p):
    """Then the logit is the logit of it, and the sigmoid leads back to it.

    What a logit has lost is, of a share, a part of itself at most.
    """
    shown = opened("sigmoid", {"p": repr(p)})
    z = logit(p)
    assert shown.problems == set()
    assert shown.values["z"] == z
    lost = float(LOGIT * abs(z) + SIGMOID)
    np.testing.assert_allclose(number(shown, "p"), p, rtol=lost)


def test_a_link_with_both_is_a_link_to_the_logit():
    """Where p says something else, z is what counts."""
    assert number(opened("sigmoid", {"z": "1", "p": "0.1"}), "p") == sigmoid(1)


def test_a_drag_of_z_keeps_what_float32_would_hide():
    """Tables of p and logit hold float64, so p is not 1 too early."""
    shown = opened("sigmoid", {"view": "40"})
    z = grid(shown, "z")
    assert column(shown, "z", "p").tobytes() == sigmoid(z).tobytes()
    assert column(shown, "z", "logit").tobytes() == logit(sigmoid(z)).tobytes()


def test_a_drag_of_p_moves_z():
    """Every step of p sets the logit of it, as far as the axis goes."""
    shown = opened("sigmoid", {"z": "2"})
    expected = np.clip(logit(grid(shown, "p")), -10, 10)
    assert column(shown, "p", "z").tobytes() == expected.tobytes()


@pytest.mark.parametrize(
    ("link", "end"),
    [
        ({"z": "10"}, 10),
        ({"z": "10.5"}, 40),
        ({"z": "-37"}, 40),
        ({"p": "0.9999"}, 10),
        ({"p": "0.99999"}, 40),
        ({"p": "0.00001"}, 40),
        ({"z": "1", "p": "0.99999"}, 10),
    ],
)
def test_a_link_to_a_distant_point_shows_it(link, end):
    """Without a word about the view, the axis reaches as far as the point."""
    shown = opened("sigmoid", link)
    assert shown.problems == set()
    assert grid(shown, "z")[-1] == end


@given(state=states)
def test_the_view_left_out_of_a_link_is_its_default(state):
    """The browser leaves out what is default, so that must be what is shown then."""
    said = opened("sigmoid", state)
    unsaid = opened("sigmoid", {"z": state["z"]})
    if state["view"] == "8":
        return  # which is nobody's default
    assert said.message.control("view")["default"] == unsaid.values["view"]


@pytest.mark.parametrize(
    ("link", "kind", "key"),
    [
        ({"z": "41"}, "clamped", "z"),
        ({"z": "inf"}, "clamped", "z"),
        ({"z": "37", "view": "10"}, "clamped", "z"),
        ({"p": "1"}, "clamped", "p"),
        ({"p": "-0.1"}, "clamped", "p"),
        ({"z": "nan"}, "unreadable", "z"),
        ({"p": "<b>"}, "unreadable", "p"),
        ({"p": ["0.1", "0.2"]}, "unreadable", "p"),
        ({"view": "10.0"}, "unreadable", "view"),
        ({"view": ["10", "40"]}, "unreadable", "view"),
        ({"slope": "1"}, "unknown", "slope"),
    ],
    ids=str,
)
def test_a_hostile_link_gets_a_notice(link, kind, key):
    """The page opens in a legal state and names the key."""
    shown = opened("sigmoid", link)
    assert shown.problems == {(key, kind)}
    assert abs(float(shown.values["z"])) <= grid(shown, "z")[-1] <= 40


def test_it_opens_at_two_with_a_close_look():
    """And without a word about the view, a link still means the range it always did."""
    first, linked = opened("sigmoid"), opened("sigmoid", {"z": "2"})
    assert [grid(shown, "z")[-1] for shown in (first, linked)] == [8, 10]
    assert first.values["z"] == linked.values["z"] == 2


@pytest.mark.parametrize("way", ["there", "back"])
def test_a_link_says_which_way_the_curve_is_read(way):
    """It changes the picture, and no number."""
    shown, plain = (
        opened("sigmoid", {"z": "1", "way": way}),
        opened("sigmoid", {"z": "1"}),
    )
    assert shown.problems == set()
    assert (shown.header["figure"] == plain.header["figure"]) is (way == "there")
    assert number(shown, "p") == number(plain, "p")


def test_no_task_is_done_at_first():
    """A visitor has something to do."""
    shown = opened("sigmoid")
    assert [task["key"] for task in shown.header["tasks"]] == TASKS
    assert [number(shown, task) for task in TASKS] == [0] * len(TASKS)


@pytest.mark.parametrize(
    ("example", "answer"),
    [("even", "steepest"), ("three", "three"), ("rare", "p"), ("lost", "lost")],
)
def test_an_example_is_what_it_is_called(example, answer):
    """Even chances, odds of 3, one in a thousand, and where float64 gives up.

    The logit of one in a thousand is about -7.
    """
    label = words("en", "sigmoid")["presets"][example]
    presets = opened("sigmoid").message.presets
    [values] = [p["values"] for p in presets if p["label"] == label]
    shown = opened("sigmoid", values)
    assert shown.problems == set()
    expected = 0.001 if answer == "p" else 1
    np.testing.assert_allclose(
        number(shown, answer), expected, rtol=7 * LOGIT + SIGMOID
    )


@given(state=states)
def test_the_code_computes_the_readouts(state):
    """It runs as it stands, and agrees with the page.

    The logit that is kept is a difference of two softplus, which are |z| + 2 log 2 at
    most together. Close to the edge 1 - p has few digits: it turns what p has lost into
    1 / (1 - p) times that, so odds and logit are compared up to 10.
    """
    shown = opened("sigmoid", state)
    found, z = shown.ran(), float(state["z"])
    np.testing.assert_allclose(found["p"], number(shown, "p"), rtol=2 * SIGMOID)
    slope = number(shown, "slope")
    np.testing.assert_allclose(found["slope"], slope, rtol=4 * SIGMOID + U)
    lost = EXP + LOG * (abs(z) + 2 * np.log(2)) + U * abs(z)
    np.testing.assert_allclose(found["kept"], z, rtol=0, atol=lost)
    if z < 10:
        lost = float(2 * (SIGMOID / sigmoid(-z) + ODDS))
        np.testing.assert_allclose(found["odds"], number(shown, "odds"), rtol=lost)
        lost += (LOGIT + LOG) * abs(z)
        back = number(shown, "logit")
        np.testing.assert_allclose(found["logit"], back, rtol=0, atol=lost)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("view", ["8", "10", "40"])
def test_an_update_is_small(view, language):
    """Everything that a drag can show travels in 64 kB, in either view."""
    shown = opened("sigmoid", {"view": view}, language)
    assert shown.message.size <= 64_000
