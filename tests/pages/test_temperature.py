"""Claims about the temperature lesson: every number is what core says."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import entropy, perplexity, softmax
from core.draws import count_draws
from tests.core.roundoff import ENTROPY, EXP, LOG, SOFTMAX, SPACING, U, added
from tests.pages.visits import Shown, Visit
from ui.words import words

NOTICE = words("en", "frame")["notice"]
SOURCE = {"k": "3", "z1": "0.3", "z2": "2.9", "z3": "4", "t": "1", "n": "0"}

numbers = st.floats(-10, 10) | st.integers(-100, 100).map(lambda n: n / 10)
temperatures = st.floats(0.05, 20) | st.sampled_from([0.0, 0.05, 1.0, 20.0, np.inf])


@st.composite
def states(draw) -> dict[str, float]:
    """Draw any state of the lesson."""
    count = draw(st.integers(2, 10))
    logits = draw(st.lists(numbers, min_size=count, max_size=count))
    return {
        **{f"z{i}": z + 0.0 for i, z in enumerate(logits, start=1)},
        "t": draw(temperatures),
        "n": float(draw(st.integers(0, 1000))),
        "k": float(count),
    }


def link(state):
    """Return the link that says a state."""
    return {key: repr(value) for key, value in state.items()}


def values_of(shown):
    """Return the numbers among the values, the names of classes left out."""
    return {k: v for k, v in shown.values.items() if not isinstance(v, str)}


@pytest.fixture(scope="module")
def visit() -> Visit:
    """Return a visitor who follows one link after another."""
    return Visit()


@pytest.fixture(scope="module")
def source() -> Shown:
    """Return the page at the example of the source."""
    return Visit().open("temperature", SOURCE)


def test_the_page_opens_at_temperature_one(source):
    """A visitor without a link sees softmax as it was, and no draws."""
    assert Visit().open("temperature").values == source.values


@settings(max_examples=40)
@given(state=states())
def test_readouts_at_rest_are_core_s(visit, state):
    """Every number is, bit by bit, what core says of the numbers of the link."""
    shown = visit.open("temperature", link(state))
    assert (shown.errors, shown.warnings, values_of(shown)) == ([], [], state)
    p = softmax(shown.logits, temperature=state["t"])
    assert shown.answer("p").tobytes() == p.tobytes()
    assert shown.answer("entropy").item() == entropy(p)
    assert shown.answer("perplexity").item() == perplexity(p)
    assert shown.answer("bits").item() == entropy(p) / np.log(2)
    counts = count_draws(p, state["n"])
    assert shown.answer("counts.customdata").tolist() == counts.tolist()


@settings(max_examples=15)
@given(state=states())
def test_the_snippet_computes_the_readouts(visit, state):
    """The NumPy code runs as it stands, and agrees with the page."""
    shown = visit.open("temperature", link(state))
    found = shown.ran()
    # At 0.05 an exponent is up to 400: it, its quotient and log p are rounded.
    lost = 2 * SOFTMAX + added(10)
    np.testing.assert_allclose(
        found["p"], shown.answer("p"), rtol=4 * 400 * U + lost, atol=4 * SPACING
    )
    np.testing.assert_allclose(
        found["entropy"], shown.answer("entropy").item(), rtol=1e-12, atol=lost
    )
    counts = np.bincount(found["drawn"], minlength=len(found["p"]))
    assert counts.tolist() == shown.answer("counts.customdata").tolist()


def test_temperature_one_is_the_softmax_of_the_source(source):
    """The probabilities are 0.01821127, 0.24519181 and 0.73659691."""
    expected = [0.01821127, 0.24519181, 0.73659691]
    np.testing.assert_allclose(source.answer("p"), expected, rtol=0, atol=5e-9)


def test_bars_and_ghosts_agree_at_temperature_one(source):
    """The outlines are the bars at T = 1."""
    np.testing.assert_array_equal(source.answer("ghost.x"), source.answer("bars.x"))


def test_ghosts_stay_when_the_temperature_changes(visit, source):
    """Only the bars follow T."""
    shown = visit.open("temperature", SOURCE | {"t": "5"})
    np.testing.assert_array_equal(shown.answer("ghost.x"), source.answer("ghost.x"))
    assert (shown.answer("bars.x") != source.answer("bars.x")).all()


def test_zero_is_the_argmax(visit):
    """At T = 0 the largest logit takes everything."""
    shown = visit.open("temperature", SOURCE | {"t": "0"})
    assert shown.answer("p").tolist() == [0, 0, 1]
    assert shown.answer("perplexity").item() == 1


def test_at_zero_ties_share(visit):
    """Equal largest logits have equal shares."""
    tie = {"z1": "3", "z2": "3", "z3": "1", "t": "0"}
    shown = visit.open("temperature", SOURCE | tie)
    assert shown.answer("p").tolist() == [0.5, 0.5, 0]


@pytest.mark.parametrize("count", [2, 3, 10])
def test_infinity_is_uniform(visit, count):
    """At T = inf every class has 1/K, and the perplexity is K."""
    shown = visit.open("temperature", {"k": str(count), "t": "inf"})
    assert shown.answer("p").tolist() == [1 / count] * count
    lost = ENTROPY + LOG
    assert shown.answer("entropy").item() == pytest.approx(np.log(count), rel=lost)
    lost = ENTROPY * np.log(count) + EXP
    assert shown.answer("perplexity").item() == pytest.approx(count, rel=lost)


@settings(max_examples=15)
@given(state=states())
def test_heat_never_lowers_the_entropy(visit, state):
    """All along the slider: a high temperature does not make it sharper."""
    shown = visit.open("temperature", link(state))
    moves = "entropy" in shown.header["tables"]["t"]
    along_t = shown.message.column("t", "entropy")[:, 0] if moves else np.zeros(2)
    assert (np.diff(along_t) >= -1e-6).all()


@settings(max_examples=15)
@given(state=states())
def test_draws_add_up(visit, state):
    """Every draw falls on one class, and none on a class that cannot be."""
    shown = visit.open("temperature", link(state))
    counts = shown.answer("counts.customdata")
    assert counts.sum() == state["n"]
    assert (counts[shown.answer("p") == 0] == 0).all()


def test_a_thousand_draws_come_close(visit):
    """No frequency is three percentage points off."""
    shown = visit.open("temperature", SOURCE | {"n": "1000"})
    frequency = shown.answer("counts.customdata") / 1000
    np.testing.assert_allclose(frequency, shown.answer("p"), rtol=0, atol=0.03)


def test_frequencies_are_hidden_before_the_first_draw(source, visit):
    """0 of 0 is no frequency."""
    assert source.answer("frequency.marker.opacity").item() == 0
    shown = visit.open("temperature", SOURCE | {"n": "1"})
    assert shown.answer("frequency.marker.opacity").item() == 1


def test_the_path_leads_from_a_corner_to_the_centre(source):
    """Its first point is the corner of the largest, its last the centre."""
    x, y = source.answer("path.x"), source.answer("path.y")
    assert (x[0], y[0]) == (0.5, pytest.approx(np.sqrt(0.75)))
    assert (x[-1], y[-1]) == (pytest.approx(0.5), pytest.approx(np.sqrt(0.75) / 3))


@pytest.mark.parametrize("count", [2, 4])
def test_only_three_classes_have_a_triangle(visit, count):
    """With two or four classes there is no path."""
    shown = visit.open("temperature", {"k": str(count)})
    assert "path.x" not in shown.header["rest"]


@pytest.mark.parametrize("t", ["0", "0.05", "0.6", "1", "20", "inf"])
def test_marks_ride_on_the_curves(visit, t):
    """Where the curves have a point the marks lie on it."""
    shown = visit.open("temperature", SOURCE | {"t": t})
    figure = json.loads(shown.header["figure"])
    for i in range(3):
        [curve] = [c for c in figure["data"] if c["name"] == f"curve{i + 1}"]
        at = curve["x"].index(shown.answer("riding.x")[i])
        assert shown.answer(f"curve{i + 1}.y")[at] == shown.answer("riding.y")[i]


REACHED = {
    "sure": {"t": "0.2"},
    "unsure": {"t": "inf"},
    "bit": {"t": "1.13"},
    "shared": {"t": "0", "z2": "4"},
    "faithful": {"n": "1000", "t": "0.3"},
}


@pytest.mark.parametrize("task", REACHED)
def test_every_task_can_be_reached(visit, task):
    """There is a state that ticks it off."""
    shown = visit.open("temperature", SOURCE | REACHED[task])
    assert shown.answer(task).item() == 1


def test_no_task_is_done_at_first(source):
    """A visitor has something to do."""
    assert [t["key"] for t in source.header["tasks"]] == list(REACHED)
    assert [source.answer(t["key"]).item() for t in source.header["tasks"]] == [0] * 5


def test_one_bit_is_met_while_dragging(source):
    """Somewhere along the slider the entropy is near enough to 1 bit."""
    assert source.message.column("t", "bit").any()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_an_example_shows_eight_words(language):
    """A language model chooses among words, in both languages."""
    visit = Visit()
    presets = visit.open("temperature", {"lang": language}).message.presets
    [example] = [p["values"] for p in presets if p["values"].get("k") == "8"]
    shown = visit.open("temperature", {"lang": language} | example)
    assert shown.names == words(language, "temperature")["words"]


@pytest.mark.parametrize(
    ("key", "text", "kind", "value"),
    [
        ("n", "abc", "unreadable", 0),
        ("n", "nan", "unreadable", 0),
        ("n", "1e999", "unreadable", 0),
        ("n", "1001", "clamped", 1000),
        ("n", "-1", "clamped", 0),
        ("n", "inf", "clamped", 1000),
        ("t", "nan", "unreadable", 1),
        ("t", "0.01", "clamped", 0.05),
        ("t", "1e30", "clamped", 20),
        ("t", "-inf", "clamped", 0.05),
    ],
)
def test_a_hostile_value_is_reported(visit, key, text, kind, value):
    """What cannot be is replaced, with one notice that names the key."""
    shown = visit.open("temperature", SOURCE | {key: text})
    assert shown.errors == []
    [notice] = shown.warnings
    assert NOTICE[kind] in notice
    assert f"`{key}`" in notice
    assert shown.values[key] == value


def test_a_part_of_a_draw_is_no_draw(visit):
    """Of 12.7 draws 12 are made."""
    shown = visit.open("temperature", SOURCE | {"n": "12.7"})
    assert (shown.errors, shown.warnings) == ([], [])
    assert shown.answer("counts.customdata").sum() == 12


@pytest.mark.parametrize(("count", "limit"), [(3, 64_000), (10, 256_000)])
@pytest.mark.parametrize("n", ["0", "1000"])
@pytest.mark.parametrize("t", ["0", "0.3", "8"])
def test_an_update_is_small_at_any_temperature(count, limit, t, n):
    """A commit of three classes brings 64 kB at most, of ten 256 kB."""
    link = {"k": str(count), "t": t, "n": n}
    assert Visit().open("temperature", link).message.size <= limit


@pytest.mark.parametrize(("t", "limit"), [("0", 2), ("0.05", 1), ("inf", 1)])
def test_only_at_zero_the_formula_is_a_limit(visit, t, limit):
    """Nobody can divide by 0, so the formula says that T tends to it."""
    assert visit.open("temperature", SOURCE | {"t": t}).answer("limit").item() == limit
