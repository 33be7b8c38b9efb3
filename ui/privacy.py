"""The page that says what is kept of a class, at ``/privacy``."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from live.serving import ASK_AGAIN, Asset, address, base
from ui.markup import environment
from ui.shell import read_by
from ui.words import frame

PLACE: Final = "privacy"
TEMPLATE: Final = "templates/privacy.html"


@lru_cache(maxsize=4)
def page(language: str) -> Asset:
    """Return the page in a language."""
    text = environment().get_template(TEMPLATE)
    said, sheet = frame(language)["privacy"], address("phone.css")
    filled = text.render(lang=language, said=said, sheet=sheet)
    return Asset("index.html", filled.encode())


def serve(request: Request) -> Response:
    """Answer with the page."""
    return page(read_by(request)).respond(request, ASK_AGAIN)


def routes() -> list[BaseRoute]:
    """Return the route to give to ``st.App``."""
    return [Route(f"{base()}/{PLACE}", serve, methods=["GET", "HEAD"])]
