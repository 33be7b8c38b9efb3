"""The page of a phone in a room, at ``/r/K7QFM``.

It is the same for every room but for its code, and tells nothing that is in one: the
script asks for that. So a code that nobody uses has a page too.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from live.rooms.room import is_code
from live.serving import ASK_AGAIN, Asset, address, assets, base
from ui.codes import ROOMS
from ui.markup import environment
from ui.shell import read_by, redirect
from ui.words import frame

TEMPLATE: Final = "templates/phone.html"
SCRIPT: Final = "phone.js"
STYLE: Final = "phone.css"  # stands in the page, which saves a question
IMPORTED: Final = (
    *("class.js", "element.js", "guess.js", "guesses.js", "numbers.js"),
    "sentences.js",
)
ENGINE: Final = (
    *("ask_commit", "ask_unsure", "ask_guess", "ask_unset", "ask_order", "exact"),
    *("ask_result", "ask_unmoved"),
)


@lru_cache(maxsize=256)
def page(code: str, language: str) -> Asset:
    """Return the page of a room's phones in a language."""
    said = frame(language)
    text = environment().get_template(TEMPLATE)
    engine = {key: said["lab"][key] for key in ENGINE}
    filled = text.render(
        lang=language,
        code=code,
        said={**said["phone"], **engine, "lessons": said["privacy"]["back"]},
        style=assets()[STYLE].content.decode(),
        script=address(SCRIPT),
        scripts=[address(name) for name in IMPORTED],
    )
    return Asset("index.html", filled.encode())


def serve(request: Request) -> Response:
    """Answer with the page of a room, if it can be one."""
    code: str = request.path_params["code"]
    if is_code(code):
        return page(code, read_by(request)).respond(request, ASK_AGAIN)
    if is_code(code.upper()):  # as somebody types it
        return redirect(code.upper(), request.url.query)
    # Somebody has misread a code: it is told as one that has ended, and not repeated.
    answer = page("", read_by(request)).respond(request, ASK_AGAIN)
    answer.status_code = 404
    return answer


def routes() -> list[BaseRoute]:
    """Return the route to give to ``st.App``."""
    return [Route(f"{base()}/{ROOMS}/{{code}}", serve, methods=["GET", "HEAD"])]
