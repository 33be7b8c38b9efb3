"""Claims about Firefox: every lesson moves there while a hand drags it."""

import json
from collections.abc import Iterator

import pytest

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
