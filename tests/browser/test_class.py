"""A class answers: from within a lesson, on phones, and on laptops in a lesson."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.asked import Asked
from tests.browser.lab import Lab, resized, watched
from tests.browser.rooms import LONG, Phones, Teacher
from ui.lesson import find
from ui.questions import posed
from ui.words import frame

SAID, HOST, SEAT = (frame("en")[part] for part in ("lab", "classroom", "phone"))


@pytest.fixture
def teacher(page: Page, app: str) -> Teacher:
    """Return a teacher who has opened a question."""
    one = Teacher(Lab(page, app, "softmax"), "en")
    one.open("/softmax?ask=bystander&present=1")
    return one


@pytest.fixture
def laptop(browser: Browser) -> Iterator[Page]:
    """Return the page of somebody else."""
    with watched(browser.new_context(locale="en-US")) as opened:
        yield opened
        opened.context.close()


def barriers(page: Page) -> list[object]:
    """Return what axe-core finds on a page of ours."""
    found = Axe().run(page, ".page").response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found]


def colour_at_200_percent(page: Page, place: str) -> str:
    """Return in which colour a line is drawn on a small laptop with large type."""
    resized(page, 683, 384)
    line = page.locator(place)
    found: str = line.evaluate("one => getComputedStyle(one).stroke")
    resized(page, 1366, 768)
    return found


def test_a_class_guesses_talks_guesses_again_and_sees(
    teacher: Teacher, app: str
) -> None:
    """Nothing is told before; then the sweep plays, with all guesses over the truth."""
    page, count = teacher.page, teacher.page.locator(".class-count")
    teacher.section.get_by_role("button", name=HOST["title"]).click()
    phones = Phones(app, teacher.code)
    assert teacher.lab.link()["room"] == [teacher.code]
    expect(count).to_have_text(HOST["nobody"])
    expect(teacher.section.locator(".ask-number")).to_have_count(0)
    expect(teacher.section.locator(".ghost-zone")).to_be_visible()
    phones.guess([25], [25], [10], [4])
    expect(count).to_have_text("4 of 4 here", timeout=LONG)
    assert barriers(page) == []
    page.keyboard.press("Enter")
    teacher.stands("closed")
    expect(page.locator(".class-dots")).to_have_count(0)
    teacher.way("show").click()
    teacher.stands("shown")
    expect(page.locator(".dots-now")).to_have_count(4)
    assert barriers(page) == []
    one = posed(find("softmax").view, "softmax", "bystander", 0)
    assert teacher.leaks(one.question, one.truth) == []
    teacher.way("hide").click()
    teacher.stands("closed")
    expect(page.locator(".dots-now")).to_have_count(0)
    page.keyboard.press("Enter")
    teacher.stands("open")
    expect(teacher.section.locator(".class-line")).to_have_text(HOST["again"])
    phones.guess([4], [4], [5], [25])
    expect(count).to_have_text("4 of 4 here", timeout=LONG)
    teacher.way("close").click()
    teacher.way("reveal").click()
    teacher.stands("revealed")
    expect(page.locator(".dots-right")).to_have_text("4.3 %", timeout=LONG)
    assert teacher.lab.settled().number("z3") == 6
    places = [page.locator(look) for look in (".dots-before", ".dots-now")]
    assert [one.count() for one in places] == [4, 4]
    assert colour_at_200_percent(page, ".dots-truth").startswith("rgb")
    why = page.locator(".class-why")
    expect(why).to_contain_text("Before talking 1 of 4 were close, after it 3 of 4.")
    expect(why).to_contain_text("Shares are parts")
    assert barriers(page) == []
    page.keyboard.press("Enter")
    teacher.stands("open")
    expect(teacher.section.locator(".ask-sentence")).to_contain_text("All logits")
    assert phones.told()["sheet"]["link"] == "ask=shift"
    teacher.way("end").click()
    expect(page.locator(".class-side")).to_have_count(0)
    assert "room" not in teacher.lab.link()
    expect(teacher.button("ask_unsure")).to_be_visible()


def test_a_teacher_who_comes_back_finds_the_room(teacher: Teacher, app: str) -> None:
    """With its guesses; what is right plays once more where it was revealed."""
    page = teacher.page
    page.goto(f"{app}/softmax?room=new&present=1")  # the first question is asked
    code = teacher.code
    Phones(app, code).guess([25], [24], [10])
    page.reload()
    assert teacher.code == code
    expect(page.locator(".class-count")).to_have_text("3 of 3 here", timeout=LONG)
    teacher.way("reveal_now").click()
    expect(page.locator(".dots-right")).to_be_visible(timeout=LONG)
    page.reload()
    expect(page.locator(".dots-right")).to_be_visible(timeout=LONG)
    assert teacher.code == code
    teacher.way("end").click()
    expect(page.locator(".class-side")).to_have_count(0)


def test_a_laptop_in_a_lesson_takes_part(
    teacher: Teacher, laptop: Page, app: str
) -> None:
    """Its lab asks what the room asks, tells when the room tells, and then is free."""
    teacher.section.get_by_role("button", name=HOST["title"]).click()
    code = teacher.code
    seat = Asked(Lab(laptop, app, "softmax"), "en")
    laptop.goto(f"{app}/temperature?room={code}")  # of another lesson
    laptop.wait_for_url(f"**/softmax?*room={code}*", timeout=LONG)
    line = laptop.locator(".class-line")
    expect(line).to_have_text(SEAT["alone"], timeout=LONG)
    seat.section.locator(".ask-number").fill("25")
    laptop.keyboard.press("Enter")
    seat.button("ask_commit").click()
    expect(line).to_have_text(SEAT["stored"], timeout=LONG)
    expect(seat.section.locator(".ghost-mark")).to_be_visible()
    one = posed(find("softmax").view, "softmax", "bystander", 0)
    assert seat.leaks(one.question, one.truth) == []
    laptop.reload()
    expect(line).to_have_text(SEAT["stored"], timeout=LONG)
    expect(teacher.page.locator(".class-count")).to_have_text("1 of 1 here")
    teacher.way("reveal_now").click()
    expect(laptop.locator(".ask-why")).to_contain_text(
        SAID["ask_unmoved"], timeout=LONG
    )
    assert seat.lines()["Your guess"] == "25 %"
    expect(teacher.way("ask_next")).to_be_visible(timeout=LONG)
    teacher.way("ask_next").click()
    expect(seat.section.locator(".ask-sentence")).to_contain_text(
        "All logits", timeout=LONG
    )
    expect(line).to_have_text(SEAT["alone"], timeout=LONG)
    teacher.way("end").click()
    expect(line).to_have_text(SEAT["ended"], timeout=LONG)
    seat.button("ask_explore").click()
    expect(laptop.locator(".lab[data-question]")).to_have_count(0)
    assert "room" not in seat.lab.link()


@pytest.mark.parametrize("code", ["BCDFG", "x", "%3Cscript%3E"])
def test_a_room_that_is_not_there_is_told_so(page: Page, app: str, code: str) -> None:
    """And the lesson can be used."""
    lab = Lab(page, app, "softmax").open(f"/softmax?room={code}")
    expect(page.locator(".class-line")).to_have_text(SEAT["ended"], timeout=LONG)
    page.locator("input[name=z1][type=range]").focus()
    before = lab.number("z1")
    page.keyboard.press("ArrowRight")
    assert lab.settled().number("z1") == pytest.approx(before + 0.1)
