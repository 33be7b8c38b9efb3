"""Claims about states: every link gives legal values, and says what was wrong."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from live import (
    Choice,
    Control,
    Count,
    Group,
    Link,
    Problem,
    Slider,
    State,
    Text,
    Words,
)

CONTROLS: list[Control] = [
    Group(
        "z",
        tuple(
            Slider(f"z{i}", -10, 10, step=0.1, default=i, name=Text(f"name{i}"))
            for i in (1, 2)
        ),
    ),
    Count("k", 2, 10, default=3),
]
DEFAULTS = {"name1": "dog", "z1": 1.0, "name2": "cat", "z2": 2.0, "k": 3.0}
WORDS = Words({"texts": {"name1": "dog", "name2": "cat"}})


def state(parameters, controls, **more):
    """Return the state of a link, all of it read."""
    found = State(Link(parameters), WORDS)
    found.settle(controls, **more)
    return found


def read(**parameters):
    """Return what a link with these texts says, and its problems."""
    given_once = {
        key: [text] if isinstance(text, str) else text
        for key, text in parameters.items()
    }
    found = state(given_once, CONTROLS)
    return found.values, found.problems


def test_an_empty_link_gives_the_defaults():
    """Without parameters all is as the author wrote it, and nothing is wrong."""
    assert read() == (DEFAULTS, [])


def test_a_link_gives_its_values():
    """What a link says is what is shown."""
    values, problems = read(z1="2.5", name2="wolf", k="2")
    assert (values, problems) == (DEFAULTS | {"z1": 2.5, "name2": "wolf", "k": 2.0}, [])


def test_an_unreadable_part_becomes_its_default():
    """Only the part that cannot be read is replaced, and it is named."""
    values, problems = read(z1="abc", z2="5")
    assert (values["z1"], values["z2"]) == (1.0, 5.0)
    assert problems == [Problem("z1", "unreadable")]


def test_a_part_out_of_range_becomes_the_nearest_value():
    """A legal number beyond the slider is clamped, and its key is named."""
    values, problems = read(z1="99")
    assert (values["z1"], problems) == (10.0, [Problem("z1", "clamped")])


def test_a_repeated_key_is_unreadable():
    """Of two values for one key neither is taken."""
    values, problems = read(z1=["4", "5"])
    assert (values["z1"], problems) == (1.0, [Problem("z1", "unreadable")])


def test_a_key_without_values_is_unreadable():
    """A key that is there and says nothing at all gives the default."""
    assert read(z1=[]) == (DEFAULTS, [Problem("z1", "unreadable")])


def test_an_unknown_key_is_named():
    """A key that no control has is left out, and named."""
    assert read(z11="5") == (DEFAULTS, [Problem("z11", "unknown")])


@pytest.mark.parametrize("key", ["lang", "embed", "embed_options"])
def test_keys_of_the_frame_are_no_problem(key):
    """Language and embedding are the page's own business."""
    assert read(**{key: "true"}) == (DEFAULTS, [])


@pytest.mark.parametrize("text", ["", "   ", "\0"])
def test_a_text_of_nothing_becomes_the_default(text):
    """No class is nameless."""
    assert read(name1=text)[0]["name1"] == "dog"


def test_every_control_is_read_once():
    """However often a lesson asks, and whatever depends on it."""
    calls = []

    class Heard(Count):
        def read(self, text):
            calls.append(text)
            return super().read(text)

    count = Heard("k", 2, 10, default=3)
    found = State(Link({"k": ["4"]}), WORDS)
    assert [found[count], found[count], found.number(count)] == [4.0] * 3
    found.settle([count], elsewhere=[count])
    assert calls == ["4"]


def test_a_choice_says_its_code():
    """Lessons speak of options by what the link calls them."""
    choice = Choice("view", ("classes", "binary"), "classes")
    assert State(Link({"view": ["binary"]}), WORDS).code(choice) == "binary"


def test_the_numbers_of_a_group_stand_in_a_row():
    """Texts that label them are left out."""
    [group, _] = CONTROLS
    assert State(Link({"z2": ["-3"]}), WORDS).row(group).tolist() == [1.0, -3.0]


def test_what_is_away_keeps_what_the_link_says_of_it():
    """A control of another view has no value here, and is in the link."""
    away = [Slider("w", 0, 1)]
    found = state({"w": ["0.25"], "z1": ["5"]}, CONTROLS, away=away)
    assert (found.away, "w" in found.values) == ({"w": "0.25"}, False)


def test_what_is_away_and_cannot_be_read_is_dropped():
    """Nonsense does not follow the learner, and is named."""
    found = state({"w": ["<b>"]}, CONTROLS, away=[Slider("w", 0, 1)])
    assert (found.away, found.problems) == ({}, [Problem("w", "unreadable")])


def test_what_belongs_elsewhere_is_looked_at_and_not_shown():
    """It follows the learner to other pages, so nonsense in it is named here."""
    warmth = Slider("t", 0, 1)
    assert state({"t": ["0.5"]}, CONTROLS, elsewhere=[warmth]).problems == []
    found = state({"t": ["7"]}, CONTROLS, elsewhere=[warmth])
    assert found.problems == [Problem("t", "clamped")]
    assert found.values == DEFAULTS


LINKED: list[Control] = [
    Slider("root", -9, 9, default=1, sets={"x": np.square}),
    Slider("x", 0, 25, step=1, default=1),
]


@pytest.mark.parametrize(
    ("link", "x", "problems"),
    [
        ({"root": ["3"]}, 9, []),
        ({"root": ["3"], "x": ["4"]}, 4, []),
        ({"root": ["6"]}, 25, [Problem("root", "clamped")]),
        ({"root": ["r"]}, 1, [Problem("root", "unreadable")]),
        ({"root": ["3"], "x": ["x"]}, 1, [Problem("x", "unreadable")]),
    ],
)
def test_a_view_that_is_given_alone_sets_what_it_views(link, x, problems):
    """A link may name the view; if it names what the view sets, that is said."""
    found = state(link, LINKED)
    assert (found.values["x"], found.problems) == (x, problems)


@given(
    st.dictionaries(
        st.sampled_from([*DEFAULTS, "t"]) | st.text(),
        st.lists(st.text(st.characters()), max_size=3),
    )
)
def test_every_link_gives_legal_values(parameters):
    """Whatever a link says, each control has a value that it can show."""
    values = state(parameters, CONTROLS).values
    assert values.keys() == DEFAULTS.keys()
    assert all(-10 <= float(values[key]) <= 10 for key in ("z1", "z2"))
    assert values["k"] in range(2, 11)
    assert all(1 <= len(str(values[key])) <= 24 for key in ("name1", "name2"))


@given(
    st.dictionaries(
        st.sampled_from([*DEFAULTS, "t"]) | st.text(), st.lists(st.text(), max_size=3)
    )
)
def test_every_problem_names_a_key_of_the_link(parameters):
    """No notice speaks of what the link does not hold."""
    problems = state(parameters, CONTROLS).problems
    assert {problem.key for problem in problems} <= parameters.keys()
