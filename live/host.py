"""Streamlit as the host of a lab: which link it asks for, and how it shows one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st

from live.link import Link, committed_link
from live.serving import address


def opened_link(lab: str) -> Link:
    """Return the link that the lab named `lab` shall show now.

    That is the newest commit of its browser, or else the address of the page.

    Of a page that was opened with a query Streamlit goes on reporting that query,
    whatever the browser writes into the address later; so a commit carries the
    link itself, together with the origin it grew from.
    """
    opened: Mapping[str, Sequence[str]]
    opened = {key: st.query_params.get_all(key) for key in st.query_params}
    origin = hashlib.sha256(repr(sorted(opened.items())).encode()).hexdigest()[:16]
    sent = committed_link(st.session_state.get(lab))
    if sent is None:
        return Link(opened, 0, origin)
    if sent.origin == origin or not opened:
        opened = sent.parameters
    return replace(sent, parameters=opened, origin=origin)


def show(lab: str, data: bytes, speak: Callable[[str], None] = lambda _: None) -> None:
    """Put what `live.answer.packed` returned for a lab on the page.

    `speak` is told when its browser asks for another language, before the page runs
    again; anything may arrive there.
    """

    def hear() -> None:
        state = st.session_state.get(lab)
        asked = state.get("language") if isinstance(state, Mapping) else None
        if isinstance(asked, str):
            speak(asked)

    component()(
        key=lab, data=data, on_commit_change=lambda: None, on_language_change=hear
    )


@cache
def component() -> Any:  # noqa: ANN401 - Streamlit does not export its type
    """Register the component with Streamlit, once.

    Only a loader of a few lines travels with it; the modules themselves have
    addresses of their own, so no script is sent again when data changes.
    """
    loader = files("live").joinpath("assets", "loader.js").read_text()
    return st.components.v2.component(
        "live_lab",
        js=loader.replace("MODULE", address("lab.js")),
        isolate_styles=False,  # plotly.js cannot draw inside a shadow root
    )
