"""Every question is asked of a class, by turns in two languages and both themes."""

from __future__ import annotations

from itertools import cycle
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.asked import hunted
from tests.browser.lab import Lab, box, watched
from tests.browser.reach import barriers
from tests.browser.rooms import LONG, Phones, Teacher
from ui.contents import LESSONS
from ui.questions import questions
from ui.words import frame, words

pytestmark = pytest.mark.long

WALLS: dict[str, Any] = {
    "en": {"viewport": {"width": 1366, "height": 768}, "color_scheme": "light"},
    "ko": {"viewport": {"width": 1920, "height": 1080}, "color_scheme": "dark"},
}


def guesses(sheet: dict[str, Any]) -> list[list[int]]:
    """Return some that a question takes."""
    if sheet["kind"] == "order":
        places = list(range(len(sheet["options"])))
        return [places, places[::-1], places]
    return [[0], [1], [1]]


@pytest.mark.parametrize(
    ("lesson", "language"), list(zip(LESSONS, cycle(WALLS), strict=False))
)
def test_every_question_is_asked_of_a_class(
    browser: Browser, app: str, lesson: str, language: str
) -> None:
    """One after the other in one room: no leak, no barrier, and all is told."""
    context = browser.new_context(**WALLS[language], reduced_motion="reduce")
    with watched(context) as page:
        teacher = Teacher(Lab(page, app, lesson), language)
        teacher.open(f"/{lesson}?room=new&present=1&lang={language}")
        phones = Phones(app, teacher.code)
        for key in questions(lesson):
            teacher.stands("open")
            expect(page.locator(".class-count")).to_be_visible()
            if truth := hunted(lesson, key):
                assert teacher.leaks(*truth) == [], key
            assert phones.told()["sheet"]["link"] == f"ask={key}"
            phones.guess(*guesses(phones.told()["sheet"]))
            teacher.way("close").click()
            teacher.stands("closed")
            teacher.way("show").click()
            teacher.stands("shown")
            expect(page.locator(".class-dots > *")).to_be_visible()
            teacher.way("reveal").click()
            why = words(language, lesson)["questions"][key]["why"].partition("{")[0]
            expect(page.locator(".class-why")).to_contain_text(why, timeout=LONG)
            told = page.locator(".class-dots :is(.dots-right, [data-right])")
            assert told.count() or phones.told()["sheet"]["kind"] == "order", key
            assert page.evaluate("document.body.scrollWidth <= innerWidth"), key
            if teacher.way("ask_next").count():
                teacher.way("ask_next").click()
        assert barriers(page) == []
        teacher.way("end").click()
        expect(page.locator(".class-side")).to_have_count(0)
    context.close()


def test_the_code_grows_where_nobody_comes(page: Page, app: str) -> None:
    """With what may keep phones away; and shrinks with the first one."""
    teacher = Teacher(Lab(page, app, "softmax"), "en")
    teacher.open("/softmax?ask=bystander&room=new&present=1")
    phones, side = Phones(app, teacher.code), page.locator(".class-side")
    width = box(side)["width"]
    hint = frame("en")["classroom"]["hint_any"]
    expect(side).to_contain_text(hint, timeout=2 * LONG)
    assert box(side)["width"] > 1.5 * width
    phones.told()
    expect(side).not_to_contain_text(hint, timeout=LONG)
    assert box(side)["width"] == width
    teacher.way("end").click()
