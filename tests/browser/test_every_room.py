"""The room once more: every lesson at every size, each opened once and then resized."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from bench.room import SCREENS, Screen, measured
from tests.browser.lab import Lab, resized, watched
from tests.browser.reach import (
    PANS,
    barriers,
    hidden_in_focus,
    least_type,
    missed,
)
from ui.contents import LESSONS

pytestmark = pytest.mark.long

SMALLEST: Final = 0.85  # of the picture at 100 %, on the screen
LEAST: Final = 28  # pixels of type in the present view at 1366 x 768
PRESENT: Final = "present=1"
EMBEDDED: Final = Screen(800, 600, link="embed=true")
LAYOUTS: Final = {"wide": (1366, 768), "stacked": (1000, 768), "phone": (390, 844)}
WIDTHS: Final = (390, 360, 320)
PLAIN: Final = [screen for screen in SCREENS if not screen.link]
ZOOMED: Final = [screen for screen in PLAIN if screen.zoom != 1]
# Where the focus goes is tried in each layout once; Tab takes its time.
TABBED: Final = [Screen(1366, 768), *(s for s in PLAIN if s.width < 1024)]
Theme = Literal["light", "dark"]


@pytest.fixture(scope="module", params=LESSONS)
def lesson(request: pytest.FixtureRequest) -> str:
    """Return the name of one lesson."""
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def opened(desktop: BrowserContext, app: str, lesson: str) -> Iterator[Lab]:
    """Return a lesson in English, opened once."""
    with watched(desktop) as page:
        yield Lab(page, app, lesson).open(f"/{lesson}?lang=en")


def shown_at(page: Page, screen: Screen) -> Page:
    """Return a page in the size of a screen."""
    resized(page, *screen.css)
    return page


def unfolded(lab: Lab, wrong: Callable[[Page], object]) -> list[tuple[str, object]]:
    """Unfold one thing after the other, put away the last; return what was wrong."""
    folds = lab.whole.locator("[data-unfolds]").all()
    found = []
    for fold in folds:
        fold.click()
        lab.frame()
        found.append((fold.inner_text(), wrong(lab.page)))
    if folds:
        folds[-1].click()
    return [(name, what) for name, what in found if what]


@pytest.mark.parametrize("screen", PLAIN, ids=str)
def test_every_control_can_be_hit(opened: Lab, screen: Screen) -> None:
    """Whatever is unfolded, and nothing pans."""
    page = shown_at(opened.page, screen)
    assert missed(page) == []
    assert not page.evaluate(PANS)
    assert unfolded(opened, missed) == []
    assert unfolded(opened, lambda page: page.evaluate(PANS)) == []


@pytest.mark.parametrize("screen", TABBED, ids=str)
def test_what_has_the_focus_is_in_sight(opened: Lab, screen: Screen) -> None:
    """From the first control to the last nothing lies upon it."""
    assert hidden_in_focus(shown_at(opened.page, screen)) == []


@pytest.mark.parametrize("screen", ZOOMED, ids=str)
def test_zoom_never_makes_the_picture_smaller(opened: Lab, screen: Screen) -> None:
    """On the screen it keeps at least 85 % of its width and of its height."""
    before, after = (
        measured(shown_at(opened.page, one), one.zoom)
        for one in (Screen(screen.width, screen.height), screen)
    )
    assert after["width"] >= SMALLEST * before["width"]
    assert after["height"] >= SMALLEST * before["height"]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_there_is_no_barrier(opened: Lab, layout: str, theme: Theme) -> None:
    """axe-core finds nothing; one theme is tried with all that can be unfolded."""
    page = shown_at(opened.page, Screen(*LAYOUTS[layout]))
    page.emulate_media(color_scheme=theme)
    page.wait_for_selector(f"section.lab[data-theme={theme}]")
    assert barriers(page) == []
    if (theme == "dark") == (layout == "phone"):
        assert unfolded(opened, barriers) == []


def test_nothing_pans_on_a_phone_in_korean(page: Page, app: str, lesson: str) -> None:
    """At any width."""
    Lab(page, app, lesson).open(f"/{lesson}?lang=ko")
    for width in WIDTHS:
        shown_at(page, Screen(width, 740))
        assert (width, page.evaluate(PANS)) == (width, False)


def test_a_frame_can_be_used(browser: Browser, app: str, lesson: str) -> None:
    """Every control of a lesson in a page of somebody else can be reached."""
    page = EMBEDDED.open(browser, f"{app}/{lesson}")
    found = missed(page), hidden_in_focus(page), page.evaluate(PANS)
    page.close()
    assert found == ([], [], False)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_last_row_can_read_it(
    page: Page, app: str, lesson: str, language: str
) -> None:
    """No type is smaller than 28 pixels, every control can be reached, none barred."""
    Lab(page, app, lesson).open(f"/{lesson}?{PRESENT}&lang={language}")
    size, text = least_type(page)
    assert size >= LEAST, text
    assert missed(page) == []
    assert hidden_in_focus(page) == []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        page.wait_for_selector(f"section.lab[data-theme={theme}]")
        assert (theme, barriers(page)) == (theme, [])
    page.emulate_media(color_scheme="light")


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
