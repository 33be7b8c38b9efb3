"""Claims about the lesson on temperature: links, what is shown, and the code."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import softmax
from core.draws import count_draws
from tests.core.roundoff import ENTROPY, EXP, LOG, SOFTMAX, U, added
from tests.pages.strategies import link, shared
from tests.pages.visits import opened
from ui.words import words

SOURCE = {"k": "3", "z1": "0.3", "z2": "2.9", "z3": "4", "t": "1"}
DRAWN = SOURCE | {"n": "0", "stage": "draws"}
STAGES = ["areas", "entropy", "triangle", "draws"]
TASKS = ["sure", "unsure", "bit", "shared", "faithful"]

temperatures = st.floats(0.05, 20) | st.sampled_from([0.0, 0.05, 1.0, 20.0, np.inf])
states = st.builds(
    lambda classes, t, n: classes | {"t": t, "n": float(n)},
    shared(),
    temperatures,
    st.integers(0, 1000),
)


def test_it_opens_where_it_is_cooler_than_one():
    """A visitor without a link sees T = 0.5 beside T = 1."""
    cool = SOURCE | {"t": "0.5", "stage": "areas"}
    assert opened("temperature").values == opened("temperature", cool).values
    assert (
        opened("temperature", {"t": "1"}).values == opened("temperature", SOURCE).values
    )


@pytest.mark.parametrize(
    ("link", "stage"),
    [
        ({}, "areas"),
        ({"n": "0"}, "areas"),
        ({"n": "150"}, "draws"),
        ({"n": "150", "stage": "entropy"}, "entropy"),
        ({"n": "0", "stage": "draws"}, "draws"),
    ],
)
def test_a_link_that_draws_shows_draws(link, stage):
    """One of before, that says how often; but a stage that is said is shown."""
    shown = opened("temperature", SOURCE | link)
    assert shown.values["stage"] == STAGES.index(stage)
    assert shown.problems == set()
    # A reset leads to where others begin.
    assert shown.message.control("stage")["default"] == 0


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_keeps_what_others_say(stage):
    """Draws and the true class stay in the link while they are not shown."""
    shown = opened("temperature", SOURCE | {"n": "30", "y": "1", "stage": stage})
    controls = {control["key"] for control in shown.header["controls"]}
    away = {"n": "30", "y": "1"}
    assert ("n" in controls, "y" in controls) == (stage == "draws", stage == "triangle")
    expected = {key: text for key, text in away.items() if key not in controls}
    assert shown.opening.state.away == expected


@given(state=states)
def test_a_link_is_its_state(state):
    """Every legal value is shown exactly, and its shares and draws are core's."""
    shown = opened("temperature", link(state) | {"stage": "draws"})
    stage = {"stage": float(STAGES.index("draws"))}
    assert (shown.problems, shown.values) == (set(), state | stage)
    p = softmax(shown.logits, temperature=state["t"])
    assert shown.answer("p").tobytes() == p.tobytes()
    drawn = count_draws(p, state["n"])
    assert shown.answer("counts.customdata").tolist() == drawn.tolist()


@pytest.mark.parametrize("stage", STAGES[:3])
@pytest.mark.parametrize("t", ["0", "0.3", "inf"])
def test_the_code_draws_only_where_draws_are_shown(t, stage):
    """Elsewhere it ends with the numbers that are shown there."""
    shown = opened("temperature", SOURCE | {"t": t, "stage": stage})
    found = shown.ran()
    assert "draws" not in shown.code
    np.testing.assert_allclose(found["p"], shown.answer("p"), rtol=1e-14)
    assert found["entropy"] == pytest.approx(shown.answer("entropy").item())


@given(state=states)
def test_the_code_computes_the_readouts(state):
    """It runs as it stands, and agrees with the page.

    An exponent, as large as 400 at T = 0.05, is a difference and a quotient, and log p
    moves with its own and with all others. Shares that are off by so much move the
    entropy by that times p (|log p| + 1), summed up. A draw may change sides if an end
    of a share moves across it, so that counts are those of the code's own shares.
    """
    shown = opened("temperature", link(state) | {"stage": "draws"})
    found, h = shown.ran(), shown.answer("entropy").item()
    lost = 2 * 2 * 400 * U + 2 * SOFTMAX + added(10)
    np.testing.assert_allclose(found["p"], shown.answer("p"), rtol=lost)
    apart = lost * (h + 1) + (LOG + U + added(10) + ENTROPY) * h
    np.testing.assert_allclose(found["entropy"], h, rtol=0, atol=apart)
    bits = shown.answer("bits").item()
    np.testing.assert_allclose(found["bits"], bits, rtol=2 * U, atol=1.5 * apart)
    choices = shown.answer("perplexity").item()
    np.testing.assert_allclose(found["perplexity"], choices, rtol=apart + 2 * EXP)
    assert found["counts"].tolist() == count_draws(found["p"], state["n"]).tolist()


@pytest.mark.parametrize("t", ["0", "0.3", "1", "inf"])
def test_the_code_draws_what_the_page_does(t):
    """The same classes come up, a thousand times."""
    shown = opened("temperature", SOURCE | {"t": t, "n": "1000"})
    expected = shown.answer("counts.customdata").tolist()
    assert shown.ran()["counts"].tolist() == expected


def test_no_task_is_done_at_first():
    """A visitor has something to do."""
    shown = opened("temperature")
    assert [task["key"] for task in shown.header["tasks"]] == TASKS
    assert [shown.answer(task).item() for task in TASKS] == [0] * len(TASKS)


def test_one_bit_is_met_while_dragging():
    """Somewhere along the slider the entropy is near enough to 1 bit."""
    assert opened("temperature", SOURCE).message.column("t", "bit").any()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_an_example_shows_eight_words(language):
    """A language model chooses among words, in both languages."""
    presets = opened("temperature", {}, language).message.presets
    [example] = [p["values"] for p in presets if p["values"].get("k") == "8"]
    shown = opened("temperature", example, language)
    assert shown.problems == set()
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
def test_a_hostile_value_is_reported(key, text, kind, value):
    """What cannot be is replaced, with one notice that names the key."""
    shown = opened("temperature", DRAWN | {key: text})
    assert shown.problems == {(key, kind)}
    assert shown.values[key] == value


@pytest.mark.parametrize(("count", "limit"), [(3, 64_000), (10, 256_000)])
@pytest.mark.parametrize("n", ["0", "1000"])
@pytest.mark.parametrize("t", ["0", "0.3", "8"])
@pytest.mark.parametrize("stage", STAGES)
def test_an_update_is_small_at_any_temperature(count, limit, t, n, stage):
    """A commit of three classes brings 64 kB at most, of ten 256 kB."""
    link = {"k": str(count), "t": t, "n": n, "stage": stage}
    assert opened("temperature", link).message.size <= limit
