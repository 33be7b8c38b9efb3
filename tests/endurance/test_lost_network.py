"""Claims about phones that lose their network while they guess: nothing is lost."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, expect

from bench.classroom import KEPT, connected
from bench.server import Server
from tests.endurance.classes import ASKS, CODE, ROOM, guess, teach, who
from tests.endurance.relay import Relay, Way, relay
from tests.endurance.stories import told

PHONES = 200
SLOWEST = 15.0  # seconds between two tries, as in class.js
PATIENCE = 2.0  # seconds for an answer; there it is eight
SECONDS = 3.0  # in which all guess
CHANCE = np.random.default_rng(3)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Return a server that has rooms of its own."""
    with Server(environment={KEPT: str(tmp_path / "rooms.sqlite")}) as started:
        yield started


@dataclass
class Phone:
    """A phone that does as class.js does, without a browser.

    Attributes
    ----------
    i
        Which one it is; it guesses the place `i % 101`.
    told
        What it has been told of its guess: the status, or 0.
    tries
        How often it has sent it.

    """

    i: int
    told: int = 0
    tries: int = 0

    async def live(self, network: Relay, guesses: float) -> None:
        """Ask, guess, and try again after growing pauses until it is stored."""
        loop, v, turn, failures = asyncio.get_running_loop(), "", 0, 0
        guesses += loop.time()
        while self.told != 204:
            pause = CHANCE.uniform(0.8, 1.2)
            try:
                async with (
                    asyncio.timeout(PATIENCE),
                    connected(network.address) as line,
                ):
                    if turn and loop.time() > guesses:
                        self.tries += 1
                        place = self.i % 101
                        self.told = await guess(line, self.i, turn, place)
                    where = f"{ROOM}?v={v}&lang=en"
                    status, _, text = await line.ask("GET", where, **who(self.i))
                    if status == 200:
                        room = json.loads(text)
                        v, turn = room["v"], room["turn"]
                failures = 0
            except (OSError, EOFError):
                failures += 1
                pause *= min(SLOWEST, 2 ** (failures - 1))
            await asyncio.sleep(pause)


@pytest.mark.parametrize("way", ["gone", "silent"])
def test_phones_that_lose_their_network_send_their_guess_afterwards(server, way: Way):
    """Two hundred, some of whose guesses were stored and they never heard of it."""

    async def story() -> tuple[list[Phone], int, int]:
        await teach(server.address, "POST", "", ASKS)
        phones = [Phone(i) for i in range(PHONES)]
        async with relay(server.address) as network:
            moments = 1.2 + SECONDS * CHANCE.uniform(0, 1, PHONES)
            lives = [
                asyncio.create_task(one.live(network, at))
                for one, at in zip(phones, moments, strict=True)
            ]
            await asyncio.sleep(1.2 + SECONDS / 3)
            network.turn("deaf")
            await asyncio.sleep(SECONDS / 3)
            network.turn(way)
            stored = (await teach(server.address, "GET", "/count"))["answered"]
            heard = sum(one.told == 204 for one in phones)
            await asyncio.sleep(SECONDS)
            network.turn("there")
            async with asyncio.timeout(30):
                await asyncio.gather(*lives)
        return phones, stored, heard

    phones, stored, heard = told(story())
    assert 0 < heard < stored < PHONES
    assert sum(one.tries > 1 for one in phones) > PHONES / 4
    room = told(teach(server.address, "GET", "/count"))
    assert room["answered"] == PHONES
    told(teach(server.address, "POST", "/phase", {"v": room["v"], "to": "closed"}))
    [spread] = told(teach(server.address, "GET", "/count?spread=1"))["spreads"]
    assert {place: n for [place], n in spread} == Counter(
        i % 101 for i in range(PHONES)
    )


def test_a_guess_that_was_made_offline_is_sent_by_itself(server, browser: Browser):
    """By the page of a real phone, which nobody touches any more."""
    told(teach(server.address, "POST", "", ASKS))
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{server.address}/r/{CODE}")
    main = page.locator("main")
    expect(main).to_have_attribute("data-phase", "open")
    context.set_offline(True)
    page.locator(".ask-number").fill("20")
    page.keyboard.press("Enter")
    page.locator(".phone-go").click()
    expect(main).to_have_attribute("data-own", "waiting")
    expect(page.locator(".phone-line.phone-wrong")).to_be_visible()
    page.wait_for_timeout(2_500)
    assert told(teach(server.address, "GET", "/count"))["answered"] == 0
    context.set_offline(False)
    expect(main).to_have_attribute("data-own", "stored", timeout=20_000)
    expect(page.locator(".phone-lines")).to_contain_text("20")
    assert told(teach(server.address, "GET", "/count"))["answered"] == 1
    context.close()
