"""The page before there is one: Streamlit's ``index.html``, with more in it.

On a slow network half a minute can pass until Streamlit's scripts have arrived
and can say anything. So the first answer itself says, in the visitor's language,
what the page is and that it loads, and it names what the lab will need, so that
the browser asks for all of it at once instead of in a chain.
"""

from __future__ import annotations

import html
from functools import cache
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from streamlit.file_util import get_static_dir

from live.serving import ASK_AGAIN, Asset, address, assets
from ui.contents import LESSONS
from ui.words import LANGUAGES, words

# Streamlit drops a link of more parameters, or one far too long, without a
# word. No link that makes sense comes near, so what is kept of it is enough
# for a page to say that something is wrong with it.
MOST_PARAMETERS: Final = 1000
LONGEST_QUERY: Final = 50_000

ROOT: Final = '<div id="root">'  # React empties it when it has something to show


@cache
def original() -> str:
    """Return the page that Streamlit would answer with."""
    return Path(get_static_dir(), "index.html").read_text(encoding="utf-8")


def preloads() -> str:
    """Return the links that make a browser ask for the lab's files at once."""
    links = {".js": 'rel="modulepreload"', ".css": 'rel="preload" as="style"'}
    # Nothing can be drawn before there is a page, so plotly.js, the largest file
    # of all, does not stand in the way of Streamlit's scripts.
    later = {"plotly.min.js": ' fetchpriority="low"'}
    return "".join(
        f'<link {links[suffix]} href="./{address(name)}"{later.get(name, "")}>'
        for name in assets()
        if (suffix := Path(name).suffix) in links
        and name != "loader.js"  # which travels with the component
    )


@cache
def shell(language: str) -> Asset:
    """Return the first answer to a visitor who reads `language`."""
    frame = words(language, "frame")
    opening = (
        '<p role="status" style="margin: 3rem; font: 1.2rem system-ui; color: #767676">'
        f"{html.escape(frame['title'])}. {html.escape(frame['lab']['loading'])}</p>"
    )
    page = original()
    # Where a new Streamlit should have changed a place, it stays as it is.
    for place, filled in {
        '<html lang="en">': f'<html lang="{language}">',
        "<title>Streamlit</title>": f"<title>{html.escape(frame['title'])}</title>",
        "</head>": f"{preloads()}</head>",
        ROOT: ROOT + opening,
    }.items():
        page = page.replace(place, filled, 1)
    return Asset("index.html", page.encode())


def read_by(request: Request) -> str:
    """Return the language of a visitor: as the link says, else as the browser does."""
    asked = request.query_params.getlist("lang")
    browser = request.headers.get("accept-language", "")[:2]
    chosen = asked[0] if len(asked) == 1 and asked[0] in LANGUAGES else browser
    return chosen if chosen in LANGUAGES else "en"


def answer(request: Request) -> Response:
    """Answer the request for a page."""
    query = request.url.query
    kept = "&".join(query[:LONGEST_QUERY].split("&")[:MOST_PARAMETERS])
    if kept != query:
        return Response(status_code=307, headers={"Location": f"?{kept}"})
    return shell(read_by(request)).respond(request, ASK_AGAIN)


def routes() -> list[BaseRoute]:
    """Return the routes to give to ``st.App``: the overview and every lesson."""
    return [Route(f"/{page}", answer) for page in ("", *LESSONS)]
