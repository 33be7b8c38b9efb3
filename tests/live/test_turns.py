"""Claims about turns: nobody waits for somebody else's impatience."""

import asyncio
import threading

import pytest

from live import turns
from live.turns import BusyError, ReplacedError, Turns


class Held:
    """A queue whose thread is kept busy until it is let go."""

    def __init__(self):
        self.turns: Turns[None] = Turns()
        self.go = threading.Event()
        self.order = []

    async def __aenter__(self):
        busy = threading.Event()

        def hold():
            busy.set()
            self.go.wait()

        held = asyncio.create_task(self.ask("first", work=hold))
        assert await asyncio.to_thread(busy.wait, 30)
        self.tasks = [held]
        return self

    async def __aexit__(self, *_):
        self.go.set()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    async def ask(self, asker, subject="iris", *, line=None, work=None):
        """Ask something, and note who is answered when."""
        note = work or (lambda: self.order.append(asker))
        return await self.turns.answer(asker, line or asker, subject, note)

    async def queue(self, *askers, **where):
        """Let several ask, one after the other."""
        tasks = []
        for asker in askers:
            tasks.append(asyncio.create_task(self.ask(asker, **where)))
            await asyncio.sleep(0.001)
        self.tasks += tasks
        return tasks


def told(story):
    """Tell a story about a queue that is held; return who was answered, in order."""

    async def all_of_it():
        async with Held() as held:
            await story(held)
        return held.order

    return asyncio.run(all_of_it())


def test_who_comes_first_is_answered_first():
    """Among those of whom nothing is known."""
    assert told(lambda held: held.queue(*"abc")) == ["a", "b", "c"]


def test_who_was_answered_longest_ago_is_next():
    """However many questions others have put, and though they came before."""

    async def story(held):
        held.turns.remember("seldom")
        await asyncio.sleep(0.001)
        held.turns.remember("often")
        await held.queue("often", subject="iris")
        await held.queue("often", subject="softmax")
        await held.queue("seldom")

    assert told(story) == ["seldom", "often", "often"]


def test_a_new_name_on_a_known_connection_is_not_new():
    """Whoever calls himself otherwise each time gains nothing."""

    async def story(held):
        held.turns.remember("line")
        await held.queue("renamed", line="line")
        await held.queue("really new")

    assert told(story) == ["really new", "renamed"]


def test_a_known_name_keeps_its_place_on_a_busy_connection():
    """Behind a proxy many browsers share one."""

    async def story(held):
        held.turns.remember("known")
        await asyncio.sleep(0.001)
        held.turns.remember("other", "proxy")
        await held.queue("other", "known", line="proxy")

    assert told(story) == ["known", "other"]


def test_somebody_new_does_not_go_before_those_who_have_waited_long(monkeypatch):
    """Else a stream of new names would keep everybody else waiting for ever."""
    monkeypatch.setattr(turns, "NEW", 0.01)

    async def story(held):
        held.turns.remember("known")
        await asyncio.sleep(0.05)
        await held.queue("new", "known", "newer")

    assert told(story) == ["known", "new", "newer"]


def test_a_newer_question_replaces_an_older_one():
    """The older is answered so, at once, and only the newer one is worked out."""

    async def story(held):
        [older] = await held.queue("a")
        await held.queue("b")
        await held.queue("a")
        with pytest.raises(ReplacedError):
            await older

    assert told(story) == ["a", "b"]


def test_a_newer_question_about_something_else_replaces_nothing():
    """A browser may have two lessons open."""

    async def story(held):
        await held.queue("a", subject="iris")
        await held.queue("a", subject="softmax")

    assert told(story) == ["a", "a"]


def test_what_nobody_waits_for_is_not_worked_out():
    """Whoever gives up leaves the queue."""

    async def story(held):
        [gone, _] = await held.queue("gone", "there")
        gone.cancel()

    assert told(story) == ["there"]


def test_one_asker_has_only_some_questions():
    """Beyond that it is told to come back."""

    async def story(held):
        for i in range(turns.MOST_EACH):
            await held.queue("a", subject=str(i))
        with pytest.raises(BusyError):
            await held.ask("a", "one more")

    assert len(told(story)) == turns.MOST_EACH


def test_a_queue_that_is_full_says_so(monkeypatch):
    """A question too many is not kept; one in the place of an older one is."""
    monkeypatch.setattr(turns, "MOST_WAITING", 2)

    async def story(held):
        await held.queue("a", "b")
        with pytest.raises(BusyError):
            await held.ask("c")
        await held.queue("b")

    assert told(story) == ["a", "b"]


def test_an_error_reaches_whoever_asked_and_the_queue_goes_on():
    """One broken answer is not everybody's."""

    async def story(held):
        broken = asyncio.create_task(held.ask("a", work=lambda: 1 // 0))
        [after] = await held.queue("b")
        held.go.set()
        with pytest.raises(ZeroDivisionError):
            await broken
        await after

    assert told(story) == ["b"]


def test_names_are_not_remembered_without_end(monkeypatch):
    """Those who were answered longest ago are forgotten."""
    monkeypatch.setattr(turns, "MOST_KNOWN", 3)
    queue: Turns[None] = Turns()
    for name in "abcad":
        queue.remember(name)
    assert list(queue.answered) == ["c", "a", "d"]
