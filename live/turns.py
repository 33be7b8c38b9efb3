"""Turns: who is answered next, where answers take long.

One thread works out one answer after the other, and whoever was answered longest ago
is next: so no browser can keep another one waiting by asking more than it does.
Names cost nothing, so a new one counts for little: its connection may be known.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")  # of answers

MOST_WAITING = 300  # questions: a class that asks at once, and no more memory
MOST_EACH = 4  # questions of one asker
MOST_KNOWN = 10_000  # askers and connections
NEW = 2.0  # seconds ago: when somebody counts as answered of whom nothing is known


class BusyError(Exception):
    """There is no room for a question; it may be asked again later."""


class ReplacedError(Exception):
    """The asker has asked a newer question instead."""


@dataclass(eq=False)
class Question(Generic[T]):
    """A question that waits.

    Attributes
    ----------
    asker, line, subject
        Who asks, over which connection, and after what; a newer question about the
        same replaces it.
    since
        When its asker was last answered, which decides who is next.
    work
        Returns the answer.
    answer
        Where the answer is awaited.

    """

    asker: Hashable
    line: Hashable
    subject: str
    since: float
    work: Callable[[], T]
    answer: asyncio.Future[T]


class Turns(Generic[T]):
    """A fair queue, and the thread that works it off."""

    def __init__(self) -> None:
        """Start with nobody waiting."""
        self.waiting: list[Question[T]] = []
        self.answered: OrderedDict[Hashable, float] = OrderedDict()
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="answers")
        self.working: asyncio.Task[None] | None = None

    async def answer(
        self, asker: Hashable, line: Hashable, subject: str, work: Callable[[], T]
    ) -> T:
        """Wait for a turn, and return the answer.

        Whoever stops waiting before is not answered at all.

        Raises
        ------
        BusyError
            If too many are waiting, or too many of this asker.
        ReplacedError
            If the asker asks something newer about the same before.

        """
        question = self.admitted(asker, line, subject, work)
        if self.working is None or self.working.done():
            self.working = asyncio.create_task(self.work_off())
        try:
            return await question.answer
        finally:
            if question in self.waiting:
                self.waiting.remove(question)

    def admitted(
        self, asker: Hashable, line: Hashable, subject: str, work: Callable[[], T]
    ) -> Question[T]:
        """Return a question that waits now, perhaps in the place of an older one."""
        new = self.answered.get(line, time.monotonic() - NEW)
        since = self.answered.get(asker, new)
        own = [question for question in self.waiting if question.asker == asker]
        for older in [question for question in own if question.subject == subject]:
            since = older.since
            own.remove(older)
            self.waiting.remove(older)
            older.answer.set_exception(ReplacedError())
        if len(own) >= MOST_EACH or len(self.waiting) >= MOST_WAITING:
            raise BusyError
        answer = asyncio.get_running_loop().create_future()
        question = Question(asker, line, subject, since, work, answer)
        self.waiting.append(question)
        return question

    async def work_off(self) -> None:
        """Answer whoever waits, until nobody does."""
        loop = asyncio.get_running_loop()
        while self.waiting:
            question = min(self.waiting, key=lambda question: question.since)
            self.waiting.remove(question)
            self.remember(question.asker, question.line)
            try:
                answer = await loop.run_in_executor(self.thread, question.work)
            except Exception as error:  # noqa: BLE001 - whoever asked is told
                if not question.answer.done():
                    question.answer.set_exception(error)
            else:
                if not question.answer.done():
                    question.answer.set_result(answer)

    def remember(self, *names: Hashable) -> None:
        """Note that somebody is answered now; forget whoever was answered long ago."""
        for name in names:
            self.answered[name] = time.monotonic()
            self.answered.move_to_end(name)
        while len(self.answered) > MOST_KNOWN:
            self.answered.popitem(last=False)
