"""The page before there is one: Streamlit's ``index.html``, with more in it.

On a slow network half a minute can pass until Streamlit's scripts have arrived
and can say anything. So the first answer itself says, in the visitor's language,
what the page is and that it loads, and it names what the lab will need, so that
the browser asks for all of it at once instead of in a chain.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from streamlit.file_util import get_static_dir

from live.serving import ASK_AGAIN, Asset, address, assets, base
from ui.contents import LESSONS
from ui.words import LANGUAGES, words

# Streamlit drops a link of more parameters, or one far too long, without a
# word. No link that makes sense comes near, so what is kept of it is enough
# for a page to say that something is wrong with it.
MOST_PARAMETERS: Final = 1000
LONGEST_QUERY: Final = 50_000
# What is kept travels in a header, and proxies take 4 kB of headers in all: more,
# and they report the server as broken, or leave it out for everybody.
KEPT: Final = 2_000

ROOT: Final = '<div id="root">'  # React empties it when it has something to show
SCRIPTLESS: Final = re.compile("<noscript>.*?</noscript>", re.DOTALL)

# All that could say that something is wrong is in modules, which may be lost on the
# way, and which no browser loads into a frame that has no origin of its own.
WATCH: Final = """<script>
addEventListener("error", ({ target }) => {
  if (target.type !== "module") return;
  document.documentElement.dataset.lost = origin === "null" ? "framed" : "failed";
}, true);
</script>"""
STYLE: Final = """<style>
#opening p, noscript p { margin: 3rem; font: 1.2rem system-ui; color: #767676 }
#opening .framed, #opening .failed, [data-lost] #opening .loading { display: none }
[data-lost=framed] #opening .framed { display: block }
[data-lost=failed] #opening .failed { display: block }
</style>"""


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


def scriptless(sentence: str) -> str:
    """Return what a browser shows in which no script runs."""
    hidden = "<style>#opening { display: none }</style>"
    return f"<noscript>{hidden}<p>{sentence}</p></noscript>"


def watch(said: Mapping[str, str]) -> str:
    """Return the script that says so if nothing comes after this page."""
    texts = " ".join(
        f'data-{key}="{html.escape(said[key])}"' for key in ("blocked", "instead")
    )
    return f'<script type="module" src="./{address("watch.js")}" {texts}></script>'


@cache
def page(language: str) -> str:
    """Return the first answer to a visitor who reads `language`."""
    frame = words(language, "frame")
    lab, title = frame["lab"], html.escape(frame["title"])
    said = {key: html.escape(text) for key, text in frame["opening"].items()}
    opening = (
        '<div id="opening" role="status">'
        f'<p class="loading">{title}. {html.escape(lab["loading"])}</p>'
        f'<p class="framed">{said["framed"]}</p>'
        f'<p class="failed">{html.escape(lab["failed"])} '
        f'<a href="">{html.escape(lab["retry"])}</a></p></div>'
    )
    filled = {
        '<html lang="en">': f'<html lang="{language}">',
        "<title>Streamlit</title>": f"<title>{title}</title>{STYLE}{WATCH}",
        "</head>": f"{preloads()}{watch(frame['opening'])}</head>",
        ROOT: ROOT + opening,
    }
    text = original()
    # Where a new Streamlit should have changed a place, it stays as it is.
    for place, ours in filled.items():
        text = text.replace(place, ours, 1)
    return SCRIPTLESS.sub(scriptless(said["scriptless"]), text, count=1)


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
    """Return the routes to give to ``st.App``: the overview and every lesson.

    Addresses are often typed with a slash at their end where a page has none, or
    without one where the app lives below a path. Streamlit would repeat a link of
    any length there, together with a host and path that a proxy may have changed.
    """
    pages = [Route(f"{base()}/{page}", answer) for page in ("", *LESSONS)]
    strays = {f"{base()}/{page}/": f"../{page}" for page in LESSONS}
    if base():
        strays[base()] = f"{base().rpartition('/')[2]}/"
    return [
        *pages,
        *(
            Route(place, lambda request, way=way: redirect(way, request.url.query))
            for place, way in strays.items()
        ),
    ]
