"""Claims about the lesson on output layers: links, what is shown, and the code."""

from urllib.parse import parse_qs

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.output_layers.scene import READINGS, RIGHT, TASKS, scene
from tests.core.roundoff import SIGMOID, SOFTMAX, U, added
from tests.pages.strategies import link, shared
from tests.pages.visits import opened
from ui.words import LANGUAGES, words

SOURCE = {"k": "3", "z1": "0.3", "z2": "2.9", "z3": "4", "task": "one"}
TO_TRY = ["all", "none", "chance", "forgotten", "agree"]

states = st.builds(lambda s, task: s | {"task": task}, shared(), st.sampled_from(TASKS))
tasks = pytest.mark.parametrize("task", TASKS)
languages = pytest.mark.parametrize("language", LANGUAGES)


def said(shown, name):
    """Return the text that a readout shows for its number."""
    [readout] = [r for r in shown.header["readouts"] if r["name"] == name]
    return readout["labels"][int(shown.answer(name).item()) - 1]


def right(task):
    """Return the reading that is right for a task."""
    return READINGS[RIGHT[TASKS.index(task)]]


def test_it_opens_with_one_of_several():
    """A visitor without a link sees the classes of the source, read by softmax."""
    shown = opened("output-layers")
    assert shown.values == opened("output-layers", SOURCE).values
    assert said(shown, "right") == "softmax"


@given(state=states, language=st.sampled_from([*LANGUAGES]))
def test_a_link_is_its_state(state, language):
    """Every legal value of a link is shown exactly, and nothing is wrong with it."""
    shown = opened("output-layers", link(state), language)
    position = float(TASKS.index(state["task"]))
    assert (shown.problems, shown.values) == (set(), state | {"task": position})


@given(state=states)
def test_readouts_at_rest_are_the_scene_s(state):
    """Every number is shown as it was computed, bit by bit."""
    shown = opened("output-layers", link(state))
    expected = scene(np.array(shown.values["task"]), shown.logits)
    for name in (readout["name"] for readout in shown.header["readouts"]):
        np.testing.assert_array_equal(
            shown.answer(name), np.ravel(expected[name]), name
        )


@languages
@tasks
def test_a_task_says_its_reading_its_loss_and_why_each_fits_or_not(task, language):
    """One reading is right, and every one of the four has its reason."""
    shown, spoken = (
        opened("output-layers", {"task": task}, language),
        words(language, "output-layers"),
    )
    assert said(shown, "right") == spoken["readings"][right(task)]
    assert said(shown, "loss") == spoken["losses"][task]
    reasons = {reading: said(shown, f"why_{reading}") for reading in READINGS}
    assert reasons == spoken["why"][task]
    signs = {reading: said(shown, f"fits_{reading}") for reading in READINGS}
    assert [r for r, sign in signs.items() if sign == "✓"] == [right(task)]


@tasks
def test_the_outputs_of_the_right_reading_are_told(task):
    """The text alternative of the picture says what the task asks for."""
    shown = opened("output-layers", {"task": task})
    told = {r["name"] for r in shown.header["readouts"] if r["told"]}
    assert told & set(READINGS) == {right(task)}


@languages
@tasks
def test_every_reason_can_be_read(task, language):
    """That of the right reading stands below the picture, the others in a fold."""
    template = opened("output-layers", {"task": task}, language).header["template"]
    above, _, folded = template.partition("data-fold")
    for reading in READINGS:
        place = above if reading == right(task) else folded
        assert f'<output name="why_{reading}">' in place


@languages
def test_yes_or_no_leads_to_two_classes(language):
    """Only there a link stands, and it carries logits, names and language."""
    given = {"z1": "1.5", "z2": "-1", "name1": "a&b", "lang": language}
    shown = opened("output-layers", given | {"task": "yesno"}, language)
    page, _, query = shown.header["links"]["two-classes"].partition("?")
    carried = {key: text for key, [text] in parse_qs(query).items()}
    assert page == "two-classes"
    assert carried == given | {"z2": "-1.0", "name2": shown.names[1]}
    assert 'data-link="two-classes"' in shown.header["template"]
    shown = opened("output-layers", given | {"task": "one"}, language)
    assert "data-link" not in shown.header["template"]


def test_there_is_something_to_try_for_a_visitor():
    """Five things, of which none is done."""
    shown = opened("output-layers")
    assert [t["key"] for t in shown.header["tasks"]] == TO_TRY
    assert [shown.answer(key).item() for key in TO_TRY] == [0] * 5


@languages
def test_each_example_tells_a_story_for_one_task(language):
    """Five buttons for five tasks, whose classes have names of their own."""
    presets = opened("output-layers", {}, language).message.presets
    assert [preset["values"]["task"] for preset in presets] == list(TASKS)
    for task, preset in zip(TASKS, presets, strict=True):
        shown = opened("output-layers", preset["values"], language)
        named = words(language, "output-layers")["names"][task]
        assert named.items() <= shown.values.items()
        assert said(shown, f"fits_{right(task)}") == "✓"


@given(state=states)
def test_the_code_computes_the_readouts(state):
    """It runs as it stands, and agrees with the page.

    Its softmax rounds each gap to the largest logit, up to 20, and log p moves with its
    own and with all others.
    """
    shown = opened("output-layers", link(state))
    code = shown.ran()
    shares = 2 * 20 * U + 2 * SOFTMAX + added(10)
    for reading, lost in zip(READINGS, (0, 0, 2 * SIGMOID, shares), strict=True):
        np.testing.assert_allclose(
            code[reading], shown.answer(reading), rtol=lost, err_msg=reading
        )
    expected = code[right(state["task"])][: int(shown.answer("neurons").item())]
    assert code["output"].tobytes() == expected.tobytes()


def test_the_code_prints_the_answer_to_the_task(capsys):
    """Who copies the code sees the shares of the page."""
    opened("output-layers", SOURCE).ran()
    assert "[0.01821127 0.24519181 0.73659691]\n" in capsys.readouterr().out


@languages
@tasks
@pytest.mark.parametrize(("count", "limit"), [(3, 64_000), (10, 256_000)])
def test_an_update_is_small_for_every_task(language, task, count, limit):
    """Three classes travel in 64 kB, ten in 256 kB, also where all marks move."""
    even = {f"z{i}": "-0.5" for i in range(1, count + 1)}
    given = {"k": str(count), "task": task, **even}
    assert opened("output-layers", given, language).message.size <= limit


@pytest.mark.parametrize("text", ["abc", "", "3", "One", "one,several", "nan"])
def test_an_unknown_task_is_reported(text):
    """It becomes one of several, and the notice names the key."""
    shown = opened("output-layers", {"task": text})
    assert shown.problems == {("task", "unreadable")}
    assert shown.values["task"] == TASKS.index("one")
