"""Claims about a real class: a teacher's browser, phones, and three hundred more."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from bench.classroom import Line, connected
from bench.server import Server
from tests.endurance.nginx import nginx

T = TypeVar("T")
CLASS = 300
KEPT = "LOGIT_LAB_ROOMS"
PATIENCE = 20_000  # milliseconds
CHANCE = np.random.default_rng(1)
KEY = {"Authorization": f"Bearer {'0' * 32}"}
CODE = "K7QFM"
ROOM = f"/live/rooms/{CODE}"
ASKS = "/softmax?ask=bystander&present=1&room=new"
LETTERS = re.compile("[2-9B-Y]{5}")


def run(work: Coroutine[Any, Any, T]) -> T:
    """Do some work beside Playwright, which has a loop of its own in this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


async def guess(line: Line, code: str, who: int, places: list[int]) -> int:
    """Let one phone guess; return the status."""
    named = {"X_Who": f"{who:032x}"}
    _, _, text = await line.ask("GET", f"/live/rooms/{code}?v=", **named)
    body = {"turn": json.loads(text)["turn"], "guess": places}
    return (await line.ask("POST", f"/live/rooms/{code}/answers", body, **named))[0]


def crowd(address: str, code: str, middle: float) -> None:
    """Let many phones guess around a place; every guess is told as stored."""

    async def all_guess() -> None:
        places = np.clip(CHANCE.normal(middle, 10, CLASS), 0, 100).astype(int)
        async with connected(address) as line:
            for who, place in enumerate(places.tolist()):
                assert await guess(line, code, who, [place]) == 204

    run(all_guess())


async def asked(address: str, method: str, path: str, body: object = None) -> str:
    """Ask as a teacher; return what is told."""
    async with connected(address) as line:
        return (await line.ask(method, path, body, **KEY))[2].decode()


def commit(phone: Page, number: str) -> None:
    """Make a guess by hand."""
    phone.locator(".ask-number").fill(number)
    phone.keyboard.press("Enter")
    phone.locator(".phone-go").click()
    expect(phone.locator("main")).to_have_attribute("data-own", "stored")


def opened(browser: Browser, address: str, **options: object) -> Page:
    """Open a page in a browser of its own."""
    context = browser.new_context(**options)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(address)
    return page


def phase(page: Page, said: str) -> None:
    """Wait until a page shows a phase."""
    expect(page.locator("main")).to_have_attribute("data-phase", said, timeout=PATIENCE)


def stands(page: Page, said: str) -> None:
    """Wait until a teacher's page shows a phase."""
    shown = page.locator(f'.page[data-class="{said}"]')
    expect(shown).to_be_visible(timeout=PATIENCE)


def code_of(page: Page) -> str:
    """Return the code that a teacher's page shows."""
    letters = page.locator(".class-letters")
    expect(letters).to_have_text(LETTERS, timeout=PATIENCE)
    return letters.inner_text()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Return a server that has rooms of its own."""
    with Server(environment={KEPT: str(tmp_path / "rooms.sqlite")}) as started:
        yield started


def test_a_class_guesses_talks_guesses_again_and_sees(server, browser, tmp_path):
    """Its guesses are all counted, and nothing is right before it is revealed."""
    teacher = opened(
        browser, f"{server.address}/softmax?ask=bystander&present=1&room=new"
    )
    stands(teacher, "open")
    code = code_of(teacher)
    tongues = ["en-GB", "ko-KR", "ko-KR", "en-GB", "de-DE"]
    phones = [
        opened(
            browser,
            f"{server.address}/r/{code}",
            locale=tongue,
            viewport={"width": 390, "height": 844},
        )
        for tongue in tongues
    ]
    for number, phone in enumerate(phones):
        phase(phone, "open")
        commit(phone, str(20 + number))
    crowd(server.address, code, 30)
    count = teacher.locator(".class-count")
    expect(count).to_contain_text(f"{CLASS + 5} of", timeout=PATIENCE)
    teacher.reload()
    expect(count).to_contain_text(f"{CLASS + 5} of", timeout=PATIENCE)
    teacher.locator(".ask-go").click()
    stands(teacher, "closed")
    for page in (teacher, *phones):
        assert not re.search(r"\b4\.3 ?%", page.content())
    teacher.get_by_role("button", name="Show the guesses").click()
    expect(teacher.locator(".dots-now")).to_have_count(CLASS + 5)
    teacher.get_by_role("button", name="Ask again").click()
    for number, phone in enumerate(phones):
        phase(phone, "open")
        commit(phone, str(4 + number))
    crowd(server.address, code, 8)
    teacher.locator(".ask-go").click()
    stands(teacher, "closed")
    teacher.get_by_role("button", name="Reveal").click()
    stands(teacher, "revealed")
    expect(teacher.locator(".dots-before")).to_have_count(CLASS + 5)
    expect(teacher.locator(".dots-right")).to_have_text("4.3 %", timeout=PATIENCE)
    for phone in phones:
        phase(phone, "revealed")
        expect(phone.locator(".phone-lines")).to_contain_text("4.3 %")
    teacher.screenshot(path=tmp_path / "teacher.png")
    phones[1].screenshot(path=tmp_path / "phone.png")
    teacher.get_by_role("button", name="End").click()
    for phone in phones:
        phase(phone, "ended")
    for page in (teacher, *phones):
        page.context.close()


@pytest.mark.parametrize("shares", [True, False])
def test_a_class_goes_on_when_its_replica_is_lost(browser, tmp_path, shares):
    """With a file that replicas share nothing is lost; without, only this round."""
    names = ["rooms", "rooms" if shares else "others"]
    with ExitStack() as stack:
        replicas = [
            stack.enter_context(
                Server(environment={KEPT: str(tmp_path / f"{name}.sqlite")})
            )
            for name in names
        ]
        ports = [urlsplit(replica.address).port for replica in replicas]
        address = stack.enter_context(nginx(ports))
        teacher = opened(browser, address + ASKS)
        code = code_of(teacher)
        phone = opened(browser, f"{address}/r/{code}")
        commit(phone, "20")
        assert phone.context.cookies() == []
        replicas[keeper(replicas, code)].kill()
        if shares:
            teacher.wait_for_timeout(3000)
            expect(phone.locator("main")).to_have_attribute("data-own", "stored")
        else:
            expect(teacher.locator(".class-line")).to_contain_text(
                "opened anew", timeout=PATIENCE
            )
            phase(phone, "open")
            commit(phone, "30")
        assert teacher.locator(".class-letters").inner_text() == code
        expect(teacher.locator(".class-count")).to_have_text(
            "1 of 1 here", timeout=PATIENCE
        )
        for page in (teacher, phone):
            page.context.close()
        replicas[keeper_lost(replicas)].start()


def keeper(replicas: list[Server], code: str) -> int:
    """Return which replica a room's phones are led to."""
    here = [seen(replica, code) for replica in replicas]
    return here.index(max(here))


def seen(replica: Server, code: str) -> int:
    """Return whether a replica has the room."""

    async def look() -> int:
        async with connected(replica.address) as line:
            named = {"X_Who": "f" * 32}
            return (await line.ask("GET", f"/live/rooms/{code}?v=", **named))[0]

    return int(run(look()) == 200)


def keeper_lost(replicas: list[Server]) -> int:
    """Return which replica has ended."""
    return [replica.process.poll() is not None for replica in replicas].index(True)


def test_no_guess_that_was_told_as_stored_is_lost_with_the_server(server):
    """It is killed while a class guesses, and started again."""
    told: list[int] = []

    async def guesses() -> None:
        await asked(
            server.address, "POST", ROOM, {"offer": "softmax", "link": "ask=bystander"}
        )
        async with connected(server.address) as line:
            for who in range(CLASS):
                if who == CLASS // 2:
                    server.kill()
                if await guess(line, CODE, who, [7]) == 204:
                    told.append(who)

    with pytest.raises((OSError, asyncio.IncompleteReadError)):
        run(guesses())
    server.start()
    answer = run(asked(server.address, "GET", f"{ROOM}/count"))
    assert len(told) == CLASS // 2
    assert json.loads(answer)["answered"] == len(told)
    for who in told:  # and once more, since a phone may not have heard of it

        async def again(who: int = who) -> int:
            async with connected(server.address) as line:
                return await guess(line, CODE, who, [9])

        assert run(again()) == 204
    answer = run(asked(server.address, "GET", f"{ROOM}/count"))
    assert json.loads(answer)["answered"] == len(told)
