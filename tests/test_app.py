"""Claims about the server, started as its user starts it."""

import contextlib
import gzip
import http.client
import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed
from websockets.frames import CloseCode

from bench.learner import Learner
from live.limits import LARGEST_MESSAGE
from live.serving import LATER, address, assets
from tests.browser.servers import streamlit, uvicorn
from tests.endurance.stories import told
from ui.words import frame

OFFER = "softmax/en"
PLOTLY = address("plotly.min.js")
SECURITY = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
}


@pytest.fixture(
    params=[streamlit, uvicorn], ids=["streamlit", "uvicorn"], scope="module"
)
def server(request) -> Iterator[str]:
    """Return the address of the app, under each of its two commands."""
    with request.param() as started:
        yield started


def ask(server, path, method="GET", **headers):
    """Ask for a path; return status, headers and body."""
    asked = urllib.request.Request(
        f"{server}/{path}",
        method=method,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.status, answer.headers, answer.read()


def policy_of(headers):
    """Return the content security policy: what may come from where."""
    parts = headers["Content-Security-Policy"].split("; ")
    return {name: set(allowed) for name, *allowed in map(str.split, parts)}


@pytest.mark.parametrize(
    "path", ["", "softmax?z1=5", "_stcore/health", PLOTLY, "live/x/nobody.js"]
)
def test_every_answer_has_the_headers(server, path):
    """Pages, files, the health route and errors alike."""
    _, headers, _ = ask(server, path)
    assert SECURITY.items() <= {name.lower(): v for name, v in headers.items()}.items()
    assert "camera=()" in headers["Permissions-Policy"]


def test_no_header_stands_twice(server):
    """Streamlit and we do not say the same thing one after the other."""
    _, headers, _ = ask(server, "")
    assert [headers.get_all(name) for name in SECURITY] == [
        [value] for value in SECURITY.values()
    ]


def test_a_page_may_load_only_what_comes_from_here(server):
    """No other site is named, and neither eval nor a script in the page may run."""
    _, headers, page = ask(server, "softmax")
    policy = policy_of(headers)
    framing = policy.pop("frame-ancestors")
    allowed = set.union(*policy.values())
    inline = {source for source in allowed if source.startswith("'sha256-")}
    assert policy["default-src"] == {"'none'"}
    assert allowed - inline == {
        *("'none'", "'self'", "blob:", "data:"),
        *("'unsafe-inline'", "'wasm-unsafe-eval'"),
    }
    assert policy["script-src"].isdisjoint({"'unsafe-inline'", "data:"})
    assert len(inline) == page.count(b"<script>") == 2
    assert framing == {"*"}


def test_one_setting_says_who_may_frame_a_page(monkeypatch):
    """A school names its own site, and no other may show a page inside its own."""
    school = "'self' https://lms.example"
    monkeypatch.setenv("LOGIT_LAB_FRAME_ANCESTORS", school)
    with uvicorn() as server:
        policy = policy_of(ask(server, "softmax")[1])
    assert policy["frame-ancestors"] == set(school.split())


def test_a_list_of_frames_that_cannot_be_read_ends_the_start(monkeypatch):
    """A comma would have allowed nobody, without a word."""
    monkeypatch.setenv(
        "LOGIT_LAB_FRAME_ANCESTORS", "https://a.example,https://b.example"
    )
    with pytest.raises(RuntimeError, match="takes spaces"), uvicorn():
        pass


def test_the_server_says_that_it_is_well(server):
    """A watchman can ask."""
    status, _, body = ask(server, "_stcore/health")
    assert (status, body) == (200, b"ok")


@pytest.mark.parametrize("path", ["", "softmax", "softmax?z1=%ff%zz&k=10000000&<b>"])
def test_a_page_is_found_at_its_address(server, path):
    """The overview answers at the root, a lesson at its name, whatever the link."""
    status, headers, _ = ask(server, path)
    assert (status, headers.get_content_type()) == (200, "text/html")


def test_plotly_travels_compressed(server):
    """A browser that takes gzip gets a third of the bytes, and the same file."""
    _, headers, body = ask(server, PLOTLY, accept_encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert len(body) < 450_000
    assert gzip.decompress(body) == assets()["plotly.min.js"].content


def test_plotly_is_kept_for_good(server):
    """A second visit asks for nothing, and would be told that nothing is new."""
    _, headers, _ = ask(server, PLOTLY, accept_encoding="gzip")
    assert "immutable" in headers["Cache-Control"]
    status, _, body = ask(
        server, PLOTLY, accept_encoding="gzip", if_none_match=headers["ETag"]
    )
    assert (status, body) == (304, b"")


def test_a_head_has_no_body(server):
    """HEAD says how much GET would send, and sends nothing."""
    status, headers, body = ask(server, PLOTLY, "HEAD")
    length = len(assets()["plotly.min.js"].content)
    assert (status, int(headers["Content-Length"]), body) == (200, length, b"")


@pytest.mark.parametrize("path", ["live/x/../../app.py", "live/x/%2e%2e%2fserving.py"])
def test_no_source_of_ours_is_served(server, path):
    """Python files stay on the server."""
    status, _, _ = ask(server, path)
    assert status in {400, 404}


def scripts_of(page):
    """Return the addresses of what the first answer makes a browser load."""
    return re.findall(r'(?:src|href)="\./([^"]+\.(?:js|css))"', page.decode())


def test_streamlits_own_scripts_travel_compressed(server):
    """A first visit loads a third of their bytes, and a second visit none."""
    _, _, page = ask(server, "softmax")
    bundle = scripts_of(page)[0]
    _, _, plain = ask(server, bundle)
    _, headers, body = ask(server, bundle, accept_encoding="gzip")
    assert len(body) < len(plain) / 2
    assert gzip.decompress(body) == plain
    assert "immutable" in headers["Cache-Control"]
    assert headers.get_content_subtype() == "javascript"


def test_no_file_but_scripts_and_styles_is_compressed(server):
    """Fonts are as small as they get; what is no file stays with Streamlit."""
    _, _, page = ask(server, "softmax")
    font = re.findall(rb'href="\./(static/media/[^"]+)"', page)[0].decode()
    _, headers, _ = ask(server, font, accept_encoding="gzip")
    assert headers["Content-Encoding"] is None
    status, _, _ = ask(server, "static/js/../../../app.py")
    assert status == 400


@pytest.mark.parametrize(
    ("path", "browser", "language"),
    [
        ("softmax", "en-US,en", "en"),
        ("", "ko-KR,ko;q=0.9", "ko"),
        ("softmax?lang=ko", "en-US", "ko"),
        ("softmax?lang=en&z1=5", "ko", "en"),
        ("softmax?lang=<b>", "ko", "ko"),
        ("softmax?lang=ko&lang=en", "fr-FR", "en"),
    ],
)
def test_the_first_answer_says_what_it_is(server, path, browser, language):
    """Without any script it says in the visitor's language that it loads."""
    path = quote(path, safe="/?=&")
    _, _, body = ask(server, path, accept_language=browser)
    page, said = body.decode(), frame(language)
    assert f'<html lang="{language}">' in page
    assert f"<title>{said['title']}</title>" in page
    loads = f'<p class="loading">{said["title"]}. {said["lab"]["loading"]}</p>'
    assert f'<div id="root"><div id="opening" role="status">{loads}' in page
    assert page.count("<noscript>") == page.count(said["opening"]["scriptless"]) == 1


def test_the_first_answer_names_all_that_the_lab_needs(server):
    """A browser asks for our files at once, and finds each of them."""
    _, _, page = ask(server, "softmax")
    named = {path for path in scripts_of(page) if path.startswith("live/")}
    assert named == {
        address(name)
        for name in assets().keys() - LATER - {"loader.js"}
        if name.endswith((".js", ".css"))
    }


def test_a_kept_first_answer_is_asked_for_again(server):
    """A release shows at the next visit, and costs nothing where nothing is new."""
    _, headers, _ = ask(server, "softmax", accept_language="ko")
    tag = headers["ETag"]
    assert headers["Cache-Control"] == "no-cache"
    assert ask(server, "", accept_language="ko", if_none_match=tag)[0] == 304
    assert ask(server, "", accept_language="en", if_none_match=tag)[0] == 200


def raw(server, target, **headers):
    """Ask for a target as it stands; return the status, the headers, their length."""
    parts = urlsplit(server)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    connection.request("GET", parts.path + target, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    length = sum(len(name) + len(value) + 4 for name, value in answer.getheaders())
    return answer.status, answer.headers, length


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("&".join(f"x{i}=1" for i in range(1_500)), "x5=1"),
        ("ab=1&" * 1_001, "ab=1"),
        ("z1=5&" + "x" * 55_000, "z1=5"),
        (f"z1=5&z2={'3' * 55_000}", "z2"),
        ("x" * 55_000, "x" * 2_000),
    ],
    ids=["parameters", "the same again", "a long name", "a long value", "one name"],
)
def test_a_link_far_too_large_is_cut(server, query, kept):
    """Streamlit would drop it without a word; what is kept earns a notice.

    A value is kept as a whole or not at all, as half a number is another one.
    """
    status, headers, _ = raw(server, f"/softmax?{query}")
    location = headers["Location"]
    assert (status, location[0]) == (307, "?")
    assert query.startswith(location[1:])
    parts = location[1:].split("&")
    assert kept in parts
    assert set(parts[:-1]) <= set(query.split("&"))
    assert "=" not in parts[-1] or parts[-1] in query.split("&")
    assert raw(server, f"/softmax{location}")[0] == 200


LONG = "y" * 40_000


@pytest.mark.parametrize(
    ("target", "headers"),
    [
        ("/softmax?" + "ab=1&" * 1_001, {}),
        (f"/softmax/?z1={LONG}", {}),
        (f"/nowhere/?z1={LONG}", {}),
        (f"/{LONG}/", {}),
        ("/_stcore/health", {"Origin": f"http://{LONG}@localhost"}),
        ("/softmax", {"Cookie": f"seat={LONG}", "If-None-Match": f'"{LONG}"'}),
    ],
    ids=["link", "slash", "no page", "path", "origin", "cookie"],
)
def test_no_answer_has_more_headers_than_a_proxy_takes(server, target, headers):
    """One with more counts as a fault of the server, which is then left out."""
    _, _, length = raw(server, target, **headers)
    assert length < 4_000


@pytest.mark.parametrize("path", ["softmax", "two-classes"])
def test_a_slash_at_the_end_is_forgiven(server, path):
    """The way is relative, as only the browser knows host and path outside."""
    status, headers, _ = raw(server, f"/{path}/?z1=2&lang=ko")
    assert (status, headers["Location"]) == (307, f"../{path}?z1=2&lang=ko")


def test_everything_is_where_it_is_told_to_be_below_a_path():
    """Pages, our files, Streamlit's scripts and questions have the path before them."""
    with streamlit(base="/school/lab") as server:
        root = server.removesuffix("/school/lab")
        _, headers, page = ask(server, "softmax", accept_language="ko")
        assert f"<title>{frame('ko')['title']}</title>".encode() in page
        for path in scripts_of(page):
            _, headers, _ = ask(server, path, accept_encoding="gzip")
            assert headers.get_content_type() != "text/html"
            assert headers["Content-Encoding"] == "gzip"
            assert ask(root, path)[0] == 404
        assert ask(server, "live/answers/nobody", "POST")[0] == 404
        assert ask(root, "live/answers/nobody", "POST")[0] in {404, 405}
        status, headers, _ = raw(server, "?z1=2")
        assert (status, headers["Location"]) == (307, "lab/?z1=2")


def test_no_dialog_covers_the_page_while_the_server_is_away(server):
    """Streamlit is told not to show its own; everything else it asks is unchanged."""
    _, headers, body = ask(server, "_stcore/host-config")
    answer = json.loads(body)
    assert answer["blockErrorDialogs"] is True
    assert answer["useExternalAuthToken"] is False
    assert len(body) == int(headers["Content-Length"])


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "GET", "OPTIONS"])
def test_nobody_can_leave_a_file(server, method):
    """Streamlit's place for uploads is not there: it would be kept in memory."""
    assert ask(server, "_stcore/upload_file/session/file", method)[0] == 404


def test_other_sites_may_not_ask(server):
    """A page elsewhere cannot spend the time of this server by its visitors."""
    opened(server)
    asked = f"live/answers/{OFFER}"
    assert ask(server, asked, "POST", sec_fetch_site="cross-site")[0] == 403
    assert ask(server, asked, "POST", sec_fetch_site="same-origin")[0] == 400


@pytest.mark.parametrize(
    ("size", "code"),
    [(LARGEST_MESSAGE + 1, CloseCode.MESSAGE_TOO_BIG), (10_000, None)],
)
def test_a_message_of_several_megabytes_ends_its_websocket(server, size, code):
    """In one frame or in many; a message as a page sends it may pass."""
    filler = BackMsg()
    filler.rerun_script.query_string = "x" * size
    whole = filler.SerializeToString()

    async def said(parts):
        learner = Learner(server, "/softmax")
        await learner.connect()
        with contextlib.suppress(ConnectionError, ConnectionClosed):
            await learner.socket.send(parts)
            await learner.run()
        found = learner.socket.close_code
        await learner.close()
        return found

    pieces = [whole[i : i + 100_000] for i in range(0, len(whole), 100_000)]
    assert told(said(whole)) == code
    assert told(said(pieces)) == code


def opened(server):
    """Open the lesson whose answers are asked for."""

    async def visit():
        learner = Learner(server, "/softmax?z1=1")
        await learner.open()
        await learner.close()

    told(visit())


def code_of(server, link, **headers):
    """Ask a server for the code of a link."""
    return ask(server, f"code?link={quote(link, safe='')}", **headers)


def test_the_code_of_a_state_is_a_picture_that_can_do_nothing(server):
    """It comes as an SVG, with the headers of all answers, and no cache keeps it."""
    raw = 'https://lab.example/softmax?name1="><script> </script>'
    assert code_of(server, raw, **OURS)[0] == 400  # as no browser would write it
    link = "https://lab.example/softmax?name1=%22%3E%3Cscript%3E"
    status, headers, body = code_of(server, link, **OURS)
    assert (status, headers.get_content_type()) == (200, "image/svg+xml")
    assert headers["Cache-Control"] == "no-store"
    assert policy_of(headers)["default-src"] == {"'none'"}
    assert b"<script" not in body


OURS = {"sec_fetch_site": "same-origin"}


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_nobody_else_gets_a_code(server, site):
    """Neither another site nor whoever is sent to the address of a code."""
    assert code_of(server, f"{server}/softmax", sec_fetch_site=site)[0] == 403
    assert code_of(server, "https://evil.example/softmax")[0] == 403
    assert code_of(server, f"{server}/softmax", host="evil.example")[0] == 403


def test_a_link_of_fifty_thousand_signs_gets_no_code(server):
    """It is turned away before anybody draws."""
    status, headers, body = code_of(server, f"{server}/softmax?{'x' * 50_000}", **OURS)
    assert (status, body) == (414, b"")
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("said", ["javascript:alert(1)", "http://school.example"])
def test_a_contact_that_is_none_ends_the_start(monkeypatch, said):
    """Its host hears of it, and no visitor follows it."""
    monkeypatch.setenv("LOGIT_LAB_CONTACT", said)
    with pytest.raises(RuntimeError, match="e-mail or https address"), uvicorn():
        pass
