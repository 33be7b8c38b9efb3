"""Claims about the log: no link can write into it what it likes."""

import logging

import pytest
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


@pytest.fixture
def told(monkeypatch):
    """Return a log without its visitors' floods, its clock, and what it says."""
    now, lines = [100.0], []
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    logger = logging.getLogger("loud")
    seldom = log.Seldom()
    logger.addFilter(seldom)
    monkeypatch.setattr(logger, "propagate", False)
    handler = logging.StreamHandler()
    monkeypatch.setattr(handler, "emit", lambda r: lines.append(handler.format(r)))
    logger.addHandler(handler)
    yield logger, now, lines
    logger.removeHandler(handler)
    logger.removeFilter(seldom)
    logger.setLevel(logging.NOTSET)


def test_a_flood_is_told_in_some_lines_and_a_number(told):
    """The log of a minute holds some of a kind; the next one says how many more."""
    logger, now, lines = told
    for i in [*range(1000), None]:
        if i is None:
            now[0] += log.MINUTE
        logger.warning("bad %s", i)
    assert lines[: log.MOST_TOLD] == [f"bad {i}" for i in range(log.MOST_TOLD)]
    assert lines[log.MOST_TOLD :] == [f"bad None ({1000 - log.MOST_TOLD} more before)"]


def test_a_flood_hides_nothing_of_another_kind(told):
    """Neither what comes from elsewhere in the code, nor another error."""
    logger, _, lines = told
    for _ in range(1000):
        logger.warning("flood")
    logger.warning("something else")
    for error in [*[ValueError()] * 1000, KeyError()]:
        logger.error("failed", exc_info=error)
    assert lines.count("something else") == 1
    assert len(lines) == log.MOST_TOLD + 1 + log.MOST_TOLD + 1


def test_one_traceback_is_enough(told):
    """The first error of a kind is told with all that is known, others in a line."""
    logger, _, lines = told
    error = ValueError("at 100%\n2026 ERROR forged")
    for _ in range(3):
        logger.error("page %s", "softmax", exc_info=error)
    assert lines[0].splitlines()[1:] == ["ValueError: at 100%", "2026 ERROR forged"]
    assert lines[1:] == ["page softmax: ValueError('at 100%\\n2026 ERROR forged')"] * 2


def test_what_is_no_problem_is_always_told(told):
    """That the server has started, and where."""
    logger, _, lines = told
    logger.setLevel(logging.INFO)
    for _ in range(100):
        logger.info("started")
    assert len(lines) == 100


def test_a_failure_is_logged_though_its_link_cannot_be_read(caplog, monkeypatch):
    """What a browser says of itself may be the very thing that fails."""

    def unreadable(_):
        raise ValueError("no JSON")

    monkeypatch.setattr("ui.log.opened_link", unreadable)
    page = AppTest.from_function(failing)
    page.context["url"] = "http://lab.example/softmax"
    page.run()
    assert ours(caplog) == ["softmax: ValueError in what its browser said"]
