"""Measure what a room carries: a lecture hall that guesses at once.

Run from the root of the project, on Linux:

    python -m bench.classroom [--phones 300 1000] [--seconds 5]

The app is started as its user would start it. Phones without a browser come into a
room and ask as often as the server says; within a few seconds each of them sends a
guess, and then the teacher reveals. They all live in this process, so server and
phones share the machine.

How to read the table:

lost
    Guesses that were told as stored, and are not counted.
guess
    From sending one to being told that it is stored.
reveal
    From the teacher's tap until the last phone knows what was right.
lab alone, beside
    What a release in a lesson waits for its answer: before the phones come, and while
    they guess. The 95th percentile.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import uvloop

from bench.server import Server

CHANCE = np.random.default_rng(1)
CODE, KEY = "K7QFM", "0" * 32
ROOM = f"/live/rooms/{CODE}"
COMES = 5.0  # seconds in which all phones come
BESIDE = 20  # releases in a second
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
        """Ask; return status, headers and content."""
        content = json.dumps(body).encode() if body is not None else b""
        named = {"Host": "x", "Content-Length": str(len(content)), **headers}
        head = "".join(f"{k.replace('_', '-')}: {v}\r\n" for k, v in named.items())
        self.writer.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + content)
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
    who = {"X_Who": f"{i:032x}"}
    await asyncio.sleep(CHANCE.uniform(0, COMES))
    guesses = opens + CHANCE.uniform(0, seconds)
    room: dict[str, Any] = {"v": "", "phase": ""}
    while room["phase"] != "revealed":
        async with connected(address) as line:
            status, headers, text = await line.ask(
                "GET", f"{ROOM}?v={room['v']}&lang=en", **who
            )
            seen.asked += 1
            room = json.loads(text) if status == 200 else room  # noqa: PLR2004 - news
            if guesses and time.perf_counter() > guesses and room["v"]:
                begun, guesses = time.perf_counter(), 0.0
                body = {"turn": room["turn"], "guess": [i % 101]}
                status, _, _ = await line.ask("POST", f"{ROOM}/answers", body, **who)
                seen.guesses.append(time.perf_counter() - begun)
                seen.stored += status == 204  # noqa: PLR2004 - stored
        if room["phase"] != "revealed":
            pause = float(headers.get("x-again", 1))
            left = guesses - time.perf_counter() if guesses else pause
            await asyncio.sleep(max(0.0, min(pause, left)))
    seen.revealed.append(time.perf_counter())


async def releases(address: str, seconds: float) -> float:
    """Let go of a control now and then; return the 95th percentile of answers."""
    times = []
    async with connected(address) as line:
        for i in range(int(seconds * BESIDE)):
            link = f"z1={i % 50 / 10}&z2=2.9&z3=4&shift=0&k=3"
            body = {"number": i + 1, "link": link, "origin": ""}
            begun = time.perf_counter()
            await line.ask("POST", "/live/answers/softmax/en", body)
            times.append(time.perf_counter() - begun)
            await asyncio.sleep(max(0.0, 1 / BESIDE - times[-1]))
    return quantiles(times, n=20)[-1]


async def once(server: Server, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401 - JSON
    """Ask as the teacher, over a connection that is not kept."""
    async with connected(server.address) as line:
        key = f"Bearer {KEY}"
        return json.loads((await line.ask(method, path, body, Authorization=key))[2])


async def measure(server: Server, phones: int, seconds: float) -> None:
    """Print a row of the table."""
    alone = await releases(server.address, seconds)
    worked, seen = server.cpu, Seen()
    await once(server, "POST", ROOM, {"offer": "softmax", "link": "ask=bystander"})
    opens = time.perf_counter() + COMES + 1
    phones_ = asyncio.gather(
        *(phone(server.address, i, opens, seconds, seen) for i in range(phones))
    )
    await asyncio.sleep(opens - time.perf_counter())
    beside = await releases(server.address, seconds)
    await asyncio.sleep(2)
    told = await once(server, "GET", f"{ROOM}/count")
    begun = time.perf_counter()
    await once(server, "POST", f"{ROOM}/phase", {"v": told["v"], "to": "revealed"})
    await phones_
    cuts = quantiles(seen.guesses, n=20)
    row = [
        str(phones),
        str(seen.stored),
        str(seen.stored - told["answered"]),
        f"{seen.asked:,}",
        f"{cuts[9] * 1000:.1f}",
        f"{cuts[18] * 1000:.1f}",
        f"{max(seen.revealed) - begun:.1f}",
        f"{alone * 1000:.1f}",
        f"{beside * 1000:.1f}",
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
    for phones in asked.phones:
        with tempfile.TemporaryDirectory() as folder:
            file = {"LOGIT_LAB_ROOMS": str(Path(folder, "rooms.sqlite"))}
            with Server(environment=file) as server:
                uvloop.run(measure(server, phones, asked.seconds))


if __name__ == "__main__":
    main()
