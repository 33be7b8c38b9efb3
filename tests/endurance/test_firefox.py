"""Claims about Firefox: every lesson moves there while a hand drags it."""

import json
from collections.abc import Iterator

import pytest

from tests.browser.rooms import room
from tests.browser.servers import streamlit
from tests.endurance.firefox import DOWN, UP, Tab, firefox, move
from ui.contents import LESSONS

READY = "document.querySelector('section.lab[data-state=ready]')"
FIRST = "document.querySelector('section.lab input[type=range]')"
MIDDLE = f"""(() => {{
  {FIRST}.scrollIntoView({{ block: "center" }});
  const box = {FIRST}.getBoundingClientRect();
  const share = ({FIRST}.value - {FIRST}.min) / ({FIRST}.max - {FIRST}.min);
  const x = box.left + 14 + share * (box.width - 28);
  return [x, box.top + box.height / 2, box.left, box.right];
}})()"""
# What the picture shows, as plotly.js has drawn it.
DRAWN = "document.querySelector('.lab-plot').innerHTML"
TWO_FRAMES = """new Promise(
  (done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))"""


@pytest.fixture(scope="module")
def app() -> Iterator[str]:
    """Run the app."""
    with streamlit() as address:
        yield address


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    """Run Firefox."""
    with firefox() as opened:
        yield opened


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_moves_while_it_is_dragged(tab: Tab, app: str, lesson: str) -> None:
    """The picture changes before the hand lets go; the link changes when it does."""
    tab.open(f"{app}/{lesson}")
    tab.wait(READY)
    tab.evaluate(TWO_FRAMES)
    x, y, left, right = tab.evaluate(MIDDLE)
    there = right - 40 if x < (left + right) / 2 else left + 40
    link = tab.evaluate("location.search")
    tab.evaluate(f"(window.before = {DRAWN}, null)")
    tab.pointer(move(x, y), DOWN, move((x + there) / 2, y), move(there, y))
    tab.wait(f"{DRAWN} !== window.before")
    assert tab.evaluate("location.search") == link
    tab.pointer(UP)
    tab.wait(f"{READY} && location.search !== {json.dumps(link)}")


RANGE = "document.querySelector('main .ask-range input[type=range]')"
PLACE = f"""(() => {{
  const box = {RANGE}.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2, box.width];
}})()"""
TAKES = """(() => {
  const width = (look) => document.querySelector(look).getBoundingClientRect().width;
  return [width(".phone-ghost"), width(".phone-truth"), width(".phone-track")];
})()"""


def test_a_phone_guesses_and_sees(tab: Tab, app: str) -> None:
    """A hand drags the guess; it is stored, and shown beside what is right."""
    main = "document.querySelector('main').dataset"
    with room(app, "softmax", "bystander") as one:
        tab.open(one.page, 390, 844)
        tab.wait(f"{main}.phase === 'open'")
        x, y, width = tab.evaluate(PLACE)
        tab.pointer(move(x, y), DOWN, move(x + width / 8, y), move(x + width / 4, y))
        tab.pointer(UP)
        chosen = int(tab.evaluate(f"{RANGE}.value"))
        assert 70 < chosen < 85
        tab.evaluate("(document.querySelector('.phone-go').click(), null)")
        tab.wait(f"{main}.own === 'stored'")
        one.to("revealed")
        tab.wait(f"{main}.phase === 'revealed'")
        ghost, truth, track = tab.evaluate(TAKES)
        assert ghost / track == pytest.approx(chosen / 100, abs=0.02)
        assert truth / track == pytest.approx(0.043, abs=0.02)
        assert tab.evaluate("document.scrollingElement.scrollWidth") <= 390
