"""Claims about visits: what Streamlit shows, page after page, in two languages."""

import pytest
import streamlit as st

import ui.classes
from live import Link, State
from tests.pages.streamlit_visit import Visit
from ui.contents import LESSONS
from ui.visit import choose
from ui.words import words

PAGES = ["overview", *LESSONS]
OPENING = [-0.2, 0.3]  # of why-exponential

pages = pytest.mark.parametrize("page", PAGES)
languages = pytest.mark.parametrize("language", ["en", "ko"])


@languages
@pages
def test_a_page_opens_in_the_language_of_its_link(page, language):
    """The title is in that language, one lab is shown, and nothing went wrong."""
    shown = Visit().open(page, {"lang": language})
    assert (shown.errors, shown.warnings, len(shown.data)) == ([], [], 1)
    assert shown.title == [words(language, page)["title"]]


@pages
def test_a_link_to_be_presented_is_understood(page):
    """Also by the overview, which whoever presents passes through."""
    assert Visit().open(page, {"present": "1"}).warnings == []


@pytest.mark.parametrize(
    ("locale", "language"),
    [("ko-KR", "ko"), ("ko", "ko"), ("en-GB", "en"), ("fr-FR", "en"), ("", "en")],
)
def test_a_page_opens_in_the_language_of_the_browser(locale, language):
    """Without a word in the link the browser decides; English for all others."""
    shown = Visit(locale).open("softmax")
    assert (shown.errors, shown.title) == ([], [words(language, "softmax")["title"]])


def test_the_link_wins_over_the_browser():
    """A Korean browser that follows an English link reads English."""
    shown = Visit("ko-KR").open("softmax", {"lang": "en"})
    assert shown.title == [words("en", "softmax")["title"]]


@pages
def test_the_language_can_be_switched_in_place(page):
    """The switch changes the words and keeps the state."""
    visit = Visit()
    visit.open(page, {"z1": "2.5", "z3": "-1"})
    shown = visit.speak("ko")
    assert shown.title == [words("ko", page)["title"]]
    assert shown.logits.tolist() == [2.5, 2.9, -1.0][: len(shown.logits)]


@pytest.mark.parametrize("code", ["xx", "", "KO", "../ko"])
def test_a_language_that_is_none_of_ours_changes_nothing(code, monkeypatch):
    """Neither for now nor for the rest of the visit."""
    kept = {"language": "ko"}
    monkeypatch.setattr(st, "session_state", kept)
    choose(code)
    assert kept == {"language": "ko"}


def test_a_language_once_chosen_holds_for_the_visit():
    """Menus drop the link, and the language stays."""
    visit = Visit()
    visit.open("overview", {"lang": "ko"})
    assert visit.open("softmax").title == [words("ko", "softmax")["title"]]


@pytest.mark.parametrize("link", [{}, {"lang": "ko"}], ids=str)
def test_links_carry_a_language_once_it_was_chosen(link):
    """Who never chose one shares links that others read in their own."""
    shown = Visit("ko-KR").open("softmax", link)
    assert shown.header["extras"] == link


@pages
def test_what_a_visitor_said_follows_to_every_page(page):
    """Classes, their names and logits mean the same on every page."""
    visit = Visit()
    logits, names = [1.0, -2.0, 0.5, 1.5], ["dog", "newt", "person", "bird"]
    said = {f"z{i}": str(z) for i, z in enumerate(logits, start=1)}
    visit.open("softmax", {"k": "4", "name2": "newt", **said})
    shown = visit.open(page)
    assert shown.logits.tolist() == logits[: len(shown.logits)]
    assert shown.names == names[: len(shown.names)]


def test_a_link_wins_over_what_was_said():
    """Who follows a link sees that link, not a mixture with their past."""
    visit = Visit()
    visit.open("softmax", {"z1": "5", "z2": "6"})
    shown = visit.open("overview", {"z1": "1"})
    assert shown.logits.tolist() == [1.0, 2.9, 4.0]


def test_an_opening_shows_as_long_as_nothing_has_followed():
    """In whichever language, and also by way of another lesson and back."""
    visit = Visit()
    assert visit.open("why-exponential").logits.tolist() == OPENING
    assert visit.open("softmax").logits.tolist() == [0.3, 2.9, 4.0]
    there = visit.open("why-exponential", {"lang": "ko", "embed": "true"})
    assert (there.logits.tolist(), there.warnings) == (OPENING, [])


def test_what_has_followed_wins_over_an_opening():
    """The learner's own logits, and nothing of the example."""
    visit = Visit()
    visit.open("softmax", {"z1": "5"})
    shown = visit.open("why-exponential")
    assert shown.logits.tolist() == [5.0, 2.9, 4.0]


def test_what_an_opening_says_nothing_of_does_not_keep_it_away():
    """A temperature is nothing to a lesson that has none; a name goes along."""
    visit = Visit()
    visit.open("temperature", {"t": "2", "name1": "newt"})
    shown = visit.open("why-exponential")
    assert shown.logits.tolist() == OPENING
    assert shown.names == ["newt", "cat"]
    assert visit.open("temperature").values["t"] == 2


def test_no_number_of_an_opening_follows():
    """Nobody chose it; nor did who loads its address again, which says it in full."""
    visit = Visit()
    visit.open("why-exponential", {"k": "2", "z1": "-0.2", "z2": "0.3", "shift": "0"})
    assert visit.open("softmax").logits.tolist() == [0.3, 2.9, 4.0]
    visit.open("why-exponential", {"k": "2", "z1": "-0.1", "z2": "0.3"})
    assert visit.open("softmax").logits.tolist() == [-0.1, 0.3]


def test_an_opening_is_the_same_after_a_run_of_the_page():
    """Streamlit runs a page again whenever it likes."""
    visit = Visit()
    first = visit.open("why-exponential")
    assert visit.run().values == first.values


def test_visitors_share_nothing():
    """What one visitor said is not shown to the next."""
    Visit().open("softmax", {"z1": "5"})
    assert Visit().open("softmax").logits.tolist() == [0.3, 2.9, 4.0]


@pages
def test_an_opening_reads_its_link_once_and_makes_one_view(page, monkeypatch):
    """Neither header nor notice nor what follows the learner asks again."""
    made: list[Link] = []

    class Heard(State):
        def __init__(self, link, words):
            made.append(link)
            super().__init__(link, words)

    monkeypatch.setattr(ui.classes, "State", Heard)
    visit = Visit()
    visit.run()
    made.clear()
    visit.open(page, {"z1": "2"})
    assert len(made) == 1
    visit.commit(page, {"commit": {"number": 1, "link": "z1=3", "origin": ""}})
    assert len(made) == 2
