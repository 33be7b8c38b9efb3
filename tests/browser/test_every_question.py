"""Every question, in English on a desk, in Korean on a phone: no leak, an answer."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.asked import Asked, hunted
from tests.browser.lab import Lab, watched
from ui.contents import LESSONS
from ui.questions import questions
from ui.words import words

pytestmark = pytest.mark.long

SIZES = {"en": (1366, 768), "ko": (390, 844)}


@pytest.mark.parametrize("language", SIZES)
@pytest.mark.parametrize("lesson", LESSONS)
def test_every_question_is_asked_and_answered(
    browser: Browser, app: str, lesson: str, language: str
) -> None:
    """Nothing on the page tells the truth before there is a guess, and then it does."""
    width, height = SIZES[language]
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=language == "ko"
    )
    with watched(context) as page:
        for key, question in questions(lesson).items():
            one = Asked(Lab(page, app, lesson), language)
            one.open(f"/{lesson}?ask={key}&lang={language}").settled()
            if truth := hunted(lesson, key):
                assert one.leaks(*truth) == [], key
            assert page.evaluate("document.body.scrollWidth <= innerWidth"), key
            one.guess(question.kind).commit().settled()
            why = words(language, lesson)["questions"][key]["why"].partition("{")[0]
            expect(one.section.locator(".ask-why")).to_contain_text(why)
            assert one.lines()
    context.close()
