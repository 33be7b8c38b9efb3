"""The log: a line for each problem, with its page and its link, and none else.

A line holds nothing but ASCII, so that no link can forge another line.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st

from live import Link, Problem, opened_link

MOST_NAMED = 5
LONGEST = 500  # characters of a link, and of its problems
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
    LOG.error("%s: %s in %s", quote(page)[:LONGEST], kind, query(opened_link(page)))


def query(link: Link) -> str:
    """Return a link as it would stand in an address."""
    parameters: Mapping[str, Sequence[str]] = link.parameters
    return f"the link ?{urlencode(parameters, doseq=True, errors='replace')[:LONGEST]}"
