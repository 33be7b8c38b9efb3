"""Every sentence a learner reads, in two languages."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st

LANGUAGES: Final = {"en": "English", "ko": "한국어"}
LESSONS: Final = Path(__file__).parent.parent / "lessons"


@cache
def words(language: str, lesson: str) -> dict[str, Any]:
    """Return the words of a lesson; a missing key is an error, not a blank."""
    text = (LESSONS / language / f"{lesson}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def chosen_language() -> str | None:
    """Return the language that was asked for: by the switch, else by the link."""
    given = st.query_params.get_all("lang")
    asked = given[0] if len(given) == 1 else None
    chosen = st.session_state.get("language", asked)
    return chosen if chosen in LANGUAGES else None


def language() -> str:
    """Return the language of this visit: as chosen, else as the browser says."""
    browser = (st.context.locale or "en")[:2]
    return chosen_language() or (browser if browser in LANGUAGES else "en")


def choose(language: str) -> None:
    """Keep a language for the rest of the visit."""
    st.session_state["language"] = language
