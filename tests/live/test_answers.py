"""Claims about answers over HTTP: those of a page, and a refusal for all else."""

import asyncio
import json
import threading

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette

from live import Answers, Lab, Link, Slider, answers, offer
from tests.message import Message

CONTROLS = [Slider(key="a", label="a", low=-2, high=2, step=0.1, default=0.5)]
ADDRESS = "/" + offer("square-en", lambda link: answer(link))  # noqa: PLW0108 - below
BROKEN = "/" + offer("broken-en", lambda _: bytes(1 // 0))


DRAWING = go.Figure(go.Scatter(name="curve"))


def answer(link: Link) -> bytes:
    """Return what a page would send for a link."""
    lab = Lab(
        name="square",
        controls=CONTROLS,
        scene=lambda a: {"square": a * a},
        figure=DRAWING,
    )
    return lab.packed(link.read(CONTROLS)[0], link)


def ask(address, body):
    """Post a body; return the status and what came back."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": address,
        "query_string": b"",
        "headers": [(b"accept-encoding", b"gzip")],
    }
    asyncio.run(Answers(Starlette())(scope, receive, send))
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent)


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
        *(commit(origin=origin) for origin in (None, 7)),
        b'{"number": NaN, "link": "", "origin": ""}',
        b'{"number": 1e400, "link": "", "origin": ""}',
    ],
)
def test_what_makes_no_sense_is_refused(body):
    """A sentence of numbers, and no answer."""
    assert ask(ADDRESS, body) == (400, b"")


def test_a_book_is_not_read_to_its_end():
    """A link of a megabyte is nobody's."""
    assert ask(ADDRESS, commit(link="a=" + "1" * 10**6))[0] == 413


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


def test_what_took_long_is_worked_out_aside_for_a_while(monkeypatch):
    """Others need not wait for it; and one slow answer is soon forgotten."""
    threads = []

    def noted(link):
        threads.append(threading.current_thread().name.partition("_")[0])
        return answer(link)

    here = threading.current_thread().name
    address = "/" + offer("noted-en", noted)
    monkeypatch.setattr(answers, "LONG", 0)
    ask(address, commit())
    monkeypatch.setattr(answers, "LONG", 60)
    for _ in range(answers.CAUTION + 1):
        ask(address, commit())
    assert threads == [here, *["answers"] * answers.CAUTION, here]


def test_offers_do_not_grow_without_end(monkeypatch):
    """A name too many is not taken; one that is known is renewed."""
    monkeypatch.setattr(answers, "MOST_OFFERS", 0)
    assert ask("/" + offer("too-many-en", answer), commit())[0] == 404
    offer("square-en", answer)
    assert ask(ADDRESS, commit())[0] == 200
