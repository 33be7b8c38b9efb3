"""A real browser on the real app."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.chromium import ADVICE, chromium, there_is_one
from tests.browser.lab import Lab, watched
from tests.browser.servers import streamlit


def pytest_collection_finish(session: pytest.Session) -> None:
    """End at once, with one sentence, where tests need a browser and have none."""
    if hasattr(session.config, "workerinput"):
        return  # a worker of pytest-xdist may not; there each test says it
    needed = any("browser" in getattr(one, "fixturenames", ()) for one in session.items)
    if needed and not there_is_one():
        pytest.exit(ADVICE, returncode=1)


FORGET = """try {
  if (!sessionStorage.fresh) localStorage.clear();
  sessionStorage.fresh = 1;
} catch { /* nothing is kept for a sandboxed frame */ }"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return one browser for all tests."""
    if not there_is_one():
        pytest.fail(ADVICE, pytrace=False)
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def app() -> Iterator[str]:
    """Return the address of the app, started as a user starts it."""
    with streamlit() as address:
        yield address


@pytest.fixture(scope="session")
def workbench() -> Iterator[str]:
    """Return the address of a small app whose lab is no lesson."""
    with streamlit("tests/browser/workbench/app.py") as address:
        yield address


@pytest.fixture(scope="session")
def desktop(browser: Browser) -> BrowserContext:
    """Return a visitor with a small laptop who reads English."""
    return browser.new_context(locale="en-US", viewport={"width": 1366, "height": 768})


@pytest.fixture(scope="session")
def handset(browser: Browser) -> BrowserContext:
    """Return a visitor with a small touch screen."""
    return browser.new_context(
        locale="en-US",
        viewport={"width": 360, "height": 740},
        has_touch=True,
        is_mobile=True,
    )


@pytest.fixture
def page(desktop: BrowserContext) -> Iterator[Page]:
    """Return a page that fails its test on a foreign request or an error.

    It knows nothing of what earlier tests have visited and done.
    """
    with watched(desktop) as opened:
        opened.add_init_script(FORGET)
        yield opened


@pytest.fixture
def phone(handset: BrowserContext) -> Iterator[Page]:
    """Return the same on a small touch screen."""
    with watched(handset) as opened:
        yield opened


@pytest.fixture
def softmax(page: Page, app: str) -> Lab:
    """Return the softmax lesson, opened by a plain link."""
    return Lab(page, app).open("/softmax")


@pytest.fixture
def swing(page: Page, workbench: str) -> Lab:
    """Return a lab that is no lesson."""
    return Lab(page, workbench, "swing").open("/")
