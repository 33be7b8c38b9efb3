"""Predicting first: a question is asked, answered, told; and nothing is told before."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.asked import Asked, hunted
from tests.browser.hands import Hands
from tests.browser.lab import Lab, box, listen, messages_from
from ui.questions import questions
from ui.words import frame, words

SAID = frame("en")["lab"]


def asked(page: Page, app: str, link: str, language: str = "en") -> Asked:
    """Open a link that asks."""
    name = link.lstrip("/").partition("?")[0]
    return Asked(Lab(page, app, name), language).open(link)


def test_somebody_guesses_and_sees_what_happens(page: Page, app: str) -> None:
    """The sweep plays, the guess stays beside the truth, and a sentence says why."""
    one = asked(page, app, "/softmax?ask=bystander")
    ghost = one.section.locator(".ghost-mark")
    expect(one.button("ask_commit")).to_have_attribute("aria-disabled", "true")
    expect(ghost).to_be_hidden()
    one.button("ask_commit").click(force=True)  # there is no guess yet
    expect(one.section).to_have_attribute("data-question", "open")
    expect(one.section.locator("input[name=z3][type=range]")).to_be_disabled()
    zone = box(one.section.locator(".ghost-zone"))
    page.mouse.move(zone["x"] + 10, zone["y"] + zone["height"] / 2)
    page.mouse.down()
    page.mouse.move(zone["x"] + zone["width"] / 2, zone["y"] + 20, steps=4)
    page.mouse.up()
    expect(ghost).to_be_visible()
    width = box(ghost)["width"]
    assert abs(width - zone["width"] / 2) < zone["width"] / 20
    listen(page, ".lab > .lab-status")
    one.commit().settled()
    assert one.lab.number("z3") == 6
    assert one.lines()["Result"] == "4.3 %"
    assert one.lines()["Before"] == "24.5 %"
    assert abs(box(ghost)["width"] - width) < 1
    expect(one.section.locator(".ask-why")).to_contain_text("Shares are parts")
    heard = [text for text in page.evaluate("heard") if text]
    assert len(heard) == 1  # one announcement: result, guess, why
    assert "Result: 4.3 %" in heard[0]
    assert "Shares are parts" in heard[0]
    assert one.lab.link() == {"ask": ["bystander"]}
    one.button("ask_again").click()
    expect(one.button("ask_again")).to_be_enabled(timeout=6000)
    assert one.lab.settled().number("z3") == 6


def test_questions_follow_one_another(page: Page, app: str) -> None:
    """Other numbers, the next question, and at last free movement in that state.

    Who wants nothing to move is shown the end at once.
    """
    page.emulate_media(reduced_motion="reduce")
    one = asked(page, app, "/softmax?ask=bystander&name2=owl")
    expect(one.section.locator(".ask-sentence")).to_contain_text("share of owl")
    one.button("ask_unsure").click()
    one.told()
    assert "Your guess" not in one.lines()
    one.button("ask_other").click()
    expect(one.section).to_have_attribute("data-question", "open")
    one.settled()
    assert one.lab.link() == {"name2": ["owl"], "ask": ["bystander"], "numbers": ["1"]}
    assert one.lab.logits() != [0.3, 2.9, 4]
    one.guess("set").commit()
    one.button("ask_next").click()
    expect(one.section.locator(".ask-sentence")).to_contain_text("All logits")
    one.settled().guess("along").commit().settled()
    assert one.lines()["Result"] == "stays"
    one.section.get_by_role("button", name=SAID["ask_explore"]).click()
    expect(one.section.locator(".ask-head")).to_have_count(0)
    one.settled()
    assert "ask" not in one.lab.link()
    assert one.lab.number("shift") == 5
    expect(one.section.locator("input[name=z3][type=range]")).to_be_enabled()
    one.lab.drag("z1", 2)
    one.lab.release()
    assert one.lab.settled().number("z1") == 2
    first = page.locator("[data-tool=predict]")
    expect(first).to_have_text(f"{SAID['ask_first']} 2/4")
    first.click()
    expect(one.section.locator(".ask-place")).to_have_text("question 3 of 4")
    before = one.settled().lab.logits()
    page.keyboard.press("Control+z")  # what was done before is not undone in between
    one.lab.frame()
    assert one.settled().lab.logits() == before


def test_a_shared_link_is_unanswered(page: Page, app: str) -> None:
    """Also once it was told here; loaded anew it asks again."""
    one = asked(page, app, "/softmax?ask=zero").guess("set").commit().settled()
    page.reload()
    one.lab.ready()
    expect(one.section).to_have_attribute("data-question", "open")
    assert "shares.x" not in one.section.evaluate("one => one.lab.answer.rest")


def test_keys_alone_are_enough(page: Page, app: str) -> None:
    """A range with arrows, then Tab to the button that makes it a guess."""
    one = asked(page, app, "/softmax?ask=zero")
    range_ = one.section.get_by_role("slider", name=SAID["ask_guess"])
    assert range_.get_attribute("aria-valuetext") == SAID["ask_unset"]
    range_.focus()
    page.keyboard.press("ArrowRight")
    assert range_.get_attribute("aria-valuetext") == "51 %"
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == SAID["ask_commit"]:
            break
    page.keyboard.press("Enter")
    one.told()
    expect(one.button("ask_next")).to_be_focused()


def test_a_wall_is_led_by_enter(page: Page, app: str) -> None:
    """Guess, answer, next question."""
    one = asked(page, app, "/two-classes?ask=third&present=1")
    one.guess("along")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Enter")
    one.told().settled()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Enter")
    expect(one.section.locator(".ask-place")).to_have_text("question 3 of 3")


def test_a_finger_guesses_on_a_phone(phone: Page, app: str) -> None:
    """From the overview to the next question, with what stays in reach below."""
    phone.goto(f"{app}/")
    Lab(phone, app, "overview").ready()
    phone.locator("a[data-lesson=softmax]").click()
    one = Asked(Lab(phone, app))
    one.lab.ready()
    phone.locator("[data-tool=predict]").click()
    expect(one.section.locator(".ask-sentence")).to_be_visible()
    one.settled()
    hands, zone = Hands(phone), box(one.section.locator(".ghost-zone"))
    hands.drag((zone["x"] + 20, zone["y"] + 24), zone["width"] / 3)
    button = one.button("ask_commit")
    expect(button).to_have_attribute("aria-disabled", "false")
    place = box(button)
    assert place["height"] >= 48
    assert place["y"] + place["height"] <= phone.viewport_size["height"]  # type: ignore[index]
    button.tap()
    one.told()
    one.button("ask_next").tap()
    expect(one.section.locator(".ask-place")).to_have_text("question 2 of 4")


def test_it_is_asked_in_the_language_of_the_page(page: Page, app: str) -> None:
    """And goes on in another one, told or not."""
    one = asked(page, app, "/stability?ask=negative&lang=ko", "ko")
    said = words("ko", "stability")["questions"]["negative"]
    expect(one.section.locator(".ask-sentence")).to_have_text(said["ask"])
    one.section.locator(".ask-option input").nth(1).check(force=True)
    one.commit().settled()
    page.get_by_role("button", name="English").click()
    english = words("en", "stability")["questions"]["negative"]
    expect(one.section.locator(".ask-why")).to_have_text(english["why"])
    assert one.lines() == {"Result": "nan, no number at all", "Your guess": "0"}


def test_words_of_a_teacher_are_text(page: Page, app: str) -> None:
    """No markup, no link, and marked as hers; with a question of ours or alone."""
    one = asked(page, app, "/softmax?ask=shift&say=<b>Look</b> https://a.example")
    teacher = one.section.locator(".ask-teacher")
    expect(teacher).to_have_text(
        f"{SAID['ask_teacher']}: <b>Look</b> https://a.example"
    )
    assert teacher.locator("a, b").count() == 0
    page.goto(f"{app}/softmax?say=Good morning")
    one.lab.ready()
    expect(teacher).to_have_text(f"{SAID['ask_teacher']}: Good morning")
    one.lab.drag("z1", 2)
    one.lab.release()
    assert one.lab.settled().link()["say"] == ["Good morning"]


def test_nothing_moves_and_nothing_is_sent_while_one_thinks(
    page: Page, app: str
) -> None:
    """Sliders, examples, undo and the picture stand still."""
    one = asked(page, app, "/sigmoid?ask=twice")
    sent = messages_from(page)
    place = box(one.section.locator(".js-plotly-plot"))
    page.mouse.click(place["x"] + place["width"] / 2, place["y"] + 40)
    page.keyboard.press("Control+z")
    one.section.locator(".ask-number").fill("30")
    one.section.locator(".ask-number").press("Enter")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Enter")  # which is for walls
    one.lab.frame()
    assert (sent, one.lab.number("z")) == ([], -1)
    expect(one.section).to_have_attribute("data-question", "open")
    expect(page.locator(".page-examples")).to_be_hidden()


HUNTED = ["softmax", "sigmoid"]


def test_no_page_tells_an_answer_before_it_is_asked_for(page: Page, app: str) -> None:
    """No attribute, text, trace, note or memory; tests/endurance hunts everywhere."""
    for lesson in HUNTED:
        one = asked(page, app, f"/{lesson}?ask={next(iter(questions(lesson)))}")
        for key in questions(lesson):
            one.pose(key)
            if truth := hunted(lesson, key):
                assert one.leaks(*truth) == [], key
    one.pose("twice").guess("set").commit().settled()
    assert one.leaks(*hunted(lesson, "twice"))  # type: ignore[misc]


def test_no_serious_barrier(page: Page, app: str) -> None:
    """Before and after the answer, for a number and for a choice."""
    for link, kind in (
        ("softmax?ask=bystander", "set"),
        ("softmax?ask=shift", "along"),
    ):
        one = asked(page, app, f"/{link}")
        for _ in range(2):
            found = Axe().run(page, context=".page").response["violations"]
            assert [(v["id"], v["nodes"][0]["html"][:90]) for v in found] == []
            if one.section.get_attribute("data-question") == "open":
                one.guess(kind).commit().settled()
