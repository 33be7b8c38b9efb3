"""How phones and the teacher's page talk to a room: five routes of small JSON.

A phone asks, and is told when to ask again: so many phones share what the server can
do, every proxy lets it through, and another replica may answer the next time. Who a
phone is and what a teacher's key is stand in headers that no form and no page of
another site can send, and that no log writes down.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import secrets
import sqlite3
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeGuard, cast

from starlette.requests import ClientDisconnect
from starlette.responses import Response

from live.ahead import Ahead
from live.link import LARGEST_NUMBER, is_text
from live.rooms.presence import CrowdError, Door
from live.rooms.room import (
    ENDED,
    OPEN,
    REVEALED,
    MoveError,
    Phase,
    Room,
    Tally,
    agreement,
    is_code,
    spread,
)
from live.rooms.sheets import UnaskedError, sheet_of
from live.rooms.store import (
    ClosedError,
    Database,
    FullError,
    GoneError,
    Kept,
    OverError,
    StaleError,
    TakenError,
    lock_of,
    place,
)
from live.turns import BusyError, ReplacedError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp

    from live.rooms.store import Store

FOLDER: Final = "/live/rooms/"
LONGEST_BODY: Final = 2_000  # bytes
LONGEST_LINK: Final = 1_000
LONGEST_OFFER: Final = 64
WHO: Final = re.compile(r"[0-9a-f]{32}")
BEARER: Final = "Bearer "
HERE: Final = "same-origin"  # what a browser says that comes from a page of ours
AGAIN: Final = "X-Again"
PHASES: Final = ("open", "closed", "revealed", "ended")
LOG = logging.getLogger(__name__)


class UnreadableError(ValueError):
    """What was sent makes no sense."""


class LockedError(ValueError):
    """Only who has the key may do that."""


STATUS: Final[Mapping[type[BaseException], int]] = {
    UnreadableError: 400,
    UnaskedError: 400,
    LockedError: 403,
    GoneError: 404,
    TakenError: 409,
    ClosedError: 409,
    StaleError: 409,
    MoveError: 409,
    OverError: 410,
    BusyError: 503,
    ReplacedError: 503,
    CrowdError: 503,
    FullError: 503,
    sqlite3.Error: 503,
    # The other end has hung up, or this one is about to.
    ClientDisconnect: 503,
    asyncio.CancelledError: 503,
}


@cache
def shared() -> Database:
    """Return the store of this process, which is opened with its first room."""
    return Database(place())


class Rooms(Ahead):
    """Middleware that answers phones and teachers before Streamlit is asked."""

    def __init__(self, app: ASGIApp, store: Store | None = None) -> None:
        """Wrap `app`; rooms are in `store`, or where this process keeps them."""
        super().__init__(app)
        self.own, self.door = store, Door()
        if store is None and place().exists():
            shared()  # deletes what is too old, also where nobody asks any more

    @property
    def store(self) -> Store:
        """Where the rooms are."""
        return self.own or shared()

    async def answer(self, request: Request) -> Response | None:
        """Answer what is asked of a room."""
        path: str = request.scope["path"]
        if not path.startswith(FOLDER):
            return None
        code, _, part = path.removeprefix(FOLDER).partition("/")
        try:
            return await self.routed(request, code, part)
        except tuple(STATUS) as error:
            return refused(error)
        except Exception:
            LOG.exception("no answer from a room")
            return empty(500)

    async def routed(self, request: Request, code: str, part: str) -> Response:
        """Answer at one of the routes."""
        if not is_code(code):
            raise GoneError
        if request.headers.get("sec-fetch-site", HERE) != HERE:
            raise LockedError
        routes = {
            ("POST", ""): self.open,
            ("GET", ""): self.look,
            ("POST", "answers"): self.put,
            ("POST", "phase"): self.change,
            ("GET", "count"): self.count,
        }
        route = routes.get((request.method, part))
        return await route(request, code) if route else empty(404)

    async def open(self, request: Request, code: str) -> Response:
        """Open a room for whoever brings a key.

        Versions and turns begin with the time, so that a room which has to be opened
        anew, as its replica is lost, takes no guess for one that came before.
        """
        key, said = key_of(request), await said_by(request)
        name, link = said.get("offer"), said.get("link")
        if not is_text(name, LONGEST_OFFER) or not is_text(link, LONGEST_LINK):
            raise UnreadableError
        self.reserve(code, key)
        await sheet_of(code, name, link, "")
        begun = int(time.time())
        room = Room(code, name, link, v=begun, turn=begun)
        await asyncio.wrap_future(self.store.open(room, key))
        return told({"v": self.store.look(code).room.v}, 201)

    def reserve(self, code: str, key: str) -> None:
        """Refuse a code that is another one's, before anything is worked out for it."""
        with suppress(GoneError):
            if not opens(key, self.store.look(code)):
                raise TakenError(code)

    async def look(self, request: Request, code: str) -> Response:
        """Tell a phone what there is now, if that is news to it."""
        who = request.headers.get("x-who", "")
        if not WHO.fullmatch(who):
            raise UnreadableError
        room = self.store.look(code).room
        self.door.note(code, who)
        again = {AGAIN: str(self.door.again(code))}
        if request.query_params.get("v") == str(room.v):
            return empty(204, again)
        language = request.query_params.get("lang", "")
        return told(await shown(room, language), 200, again)

    async def put(self, request: Request, code: str) -> Response:
        """Store the guess of a phone."""
        who, said = request.headers.get("x-who", ""), await said_by(request)
        turn, room = said.get("turn"), self.store.look(code).room
        if not WHO.fullmatch(who) or not is_count(turn):
            raise UnreadableError
        if turn != room.turn:
            raise OverError(code)
        self.door.note(code, who)
        takes = (await sheet_of(code, room.offer, room.link, "")).takes
        guess = takes.guess(said.get("guess"))
        if guess is None:
            raise UnreadableError
        await asyncio.wrap_future(self.store.put(code, turn, who, guess))
        return empty(204)

    async def change(self, request: Request, code: str) -> Response:
        """Take a room to another phase, for whoever has its key."""
        kept = self.unlocked(request, code)
        said = await said_by(request)
        v, phase, link = said.get("v"), said.get("to"), said.get("link", "")
        if not is_count(v) or phase not in PHASES or not is_text(link, LONGEST_LINK):
            raise UnreadableError
        if link:
            await sheet_of(code, kept.room.offer, link, "")
        done = self.store.change(code, v, cast("Phase", phase), link)
        room = await asyncio.wrap_future(done)
        return told({"v": room.v})

    async def count(self, request: Request, code: str) -> Response:
        """Tell a teacher how many have answered, and on request how guesses lie."""
        kept = self.unlocked(request, code)
        room, here = kept.room, self.door.here(code)
        found = {
            **await shown(room, request.query_params.get("lang", "")),
            "link": room.link,
            "here": max(here, kept.answered),
            "answered": kept.answered,
        }
        if room.phase not in {OPEN, ENDED}:
            sheet = await sheet_of(code, room.offer, room.link, "")
            found["agreement"] = agreement(kept.tally, sheet.takes)
            is_asked = request.query_params.get("spread") == "1"
            if is_asked or room.phase == REVEALED:
                found["spreads"] = [spread(one) for one in rounds(kept)]
        return told(found)

    def unlocked(self, request: Request, code: str) -> Kept:
        """Return a room for whoever has its key."""
        if not opens(key_of(request), self.store.look(code)):
            raise LockedError
        return self.store.look(code, teaches=True)


def opens(key: str, kept: Kept) -> bool:
    """Whether a key is that of a room; however much of it is right takes as long."""
    return secrets.compare_digest(lock_of(key), kept.lock)


def rounds(kept: Kept) -> list[Tally]:
    """Return how guesses lay in every round, the newest last."""
    room = kept.room
    return [*room.earlier, *([] if room.phase == REVEALED else [kept.tally])]


async def shown(room: Room, language: str) -> dict[str, Any]:
    """Return what a phone is told of a room; the truth once it is revealed."""
    sheet = await sheet_of(room.code, room.offer, room.link, language)
    found = {**state_of(room), "sheet": sheet.asked}
    if room.phase == REVEALED:
        found["truth"] = sheet.truth
    return found


def state_of(room: Room) -> dict[str, Any]:
    """Return what everybody may know of a room."""
    return {"v": room.v, "phase": room.phase, "turn": room.turn, "round": room.round}


def key_of(request: Request) -> str:
    """Return the key that a teacher's page brings."""
    said: str = request.headers.get("authorization", "")
    key = said.removeprefix(BEARER)
    if key == said or not WHO.fullmatch(key):
        raise LockedError
    return key


async def said_by(request: Request) -> Mapping[str, Any]:
    """Read what was sent: a small object."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_BODY:
            raise UnreadableError
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise UnreadableError from None
    if not isinstance(said, Mapping):
        raise UnreadableError
    return said


def is_count(said: object) -> TypeGuard[int]:
    """Whether something counts versions or turns, and fits into a database."""
    return type(said) is int and 0 <= said <= LARGEST_NUMBER


def told(said: Mapping[str, Any], status: int = 200, more: Any = None) -> Response:  # noqa: ANN401 - headers
    """Return an answer of JSON, which nobody keeps."""
    content = json.dumps(said, ensure_ascii=False, allow_nan=False)
    headers = {"Cache-Control": "no-store", **(more or {})}
    return Response(content, status, headers, "application/json")


def empty(status: int, more: Mapping[str, str] | None = None) -> Response:
    """Return an answer that says nothing but its status."""
    later = {"Retry-After": "1"} if status == 503 else {}  # noqa: PLR2004 - unavailable
    headers = {"Cache-Control": "no-store", **later, **(more or {})}
    return Response(status_code=status, headers=headers)


def refused(error: BaseException) -> Response:
    """Return the answer to what cannot be done."""
    if isinstance(error, sqlite3.Error):
        LOG.warning("rooms cannot be kept: %s", error)
    kinds = (status for kind, status in STATUS.items() if isinstance(error, kind))
    return empty(next(kinds))
