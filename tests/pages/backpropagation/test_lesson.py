"""Claims about the lesson backpropagation: links, graphs, examples, and the code."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.backpropagation.checks import NUDGES
from pages.backpropagation.lesson import NUDGE, PRESETS
from tests.pages.visits import opened
from ui.words import words

KEYS = ["w1", "b1", "w2", "b2"]
GRAPHS = ["one", "two", "fan"]
numbers = st.floats(-4, 4).map(lambda x: x + 0.0)
links = st.fixed_dictionaries(
    {key: numbers.map(repr) for key in (*KEYS, "x", "y")}
    | {"graph": st.sampled_from(GRAPHS), "check": st.sampled_from(KEYS)}
    | {"h": st.sampled_from(["0.001", "1e-08", "0.5"])}
)


def number(shown, name):
    """Return one answer at rest."""
    return shown.answer(name).item()


@given(link=links, language=st.sampled_from(["en", "ko"]))
def test_a_link_is_its_state(link, language):
    """Every legal value is shown exactly, also what a graph has no place for."""
    shown = opened("backpropagation", link, language)
    assert shown.problems == set()
    for key in shown.values.keys() & {*KEYS, "x", "y", "h"}:
        assert shown.values[key] == float(link[key])


@given(link=links)
def test_the_code_computes_the_readouts(link):
    """Up to rounding, which a nudge makes larger."""
    shown = opened("backpropagation", link)
    ran = shown.ran()
    names = {"loss": "loss", "grad_w1": "dw1", "grad_b1": "db1"}
    if link["graph"] != "one":
        last = "dw3" if link["graph"] == "fan" else "db2"
        names |= {"grad_w2": "dw2", "grad_b2": last}
    for readout, name in names.items():
        assert ran[name] == pytest.approx(number(shown, readout), rel=1e-12, abs=1e-12)
    nudge = (ran["ahead"] - ran["loss"]) / ran["h"]
    assert nudge == pytest.approx(number(shown, "nudged"), rel=1e-5, abs=1e-4)


@pytest.mark.parametrize(
    ("preset", "readings"),
    [
        ("one", {"loss": 2, "grad_w1": -4, "grad_b1": 2}),
        ("two", {"loss": 2, "grad_w1": 6, "grad_b1": 6, "grad_w2": 4, "grad_b2": 2}),
        ("fan", {"loss": 2, "grad_w1": 2, "grad_w2": 6, "grad_b2": 6}),
        ("dead", {"loss": 8, "grad_w1": 0, "grad_w2": 0, "grad_b2": -4}),
        ("corner", {"grad_w1": 0, "grad_b2": -4}),
    ],
)
def test_examples_show_what_they_are_called(preset, readings):
    """By the numbers of the source, and others that are known."""
    link = dict(part.split("=") for part in PRESETS[preset].split("&"))
    shown = opened("backpropagation", link)
    assert {name: number(shown, name) for name in readings} == readings


def test_a_tiny_nudge_is_worse_than_a_thousandth():
    """Off by 0.04 against 0.0045."""
    off = [
        number(opened("backpropagation", {"h": h}), "apart") for h in ("1e-14", "0.001")
    ]
    assert off[0] > 5 * off[1]
    assert off[1] == pytest.approx(0.0045, rel=1e-3)


@pytest.mark.parametrize("graph", GRAPHS)
@pytest.mark.parametrize(
    ("at", "problems"), [("16", set()), ("17", {("at", "clamped")})]
)
def test_beyond_the_last_step_all_is_done(graph, at, problems):
    """The longest graph has 16; no link is wrong that says so of a shorter one."""
    shown = opened("backpropagation", {"graph": graph, "at": at})
    assert shown.problems == problems
    last = max(shown.message.control("at")["grid"])
    assert (shown.values["at"], last) == (last, 8 if graph == "one" else 16)


def test_a_parameter_that_a_graph_lacks_gives_way():
    """Without a notice; what is no parameter at all is one."""
    shown = opened("backpropagation", {"graph": "one", "check": "w2"})
    assert (shown.problems, shown.values["check"]) == (set(), 0)
    wrong = opened("backpropagation", {"graph": "one", "check": "w9"})
    assert wrong.problems == {("check", "unreadable")}


def test_the_last_weight_is_called_as_in_its_graph():
    """w3 where a value is used twice; its key stays the same."""
    labels = [
        opened("backpropagation", {"graph": graph}).message.control("b2")["label"]
        for graph in ("two", "fan")
    ]
    assert labels == ["b₂", "w₃"]


def test_a_graph_keeps_what_another_one_says():
    """The link goes on carrying the weights of a second layer."""
    shown = opened("backpropagation", {"graph": "one", "w2": "1.5", "b2": "-3"})
    assert shown.problems == set()
    assert "w2" not in shown.values
    assert shown.message.answer["away"] == {"w2": "1.5", "b2": "-3"}


def test_a_drag_of_h_visits_every_point_of_the_v():
    """Half decades from 1e-16 to 1."""
    np.testing.assert_array_equal(NUDGE.grid, NUDGES)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_there_are_five_tasks_and_seven_examples(language):
    """Each example is used."""
    said = words(language, "backpropagation")
    assert [*said["tasks"]] == ["dead", "zero", "best", "enough", "cancel"]
    assert [*said["presets"]] == [*PRESETS]


@pytest.mark.parametrize("graph", GRAPHS)
def test_a_commit_is_small(graph):
    """Every number of a graph moves under every slider, and fits into 64 kB."""
    assert opened("backpropagation", {"graph": graph}).message.size < 64_000
