"""Claims about openings in a browser: address, reload, reset, menu, copied links."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.lab import Lab, watched

NAME = "why-exponential"
OPENING = [-0.2, 0.3]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a page of a learner of its own."""
    with browser.new_context(locale="en-US") as context, watched(context) as page:
        yield page


@pytest.fixture
def lab(page: Page, app: str) -> Lab:
    """Open a lesson that has an opening, without a word in the address."""
    return Lab(page, app, NAME).open(f"/{NAME}").settled()


def to(lab: Lab, other: str) -> Lab:
    """Go to another lesson as its link on the page does, without its being loaded."""
    lab.page.evaluate(
        """there => {
          history.pushState(null, "", there);
          dispatchEvent(new PopStateEvent("popstate"));
        }""",
        f"{lab.app}/{other}",
    )
    lab.page.wait_for_selector(f'section.lab[data-lab="{other}"][data-state=ready]')
    return Lab(lab.page, lab.app, other).settled()


def test_the_address_says_an_opening_in_full(lab: Lab) -> None:
    """So a copied link means the same wherever it is opened, and so does a reload."""
    assert lab.logits() == OPENING
    assert lab.link()["z1"] == ["-0.2"]
    address, before = lab.page.url, lab.readouts()
    lab.page.reload()
    assert lab.ready().settled().readouts() == before
    assert lab.page.url == address


def test_the_state_of_defaults_is_said_in_full_too(lab: Lab) -> None:
    """Where an empty address would be the opening, defaults are never left out."""
    lab.open(f"/{NAME}?shift=0").settled()
    assert lab.logits() == [0.3, 2.9, 4]
    assert lab.link()["z3"] == ["4"]
    lab.page.reload()
    assert lab.ready().logits() == [0.3, 2.9, 4]


def test_reset_leads_back_to_the_opening(lab: Lab) -> None:
    """Also from another number of classes, and from a link that said something else."""
    address = lab.page.url
    lab.open(f"/{NAME}?k=4&z1=2&shift=3&base=2").settled().press("Reset")
    lab.settled()
    assert lab.logits() == OPENING
    assert (lab.number("shift"), lab.page.url) == (0, address)


def test_an_opening_does_not_follow_until_something_is_changed(lab: Lab) -> None:
    """The next lesson opens as by itself; once a number is chosen, all of them go."""
    softmax = to(lab, "softmax")
    assert softmax.logits() == [0.3, 2.9, 4]
    back = to(softmax, NAME)
    assert back.logits() == OPENING
    back.type("z1", "1.5")
    assert to(back.settled(), "softmax").logits() == [1.5, 0.3]


def test_what_was_chosen_elsewhere_wins(lab: Lab) -> None:
    """And when it is chosen to begin anew, so does the lesson with an opening."""
    softmax = to(lab, "softmax")
    softmax.type("z1", "-3")
    again = to(softmax.settled(), NAME)
    assert again.logits() == [-3, 2.9, 4]
    again.press("Reset")
    assert again.settled().logits() == OPENING
    assert to(again, "softmax").logits() == [0.3, 2.9, 4]


def test_the_language_switches_in_an_opening(lab: Lab) -> None:
    """The same state in other words."""
    lab.page.get_by_role("button", name="한국어").click()
    expect(lab.page.get_by_role("heading", level=1)).to_have_text(re.compile("왜"))
    assert lab.settled().logits() == OPENING
