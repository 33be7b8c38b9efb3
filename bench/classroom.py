"""Measure what a room carries: a lecture hall that guesses at once.

Run from the root of the project, on Linux:

    python -m bench.classroom [--phones 300 1000] [--seconds 5]

The app is started as its user would start it. Phones without a browser come into a
room and ask as often as the server says, each over a connection that it keeps; within a
few seconds each of them sends a guess, and then the teacher reveals. Somebody else uses
a lesson meanwhile. Phones are one process and the lesson's stop-watch is another, so
that neither waits for the other; all of them share the machine with the server.

How to read the table:

lost
    Guesses that were told as stored, and are not counted.
guess
    From sending one to being told that it is stored.
reveal
    From the teacher's tap until the last phone knows what was right.
lab alone, beside
    What a release in a lesson waits for its answer: before the phones come, and while
    they guess. The 95th percentile of a class of hands, each of which lets go once a
    second.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import tempfile
import time
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any, TypeVar
from urllib.parse import urlsplit

import numpy as np
import uvloop

from bench.server import Server

T = TypeVar("T")
CHANCE = np.random.default_rng(1)
KEPT = "LOGIT_LAB_ROOMS"
CODE, KEY = "K7QFM", "0" * 32
ROOM = f"/live/rooms/{CODE}"
COMES = 5.0  # seconds in which all phones come
BESIDE = 30  # releases in a second, each by another hand
WARM = 3.0  # seconds until all hands are known to the server
COLUMNS = (
    "phones",
    "stored",
    "lost",
    "questions",
    "guess p50 ms",
    "p95 ms",
    "reveal s",
    "lab alone ms",
    "beside ms",
    "times",
    "CPU s",
)


@dataclass
class Line:
    """A connection that stays open."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def ask(
        self, method: str, path: str, body: object = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Ask, and wait for the answer."""
        content = json.dumps(body).encode() if body is not None else b""
        named = {"Host": "x", "Content-Length": str(len(content)), **headers}
        head = "".join(f"{k.replace('_', '-')}: {v}\r\n" for k, v in named.items())
        self.writer.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + content)
        return await self.answer()

    async def answer(self) -> tuple[int, dict[str, str], bytes]:
        """Wait for an answer; return status, headers and content."""
        said = (await self.reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        found = dict(line.lower().split(": ", 1) for line in said[1:] if ": " in line)
        size = int(found.get("content-length", 0))
        return int(said[0].split()[1]), found, await self.reader.readexactly(size)


@asynccontextmanager
async def connected(address: str) -> AsyncIterator[Line]:
    """Open a connection."""
    parts = urlsplit(address)
    line = Line(*await asyncio.open_connection(parts.hostname, parts.port))
    try:
        yield line
    finally:
        line.writer.close()


@dataclass
class Seen:
    """What all phones have seen."""

    guesses: list[float] = field(default_factory=list)
    stored: int = 0
    asked: int = 0
    revealed: list[float] = field(default_factory=list)


async def phone(address: str, i: int, opens: float, seconds: float, seen: Seen) -> None:
    """Come, ask, guess once, and wait for the reveal."""
    await asyncio.sleep(CHANCE.uniform(0, COMES))
    who = {"X_Who": f"{i:032x}"}
    guesses = opens + CHANCE.uniform(0, seconds)
    room: dict[str, Any] = {"v": "", "phase": ""}
    async with connected(address) as line:
        while True:
            path = f"{ROOM}?v={room['v']}&lang=en"
            status, headers, text = await line.ask("GET", path, **who)
            seen.asked += 1
            room = json.loads(text) if status == 200 else room  # noqa: PLR2004 - news
            if room["phase"] == "revealed":
                break
            if guesses and time.perf_counter() > guesses and room["v"]:
                guesses = 0.0
                await guess(line, room["turn"], i, seen)
            left = guesses - time.perf_counter() if guesses else float("inf")
            await asyncio.sleep(max(0.0, min(float(headers["x-again"]), left)))
    seen.revealed.append(time.perf_counter())


async def guess(line: Line, turn: int, i: int, seen: Seen) -> None:
    """Send a guess."""
    body, begun = {"turn": turn, "guess": [i % 101]}, time.perf_counter()
    status, _, _ = await line.ask("POST", f"{ROOM}/answers", body, X_Who=f"{i:032x}")
    seen.guesses.append(time.perf_counter() - begun)
    seen.stored += status == 204  # noqa: PLR2004 - stored


async def crowd(address: str, phones: int, opens: float, seconds: float) -> Seen:
    """Let all phones come, guess and wait; return what they have seen."""
    seen = Seen()
    every = (phone(address, i, opens, seconds, seen) for i in range(phones))
    await asyncio.gather(*every)
    return seen


async def releases(address: str, seconds: float) -> float:
    """Let go of a control now and then; return the 95th percentile of answers."""
    times = []
    async with connected(address) as line:
        for i in range(int(seconds * BESIDE)):
            link = f"z1={i % 50 / 10}&z2=2.9&z3=4&shift=0&k=3"
            hand = f"hand-{i % BESIDE}"
            body = {"number": i + 1, "link": link, "origin": "", "asker": hand}
            begun = time.perf_counter()
            await line.ask("POST", "/live/answers/softmax/en", body)
            times.append(time.perf_counter() - begun)
            await asyncio.sleep(max(0.0, 1 / BESIDE - times[-1]))
    return quantiles(times, n=20)[-1]


def told(work: Coroutine[Any, Any, T]) -> T:
    """Do some work in the loop of a process of its own."""
    return uvloop.run(work)


def released(address: str, seconds: float) -> float:
    """Let go of controls, in a process of its own."""
    return told(releases(address, seconds))


def crowded(address: str, phones: int, opens: float, seconds: float) -> Seen:
    """Let phones guess, in a process of its own."""
    return told(crowd(address, phones, opens, seconds))


async def once(server: Server, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401 - JSON
    """Ask as the teacher, over a connection that is not kept."""
    async with connected(server.address) as line:
        key = f"Bearer {KEY}"
        return json.loads((await line.ask(method, path, body, Authorization=key))[2])


def measure(
    server: Server, pool: ProcessPoolExecutor, phones: int, seconds: float
) -> None:
    """Print a row of the table."""
    pool.submit(released, server.address, WARM).result()
    alone = pool.submit(released, server.address, seconds).result()
    worked = server.cpu
    asks = {"offer": "softmax", "link": "ask=bystander"}
    told(once(server, "POST", ROOM, asks))
    opens = time.perf_counter() + COMES + 1
    seeing = pool.submit(crowded, server.address, phones, opens, seconds)
    time.sleep(opens - time.perf_counter())
    beside = pool.submit(released, server.address, seconds).result()
    time.sleep(2)
    room = told(once(server, "GET", f"{ROOM}/count"))
    begun = time.perf_counter()
    told(once(server, "POST", f"{ROOM}/phase", {"v": room["v"], "to": "revealed"}))
    seen = seeing.result()
    cuts = quantiles(seen.guesses, n=20)
    row = [
        str(phones),
        str(seen.stored),
        str(seen.stored - room["answered"]),
        f"{seen.asked:,}",
        f"{cuts[9] * 1000:.1f}",
        f"{cuts[18] * 1000:.1f}",
        f"{max(seen.revealed) - begun:.1f}",
        f"{alone * 1000:.1f}",
        f"{beside * 1000:.1f}",
        f"{beside / alone:.2f}",
        f"{server.cpu - worked:.1f}",
    ]
    print(f"| {' | '.join(row)} |", flush=True)


def main() -> None:
    """Print the table, with a fresh server for each row."""
    options = argparse.ArgumentParser(prog="python -m bench.classroom")
    options.add_argument("--phones", type=int, nargs="+", default=[300, 1000])
    options.add_argument("--seconds", type=float, default=5)
    asked = options.parse_args()
    print(f"| {' | '.join(COLUMNS)} |")
    print(f"|{' --- |' * len(COLUMNS)}", flush=True)
    # Two processes of the pool: one for the phones, one for the lesson's stop-watch.
    fresh = multiprocessing.get_context("spawn")
    for phones in asked.phones:
        with (
            tempfile.TemporaryDirectory() as folder,
            ProcessPoolExecutor(2, fresh) as pool,
            Server(environment={KEPT: str(Path(folder, "rooms.sqlite"))}) as server,
        ):
            measure(server, pool, phones, asked.seconds)


if __name__ == "__main__":
    main()
