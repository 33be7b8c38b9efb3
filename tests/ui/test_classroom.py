"""Claims about the teacher's page of a room."""

import asyncio
import json
import re
from html import unescape

import pytest
from starlette.requests import Request

from ui.classroom import serve
from ui.words import LANGUAGES


def asked(lesson, query="", language="en"):
    """Return the status and text of an answer."""
    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/class/{lesson}",
        "path_params": {"lesson": lesson},
        "query_string": query.encode(),
        "headers": [(b"accept-language", language.encode())],
    }
    answer = asyncio.run(serve(Request(scope)))
    return answer.status_code, bytes(answer.body).decode()


def told(text, name):
    """Return what the page tells its script under a name."""
    [found] = re.findall(rf'data-{name}="([^"]*)"', text)
    return unescape(found)


@pytest.mark.parametrize(
    ("query", "link"),
    [
        ("", ""),
        ("ask=bystander", "ask=bystander"),
        ("ask=bystander&numbers=7&say=Think+first&lang=ko", None),
        ("ask=unknown", ""),
        ("ask=shift&ask=shift", ""),
        ("z1=3", ""),
        ("say=x", ""),
        ('ask="><script>', ""),
    ],
)
def test_it_asks_what_its_link_says(query, link):
    """Or the first question; never half of what makes no sense."""
    status, text = asked("softmax", query)
    link = "ask=bystander&numbers=7&say=Think+first" if link is None else link
    assert (status, told(text, "link")) == (200, link)
    assert "bystander" in json.loads(told(text, "keys"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_a_language_and_tells_no_answer(language):
    """What is right comes from the room."""
    _, text = asked("softmax", "ask=bystander", language)
    assert f'<html lang="{language}">' in text
    assert json.loads(told(text, "words"))["reveal"]
    assert "0.043" not in text


@pytest.mark.parametrize("lesson", ["", "unknown", "overview", "glossary", ".."])
def test_only_a_lesson_has_one(lesson):
    """That has questions."""
    assert asked(lesson)[0] == 404
