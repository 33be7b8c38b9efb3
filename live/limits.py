"""Limits: what one visitor may take from all others."""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING

import uvicorn
from starlette.responses import Response

from live.ahead import Ahead

try:
    import resource
except ModuleNotFoundError:  # Windows has no such limit
    resource = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

LARGEST_MESSAGE = 4_000_000  # bytes over a websocket; a page sends a few thousand
LAST_SECONDS = 1  # in which a server that ends still answers what waits
WANTED_FILES = 10_240  # open at once: three for a learner; macOS allows no more
ENOUGH_FILES = 4_096
LONGEST = 200  # characters of an error
LOG = logging.getLogger(__name__)


class Ceiling:
    """A setting of the server that may be lower, but not higher."""

    def __init__(self, most: int) -> None:
        """Remember the highest value."""
        self.most = most

    def __set_name__(self, owner: type, name: str) -> None:
        """Remember which setting it is."""
        self.name = name

    def __get__(self, settings: object, owner: type) -> int:
        """Return what was set, where that is lower."""
        chosen: int | None = vars(settings).get(self.name)
        return self.most if chosen is None else min(chosen, self.most)

    def __set__(self, settings: object, value: int | None) -> None:
        """Keep what is set."""
        vars(settings)[self.name] = value


def limit_server() -> None:
    """Limit messages and the time that an end takes, however the server is started.

    Streamlit and uvicorn have settings for both, each its own, and neither of them
    can be given to the other.
    """
    for name, most in (
        ("ws_max_size", LARGEST_MESSAGE),
        ("timeout_graceful_shutdown", LAST_SECONDS),
    ):
        ceiling = Ceiling(most)
        ceiling.__set_name__(uvicorn.Config, name)
        setattr(uvicorn.Config, name, ceiling)


def open_more_files() -> None:
    """Raise the limit of open files, and say so where it stays too low for a class."""
    if not resource:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = int(min(unless_endless(hard), WANTED_FILES))
    if unless_endless(soft) < wanted:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
    if unless_endless(soft) < ENOUGH_FILES:
        LOG.warning("no more than %d files can be open, two or three a learner", soft)


def unless_endless(limit: int) -> float:
    """Return a limit of the system, or infinity where there is none."""
    return float("inf") if limit == resource.RLIM_INFINITY else limit


class NoUploads(Ahead):
    """Middleware without the place where Streamlit takes files: no page asks for any.

    Whoever sent some would have filled the memory of the server.
    """

    async def answer(self, request: Request) -> Response | None:
        """Answer that there is no such place."""
        asked = "/_stcore/upload_file" in request.scope["path"]
        return Response(status_code=404) if asked else None


class Caught:
    """Middleware that ends a websocket which fails, with one line in the log.

    Nobody's browser makes it fail, so a traceback would tell nothing, at length.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the app talk over one websocket."""
        try:
            await self.app(scope, receive, send)
        except Exception as error:
            if scope["type"] != "websocket":
                raise
            LOG.warning("a websocket failed: %s", ascii(error)[:LONGEST])
            with contextlib.suppress(Exception):  # it may be closed already
                await send({"type": "websocket.close", "code": 1008})
