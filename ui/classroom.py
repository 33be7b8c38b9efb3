"""The teacher's page of a room, at ``/class/softmax?ask=bystander``."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from live import Link
from live.link import ASK, PREPARED
from live.serving import ASK_AGAIN, Asset, address, base
from ui.contents import LESSONS
from ui.lesson import find
from ui.markup import environment
from ui.questions import asked_of, questions
from ui.shell import read_by
from ui.words import frame, words

FOLDER: Final = "class"
TEMPLATE: Final = "templates/classroom.html"


def page(lesson: str, language: str, link: str) -> Asset:
    """Return the page of a room that asks what a link says, or the first question."""
    said = frame(language)
    text = environment().get_template(TEMPLATE)
    filled = text.render(
        lang=language,
        lesson=lesson,
        link=link,
        keys=list(questions(lesson)),
        title=words(language, lesson)["title"],
        said=said["classroom"],
        sheet=address("screen.css"),
        script=address("screen.js"),
    )
    return Asset("index.html", filled.encode())


def asking(lesson: str, request: Request) -> str:
    """Return what a link prepares of a question; nothing, if it makes no sense."""
    said = {
        key: request.query_params.getlist(key)
        for key in PREPARED
        if key in request.query_params
    }
    asked = asked_of(find(lesson).view, lesson, Link(said, 1))
    return urlencode(asked.kept) if ASK in asked.kept else ""


async def serve(request: Request) -> Response:
    """Answer with the page of a room."""
    lesson: str = request.path_params["lesson"]
    if lesson not in LESSONS or not questions(lesson):
        return Response(status_code=404)
    link = await run_in_threadpool(asking, lesson, request)
    return page(lesson, read_by(request), link).respond(request, ASK_AGAIN)


def routes() -> list[BaseRoute]:
    """Return the route to give to ``st.App``."""
    return [Route(f"{base()}/{FOLDER}/{{lesson}}", serve, methods=["GET", "HEAD"])]
