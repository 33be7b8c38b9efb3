"""Claims about the sigmoid lesson: there and back, odds, and float64's limit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import log_sigmoid, logit, odds, sigmoid
from tests.pages.visits import Shown, Visit
from ui.words import words

NOTICE = words("en", "frame")["notice"]
TASKS = words("en", "sigmoid")["tasks"]
EDGE = 36.73680056967711  # from here on sigmoid(z) is 1 in float64

numbers = st.floats(-10, 10) | st.integers(-100, 100).map(lambda n: n / 10)
distant = st.floats(-40, 40) | st.integers(-80, 80).map(lambda n: n / 2)
states = st.one_of(
    st.tuples(numbers, st.just("10")),
    st.tuples(distant, st.just("40")),
).map(lambda state: {"z": repr(state[0] + 0.0), "view": state[1]})


@pytest.fixture(scope="module")
def visit() -> Visit:
    """Return a visitor who follows one link after another."""
    return Visit()


@pytest.fixture(scope="module")
def start() -> Shown:
    """Return the page as it opens."""
    return Visit().open("sigmoid")


def number(shown, name):
    """Return one answer at rest."""
    return shown.answer(name).item()


def column(shown, control, name):
    """Return a binding along a control, where all of it changes."""
    return shown.message.column(control, name)[:, 0]


def grid(shown, key):
    """Return the values that a drag of a control visits."""
    return shown.message.control(key)["grid"]


@settings(max_examples=60)
@given(state=states, language=st.sampled_from(["en", "ko"]))
def test_readouts_at_rest_are_core_s(visit, state, language):
    """All four are, bit by bit, what core says of the logit of the link."""
    shown = visit.open("sigmoid", state | {"lang": language})
    assert (shown.errors, shown.warnings) == ([], [])
    z = float(state["z"])
    p = sigmoid(z)
    found = [number(shown, name) for name in ("p", "odds", "logit", "slope")]
    assert found == [p, odds(p), logit(p), p * sigmoid(-z)]


@settings(max_examples=30)
@given(p=st.floats(5e-5, 1 - 5e-5) | st.integers(1, 99).map(lambda n: n / 100))
def test_a_link_may_give_the_probability_instead(visit, p):
    """Then the logit is the logit of it, and the sigmoid leads back to it."""
    shown = visit.open("sigmoid", {"p": repr(p)})
    assert (shown.errors, shown.warnings) == ([], [])
    assert shown.values["z"] == logit(p)
    assert number(shown, "p") == pytest.approx(p, rel=1e-14)


def test_a_link_with_both_is_a_link_to_the_logit(visit):
    """Where p says something else, z is what counts."""
    shown = visit.open("sigmoid", {"z": "1", "p": "0.1"})
    assert number(shown, "p") == sigmoid(1)


@settings(max_examples=30)
@given(z=numbers)
def test_sigmoid_and_logit_are_inverse(visit, z):
    """The logit of the sigmoid is the number it came from."""
    shown = visit.open("sigmoid", {"z": repr(z)})
    assert number(shown, "logit") == pytest.approx(z, rel=1e-11, abs=1e-15)


def test_both_curves_are_one(start):
    """Every point of one panel lies in the other, with its axes exchanged."""
    for name in ("point", "tangent"):
        mirrored = (start.answer(f"inverse_{name}.{letter}") for letter in "yx")
        for found, letter in zip(mirrored, "xy", strict=True):
            assert found.tolist() == start.answer(f"{name}.{letter}").tolist()


@settings(max_examples=30)
@given(z=st.floats(-10, 9))
def test_one_more_multiplies_the_odds_by_e(visit, z):
    """The factor of the table is e wherever one starts."""
    shown = visit.open("sigmoid", {"z": repr(z)})
    assert number(shown, "ratio") == pytest.approx(np.e, rel=1e-10)
    assert number(shown, "difference") == pytest.approx(1, rel=1e-10)


def test_the_logit_is_the_logarithm_of_the_odds(start):
    """p, odds and log odds are one row of numbers."""
    assert np.log(number(start, "odds")) == pytest.approx(number(start, "logit"))


def test_the_tangent_has_the_slope_of_the_readout(start):
    """Its two ends lie as high apart as the slope says."""
    rise = np.diff(start.answer("tangent.y")) / np.diff(start.answer("tangent.x"))
    assert rise.item() == pytest.approx(number(start, "slope"))


def test_the_slope_is_that_of_the_curve(start):
    """A central difference of the sigmoid agrees."""
    z, near = start.values["z"], 1e-5
    difference = (sigmoid(z + near) - sigmoid(z - near)) / (2 * near)
    assert number(start, "slope") == pytest.approx(difference, rel=1e-8)


@pytest.mark.parametrize("z", ["-3", "-0.1", "0.1", "3"])
def test_the_step_is_flat(visit, z):
    """A threshold has the slope 0 on both sides of its jump."""
    assert number(visit.open("sigmoid", {"z": z}), "step_slope") == 0


@pytest.mark.parametrize(("z", "answer"), [("-0.1", 0), ("0", 1), ("0.1", 1)])
def test_the_step_says_yes_from_zero_on(visit, z, answer):
    """Half is enough: at the jump itself the answer is 1."""
    shown = visit.open("sigmoid", {"z": z})
    assert number(shown, "step") == answer
    assert shown.answer("step_point.y").tolist() == [answer]


def test_the_step_has_no_slope_where_it_jumps(visit):
    """At 0 it is infinitely steep, while the sigmoid rises by one quarter."""
    shown = visit.open("sigmoid", {"z": "0"})
    assert (number(shown, "step_slope"), number(shown, "slope")) == (np.inf, 0.25)


@pytest.mark.parametrize("z", [EDGE, 36.8, 37.0, 40.0])
def test_float64_gives_up(visit, z):
    """From about 36.7 on p is 1 and its logit infinite; the logarithm still knows."""
    shown = visit.open("sigmoid", {"z": repr(z)})
    assert [number(shown, name) for name in ("p", "odds", "logit", "complement")] == [
        *(1.0, np.inf, np.inf, 0.0)
    ]
    assert number(shown, "log_rest") == log_sigmoid(-z) == -z
    assert number(shown, "kept") == z


def test_just_below_the_edge_there_is_still_a_way_back(visit):
    """One float earlier p is not yet 1, and the way back ends near 36, not 36.7."""
    shown = visit.open("sigmoid", {"z": repr(float(np.nextafter(EDGE, 0)))})
    assert number(shown, "p") == 1 - 2**-52
    assert number(shown, "logit") == pytest.approx(36.0437, abs=1e-4)


def test_the_left_side_loses_nothing(visit):
    """Numbers near 0 can be told apart, so the logit of -40 is -40."""
    assert number(visit.open("sigmoid", {"z": "-40"}), "logit") == -40


def test_a_drag_of_z_keeps_what_float32_would_hide(visit):
    """Tables of p and logit hold float64, so p is not 1 too early."""
    shown = visit.open("sigmoid", {"view": "40"})
    z = grid(shown, "z")
    assert column(shown, "z", "p").tobytes() == sigmoid(z).tobytes()
    assert column(shown, "z", "logit").tobytes() == logit(sigmoid(z)).tobytes()


def test_a_drag_of_p_moves_z(start):
    """Every step of p sets the logit of it, as far as the axis goes."""
    expected = np.clip(logit(grid(start, "p")), -10, 10)
    assert column(start, "p", "z").tobytes() == expected.tobytes()


@pytest.mark.parametrize(("z", "end"), [("10", 10), ("10.5", 40), ("-37", 40)])
def test_a_link_to_a_distant_point_shows_it(visit, z, end):
    """Without a word about the view, the axis reaches as far as the point."""
    shown = visit.open("sigmoid", {"z": z})
    assert shown.warnings == []
    assert grid(shown, "z")[-1] == end


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
        ({"slope": "1"}, "unknown", "slope"),
    ],
    ids=str,
)
def test_a_hostile_link_gets_a_notice(visit, link, kind, key):
    """The page opens in a legal state and names the key."""
    shown = visit.open("sigmoid", link)
    assert (shown.errors, shown.warnings) == ([], [f"{NOTICE[kind]} `{key}`"])
    assert abs(float(shown.values["z"])) <= 40


def test_no_task_is_done_at_first(start):
    """A visitor has something to do."""
    assert [number(start, task) for task in TASKS] == [0] * len(TASKS)


@pytest.mark.parametrize(
    ("task", "link"),
    [
        ("three", {"p": "0.75"}),
        ("three", {"z": "1.1"}),
        ("steepest", {"z": "0"}),
        ("steepest", {"p": "0.5"}),
        ("rare", {"z": "-7"}),
        ("lost", {"z": "37"}),
    ],
)
def test_a_task_can_be_done(visit, task, link):
    """Each is reached at a place where a drag can stop."""
    assert number(visit.open("sigmoid", link), task) == 1


@settings(max_examples=20)
@given(state=states)
def test_the_snippet_computes_the_readouts(visit, state):
    """The NumPy code runs as it stands, and agrees with the page.

    Close to the edge 1 - p has few digits left, so only the size of the odds
    is compared there.
    """
    shown = visit.open("sigmoid", state)
    found = shown.ran()
    z = float(state["z"])
    assert found["p"] == pytest.approx(number(shown, "p"), rel=1e-13)
    assert found["slope"] == pytest.approx(number(shown, "slope"), rel=1e-13)
    assert found["kept"] == pytest.approx(z, rel=1e-13, abs=1e-15)
    if z < 10:
        assert found["odds"] == pytest.approx(number(shown, "odds"), rel=1e-11)
        assert found["logit"] == pytest.approx(number(shown, "logit"), abs=1e-11)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("view", ["10", "40"])
def test_an_update_is_small(visit, view, language):
    """Everything that a drag can show travels in 64 kB, in either view."""
    [data] = visit.open("sigmoid", {"view": view, "lang": language}).data
    assert len(data) <= 64_000
