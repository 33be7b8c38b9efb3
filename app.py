"""The server: Streamlit, the drag engine's files, and the headers of every answer.

Start it with ``streamlit run app.py`` or with ``uvicorn app:app``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware

import live

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    # A browser must not guess that a text is a script.
    "X-Content-Type-Options": "nosniff",
    # A link holds what somebody typed; other sites learn at most our name.
    "Referrer-Policy": "strict-origin-when-cross-origin",
    # Lessons need no camera, no place, no microphone.
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Headers:
    """Middleware that adds our headers to every HTTP answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers)


# The frame lives inside pages/: with it beside this file, the first visitor of
# a fresh server who opens a deep link would get that page without its frame.
app = st.App(
    "pages/navigation.py", routes=live.routes(), middleware=[Middleware(Headers)]
)
