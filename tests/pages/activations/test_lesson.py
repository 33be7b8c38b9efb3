"""Claims about the lesson activations: links, drags, and the code."""

from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.chain import run_chain
from core.trained_deep import DEPTHS, reached
from pages.activations.lesson import OUTPUTS, PRESETS
from pages.activations.scene import KEYS, MOST
from tests.pages.strategies import fewer
from tests.pages.visits import opened
from ui.contents import LESSONS
from ui.words import words

TASKS = ["survive", "dead", "fade", "grow", "more"]
NAME = "activations"
NARROW = "\N{NARROW NO-BREAK SPACE}"

numbers = st.floats(-4, 4) | st.integers(-40, 40).map(lambda n: n / 10)
states = st.fixed_dictionaries(
    {
        "f": st.sampled_from(KEYS),
        "layers": st.integers(1, MOST).map(str),
        "x": numbers.map(lambda v: repr(v + 0.0)),
        "w": numbers.map(lambda v: repr(v + 0.0)),
        "b": numbers.map(lambda v: repr(v + 0.0)),
        "at": st.integers(1, MOST).map(str),
    }
)


def chain_of(link):
    """Return the chain of a link, from core."""
    x, w, b = (float(link[key]) for key in "xwb")
    return run_chain(x, w, b, ACTIVATIONS[link["f"]], int(link["layers"]))


@fewer(2)
@given(state=states, language=st.sampled_from(["en", "ko"]))
def test_a_link_is_its_state(state, language):
    """Every legal value is shown exactly, and its numbers are core's."""
    shown = opened(NAME, state, language)
    assert shown.problems == set()
    assert [shown.values[key] for key in "xwb"] == [float(state[key]) for key in "xwb"]
    chain = chain_of(state)
    assert shown.answer("through") == chain.through[0]
    assert shown.answer("out") == chain.a[-1]
    place = min(int(state["at"]), int(state["layers"]))
    assert shown.answer("slope") == chain.slope[place - 1]


@fewer(2)
@given(states)
def test_the_code_computes_what_comes_out_and_what_arrives(state):
    """With the textbook's slopes, which lose digits where a curve is flat.

    Where it is made of straight lines nothing is lost but a rounding or two a layer.
    """
    shown = opened(NAME, state)
    chain, ran = chain_of(state), shown.ran()
    size = max(1.0, *np.abs(chain.a), *np.abs(chain.through))
    assert ran["a"] == pytest.approx(shown.answer("out").item(), abs=1e-13 * size)
    is_straight = state["f"] in {"linear", "relu", "leaky"}
    lost = {"rel": 1e-13} if is_straight else {"rel": 1e-6, "abs": 1e-6 * size}
    assert ran["arrives"] == pytest.approx(shown.answer("through").item(), **lost)


@pytest.mark.parametrize("key", KEYS)
def test_the_code_is_that_of_the_chosen_activation(key):
    """In its own few lines, and it prints both numbers."""
    code = opened(NAME, {"f": key, "x": "0.3"}).code
    assert code.endswith("print(a, arrives)\n")
    assert len(code.splitlines()) < 22
    assert ("np.tanh" in code) == (key == "tanh")
    assert ("math.erf" in code) == (key == "gelu")


def test_no_task_is_done_at_first():
    """A visitor has something to do."""
    shown = opened(NAME)
    assert [task["key"] for task in shown.header["tasks"]] == TASKS
    assert [shown.answer(task).item() for task in TASKS] == [0] * len(TASKS)


@pytest.mark.parametrize(
    ("preset", "through"),
    [
        ("sigmoid", "5.5e-06"),
        ("tanh", "0.054"),
        ("relu", "1"),
        ("linear", "0.43"),
        ("rescued", "1"),
        ("fading", "0.0039"),
        ("dead", "0"),
    ],
)
def test_an_example_makes_its_point(preset, through):
    """What arrives, to two digits."""
    shown = opened(NAME, dict(part.split("=") for part in PRESETS[preset].split("&")))
    assert f"{shown.answer('through').item():.2g}" == through


def test_examples_say_every_number():
    """So that each is the same state from wherever one comes."""
    for link in PRESETS.values():
        keys = [part.partition("=")[0] for part in link.split("&")]
        assert keys == ["f", "layers", "x", "w", "b", "at"]


def test_it_opens_with_eight_sigmoids():
    """The first example is what one sees."""
    first = opened(NAME)
    again = opened(
        NAME, dict(part.split("=") for part in PRESETS["sigmoid"].split("&"))
    )
    assert first.values == again.values


@pytest.mark.parametrize(
    ("link", "kind", "key"),
    [
        ({"layers": "13"}, "clamped", "layers"),
        ({"layers": "0"}, "clamped", "layers"),
        ({"at": "99"}, "clamped", "at"),
        ({"w": "inf"}, "clamped", "w"),
        ({"x": "nan"}, "unreadable", "x"),
        ({"f": "swish"}, "unreadable", "f"),
        ({"f": ["relu", "tanh"]}, "unreadable", "f"),
        ({"depth": "3"}, "unknown", "depth"),
    ],
    ids=str,
)
def test_a_hostile_link_gets_a_notice(link, kind, key):
    """The page opens in a legal state and names the key."""
    assert opened(NAME, link).problems == {(key, kind)}


@pytest.mark.parametrize("key", KEYS)
def test_a_drag_of_any_slider_has_the_numbers_of_the_link(key):
    """What arrives keeps float64 on the way: 10^-80 is no zero."""
    shown = opened(NAME, {"f": key, "layers": "5", "x": "0.7", "w": "0.4", "b": "0.2"})
    base = {"f": key, "layers": "5", "x": "0.7", "w": "0.4", "b": "0.2", "at": "1"}
    for control in ("layers", "x", "w", "b"):
        grid = shown.message.control(control)["grid"]
        if "through" not in shown.header["tables"][control]:
            assert key in {"linear", "relu", "leaky"}
            continue
        column = shown.message.column(control, "through")[:, 0]
        for place in (0, len(grid) // 3, -1):
            text = (
                str(int(grid[place]))
                if control == "layers"
                else repr(float(grid[place]))
            )
            chain = chain_of(base | {control: text})
            assert column[place] == chain.through[0]


@pytest.mark.parametrize("key", KEYS)
def test_an_update_is_small_for_each_activation(key):
    """A commit brings 64 kB at most."""
    assert opened(NAME, {"f": key}).message.size <= 64_000


def test_depth_one_to_twelve_is_a_drag():
    """It is no new state: the same tables lead from one unit to twelve."""
    shown = opened(NAME)
    assert shown.message.control("layers")["grid"].tolist() == list(range(1, MOST + 1))
    assert {"layers.y", "along", "factor"} & shown.header["tables"]["layers"].keys()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_outputs_lead_to_their_cases(language):
    """Each row of the last layer is a link to a lesson, with a task that it knows."""
    shown = opened(NAME, {"lang": language}, language)
    links = shown.header["links"]
    assert (
        links.keys()
        == OUTPUTS.keys()
        == words(language, NAME)["outputs"]["rows"].keys()
    )
    for task, link in links.items():
        page, _, query = link.partition("?")
        given_ = dict(part.split("=") for part in query.split("&"))
        assert page in LESSONS
        there = opened(page, given_, language)
        assert there.problems == set()
        assert there.opening.state.link.parameters["task"] == [task]
        assert f'data-link="{task}"' in shown.header["template"]


@pytest.mark.parametrize("key", ["relu", "linear"])
def test_what_real_networks_read_stands_in_a_table(key):
    """In whole percent, twice where both runs differ, and nan where one diverged."""
    tree = ET.fromstring(f"<div>{opened(NAME, {'f': key}).header['template']}</div>")  # noqa: S314 - ours
    tables = [
        [[*("".join(cell.itertext()) for cell in row.iter("td"))] for row in table]
        for table in tree.iterfind(".//table/tbody")
    ]
    expected = [
        [[*map(percent, found.share, found.nudged)] for found in by_key.values()]
        for by_key in reached().values()
    ]
    assert np.shape(expected) == (2, len(KEYS), len(DEPTHS))
    assert tables[1:3] == expected


def percent(share, again):
    """Write the shares of two runs."""
    if share == again == 0:
        return "nan"
    both = [f"{100 * one:.0f}" for one in (share, again)]
    return both[0] if share == again else f"{NARROW}/{NARROW}".join(both)


@pytest.mark.parametrize(
    ("key", "steepest"),
    [
        ("linear", 1),
        ("sigmoid", 1 / 4),
        ("tanh", 1),
        ("relu", 1),
        ("leaky", 1),
        ("gelu", 1.13),
    ],
)
def test_the_table_says_how_steep_each_is(key, steepest):
    """To the digits that stand there, in both languages."""
    z = np.linspace(-9, 9, 180_001)
    found = ACTIVATIONS[key].slope(z).max()
    assert found == pytest.approx(steepest, abs=0.005)
    for language in ("en", "ko"):
        said = words(language, NAME)["compare"][key][1]
        assert float(said.replace("¼", "0.25")) == steepest
