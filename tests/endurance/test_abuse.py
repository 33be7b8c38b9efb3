"""Claims about those who spoil a class: it goes on, and nothing grows without a bound.

A class of thirty asks and guesses all the while (``classes.py``), over sockets as they
do, and is served; what is claimed here comes on top of that.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import signal
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import inf
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench.classroom import KEPT, Line, connected
from bench.server import Server
from live.rooms.room import LETTERS, MOST_PHONES, MOST_ROOMS
from live.rooms.routes import LONGEST_BODY
from tests.endurance.classes import (
    ASKS,
    CLASS,
    KEY,
    ROOM,
    beside,
    guess,
    key,
    teach,
    who,
)
from tests.endurance.stories import told

HANDS = 16  # connections of a script, which ask without a pause
ROOMS = 100_000  # which a script wants
SECONDS = 15.0  # for which it may try, where each room has its own question
CODES = 4_000
MEGABYTE = 1_000_000
PATIENCE = 10  # seconds for an answer
OTHER, STOLEN = "22222", "1" * 32


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Return a server that has rooms of its own."""
    kept = {KEPT: str(tmp_path / "rooms.sqlite")}
    with Server(environment=kept, log=tmp_path / "log") as started:
        yield started


def logged(server: Server) -> str:
    """Return what stands in the log of a server."""
    assert server.log
    return server.log.read_text(encoding="utf-8")


async def handed(address: str, work: Callable[[Line, int], Awaitable[None]]) -> None:
    """Let all hands of a script do the same."""

    async def hand(i: int) -> None:
        async with connected(address) as line:
            await work(line, i)

    await asyncio.gather(*map(hand, range(HANDS)))


def code_of(number: int) -> str:
    """Return one code for each number."""
    letters = []
    for _ in range(5):
        number, rest = divmod(number, len(LETTERS))
        letters.append(LETTERS[rest])
    return "".join(letters)


# --- votes, codes, rooms


def test_stuffed_votes_have_a_bound_and_take_none_from_the_class(server):
    """A script with thousands of made-up names fills the room, and nobody's place."""
    met: Counter[int] = Counter()

    async def stuff(line: Line, i: int) -> None:
        _, _, text = await line.ask("GET", ROOM, **who(0))
        turn = json.loads(text)["turn"]
        while met[204] < MOST_PHONES - CLASS or met[503] < MOST_PHONES:
            name = 1_000 + sum(met.values()) * HANDS + i
            met[await guess(line, name, turn, 90)] += 1

    told(beside(server.address, handed(server.address, stuff)))
    assert met.keys() == {204, 503}
    assert met[204] == MOST_PHONES - CLASS
    room = told(teach(server.address, "GET", "/count"))
    assert room["answered"] == room["here"] == MOST_PHONES


def test_guessed_codes_tell_nothing_and_cost_little(server):
    """Each is answered alike; one that is found shows a question and no more."""
    met: Counter[tuple[int, bytes, tuple[str, ...]]] = Counter()

    async def try_codes(line: Line, i: int) -> None:
        for number in range(i, CODES, HANDS):
            where = f"/live/rooms/{code_of(number * 1_009 + 1)}"
            status, headers, text = await line.ask("GET", where, **who(i))
            met[status, text, tuple(headers)] += 1

    async def find() -> dict[str, object]:
        async with connected(server.address) as line:
            _, headers, text = await line.ask("GET", ROOM, **who(99))
            assert "set-cookie" not in headers
            for part in ("/count", "/count?spread=1"):
                assert (await line.ask("GET", ROOM + part, **who(99)))[0] == 403
            return dict(json.loads(text))

    begun = server.cpu
    told(beside(server.address, handed(server.address, try_codes)))
    spent = (server.cpu - begun) / CODES
    assert [(status, text, n) for (status, text, _), n in met.items()] == [
        (404, b"", CODES)
    ]
    assert spent < 0.002
    assert told(find()).keys() == {"v", "phase", "turn", "round", "sheet"}


@pytest.mark.parametrize(("differs", "seconds"), [(False, inf), (True, SECONDS)])
def test_a_script_that_opens_rooms_takes_none_and_fills_nothing(
    server, differs, seconds
):
    """As fast as it can, each with a guess, and perhaps with a question of its own."""
    met: Counter[int] = Counter()
    asked, ends = f"{ASKS['link']}&numbers=", time.monotonic() + seconds

    async def open_rooms(line: Line, i: int) -> None:
        while time.monotonic() < ends and met.total() < ROOMS:
            number = met.total() * HANDS + i
            body = ASKS | ({"link": f"{asked}{number % 9_999}"} if differs else {})
            where, own = f"/live/rooms/{code_of(number + 1)}", secrets.token_hex(16)
            status, _, _ = await line.ask("POST", where, body, **key(own))
            met[status] += 1
            if status == 201:
                _, _, text = await line.ask("GET", where, **who(i))
                vote = {"turn": json.loads(text)["turn"], "guess": [9]}
                await line.ask("POST", f"{where}/answers", vote, **who(i))

    async def story() -> float:
        before: float = server.memory
        await handed(server.address, open_rooms)
        return float(server.memory) - before

    grown = told(beside(server.address, story()))
    assert met.keys() == {201, 503}
    assert met[201] == MOST_ROOMS - 1
    assert met.total() >= ROOMS or met.total() > 100 * seconds  # or that was no flood
    assert grown < 40
    assert sizes(server) < 20


def sizes(server: Server) -> float:
    """Return how many megabytes the rooms of a server take."""
    folder = Path(server.environment[KEPT]).parent
    return sum(one.stat().st_size for one in folder.glob("rooms.*")) / MEGABYTE


# --- bodies


def head(part: str, **headers: str) -> bytes:
    """Return how a request begins that would be one of a teacher and a phone."""
    named = {"Host": "x", **key(), **who(1), **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in named.items()]
    return "\r\n".join([f"POST {ROOM}{part} HTTP/1.1", *lines, "", ""]).encode()


async def poured(address: str, first: bytes, drop: bytes) -> int:
    """Send ten megabytes, however soon the answer comes; return its status."""
    async with connected(address) as line:
        line.writer.write(first)
        for _ in range(10 * MEGABYTE // len(drop)):
            line.writer.write(drop)
            try:
                await line.writer.drain()
            except ConnectionError:
                break
        async with asyncio.timeout(PATIENCE):
            return int((await line.reader.readline()).split()[1])


PARTS = ("", "/phase", "/answers")


def test_huge_and_endless_bodies_are_refused_and_not_kept(server):
    """Whether somebody says how long they are, or goes on for ever."""
    lump = b" " * 50_000

    async def story() -> tuple[set[int], float]:
        before, met = server.memory, set()
        for part in PARTS:
            known = head(part, Content_Length=str(10 * MEGABYTE))
            endless = head(part, Transfer_Encoding="chunked")
            chunk = f"{len(lump):x}\r\n".encode() + lump + b"\r\n"
            pouring = [(known, lump), (endless, chunk)] * HANDS
            met |= set(
                await asyncio.gather(*(poured(server.address, *one) for one in pouring))
            )
        return met, server.memory - before

    met, grown = told(beside(server.address, story()))
    assert met == {400}
    assert grown < 30
    assert "Traceback" not in logged(server)


def test_bodies_that_never_end_keep_nobody_waiting(server):
    """Hundreds of them, and the server ends when it is told to."""

    async def begin(lines: list[Line]) -> None:
        for i in range(400):
            line = await connected(server.address).__aenter__()
            line.writer.write(head(PARTS[i % 3], Content_Length="20") + b"{")
            lines.append(line)
        for _ in range(6):
            await asyncio.sleep(0.5)
            for line in lines[:200]:
                line.writer.write(b" ")

    async def story() -> float:
        lines: list[Line] = []
        await beside(server.address, begin(lines))
        begun = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        await asyncio.to_thread(server.process.wait, 30)
        took = time.monotonic() - begun
        for line in lines:
            line.writer.close()
        return took

    assert told(story()) < 10
    assert "Traceback" not in logged(server)


# --- keys and JSON

ROUTES = [
    ("POST", ""),
    ("POST", "/phase"),
    ("GET", "/count"),
    ("GET", "/count?spread=1"),
]


def test_who_has_no_key_or_another_one_is_told_the_same_everywhere(server):
    """Nothing says how wrong a key is, and nothing is changed."""
    wrong = {
        "none": {},
        "empty": key(""),
        "short": key(KEY[:-1]),
        "long": key(f"{KEY}0"),
        "nearly": key(f"{KEY[:-1]}1"),
        "of another room": key(STOLEN),
        "of another kind": {"Authorization": f"Basic {KEY}"},
        "bare": {"Authorization": KEY},
        "capital": key("A" * 32),
        "in a cookie": {"Cookie": f"key={KEY}"},
    }

    async def story() -> Counter[tuple[int, str]]:
        met: Counter[tuple[int, str]] = Counter()
        async with connected(server.address) as line:
            await line.ask("POST", f"/live/rooms/{OTHER}", ASKS, **key(STOLEN))
            for method, part in ROUTES:
                for name, said in wrong.items():
                    body = {**ASKS, "v": 1, "to": "revealed"}
                    status, _, text = await line.ask(method, ROOM + part, body, **said)
                    assert text == b"", name
                    met[status, part] += 1
                for place in (f"{ROOM}{part}", f"{ROOM}{part}?key={KEY}"):
                    status, _, _ = await line.ask(method, place, {"key": KEY})
                    assert status == 403
        return met

    met = told(beside(server.address, story()))
    # A code that is taken is told to whoever brings a key, as a page draws another one.
    well_formed = 2
    assert met.pop((409, "")) == well_formed
    assert met.pop((403, "")) == len(wrong) - well_formed
    assert met == {(403, part): len(wrong) for _, part in ROUTES[1:]}


DEEP = "[" * 900 + "]" * 900
NUMBERS = ["NaN", "Infinity", "-Infinity", "1e999", "-1", "1.5", "true", "9" * 1_500]
VALUES = [*NUMBERS, "null", "{}", "[]", '"x"', '"\\ud800"', DEEP, '{"__proto__": 1}']
BODIES = [
    *("", "{", "[]", "null", "7", '"x"', "NaN", DEEP, '{"turn": 1', "\x00", "\ufeff{}"),
    *(f'{{"turn": {value}, "guess": [1]}}' for value in VALUES),
    *(f'{{"v": {value}, "to": "revealed"}}' for value in VALUES),
    *(f'{{"v": 1, "to": {value}}}' for value in VALUES),
    *(f'{{"offer": {value}, "link": "ask=bystander"}}' for value in VALUES),
    *(f'{{"offer": "softmax", "link": {value}}}' for value in VALUES),
    "{" + '"a": 1, ' * 200 + '"b": 1}',
    "{" + " " * LONGEST_BODY + "}",
]
TURN = "THIS_TURN"
GUESSES = [f'{{"turn": {TURN}, "guess": {value}}}' for value in VALUES if value != "[]"]
GUESSES += [f'{{"turn": {TURN}, "guess": [{value}]}}' for value in VALUES]


def test_json_that_no_page_sends_is_refused(server):
    """At each route, before anything is stored, with no word in the log."""

    async def story() -> None:
        async with connected(server.address) as line:
            _, _, text = await line.ask("GET", ROOM, **who(1))
            turn = str(json.loads(text)["turn"])
            for part in PARTS:
                for body in [*BODIES, *GUESSES]:
                    said = body.replace(TURN, turn).encode("utf-8", "surrogatepass")
                    line.writer.write(head(part, Content_Length=str(len(said))) + said)
                    status, _, text = await line.answer()
                    assert status in ({400, 410} if part == "/answers" else {400}), body
                    assert text == b""

    told(beside(server.address, story()))
    assert "Traceback" not in logged(server)
    assert told(teach(server.address, "GET", "/count"))["answered"] == CLASS


# --- other sites


class Elsewhere(BaseHTTPRequestHandler):
    """A page of another site, where a script may do what it likes."""

    def do_GET(self) -> None:
        """Answer an empty page."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>elsewhere</title>")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(params=["127.0.0.1", "localhost"])
def elsewhere(request: pytest.FixtureRequest) -> Iterator[str]:
    """Return the address of another site: another port, and another host."""
    site = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    thread = threading.Thread(target=site.serve_forever)
    thread.start()
    yield f"http://{request.param}:{site.server_port}/"
    site.shutdown()
    thread.join()
    site.server_close()


TRIES = (Path(__file__).parent / "elsewhere.js").read_text(encoding="utf-8")


def test_no_other_site_reads_or_stores_anything(server, browser: Browser, elsewhere):
    """By a real browser that visits it, with all that it was told by somebody."""
    told(teach(server.address, "POST", "", ASKS))
    room = told(teach(server.address, "GET", "/count"))
    page = browser.new_context().new_page()
    page.goto(elsewhere)
    known = [room["turn"], room["v"], KEY, "a" * 32]
    places = [server.address, ROOM, f"/live/rooms/{OTHER}"]
    read = page.evaluate(TRIES, [*places, *known])
    page.context.close()
    assert len(read) == 2 * 19
    assert set(read) == {"TypeError", "opaque 0 "}
    after = told(teach(server.address, "GET", "/count"))
    assert after == room
    assert after["here"] == after["answered"] == 0
    assert told(status_of(server, f"/live/rooms/{OTHER}")) == 404


async def status_of(server: Server, path: str, **headers: str) -> int:
    """Return the status of a phone's question."""
    async with connected(server.address) as line:
        return (await line.ask("GET", path, **who(1), **headers))[0]


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_a_browser_that_says_it_comes_from_elsewhere_is_refused(server, site):
    """Whatever else it brings; and none is told that it may bring it."""

    async def story() -> None:
        foreign = {**key(), **who(1), "Sec-Fetch-Site": site, "Origin": "http://x"}
        async with connected(server.address) as line:
            for method, part in [*ROUTES, ("GET", ""), ("POST", "/answers")]:
                for verb in (method, "OPTIONS"):
                    status, headers, text = await line.ask(
                        verb, ROOM + part, ASKS, **foreign
                    )
                    assert (status, text) == (403, b"")
                    assert not [one for one in headers if "access-control" in one]

    told(beside(server.address, story()))
