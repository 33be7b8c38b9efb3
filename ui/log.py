"""The log: a line for each problem, with its page and its link, and none else.

A line holds nothing but ASCII, so that no link can forge another line. Of problems
of one kind only some are told in a minute, since a visitor can make any number.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Mapping, Sequence
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st

from live import Link, Problem
from live.host import opened_link

MOST_NAMED = 5
LONGEST = 500  # characters of a link, and of its problems
MINUTE = 60.0  # seconds
MOST_TOLD = 20  # problems of one kind in a minute
# Those that write about what a visitor sends.
LOUD = (
    __name__,
    "live.answers",
    "live.limits",
    "uvicorn.error",
    "streamlit.error_util",
    "streamlit.runtime.app_session",
    "streamlit.runtime.scriptrunner.script_runner",
    "streamlit.runtime.state.query_params",
    "streamlit.runtime.websocket_session_manager",
    "streamlit.web.server.starlette.starlette_websocket",
)
LOG = logging.getLogger(__name__)


def unread(page: str, link: Link, problems: Collection[Problem]) -> None:
    """Say which parts of a link could not be taken; once, though pages run again."""
    kinds = sorted(f"{quote(p.key, errors='replace')} {p.kind}" for p in problems)
    line = f"{page}: {', '.join(kinds[:MOST_NAMED])[:LONGEST]} in {query(link)}"
    if st.session_state.get("logged") != line:
        st.session_state["logged"] = line
        LOG.warning(line)


def failed(error: Exception) -> None:
    """Say where a page failed; Streamlit has logged what it was."""
    page = urlsplit(st.context.url or "").path.rpartition("/")[2] or "overview"
    kind = type(error).__name__
    try:
        place = query(opened_link(page))
    # What a browser says of itself may be what the page failed at.
    except (ValueError, RecursionError):
        place = "what its browser said"
    LOG.error("%s: %s in %s", quote(page)[:LONGEST], kind, place)


def query(link: Link) -> str:
    """Return a link as it would stand in an address."""
    parameters: Mapping[str, Sequence[str]] = link.parameters
    return f"the link ?{urlencode(parameters, doseq=True, errors='replace')[:LONGEST]}"


class Seldom(logging.Filter):
    """Lets a few records of a kind through in a minute, and the first with all it says.

    What is of a kind comes from one place in the code, with one kind of error.
    """

    def __init__(self) -> None:
        """Start with nothing told."""
        super().__init__()
        self.told: dict[object, tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to write a record, with its traceback or without."""
        if record.levelno < logging.WARNING:
            return True
        error = record.exc_info[1] if record.exc_info else None
        kind = (record.pathname, record.lineno, type(error))
        begun, count = self.told.get(kind, (-MINUTE, 0))
        now = time.monotonic()
        if now - begun >= MINUTE:
            more = f" ({count - MOST_TOLD} more before)" if count > MOST_TOLD else ""
            begun, count = now, 0
        else:
            more = f": {ascii(error)[:LONGEST]}" if error else ""
            record.exc_info = record.exc_text = None
        self.told[kind] = begun, count + 1
        record.msg, record.args = record.getMessage() + more, None
        return count < MOST_TOLD


def calm() -> None:
    """Keep a visitor from filling the log."""
    seldom = Seldom()
    for name in LOUD:
        logging.getLogger(name).addFilter(seldom)
