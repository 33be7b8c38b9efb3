"""The QR code of a state: whoever scans it has the same lesson with the same numbers.

A browser asks ``code?link=…`` with the link that it shows. Only a link of this app
becomes a code: else anybody's address could be spread in the name of this one.
"""

from __future__ import annotations

import asyncio
import io
import re
from functools import partial
from typing import Final
from urllib.parse import SplitResult, urlsplit

import segno
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from streamlit import get_option

from live.rooms.room import is_code
from live.serving import base
from live.turns import BusyError, ReplacedError, Turns
from ui.contents import LESSONS
from ui.invitation import class_address, is_local, is_private

# Bytes of a code with 97 squares to a side: at half the height of a screen each is as
# large as four of its pixels, and phones still read that across a table.
LONGEST: Final = 858
LONGEST_QUESTION: Final = 8_000  # no code of any size holds a link of that length
WRITTEN: Final = re.compile("[!-~]+")  # as browsers write addresses
ROOMS: Final = "r"  # where phones of a class are
HEADERS: Final = {"Cache-Control": "no-store"}  # a cache between us may drop the link
# A code takes ten times as long as an answer, so one is drawn after the other.
_turns: Turns[bytes | None] = Turns()


async def serve(request: Request) -> Response:
    """Answer with a code, or with a status that says why there is none.

    403: not a link of this app; 414: too long to be read by phones; 204: nobody but
    this machine can open it.
    """
    link = the_only(request.query_params.getlist("link"))
    if len(link) > LONGEST_QUESTION:
        return refused(414)
    parts = split(link)
    if parts is None:
        return refused(400)
    if not is_ours(parts, request):
        return refused(403)
    if len(link) > LONGEST:
        return refused(414)
    return await drawn(request, parts)


def the_only(links: list[str]) -> str:
    """Return the link that is asked for; nothing if it is not just one."""
    return links[0] if len(links) == 1 else ""


def refused(status: int, **headers: str) -> Response:
    """Return an answer without a code."""
    return Response(status_code=status, headers=HEADERS | headers)


def split(link: str) -> SplitResult | None:
    """Return the parts of a link; None if no browser would write it."""
    try:
        return urlsplit(link) if WRITTEN.fullmatch(link) else None
    except ValueError:
        return None


def is_ours(parts: SplitResult, request: Request) -> bool:
    """Whether a link leads to a page of this app.

    A browser that says from where it asks vouches for what our page says; behind some
    proxies nobody else knows the host. Over plain http browsers do not say it, and
    another site or a mail can only make them ask with the host that they ask.
    """
    folder, _, page = parts.path.rpartition("/")
    is_room = folder.endswith(f"/{ROOMS}") and is_code(page) and not parts.query
    if page not in {"", *LESSONS} and not is_room:
        return False
    asked_from = request.headers.get("sec-fetch-site")
    if asked_from is not None:
        return asked_from == "same-origin"
    return parts.netloc == request.headers.get("host")


async def drawn(request: Request, parts: SplitResult) -> Response:
    """Return the code of a link once it is its turn."""
    work = partial(code_of, parts, direct=is_direct(request, parts))
    asker = request.client
    try:
        code = await _turns.answer(asker, asker, "code", work)
    except ReplacedError:
        return refused(409)
    except (BusyError, asyncio.CancelledError):
        return refused(503, **{"Retry-After": "1"})
    if code is None:
        return refused(204)
    return Response(code, media_type="image/svg+xml", headers=HEADERS)


def is_direct(request: Request, parts: SplitResult) -> bool:
    """Whether a browser of this machine asks this server, with nothing in between.

    Only then does its localhost mean this machine; and only its own port is looked at,
    or a stranger could find out which others are open.
    """
    host = request.client.host if request.client else ""
    _, port = request.scope.get("server") or (None, None)
    try:
        is_here = (parts.port or 80) == port
    except ValueError:
        return False
    return is_here and is_local(host) and "x-forwarded-for" not in request.headers


def code_of(parts: SplitResult, *, direct: bool) -> bytes | None:
    """Return the code of a link as a class can open it; None if it cannot.

    It is an SVG whose title is that link, and whose description is ``network`` if it
    is found only inside the network of the room.
    """
    folder, _, page = parts.path.rpartition("/")
    opened = parts._replace(path=folder, query="", fragment="").geturl()
    named = str(get_option("browser.serverAddress"))
    address = class_address(opened, named, direct=direct)
    if address is None:
        return None
    link = f"{address}{page}{f'?{parts.query}' if parts.query else ''}"
    out = io.BytesIO()
    segno.make(link, micro=False).save(
        out,
        kind="svg",
        dark="#000",
        light="#fff",
        omitsize=True,
        xmldecl=False,
        title=link,
        desc="network" if is_private(address) else None,
    )
    return out.getvalue()


def routes() -> list[BaseRoute]:
    """Return the route to give to ``st.App``."""
    return [Route(f"{base()}/code", serve, methods=["GET"])]
