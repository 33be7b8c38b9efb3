"""Claims about two replicas behind nginx, with the configuration of deploy/."""

from __future__ import annotations

import asyncio
import gzip
import math
import re
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from playwright.sync_api import BrowserContext, Page
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from bench.learner import Answer, Learner
from bench.server import Server
from live.serving import address, assets
from tests.browser.lab import Lab, of_core
from tests.endurance.nginx import nginx
from tests.endurance.stories import told

CLASS = 60  # learners
PAUSE = 1.0  # seconds between the commits of one learner, on average
BACK = 10.0  # seconds after which a learner of a lost replica must go on
LOST = (OSError, ConnectionClosed, InvalidHandshake, TimeoutError)


def count(replica: Server, metric: str) -> int:
    """Return one of the numbers that a server says about itself."""
    text = fetch(f"{replica.address}/_stcore/metrics")[1].decode()
    found = re.search(rf"^{re.escape(metric)} (\d+)$", text, re.MULTILINE)
    assert found
    return int(found[1])


class School:
    """Two replicas, and nginx before them."""

    def __init__(self, replicas: list[Server], address: str) -> None:
        """Remember them."""
        self.replicas, self.address = replicas, address

    def learner(self, link: str) -> Learner:
        """Return a learner with a browser of his own, which was given a seat."""
        headers, _ = fetch(f"{self.address}{link}")
        learner = Learner(self.address, link)
        learner.headers["Cookie"] = headers["Set-Cookie"].partition(";")[0]
        return learner


@contextmanager
def opened_school() -> Iterator[School]:
    """Run two replicas behind nginx, which nobody has visited."""
    with (
        Server() as one,
        Server() as other,
        nginx([urlsplit(replica.address).port for replica in (one, other)]) as address,
    ):
        yield School([one, other], address)


@pytest.fixture(scope="module")
def school() -> Iterator[School]:
    """Return a school in which nothing happens but visits."""
    with opened_school() as opened:
        yield opened


@pytest.fixture
def fragile() -> Iterator[School]:
    """Return a school that may lose a replica."""
    with opened_school() as opened:
        yield opened


@pytest.fixture
def page(desktop: BrowserContext) -> Iterator[Page]:
    """Return a page that may lose its server, which is an error to a browser."""
    opened = desktop.new_page()
    yield opened
    opened.close()


def fetch(url: str, **headers: str) -> tuple[Message, bytes]:
    """Ask for an address; return the headers and the body."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, headers=named)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.headers, answer.read()


def is_right(answer: Answer, query: str) -> bool:
    """Whether the numbers are those of core for a link."""
    logits = [float(text) for key, [text] in parse_qs(query).items() if key[0] == "z"]
    return np.array_equal(answer.message.rest["p"], of_core(logits))


class Visit:
    """A learner who moves logits every now and then, whatever happens."""

    def __init__(self, learner: Learner, number: int) -> None:
        """Sit down."""
        self.learner = learner
        self.chance = np.random.default_rng(number)
        self.answers: list[tuple[float, bool]] = []  # when, and whether it was right

    async def go_on(self, seconds: float) -> None:
        """Commit for some time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            values = self.chance.uniform(-10, 10, 3).round(1).tolist()
            query = "&".join(f"z{i}={z!r}" for i, z in enumerate(values, start=1))
            try:
                answer = await self.learner.commit(f"k=3&{query}")
            except LOST:
                answer = await self.come_back()
            self.answers.append(
                (time.monotonic(), is_right(answer, self.learner.query))
            )
            await asyncio.sleep(self.chance.uniform(0.5, 1.5) * PAUSE)

    async def come_back(self) -> Answer:
        """Connect again, as often as a browser tries."""
        while True:
            try:
                return await self.learner.reconnect()
            except LOST:
                await asyncio.sleep(0.5)


def test_one_that_reconnects_finds_its_visit_again(school):
    """The seat leads back to the replica that still knows the session."""

    async def visit() -> None:
        learners = [school.learner("/softmax?z1=1") for _ in range(20)]
        for learner in learners:
            await learner.open()
            await learner.drop()
            await learner.reconnect()
        shares = [count(replica, "active_sessions") for replica in school.replicas]
        assert sum(shares) == len(learners)
        assert min(shares) > 0
        for learner in learners:
            await learner.close()

    told(visit())
    again = 'session_events_total{type="reconnect"}'
    assert sum(count(replica, again) for replica in school.replicas) == 20


def test_a_lost_replica_loses_nothing_of_its_learners(fragile):
    """They go on at the other replica within ten seconds; its own notice nothing."""
    lost = fragile.replicas[0]

    async def lesson() -> tuple[list[Visit], list[Visit], float]:
        links = [f"/softmax?z1={i / 10}" for i in range(CLASS)]
        visits = [Visit(fragile.learner(link), i) for i, link in enumerate(links)]
        for visit in visits:
            await visit.learner.open()
        working = asyncio.gather(*(visit.go_on(5 + 2 * BACK) for visit in visits))
        await asyncio.sleep(5)
        lost.kill()
        at = time.monotonic()
        await working
        moved = [visit for visit in visits if visit.learner.is_cut_off]
        for visit in moved:
            assert is_right(await visit.come_back(), visit.learner.query)
        for visit in visits:
            await visit.learner.close()
        return visits, moved, at

    visits, moved, at = told(lesson())
    assert 0 < len(moved) < CLASS
    assert all(right for visit in visits for _, right in visit.answers)
    assert [visit.learner.errors for visit in visits if visit.learner.errors] == []
    waited = [
        min((when for when, _ in visit.answers if when > at), default=math.inf) - at
        for visit in moved
    ]
    assert max(waited) < BACK


def test_a_replica_that_is_back_is_given_work_again(fragile):
    """A replica that was lost and started again gets its seats back."""
    lost = fragile.replicas[0]
    lost.kill()
    fetch(fragile.address)
    lost.start()

    async def visit() -> None:
        deadline = time.monotonic() + 60
        while not count(lost, 'session_events_total{type="connect"}'):
            assert time.monotonic() < deadline
            learner = fragile.learner("/softmax")
            await learner.open()
            await learner.drop()

    told(visit())


def test_a_browser_goes_on_at_the_other_replica(fragile, page: Page):
    """A page whose replica is lost comes back by itself, with all that was set."""
    lab = Lab(page, fragile.address).open("/softmax?k=3&z1=1&z2=2&z3=3")
    lab.drag("z1", -4)
    lab.release()
    lab.settled()
    [lost] = [r for r in fragile.replicas if count(r, "active_sessions")]
    lost.kill()
    lab.drag("z3", 6)
    lab.release()
    lab.settled()
    assert lab.number("z1") == -4
    assert lab.vector("p") == of_core(lab.logits())


@pytest.mark.parametrize("name", ["plotly.min.js", "lab.js"])
def test_files_are_kept_and_compressed(school, name):
    """The replicas are asked once; each browser gets what it can read."""
    url = f"{school.address}/{address(name)}"
    answers = [fetch(url, Accept_Encoding=e) for e in ("gzip, br", "gzip", "identity")]
    assert [headers["X-Cache"] for headers, _ in answers] == ["MISS", "HIT", "HIT"]
    assert [headers["Content-Encoding"] for headers, _ in answers] == ["gzip"] * 2 + [
        None
    ]
    content = assets()[name].content
    assert answers[2][1] == content
    assert [gzip.decompress(body) for _, body in answers[:2]] == [content] * 2
    assert "immutable" in answers[1][0]["Cache-Control"]


def test_the_files_of_streamlit_are_kept_and_compressed_too(school):
    """Its scripts are the larger half of a first visit."""
    _, page = fetch(school.address)
    script = re.findall(rb'src="\./(static/js/[^"]+)"', page)[0].decode()
    url = f"{school.address}/{script}"
    answers = [fetch(url, Accept_Encoding="gzip") for _ in range(2)]
    assert [headers["X-Cache"] for headers, _ in answers] == ["MISS", "HIT"]
    assert [headers["Content-Encoding"] for headers, _ in answers] == ["gzip"] * 2


def test_a_long_link_gets_through(school):
    """The page itself says what it could not take of a link."""
    headers, _ = fetch(f"{school.address}/softmax?z1=1&x={'y' * 40_000}")
    assert headers.get_content_type() == "text/html"


def test_the_address_of_a_page_is_asked_for_anew(school):
    """Nothing is kept of what names its content only by its place."""
    answers = [fetch(school.address) for _ in range(2)]
    assert [headers["X-Cache"] for headers, _ in answers] == [None] * 2
