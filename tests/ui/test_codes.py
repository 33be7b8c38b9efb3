"""Claims about the QR code of a state: whose it is, what it says, whom it refuses."""

import re
from urllib.parse import quote
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import zxingcpp
from streamlit import get_option

from live.turns import BusyError
from tests.asgi import asked
from ui import codes, invitation
from ui.codes import LONGEST, routes

LINK = "https://lab.example/softmax?z1=0.3&z2=-1.5&name1=%EA%B0%9C&lang=ko"
SVG = "{http://www.w3.org/2000/svg}"


def ask(link, client="192.0.2.7", port=8501, **headers):
    """Ask for the code of a link; return status, headers and body."""
    query = f"link={quote(link, safe='')}" if link is not None else ""
    return ask_for(query, client, port, **{"host": "lab.example", **headers})


def ask_for(query, client="192.0.2.7", port=8501, method="GET", **headers):
    """Ask with a query as it stands."""
    ends = {"client": (client, 50_000), "server": ("127.0.0.1", port)}
    return asked(routes(), "/code", query, method, headers, **ends)


def drawn(svg):
    """Return the elements of a code."""
    return ET.fromstring(svg)  # noqa: S314 - drawn by this server a moment ago


def read(svg, scale=4):
    """Return what a reader of QR codes finds in one that segno drew."""
    drawing = drawn(svg)
    side = int(drawing.attrib["viewBox"].split()[-1])
    squares = np.full((side, side), 255, np.uint8)
    x, y = 0.0, 0.0
    [path] = [one for one in drawing.iter(f"{SVG}path") if "stroke" in one.attrib]
    for move, dx, dy, run in re.findall(
        r"([Mm])(-?[\d.]+) (-?[\d.]+)|h([\d.]+)", path.attrib["d"]
    ):
        if run:
            squares[int(y), int(x) : int(x) + int(run)] = 0
            x += int(run)
        elif move == "M":
            x, y = float(dx), float(dy)
        else:
            x, y = x + float(dx), y + float(dy)
    [code] = zxingcpp.read_barcodes(np.kron(squares, np.ones((scale, scale), np.uint8)))
    return code.text


def titled(svg):
    """Return title and description of a code."""
    drawing = drawn(svg)
    return drawing.findtext(f"{SVG}title"), drawing.findtext(f"{SVG}desc")


def test_the_code_of_a_link_is_read_back_as_the_link():
    """The state and the language, as they stand in the address."""
    status, headers, body = ask(LINK)
    assert (status, headers["content-type"]) == (200, "image/svg+xml")
    assert read(body) == LINK
    assert titled(body) == (LINK, None)


@pytest.mark.parametrize(
    "link",
    [
        "https://lab.example/",
        "https://lab.example/school/logit-lab/two-classes?z1=2&z3=-inf",
        "http://lab.example:8600/iris?epoch=3",
        "https://lab.example/softmax?name1=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "https://lab.example/softmax?name1=a'b&name2=%0A%0D",
        "https://lab.example/r/K7QFM",
        "https://lab.example/school/logit-lab/r/K7QFM",
    ],
)
def test_every_page_of_the_app_has_a_code(link):
    """The overview, below a path, at a port, and with names that nobody has."""
    status, _, body = ask(link, host=link.split("/")[2])
    assert status == 200
    assert read(body) == titled(body)[0] == link
    assert b"<script" not in body


def test_a_part_of_the_page_and_a_password_are_left_out():
    """What stands before the host and behind the hash is nobody else's."""
    given = "https://me:secret@lab.example/softmax?z1=2#here"
    _, _, body = ask(given, sec_fetch_site="same-origin")
    assert read(body) == "https://lab.example/softmax?z1=2"


@pytest.mark.parametrize(
    ("link", "status"),
    [
        (None, 400),
        ("", 400),
        ("softmax?z1=2", 403),
        ("javascript:alert(1)", 403),
        ("data:text/html,<script>alert(1)</script>", 403),
        ("//evil.example/softmax", 403),
        ("https://lab.example.evil.example/softmax", 403),
        ("https://lab.example@evil.example/softmax", 403),
        ("https://evil.example/softmax?z1=2", 403),
        ("https://lab.example/nobody", 403),
        ("https://lab.example/softmax/x", 403),
        ("https://lab.example/r/KKKK", 403),
        ("https://lab.example/x/K7QFM", 403),
        ("https://lab.example/K7QFM", 403),
        ("https://lab.example/r/K7QFM?z1=2", 403),
        ("https://lab.example\\@evil.example/softmax", 403),
        ("https://lab.example/softmax?name1=개", 400),
        ("https://lab.example/softmax?z1=2\nSet-Cookie: a=b", 400),
        ("https://[lab.example/softmax", 400),
        ("https://lab.example:99999/softmax", 403),
        ("https://lab.example/softmax?" + "x" * 50_000, 414),
        ("x" * 50_000, 414),
    ],
)
def test_no_other_address_becomes_a_code(link, status):
    """Nobody can spread an address of his in the name of this app."""
    found, headers, body = ask(link)
    assert (found, body) == (status, b"")
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", "nonsense"])
def test_only_our_own_page_may_ask(site):
    """Another site, a mail or an address bar gets no code, whatever the host is."""
    assert ask(LINK, sec_fetch_site=site)[0] == 403
    evil = "https://evil.example/softmax"
    assert ask(evil, host="evil.example", sec_fetch_site=site)[0] == 403


def test_a_host_that_lies_makes_no_code_of_the_true_link():
    """Where the browser does not say from where it asks, host and link must agree."""
    assert ask(LINK, host="evil.example")[0] == 403
    assert ask(LINK, host="")[0] == 403


def test_a_proxy_that_hides_the_host_leaves_the_code_to_the_browser():
    """It vouches for the page, which knows where it is."""
    _, _, body = ask(LINK, host="10.1.2.3:8501", sec_fetch_site="same-origin")
    assert read(body) == LINK


def test_a_link_too_long_for_phones_is_refused():
    """To the byte; the longest that is taken can still be read."""
    start = "https://lab.example/softmax?name1="
    longest = start + "x" * (LONGEST - len(start))
    assert read(ask(longest)[2]) == longest
    assert ask(f"{longest}x")[0] == 414


@pytest.fixture
def network(monkeypatch):
    """Give this machine an address in a network, at which it listens."""
    asked = []

    def listens(host, port):
        asked.append((host, port))
        return True

    monkeypatch.setattr(invitation, "own_address", lambda: "192.168.0.17")
    monkeypatch.setattr(invitation, "answers", listens)
    return asked


LOCAL = {"client": "127.0.0.1", "host": "localhost:8501"}
OPENED = "http://localhost:8501/softmax?z1=2"


@pytest.mark.usefixtures("network")
def test_a_class_is_led_to_the_address_of_the_teachers_machine():
    """The teacher's own window says localhost; the state is kept."""
    _, _, body = ask(OPENED, **LOCAL)
    assert read(body) == "http://192.168.0.17:8501/softmax?z1=2"
    assert titled(body)[1] == "network"


def test_nobody_finds_out_which_ports_are_open(network):
    """A host that lies about its port, a proxy, a stranger: nothing is looked at."""
    other = "http://localhost:22/softmax"
    assert ask(other, client="127.0.0.1", host="localhost:22")[0] == 204
    assert ask(OPENED, **LOCAL | {"client": "192.0.2.7"})[0] == 204
    assert ask(OPENED, **LOCAL, x_forwarded_for="192.0.2.7")[0] == 204
    assert network == []


def test_a_machine_in_no_network_says_so(monkeypatch):
    """There is a link, and nobody else could open it."""
    monkeypatch.setattr(invitation, "own_address", lambda: None)
    status, _, body = ask(OPENED, **LOCAL)
    assert (status, body) == (204, b"")


def test_a_server_that_was_told_its_name_leads_there(monkeypatch):
    """In a container only its host knows the address."""

    def option(name):
        known = {"browser.serverAddress": "lab.example"}
        return known.get(name) or get_option(name)

    monkeypatch.setattr(codes, "get_option", option)
    _, _, body = ask(OPENED, client="172.17.0.1", host="localhost:8501")
    assert read(body) == "http://lab.example:8501/softmax?z1=2"


def test_several_links_at_once_are_none():
    """The first one counts nothing: only one link can be on a screen."""
    both = f"link={quote(LINK, safe='')}&link={quote('https://evil.example/', safe='')}"
    assert ask_for(both, host="lab.example")[0] == 400


def test_nothing_can_be_sent_there():
    """The route only answers."""
    assert ask_for(f"link={quote(LINK, safe='')}", method="POST")[0] == 405


def test_an_older_code_of_the_same_asker_may_be_replaced(monkeypatch):
    """Whoever asks faster than codes are drawn waits for the newest alone."""

    async def busy(*_):
        raise BusyError

    monkeypatch.setattr(codes._turns, "answer", busy)  # noqa: SLF001 - the queue is ours
    status, headers, _ = ask(LINK)
    assert (status, headers["retry-after"]) == (503, "1")


def test_a_code_is_dark_on_light_and_has_its_quiet_zone():
    """In every theme, as it is drawn; phones want four squares around it."""
    _, _, body = ask(LINK)
    drawing = drawn(body)
    fills = [p.attrib.get("fill") for p in drawing.iter(f"{SVG}path")]
    strokes = [p.attrib.get("stroke") for p in drawing.iter(f"{SVG}path")]
    assert "#fff" in fills
    assert "#000" in strokes
