"""Streamlit's own scripts and styles, compressed once and not for every visitor.

Streamlit serves them as they are and leaves compressing to a proxy, which a
teacher's laptop does not have; yet they are most of what a first visit loads.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from live.serving import FOR_GOOD, Asset

TEXTS = {".js", ".css"}


@cache
def texts() -> dict[str, Path]:
    """Return every file that is worth compressing, by its address."""
    folder = Path(get_static_dir())
    return {
        f"/{file.relative_to(folder).as_posix()}": file
        for file in (folder / "static").rglob("*")
        if file.suffix in TEXTS
    }


@cache
def asset(path: str) -> Asset:
    """Return the file at an address, read when somebody first asks for it."""
    file = texts()[path]
    return Asset(file.name, file.read_bytes())


def answer(request: Request) -> Response:
    """Answer a request; a name has a fingerprint, so its file is kept for good."""
    return asset(request.scope["path"]).respond(request, FOR_GOOD)


class Compressed:
    """Middleware that answers for Streamlit's scripts and styles."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for a script or style; leave all others to the app."""
        app = self.app
        if (
            scope["type"] == "http"
            and scope["method"] in {"GET", "HEAD"}
            and scope["path"] in texts()
        ):
            app = await run_in_threadpool(answer, Request(scope))
        await app(scope, receive, send)
