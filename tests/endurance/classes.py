"""A class that goes on while others do something, and what it notices of them."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from itertools import chain
from statistics import quantiles
from typing import Any

from bench.classroom import Line, connected

CLASS = 30
CODE = "K7QFM"
KEY = "0" * 32
ROOM = f"/live/rooms/{CODE}"
ASKS = {"offer": "softmax", "link": "ask=bystander"}
OWN = 7  # where all of the class guess
SOON = 0.5  # seconds in which all but a few answers come, however busy a server is


def key(said: str = KEY) -> dict[str, str]:
    """Return the header of a teacher."""
    return {"Authorization": f"Bearer {said}"}


def who(i: int) -> dict[str, str]:
    """Return the header of a phone."""
    return {"X_Who": f"{i:032x}"}


async def teach(address: str, method: str, part: str = "", body: object = None) -> Any:
    """Ask as the teacher; return what is told."""
    async with connected(address) as line:
        status, _, text = await line.ask(method, ROOM + part, body, **key())
        assert status in {200, 201}, status
        return json.loads(text)


async def guess(line: Line, i: int, turn: int, place: int) -> int:
    """Send a guess; return the status."""
    body = {"turn": turn, "guess": [place]}
    return (await line.ask("POST", f"{ROOM}/answers", body, **who(i)))[0]


async def phone(address: str, i: int, over: asyncio.Event) -> list[float]:
    """Ask until it is over, and guess in the midst or at the end; return all times."""
    times, room, has_guessed = [], {"v": ""}, False
    while True:
        async with connected(address) as line:
            begun = time.perf_counter()
            status, _, text = await line.ask("GET", f"{ROOM}?v={room['v']}", **who(i))
            times.append(time.perf_counter() - begun)
            assert status in {200, 204}
            room = json.loads(text) if text else room
            if over.is_set() or (
                i % 2 and len(times) > CLASS // 10 and not has_guessed
            ):
                assert await guess(line, i, int(room["turn"]), OWN) == 204
                has_guessed = True
        if over.is_set():
            return times
        await asyncio.sleep(0.3)


@asynccontextmanager
async def a_class(address: str) -> AsyncIterator[None]:
    """Let a class come, and guess; whatever happens meanwhile, it is served.

    Half of it guesses in the midst of what happens, and the others afterwards.
    """
    await teach(address, "POST", "", ASKS)
    over = asyncio.Event()
    phones = [asyncio.create_task(phone(address, i, over)) for i in range(CLASS)]
    await asyncio.sleep(0.5)
    try:
        yield
    finally:
        over.set()
        times = await asyncio.gather(*phones)
    assert quantiles(chain(*times), n=20)[-1] < SOON
    room = await teach(address, "GET", "/count")
    await teach(address, "POST", "/phase", {"v": room["v"], "to": "closed"})
    [[*spread]] = (await teach(address, "GET", "/count?spread=1"))["spreads"]
    assert [[OWN], CLASS] in spread


async def beside(address: str, work: Awaitable[Any]) -> Any:
    """Do something beside a class; return what comes of it."""
    async with a_class(address):
        return await work
