"""Claims about output layers: the task decides how logits are to be read."""

from urllib.parse import quote

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import relu, sigmoid, softmax
from core.sums import class_sum
from figures.readings import READINGS
from tests.pages.visits import Shown, Visit
from ui.words import words

TASKS = ("signed", "positive", "yesno", "one", "several")
SOURCE = {"k": "3", "z1": "0.3", "z2": "2.9", "z3": "4", "task": "one"}
STREET = {"k": "3", "z1": "2.2", "z2": "-1.4", "z3": "1.1", "task": "several"}
# What the answer may be, to the reading and the number of neurons for K classes.
EXPECTED = {
    "signed": ("identity", lambda _: 1),
    "positive": ("relu", lambda _: 1),
    "yesno": ("sigmoid", lambda _: 1),
    "one": ("softmax", lambda count: count),
    "several": ("sigmoid", lambda count: count),
}
REACHED = {
    "all": {"task": "several", "z1": "3", "z2": "3", "z3": "3"},
    "none": {"task": "several", "z1": "-3", "z2": "-3", "z3": "-3"},
    "chance": {"z1": "0", "z2": "-1.1", "z3": "-1.1"},
    "forgotten": {"z1": "-1", "z2": "-2", "z3": "-3"},
    "agree": {"task": "yesno", "z2": "0"},
}

numbers = st.floats(-10, 10) | st.integers(-100, 100).map(lambda n: n / 10)
tasks = pytest.mark.parametrize("task", TASKS)
languages = pytest.mark.parametrize("language", ["en", "ko"])


@st.composite
def states(draw):
    """Draw any state of the lesson, as a link says it."""
    count = draw(st.integers(2, 10))
    logits = draw(st.lists(numbers, min_size=count, max_size=count))
    return {
        **{f"z{i}": repr(z + 0.0) for i, z in enumerate(logits, start=1)},
        "task": draw(st.sampled_from(TASKS)),
        "k": str(count),
    }


@pytest.fixture(scope="module")
def visits() -> dict[str, Visit]:
    """Return a visitor for each language."""
    return {"en": Visit(), "ko": Visit("ko-KR")}


@pytest.fixture(scope="module")
def visit(visits) -> Visit:
    """Return a visitor who follows one link after another."""
    english: Visit = visits["en"]
    return english


@pytest.fixture(scope="module")
def source() -> Shown:
    """Return the page at the example of the source."""
    return Visit().open("output-layers", SOURCE)


def said(shown, name):
    """Return the text that a readout shows for its number."""
    [readout] = [r for r in shown.header["readouts"] if r["name"] == name]
    return readout["labels"][int(shown.answer(name).item()) - 1]


def test_the_page_opens_with_one_of_several(source):
    """A visitor without a link sees the classes of the source, read by softmax."""
    opened = Visit().open("output-layers")
    assert opened.values == source.values
    assert said(opened, "right") == "softmax"


@settings(max_examples=40)
@given(state=states(), language=st.sampled_from(["en", "ko"]))
def test_readouts_at_rest_are_core_s(visits, state, language):
    """All four readings are, bit by bit, what core says of the logits of the link."""
    shown = visits[language].open("output-layers", state)
    assert (shown.errors, shown.warnings) == ([], [])
    z = shown.logits
    assert z.tolist() == [float(state[f"z{i + 1}"]) for i in range(len(z))]
    assert shown.answer("identity").tobytes() == z.tobytes()
    assert shown.answer("relu").tobytes() == relu(z).tobytes()
    assert shown.answer("sigmoid").tobytes() == sigmoid(z).tobytes()
    assert shown.answer("softmax").tobytes() == softmax(z).tobytes()
    assert shown.answer("sum_sigmoid").item() == class_sum(sigmoid(z))
    assert shown.answer("sum_softmax").item() == class_sum(softmax(z))
    assert shown.answer("pair").item() == softmax(z[:2])[0]


@settings(max_examples=5)
@given(state=states())
def test_bars_show_the_readouts(visit, state):
    """Every bar ends where its number says, and the sums are those below."""
    shown = visit.open("output-layers", state)
    for reading in READINGS:
        assert shown.answer(f"{reading}.x").tolist() == shown.answer(reading).tolist()
    for reading in ("sigmoid", "softmax"):
        total = shown.answer(f"total_{reading}.customdata")
        assert total.tolist() == shown.answer(f"sum_{reading}").tolist()


@tasks
@pytest.mark.parametrize("count", [2, 3, 10])
def test_a_task_lights_its_reading_and_its_neurons(visit, task, count):
    """Prices take identity and ReLU, classes softmax, labels and yes or no sigmoid."""
    right, neurons = EXPECTED[task][0], EXPECTED[task][1](count)
    shown = visit.open("output-layers", {"k": str(count), "task": task})
    assert said(shown, "right") == words("en", "output-layers")["readings"][right]
    assert shown.answer("neurons").item() == neurons
    for reading in READINGS:
        lit = shown.answer(f"band_{reading}.marker.opacity") > 0
        bright = shown.answer(f"{reading}.marker.opacity") == 1
        in_use = [reading == right and i < neurons for i in range(count)]
        assert lit.tolist() == bright.tolist() == in_use


@languages
@tasks
def test_a_task_says_its_loss_and_why_each_reading_fits_or_not(visits, task, language):
    """One reading is right, and every one of the four has its reason."""
    shown = visits[language].open("output-layers", {"task": task})
    spoken = words(language, "output-layers")
    signs = {reading: said(shown, f"fits_{reading}") for reading in READINGS}
    assert [r for r, sign in signs.items() if sign == "✓"] == [EXPECTED[task][0]]
    assert said(shown, "loss") == spoken["losses"][task]
    reasons = {reading: said(shown, f"why_{reading}") for reading in READINGS}
    assert reasons == spoken["why"][task]


@tasks
def test_the_outputs_of_the_right_reading_are_told(visit, task):
    """The text alternative of the picture says what the task asks for."""
    shown = visit.open("output-layers", {"task": task})
    told = {r["name"] for r in shown.header["readouts"] if r["told"]}
    assert told & set(READINGS) == {EXPECTED[task][0]}


def test_only_yes_or_no_has_a_second_way(visit):
    """Softmax with two neurons is possible too; elsewhere the rest is wrong."""
    for task in TASKS:
        shown = visit.open("output-layers", {"task": task})
        signs = [said(shown, f"fits_{reading}") for reading in READINGS]
        assert ("○" in signs) == (task == "yesno")


def test_softmax_reads_the_source_as_shares(source):
    """About 2, 25 and 74 percent, and 1 in all."""
    assert np.round(100 * source.answer("softmax")).tolist() == [2, 25, 74]
    assert source.answer("sum_softmax").item() == pytest.approx(1, abs=1e-15)


@settings(max_examples=8)
@given(state=states())
def test_the_largest_stays_largest(visit, state):
    """Softmax and sigmoid mark the rows that identity marks; ReLU at least those."""
    shown = visit.open("output-layers", state)
    marks = {r: shown.answer(f"top_{r}.marker.opacity").tolist() for r in READINGS}
    largest = shown.logits == shown.logits.max()
    assert marks["identity"] == largest.tolist()
    assert all(np.array(marks[reading])[largest].all() for reading in READINGS)


def test_lifting_a_label_moves_no_other_label(visit):
    """Of the sigmoids one rises; of the softmax shares the others fall."""
    before = visit.open("output-layers", STREET)
    after = visit.open("output-layers", STREET | {"z2": "2"})
    moved = after.answer("sigmoid") - before.answer("sigmoid")
    assert np.sign(moved).tolist() == [0, 1, 0]
    moved = after.answer("softmax") - before.answer("softmax")
    assert np.sign(moved).tolist() == [-1, 1, -1]


@pytest.mark.parametrize(("z", "low", "high"), [("6", 2.99, 3), ("-6", 0, 0.01)])
def test_sigmoids_add_up_to_anything(visit, z, low, high):
    """Three labels can be likely at once, or none; the shares are 1 in all."""
    shown = visit.open("output-layers", STREET | {"z1": z, "z2": z, "z3": z})
    assert low < shown.answer("sum_sigmoid").item() < high
    assert shown.answer("softmax").tolist() == [1 / 3] * 3


def test_relu_is_never_negative_and_identity_is_what_it_was(visit):
    """A price below 0 is a price for identity and 0 for ReLU."""
    shown = visit.open("output-layers", {"task": "positive", "z1": "-1.2"})
    assert shown.answer("identity")[0] == -1.2
    assert shown.answer("relu")[0] == 0


@pytest.mark.parametrize("z1", ["-7.3", "0", "0.3", "10"])
def test_two_neurons_are_one_when_the_second_logit_is_0(visit, z1):
    """The first share of softmax and the sigmoid are the same float64."""
    shown = visit.open("output-layers", {"task": "yesno", "z1": z1, "z2": "0"})
    assert shown.answer("pair").item() == shown.answer("sigmoid")[0]


@languages
def test_yes_or_no_leads_to_two_classes(visits, language):
    """Only there a link stands, and it carries logits, names and language."""
    link = {"z1": "1.5", "z2": "-1", "name1": "a&b", "lang": language}
    shown = visits[language].open("output-layers", link | {"task": "yesno"})
    second = quote(shown.names[1])
    address = f"two-classes?z1=1.5&z2=-1.0&name1=a%26b&name2={second}"
    assert shown.header["links"]["two-classes"] == f"{address}&lang={language}"
    assert 'data-link="two-classes"' in shown.header["template"]
    shown = visits[language].open("output-layers", link | {"task": "one"})
    assert "data-link" not in shown.header["template"]


@pytest.mark.parametrize("to_try", REACHED)
def test_every_task_can_be_reached(visit, to_try):
    """There is a state that ticks it off."""
    shown = visit.open("output-layers", SOURCE | REACHED[to_try])
    assert shown.answer(to_try).item() == 1


def test_no_task_is_done_at_first(source):
    """A visitor has something to do."""
    assert [t["key"] for t in source.header["tasks"]] == list(REACHED)
    assert [source.answer(key).item() for key in REACHED] == [0] * 5


@languages
def test_each_example_tells_a_story_for_one_task(visits, language):
    """Five buttons for five tasks; the labels are car, bus and pedestrian."""
    shown = visits[language].open("output-layers")
    presets = [preset["values"] for preset in shown.message.presets]
    assert [values["task"] for values in presets] == list(TASKS)
    street = visits[language].open("output-layers", presets[-1])
    assert street.names == words(language, "output-layers")["names"]["several"]
    assert said(street, "fits_sigmoid") == "✓"


@settings(max_examples=8)
@given(state=states())
def test_the_snippet_computes_the_readouts(visit, state):
    """The NumPy code runs as it stands, and agrees with the page."""
    shown = visit.open("output-layers", state)
    found = shown.ran()
    for reading in READINGS:
        np.testing.assert_allclose(found[reading], shown.answer(reading), rtol=1e-14)
    right, neurons = EXPECTED[state["task"]]
    output = np.atleast_1d(found["output"])
    assert len(output) == neurons(int(state["k"]))
    np.testing.assert_array_equal(output, found[right][: len(output)])


@languages
@tasks
@pytest.mark.parametrize(("count", "limit"), [(3, 64_000), (10, 256_000)])
def test_an_update_is_small_for_every_task(visits, language, task, count, limit):
    """Three classes travel in 64 kB, ten in 256 kB, also where all marks move."""
    even = {f"z{i}": "-0.5" for i in range(1, count + 1)}
    link = {"k": str(count), "task": task, **even}
    [data] = visits[language].open("output-layers", link).data
    assert len(data) <= limit


@pytest.mark.parametrize("text", ["abc", "", "3", "One", "one,several", "nan"])
def test_an_unknown_task_is_reported(visit, text):
    """It becomes one of several, with a notice that names the key."""
    shown = visit.open("output-layers", {"task": text})
    notice = words("en", "frame")["notice"]["unreadable"]
    assert (shown.errors, shown.warnings) == ([], [f"{notice} `task`"])
    assert shown.values["task"] == TASKS.index("one")
