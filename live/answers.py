"""Answers to commits, over plain HTTP.

By way of Streamlit a release takes a run of the script: a thread, several messages
and a new look at every element of the page, all of which cost more than the answer,
and only the server that knows the session can give it. So a page offers its lab
here, and the browser asks for other states of it. Of a question nothing is kept but
who asked, when, and how long the answer took: whose answers are quick gets them at
once, and all others take turns, as does whoever asks faster than a hand can. Where no
answer comes through, as behind some proxies, the browser goes by way of Streamlit.
"""

from __future__ import annotations

import asyncio
import json
import logging
import math
import re
import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Hashable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from starlette.requests import ClientDisconnect
from starlette.responses import Response

from live.ahead import Ahead
from live.link import LONGEST_LINK, Link, committed_link
from live.turns import BusyError, ReplacedError, Turns

if TYPE_CHECKING:
    from starlette.requests import Request

FOLDER = "live/answers/"
MOST_OFFERS = 1000
LONG = 0.015  # seconds of work, for which others should not have to wait
CAUTION = 8  # answers to be worked out in turn after one that took long
PAUSE = 0.1  # seconds that a hand leaves between an answer and the next question
NEW = 1, -math.inf  # whoever is new may take long
MOST_KNOWN = 10_000  # askers
LONGEST_QUESTION = LONGEST_LINK + 1000  # bytes
ASKER = re.compile(r"[A-Za-z0-9-]{1,32}")
LOG = logging.getLogger(__name__)
T = TypeVar("T")  # of answers

_offers: dict[str, Callable[[Link], bytes]] = {}
# Answers still to be worked out in turn, and when the last one was, by who asks and at
# which offer.
_known: OrderedDict[tuple[Hashable, str], tuple[int, float]] = OrderedDict()
_turns: Turns[tuple[bytes, float]] = Turns()


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
    if request.headers.get("sec-fetch-site") == "cross-site":
        return Response(status_code=403)
    try:
        body = await body_of(request)
    # The other end has hung up, or this one is about to.
    except (ClientDisconnect, asyncio.CancelledError):
        return Response(status_code=400)
    if body is None:
        return Response(status_code=413)
    question = question_of(body)
    if question is None:
        return Response(status_code=400)
    link, asker = question
    return await response(request, name, link, asker)


async def body_of(request: Request) -> bytes | None:
    """Return the body of a request; None if it is too long to be read."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_QUESTION:
            return None
    return bytes(body)


def question_of(body: bytes) -> tuple[Link, str] | None:
    """Read a commit, and who asks, from a body; None if it makes no sense."""
    try:
        said: Any = json.loads(body)
    except (ValueError, RecursionError):
        return None
    link = committed_link({"commit": said})
    asker = said.get("asker", "") if isinstance(said, Mapping) else None
    if link is None or not isinstance(asker, str):
        return None
    return (link, asker) if not asker or ASKER.fullmatch(asker) else None


async def response(request: Request, name: str, link: Link, asker: str) -> Response:
    """Return the answer to a question, or say why there is none."""
    try:
        content = await answered(request, name, link, asker)
    except ReplacedError:
        return Response(status_code=409)
    # A server that ends gives up what still waits.
    except (BusyError, asyncio.CancelledError):
        return Response(status_code=503, headers={"Retry-After": "1"})
    except Exception:
        LOG.exception("no answer from %s", name)
        return Response(status_code=500)
    headers = {"Cache-Control": "no-store"}
    return Response(content, media_type="application/octet-stream", headers=headers)


async def answered(request: Request, name: str, link: Link, asker: str) -> bytes:
    """Return an answer: at once, or in turn for those whose answers take long.

    Most take 2 ms, and handing them to a thread and back would cost as much again.
    Even a quick one takes long now and then, when Python collects its garbage.
    """
    work = partial(timed, name, link)
    line = request.client
    known = asker or line, name
    caution, last = _known.get(known, NEW)
    if caution or time.monotonic() - last < PAUSE:
        turn = _turns.answer(asker or line, line, name, work)
        content, seconds = await until_gone(request, turn)
    else:
        content, seconds = work()
    caution = CAUTION if seconds > LONG else max(0, caution - 1)
    _known[known] = caution, time.monotonic()
    _known.move_to_end(known)
    if len(_known) > MOST_KNOWN:
        _known.popitem(last=False)
    return content


def timed(name: str, link: Link) -> tuple[bytes, float]:
    """Return an answer, and how many seconds of work it took."""
    begun = time.thread_time()
    return _offers[name](link), time.thread_time() - begun


async def until_gone(request: Request, answer: Coroutine[Any, Any, T]) -> T:
    """Wait for an answer, as long as the other end does."""
    turn = asyncio.ensure_future(answer)
    gone = asyncio.ensure_future(hung_up(request))
    try:
        await asyncio.wait({turn, gone}, return_when=asyncio.FIRST_COMPLETED)
        turn.cancel()  # which does nothing to one that is done
        return await turn
    finally:
        turn.cancel()
        gone.cancel()


async def hung_up(request: Request) -> None:
    """Wait until the other end hangs up."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
