"""Claims about the page of a phone: what it is, and how small."""

import gzip
import json
import re
from html import unescape

import pytest
from starlette.requests import Request

from live.serving import assets
from ui.phone import IMPORTED, SCRIPT, page, serve
from ui.words import LANGUAGES

MOST = 40_000  # bytes


def asked(code, query="", language="en"):
    """Return the answer to a phone."""
    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/r/{code}",
        "path_params": {"code": code},
        "query_string": query.encode(),
        "headers": [(b"accept-language", language.encode()), (b"host", b"x")],
        "server": ("x", 80),
        "scheme": "http",
    }
    return serve(Request(scope))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_with_all_that_it_needs_is_small(language):
    """As it travels; and what it needs is what it names."""
    text = page("K7QFM", language).content.decode()
    named = re.findall(r'(?:src|href)="\.\./live/[0-9a-f]+/([\w.]+)"', text)
    assert sorted(named) == sorted([SCRIPT, *IMPORTED])
    sizes = [len(assets()[name].compressed) for name in named]
    assert len(gzip.compress(text.encode())) + sum(sizes) < MOST
    assert "plotly" not in text
    assert "static/" not in text


@pytest.mark.parametrize("name", [SCRIPT, *IMPORTED])
def test_every_script_that_one_needs_is_asked_for_at_once(name):
    """None is found only when another one has come."""
    text = assets()[name].content.decode()
    needed = re.findall(r'from "\./([\w.]+)"', text)
    later = {"gesture.js"} if name == "ghost.js" else set()
    assert set(needed) - later <= set(IMPORTED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_is_spoken_to_in_its_language(language):
    """As its browser says, or the link."""
    for answer in (
        asked("K7QFM", language=language),
        asked("K7QFM", f"lang={language}"),
    ):
        text = bytes(answer.body).decode()
        assert f'<html lang="{language}">' in text
    [said] = re.findall(r'data-words="([^"]*)"', text)
    assert json.loads(unescape(said))["ask_commit"]


def test_a_code_may_be_typed_small():
    """Phones write small letters."""
    answer = asked("k7qfm", "lang=ko")
    assert (answer.status_code, answer.headers["location"]) == (307, "K7QFM?lang=ko")


@pytest.mark.parametrize("code", ["", "K7QF", "AAAAA", "K7QFMM", "..", "<b>"])
def test_what_can_be_no_code_leads_to_no_room(code):
    """And is not repeated, whatever somebody has made up."""
    answer = asked(code)
    assert answer.status_code == 404
    assert 'data-code=""' in bytes(answer.body).decode()
