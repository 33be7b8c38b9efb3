"""Claims about the softmax lesson: every number is what core says."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import softmax
from live.controls import is_harmless
from tests.core.roundoff import SOFTMAX, U, added
from tests.pages.visits import Shown, Visit

SOURCE = {"k": "3", "z1": "0.3", "z2": "2.9", "z3": "4", "shift": "0"}

numbers = st.floats(-10, 10) | st.integers(-100, 100).map(lambda n: n / 10)
names = st.text(
    st.characters(codec="utf-8").filter(is_harmless), min_size=1, max_size=24
).filter(lambda name: name == name.strip())


@st.composite
def states(draw) -> dict[str, float | str]:
    """Draw any state of the lesson."""
    count = draw(st.integers(2, 10))
    logits = draw(st.lists(numbers, min_size=count, max_size=count))
    called = draw(st.lists(names, min_size=count, max_size=count))
    return {
        **{f"z{i}": z + 0.0 for i, z in enumerate(logits, start=1)},
        **{f"name{i}": name for i, name in enumerate(called, start=1)},
        "shift": draw(numbers) + 0.0,
        "k": float(count),
    }


def link(state):
    """Return the link that says a state."""
    return {k: v if isinstance(v, str) else repr(v) for k, v in state.items()}


@pytest.fixture(scope="module")
def visit() -> Visit:
    """Return a visitor who follows one link after another."""
    return Visit()


@pytest.fixture(scope="module")
def source() -> Shown:
    """Return the page at the example of the source."""
    return Visit().open("softmax", SOURCE)


def test_the_page_opens_with_the_example_of_the_source(source):
    """A visitor without a link sees 0.3, 2.9 and 4."""
    assert Visit().open("softmax").values == source.values


def test_the_sum_of_exponentials_is_the_source_s(source):
    """e^0.3 + e^2.9 + e^4.0 = 74.1221542101633."""
    assert source.answer("total").item() == pytest.approx(74.1221542101633, rel=1e-14)


def test_the_largest_exponential_is_the_source_s(source):
    """e^4.0 = 54.59815003."""
    assert source.answer("exponential").item() == pytest.approx(54.59815003, abs=5e-9)


def test_the_probabilities_are_the_source_s(source):
    """They are 0.01821127, 0.24519181 and 0.73659691."""
    expected = [0.01821127, 0.24519181, 0.73659691]
    np.testing.assert_allclose(source.answer("p"), expected, rtol=0, atol=5e-9)


def test_the_probabilities_of_the_source_add_up_to_one(source):
    """Σp = 1.0, to the last bit."""
    assert source.answer("sum").item() == 1.0


def test_the_largest_is_the_third(source):
    """Classes count from 1."""
    assert source.answer("argmax").item() == 3


@settings(max_examples=40)
@given(state=states())
def test_a_link_is_its_state(visit, state):
    """Every legal value of a link is shown exactly, and nothing is wrong with it."""
    shown = visit.open("softmax", link(state))
    assert (shown.errors, shown.warnings, shown.values) == ([], [], state)


@settings(max_examples=40)
@given(state=states())
def test_readouts_at_rest_are_core_s(visit, state):
    """The probabilities are, bit by bit, the softmax of the logits of the link."""
    shown = visit.open("softmax", link(state))
    expected = softmax(shown.logits + state["shift"])
    assert shown.answer("p").tobytes() == expected.tobytes()
    assert shown.answer("probabilities.x").tobytes() == expected.tobytes()


@settings(max_examples=20)
@given(state=states())
def test_the_snippet_computes_the_readouts(visit, state):
    """The NumPy code runs as it stands, and agrees with the page.

    It rounds each gap to the largest logit, up to 20, and log p moves with its own
    and with all others.
    """
    shown = visit.open("softmax", link(state))
    found = shown.ran()
    lost = 2 * 20 * U + 2 * SOFTMAX + added(10)
    np.testing.assert_allclose(found["p"], shown.answer("p"), rtol=lost)


def test_the_snippet_prints_its_probabilities(source, capsys):
    """Who copies the code sees the numbers of the page."""
    source.ran()
    assert "[0.01821127 0.24519181 0.73659691]" in capsys.readouterr().out


@settings(max_examples=20)
@given(state=states())
def test_probabilities_keep_the_order_of_the_logits(visit, state):
    """The largest logit stays the largest, so inference may skip softmax.

    Of the others, the order is kept but for the last digits.
    """
    shown = visit.open("softmax", link(state))
    order = np.argsort(shown.answer("logit"), kind="stable")
    p = shown.answer("p")[order]
    assert p[-1] == p.max()
    assert (p[:-1] <= p[1:] * (1 + 2 * SOFTMAX)).all()


@pytest.mark.parametrize("shift", ["-10", "-0.1", "3.7", "10"])
def test_a_shift_leaves_the_probabilities_alone(source, visit, shift):
    """A constant that is added to all logits changes no probability."""
    shown = visit.open("softmax", SOURCE | {"shift": shift})
    np.testing.assert_allclose(shown.answer("p"), source.answer("p"), rtol=1e-14)
    np.testing.assert_allclose(
        shown.answer("weights.x"), source.answer("weights.x"), rtol=1e-14
    )


def test_a_shift_moves_the_logits(visit):
    """The first stage shows each logit with the constant added."""
    shown = visit.open("softmax", SOURCE | {"shift": "-10"})
    assert shown.answer("logits.x").tolist() == [0.3 - 10, 2.9 - 10, 4.0 - 10]


@pytest.mark.parametrize(
    ("logits", "done"), [((3, 3, 0), 1), ((3, 3, 3), 0), ((3, 2.9, 0), 0)]
)
def test_two_classes_share_the_first_place_and_not_three(visit, logits, done):
    """The task asks for two."""
    tie = {f"z{i}": str(z) for i, z in enumerate(logits, start=1)}
    assert visit.open("softmax", SOURCE | tie).answer("tie").item() == done


def test_the_largest_weight_is_one(source):
    """Weights are measured from the largest logit."""
    assert source.answer("weights.x").max() == 1.0


def test_equal_logits_are_all_marked(visit):
    """Where there is no single largest, every one of them is marked."""
    shown = visit.open("softmax", {"z1": "1", "z2": "1", "z3": "1"})
    assert np.isfinite(shown.answer("largest.x")).all()


def test_only_the_largest_is_marked(source):
    """Of the source's example that is the third."""
    marked = np.isfinite(source.answer("largest.x"))
    assert marked.tolist() == [False, False, True]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_one_example_names_animals(visit, language):
    """Dog, cat and person can be had by a button, in both languages."""
    shown = visit.open("softmax", {"lang": language})
    named = [p["values"] for p in shown.message.presets if "name1" in p["values"]]
    assert [len(values.keys() & {"name1", "name2", "name3"}) for values in named] == [3]


def test_a_row_of_every_table_is_core_s(source):
    """Along each logit p is the softmax at every grid value, in float32."""
    logits = source.logits
    for i in range(3):
        grid = source.message.control(f"z{i + 1}")["grid"]
        what_if = np.tile(logits, (len(grid), 1))
        what_if[:, i] = grid
        expected = softmax(what_if).astype(np.float32)
        rows = source.message.column(f"z{i + 1}", "p")
        assert rows.tobytes() == expected.tobytes()
