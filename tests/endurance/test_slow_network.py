"""Claims about a slow network: 300 ms there and back, 1.5 Mbit/s, for everything."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.lab import Lab, watched
from tests.browser.servers import streamlit
from tests.browser.slow_line import Line, slow_line
from tests.browser.test_drag import (
    test_a_drag_paints_every_step_and_sends_nothing,
    test_no_wrong_number_when_the_next_slider_is_grabbed_at_once,
)
from ui.words import frame

# What holds next to the server holds far from it too: these run once more here.
__all__ = [
    "test_a_drag_paints_every_step_and_sends_nothing",
    "test_no_wrong_number_when_the_next_slider_is_grabbed_at_once",
]

AT_ONCE = 3  # seconds until a visitor must read something
PATIENCE = 120_000  # milliseconds for everything to arrive
READY = "section.lab[data-state=ready]"
LOADED = """() => performance.getEntriesByType("resource")
  .filter((file) => file.transferSize > 0).map((file) => file.name)"""


@pytest.fixture(scope="module")
def line() -> Iterator[Line]:
    """Return a slow line to the app."""
    with streamlit() as server, slow_line(server) as line:
        yield line


@pytest.fixture(scope="module")
def far(browser: Browser, line: Line) -> Iterator[BrowserContext]:
    """Return a browser at the far end that has been here before."""
    context = browser.new_context(
        locale="en-US", viewport={"width": 1366, "height": 768}
    )
    page = context.new_page()
    page.goto(f"{line.address}/softmax")
    page.wait_for_selector(READY, timeout=PATIENCE)
    page.close()
    yield context
    context.close()


@pytest.fixture
def softmax(far: BrowserContext, line: Line) -> Iterator[Lab]:
    """Return the softmax lesson at the far end."""
    with watched(far) as page:
        yield Lab(page, line.address).open("/softmax")


@pytest.mark.parametrize(("browsers", "language"), [("en-GB", "en"), ("ko-KR", "ko")])
def test_a_first_visit_says_at_once_that_it_loads(
    browser: Browser, line: Line, browsers: str, language: str
) -> None:
    """Long before the page can be drawn, it says in its reader's language why not."""
    with browser.new_context(locale=browsers) as context:
        page = context.new_page()
        begun = time.monotonic()
        page.goto(f"{line.address}/softmax", wait_until="commit")
        loading = frame(language)["lab"]["loading"]
        expect(page.get_by_role("status").get_by_text(loading)).to_be_visible()
        assert time.monotonic() - begun < AT_ONCE


def test_a_second_visit_loads_no_file_again(softmax: Lab, line: Line) -> None:
    """What does not change is kept, and the rest is a few kilobytes."""
    page: Page = softmax.page
    before = line.down.carried
    page.goto("about:blank")
    softmax.open("/softmax?z1=1")
    files = [name for name in page.evaluate(LOADED) if "/_stcore/" not in name]
    assert files == []
    assert line.down.carried - before < 100_000
