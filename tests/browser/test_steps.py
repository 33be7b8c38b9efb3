"""Undo and redo: one step for each thing that a learner does."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.lab import Lab, box, of_core, same

OPENED = [0.3, 2.9, 4.0]


def dragged(lab: Lab) -> None:
    """Drag a slider through many values."""
    lab.drag("z1", 5)
    lab.release()


def counted(lab: Lab) -> None:
    """Ask for a fourth class."""
    lab.section.get_by_label("one more").click()


def walked(lab: Lab) -> None:
    """Press a key three times, one at once after the other."""
    lab.range("z1").evaluate(
        """range => {
          range.focus();
          const key = { key: "ArrowRight", bubbles: true, cancelable: true };
          const press = () => range.dispatchEvent(new KeyboardEvent("keydown", key));
          for (const act of [press, press, press]) act();
        }"""
    )


def typed(lab: Lab) -> None:
    """Type a number."""
    lab.type("z2", "-1.5")


def shown(lab: Lab) -> None:
    """Choose an example."""
    lab.press("one dominant")


DEEDS: list[Callable[[Lab], None]] = [
    dragged,
    counted,
    walked,
    typed,
    shown,
]


def button(lab: Lab, name: str) -> Locator:
    """Return one of the two buttons."""
    return lab.section.get_by_role("button", name=name, exact=True)


def is_open(lab: Lab) -> list[bool]:
    """Whether there is anything to undo, and to redo."""
    return [
        button(lab, name).get_attribute("aria-disabled") == "false"
        for name in ("Undo", "Redo")
    ]


@pytest.mark.parametrize("deed", DEEDS)
def test_each_deed_is_one_step(softmax: Lab, deed: Callable[[Lab], None]) -> None:
    """It is undone by one click, and done again by another."""
    assert is_open(softmax) == [False, False]
    deed(softmax)
    softmax.page.wait_for_timeout(400)
    after = softmax.settled().vector("p"), softmax.link()
    assert is_open(softmax) == [True, False]
    button(softmax, "Undo").click()
    assert softmax.settled().logits() == OPENED
    assert same(softmax.vector("p"), of_core(OPENED))
    assert softmax.link() == {}
    assert is_open(softmax) == [False, True]
    button(softmax, "Redo").click()
    softmax.settled()
    assert (softmax.vector("p"), softmax.link()) == after


def test_a_drag_in_the_picture_is_one_step(swing: Lab) -> None:
    """However far a bar went, and whatever it passed."""
    swing.grip("x").hover()
    swing.page.mouse.down()
    for across in (40, 90, 60):
        place = box(swing.grip("x"))
        swing.page.mouse.move(place["x"] + across, place["y"] + 10, steps=6)
    swing.release()
    moved = swing.settled().number("x")
    assert moved != 1
    button(swing, "Undo").click()
    assert swing.settled().number("x") == 1
    assert is_open(swing) == [False, True]


def test_a_sign_that_is_turned_is_a_step(phone: Page, app: str) -> None:
    """There is a button for it where a keyboard may have no minus."""
    lab = Lab(phone, app).open("/softmax")
    lab.section.locator(".lab-sign").first.tap()
    assert lab.settled().number("z1") == -0.3
    button(lab, "Undo").tap()
    assert lab.settled().logits() == OPENED
    assert lab.link() == {}


def test_reset_is_a_step_too(page: Page, app: str) -> None:
    """Who resets by mistake loses nothing."""
    lab = Lab(page, app).open("/softmax?z1=1&z2=2&z3=3")
    lab.press("Reset")
    assert lab.settled().logits() == OPENED
    button(lab, "Undo").click()
    assert lab.settled().logits() == [1, 2, 3]


def test_a_choice_is_a_step_and_comes_back_in_its_own_view(
    page: Page, app: str
) -> None:
    """Another comparison has other controls."""
    lab = Lab(page, app, "stability").open("/stability")
    lab.type("z1", "5")
    lab.settled()
    lab.section.locator("select[name=what]").select_option("sigmoid")
    lab.settled()
    assert lab.link()["what"] == ["sigmoid"]
    page.keyboard.press("Control+z")
    lab.settled()
    expect(lab.section.locator("select[name=what]")).to_have_value("softmax")
    assert lab.number("z1") == 5
    page.keyboard.press("Control+Shift+z")
    assert lab.settled().link()["what"] == ["sigmoid"]


def test_keys_undo_anywhere_but_where_text_is_typed(softmax: Lab) -> None:
    """On the body, on a slider, and in a field where nothing is half typed."""
    page = softmax.page
    for value in ("1", "2", "3"):
        softmax.type("z1", value)
        softmax.settled()
    page.keyboard.press("Control+z")
    assert softmax.settled().number("z1") == 2
    softmax.range("z2").focus()
    page.keyboard.press("Meta+z")
    assert softmax.settled().number("z1") == 1
    softmax.field("z1").fill("9")
    page.keyboard.press("Control+z")
    page.wait_for_timeout(200)
    assert softmax.settled().link()["z1"] == ["1"]
    softmax.field("z1").press("Escape")
    softmax.section.locator("input.lab-name").first.focus()
    page.keyboard.press("Control+z")
    page.wait_for_timeout(200)
    assert softmax.settled().link()["z1"] == ["1"]
    softmax.page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Control+y")
    assert softmax.settled().number("z1") == 2


def test_an_undo_is_one_question(softmax: Lab) -> None:
    """For the former link, as if it had been opened."""
    softmax.type("z1", "1")
    softmax.settled()
    asked = "section => section.lab.transport.sent"
    before = softmax.section.evaluate(asked)
    button(softmax, "Undo").click()
    assert softmax.settled().section.evaluate(asked) == before + 1


def test_who_changes_the_language_can_still_undo(page: Page, app: str) -> None:
    """The step is undone in the language of now."""
    lab = Lab(page, app).open("/softmax")
    lab.type("z1", "1")
    lab.settled()
    page.get_by_role("button", name="한국어").click()
    page.wait_for_selector("html[lang=ko]", state="attached")
    lab.ready().settled()
    assert lab.number("z1") == 1
    button(lab, "되돌리기").click()
    assert lab.settled().number("z1") == 0.3
    assert lab.link()["lang"] == ["ko"]
    assert page.locator("html").get_attribute("lang") == "ko"


def test_a_drag_that_is_still_going_on_is_no_step(softmax: Lab) -> None:
    """The link says nothing of steps either."""
    softmax.drag("z1", 5)
    assert is_open(softmax) == [False, False]
    softmax.release()
    softmax.settled()
    assert set(softmax.link()) == {"k", "shift", "z1", "z2", "z3"}
