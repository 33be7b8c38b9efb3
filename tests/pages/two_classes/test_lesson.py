"""Claims about the lesson of two classes: links, what is shown, and the code."""

import json
import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import softmax
from pages.two_classes.picture import EDGE
from tests.core.roundoff import SIGMOID, SOFTMAX, U, added
from tests.pages.strategies import link, numbers
from tests.pages.visits import opened
from ui.words import words

SOURCE = {"z1": "0.3", "z2": "2.9", "z3": "-inf", "shift": "0"}
TASKS = ["half", "tenfold", "third", "step"]
MASKED = -math.inf

thirds = st.just(MASKED) | numbers | st.floats(-40, 10)
states = st.fixed_dictionaries(
    {"z1": numbers, "z2": numbers, "z3": thirds, "shift": numbers}
).map(lambda state: {key: value + 0.0 for key, value in state.items()})
languages = pytest.mark.parametrize("language", ["en", "ko"])


def visited(*visits):
    """Return the link that follows a learner who opened lesson after lesson."""
    kept: dict[str, str | None] = {}
    for lesson, parameters in visits:
        kept |= opened(lesson, parameters).opening.follows
    return {key: text for key, text in kept.items() if text is not None}


def test_it_opens_with_two_classes_of_the_source():
    """A visitor without a link sees 0.3 and 2.9, and no third class."""
    first = opened("two-classes")
    assert first.values == opened("two-classes", SOURCE).values
    assert first.logits.tolist() == [0.3, 2.9, MASKED]


def test_a_link_of_two_logits_means_two_classes():
    """Who names no third logit has no third class."""
    shown = opened("two-classes", {"z1": "1", "z2": "-1"})
    assert shown.answer("p").tolist() == [*softmax([1.0, -1.0]), 0.0]


@given(state=states)
def test_a_link_is_its_state(state):
    """Every legal value of a link is shown exactly, and nothing is wrong with it."""
    shown = opened("two-classes", link(state))
    assert shown.problems == set()
    assert state.items() <= shown.values.items()


@given(state=states)
def test_the_picture_shows_the_readouts(state):
    """Points stand where the numbers say, or at the end of their axis."""
    shown = opened("two-classes", link(state))
    logits = shown.logits + state["shift"]
    gap = np.clip(logits[0] - logits[1], -EDGE, EDGE)
    for name, height in (("now", "softmax"), ("ring", "sigmoid")):
        assert shown.answer(f"{name}.x").tolist() == [gap]
        assert shown.answer(f"{name}.y").tolist() == shown.answer(height).tolist()
    there = np.where(np.isinf(logits), np.nan, np.clip(logits, -EDGE, EDGE))
    np.testing.assert_array_equal(shown.answer("logits.x"), there)


@pytest.mark.parametrize(
    ("given", "verdict"),
    [({}, 0), ({"z1": "-9.9", "z2": "8.2"}, 1), ({"z3": "4"}, 2), ({"z3": "-39"}, 2)],
)
@languages
def test_a_verdict_says_how_two_numbers_compare(language, given, verdict):
    """They are the same, or nearly; with a third class nobody counts digits."""
    shown = opened("two-classes", SOURCE | given, language)
    [told] = [r for r in shown.header["readouts"] if r["name"] == "verdict"]
    said = told["labels"][int(shown.answer("verdict").item()) - 1]
    assert said == words(language, "two-classes")["verdicts"][verdict]


def test_every_line_lights_parts_that_are_drawn():
    """What a line of the algebra is about is named as the picture names it."""
    shown = opened("two-classes")
    drawn = {trace["name"] for trace in json.loads(shown.header["figure"])["data"]}
    lines = re.findall('data-lights="([^"]+)"', shown.header["template"])
    assert len(lines) == 4
    assert {name for line in lines for name in line.split()} <= drawn


def test_a_third_class_fades_out():
    """Along z3 the softmax never grows, and near the end it is the sigmoid."""
    source = opened("two-classes", SOURCE)
    rows = source.message.column("z3", "softmax")[:, 0]
    grid = source.message.control("z3")["grid"]
    assert grid[:2].tolist() == [MASKED, -40.0]
    assert (np.diff(rows) <= 0).all()
    assert rows[0] == rows[1] == source.answer("sigmoid").item()


PARTS = ("text", "hint", "why")


@languages
def test_every_task_is_listed(language):
    """In words of the language."""
    tasks = opened("two-classes", SOURCE, language).header["tasks"]
    told = words(language, "two-classes")["tasks"]
    said = {task["key"]: {name: task[name] for name in PARTS} for task in tasks}
    assert said == told
    assert [*told] == TASKS


def test_one_example_shows_rounding():
    """One button leads to a difference that is not 0."""
    label = words("en", "two-classes")["presets"]["rounding"]
    presets = opened("two-classes", SOURCE).message.presets
    [preset] = [p for p in presets if p["label"] == label]
    shown = opened("two-classes", preset["values"])
    assert shown.answer("difference").item() > 0


@given(state=states)
def test_the_code_computes_the_readouts(state):
    """It runs as it stands, and agrees but for the last digits.

    It rounds each gap to the largest logit, up to 70, and log p moves with its own and
    with all others. The sigmoid sees the very difference that the page's does.
    """
    shown = opened("two-classes", link(state))
    found = shown.ran()
    lost = 2 * 70 * U + 2 * SOFTMAX + added(3)
    np.testing.assert_allclose(found["p"], shown.answer("p"), rtol=lost)
    sigma = shown.answer("sigmoid").item()
    np.testing.assert_allclose(found["sigmoid"], sigma, rtol=2 * SIGMOID)


def test_the_code_leaves_out_the_third_class_as_numpy_writes_it():
    """Minus infinity is a name there."""
    assert "z = [0.3, 2.9, -np.inf]" in opened("two-classes", SOURCE).code


def test_a_cell_of_the_road_back_is_one_part():
    """On a phone a cell is a block, which lays several parts one below the other."""
    cells = re.findall("<mtd[^>]*>(.{6})", opened("two-classes").opening.template)
    assert set(cells) == {"<mrow>"}


@languages
@pytest.mark.parametrize("third", ["-inf", "-3.3", "4"])
def test_an_update_with_a_third_class_is_small_too(language, third):
    """Also where every table is full, 64 kB are enough."""
    assert opened("two-classes", {"z3": third}, language).message.size <= 64_000


@pytest.mark.parametrize(
    ("text", "shown_as"), [("-41", -40), ("-1e308", -40), ("inf", 10), ("11", 10)]
)
def test_a_third_logit_out_of_range_is_clamped(text, shown_as):
    """The notice names it."""
    shown = opened("two-classes", {"z3": text})
    assert shown.logits[2] == shown_as
    assert shown.problems == {("z3", "clamped")}


@pytest.mark.parametrize("text", ["abc", "nan", "-Infinity", "", "1e999"])
def test_an_unreadable_third_logit_is_no_class(text):
    """It becomes the default, with a notice."""
    shown = opened("two-classes", {"z3": text})
    assert shown.logits[2] == MASKED
    assert shown.problems == {("z3", "unreadable")}


@pytest.mark.parametrize("key", ["z1", "z2"])
def test_only_the_third_class_can_be_absent(key):
    """Two classes there must be."""
    shown = opened("two-classes", {key: "-inf"})
    assert shown.values[key] == -10
    assert shown.problems == {(key, "clamped")}


@pytest.mark.parametrize("third", ["-inf", "-40", "-12.5"])
def test_what_only_this_lesson_can_show_stays_here(third):
    """Other lessons show their default, without a notice, and the rest follows."""
    here = {"z1": "5", "z2": "1", "z3": third, "name3": "newt"}
    shown = opened("softmax", visited(("two-classes", here)))
    assert shown.problems == set()
    assert (shown.logits.tolist(), shown.names[2]) == ([5.0, 1.0, 4.0], "newt")


def test_a_third_class_follows_from_here_and_to_here():
    """A third logit that all lessons can show is shared like the others."""
    for here, there in [("softmax", "two-classes"), ("two-classes", "softmax")]:
        kept = visited((here, {"z1": "1", "z2": "2", "z3": "-1.5"}))
        assert opened(there, kept).logits.tolist() == [1.0, 2.0, -1.5]


def test_who_chose_two_classes_sees_two():
    """A third logit from before does not come back."""
    kept = visited(
        ("softmax", {"z1": "1", "z2": "2", "z3": "1.5"}),
        ("softmax", {"k": "2", "z1": "1", "z2": "2"}),
    )
    assert opened("two-classes", kept).logits.tolist() == [1.0, 2.0, MASKED]
