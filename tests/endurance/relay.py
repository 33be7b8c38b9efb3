"""A network between phones and a server that can be lost, and come back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Literal
from urllib.parse import urlsplit

# What it does with a connection: carries all; carries what is asked and no answers, as
# a network that is about to go; is gone, so that a connection breaks; or is silent.
Way = Literal["there", "deaf", "gone", "silent"]


class Relay:
    """Carries bytes to a server and back, as long as it is there."""

    def __init__(self, address: str) -> None:
        """Lead to a server."""
        self.server = urlsplit(address)
        self.way: Way = "there"
        self.ends: set[asyncio.StreamWriter] = set()
        self.address = ""

    def turn(self, way: Way) -> None:
        """Be there from now on, or not; what is gone takes all connections with it."""
        self.way = way
        if way == "gone":
            for end in self.ends:
                end.transport.abort()

    async def meet(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Carry what one phone and the server say."""
        if self.way == "gone":
            writer.transport.abort()
            return
        up = await asyncio.open_connection(self.server.hostname, self.server.port)
        mine = {writer, up[1]}
        self.ends |= mine
        with suppress(ConnectionError):
            await asyncio.gather(
                self.carry(reader, up[1], ("there", "deaf")),
                self.carry(up[0], writer, ("there",)),
            )
        self.ends -= mine
        for end in mine:
            end.transport.abort()

    async def carry(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        ways: tuple[Way, ...],
    ) -> None:
        """Carry what comes in one direction; what is not carried is lost."""
        while part := await reader.read(65_536):
            if self.way in ways:
                writer.write(part)
                await writer.drain()
        writer.close()


@asynccontextmanager
async def relay(address: str) -> AsyncIterator[Relay]:
    """Run a network that leads to a server."""
    made = Relay(address)
    listening = await asyncio.start_server(made.meet, "127.0.0.1", 0)
    made.address = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    try:
        yield made
    finally:
        made.turn("gone")
        listening.close()
