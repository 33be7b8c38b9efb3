"""Claims about a network that lets no websocket through."""

import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocketRoute, expect

from tests.browser.lab import Lab, of_core, same, watched
from tests.browser.servers import ROOT
from tests.browser.turns import tried
from ui.words import frame

SOON = 60_000  # milliseconds: the ten seconds, and the page before them
STREAM = "**/_stcore/stream*"
THEME = {
    "primaryColor": "primary-color",
    "backgroundColor": "background-color",
    "secondaryBackgroundColor": "secondary-background-color",
    "textColor": "text-color",
    "borderColor": "border-color",
    "linkColor": "link-color",
    "chartCategoricalColors": "chart-categorical-colors",
}


def refuse(socket: WebSocketRoute) -> None:
    """Close a websocket at once, as a proxy does that answers 403."""
    socket.close()


def swallow(_: WebSocketRoute) -> None:
    """Let a websocket open, and nothing through it."""


@contextmanager
def blocked(browser: Browser, locale: str = "en-US") -> Iterator[Page]:
    """Open a page behind a proxy that refuses websockets."""
    context = browser.new_context(
        locale=locale, viewport={"width": 1366, "height": 768}
    )
    with watched(context) as page:
        page.route_web_socket(STREAM, refuse)
        yield page
    context.close()


@pytest.mark.parametrize(
    ("locale", "language", "network"),
    tried(
        [("en-US", "en", refuse), ("ko-KR", "ko", swallow)],
        lambda case: case[1] == "ko",
    ),
)
def test_a_page_that_does_not_come_says_what_to_ask_for(
    browser: Browser, app: str, locale: str, language: str, network
) -> None:
    """In the visitor's language, with the address that has to be let through."""
    with blocked(browser, locale) as page:
        page.route_web_socket(STREAM, network)
        page.goto(f"{app}/iris")
        sentence = page.get_by_role("alert")
        expect(sentence).to_be_visible(timeout=SOON)
        expect(sentence).to_contain_text(frame(language)["opening"]["blocked"])
        address = f"{app.replace('http', 'ws')}/_stcore/stream"
        expect(sentence.locator("code")).to_have_text(address)
        hit = "document.elementFromPoint(640, 30).closest('.lab-alone') !== null"
        assert page.evaluate(hit)  # nothing of the grey page lies over it


def test_a_lab_works_without_any_websocket(
    browser: Browser, desktop: BrowserContext, app: str
) -> None:
    """What it says and how it looks is as in its page, and a release is answered."""
    with watched(desktop) as page:
        inside = Lab(page, app).open("/softmax?z1=2&lang=ko")
        look = "one => getComputedStyle(one).getPropertyValue('--series-2')"
        colour = inside.section.evaluate(look)
    with blocked(browser) as page:
        page.goto(f"{app}/softmax?z1=2&lang=ko&embed=true")
        page.wait_for_selector("section.lab", timeout=SOON)
        lab = Lab(page, app).ready()
        assert lab.link()["embed"] == ["true"]
        expect(lab.section.get_by_role("button", name="처음으로")).to_be_visible()
        assert lab.section.evaluate(look) == colour
        lab.drag("z2", -3)
        lab.release()
        seen = lab.settled().logits()
        assert seen == [2, pytest.approx(-3, abs=0.2), 4]
        assert same(lab.vector("p"), of_core(seen))
        assert lab.link()["z2"] == [f"{seen[1]:g}"]
        assert lab.link()["embed"] == ["true"]


@pytest.mark.long
def test_the_page_takes_over_once_it_comes(browser: Browser, app: str) -> None:
    """Also from a lab that stood alone, in the state in which that one was left."""
    let_through: list[bool] = []

    def proxy(socket: WebSocketRoute) -> None:
        if let_through:
            socket.connect_to_server()
        else:
            socket.close()

    with blocked(browser) as page:
        page.route_web_socket(STREAM, proxy)
        page.goto(f"{app}/softmax?z1=2")
        expect(page.get_by_role("alert")).to_be_visible(timeout=SOON)
        page.wait_for_selector("section.lab", timeout=SOON)
        lab = Lab(page, app).ready()
        lab.type("z1", "3.25")
        lab.settled()
        let_through.append(True)
        expect(page.get_by_role("heading", name="Softmax", level=1)).to_be_visible(
            timeout=2 * SOON
        )
        expect(page.locator(".lab-alone")).to_have_count(0)
        expect(page.get_by_role("alert")).to_have_count(0)
        assert lab.ready().settled().number("z1") == 3.25


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_lab_alone_has_the_colours_of_the_theme(theme: str) -> None:
    """They stand in the style sheet too, as .streamlit/config.toml has them."""
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    styles = (ROOT / "live" / "assets" / "lab.css").read_text("utf-8")
    light, dark = re.findall(r"\.lab-alone \{(.*?)\}", styles, re.DOTALL)
    rules = dict(
        re.findall(r"--st-([\w-]+): ([^;]+);", light if theme == "light" else dark)
    )
    for name, variable in THEME.items():
        meant = config["theme"][theme][name]
        meant = ", ".join(meant) if isinstance(meant, list) else meant
        assert rules[variable] == meant
