"""Claims about links: what a browser commits is read, or is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live import Link
from live.link import LONGEST_LINK, RESERVED, committed, committed_link, parsed

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
            st.sampled_from(["commit", "number", "link", "origin", "moving"])
            | st.text(),
            inner,
        )
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("query", ["?a=1&b=2&a=", "a=1&b=2&a="])
def test_a_query_is_read_with_or_without_its_mark(query):
    """Empty values count, and so does every repetition."""
    assert parsed(query) == {"a": ["1", ""], "b": ["2"]}


@pytest.mark.parametrize("key", sorted(RESERVED))
def test_a_link_of_reserved_keys_says_nothing_of_a_lesson(key):
    """Language, frames and questions are no state of a lesson."""
    assert Link({key: ["1"]}).says_nothing
    assert not Link({key: ["1"], "z1": ["2"]}).says_nothing


def test_a_commit_says_something_even_if_its_link_is_empty():
    """Whoever sets everything back wants the defaults, not what followed them."""
    assert not Link({}, commit=1).says_nothing
    assert Link({}, commit=1).is_bare


def test_a_commit_is_read():
    """A commit is its number, its link, and the origin it grew from."""
    state = {"commit": {"number": 3, "link": "?z1=5", "origin": "abc"}}
    assert committed(state) == (3, "?z1=5", "abc")


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


@pytest.mark.parametrize(("said", "moving"), [(True, True), (1, False), ("", False)])
def test_only_a_plain_yes_says_that_a_hand_still_moves(said, moving):
    """What else may stand there is none of ours."""
    commit = {"number": 1, "link": "a=1", "origin": ""}
    found = committed_link({"commit": commit | {"moving": said}})
    assert found is not None
    assert found.moving is moving
    still = committed_link({"commit": commit})
    assert still is not None
    assert not still.moving
