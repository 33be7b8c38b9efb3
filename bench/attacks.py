"""Measure what honest learners notice of those who ask too much.

Run by ``python -m bench.load --attacks``. Three stories, each with a fresh server:

names
    A class of 50 on softmax, who let go of a control every 2 ± 1 s, while 50
    connections ask without a pause for ten classes with new names, for each of
    which the server has to draw a new figure. Once they do not say who asks, and
    once they say each time that it is somebody new.
iris
    A class of 50 on iris with batches of 10, all honest: each takes another seed
    and another rate every 2 s, so that every question is a training.
abandoned
    Questions for 300 trainings, sent and given up within a moment; then an honest
    one.

What is waited for is the answer to a commit, or to a later one of the same learner.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import quantiles
from uuid import uuid4

import numpy as np

from bench.learner import Answer, Learner, Line
from bench.server import Server
from core import softmax

CLASS = 50
FLOODERS = 50
ABANDONED = 300
MOST_CLASSES = 10
PACE = 2.0  # seconds from one commit on iris to the next
BREATH = 0.01  # seconds until a flooder who was refused asks again
COLUMNS = ("story", "honest", "commits", "failed", "p50 ms", "p95 ms", "others")

Query = Callable[[], str]
CHANCE = np.random.default_rng(2)


@dataclass
class Told:
    """What a story has come to."""

    times: list[float] = field(default_factory=list)
    failed: int = 0
    others: Counter[int] = field(default_factory=Counter)

    def row(self, story: str, honest: int) -> str:
        """Return it as a row of the table."""
        cuts = quantiles(self.times, n=100) if len(self.times) > 1 else self.times * 99
        others = ", ".join(f"{n:,} of {status}" for status, n in self.others.items())
        cells = [
            *(story, str(honest), f"{len(self.times):,}", str(self.failed)),
            *(f"{cuts[share - 1] * 1000:.0f}" for share in (50, 95)),
            others or "none",
        ]
        return f"| {' | '.join(cells)} |"


def logits() -> str:
    """Return a query of softmax."""
    z1, z2, z3 = CHANCE.integers(-100, 101, 3) / 10
    return f"z1={z1}&z2={z2}&z3={z3}&shift=0&k=3"


def training() -> str:
    """Return a query of iris that nobody has asked before."""
    rate = 10 ** (CHANCE.integers(-60, 1) / 20)
    return f"seed={CHANCE.integers(100)}&rate={rate:.6g}&batch=10&epoch=50&flower=70"


def is_right(answer: Answer, query: str) -> bool:
    """Whether an answer is one to a query; of softmax, whether its numbers are core's.

    A training is not done again here, where it would take the server's time.
    """
    message = answer.message
    said = dict(part.split("=") for part in query.split("&"))
    if "rate" in said:
        return message.values["seed"] == float(said["seed"])
    z = np.array([float(said[f"z{i}"]) for i in (1, 2, 3)])
    return np.array_equal(softmax(z), message.rest["p"])


async def learn(
    learner: Learner, query: Query, pauses: tuple[float, float], end: float, told: Told
) -> None:
    """Commit now and then, whether or not answers come."""

    async def commit() -> None:
        begun = time.perf_counter()
        try:
            answer = await learner.commit(query())
        except (OSError, TimeoutError):
            told.failed += 1
            return
        told.times.append(answer.at - begun)
        if learner.commits == answer.message.answer["answers"]:
            told.failed += not is_right(answer, learner.query)

    commits = []
    due = time.perf_counter() + CHANCE.uniform(0, pauses[1])
    while due < end:
        await asyncio.sleep(due - time.perf_counter())
        commits.append(asyncio.create_task(commit()))
        due += CHANCE.uniform(*pauses)
    await asyncio.gather(*commits)


async def arrive(server: Server, page: str, query: Query) -> list[Learner]:
    """Let a class open a lesson, one after the other."""
    learners = [Learner(server.address, f"/{page}?{query()}") for _ in range(CLASS)]
    for learner in learners:
        await learner.open()
    return learners


def question(query: str, asker: str | None = None) -> bytes:
    """Return a question as a browser would write it."""
    said = {"number": 1, "link": query, "origin": "", "form": ""}
    return json.dumps(said | ({"asker": asker} if asker else {})).encode()


async def flood(server: Server, end: float, told: Told, *, named: bool) -> None:
    """Ask without a pause for new names, and read whatever comes."""
    while time.perf_counter() < end:
        line = await Line.open(server.address)
        with contextlib.suppress(OSError, EOFError):
            while time.perf_counter() < end:
                asker = uuid4().hex if named else None
                names = "&".join(
                    f"name{i}={uuid4().hex[:8]}" for i in range(1, MOST_CLASSES + 1)
                )
                asked = question(f"k={MOST_CLASSES}&{names}", asker)
                status, _ = await line.post("live/answers/softmax/en", asked)
                told.others[status] += 1
                if status != 200:  # noqa: PLR2004 - HTTP
                    await asyncio.sleep(BREATH)
        line.close()


async def names(server: Server, seconds: float, *, named: bool) -> Told:
    """Tell the story of new names."""
    told = Told()
    learners = await arrive(server, "softmax", logits)
    end = time.perf_counter() + seconds
    await asyncio.gather(
        *(learn(learner, logits, (1.0, 3.0), end, told) for learner in learners),
        *(flood(server, end, told, named=named) for _ in range(FLOODERS)),
    )
    await asyncio.gather(*(learner.close() for learner in learners))
    return told


async def iris(server: Server, seconds: float) -> Told:
    """Tell the story of a class that trains."""
    told = Told()
    learners = await arrive(server, "iris", training)
    end = time.perf_counter() + seconds
    await asyncio.gather(
        *(learn(learner, training, (PACE, PACE), end, told) for learner in learners)
    )
    await asyncio.gather(*(learner.close() for learner in learners))
    return told


async def abandoned(server: Server) -> Told:
    """Tell the story of questions that nobody waits for."""
    told = Told()
    learner = Learner(server.address, f"/iris?{training()}")
    await learner.open()
    lines = [await Line.open(server.address) for _ in range(ABANDONED)]
    for line in lines:
        line.send("live/answers/iris/en", question(training()))
        await line.writer.drain()
    await asyncio.sleep(0.1)
    for line in lines:
        line.close()
    begun = time.perf_counter()
    answer = await learner.commit(training())
    told.times.append(answer.at - begun)
    await learner.close()
    return told


def main(seconds: float) -> None:
    """Print the table."""
    print(f"| {' | '.join(COLUMNS)} |")
    print(f"|{' --- |' * len(COLUMNS)}", flush=True)
    for story, honest, tell in (
        ("names", CLASS, lambda server: names(server, seconds, named=False)),
        ("names, askers", CLASS, lambda server: names(server, seconds, named=True)),
        ("iris", CLASS, lambda server: iris(server, seconds)),
        ("abandoned", 1, abandoned),
    ):
        with Server() as server:
            told = asyncio.run(tell(server))
        print(told.row(story, honest), flush=True)
