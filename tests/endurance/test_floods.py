"""Claims about those who ask too much, beside a class that goes on learning."""

import asyncio
import contextlib
import json
import re
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import attacks
from bench.attacks import Told, question, training
from bench.learner import Learner, Line
from bench.server import Server
from tests.endurance.stories import told

HONEST = 10
QUEUED = 400
SECONDS = 8.0
NAMES = "&".join(f"name{i}=%s" for i in range(1, 11))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Start an app for one story."""
    with Server(log=tmp_path / "log") as started:
        yield started


def lines(server: Server) -> list[str]:
    """Return what stands in the log of a server."""
    assert server.log
    return server.log.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("named", [False, True])
def test_a_flood_of_new_names_stops_no_class(
    server: Server, monkeypatch: pytest.MonkeyPatch, *, named: bool
) -> None:
    """Every learner is answered, rightly; most at once, while the flood waits."""
    monkeypatch.setattr(attacks, "CLASS", HONEST)
    story: Told = told(attacks.names(server, SECONDS, named=named))
    assert story.failed == 0
    assert set(story.others) <= {200, 503}
    # A flooder waits for all others; who learns waits for hardly anybody.
    flooder = attacks.FLOODERS * SECONDS / story.others.total()
    assert sorted(story.times)[len(story.times) // 2] < flooder / 4


def test_a_flood_of_new_names_does_not_fill_the_memory(server: Server) -> None:
    """What is remembered of them is forgotten again."""

    async def story() -> list[float]:
        learner = Learner(server.address, "/cross-entropy")
        await learner.open()
        line = await Line.open(server.address)
        seen = []
        for part in range(3):
            for i in range(300):
                asked = question(f"k=10&{NAMES.replace('%s', f'{part}-{i}')}")
                status, _ = await line.post("live/answers/cross-entropy/en", asked)
                assert status == 200
            seen.append(server.memory)
        line.close()
        await learner.close()
        return seen

    _, second, third = told(story())
    # Each set of names took 117 kB and more when all were kept: 35 MB of 300.
    assert third - second < 300 * 0.117 / 3


def test_who_hangs_up_keeps_nobody_waiting(server: Server) -> None:
    """Hundreds of questions that were given up cost less than a few that were not."""

    async def story() -> tuple[float, float]:
        learner = Learner(server.address, f"/iris?{training()}")
        await learner.open()
        begun = time.perf_counter()
        for _ in range(3):
            await learner.commit(training())
        one = (time.perf_counter() - begun) / 3
        await learner.close()
        waited: Told = await attacks.abandoned(server)
        return one, waited.times[0]

    one, waited = told(story())
    assert waited < attacks.ABANDONED / 4 * one


def test_a_server_with_a_full_queue_ends_when_it_is_told_to(server: Server) -> None:
    """Hundreds wait, and somebody has not finished asking; it takes a moment."""

    async def story() -> tuple[float, list[bytes]]:
        learner = Learner(server.address, f"/iris?{training()}")
        await learner.open()
        queue = [await Line.open(server.address) for _ in range(QUEUED)]
        for line in queue:
            line.send("live/answers/iris/en", question(training()))
            await line.writer.drain()
        slow = await Line.open(server.address)
        slow.writer.write(b"POST /live/answers/iris/en HTTP/1.1\r\n")
        slow.writer.write(b"Host: x\r\nContent-Length: 9\r\n\r\n{")
        await asyncio.sleep(0.5)
        begun = time.perf_counter()
        server.process.send_signal(signal.SIGTERM)
        await asyncio.to_thread(server.process.wait, 60)
        took = time.perf_counter() - begun
        said = [await first_of(line) for line in queue]
        slow.close()
        with contextlib.suppress(ConnectionError):
            await learner.close()
        return took, said

    took, said = told(story())
    # All answers would take longer than this, and one that never comes, for ever.
    assert took < 10
    assert sum(b" 503 " in line for line in said) > QUEUED / 2
    assert "Traceback" not in "".join(lines(server))


async def first_of(line: Line) -> bytes:
    """Return the first line of an answer; nothing where no question had been read."""
    try:
        return await line.reader.readline()
    except ConnectionError:
        return b""
    finally:
        line.close()


def half(value: str) -> bytes:
    """Return a question with half a character in one of its parts."""
    said = {"number": 1, "link": "", "origin": "", "form": ""}
    body = json.dumps(said | {value: "\ud800"}).encode()
    return post(body, len(body))


def post(body: bytes, length: int) -> bytes:
    """Return a question of which so many bytes were promised."""
    head = (
        f"POST /live/answers/softmax/en HTTP/1.1\r\nHost: x\r\nContent-Length: {length}"
    )
    return head.encode() + b"\r\n\r\n" + body


def upgrade(**headers: str) -> bytes:
    """Return the first words of a websocket."""
    said = {
        "Host": "x",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        **headers,
    }
    lines = ["GET /_stcore/stream HTTP/1.1", *(f"{k}: {v}" for k, v in said.items())]
    return "\r\n".join([*lines, "", ""]).encode()


NOISE = {
    "a question that breaks off": post(b"{", 100),
    "an origin of half a character": half("origin"),
    "a link of half a character": half("link"),
    "a websocket from no address": upgrade(Origin="http://[::1"),
    "a websocket from elsewhere": upgrade(Origin="http://elsewhere.example"),
    "a text where bytes are due": upgrade() + b"\x81\x84\x00\x00\x00\x00text",
    "a frame that is no message": upgrade() + b"\x82\x82\x00\x00\x00\x00\xff\xff",
    "a frame of nothing": upgrade() + b"\x82\x80\x00\x00\x00\x00",
    "no HTTP at all": b"\x16\x03\x01 hello\r\n\r\n",
    "an upload": b"PUT /_stcore/upload_file/a/b HTTP/1.1\r\nHost: x\r\n"
    b"Content-Length: 5\r\n\r\nhello",
}
TIMES = 100


@pytest.mark.parametrize("noise", NOISE)
def test_noise_leaves_some_lines_in_the_log(server: Server, noise: str) -> None:
    """However often it comes, the log holds some lines and one traceback at most."""

    async def open_once() -> None:
        learner = Learner(server.address, "/softmax?z1=1")
        await learner.open()
        await learner.close()

    told(open_once())
    before = len(lines(server))
    port = int(server.address.rpartition(":")[2])
    for _ in range(TIMES):
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(NOISE[noise])
            line.shutdown(socket.SHUT_WR)
            line.settimeout(0.05)
            try:
                while line.recv(9999):
                    pass
            except OSError:
                pass
    told(open_once())
    written = lines(server)[before:]
    tracebacks = [line for line in written if re.search(r"^Traceback", line)]
    assert len(tracebacks) <= 1
    assert len(written) < TIMES / 2
