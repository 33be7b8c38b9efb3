"""Claims about links: every link gives legal values, and says what was wrong."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from live import Control, Count, Group, Link, Problem, Slider, Text
from live.link import LONGEST_LINK, committed

CONTROLS: list[Control] = [
    Group(
        [
            Slider(
                key=f"z{i}",
                label=Text(key=f"name{i}", label="name", default=name),
                low=-10,
                high=10,
                step=0.1,
                default=float(i),
            )
            for i, name in ((1, "dog"), (2, "cat"))
        ]
    ),
    Count(key="k", label="classes", low=2, high=10, default=3),
]
DEFAULTS = {"name1": "dog", "z1": 1.0, "name2": "cat", "z2": 2.0, "k": 3.0}

junk = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.binary(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["commit", "number", "link", "origin"]) | st.text(), inner
        )
    ),
    max_leaves=12,
)


def read(**parameters):
    """Return what a link with these texts says, and its problems."""
    given_once = {
        key: [text] if isinstance(text, str) else text
        for key, text in parameters.items()
    }
    return Link(given_once).read(CONTROLS)


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


@pytest.mark.parametrize("key", ["embed", "embed_options"])
def test_keys_of_streamlit_are_no_problem(key):
    """What embeds a page is Streamlit's own business."""
    assert read(**{key: "true"}) == (DEFAULTS, [])


def test_keys_of_others_can_be_ignored():
    """A page can say which keys belong to somebody else."""
    link = Link({"lang": ["ko"]})
    assert link.read(CONTROLS, frozenset({"lang"}))[1] == []


LINKED: list[Control] = [
    Slider(key="root", label="r", low=-9, high=9, default=1, sets={"x": np.square}),
    Slider(key="x", label="x", low=0, high=25, step=1, default=1),
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
    values, found = Link(link).read(LINKED)
    assert (values["x"], found) == (x, problems)


@given(
    st.dictionaries(
        st.sampled_from([*DEFAULTS, "t"]) | st.text(),
        st.lists(st.text(st.characters()), max_size=3),
    )
)
def test_every_link_gives_legal_values(parameters):
    """Whatever a link says, each control has a value that it can show."""
    values, _ = Link(parameters).read(CONTROLS)
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
    _, problems = Link(parameters).read(CONTROLS)
    assert {problem.key for problem in problems} <= parameters.keys()


def test_a_commit_is_read():
    """A commit is its number, its link, and the origin it grew from."""
    state = {"commit": {"number": 3, "link": "?z1=5", "origin": "abc"}}
    assert committed(state) == (3, "z1=5", "abc")


@pytest.mark.parametrize(
    "commit",
    [
        {},
        {"number": "1", "link": "", "origin": ""},
        {"number": 1.5, "link": "", "origin": ""},
        {"number": 1, "link": None, "origin": ""},
        {"number": 1, "link": ["z1=5"], "origin": ""},
        {"number": 1, "link": "", "origin": 7},
        {"number": 1, "link": "x" * (LONGEST_LINK + 1), "origin": ""},
        [1, "", ""],
        "z1=5",
    ],
    ids=lambda commit: str(commit)[:40],
)
def test_a_commit_of_the_wrong_form_is_none(commit):
    """Numbers are whole, links and origins are texts, and links have an end."""
    assert committed({"commit": commit}) is None


@given(junk | st.fixed_dictionaries({"commit": junk}))
def test_no_state_breaks_the_reading_of_a_commit(state):
    """Whatever the other end of the line sends is a commit or is not one."""
    sent = committed(state)
    assert sent is None or [type(part) for part in sent][1:] == [str, str]
