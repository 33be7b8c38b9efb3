"""Measure what one server carries: a class, a lecture hall, a faculty.

Run from the root of the project, on Linux:

    python -m bench.load [--learners 50 300 1000] [--seconds 60]
    python -m bench.load --stock [--seconds 10]
    python -m bench.load --memory [--commits 20000]
    python -m bench.load --attacks [--seconds 20]

The app is started as its user would start it. Learners without a browser
(``bench/learner.py``) open a lesson by a link over websockets, then let go of a
control every 2 ± 1 s. Every number that comes back is compared with ``core``.
They all live in this process, so server and learners share the machine.

How to read the tables:

opened, failed
    Pages that showed their lab; pages and commits that got no answer within 30 s,
    or lost their connection, or got a wrong number.
commit
    From sending a value until its tables have arrived. A commit that a later one
    of the same learner overtook counts when that one is answered.
CPU of a commit
    Time that all threads of the server worked, by commits.
MB per learner
    Memory above that of the idle server which has shown the lesson once.
client
    Share of one core that the learners took; near 100 % they are what is slow.

``--attacks`` says what honest learners notice of a flood (``bench/attacks.py``).

``--stock`` compares our server with the same page under stock settings: the
script of the frame run by itself, without our configuration and with uvloop,
httptools and orjson out of reach, as without Streamlit's extra "performance".
There each learner commits again as soon as the answer has come, so that the
servers are never idle.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

import numpy as np
import uvloop
from websockets.exceptions import ConnectionClosed

from bench import attacks
from bench.learner import Answer, Learner
from bench.picture import ROOT
from bench.server import Server
from core import softmax

CHANCE = np.random.default_rng(1)
AT_THE_DOOR = 8  # learners whose pages are loading at the same time
PAUSES = (1.0, 3.0)  # seconds from one commit to the next
EAGER = 40  # learners that never pause
WARM = 2_000  # commits until memory counts as settled
HIDE_EXTRAS = """
import sys
sys.modules.update(dict.fromkeys(["uvloop", "httptools", "orjson"]))
from streamlit.web.cli import main
main()
"""
COLUMNS = (
    "server",
    "learners",
    "opened",
    "failed",
    "commits",
    "commits/s",
    "commit p50 ms",
    "p95 ms",
    "p99 ms",
    "CPU of a commit ms",
    "MB per learner",
    "client",
)


@contextmanager
def ours() -> Iterator[Server]:
    """Start the app as a user would."""
    with Server() as server:
        yield server


@contextmanager
def stock() -> Iterator[Server]:
    """Start the same pages where none of our settings are found."""
    frame = str(ROOT / "pages" / "navigation.py")
    command = [
        *(sys.executable, "-c", HIDE_EXTRAS, "run", frame),
        *("--server.headless=true", "--browser.gatherUsageStats=false"),
    ]
    with (
        tempfile.TemporaryDirectory() as folder,
        Server(command, Path(folder), {"PYTHONPATH": str(ROOT)}) as server,
    ):
        yield server


@dataclass
class Visitor:
    """One learner who is watched."""

    learner: Learner
    said: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    opened: bool = False
    failed: int = 0

    async def open(self) -> None:
        """Open the page."""
        self.said.append(self.learner.query)
        self.opened = await self.tried(self.learner.open) is not None

    async def commit(self) -> None:
        """Let go of a control somewhere."""
        self.said.append(random_query())
        begun = time.perf_counter()
        answer = await self.tried(lambda: self.learner.commit(self.said[-1]))
        if answer:
            self.times.append(answer.at - begun)

    async def tried(self, act: Callable[[], Awaitable[Answer]]) -> Answer | None:
        """Return the answer if it comes and is right."""
        try:
            answer = await act()
        except (OSError, TimeoutError, ConnectionClosed):
            answer = None
        if answer is None or self.learner.errors or not self.is_right(answer):
            self.failed += 1
            return None
        return answer

    def is_right(self, answer: Answer) -> bool:
        """Whether the numbers are those of core, for what was said."""
        message = answer.message
        said = self.said[message.answer["answers"]]
        texts = dict(part.split("=") for part in said.split("&"))
        logits = np.array([float(texts[f"z{i}"]) for i in (1, 2, 3)])
        return all(
            float(text) == message.values[key] for key, text in texts.items()
        ) and np.array_equal(softmax(logits), message.rest["p"])

    async def stay(self, end: float) -> None:
        """Commit now and then, whether or not answers come."""
        commits = []
        due = time.perf_counter() + CHANCE.uniform(0, PAUSES[1])
        while due < end:
            await asyncio.sleep(due - time.perf_counter())
            commits.append(asyncio.create_task(self.commit()))
            due += CHANCE.uniform(*PAUSES)
        await asyncio.gather(*commits)

    async def hurry(self, end: float) -> None:
        """Commit again as soon as an answer has come."""
        while time.perf_counter() < end:
            await self.commit()


def random_query() -> str:
    """Return a query as the lab writes it."""
    logits = CHANCE.integers(-100, 101, 3) / 10
    texts = [f"z{i}={z}" for i, z in enumerate(logits.tolist(), start=1)]
    return "&".join([*texts, "shift=0", "k=3"])


async def arrive(address: str, learners: int) -> list[Visitor]:
    """Let learners open the lesson, a few at a time."""
    door = asyncio.Semaphore(AT_THE_DOOR)
    visitors = [
        Visitor(Learner(address, f"/softmax?{random_query()}")) for _ in range(learners)
    ]

    async def enter(visitor: Visitor) -> None:
        async with door:
            await visitor.open()

    await asyncio.gather(*map(enter, visitors))
    return visitors


async def leave(visitors: list[Visitor]) -> None:
    """Close every page."""
    await asyncio.gather(*(visitor.learner.close() for visitor in visitors))


async def warmed(server: Server) -> float:
    """Let one learner come and go; return the memory of the idle server."""
    [first] = visitors = await arrive(server.address, 1)
    await first.commit()
    await leave(visitors)
    return server.memory


async def measure(
    name: str, server: Server, learners: int, seconds: float, *, eager: bool
) -> tuple[float, float]:
    """Print a row of the table; return commits per second, and CPU seconds of each."""
    idle = await warmed(server)
    visitors = await arrive(server.address, learners)
    there = [visitor for visitor in visitors if visitor.opened]
    worked, used, begun = server.cpu, time.process_time(), time.perf_counter()
    end = begun + seconds
    await asyncio.gather(*(v.hurry(end) if eager else v.stay(end) for v in there))
    wall = time.perf_counter() - begun
    times = [seconds for visitor in visitors for seconds in visitor.times]
    cpu = (server.cpu - worked) / (len(times) or float("nan"))
    cuts = quantiles(times, n=100) if len(times) > 1 else [float("nan")] * 99
    row = [
        name,
        str(learners),
        str(len(there)),
        str(sum(visitor.failed for visitor in visitors)),
        f"{len(times):,}",
        f"{len(times) / wall:.0f}",
        *(f"{cuts[share - 1] * 1000:.0f}" for share in (50, 95, 99)),
        f"{cpu * 1000:.2f}",
        f"{(server.memory - idle) / learners:.2f}",
        f"{(time.process_time() - used) / wall:.0%}",
    ]
    print(f"| {' | '.join(row)} |", flush=True)
    await leave(there)
    return len(times) / wall, cpu


async def remember(server: Server, commits: int) -> None:
    """Print the memory after the first commits and after all."""
    await warmed(server)
    visitors = await arrive(server.address, EAGER)
    seen = {}
    for goal in (WARM, commits):
        share = -(-goal // EAGER)
        await asyncio.gather(*(upto(visitor, share) for visitor in visitors))
        seen[goal] = server.memory
        print(f"{goal:,} commits: {seen[goal]:.1f} MB", flush=True)
    print(f"ratio {seen[commits] / seen[WARM]:.3f}")
    print(f"failed {sum(visitor.failed for visitor in visitors)}")
    await leave(visitors)


async def upto(visitor: Visitor, commits: int) -> None:
    """Commit until so many were made."""
    while visitor.learner.commits < commits:
        await visitor.commit()


def table(
    rows: Sequence[tuple[str, Callable[[], AbstractContextManager[Server]], int]],
    seconds: float,
    *,
    eager: bool = False,
) -> list[tuple[float, float]]:
    """Print a table with a fresh server for each row; return what was measured."""
    print(f"| {' | '.join(COLUMNS)} |")
    print(f"|{' --- |' * len(COLUMNS)}", flush=True)
    seen: list[tuple[float, float]] = []
    for name, start, learners in rows:
        with start() as server:
            seen.append(
                uvloop.run(measure(name, server, learners, seconds, eager=eager))
            )
    return seen


def main() -> None:
    """Print what was asked for."""
    options = argparse.ArgumentParser(prog="python -m bench.load")
    options.add_argument("--learners", type=int, nargs="+", default=[50, 300, 1000])
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--stock", action="store_true")
    options.add_argument("--memory", action="store_true")
    options.add_argument("--attacks", action="store_true")
    options.add_argument("--commits", type=int, default=20_000)
    asked = options.parse_args()
    if asked.stock:
        rows = [("ours", ours, EAGER), ("stock", stock, EAGER)]
        (pace, cpu), (stock_pace, stock_cpu) = table(rows, asked.seconds, eager=True)
        print(f"ours carries {pace / stock_pace:.1f} times the commits of stock,")
        print(f"with {stock_cpu / cpu:.1f} times less CPU for each")
    elif asked.attacks:
        attacks.main(asked.seconds)
    elif asked.memory:
        with ours() as server:
            uvloop.run(remember(server, asked.commits))
    else:
        table([("ours", ours, learners) for learners in asked.learners], asked.seconds)


if __name__ == "__main__":
    main()
