"""The page before there is one: Streamlit's ``index.html``, with more in it.

On a slow network half a minute can pass until Streamlit's scripts have arrived
and can say anything. So the first answer itself says, in the visitor's language,
what the page is and that it loads, and it names what the lab will need, so that
the browser asks for all of it at once instead of in a chain.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from streamlit.file_util import get_static_dir

from live.serving import ASK_AGAIN, Asset, address, at_once, base
from ui.contents import GLOSSARY, LESSONS
from ui.markup import environment
from ui.words import LANGUAGES, frame

# Streamlit drops a link of more parameters, or one far too long, without a
# word. No link that makes sense comes near, so what is kept of it is enough
# for a page to say that something is wrong with it.
MOST_PARAMETERS: Final = 1000
LONGEST_QUERY: Final = 50_000
# What is kept travels in a header, and proxies take 4 kB of headers in all: more,
# and they report the server as broken, or leave it out for everybody.
KEPT: Final = 2_000


@cache
def original() -> str:
    """Return the page that Streamlit would answer with."""
    return Path(get_static_dir(), "index.html").read_text(encoding="utf-8")


def files(suffix: str) -> list[str]:
    """Return the addresses of our files of a kind that every visit needs."""
    return [address(name) for name in at_once() if name.endswith(suffix)]


@cache
def page(language: str) -> str:
    """Return the first answer to a visitor who reads `language`."""
    spoken = frame(language)
    filled = environment().get_template("templates/first_page.html")
    ours: Any = filled.make_module(
        {
            "language": language,
            "title": spoken["title"],
            "lab": spoken["lab"],
            "said": spoken["opening"],
            "scripts": files(".js"),
            "styles": files(".css"),
            "watcher": address("watch.js"),
        }
    )
    text = original()
    # Where a new Streamlit should have changed a place, it stays as it is.
    for place, instead in ours.places:
        text = text.replace(place, instead.strip(), 1)
    scriptless = str(ours.scriptless).strip()
    return re.sub(ours.noscript, lambda _: scriptless, text, count=1, flags=re.DOTALL)


@cache
def shell(language: str) -> Asset:
    """Return the file that a visitor who reads `language` is sent."""
    return Asset("index.html", page(language).encode())


def read_by(request: Request) -> str:
    """Return the language of a visitor: as the link says, else as the browser does."""
    asked = request.query_params.getlist("lang")
    browser = request.headers.get("accept-language", "")[:2]
    chosen = asked[0] if len(asked) == 1 and asked[0] in LANGUAGES else browser
    return chosen if chosen in LANGUAGES else "en"


def shortened(query: str) -> str:
    """Return the start of a query that is too long for a header.

    The parameter that the cut goes through loses its value: half a number is
    another number, while none at all is something that a page reports.
    """
    if len(query) <= KEPT:
        return query
    whole, joint, cut = query[:KEPT].rpartition("&")
    return whole + joint + cut.partition("=")[0]


def answer(request: Request) -> Response:
    """Answer the request for a page."""
    query = request.url.query
    if len(query) > LONGEST_QUERY or query.count("&") >= MOST_PARAMETERS:
        return redirect("", query)
    return shell(read_by(request)).respond(request, ASK_AGAIN)


def redirect(way: str, query: str) -> Response:
    """Send a browser another way, relative to where it is, with its link."""
    kept = f"?{shortened(query)}" if query else ""
    return Response(status_code=307, headers={"Location": way + kept})


def routes() -> list[BaseRoute]:
    """Return the routes to give to ``st.App``: the overview and every other page.

    Addresses are often typed with a slash at their end where a page has none, or
    without one where the app lives below a path. Streamlit would repeat a link of
    any length there, together with a host and path that a proxy may have changed.
    """
    others = (*LESSONS, GLOSSARY)
    pages = [Route(f"{base()}/{page}", answer) for page in ("", *others)]
    strays = {f"{base()}/{page}/": f"../{page}" for page in others}
    if base():
        strays[base()] = f"{base().rpartition('/')[2]}/"
    return [
        *pages,
        *(
            Route(place, lambda request, way=way: redirect(way, request.url.query))
            for place, way in strays.items()
        ),
    ]
