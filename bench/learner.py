"""A learner without a browser, who says what a page would say.

The page is opened over a websocket with Streamlit's own messages; what a real page
sends was read off its websocket, and everything of it that costs the server
something is sent here too. Commits are asked over HTTP, as ``live/assets/lab.js``
does, and go by way of Streamlit where that has no answer.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Origin, Subprotocol
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.message import Message

PATIENCE = 30  # seconds until an answer must have come
OK, BUSY = 200, 503
PAUSES = (1, 2, 4, 8, 8, 8)  # seconds before it asks a busy server again
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class Answer:
    """What the lab was told, and when."""

    message: Message
    at: float


class Line:
    """A connection over which questions are posted, one after the other."""

    def __init__(
        self, host: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Keep both ends."""
        self.host, self.reader, self.writer = host, reader, writer

    @classmethod
    async def open(cls, server: str) -> Line:
        """Connect to a server."""
        host = urlsplit(server)
        ends = await asyncio.open_connection(host.hostname, host.port)
        return cls(host.netloc, *ends)

    def send(
        self, place: str, question: bytes, headers: Mapping[str, str] = NOTHING
    ) -> None:
        """Post a question, and wait for nothing."""
        lines = [
            f"POST /{place} HTTP/1.1",
            f"Host: {self.host}",
            "Accept-Encoding: gzip, deflate, br",
            f"Content-Length: {len(question)}",
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        self.writer.write("\r\n".join([*lines, "", ""]).encode() + question)

    async def post(
        self, place: str, question: bytes, headers: Mapping[str, str] = NOTHING
    ) -> tuple[int, bytes]:
        """Post a question; return status and content of the answer."""
        self.send(place, question, headers)
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode().lower()
        status = int(head.split()[1])
        length = int(head.partition("content-length:")[2].split()[0])
        return status, await self.reader.readexactly(length)

    def close(self) -> None:
        """Hang up."""
        self.writer.transport.abort()


class Learner:
    """One page of one lesson.

    Parameters
    ----------
    server
        The address of the server.
    link
        Path and query, such as ``/softmax?z1=1``.

    Attributes
    ----------
    query
        What the address of the page says now, after commits.
    commits
        How many values were committed.
    errors
        What the page showed where its content should be.
    headers
        What else its browser says on every connection, such as a cookie.

    """

    def __init__(self, server: str, link: str) -> None:
        """Remember where to go."""
        parts = urlsplit(link)
        self.server, self.page = server, parts.path.removeprefix("/")
        self.opened = self.query = parts.query
        self.commits = 0
        self.session = ""
        self.errors: list[str] = []
        self.headers: dict[str, str] = {}
        self._script = ""
        self._fragment = ""
        self._component = ""
        self._heard: dict[str, Any] = {}  # what the newest answer says in text
        self._cache: dict[str, tuple[int, bytes]] = {}  # by hash: run, message
        self._runs = 0
        self._asks = ""  # where to ask for other states
        self._told = False  # whether Streamlit has heard of a commit
        self._asker = uuid4().hex
        self._asking: asyncio.Task[bytes | None] | None = None
        self._line: Line | None = None
        self._waiting: dict[asyncio.Future[Answer], int] = {}

    # --- what a browser does

    async def open(self) -> Answer:
        """Arrive, and wait for the lab."""
        await self.connect()
        return await self.run()

    async def connect(self) -> None:
        """Open the websocket; name the session that was before, if there was one."""
        words = ["streamlit", "PLACEHOLDER_AUTH_TOKEN", self.session]
        self.socket: ClientConnection = await connect(
            f"ws{self.server.removeprefix('http')}/_stcore/stream",
            subprotocols=[Subprotocol(word) for word in words if word],
            origin=Origin(self.server),
            additional_headers=self.headers,
            compression=None,
            max_size=None,
            ping_interval=None,
            open_timeout=PATIENCE,
        )
        self._reader = asyncio.create_task(self._read())

    async def commit(self, query: str) -> Answer:
        """Let go of a control; wait for the answer to that, or to a later commit."""
        self.commits += 1
        self.query = query
        if self._asking and not self._asking.done():
            self._asking.cancel()
        asking = self._asking = asyncio.create_task(self._ask())
        await asyncio.wait({asking})
        while asking is not self._asking:  # a later commit has taken its place
            asking = self._asking
            await asyncio.wait({asking})
        content = asking.result()
        if content is None:
            self._told = True
            return await self.run(self._fragment)
        answer = Answer(Message(content), time.perf_counter())
        self._heard = answer.message.answer
        return answer

    async def reconnect(self) -> Answer:
        """Come back after the connection broke, perhaps to a server that knows nothing.

        The page asks for a run, and once more by its address of now if the server
        has forgotten what was committed.
        """
        await self.connect()
        answer = await self.run()
        if self._heard["answers"] < self.commits:
            self.opened, self.commits, self._told = self.query, 0, False
            answer = await self.run()
        return answer

    async def run(self, fragment: str = "") -> Answer:
        """Ask for a run of the page or of its fragment; wait for the lab's answer."""
        answered = asyncio.get_running_loop().create_future()
        self._waiting[answered] = self.commits if fragment else 0
        try:
            await self.socket.send(self._request(fragment))
            return await asyncio.wait_for(answered, PATIENCE)
        finally:
            del self._waiting[answered]

    @property
    def is_cut_off(self) -> bool:
        """Whether the websocket was closed from the other side."""
        return self.socket.close_code is not None

    async def drop(self) -> None:
        """Lose the connection without a word."""
        self._hang_up()
        self.socket.transport.abort()
        await self._reader

    async def close(self) -> None:
        """Leave."""
        self._hang_up()
        await self.socket.close()
        await self._reader

    # --- questions over HTTP

    async def _ask(self) -> bytes | None:
        """Post the newest commit, and return the answer if there is one."""
        if not self._asks:
            return None
        question = json.dumps(self._commit() | {"asker": self._asker}).encode()
        for pause in PAUSES:
            try:
                status, content = await asyncio.wait_for(self._post(question), PATIENCE)
            except (OSError, EOFError):
                self._hang_up()
                return None
            except asyncio.CancelledError:
                self._hang_up()  # as a browser does with a question it gives up
                raise
            if status != BUSY:
                return content if status == OK else None
            await asyncio.sleep(pause)
        return None

    async def _post(self, question: bytes) -> tuple[int, bytes]:
        """Post over a connection that stays open; return status and content."""
        if self._line is None:
            self._line = await Line.open(self.server)
        return await self._line.post(self._asks, question, self.headers)

    def _hang_up(self) -> None:
        """Close the connection."""
        if self._line:
            self._line.close()
            self._line = None

    # --- messages

    def _request(self, fragment: str) -> bytes:
        """Return the message that asks for a run."""
        message = BackMsg()
        run = message.rerun_script
        run.query_string = self.opened  # Streamlit repeats that of the first load
        run.widget_states.SetInParent()
        if self._told:
            state = run.widget_states.widgets.add()
            state.id = self._component
            state.json_value = json.dumps({"commit": self._commit()})
        if self._script:
            run.page_script_hash = self._script
        else:
            run.page_name = self.page
        run.fragment_id = fragment
        run.cached_message_hashes.extend(self._cache)
        run.context_info.timezone = "UTC"
        run.context_info.locale = "en-US"
        run.context_info.url = f"{self.server}/{self.page}"
        run.context_info.color_scheme = "light"
        request: bytes = message.SerializeToString()
        return request

    def _commit(self) -> dict[str, Any]:
        """Return what ``live/assets/lab.js`` says on a commit."""
        heard = {key: self._heard[key] for key in ("origin", "form")}
        return {"number": self.commits, "link": self.query, **heard}

    async def _read(self) -> None:
        """Take in everything that the server says, until the connection ends."""
        try:
            async for frame in self.socket:
                self._take(bytes(frame), time.perf_counter())  # type: ignore[arg-type]
        except ConnectionClosed:
            pass
        finally:
            for answered in self._waiting:
                if not answered.done():
                    answered.set_exception(ConnectionError("the connection was lost"))

    def _take(self, frame: bytes, at: float) -> None:
        """Understand one message."""
        message = ForwardMsg.FromString(frame)
        if message.ref_hash:
            _, frame = self._cache[message.ref_hash]
            self._cache[message.ref_hash] = self._runs, frame
            message = ForwardMsg.FromString(frame)
        elif message.metadata.cacheable:
            self._cache[message.hash] = self._runs, frame
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id
            self._runs += 1
            oldest = self._runs - message.new_session.config.max_cached_message_age
            self._cache = {k: v for k, v in self._cache.items() if v[0] >= oldest}
        elif kind == "navigation":
            self._script = message.navigation.page_script_hash
        elif kind == "delta" and message.delta.HasField("new_element"):
            self._show(message, at)

    def _show(self, message: ForwardMsg, at: float) -> None:
        """Take in one element of the page."""
        element = message.delta.new_element
        if element.HasField("exception"):
            self.errors.append(element.exception.message)
        elif element.HasField("bidi_component"):
            self._fragment = message.delta.fragment_id
            self._component = element.bidi_component.id
            answer = Answer(Message(element.bidi_component.bytes), at)
            self._asks = answer.message.form.get("asks", self._asks)
            self._heard = answer.message.answer
            for answered, commit in self._waiting.items():
                if commit <= self._heard["answers"] and not answered.done():
                    answered.set_result(answer)
