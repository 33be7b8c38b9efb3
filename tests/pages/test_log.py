"""Claims about the log: a line for each link that could not be taken."""

import pytest

from tests.pages.streamlit_visit import Visit


@pytest.fixture
def lines(caplog):
    """Return what the pages have logged so far."""
    return lambda: [r.getMessage() for r in caplog.records if r.name == "ui.log"]


def test_a_problem_is_logged_with_its_page_and_link(lines):
    """A teacher's log says which link of which lesson needs mending."""
    Visit().open("softmax", {"z1": "abc", "z2": "99", "z3": "4"})
    query = "?z1=abc&z2=99&z3=4"
    assert lines() == [f"softmax: z1 unreadable, z2 clamped in the link {query}"]


def test_a_problem_is_logged_once(lines):
    """Neither a commit nor a page that runs again repeats it."""
    visit = Visit()
    visit.open("softmax", {"z1": "abc"})
    visit.run()
    visit.speak("ko")
    visit.commit("softmax", {"commit": {"number": 1, "link": "?z1=2", "origin": ""}})
    assert len(lines()) == 1


def test_a_link_that_can_be_read_leaves_no_line(lines):
    """The log is silent while all is well."""
    visit = Visit()
    visit.open("softmax", {"z1": "1.5", "lang": "ko"})
    visit.open("sigmoid")
    assert lines() == []


def test_a_link_writes_one_short_line_of_ascii(lines):
    """Nobody can forge a line of the log, fill it, or make a terminal blink."""
    text = "\n2026 ERROR forged\x1b[31m가" + "x" * 10**4
    Visit().open("softmax", {"z1": text, text: "1"})
    [line] = lines()
    assert line.isascii()
    assert line.isprintable()
    assert len(line) < 1100
