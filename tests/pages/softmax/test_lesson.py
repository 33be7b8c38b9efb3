"""Claims about the lesson on softmax: links, what is shown, and the code."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import softmax
from tests.core.roundoff import SOFTMAX, U, added
from tests.pages.strategies import link, numbers, shared
from tests.pages.visits import opened
from ui.words import LANGUAGES

SOURCE = {"k": "3", "z1": "0.3", "z2": "2.9", "z3": "4", "shift": "0"}

states = st.builds(lambda s, shift: s | {"shift": shift + 0.0}, shared(), numbers)


def test_it_opens_with_the_example_of_the_source():
    """A visitor without a link sees 0.3, 2.9 and 4."""
    assert opened("softmax").values == opened("softmax", SOURCE).values


@given(state=states)
def test_a_link_is_its_state(state):
    """Every legal value of a link is shown exactly, and nothing is wrong with it."""
    shown = opened("softmax", link(state))
    assert (shown.problems, shown.values) == (set(), state)


@given(state=states)
def test_bars_and_readouts_at_rest_are_core_s(state):
    """The probabilities are, bit by bit, the softmax of the logits of the link."""
    shown = opened("softmax", link(state))
    expected = softmax(shown.logits + state["shift"])
    assert shown.answer("p").tobytes() == expected.tobytes()
    assert shown.answer("shares.x").tobytes() == expected.tobytes()


@given(state=states)
def test_the_code_computes_the_readouts(state):
    """It runs as it stands, and agrees with the page.

    It rounds each gap to the largest logit, up to 20, and log p moves with its own
    and with all others.
    """
    shown = opened("softmax", link(state))
    lost = 2 * 20 * U + 2 * SOFTMAX + added(10)
    np.testing.assert_allclose(shown.ran()["p"], shown.answer("p"), rtol=lost)


def test_the_code_prints_its_probabilities(capsys):
    """Who copies the code sees the numbers of the page."""
    opened("softmax", SOURCE).ran()
    assert "[0.01821127 0.24519181 0.73659691]" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["en", "ko"])
def test_one_example_gives_the_animals_their_names(language):
    """Dog, cat and person can be had by a button, in both languages."""
    [example] = [p for p in opened("softmax").message.presets if "name1" in p["values"]]
    renamed = opened("softmax", {"name1": "newt"} | example["values"], language)
    assert renamed.names == opened("softmax", {}, language).names


def test_a_row_of_every_table_is_core_s():
    """Along each logit p is the softmax at every grid value, in float32."""
    source = opened("softmax", SOURCE)
    for i in range(3):
        grid = source.message.control(f"z{i + 1}")["grid"]
        what_if = np.tile(source.logits, (len(grid), 1))
        what_if[:, i] = grid
        expected = softmax(what_if).astype(np.float32)
        rows = source.message.column(f"z{i + 1}", "p")
        assert rows.tobytes() == expected.tobytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_of_the_first_place_depends_on_ties(language):
    """There is a word for one class, for two and for more."""
    shown = opened("softmax", {"z1": "4"}, language)
    [told] = [r for r in shown.header["readouts"] if r["name"] == "shared"]
    assert len(set(told["labels"])) == 3
    assert shown.answer("shared").item() == 2


def test_the_digits_of_the_source_can_be_read():
    """1.34985881, 18.17414537 and 54.59815003; 0.01821127, 0.24519181, 0.73659691."""
    shown = opened("softmax", SOURCE)
    powers, p = shown.answer("power"), shown.answer("p")
    assert [f"{x:.8f}" for x in powers] == ["1.34985881", "18.17414537", "54.59815003"]
    assert [f"{x:.8f}" for x in p] == ["0.01821127", "0.24519181", "0.73659691"]
    formats = {r["name"]: r["format"] for r in shown.header["readouts"]}
    assert formats["power"] == ".10g"
    for i in (1, 2, 3):
        slot = f'<span data-slot="p{i}" data-format=".8g">'
        assert slot in shown.header["template"]
