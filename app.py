"""The server: Streamlit, the drag engine's files, and the headers of every answer.

Start it with ``streamlit run app.py`` or with ``uvicorn app:app``.
"""

import os
import re
from base64 import b64encode
from hashlib import sha256

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import net_util
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from live import limits, serving
from live.answers import Answers, offer
from live.bundle import Compressed
from live.rooms import sheets
from live.rooms.routes import Rooms
from ui import codes, log, phone, privacy, shell, teaching
from ui.contact import contact
from ui.contents import LESSONS
from ui.lesson import answering, find
from ui.sheets import poses
from ui.words import LANGUAGES

# Which sites may show a page inside one of theirs, as a list with spaces
# between. Everybody may, unless it is set: teachers embed lessons in the pages
# of their school, and no page has an account, a secret or a button that could
# be pressed in somebody's name.
FRAMING = os.environ.get("LOGIT_LAB_FRAME_ANCESTORS", "*")
if set(";,") & set(FRAMING):
    raise ValueError(f"LOGIT_LAB_FRAME_ANCESTORS takes spaces, got {FRAMING!r}")
contact()  # one that makes no sense ends the start, and not the visit of somebody

INLINE = re.findall(r"<script>(.*?)</script>", shell.page("en"), re.DOTALL)

# What a page may load and run: what comes from here, and nothing else. What is
# not named is forbidden, eval among it. The exceptions are those that Streamlit
# and plotly.js cannot do without.
POLICY = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": FRAMING,
    # A page opens itself once more, unseen, to find how high a frame it needs.
    "frame-src": "'self'",
    "script-src": " ".join(
        [
            "'self'",
            # Streamlit imports the loader of a component as a blob of its own.
            "blob:",
            # Its reader of messages multiplies long integers in WebAssembly.
            "'wasm-unsafe-eval'",
            # The lines that stand in its first answer, by their fingerprints.
            *(
                f"'sha256-{b64encode(sha256(s.encode()).digest()).decode()}'"
                for s in INLINE
            ),
        ]
    ),
    # Streamlit's components, KaTeX and plotly.js write styles into the page.
    "style-src": "'self' 'unsafe-inline'",
    # The icon of the tab, and pictures in Streamlit's styles.
    "img-src": "'self' data:",
    # Small fonts of KaTeX stand in its style sheet.
    "font-src": "'self' data:",
    # The websocket of this server counts as ours.
    "connect-src": "'self'",
}
# An answer may repeat what it was asked, but a proxy takes 4 kB of headers in all.
LONGEST_HEADER = 2_500
HEADERS = {
    b"content-security-policy": "; ".join(
        f"{name} {allowed}" for name, allowed in POLICY.items()
    ).encode(),
    # A browser must not guess that a text is a script.
    b"x-content-type-options": b"nosniff",
    # A link holds what somebody typed; other sites learn at most our name.
    b"referrer-policy": b"strict-origin-when-cross-origin",
    # Lessons need no camera, no place, no microphone.
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
}


class Headers:
    """Middleware that adds our headers to every HTTP answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                others = [
                    (name, value)
                    for name, value in message["headers"]
                    if name.lower() not in HEADERS and len(value) <= LONGEST_HEADER
                ]
                message["headers"] = [*others, *HEADERS.items()]
            await send(message)

        await self.app(scope, receive, send_with_headers)


class NoDialogs:
    """Middleware that lets the page be used while its server does not answer.

    After some seconds Streamlit would cover it with a dialog, though a drag goes
    on from its table and the page comes back by itself. A browser asks here
    whether dialogs are wanted; in JSON a space too many means nothing, so the
    answer keeps its length.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def send_changed(message: Message) -> None:
            if message["type"] == "http.response.body":
                asked, answer = (
                    b'"blockErrorDialogs":false',
                    b'"blockErrorDialogs":true ',
                )
                message["body"] = message["body"].replace(asked, answer)
            await send(message)

        asks = scope.get("path", "").endswith("/_stcore/host-config")
        await self.app(scope, receive, send_changed if asks else send)


LONGEST_ADDRESS = 60_000  # bytes; from 65,536 on, the parser refuses to read it


def keep_start_of_address(self: HttpToolsProtocol, part: bytes) -> None:
    """Collect the address of a request, as far as it can be parsed.

    A link may be pasted with a book behind it. The server alone would answer
    with a bare "Invalid HTTP request"; the page can say what it left out,
    since the browser reports the whole link once more by itself.
    """
    self.url += part[: max(0, LONGEST_ADDRESS - len(self.url))]


HttpToolsProtocol.on_url = keep_start_of_address  # type: ignore[assignment, method-assign]

# For a websocket from another site, Streamlit would ask a host on the internet for
# our address, which may be that site's, and let everybody else wait meanwhile.
net_util.get_external_ip = lambda: None

for lesson in ("overview", *LESSONS):
    for language in LANGUAGES:
        answer = answering(lesson, language, serving.address("plotly.min.js"))
        offer(f"{lesson}/{language}", answer)
for lesson in LESSONS:
    sheets.offer(lesson, poses(find(lesson)))

limits.limit_server()
log.calm()
limits.open_more_files()

# The frame lives inside pages/: with it beside this file, the first visitor of
# a fresh server who opens a deep link would get that page without its frame.
app = st.App(
    "pages/navigation.py",
    routes=[
        *serving.routes(),
        *teaching.routes(),
        *shell.routes(),
        *codes.routes(),
        *phone.routes(),
        *privacy.routes(),
    ],
    middleware=[
        Middleware(Headers),
        Middleware(limits.Caught),
        Middleware(Answers),
        Middleware(Rooms),
        Middleware(limits.NoUploads),
        Middleware(Compressed),
        Middleware(NoDialogs),
    ],
    on_script_error=log.failed,
)
