"""A page for whoever teaches a lesson: ten minutes with prepared links, to be printed.

It needs neither Streamlit nor a script. All answers on it are worked out by the lesson.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from live import Link
from live.serving import ASK_AGAIN, Asset, address, base
from ui.contents import LESSONS
from ui.lesson import Lesson, find
from ui.markup import MINUS, environment
from ui.questions import Posed, posed, questions, read
from ui.shell import read_by
from ui.words import frame, words

TEMPLATE: Final = "templates/teaching.html"
FOLDER: Final = "teaching"
NAME: Final = re.compile(r"\{(\w+)\}")


def named(text: str, lesson: str, language: str) -> str:
    """Return a sentence with the names that classes have in a language."""
    said = words(language, lesson)
    return NAME.sub(lambda name: said.initial(name[1]), text)


def shown(number: float, pattern: str) -> str:
    """Return a number as a person reads it."""
    if not math.isfinite(number):
        text = str(number).replace("inf", "∞")
    else:
        text = f"{round(number):,d}" if pattern == ",d" else f"{number:{pattern}}"
    return text.replace("%", " %").replace("-", MINUS)


def answer_of(one: Posed, said: Mapping[str, Any]) -> str:
    """Return what is right, in words, and of a number also the number."""
    question, right = one.question, one.truth
    if question.kind == "order":
        return " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} ".join(
            said["options"][i] for i in right.order
        )
    number = shown(right.value, question.format)
    if right.option is None:
        return number
    option = str(said["options"][right.option])
    return f"{option} ({number})" if question.by in {"bins", "place"} else option


@lru_cache(maxsize=64)
def asked(lesson: str, language: str) -> list[dict[str, str]]:
    """Return every question of a lesson with its answer, and what it is good for."""
    view, told = find(lesson).view, words(language, lesson)["questions"]
    return [
        {
            "key": key,
            "link": link_of(lesson, language, ask=key, present="1"),
            "own": link_of(lesson, language, ask=key),  # for a device in one's hands
            "room": link_of(lesson, language, ask=key, present="1", room="new"),
            "answer": named(
                answer_of(posed(view, lesson, key, 0), told[key]), lesson, language
            ),
            **{
                part: named(told[key][part], lesson, language)
                for part in ("ask", "why", "misconception")
            },
        }
        for key in questions(lesson)
    ]


def link_of(lesson: str, language: str, **said: str) -> str:
    """Return a prepared link, as seen from the folder of this page."""
    return f"{lesson}?{urlencode({**said, 'lang': language})}"


@lru_cache(maxsize=64)
def context(lesson: str, language: str) -> dict[str, Any]:
    """Return what the page of a lesson says."""
    own, plan = words(language, lesson), read(lesson)["plan"]
    every = asked(lesson, language)
    first = [one for key in plan["questions"] for one in every if one["key"] == key]
    example = find(lesson).open(Link({}), language).view.presets[plan["example"]]
    return {
        "said": frame(language)["teaching"],
        "lang": language,
        "title": own["title"],
        "aim": own["aim"],
        "first": first,
        "every": every,
        "task": own["tasks"][plan["task"]],
        "start": f"{lesson}?{example}&{urlencode({'lang': language, 'present': '1'})}",
        "free": link_of(lesson, language),
        "sheet": address("teaching.css"),
    }


def page(lesson: Lesson, language: str, opened: str) -> Asset:
    """Return the page of a lesson, for a visitor who has opened it at an address."""
    parts = urlsplit(opened)
    root = f"{parts.scheme}://{parts.netloc}{base()}/"
    text = (
        environment()
        .get_template(TEMPLATE)
        .render(root=root, **context(lesson.name, language))
    )
    return Asset("index.html", text.encode())


async def serve(request: Request) -> Response:
    """Answer with the page of a lesson."""
    lesson = request.path_params["lesson"]
    if lesson not in LESSONS or not read(lesson):
        return Response(status_code=404)
    made = await run_in_threadpool(
        page, find(lesson), read_by(request), str(request.url)
    )
    return made.respond(request, ASK_AGAIN)


def routes() -> list[BaseRoute]:
    """Return the route to give to ``st.App``."""
    return [Route(f"{base()}/{FOLDER}/{{lesson}}", serve, methods=["GET", "HEAD"])]
