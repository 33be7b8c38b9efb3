"""Claims about the log: no link can write into it what it likes."""

from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from live import Link, Problem
from ui import log

anything = st.text(st.characters(exclude_categories=()))  # half surrogates too


def is_a_line(text):
    """Whether a text is one line, which any terminal can show."""
    return text.isascii() and text.isprintable() and len(text) < 1100


def ours(caplog):
    """Return the lines of ours that were logged."""
    return [r.getMessage() for r in caplog.records if r.name == "ui.log"]


@given(st.dictionaries(anything, st.lists(anything)))
def test_any_link_can_be_logged(parameters):
    """Half surrogates, controls and all scripts come out as ASCII."""
    assert is_a_line(log.query(Link(parameters)))


def test_any_key_can_be_logged(caplog):
    """Keys that are no keys are named in one short line."""
    keys = ["\n2026 ERROR forged", "\x1b[31m", "\ud800", "가", "x" * 10**4]
    log.unread("softmax", Link({}), [Problem(key, "unknown") for key in keys])
    [line] = ours(caplog)
    assert is_a_line(line)


def failing():
    """Fail as a page does."""
    from ui.log import failed  # noqa: PLC0415 - a page is run on its own

    failed(ValueError("too much to tell"))


def test_a_failure_is_logged_with_its_page_and_link(caplog):
    """What is needed to see it again stands in one line."""
    page = AppTest.from_function(failing)
    page.context["url"] = "http://lab.example/school/softmax"
    page.query_params["z1"] = "1\n2"
    page.run()
    assert ours(caplog) == ["softmax: ValueError in the link ?z1=1%0A2"]
