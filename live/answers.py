"""Answers to commits, over plain HTTP.

By way of Streamlit a release takes a run of the script: a thread, several messages
and a new look at every element of the page, all of which cost more than the answer,
and only the server that knows the session can give it. So a page offers its lab
here, and the browser asks for other states of it; nothing is kept from one question
to the next. Where nobody has offered the lab yet, as on a server that has just
started, the browser goes by way of Streamlit.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from starlette.responses import Response

from live.ahead import Ahead
from live.link import LONGEST_LINK, Link, committed_link

if TYPE_CHECKING:
    from starlette.requests import Request

FOLDER = "live/answers/"
MOST_OFFERS = 1000
LONG = 0.015  # seconds of work, for which others should not have to wait
CAUTION = 8  # answers to be worked out aside after one that took long
LONGEST_QUESTION = LONGEST_LINK + 1000  # bytes
LOG = logging.getLogger(__name__)

_offers: dict[str, Callable[[Link], bytes]] = {}
_caution: dict[str, int] = {}  # answers still to be worked out aside, by offer
# One thread: they would only wait for each other, and a queue is fair.
_aside = ThreadPoolExecutor(1, thread_name_prefix="answers")


def offer(name: str, answer: Callable[[Link], bytes]) -> str:
    """Let browsers ask for any state of a lab; return the address to ask at."""
    if name in _offers or len(_offers) < MOST_OFFERS:
        _offers[name] = answer
    return FOLDER + name


class Answers(Ahead):
    """Middleware that answers what browsers ask on a commit.

    It does so before Streamlit's own middleware, which takes a tenth of the time
    of an answer and has nothing to do for it: no session, nothing to compress.
    """

    async def answer(self, request: Request) -> Response | None:
        """Answer a commit."""
        path: str = request.scope["path"]
        if request.method != "POST" or not path.startswith(f"/{FOLDER}"):
            return None
        return await serve(request, path.removeprefix(f"/{FOLDER}"))


async def serve(request: Request, name: str) -> Response:
    """Answer a request for other states of the lab called `name`."""
    if name not in _offers:
        return Response(status_code=404)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_QUESTION:
            return Response(status_code=413)
    link = link_of(bytes(body))
    if link is None:
        return Response(status_code=400)
    try:
        content = await answered(name, link)
    except Exception:
        LOG.exception("no answer from %s", name)
        return Response(status_code=500)
    headers = {"Cache-Control": "no-store"}
    return Response(content, media_type="application/octet-stream", headers=headers)


async def answered(name: str, link: Link) -> bytes:
    """Return an answer: at once, or from aside where that took long lately.

    Most take 2 ms, and handing them to a thread and back would cost as much again.
    Even a quick one takes long now and then, when Python collects its garbage.
    """
    if _caution.get(name):
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(_aside, timed, name, link)
    return timed(name, link)


def timed(name: str, link: Link) -> bytes:
    """Return an answer, and remember whether it took long."""
    begun = time.thread_time()
    content = _offers[name](link)
    if time.thread_time() - begun > LONG:
        _caution[name] = CAUTION
    elif _caution.get(name):
        _caution[name] -= 1
    return content


def link_of(body: bytes) -> Link | None:
    """Read a commit from the body of a request; None if it makes no sense."""
    try:
        state = {"commit": json.loads(body)}
    except (ValueError, RecursionError):
        return None
    return committed_link(state)
