"""Claims about answers over HTTP: those of a page, and a refusal for all else."""

import asyncio
import json
import threading
from collections import OrderedDict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette

from live import Link, Readout, Slider, View, answers, turns
from live.answers import Answers, offer
from tests.live.labs import answered, drawn
from tests.message import Message

VIEW = View(
    controls=[Slider("a", -2, 2, step=0.1, default=0.5)],
    scene=lambda a: {"row": a[..., None] * [1, 2], "square": a * a},
    readouts=[Readout("square")],
    picture=drawn(),
)
ADDRESS = "/" + offer("square-en", lambda link: answer(link))  # noqa: PLW0108 - below
BROKEN = "/" + offer("broken-en", lambda _: bytes(1 // 0))

NOBODY: list[Any] = [None, 7, [], "a b", "x" * 33, "\ud800"]


def answer(link: Link) -> bytes:
    """Return what a page would send for a link."""
    return answered(VIEW, link)


def ask(address, body, **headers):
    """Post a body, or several parts of one; return the status and what came back."""
    status, _, content = asyncio.run(Asked(address, body, **headers).answered())
    return status, content


class Asked:
    """A question whose asker waits, or hangs up."""

    def __init__(self, address, body, *, client=("127.0.0.1", 9), **headers):
        """Write it."""
        parts = [body] if isinstance(body, bytes) else body
        self.parts: list[dict[str, Any]] = [
            {"type": "http.request", "body": part, "more_body": part is not parts[-1]}
            for part in parts
        ]
        self.gone = asyncio.Event()
        self.sent = []
        named = {"accept_encoding": "gzip"} | headers
        self.scope = {
            "type": "http",
            "method": "POST",
            "path": address,
            "query_string": b"",
            "client": client,
            "headers": [
                (name.replace("_", "-").encode(), value.encode())
                for name, value in named.items()
            ],
        }

    async def receive(self):
        """Say the next part; then nothing, until the asker hangs up."""
        if self.parts:
            return self.parts.pop(0)
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        """Take in the answer."""
        self.sent.append(message)

    async def answered(self):
        """Return status, headers and content."""
        await Answers(Starlette())(self.scope, self.receive, self.send)
        content = b"".join(message.get("body", b"") for message in self.sent)
        return self.sent[0]["status"], dict(self.sent[0]["headers"]), content


def commit(**parts):
    """Return a commit as the browser says it."""
    said = {"number": 3, "link": "a=1.5", "origin": "abc", "form": ""} | parts
    return json.dumps(said).encode()


@given(st.floats(-2, 2))
def test_an_answer_is_that_of_the_page(a):
    """Every byte is what the page would have sent for that link."""
    status, content = ask(ADDRESS, commit(link=f"a={a!r}"))
    assert (status, content) == (200, answer(Link({"a": [repr(a)]}, 3, "abc")))
    assert Message(content).rest["square"].item() == a * a


def test_a_form_that_the_browser_holds_stays_away():
    """As by way of Streamlit, words and figure travel once."""
    form = Message(ask(ADDRESS, commit())[1]).answer["form"]
    assert Message(ask(ADDRESS, commit(form=form))[1]).form == {}


def test_what_nobody_offers_is_not_found():
    """Then the browser goes by way of Streamlit."""
    assert ask("/live/answers/nobody-en", commit())[0] == 404


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"{", b"[]", b"null", b"3", b"\xff\xfe", b'"a=1"', b"[" * 900),
        *(commit(number=n) for n in (-1, 0.5, "3", None, 2**60, [1])),
        *(commit(link=link) for link in (None, 7, ["a=1"], {"a": 1})),
        *(commit(origin=origin) for origin in (None, 7, "\ud800", "x" * 1000)),
        *(commit(link=link) for link in ("a=\ud800", "\udfff=1")),
        *(commit(asker=asker) for asker in NOBODY),
        b'{"number": NaN, "link": "", "origin": ""}',
        b'{"number": 1e400, "link": "", "origin": ""}',
    ],
)
def test_what_makes_no_sense_is_refused(body):
    """A sentence of numbers, and no answer."""
    assert ask(ADDRESS, body) == (400, b"")


@pytest.mark.parametrize("size", [10**6, 10**4, 1000])
def test_a_book_is_not_read_to_its_end(size):
    """A link of a megabyte is nobody's, whether it comes at once or in parts."""
    body = commit(link="a=" + "1" * 10**6)
    asked = Asked(ADDRESS, [body[i : i + size] for i in range(0, len(body), size)])
    assert asyncio.run(asked.answered())[0] == 413
    read = len(body) - sum(len(part["body"]) for part in asked.parts)
    assert read <= answers.LONGEST_QUESTION + size


def test_a_question_may_come_in_parts():
    """A slow network cuts it anywhere."""
    body = commit()
    parts = [body[i : i + 1] for i in range(len(body))]
    assert ask(ADDRESS, parts) == ask(ADDRESS, body)


def test_a_question_that_breaks_off_leaves_no_trace(caplog):
    """Whoever hangs up in the middle of it is not worth a line."""
    asked = Asked(ADDRESS, [commit()[:9], b"..."])
    asked.parts.pop()
    asked.gone.set()
    asyncio.run(asked.answered())
    assert caplog.text == ""


@given(st.binary(max_size=200) | st.text().map(str.encode))
def test_no_body_breaks_the_server(body):
    """Whatever comes is answered or refused."""
    assert ask(ADDRESS, body)[0] in {200, 400}


@given(st.text(max_size=60))
def test_no_link_breaks_the_server(link):
    """Half characters, signs, percents: what cannot be read is a default."""
    status, content = ask(ADDRESS, commit(link=link))
    assert status == 200
    assert -2 <= float(Message(content).values["a"]) <= 2


def test_an_error_is_logged_and_not_told(caplog):
    """The browser learns that there is no answer; the log learns why."""
    assert ask(BROKEN, commit()) == (500, b"")
    assert "broken-en" in caplog.text
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("link", ["a&" * 50_000, "&" * 99_999, "&a=1" * 25_000])
def test_a_link_of_too_many_parts_is_answered(link):
    """What stands beyond the first thousand is not read."""
    assert ask(ADDRESS, commit(link=link))[0] == 200


def test_no_cache_keeps_an_answer():
    """It is asked for once, and a proxy would keep one of each link for ever."""
    status, headers, _ = asyncio.run(Asked(ADDRESS, commit()).answered())
    assert (status, headers[b"cache-control"]) == (200, b"no-store")


def test_other_sites_get_no_answer():
    """A page elsewhere may not make its visitors ask."""
    assert ask(ADDRESS, commit(), sec_fetch_site="cross-site") == (403, b"")
    assert ask(ADDRESS, commit(), sec_fetch_site="same-origin")[0] == 200


@pytest.fixture(autouse=True)
def _nobody_is_known(monkeypatch):
    """Forget who has asked before."""
    monkeypatch.setattr(answers, "_known", OrderedDict())


@pytest.fixture
def threads(monkeypatch):
    """Return where answers were worked out; an offer that notes it is made."""
    noted = []
    monkeypatch.setattr(answers, "PAUSE", 0)

    def where(link):
        noted.append(threading.current_thread().name.partition("_")[0])
        return answer(link)

    offer("noted-en", where)
    return noted


HERE = threading.main_thread().name


def test_whose_answers_are_quick_needs_no_turn(threads):
    """The first is worked out in turn, as nothing is known yet; all others at once."""
    for _ in range(3):
        ask("/live/answers/noted-en", commit(asker="quick"))
    assert threads == ["answers", HERE, HERE]


def test_whose_answers_take_long_takes_turns_for_a_while(threads, monkeypatch):
    """Others need not wait for it; and one slow answer is soon forgotten."""
    ask("/live/answers/noted-en", commit())
    monkeypatch.setattr(answers, "LONG", -1)
    ask("/live/answers/noted-en", commit())
    monkeypatch.setattr(answers, "LONG", 60)
    for _ in range(answers.CAUTION + 1):
        ask("/live/answers/noted-en", commit())
    assert threads == ["answers", HERE, *["answers"] * answers.CAUTION, HERE]


def test_who_asks_without_a_pause_takes_turns(threads, monkeypatch):
    """However quick the answers: many who do would leave no time for others."""
    for pause in (0, 0, 60, 60, 0):
        monkeypatch.setattr(answers, "PAUSE", pause)
        ask("/live/answers/noted-en", commit())
    assert threads == ["answers", HERE, "answers", "answers", HERE]


def test_a_hand_that_moves_gets_what_is_in_its_turn(threads, monkeypatch):
    """It asks without a pause, as it should, and has no way past those who wait."""
    monkeypatch.setattr(answers, "PAUSE", 60)
    for _ in range(3):
        asked = commit(asker="hand", moving=True)
        status, content = ask("/live/answers/noted-en", asked)
        assert status == 200
        assert Message(content).rest["square"].item() == 1.5**2
        assert Message(content).answer["tables"] == {"a": {}}
    assert threads == ["answers"] * 3


def test_one_slow_asker_makes_no_other_slow(threads, monkeypatch):
    """Neither another browser nor another connection."""
    for who in ({"asker": "slow"}, {"asker": "quick"}):
        ask("/live/answers/noted-en", commit(**who))
    monkeypatch.setattr(answers, "LONG", -1)
    ask("/live/answers/noted-en", commit(asker="slow"))
    monkeypatch.setattr(answers, "LONG", 60)
    threads.clear()
    for who in ({"asker": "slow"}, {"asker": "quick"}):
        ask("/live/answers/noted-en", commit(**who))
    assert threads == ["answers", HERE]


def test_askers_are_not_remembered_without_end(threads, monkeypatch):
    """Those who have asked nothing for long are new again."""
    monkeypatch.setattr(answers, "MOST_KNOWN", 3)
    for i in range(9):
        ask("/live/answers/noted-en", commit(asker=f"a{i}"))
    assert len(answers._known) == 3  # noqa: SLF001 - nothing else shows it
    assert len(threads) == 9


def held(story):
    """Tell a story while the thread of answers is busy; return whose links it saw."""
    busy, go, seen = threading.Event(), threading.Event(), []

    def slow(link):
        seen.append(link.parameters["a"][0])
        busy.set()
        go.wait()
        return answer(link)

    async def all_of_it():
        asking(address, 0, "first")
        assert await asyncio.to_thread(busy.wait, 30)
        try:
            await story(address)
        finally:
            go.set()
            await asyncio.wait(asyncio.all_tasks() - {asyncio.current_task()})
        return seen

    address = "/" + offer("slow-en", slow)
    return asyncio.run(all_of_it())


def asking(address, a, asker):
    """Start to ask, as a browser that waits in a queue."""
    asked = Asked(address, commit(link=f"a={a}", asker=asker), client=(asker, a))
    return asked, asyncio.create_task(asked.answered())


async def ended(task):
    """Return what came of a question, which must not have to wait for a turn."""
    done, _ = await asyncio.wait({task}, timeout=30)
    assert done
    return task.result()


async def all_asked():
    """Let everybody who has started to ask get into the queue."""
    for _ in range(20):
        await asyncio.sleep(0)


def test_a_question_whose_asker_is_gone_is_not_worked_out():
    """Whoever hangs up while waiting costs nothing."""

    async def story(address):
        asked, task = asking(address, 1, "gone")
        await all_asked()
        asked.gone.set()
        await ended(task)
        asking(address, 2, "there")
        await all_asked()

    assert held(story) == ["0", "2"]


def test_a_newer_question_of_a_browser_replaces_its_older_one():
    """The older is told so, in no words; only the newer is worked out."""

    async def story(address):
        _, older = asking(address, 1, "a")
        await all_asked()
        asking(address, 2, "a")
        status, _, content = await ended(older)
        assert (status, content) == (409, b"")

    assert held(story) == ["0", "2"]


def test_a_full_queue_asks_for_patience(monkeypatch):
    """The browser learns when to ask again."""

    async def story(address):
        monkeypatch.setattr(turns, "MOST_WAITING", 0)
        _, task = asking(address, 1, "a")
        status, headers, content = await ended(task)
        assert (status, headers[b"retry-after"], content) == (503, b"1", b"")

    assert held(story) == ["0"]


def test_a_server_that_ends_says_so_to_those_who_wait():
    """It does not work off its queue first."""

    async def story(address):
        _, task = asking(address, 1, "a")
        await all_asked()
        task.cancel()
        assert (await ended(task))[0] == 503

    assert held(story) == ["0"]


def test_offers_do_not_grow_without_end(monkeypatch):
    """A name too many is not taken; one that is known is renewed."""
    monkeypatch.setattr(answers, "MOST_OFFERS", 0)
    assert ask("/" + offer("too-many-en", answer), commit())[0] == 404
    offer("square-en", answer)
    assert ask(ADDRESS, commit())[0] == 200
