"""Claims about the host: it hears the language that a browser asks for, and no junk."""

from __future__ import annotations

from typing import Any

import pytest
import streamlit as st

from live import host


@pytest.fixture
def heard(monkeypatch) -> tuple[dict[str, Any], list[str]]:
    """Return what is given to Streamlit's component, and which languages are heard."""
    given: dict[str, Any] = {}
    languages: list[str] = []
    monkeypatch.setattr(host, "component", lambda: given.update)
    host.show("softmax", b"", languages.append)
    return given, languages


def says(monkeypatch, state: object) -> None:
    """Let the browser of the lab have said something."""
    monkeypatch.setattr(st, "session_state", {"softmax": state})


def test_a_language_that_is_asked_for_is_heard(heard, monkeypatch):
    """Each time, also the same once more."""
    given, languages = heard
    says(monkeypatch, {"language": "ko"})
    given["on_language_change"]()
    given["on_language_change"]()
    assert languages == ["ko", "ko"]


@pytest.mark.parametrize(
    "state",
    [None, 7, "ko", ["ko"], {}, {"language": None}, {"language": 7}, {"language": {}}],
    ids=repr,
)
def test_what_is_no_language_is_not_heard(heard, monkeypatch, state):
    """The other end of a websocket can be anyone."""
    given, languages = heard
    says(monkeypatch, state)
    given["on_language_change"]()
    assert languages == []
