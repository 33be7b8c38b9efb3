"""One visit: its language, and what it said with keys that all lessons share."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from live import Link
from live.host import opened_link
from live.link import LANGUAGE
from ui.lesson import Lesson
from ui.words import LANGUAGES


def chosen_language() -> str | None:
    """Return the language that was asked for: by the switch, else by the link."""
    given = st.query_params.get_all(LANGUAGE)
    asked = given[0] if len(given) == 1 else None
    chosen = st.session_state.get("language", asked)
    return chosen if chosen in LANGUAGES else None


def language() -> str:
    """Return the language of this visit: as chosen, else as the browser says."""
    browser = (st.context.locale or "en")[:2]
    return chosen_language() or (browser if browser in LANGUAGES else "en")


def choose(language: str) -> None:
    """Keep a language for the rest of the visit, if it is one of ours."""
    if language in LANGUAGES:
        st.session_state["language"] = language


def frame_is_spoken(language: str) -> None:
    """Note in which language the frame of the page has been shown."""
    st.session_state["frame"] = language


def follow_language() -> None:
    """Run the whole page again if its frame is in another language than the visit.

    The lab alone runs again when its browser asks for something.
    """
    if st.session_state.get("frame", language()) != language():
        st.rerun()


def remembered() -> Mapping[str, str]:
    """Return what the visit has said so far with keys that all lessons share."""
    kept: Mapping[str, str] = st.session_state.get("shared", {})
    return kept


def remember(follows: Mapping[str, str | None]) -> None:
    """Keep what follows the learner, and forget what no longer does."""
    kept = {**remembered(), **follows}
    st.session_state["shared"] = {k: v for k, v in kept.items() if v is not None}


def asked_link(lesson: Lesson) -> Link:
    """Return the link to show: of the address, or as lesson and visit begin."""
    link = opened_link(lesson.name)
    return lesson.begun(link, remembered()) if link.says_nothing else link
