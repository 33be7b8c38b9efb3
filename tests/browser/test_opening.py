"""Claims about the first answer where nothing that it names can be loaded."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.browser.lab import Lab
from ui.words import frame

LANGUAGES = {"en": "en-US", "ko": "ko-KR"}


@contextmanager
def school(inner: str) -> Iterator[str]:
    """Serve a page of another site that holds `inner`; yield its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>LMS</title>{inner}".encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


@contextmanager
def framed(browser: Browser, app: str, locale: str, sandbox: str) -> Iterator[Page]:
    """Open a page of another site that shows a lesson in a sandbox."""
    frame = f'<iframe width=900 height=700 src="{escape(app)}/softmax?z1=2"'
    with (
        school(f'{frame} sandbox="{sandbox}"></iframe>') as site,
        browser.new_context(locale=locale) as context,
    ):
        page = context.new_page()
        page.goto(site)
        yield page


def text_of(frame: FrameLocator) -> str:
    """Return what can be read."""
    return frame.locator("body").inner_text().strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_frame_without_an_origin_says_what_to_ask_for(
    browser: Browser, app: str, language: str
) -> None:
    """No module is let into it, so the page would say for ever that it loads."""
    said = frame(language)["opening"]["framed"]
    with framed(browser, app, LANGUAGES[language], "allow-scripts") as page:
        inner = page.frame_locator("iframe")
        expect(inner.get_by_role("status")).to_have_text(said, use_inner_text=True)
        assert "allow-same-origin" in text_of(inner)


def test_what_a_frame_is_told_to_ask_for_is_enough(browser: Browser, app: str) -> None:
    """With allow-same-origin the lab moves."""
    sandbox = "allow-scripts allow-same-origin"
    with framed(browser, app, "en-US", sandbox) as page:
        lab = page.frame_locator("iframe").locator("section.lab[data-state=ready]")
        lab.wait_for(timeout=30_000)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_browser_without_scripts_says_so(
    browser: Browser, app: str, language: str
) -> None:
    """One sentence in the visitor's language, and nothing that seems to load."""
    said = frame(language)["opening"]["scriptless"]
    with browser.new_context(
        locale=LANGUAGES[language], java_script_enabled=False
    ) as context:
        page = context.new_page()
        page.goto(f"{app}/softmax")
        expect(page.locator("body")).to_have_text(said, use_inner_text=True)


def test_a_frame_in_which_no_script_may_run_says_so(browser: Browser, app: str) -> None:
    """To a frame it is the same, whoever has switched scripts off."""
    said = frame("en")["opening"]["scriptless"]
    with framed(browser, app, "en-US", "") as page:
        body = page.frame_locator("iframe").locator("body")
        expect(body).to_have_text(said, use_inner_text=True)


@pytest.mark.parametrize("lost", ["index.", "react-dom."])
def test_a_script_of_streamlits_that_is_lost_can_be_tried_again(
    browser: Browser, app: str, lost: str
) -> None:
    """Its first script, or one that this one needs: the link is still there."""
    said = frame("en")["lab"]
    with browser.new_context(locale="en-US") as context:
        page = context.new_page()
        page.route(f"**/static/js/{lost}*", lambda route: route.abort())
        page.goto(f"{app}/softmax?z1=2")
        shown = f"{said['failed']} {said['retry']}"
        expect(page.get_by_role("status")).to_have_text(shown, use_inner_text=True)
        page.unroute(f"**/static/js/{lost}*")
        page.get_by_role("link", name=said["retry"]).click()
        assert Lab(page, app).ready().number("z1") == 2


def test_nothing_of_the_first_answer_is_left_in_a_page(
    browser: Browser, app: str
) -> None:
    """Its styles mean only itself."""
    with browser.new_context(locale="en-US") as context:
        page = context.new_page()
        Lab(page, app).open("/softmax")
        assert page.locator("#opening").count() == 0
        margins = page.locator("#root p").evaluate_all(
            "all => all.map(one => getComputedStyle(one).marginTop)"
        )
        assert margins
        assert "48px" not in margins  # 3 rem
