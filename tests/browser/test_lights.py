"""Claims about an argument line by line: each line lights its part of the picture."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.lab import Lab, watched

SEEN = """() => Object.fromEntries(
  [...document.querySelectorAll("g.trace")].map((one) =>
    [one.__data__[0].trace.name, getComputedStyle(one).filter === "none"]))"""


@pytest.fixture
def lab(browser: Browser, app: str) -> Iterator[Lab]:
    """Open the lesson of two classes."""
    with browser.new_context(locale="en-US") as context, watched(context) as page:
        yield Lab(page, app, "two-classes").open("/two-classes").settled()


def dimmed(lab: Lab) -> set[str]:
    """Return which parts of the picture stand back."""
    seen: dict[str, bool] = lab.page.evaluate(SEEN)
    assert {"gap", "arrow", "sigmoid", "p1", "logits"} <= seen.keys()
    return {name for name, is_lit in seen.items() if not is_lit}


def test_a_line_that_is_pointed_at_lights_its_part(lab: Lab) -> None:
    """The line of the gap lights both arrows, and nothing of the sigmoid."""
    assert dimmed(lab) == set()
    lines = lab.section.locator(".lab-step")
    lines.nth(2).hover()
    expect(lines.nth(2)).to_have_class("lab-step lit")
    assert {"sigmoid", "p1", "now"} <= dimmed(lab)
    assert not {"gap", "arrow", "band"} & dimmed(lab)
    lines.nth(3).hover()
    assert "arrow" in dimmed(lab)
    assert "sigmoid" not in dimmed(lab)


def test_nothing_stands_back_where_nothing_is_pointed_at(lab: Lab) -> None:
    """As soon as the hand leaves, the whole picture is there again."""
    lab.section.locator(".lab-step").first.hover()
    assert dimmed(lab)
    lab.page.mouse.move(1, 1)
    assert dimmed(lab) == set()


def test_a_line_with_the_focus_lights_its_part_too(lab: Lab) -> None:
    """For those who use the keyboard, and while numbers move."""
    lab.section.locator(".lab-step").first.focus()
    lab.page.keyboard.press("Tab")
    before = dimmed(lab)
    assert "sigmoid" in before
    lab.page.keyboard.press("Shift+Tab")
    lab.page.keyboard.press("Shift+Tab")
    assert dimmed(lab) == set()
