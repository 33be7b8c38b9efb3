"""The page of a lesson: header, notice, lab, explanation."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Final

import streamlit as st

from live import Link, Problem
from live.controls.text import harmless
from live.host import show as mount
from live.serving import address
from ui import log
from ui.lesson import Lesson
from ui.visit import (
    asked_link,
    choose,
    chosen_language,
    follow_language,
    language,
    remember,
)
from ui.words import frame

MOST_NAMED: Final = 5
LONGEST_KEY: Final = 40
# A page whose fragment has a timer asks for a whole run when its connection is
# back; without one, a server that was started anew would not know the fragment
# and drop every commit. A browser cannot count 25 days, and nobody stays so long.
NEVER: Final = timedelta(days=24)


def show(lesson: Lesson) -> None:
    """Show the lab.

    Whenever a commit of the learner comes by way of Streamlit, the lab alone runs
    again.
    """
    st.fragment(lab, run_every=NEVER)(lesson)


def lab(lesson: Lesson) -> None:
    """Show the lab in the state of its link, with a notice where that is wrong."""
    follow_language()
    link = asked_link(lesson)
    opening = lesson.open(link, language())
    report(lesson.name, link, opening.problems)
    is_chosen = chosen_language() is not None
    answer = opening.answer(address("plotly.min.js"), language_chosen=is_chosen)
    mount(lesson.name, answer, choose)
    remember(opening.follows)


def report(page: str, link: Link, problems: Collection[Problem]) -> None:
    """Say which parts of the link could not be taken, if any."""
    sentences = [
        f"{sentence} {named(keys)}"
        for kind, sentence in frame(language())["notice"].items()
        if (keys := sorted(p.key for p in problems if p.kind == kind))
    ]
    if sentences:
        st.warning("\n\n".join(sentences), icon=":material/link_off:")
        log.unread(page, link, problems)


def named(keys: list[str]) -> str:
    """List keys as code, so that none of them can be read as markup."""
    shown = [
        harmless(key)[:LONGEST_KEY].replace("`", "'").strip()
        for key in keys[:MOST_NAMED]
    ]
    listed = ", ".join(f"`{key or ' '}`" for key in shown)
    return listed + (" …" if len(keys) > MOST_NAMED else "")
