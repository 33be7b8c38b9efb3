"""Claims about how a lesson begins: in its opening, or in what followed the learner."""

from dataclasses import replace
from typing import Final

import pytest

from live import Link
from live.link import RESERVED
from tests.pages.visits import Shown
from ui.lesson import Lesson, find

OPENING: Final = "k=2&z1=-0.2&z2=0.3"
PLAIN: Final = find("softmax")
LESSON: Final = replace(PLAIN, opening=OPENING)


def shown(link: Link, lesson: Lesson = LESSON) -> Shown:
    """Return the lesson as a link says it."""
    return Shown(lesson.open(link, "en"))


def said(**texts: str) -> Link:
    """Return a link."""
    return Link({key: [text] for key, text in texts.items()})


@pytest.mark.parametrize("commit", [0, 3])
@pytest.mark.parametrize("key", ["", *sorted(RESERVED)])
def test_a_link_that_says_nothing_shows_the_opening(key, commit):
    """Language, frame and present say nothing of a lesson; nor does a bare question."""
    link = Link({key: ["en"]} if key else {}, commit)
    assert shown(link).logits.tolist() == [-0.2, 0.3]


@pytest.mark.parametrize("link", [{"shift": "0"}, {"name1": "newt"}, {"unheard": ""}])
def test_a_link_that_says_anything_means_what_it_always_meant(link):
    """An opening is no default: what such a link leaves out is as before."""
    assert shown(said(**link)).values == shown(said(**link), PLAIN).values


@pytest.mark.parametrize("key", ["k", "z1", "z2"])
def test_what_followed_the_learner_wins(key):
    """A lesson shows the learner's numbers, and then nothing of its opening."""
    followed = {key: "3"}
    link = LESSON.begun(Link({}), followed)
    assert link.parameters == {key: ["3"]}


def test_what_the_opening_says_nothing_of_follows_into_it():
    """A name of a class, or a temperature that the lesson does not have."""
    link = LESSON.begun(said(lang="ko"), {"name1": "newt", "t": "2"})
    there = shown(link)
    assert there.logits.tolist() == [-0.2, 0.3]
    assert there.names[0] == "newt"
    assert link.parameters["lang"] == ["ko"]
    assert there.problems == set()


def test_no_number_of_an_opening_follows_the_learner():
    """Nobody chose it; a name that somebody gave goes along all the same."""
    link = LESSON.begun(Link({}), {"name1": "newt", "t": "2"})
    follows = LESSON.open(link, "en").follows
    chosen = {key: text for key, text in follows.items() if text is not None}
    assert chosen == {"name1": "newt", "t": "2"}
    assert {"k", "z1", "z2"} <= follows.keys()


def test_an_opening_that_is_written_out_follows_no_more_than_before():
    """The address of a lesson as it opens may be loaded again."""
    link = said(k="2", z1="-0.2", z2="0.3", shift="0.0")
    assert set(LESSON.open(link, "en").follows.values()) == {None}


@pytest.mark.parametrize("other", [{"z1": "5"}, {"k": "3"}, {"shift": "1"}])
def test_what_the_learner_changed_follows(other):
    """One number that is another makes all of them the learner's own."""
    link = said(**{"k": "2", "z1": "-0.2", "z2": "0.3", **other})
    follows = LESSON.open(link, "en").follows
    assert follows["z2"] == "0.3"


def test_the_browser_is_told_of_the_opening():
    """It writes every number then, since a link without them would be the opening."""
    there, plain = shown(Link({})), shown(Link({}), PLAIN)
    assert there.header["opening"] == {"k": "2", "z1": "-0.2", "z2": "0.3"}
    assert plain.header["opening"] == {}
    assert all(control["written"] for control in there.header["controls"])
    assert not any("written" in control for control in plain.header["controls"])
