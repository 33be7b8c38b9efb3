"""A long and narrow line to a server, for everything: pages, files, websocket.

A browser can pretend to have a slow network, but not for its websockets. This is
a small proxy that lets bytes through as a line would.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

ROUND_TRIP = 0.3  # seconds
RATE = 1.5e6 / 8  # bytes per second each way
PIECE = 1460  # bytes, which is about what a packet holds
SLACK = 0.05  # seconds that a busy machine may be late and still catch up


@dataclass
class Way:
    """One direction of a line; all connections share it, a packet each in turn."""

    carried: int = 0
    free: float = 0.0  # when the last packet will have entered the line

    async def enter(self, size: int) -> float:
        """Wait until `size` bytes are on the line; return when they will arrive."""
        now = asyncio.get_running_loop().time()
        self.carried += size
        self.free = max(now - SLACK, self.free) + size / RATE
        await asyncio.sleep(max(0, self.free - now))
        return self.free + ROUND_TRIP / 2


@dataclass
class Line:
    """A slow line to the server at `host` and `port`."""

    host: str
    port: int
    up: Way = field(default_factory=Way)
    down: Way = field(default_factory=Way)
    address: str = ""
    loop: asyncio.AbstractEventLoop = field(init=False)
    closed: asyncio.Event = field(init=False)

    async def open(self, ready: threading.Event) -> None:
        """Carry all connections of the browser until the line is closed."""
        self.loop = asyncio.get_running_loop()
        self.closed = asyncio.Event()
        server = await asyncio.start_server(self.connect, "127.0.0.1", 0)
        self.address = "http://127.0.0.1:{1}".format(*server.sockets[0].getsockname())
        ready.set()
        await self.closed.wait()
        server.close()

    async def connect(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Carry one connection of the browser."""
        with suppress(ConnectionError, asyncio.CancelledError):
            await asyncio.sleep(ROUND_TRIP)  # which a connection takes to be opened
            theirs, ours = await asyncio.open_connection(self.host, self.port)
            await asyncio.gather(
                carry(reader, ours, self.up), carry(theirs, writer, self.down)
            )
        writer.close()


async def carry(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: Way
) -> None:
    """Carry one direction of a connection until one end closes it."""
    under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
    arriving = asyncio.ensure_future(arrive(under_way, writer))
    try:
        while piece := await reader.read(PIECE):
            under_way.put_nowait((await way.enter(len(piece)), piece))
    finally:
        under_way.put_nowait((0, b""))
        await arriving


async def arrive(
    under_way: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter
) -> None:
    """Hand over each piece when its time has come; an empty one is the end."""
    try:
        while True:
            due, piece = await under_way.get()
            if not piece:
                break
            await asyncio.sleep(max(0, due - asyncio.get_running_loop().time()))
            writer.write(piece)
            await writer.drain()
    finally:
        writer.close()


@contextmanager
def slow_line(server: str) -> Iterator[Line]:
    """Put a slow line before a server; the line's address is that of its near end."""
    address = urlsplit(server)
    line = Line(address.hostname or "", address.port or 0)
    ready = threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(line.open(ready)))
    thread.start()
    ready.wait()
    try:
        yield line
    finally:
        line.loop.call_soon_threadsafe(line.closed.set)
        thread.join()
