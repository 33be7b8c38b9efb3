"""Claims about a websocket whose other end is no page of ours."""

import asyncio
import json
from collections.abc import Coroutine, Iterator
from typing import Any, Self

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed

from bench.learner import Answer, Learner
from core import softmax
from tests.browser.servers import streamlit
from tests.endurance.stories import told

LINK = "z1=0.5&z2=-1&z3=2"
PATIENCE = 30  # seconds
DEEP = "[" * 5_000 + "]" * 5_000
DIGITS = "9" * 5_000

# What nobody's browser says: frames, and states of the lab as JSON.
FRAMES: dict[str, bytes | str] = {
    "empty": b"",
    "noise": bytes(range(256)) * 40,
    "a text": "rerun_script",
    "a text of markup": "<script>alert(1)</script>",
    "a field that never ends": b"\x5a\xff\xff\xff\xff\x0f",
    "ten megabytes": b"\x00" * 10_000_000,
}
NUMBERS = ["-1", "1e400", "-1e400", "NaN", "Infinity", "1.5", "true", "9" * 400, "[]"]
TEXTS = ['""', '"?"', '"z1=nan&z2=1e400&z3=-inf"', '"k=99999999"', f'"{"x&" * 40_000}"']
UNREADABLE = {"half a table": "{", "nothing": "", "a deep list": DEEP, "digits": DIGITS}
STATES = {
    "null": "null",
    "a million entries": f'{{"commit": [{"0," * 1_000_000}0]}}',
    "a prototype": '{"__proto__": {"commit": {}}, "constructor": 1}',
    "a list for a commit": '{"commit": [1, 2, 3]}',
    "half a surrogate": '{"commit": {"number": 1, "link": "z1=\\ud800", "origin": ""}}',
    **{
        f"number {n[:9]}": f'{{"commit": {{"number": {n}, "link": "", "origin": ""}}}}'
        for n in NUMBERS
    },
    **{
        f"link {t[:20]}": f'{{"commit": {{"number": 1, "link": {t}, "origin": "x"}}}}'
        for t in [*TEXTS, "null", "7", "[]", "{}"]
    },
    **{
        f"{name} {kind}": json.dumps(
            {"commit": {"number": 1, "link": "", "origin": "", name: value}}
        )
        for name in ("origin", "form")
        for kind, value in {"number": 1, "list": [[]], "table": {}, "text": "é"}.items()
    },
}


class Stranger(Learner):
    """Sends what it likes where a page would send the state of its lab."""

    state = "{}"

    def _request(self, fragment: str) -> bytes:
        message = BackMsg.FromString(super()._request(fragment))
        for widget in message.rerun_script.widget_states.widgets:
            widget.json_value = self.state
        request: bytes = message.SerializeToString()
        return request

    async def say(self, state: str) -> None:
        """Send a state of the lab, and wait for nothing."""
        self.state = state
        self._told = True
        await self.socket.send(self._request(self._fragment))

    def forget(self) -> Self:
        """Go on as if nothing had been said."""
        self._told = False
        return self


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Return the address of an app that meets them all."""
    with streamlit() as address:
        yield address


def is_right(answer: Answer) -> bool:
    """Whether an answer says what core says about the logits that it shows."""
    values = answer.message.values
    logits = [float(values[f"z{i}"]) for i in range(1, int(float(values["k"])) + 1)]
    return bool((answer.message.rest["p"] == softmax(logits)).all())


async def beside(server: str, stranger: Coroutine[Any, Any, None]) -> None:
    """Let somebody do something while a learner goes on learning."""
    learner = Learner(server, f"/softmax?{LINK}")
    assert is_right(await learner.open())
    doing = asyncio.create_task(stranger)
    while not doing.done():
        z1 = learner.commits % 100 / 10
        answer = await learner.commit(f"z1={z1}&z2=1&z3=-2")
        assert is_right(answer)
        assert answer.message.values["z1"] == z1
        await asyncio.sleep(0.02)
    await doing
    assert is_right(await learner.commit(LINK))
    assert learner.errors == []
    await learner.close()


def test_frames_that_are_no_messages_disturb_nobody(server: str) -> None:
    """Whoever sends them may lose the connection; nobody else notices."""

    async def stranger() -> None:
        for frame in FRAMES.values():
            someone = Learner(server, "/softmax")
            await someone.open()
            try:
                await someone.socket.send(frame)
                await asyncio.wait_for(someone.run(), PATIENCE)
            except (ConnectionError, ConnectionClosed):
                pass
            assert someone.errors == []
            await someone.close()

    told(beside(server, stranger()))


def test_messages_that_were_cut_disturb_nobody(server: str) -> None:
    """A message may end anywhere."""

    async def stranger() -> None:
        someone = Learner(server, "/softmax?z1=1")
        await someone.open()
        whole = someone._request("")  # noqa: SLF001 - nobody else asks to cut it
        for length in range(0, len(whole), 7):
            other = Learner(server, "/softmax")
            await other.connect()
            await other.socket.send(whole[:length])
            await other.close()
        await someone.close()

    told(beside(server, stranger()))


def test_states_that_no_lab_has_show_no_error(server: str) -> None:
    """The page goes on with a lab that can be moved, and the server stays up."""

    async def stranger() -> None:
        for name, state in STATES.items():
            someone = Stranger(server, f"/softmax?{LINK}")
            await someone.open()
            await someone.say(state)
            assert is_right(await someone.forget().run()), name
            assert someone.errors == [], name
            await someone.close()

    told(beside(server, stranger()))


def test_who_sends_what_cannot_be_read_learns_nothing(server: str) -> None:
    """Streamlit gives up before our code runs, and says so without a detail."""

    async def stranger() -> None:
        for name, state in UNREADABLE.items():
            someone = Stranger(server, f"/softmax?{LINK}")
            await someone.open()
            await someone.say(state)
            async with asyncio.timeout(PATIENCE):
                while not someone.errors:  # noqa: ASYNC110 - nobody tells of them
                    await asyncio.sleep(0.05)
            for said in someone.errors:
                assert "redacted" in said, name
                assert "Error" not in said, name
            await someone.close()

    told(beside(server, stranger()))
