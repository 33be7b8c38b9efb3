"""Claims about notices: a key of a link is shown, and never read as markup."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.page import LONGEST_KEY, MOST_NAMED, named

# One to five pieces of code, which Markdown does not look into, and no more.
CODES = re.compile(r"`[^`\n\r]+`(, `[^`\n\r]+`){0,4}( …)?")

keys = st.lists(st.text(), min_size=1, max_size=9)
markdown = st.lists(
    st.text("`![]()<>*_$:\\ \n\t#|-ab", min_size=1), min_size=1, max_size=9
)


@given(keys | markdown)
def test_keys_are_listed_as_code_alone(listed):
    """No image, link, formula or heading can be made of the keys of a link."""
    assert CODES.fullmatch(named(listed))


@given(st.lists(st.text(max_size=10**4), min_size=1, max_size=100))
def test_a_notice_is_short(listed):
    """Ten thousand keys of ten thousand characters fill a few lines."""
    assert len(named(listed)) <= MOST_NAMED * (LONGEST_KEY + 4) + 2


def test_a_key_is_named_as_it_is():
    """A learner recognises what they typed."""
    assert named(["z1", "t"]) == "`z1`, `t`"


def test_more_keys_than_fit_are_hinted_at():
    """Of six keys five are named."""
    assert named(list("abcdef")) == "`a`, `b`, `c`, `d`, `e` …"


@pytest.mark.parametrize("key", ["", " ", "\n\n", "\t"])
def test_a_key_of_nothing_is_shown_as_a_space(key):
    """An empty piece of code would not be one."""
    assert named([key]) == "` `"


@pytest.mark.parametrize("character", "\ud800\x00\x07\u202e\u2066")
def test_a_key_holds_only_what_writes_itself(character):
    """Half surrogates, controls and marks that turn the text are left out."""
    assert named([f"a{character}b"]) == "`ab`"
