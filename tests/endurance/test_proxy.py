"""Claims about deploy/nginx.conf: what strangers may send, and who is turned away."""

from __future__ import annotations

import asyncio
import re
import resource
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import BrowserContext, expect

from live.answers import LONGEST_QUESTION
from live.serving import address
from tests.browser.lab import Lab, of_core, watched
from tests.browser.servers import free_port, streamlit
from tests.endurance.nginx import below, nginx
from tests.endurance.stories import told
from tests.endurance.test_replicas import School, fetch, opened_school

LONG = "y" * 50_000
# What a stranger may ask, to make an answer that nginx takes for a fault.
STRANGE = {
    "a link of 1,001 parameters": ("GET", f"/softmax?{'ab=1&' * 1_001}", "", ""),
    "a link of 55,000 characters": ("GET", f"/softmax?x={LONG}yyyyy", "", ""),
    "a slash at the end": ("GET", f"/softmax/?x={LONG}", "", ""),
    "no page": ("GET", f"/nowhere/?x={LONG}", "", ""),
    "a long path": ("GET", f"/{LONG}/", "", ""),
    "a long origin": ("GET", "/_stcore/health", f"Origin: http://{LONG}@localhost", ""),
    "a long cookie": ("GET", "/", f"Cookie: a={LONG}", ""),
    "bytes": ("GET", "/softmax?\xff\xfe", "", ""),
    "a body": ("POST", "/softmax", "Content-Length: 100000", "z" * 100_000),
    "a large body": ("POST", "/softmax", "Content-Length: 300000", "z" * 300_000),
    "a long question": (
        *("POST", "/live/answers/softmax/en"),
        *("Content-Length: 102000", "z" * 102_000),
    ),
    "a method": ("FOO", "/softmax", "", ""),
    "no websocket": ("GET", "/_stcore/stream", "Upgrade: websocket", ""),
    "a strange upgrade": ("GET", "/softmax", "Upgrade: h2c", ""),
    "a file": ("PUT", "/_stcore/upload_file/a/b", "Content-Length: 9", "z" * 9),
}


def ask(
    address: str,
    method: str = "GET",
    path: str = "/",
    header: str = "",
    body: str = "",
    *,
    source: str = "127.0.0.1",
) -> tuple[int, str]:
    """Say something to nginx; return the status, 0 for none, and the headers."""
    parts = urlsplit(address)
    head = f"{method} {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close"
    text = f"{head}\r\n{header}\r\n" if header else f"{head}\r\n"
    with socket.create_connection(
        (parts.hostname, parts.port), 30, (source, 0)
    ) as line:
        try:
            line.sendall(f"{text}\r\n{body}".encode("latin-1"))
            answer = b"".join(iter(lambda: line.recv(65_536), b""))
        except ConnectionError:
            return 0, ""
    head, _, _ = answer.decode("latin-1").partition("\r\n\r\n")
    return int(head.split()[1]) if head else 0, head


@pytest.fixture(scope="module")
def school() -> Iterator[School]:
    """Return two replicas behind nginx."""
    with opened_school() as opened:
        yield opened


@contextmanager
def attack(address: str, kinds: Sequence[str], rate: float) -> Iterator[list[str]]:
    """Send strange requests, so many a second, until the block ends."""
    sent: list[str] = []
    over = threading.Event()

    def go_on() -> None:
        while not over.wait(1 / rate):
            kind = kinds[len(sent) % len(kinds)]
            sent.append(kind)
            ask(address, *STRANGE[kind])

    thread = threading.Thread(target=go_on)
    thread.start()
    yield sent
    over.set()
    thread.join()


@pytest.mark.parametrize("kind", STRANGE)
def test_no_request_is_taken_for_a_fault_of_a_replica(
    school: School, kind: str
) -> None:
    """Whoever asks it is answered, or cut off, by whom he asked."""
    statuses = Counter(ask(school.address, *STRANGE[kind])[0] for _ in range(4))
    assert statuses.keys().isdisjoint({500, 502, 503, 504})


def test_each_state_has_its_own_code(school: School) -> None:
    """What nginx was told of the host holds, and no code is kept for another state."""
    for number in (1, 2, 1):
        link = f"http://lab.example/softmax?z1={number}"
        asked = Request(
            f"{school.address}/code?link={quote(link, safe='')}",
            headers={"Host": "lab.example"},
        )
        with urlopen(asked, timeout=30) as answer:
            assert f"<title>{link}</title>".encode() in answer.read()
    foreign = "/code?link=http%3A%2F%2Fevil.example%2Fsoftmax"
    assert ask(school.address, path=foreign)[0] == 403


def test_strange_requests_cost_honest_visitors_nothing(school: School) -> None:
    """Four a second, of every kind, while 400 visitors open a page."""
    lost = 0
    with attack(school.address, list(STRANGE), rate=4) as sent:
        for _ in range(400):
            begun = time.monotonic()
            status, _ = ask(school.address, path="/softmax?z1=1")
            lost += status != 200
            time.sleep(max(0, 0.05 - (time.monotonic() - begun)))
    assert len(sent) > 40
    assert lost == 0


class Crowd:
    """Sends requests through connections that stay open, as quickly as it can."""

    def __init__(self, address: str, source: str = "127.0.0.1") -> None:
        """Remember where to, and from which address."""
        self.parts, self.source = urlsplit(address), source

    async def ask(self, cookies: Sequence[str], path: str) -> Counter[int]:
        """Send one request for each cookie in a row; count the statuses."""
        host, port = self.parts.hostname, self.parts.port
        reader, writer = await asyncio.open_connection(
            host, port, local_addr=(self.source, 0)
        )
        for cookie in cookies:
            head = f"GET {path} HTTP/1.1\r\nHost: {self.parts.netloc}\r\n"
            writer.write(f"{head}Cookie: {cookie}\r\n\r\n".encode())
        found: Counter[int] = Counter()
        for _ in cookies:
            answer = await reader.readuntil(b"\r\n\r\n")
            found[int(answer.split()[1])] += 1
            [length] = re.findall(rb"Content-Length: (\d+)", answer)
            await reader.readexactly(int(length))
        writer.close()
        return found

    async def ask_at_once(self, cookies: Sequence[str], path: str) -> Counter[int]:
        """Do it over 50 connections."""
        rows = [cookies[i::50] for i in range(50)]
        found = await asyncio.gather(*(self.ask(row, path) for row in rows))
        return sum(found, Counter())


@pytest.fixture
def swift() -> Iterator[str]:
    """Return nginx before a replica that answers everything at once: nginx itself."""
    port = free_port()
    instant = f'server {{ listen 127.0.0.1:{port}; location / {{ return 200 "ok"; }} }}'
    with nginx([port, port], beside=instant) as address:
        yield address


def seats(count: int, each: int) -> list[str]:
    """Return the cookies of many browsers that all ask something at once."""
    return [f"seat={i}" for i in range(count)] * each


def test_a_thousand_behind_one_address_may_open_a_lesson_at_once(swift: str) -> None:
    """Seven questions each, which no cache answers, in the same moment."""
    found = told(Crowd(swift).ask_at_once(seats(1_000, 7), "/softmax"))
    assert found == {200: 7_000}


def test_a_thousand_behind_one_address_may_go_on_for_long(swift: str) -> None:
    """Each lets go of a control every other second; so for ten seconds."""

    async def lesson() -> Counter[int]:
        crowd, found = Crowd(swift), Counter[int]()
        found += await crowd.ask_at_once(seats(1_000, 7), "/softmax")
        begun = time.monotonic()
        for turn in range(1, 21):
            some = [f"seat={i}" for i in range(turn % 4, 1_000, 4)]
            found += await crowd.ask_at_once(some, "/live/answers/softmax/en")
            await asyncio.sleep(max(0, turn / 2 - (time.monotonic() - begun)))
        return found

    assert told(lesson()) == {200: 12_000}


def test_a_flood_from_one_address_is_turned_away(swift: str) -> None:
    """Whoever invents a browser for each of 40,000 requests; a class goes on beside."""
    flood = told(Crowd(swift, "127.0.0.2").ask_at_once(seats(40_000, 1), "/softmax"))
    assert flood[429] > 10_000
    assert flood.keys() == {200, 429}
    assert told(Crowd(swift).ask_at_once(seats(1_000, 1), "/softmax")) == {200: 1_000}


def test_a_browser_that_goes_wild_is_turned_away(swift: str) -> None:
    """A page that asks without end costs those behind the same address nothing."""
    wild = told(Crowd(swift).ask_at_once(["seat=wild"] * 2_000, "/live/answers/x"))
    assert wild[429] > 1_000
    assert told(Crowd(swift).ask_at_once(seats(1_000, 4), "/softmax")) == {200: 4_000}


@contextmanager
def roomy() -> Iterator[int]:
    """Listen as a replica that takes every websocket and says nothing."""

    def serve() -> None:
        while True:
            try:
                line, _ = server.accept()
            except OSError:
                return
            lines.append(line)
            asked = line.recv(65_536)
            line.sendall(TAKEN if b"/stream" in asked else WELL)

    lines: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0), backlog=5_000) as server:
        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1]
    for line in lines:
        line.close()


TAKEN = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"
WELL = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@pytest.fixture
def many_files() -> Iterator[None]:
    """Let this process hold 8,000 connections."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8_000, hard), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.usefixtures("many_files")
def test_one_address_holds_so_many_websockets_and_no_more() -> None:
    """A thousand learners with two tabs each, and then nobody else from there."""

    async def connect(address: str, source: str) -> tuple[int, asyncio.StreamWriter]:
        parts = urlsplit(address)
        reader, writer = await asyncio.open_connection(
            parts.hostname, parts.port, local_addr=(source, 0)
        )
        head = f"GET /_stcore/stream HTTP/1.1\r\nHost: {parts.netloc}\r\n"
        writer.write(
            f"{head}Connection: upgrade\r\nUpgrade: websocket\r\n\r\n".encode()
        )
        answer = await asyncio.wait_for(reader.readline(), 30)
        return int(answer.split()[1]), writer

    async def crowd(address: str) -> tuple[Counter[int], int]:
        lines = [await connect(address, "127.0.0.1") for _ in range(2_050)]
        other, line = await connect(address, "127.0.0.2")
        for _, writer in [*lines, (other, line)]:
            writer.close()
        return Counter(status for status, _ in lines), other

    with roomy() as port, nginx([port, port]) as address:
        assert told(crowd(address)) == ({101: 2_000, 429: 50}, 101)


@pytest.mark.parametrize("base", ["", "/school/lab"])
def test_what_is_nobodys_business_is_closed_from_outside(swift: str, base: str) -> None:
    """Numbers are for the own machine, and no page takes a file, below a path too."""
    metrics = f"{base}/_stcore/metrics"
    assert ask(swift, path=metrics)[0] == 200
    assert ask(swift, path=metrics, source="127.0.0.2")[0] == 403
    upload = f"{base}/_stcore/upload_file/session/file"
    assert ask(swift, "PUT", upload, "Content-Length: 4", "text")[0] == 404


def test_the_longest_question_gets_through_and_no_longer_one(swift: str) -> None:
    """Nginx takes what a replica reads, and hardly more."""
    taken, refused = LONGEST_QUESTION, LONGEST_QUESTION + 2_000
    statuses = [
        ask(swift, "POST", "/live/answers/x", f"Content-Length: {length}", "z" * length)
        for length in (taken, refused)
    ]
    assert [status for status, _ in statuses] == [200, 413]


@pytest.mark.parametrize(
    ("header", "is_secure"),
    [
        ("X-Forwarded-Proto: https", True),
        ("X-Forwarded-Proto: http", False),
        ("", False),
    ],
)
def test_a_seat_from_behind_https_stays_there(
    swift: str, header: str, *, is_secure: bool
) -> None:
    """A browser shows it to nobody who listens; without https it would not keep it."""
    _, headers = ask(swift, header=header)
    [cookie] = re.findall(
        r"^Set-Cookie: (.*)$", headers.replace("\r", ""), re.MULTILINE
    )
    parts = cookie.split("; ")
    assert {"Path=/", "HttpOnly", "SameSite=Lax"} < {*parts}
    assert ("Secure" in parts) is is_secure


BASE = "/school/logit-lab"


def lesson_works(desktop: BrowserContext, app: str) -> None:
    """Open a deep link, drag, commit, and follow the menu."""
    with watched(desktop) as page:
        lab = Lab(page, app).open("/softmax?z1=1&z2=2&z3=3")
        lab.drag("z1", -4)
        lab.release()
        assert lab.settled().vector("p") == of_core([-4, 2, 3])
        page.get_by_role("link", name="Logit Lab").click()
        overview = Lab(page, app, "overview")
        expect(overview.section).to_be_visible()
        assert overview.ready().vector("p") == of_core([-4, 2, 3])
        page.goto(app)  # without the slash
        overview.ready()
        assert page.url == f"{app}/"


def test_replicas_below_a_path_need_no_other_configuration(
    desktop: BrowserContext,
) -> None:
    """Nginx keeps their files too."""
    with streamlit(base=BASE) as replica:
        port = urlsplit(replica).port
        with nginx([port, port], base=BASE) as app:
            lesson_works(desktop, app)
            file = f"{app}/{address('lab.js')}"
            kept = [fetch(file, Accept_Encoding="gzip")[0]["X-Cache"] for _ in "ab"]
            assert kept[-1] == "HIT"


def test_replicas_that_know_of_no_path_can_be_shown_below_one(
    desktop: BrowserContext,
) -> None:
    """The two lines of its comment are enough."""
    with streamlit() as replica:
        port = urlsplit(replica).port
        with nginx([port, port], inside=below(BASE)) as root:
            lesson_works(desktop, f"{root}{BASE}")
