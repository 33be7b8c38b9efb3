"""The files that the browser needs: our modules, and plotly.js.

plotly.js is an excerpt of what the installed ``plotly`` package has, which draws all
that figures have. Each file has an address that contains a version; there it may be
kept for good. At any other version it is served too, to be asked for again
next time: a page that was opened before an update goes on working.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route
from streamlit import get_option

from live.excerpt import excerpt

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from starlette.requests import Request
    from starlette.routing import BaseRoute

FOR_GOOD = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
# What most visits never need, and what travels in another way.
SHARING = frozenset(
    {"dialog.js", "framing.js", "saving.js", "scan.js", "share.js", "share.css"}
)
PREPARING = frozenset({"prepare.js", "teaching.css"})
PREDICTING = frozenset(
    {"ghost.js", "guess.js", "guesses.js", "predict.css", "predict.js"}
)
ASKING = frozenset(
    {
        *("class.js", "classroom.css", "classroom.js", "dots.js", "follow.js"),
        *("host.js", "phone.css", "phone.js", "room.js", "seat.js"),
    }
)
DRAWING = frozenset({"ink.js", "ink.css", "strokes.js"})
LATER = SHARING | PREPARING | PREDICTING | ASKING | DRAWING
INLINE = frozenset({"loader.js"})  # with the component


@dataclass(frozen=True)
class Asset:
    """One file in memory, as it is and compressed.

    Compressing plotly.js takes as long as computing a hundred lessons, so it
    is done once and not, as a middleware would, for every visitor.
    """

    name: str
    content: bytes

    @cached_property
    def compressed(self) -> bytes:
        """The content as gzip."""
        return gzip.compress(self.content, mtime=0)

    @cached_property
    def digest(self) -> str:
        """A fingerprint of the content."""
        return hashlib.sha256(self.content).hexdigest()[:16]

    def respond(self, request: Request, cache_control: str) -> Response:
        """Answer with the content, compressed where the browser takes that."""
        accepted = request.headers.get("accept-encoding", "")
        zipped = "gzip" in accepted and "gzip;q=0" not in accepted.replace(" ", "")
        etag = f'"{self.digest}{"-gzip" if zipped else ""}"'
        headers = {
            "Cache-Control": cache_control,
            "ETag": etag,
            "Vary": "Accept-Encoding",
        }
        known = request.headers.get("if-none-match", "").split(",")
        # A proxy may mark a tag as weak; the content is still the same.
        if {"*", etag} & {tag.strip().removeprefix("W/") for tag in known}:
            return Response(status_code=304, headers=headers)
        if zipped:
            headers["Content-Encoding"] = "gzip"
        return Response(
            self.compressed if zipped else self.content,
            media_type=mimetypes.guess_type(self.name)[0],
            headers=headers,
        )


@cache
def assets() -> dict[str, Asset]:
    """Return every file by its address without the version."""
    ours: list[Traversable] = list(files("live").joinpath("assets").iterdir())
    found = [
        Asset("plotly.min.js", excerpt(plotly())),
        *(Asset(file.name, file.read_bytes()) for file in ours if file.is_file()),
    ]
    return {asset.name: asset for asset in found}


def plotly() -> bytes:
    """Return plotly.js as it stands in the package."""
    return files("plotly").joinpath("package_data", "plotly.min.js").read_bytes()


@cache
def version() -> str:
    """Return a name that changes whenever one of the files does."""
    digests = sorted(asset.digest for asset in assets().values())
    return hashlib.sha256("".join(digests).encode()).hexdigest()[:12]


def address(name: str) -> str:
    """Return the address of a file, relative to the root of the app."""
    return f"live/{version()}/{assets()[name].name}"


def at_once() -> list[str]:
    """Return the names of the files that every visit needs."""
    return [name for name in assets() if name not in LATER | INLINE]


def base() -> str:
    """Return the path that the app lives under, such as ``/lab``; empty for a host.

    Streamlit's own routes begin with it, and so must ours. In the browser every
    address is relative, so nothing there has to know it.
    """
    path = str(get_option("server.baseUrlPath")).strip("/")
    return f"/{path}" if path else ""


async def serve(request: Request) -> Response:
    """Answer a request for one file."""
    asset = assets().get(request.path_params["name"])
    if asset is None:
        return Response(status_code=404)
    current = request.path_params["version"] == version()
    return await run_in_threadpool(
        asset.respond, request, FOR_GOOD if current else ASK_AGAIN
    )


def routes() -> list[BaseRoute]:
    """Return the routes to give to ``st.App``."""
    return [
        Route(f"{base()}/live/{{version}}/{{name}}", serve, methods=["GET", "HEAD"]),
    ]
