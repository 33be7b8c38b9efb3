"""Tasks count when the hand rests, and only what the hand has chosen."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.lab import Lab


def task(lab: Lab, key: str) -> Locator:
    """Return an item of the list, wherever the page puts it."""
    return lab.page.locator(f"li[data-task={key}]")


def done(lab: Lab) -> set[str]:
    """Return which tasks are ticked off."""
    found: list[str] = lab.page.locator("li[data-task][data-done=true]").evaluate_all(
        "all => all.map(one => one.dataset.task)"
    )
    return set(found)


@pytest.fixture
def sigmoid(page: Page, app: str) -> Lab:
    """Return the sigmoid, opened by a plain link."""
    return Lab(page, app, "sigmoid").open("/sigmoid")


def test_nothing_counts_in_mid_drag(sigmoid: Lab) -> None:
    """A careless drag passes four places, and stops at one of them."""
    sigmoid.grab("z")
    for value in (3, 1.1, 0, -5, -10):
        sigmoid.page.mouse.move(*sigmoid.thumb("z", value))
        sigmoid.frame()
        assert done(sigmoid) == set()
    sigmoid.release()
    sigmoid.settled().frame()
    assert done(sigmoid) == {"rare"}
    expect(sigmoid.whole.locator("[data-unfolds=tasks]")).to_have_text(re.compile("1/"))


def test_an_example_shows_and_ticks_nothing(sigmoid: Lab) -> None:
    """Nor do undo and redo; but who goes away and comes back has found it."""
    sigmoid.press("even chances")
    sigmoid.settled().frame()
    for key in ("Control+z", "Control+y"):
        sigmoid.page.keyboard.press(key)
        sigmoid.settled().frame()
    assert sigmoid.number("z") == 0
    assert done(sigmoid) == set()
    for key in ("ArrowRight", "ArrowLeft"):
        sigmoid.range("z").press(key)
        sigmoid.page.wait_for_timeout(400)
        sigmoid.settled().frame()
    assert done(sigmoid) == {"steepest"}


def test_a_link_and_the_opening_state_tick_nothing(page: Page, app: str) -> None:
    """Nor does moving something else while it is so."""
    lab = Lab(page, app).open("/softmax?k=2&z1=1&z2=1")
    lab.frame()
    assert done(lab) == set()
    lab.drag("shift", 3)
    lab.release()
    lab.settled().frame()
    assert done(lab) == set()
    lab.type("z1", "2")
    lab.settled()
    lab.type("z1", "1")
    lab.settled().frame()
    assert done(lab) == {"tie", "half"}


def test_one_in_a_thousand_is_not_less_than_that(sigmoid: Lab) -> None:
    """Its logit is rounded, and p with it."""
    sigmoid.type("z", "-6.906754778648554")
    sigmoid.settled().frame()
    assert done(sigmoid) == set()
    sigmoid.type("z", "-6.91")
    sigmoid.settled().frame()
    assert done(sigmoid) == {"rare"}


def test_only_moving_the_temperature_finds_a_temperature(page: Page, app: str) -> None:
    """The entropy is 1 bit for other logits too, but T was asked for."""
    lab = Lab(page, app, "temperature").open("/temperature?k=2&z1=0&z2=3&t=1")
    lab.type("z2", "0")
    lab.settled().frame()
    assert lab.readouts()["bits"] == pytest.approx(1)
    assert done(lab) == set()
    lab = Lab(page, app, "temperature").open("/temperature?k=3&z1=0.3&z2=2.9&z3=4&t=1")
    lab.type("t", "1.1253534698541259")
    lab.settled().frame()
    assert done(lab) == {"bit"}


def test_a_hint_comes_on_request_and_why_at_the_end(sigmoid: Lab) -> None:
    """Both in the list, the one behind a button, the other said aloud too."""
    item = task(sigmoid, "steepest")
    hint, why = item.locator(".lab-hint"), item.locator(".lab-why")
    sigmoid.whole.locator("[data-unfolds=tasks]").click()
    assert not hint.is_visible()
    item.locator(".lab-ask").click()
    assert hint.is_visible()
    assert not why.is_visible()
    sigmoid.type("z", "0")
    sigmoid.settled().frame()
    assert why.is_visible()
    assert not hint.is_visible()
    said = sigmoid.section.locator("p.lab-status").inner_text()
    assert why.inner_text() in said


def test_letters_on_a_hint_do_not_reach_the_app(sigmoid: Lab) -> None:
    """Streamlit listens for c and r on the whole document."""
    ask = task(sigmoid, "steepest").locator(".lab-ask")
    sigmoid.whole.locator("[data-unfolds=tasks]").click()
    sigmoid.page.evaluate("addEventListener('keydown', () => { window.heard = true; })")
    ask.press("c")
    assert sigmoid.page.evaluate("window.heard") is None
