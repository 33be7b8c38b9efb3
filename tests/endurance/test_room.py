"""The room once more: every lesson at every size, in both themes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from bench.room import SCREENS, Screen, measured
from tests.browser.lab import Lab, watched
from tests.browser.reach import (
    PANS,
    barriers,
    hidden_in_focus,
    least_type,
    missed,
)
from ui.contents import LESSONS

SMALLEST = 0.85  # of the picture at 100 %, on the screen
LEAST = 28  # pixels of type in the present view at 1366 x 768
PRESENT = "present=1"
THEMES = ("light", "dark")
LAYOUTS = {"wide": (1366, 768), "stacked": (1000, 768), "phone": (390, 844)}
WIDTHS = (390, 360, 320)
SHOWN = [screen for screen in SCREENS if screen.link != PRESENT]
ZOOMED = [screen for screen in SHOWN if screen.zoom != 1]


@pytest.fixture(params=LESSONS)
def lesson(request: pytest.FixtureRequest) -> str:
    """Return the name of one lesson."""
    name: str = request.param
    return name


@pytest.fixture(params=SHOWN, ids=str)
def sized(
    request: pytest.FixtureRequest, browser: Browser, app: str, lesson: str
) -> Iterator[Page]:
    """Return a lesson at one size."""
    page = request.param.open(browser, f"{app}/{lesson}")
    yield page
    page.close()


def test_every_control_can_be_reached(sized: Page) -> None:
    """By pointer and by keys, and nothing pans; also with each fold open."""
    assert missed(sized) == []
    assert hidden_in_focus(sized) == []
    assert not sized.evaluate(PANS)
    for fold in sized.locator("[data-unfolds]").all():
        fold.click()
        assert missed(sized) == []
        assert not sized.evaluate(PANS)


@pytest.mark.parametrize("screen", ZOOMED, ids=str)
def test_zoom_never_makes_the_picture_smaller(
    browser: Browser, app: str, lesson: str, screen: Screen
) -> None:
    """On the screen it keeps at least 85 % of its width and of its height."""
    found = []
    for one in (Screen(screen.width, screen.height), screen):
        page = one.open(browser, f"{app}/{lesson}")
        found.append(measured(page, one.zoom))
        page.close()
    before, after = found
    assert after["width"] >= SMALLEST * before["width"]
    assert after["height"] >= SMALLEST * before["height"]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_nothing_pans_on_a_phone(
    browser: Browser, app: str, lesson: str, language: str
) -> None:
    """In either language, at any width."""
    for width in WIDTHS:
        screen = Screen(width, 740, link=f"lang={language}")
        page = screen.open(browser, f"{app}/{lesson}")
        assert not page.evaluate(PANS), width
        page.close()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_last_row_can_read_every_lesson(
    page: Page, app: str, lesson: str, language: str
) -> None:
    """No type is smaller than 28 pixels, and every control can be reached."""
    Lab(page, app, lesson).open(f"/{lesson}?{PRESENT}&lang={language}")
    size, text = least_type(page)
    assert size >= LEAST, text
    assert missed(page) == []
    assert hidden_in_focus(page) == []


def test_hidden_numbers_are_told_to_nobody(page: Page, app: str, lesson: str) -> None:
    """Every one reads as a question mark, and no other way leads to it."""
    lab = Lab(page, app, lesson).open(f"/{lesson}?{PRESENT}")
    page.keyboard.press("h")
    lab.frame()
    assert lab.whole.locator("output[data-value]").count() == 0
    assert set(lab.whole.locator("output").all_text_contents()) <= {"?"}
    told = lab.section.locator(".lab-plot[role=img]").get_attribute("aria-label")
    assert told is not None
    assert not any(character.isdigit() for character in told)


@pytest.fixture(params=THEMES)
def themed(
    request: pytest.FixtureRequest, browser: Browser
) -> Iterator[BrowserContext]:
    """Return a visitor who likes one theme."""
    context = browser.new_context(locale="en-US", color_scheme=request.param)
    yield context
    context.close()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_there_is_no_barrier(
    themed: BrowserContext, app: str, lesson: str, layout: str
) -> None:
    """axe-core finds nothing, whatever is unfolded."""
    width, height = LAYOUTS[layout]
    with watched(themed) as page:
        page.set_viewport_size({"width": width, "height": height})
        lab = Lab(page, app, lesson).open(f"/{lesson}")
        assert barriers(page) == []
        for fold in lab.whole.locator("[data-unfolds]").all():
            fold.click()
            assert barriers(page) == []


def test_there_is_no_barrier_in_a_hall(
    themed: BrowserContext, app: str, lesson: str
) -> None:
    """Neither while it is presented."""
    with watched(themed) as page:
        page.set_viewport_size({"width": 1366, "height": 768})
        Lab(page, app, lesson).open(f"/{lesson}?{PRESENT}")
        assert barriers(page) == []
