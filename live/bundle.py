"""Streamlit's own scripts and styles, compressed once and not for every visitor.

Streamlit serves them as they are and leaves compressing to a proxy, which a
teacher's laptop does not have; yet they are most of what a first visit loads.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from streamlit.file_util import get_static_dir

from live.ahead import Ahead
from live.serving import FOR_GOOD, Asset

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

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


class Compressed(Ahead):
    """Middleware that answers for Streamlit's scripts and styles."""

    async def answer(self, request: Request) -> Response | None:
        """Answer a request for a script or style.

        Its name has a fingerprint, so the file is kept for good.
        """
        path = request.scope["path"]
        if request.method not in {"GET", "HEAD"} or path not in texts():
            return None
        return await run_in_threadpool(lambda: asset(path).respond(request, FOR_GOOD))
