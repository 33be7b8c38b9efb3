"""Claims about the lesson of two classes: softmax and sigmoid are one number."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import log_softmax, sigmoid, softmax
from tests.core.roundoff import LOG_SOFTMAX, SIGMOID, SOFTMAX, U
from tests.pages.visits import Shown, Visit
from ui.words import words

SOURCE = {"z1": "0.3", "z2": "2.9", "z3": "-inf", "shift": "0"}
MASKED = -math.inf
GRID = np.arange(-100, 101) / 10


def neighbours():
    """Find logits whose softmax and sigmoid are 1 ulp apart on this processor."""
    pairs = np.stack(np.meshgrid(GRID, GRID), axis=-1).reshape(-1, 2)
    one, other = softmax(pairs)[:, 0], sigmoid(pairs[:, 0] - pairs[:, 1])
    first, second = pairs[np.abs(one.view(np.int64) - other.view(np.int64)) == 1][0]
    return {"z1": repr(float(first)), "z2": repr(float(second))}


EVERY_TASK = {
    "half": {"z1": "1", "z2": "1"},
    "tenfold": {"z1": "2.3", "z2": "0"},
    "third": {"z1": "1", "z2": "1", "z3": repr(1 + math.log(2))},
    "step": neighbours(),
}

numbers = st.floats(-10, 10) | st.integers(-100, 100).map(lambda n: n / 10)
thirds = st.just(MASKED) | numbers | st.floats(-40, 10)
states = st.fixed_dictionaries(
    {"z1": numbers, "z2": numbers, "z3": thirds, "shift": numbers}
).map(lambda state: {key: value + 0.0 for key, value in state.items()})
languages = pytest.mark.parametrize("language", ["en", "ko"])


def link(state):
    """Return the link that says a state."""
    return {key: repr(value) for key, value in state.items()}


def shifted(state):
    """Return the logits with the constant added."""
    return np.array([state[key] for key in ("z1", "z2", "z3")]) + state["shift"]


@pytest.fixture(scope="module")
def visit() -> Visit:
    """Return a visitor who follows one link after another."""
    return Visit()


@pytest.fixture(scope="module")
def visits(visit) -> dict[str, Visit]:
    """Return a visitor for each language."""
    return {"en": visit, "ko": Visit("ko-KR")}


@pytest.fixture(scope="module")
def source() -> Shown:
    """Return the page at the first two logits of the source."""
    return Visit().open("two-classes", SOURCE)


def test_the_page_opens_with_two_classes_of_the_source(source):
    """A visitor without a link sees 0.3 and 2.9, and no third class."""
    assert Visit().open("two-classes").values == source.values
    assert source.logits.tolist() == [0.3, 2.9, MASKED]


def test_a_link_of_two_logits_means_two_classes(visit):
    """Who names no third logit has no third class."""
    shown = visit.open("two-classes", {"z1": "1", "z2": "-1"})
    assert shown.answer("p").tolist() == [*softmax([1.0, -1.0]), 0.0]


def test_softmax_of_two_is_the_sigmoid_of_their_difference(visit):
    """Where the difference needs no rounding the two are the same float64."""
    for first, second in [(0.5, -1.25), (3.0, 3.0), (-10.0, 10.0), (0.0, 0.0)]:
        pair = {"z1": str(first), "z2": str(second)}
        shown = visit.open("two-classes", pair)
        assert shown.answer("softmax") == shown.answer("sigmoid")
        assert shown.answer("difference").item() == 0


@settings(max_examples=40)
@given(state=states)
def test_a_link_is_its_state(visit, state):
    """Every legal value of a link is shown exactly, and nothing is wrong with it."""
    shown = visit.open("two-classes", link(state))
    assert (shown.errors, shown.warnings) == ([], [])
    assert state.items() <= shown.values.items()


@settings(max_examples=40)
@given(state=states, language=st.sampled_from(["en", "ko"]))
def test_readouts_at_rest_are_core_s(visits, state, language):
    """Both numbers are core's, bit by bit, and their distance is counted."""
    shown = visits[language].open("two-classes", link(state))
    logits = shifted(state)
    one, other = softmax(logits)[0], sigmoid(logits[0] - logits[1])
    assert shown.answer("softmax").item() == one
    assert shown.answer("sigmoid").item() == other
    steps = abs(int(one.view(np.int64)) - int(other.view(np.int64)))
    assert shown.answer("difference").item() == float(steps)


@settings(max_examples=40)
@given(state=states)
def test_the_picture_shows_the_readouts(visit, state):
    """Bars and points stand where the numbers say."""
    shown = visit.open("two-classes", link(state))
    logits = shifted(state)
    np.testing.assert_array_equal(shown.answer("probabilities.x"), softmax(logits))
    gap = logits[0] - logits[1]
    assert shown.answer("now.x").tolist() == [gap, gap]
    pair = [shown.answer(name).item() for name in ("softmax", "sigmoid")]
    assert shown.answer("now.y").tolist() == pair


@settings(max_examples=40)
@given(first=numbers, second=numbers)
def test_two_classes_disagree_behind_the_fourteenth_digit(visit, first, second):
    """Rounding the difference, at most 20, costs 16 U: half a spacing there."""
    shown = visit.open("two-classes", link({"z1": first + 0.0, "z2": second + 0.0}))
    assert shown.answer("difference").item() * U <= 16 * U + SOFTMAX + SIGMOID


@settings(max_examples=40)
@given(state=states)
def test_the_road_back_leads_to_differences_of_logits(visit, state):
    """log(p_i / p_k) = z_i - z_k for every pair, with infinity for a masked class."""
    shown = visit.open("two-classes", link(state))
    logits, log_p = shifted(state), log_softmax(shifted(state))
    for i, k in [(1, 2), (1, 3), (2, 3)]:
        found = shown.answer(f"log{i}{k}").item()
        assert found == log_p[i - 1] - log_p[k - 1]
        gap = logits[i - 1] - logits[k - 1]
        lost = 3 * LOG_SOFTMAX * (np.ptp(logits[np.isfinite(logits)]) + 2)
        assert found == pytest.approx(gap, abs=lost)


@settings(max_examples=20)
@given(state=states)
def test_the_algebra_can_be_recomputed(visit, state):
    """1 / (1 + e^(z2 - z1) + e^(z3 - z1)) is the softmax; without the third, sigma."""
    shown = visit.open("two-classes", link(state))
    second, third = (shown.answer(f"weight{i}").item() for i in (2, 3))
    softmax_found, sigma = (shown.answer(n).item() for n in ("softmax", "sigmoid"))
    assert 1 / (1 + second + third) == pytest.approx(softmax_found, rel=1e-13)
    assert 1 / (1 + second) == pytest.approx(sigma, rel=1e-13)


@pytest.mark.parametrize("shift", ["-10", "-0.1", "3.7", "10"])
@pytest.mark.parametrize("third", ["-inf", "4"])
def test_a_shift_changes_no_share(visit, shift, third):
    """A constant added to all logits cancels; what is left is rounding."""
    here = SOURCE | {"z3": third}
    still = visit.open("two-classes", here).answer("p")
    moved = visit.open("two-classes", here | {"shift": shift})
    np.testing.assert_allclose(moved.answer("p"), still, rtol=1e-14)
    assert moved.answer("logit")[:2].tolist() == [
        0.3 + float(shift),
        2.9 + float(shift),
    ]


def test_a_third_class_takes_from_both(visit, source):
    """Three classes of the source: softmax is no longer the sigmoid, ratios stay."""
    shown = visit.open("two-classes", SOURCE | {"z3": "4"})
    expected = [0.01821127, 0.24519181, 0.73659691]
    np.testing.assert_allclose(shown.answer("p"), expected, rtol=0, atol=5e-9)
    assert shown.answer("sigmoid") == source.answer("sigmoid")
    assert shown.answer("log12").item() == pytest.approx(-2.6)


def test_a_third_class_fades_out(source):
    """Along z3 the softmax never grows, and near the end it is the sigmoid."""
    rows = source.message.column("z3", "softmax")[:, 0]
    grid = source.message.control("z3")["grid"]
    assert grid[:2].tolist() == [MASKED, -40.0]
    assert (np.diff(rows) <= 0).all()
    assert rows[0] == rows[1] == source.answer("sigmoid").item()


def test_a_curve_carries_the_point_of_three_classes(visit):
    """The sigmoid, moved right by softplus(z3 - z2), passes through the softmax."""
    shown = visit.open("two-classes", {"z1": "1", "z2": "0.5", "z3": "2"})
    x, far = shown.answer("now.x")[0], np.log1p(np.exp(2 - 0.5))
    assert sigmoid(x - far) == pytest.approx(shown.answer("softmax").item(), rel=1e-14)


@languages
@pytest.mark.parametrize("task", EVERY_TASK)
def test_every_task_can_be_done(visits, language, task):
    """Some link reaches it, and it is listed."""
    shown = visits[language].open("two-classes", EVERY_TASK[task])
    assert task in {listed["key"] for listed in shown.header["tasks"]}
    assert shown.answer(task).item() == 1


def test_no_task_is_done_before_it_was_tried(source):
    """At the first sight of the page nothing is ticked off."""
    assert [source.answer(task).item() for task in EVERY_TASK] == [0.0] * 4
    assert {task["key"] for task in source.header["tasks"]} == EVERY_TASK.keys()


def test_one_example_shows_rounding(visit, source):
    """One button leads to a difference that is not 0."""
    label = words("en", "two-classes")["presets"]["rounding"]
    [preset] = [p for p in source.message.presets if p["label"] == label]
    shown = visit.open("two-classes", preset["values"])
    assert shown.answer("difference").item() > 0


@settings(max_examples=20)
@given(state=states)
def test_the_snippet_computes_the_readouts(visit, state):
    """The NumPy code runs as it stands, and agrees but for the last digits."""
    shown = visit.open("two-classes", link(state))
    found = shown.ran()
    np.testing.assert_allclose(found["p"], shown.answer("p"), rtol=1e-14)
    assert found["sigmoid"] == pytest.approx(shown.answer("sigmoid").item(), rel=1e-14)


@languages
@pytest.mark.parametrize("third", ["-inf", "-3.3", "4"])
def test_an_update_with_a_third_class_is_small_too(visits, language, third):
    """Also where every table is full, 64 kB are enough."""
    shown = visits[language].open("two-classes", {"z3": third})
    assert shown.title == [words(language, "two-classes")["title"]]
    [data] = shown.data
    assert len(data) <= 64_000


@pytest.mark.parametrize(
    ("text", "shown_as"), [("-41", -40), ("-1e308", -40), ("inf", 10), ("11", 10)]
)
def test_a_third_logit_out_of_range_is_clamped(visit, text, shown_as):
    """The notice names it."""
    shown = visit.open("two-classes", {"z3": text})
    notice = words("en", "frame")["notice"]["clamped"]
    assert shown.logits[2] == shown_as
    assert shown.warnings == [f"{notice} `z3`"]


@pytest.mark.parametrize("text", ["abc", "nan", "-Infinity", "", "1e999"])
def test_an_unreadable_third_logit_is_no_class(visit, text):
    """It becomes the default, with a notice."""
    shown = visit.open("two-classes", {"z3": text})
    notice = words("en", "frame")["notice"]["unreadable"]
    assert shown.logits[2] == MASKED
    assert shown.warnings == [f"{notice} `z3`"]


@pytest.mark.parametrize("key", ["z1", "z2"])
def test_only_the_third_class_can_be_absent(visit, key):
    """Two classes there must be."""
    shown = visit.open("two-classes", {key: "-inf"})
    assert shown.values[key] == -10
    assert len(shown.warnings) == 1


@pytest.mark.parametrize("third", ["-inf", "-40", "-12.5"])
def test_what_only_this_lesson_can_show_stays_here(third):
    """Other lessons show their default, without a notice, and the rest follows."""
    visit = Visit()
    visit.open("two-classes", {"z1": "5", "z2": "1", "z3": third, "name3": "newt"})
    shown = visit.open("softmax")
    assert (shown.errors, shown.warnings) == ([], [])
    assert (shown.logits.tolist(), shown.names[2]) == ([5.0, 1.0, 4.0], "newt")


def test_a_third_class_follows_from_here_and_to_here():
    """A third logit that all lessons can show is shared like the others."""
    visit = Visit()
    visit.open("softmax", {"z1": "1", "z2": "2", "z3": "1.5"})
    assert visit.open("two-classes").logits.tolist() == [1.0, 2.0, 1.5]
    visit.open("two-classes", {"z1": "1", "z2": "2", "z3": "-3"})
    assert visit.open("softmax").logits.tolist() == [1.0, 2.0, -3.0]


def test_who_chose_two_classes_sees_two():
    """A third logit from before does not come back."""
    visit = Visit()
    visit.open("softmax", {"z1": "1", "z2": "2", "z3": "1.5"})
    visit.open("softmax", {"k": "2", "z1": "1", "z2": "2"})
    assert visit.open("two-classes").logits.tolist() == [1.0, 2.0, MASKED]
