"""Middleware that answers some requests before the app is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request

from live.serving import base

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send


class Ahead:
    """Wraps an app, and leaves to it what it does not answer itself."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def answer(self, request: Request) -> Response | None:
        """Return the answer to a request; None where it is the app's.

        Its path is the one below the app, wherever that lives.
        """
        raise NotImplementedError

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or let the app do it."""
        app = self.app
        if scope["type"] == "http" and scope["path"].startswith(f"{base()}/"):
            below = {**scope, "path": scope["path"].removeprefix(base())}
            app = await self.answer(Request(below, receive)) or app
        await app(scope, receive, send)
