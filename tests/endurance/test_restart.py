"""The server dies, or the network does: nobody has to do anything, nothing is lost."""

import asyncio
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from bench.learner import Learner
from bench.server import Server
from core import softmax
from tests.browser.lab import Lab, of_core, same, shown_as_float32
from tests.endurance.stories import told

CLASS = 200
KEPT = 128  # sessions without a connection that Streamlit keeps
AWAY = 5_000  # milliseconds; long enough for Streamlit to give up hope


@pytest.fixture
def server() -> Iterator[Server]:
    """Return a server that can be killed and started again."""
    with Server() as running:
        yield running


@pytest.fixture
def page(desktop: BrowserContext) -> Iterator[Page]:
    """Return a page that may lose its server, which is an error to a browser."""
    opened = desktop.new_page()
    yield opened
    opened.close()


@pytest.fixture
def other(desktop: BrowserContext) -> Iterator[Page]:
    """Return a second one."""
    opened = desktop.new_page()
    yield opened
    opened.close()


@pytest.mark.parametrize("commits", [0, 1])
def test_a_drag_outlives_its_server(page: Page, server: Server, commits: int) -> None:
    """It goes on from its table, and its release reaches the next server.

    Also where nothing was committed before: there only the first run is known.
    """
    lab = Lab(page, server.address).open("/softmax?z1=1&z2=2&z3=0.5")
    if commits:
        lab.type("z1", "1.5")
        lab.settled()
    lab.drag("z2", -3)
    server.kill()
    page.mouse.move(*lab.thumb("z2", -4), steps=5)
    lab.frame()
    seen = lab.logits()
    assert seen[1] == pytest.approx(-4, abs=0.2)
    assert same(lab.vector("p"), shown_as_float32(of_core(seen)))
    server.start()
    page.mouse.move(*lab.thumb("z2", -5), steps=5)
    lab.release()
    lab.settled()
    seen = lab.logits()
    assert seen[1] == pytest.approx(-5, abs=0.2)
    assert same(lab.vector("p"), of_core(seen))
    assert [float(lab.link()[key][0]) for key in ("z1", "z2")] == seen[:2]
    assert seen[0] == 1 + commits / 2


def test_pages_come_back_with_their_state(
    page: Page, other: Page, server: Server
) -> None:
    """What was committed before the crash is there, and what was said after it too."""
    early = Lab(page, server.address).open("/softmax?z1=1&z2=2&z3=0.5")
    early.type("z1", "1.25")
    early.settled()
    late = Lab(other, server.address).open("/softmax?z1=1&z2=2&z3=0.5")
    other.get_by_role("button", name="한국어").click()
    expect(other.get_by_role("button", name="English")).to_be_visible()
    late.settled()
    server.kill()
    other.wait_for_timeout(AWAY)
    expect(other.get_by_role("dialog")).to_have_count(0)
    late.type("z1", "2.25")
    server.start()
    assert same(late.settled().vector("p"), of_core([2.25, 2, 0.5]))
    expect(other.get_by_role("button", name="English")).to_be_visible()
    assert late.link()["lang"] == ["ko"]
    page.bring_to_front()  # a browser rests the pages behind
    assert same(early.settled().vector("p"), of_core([1.25, 2, 0.5]))
    early.drag("z3", -2)
    seen = early.logits()
    assert same(early.vector("p"), shown_as_float32(of_core(seen)))
    assert seen[0] == 1.25


def test_a_class_that_is_cut_off_at_once_loses_nothing(server: Server) -> None:
    """Also those whose sessions were too many to be kept."""

    async def story() -> list[Learner]:
        learners = await committed(server)
        before = [learner.session for learner in learners]
        await asyncio.gather(*(learner.drop() for learner in learners))
        await returned(learners)
        after = [learner.session for learner in learners]
        assert sum(a != b for a, b in zip(before, after, strict=True)) >= CLASS - KEPT
        return learners

    assert [learner.errors for learner in told(story())] == [[]] * CLASS


def test_a_class_outlives_its_server(server: Server) -> None:
    """A server that knows nobody goes on where the killed one was."""

    async def story() -> list[Learner]:
        learners = await committed(server)
        server.kill()
        server.start()
        await returned(learners)
        return learners

    assert [learner.errors for learner in told(story())] == [[]] * CLASS


def logits_of(place: int) -> list[float]:
    """Return logits that nobody else in the class has."""
    return [place / 100, 2.0, -1.5]


async def committed(server: Server) -> list[Learner]:
    """Let a class open one link, and each learner commit logits of his own."""
    learners = [Learner(server.address, "/softmax?z1=-1&z2=0") for _ in range(CLASS)]
    for place, learner in enumerate(learners):
        await learner.open()
        z1, z2, z3 = logits_of(place)
        await learner.commit(f"z1={z1}&z2={z2}&z3={z3}&shift=0&k=3")
    return learners


async def returned(learners: list[Learner]) -> None:
    """Let everybody come back at once, and check what each of them sees."""
    answers = await asyncio.gather(*(learner.reconnect() for learner in learners))
    for place, answer in enumerate(answers):
        logits = logits_of(place)
        values = answer.message.values
        assert [values[f"z{i}"] for i in (1, 2, 3)] == logits
        assert same(answer.message.rest["p"].tolist(), softmax(logits).tolist())
    await asyncio.gather(*(learner.close() for learner in learners))
