"""What moves freely: it asks while it moves, and is as any other control otherwise."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from core.ravine import descent, height
from tests.browser.hands import Hands
from tests.browser.lab import Lab, box, shown_as_float32
from tests.browser.test_blocked import SOON, blocked

NAME = "optimisers"
# Counts questions: all, those that said that a hand moves, and how many were on their
# way at once, without those given up; an answer comes as late as the test wants it.
COUNT = """() => {
  const { fetch } = window;
  window.asked = { all: 0, moving: 0, open: 0, most: 0, late: 0 };
  window.fetch = async (address, options) => {
    if (!String(address).includes("/live/answers/")) return fetch(address, options);
    const { signal } = options;
    const end = () => { // once: given up, or answered
      asked.open -= 1;
      signal.removeEventListener("abort", end);
    };
    asked.all += 1;
    asked.moving += JSON.parse(options.body).moving ? 1 : 0;
    asked.open += 1;
    asked.most = Math.max(asked.most, asked.open);
    signal.addEventListener("abort", end);
    try {
      if (asked.lost) throw new TypeError("no line");
      const answer = await fetch(address, options);
      await new Promise((done, fail) => {
        if (asked.held) asked.free = done;
        else setTimeout(done, asked.late);
        signal.addEventListener("abort", () => fail(signal.reason));
      });
      return answer;
    } finally {
      if (!signal.aborted) end();
    }
  };
}"""
DRAWN = """([name, i]) => {
  const { data } = document.querySelector(".js-plotly-plot");
  const { x, y } = data.find((trace) => trace.name === name);
  return [x[i], y[i]];
}"""
SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"


def counted(page: Page, app: str, name: str) -> Lab:
    """Open a lesson, and count its questions from now on."""
    opened = Lab(page, app, name).open(f"/{name}")
    page.evaluate(COUNT)
    return opened


@pytest.fixture
def lab(page: Page, app: str) -> Lab:
    """Return the lesson with a start that can be dragged."""
    return counted(page, app, NAME)


@pytest.fixture
def touched(phone: Page, app: str) -> Lab:
    """Return the same on a small touch screen."""
    return counted(phone, app, NAME)


def asked(lab: Lab) -> dict[str, int]:
    """Return how often was asked what."""
    found: dict[str, int] = lab.page.evaluate("asked")
    return found


def drawn(lab: Lab, name: str, i: int = 0) -> tuple[float, float]:
    """Return where the picture draws a point."""
    x, y = lab.page.evaluate(DRAWN, [name, i])
    return x, y


def start(lab: Lab) -> tuple[float, float]:
    """Return where the start is, by its two fields."""
    return lab.number("x0"), lab.number("y0")


def hand(lab: Lab) -> tuple[float, float]:
    """Return the middle of the grip of the start."""
    place = box(lab.grip("x0"))
    return place["x"] + place["width"] / 2, place["y"] + place["height"] / 2


def loss(place: tuple[float, float]) -> float:
    """Return what core says of descent after twelve steps."""
    return float(height(descent(place, 0.09)[12]))


def pulled(lab: Lab, across: float, down: float, steps: int = 12) -> Iterator[None]:
    """Press the mouse on the start and pull it, and stop after each step."""
    x, y = hand(lab)
    lab.page.mouse.move(x, y)
    lab.page.mouse.down()
    for step in range(1, steps + 1):
        lab.page.mouse.move(x + across * step / steps, y + down * step / steps)
        lab.frame()
        yield


def still(lab: Lab) -> Lab:
    """Wait until a movement has its answer."""
    lab.page.wait_for_function(
        """() => {
          const { lab } = document.querySelector("section.lab");
          return !lab.frame && !asked.open && lab.section.dataset.state === "ready";
        }"""
    )
    return lab


def test_a_start_is_dragged_anywhere_and_the_picture_follows(lab: Lab) -> None:
    """One question is on its way at a time; none of them is written anywhere."""
    before = lab.page.url
    for _ in pulled(lab, 160, 70):
        assert drawn(lab, "start") == start(lab)
    now = start(still(lab))
    assert now[0] > -3
    assert now[1] < 0.5
    counted = asked(lab)
    assert counted["most"] == 1
    assert counted["all"] == counted["moving"] > 3
    assert lab.page.url == before
    for name in ("start", "gd", "adam"):
        assert drawn(lab, name) == pytest.approx(now, abs=1e-4)
    assert lab.readouts()["gd_loss"] == shown_as_float32(loss(now))[0]


def test_a_release_is_one_commit_and_one_step_of_undo(lab: Lab) -> None:
    """The link says both numbers, and what was before comes back at once."""
    before = lab.page.url
    for _ in pulled(lab, 100, 50):
        pass
    lab.release()
    now = start(lab.settled())
    assert lab.link()["x0"] == [f"{now[0]:g}"]
    assert lab.link()["y0"] == [f"{now[1]:g}"]
    assert lab.readouts()["gd_loss"] == loss(now)
    assert asked(lab)["all"] == asked(lab)["moving"] + 1
    assert asked(lab)["most"] == 1
    lab.press("Undo")
    assert start(lab.settled()) == (-4, 1)
    assert lab.page.url == before
    lab.press("Redo")
    assert start(lab.settled()) == now
    lab.drag("c", 40)
    assert lab.section.get_attribute("data-state") == "ready"
    lab.release()


def test_on_a_slow_line_the_hand_is_ahead_and_the_picture_never_wrong(lab: Lab) -> None:
    """The point is at the hand; all else shows a place where the hand has been."""
    been = [start(lab)]
    lab.page.evaluate("() => { asked.late = 100; }")
    for _ in pulled(lab, 180, 60, steps=30):
        been.append(start(lab))
        assert drawn(lab, "start") == been[-1]
        seen = drawn(lab, "gd")
        assert any(seen == pytest.approx(place, abs=1e-4) for place in been)
        told = lab.readouts()["gd_loss"]
        losses = [loss(place) for place in been]
        assert any(np.isclose(told, one, rtol=1e-6) for one in losses)
    lab.release()
    assert drawn(lab.settled(), "gd") == pytest.approx(been[-1], abs=1e-4)
    assert asked(lab)["most"] == 1


def test_while_an_answer_is_on_its_way_nothing_more_is_asked(lab: Lab) -> None:
    """However far the hand goes; then the newest state is asked for, and no other."""
    lab.page.evaluate("() => { asked.held = true; }")
    for _ in pulled(lab, 180, 60, steps=20):
        assert drawn(lab, "gd") == (-4, 1)
    assert asked(lab)["all"] == 1
    lab.page.evaluate("() => { asked.held = false; asked.free(); }")
    now = start(still(lab))
    assert asked(lab)["all"] == 2
    assert drawn(lab, "gd") == pytest.approx(now, abs=1e-4)
    lab.release()
    assert start(lab.settled()) == now


def test_a_lost_line_leaves_the_point_at_the_hand(lab: Lab) -> None:
    """It is said that the line is lost; when it is back, so is the picture."""
    lab.page.evaluate("() => { asked.lost = true; }")
    for _ in pulled(lab, 120, 40):
        assert drawn(lab, "start") == start(lab)
    assert lab.section.get_attribute("data-trouble") == "lost"
    lab.page.evaluate("() => { asked.lost = false; }")
    now = start(still(lab))
    assert drawn(lab, "gd") == pytest.approx(now, abs=1e-4)
    assert lab.section.get_attribute("data-trouble") is None
    lab.release()
    assert lab.settled().readouts()["gd_loss"] == loss(now)


@pytest.mark.parametrize("ways", [((2, 50), (60, 0)), ((60, 2), (0, 50))])
def test_a_finger_drags_sideways_and_up_and_down(
    touched: Lab, ways: tuple[tuple[int, int], ...]
) -> None:
    """It has hold of a point, so the page stays where it is."""
    hands, scrolled = Hands(touched.page), touched.page.evaluate(SCROLLED)
    hands.put(hand(touched))
    for way in ways:
        before = start(touched)
        hands.move(*way)
        assert start(touched) != before
    now = start(still(touched))
    assert now[0] > -3.5
    assert now[1] < 0.3
    assert drawn(touched, "gd") == pytest.approx(now, abs=1e-4)
    hands.lift()
    assert start(touched.settled()) == now
    assert touched.link()["y0"] == [f"{now[1]:g}"]
    assert touched.page.evaluate(SCROLLED) == scrolled
    assert asked(touched)["most"] == 1


def test_a_touch_that_is_cancelled_puts_both_numbers_back(touched: Lab) -> None:
    """Values, picture and address are as before, also when an answer comes late."""
    hands, before = Hands(touched.page), (touched.page.url, touched.readouts())
    touched.page.evaluate("() => { asked.late = 200; }")
    hands.put(hand(touched))
    hands.move(50, 40)
    assert start(touched) != (-4, 1)
    hands.cancel()
    touched.frame()
    assert asked(touched)["open"] == 0  # nobody waits for it any more
    touched.page.wait_for_timeout(400)
    assert start(touched.settled()) == (-4, 1)
    assert (touched.page.url, touched.readouts()) == before
    for name in ("start", "gd", "adam"):
        assert drawn(touched, name) == (-4, 1)
    assert touched.whole.get_by_role("button", name="Undo").get_attribute(
        "aria-disabled"
    ) == ("true")


def test_a_tap_on_the_start_moves_nothing(touched: Lab) -> None:
    """Nor does it ask."""
    Hands(touched.page).tap(hand(touched))
    touched.page.wait_for_timeout(200)
    assert start(touched) == (-4, 1)
    assert asked(touched)["all"] == 0


def test_keys_and_exact_numbers_move_it_too(lab: Lab) -> None:
    """Each number by itself: an arrow is a hundredth, and typed digits are kept."""
    lab.section.locator(".lab-fold summary").click()
    lab.range("x0").focus()
    for _ in range(5):
        lab.page.keyboard.press("ArrowRight")
    still(lab)
    assert start(lab) == (-3.95, 1)
    assert drawn(lab, "gd") == pytest.approx((-3.95, 1), abs=1e-4)
    assert lab.settled().link()["x0"] == ["-3.95"]
    lab.type("y0", "0.123456")
    assert drawn(lab.settled(), "start") == (-3.95, 0.123456)
    assert lab.readouts()["gd_loss"] == loss((-3.95, 0.123456))
    assert asked(lab)["most"] == 1


def test_a_task_waits_for_the_hand_to_rest(lab: Lab) -> None:
    """Axes are turned by a slider that asks while it moves."""
    lab.section.locator(".lab-fold summary").click()
    task = lab.whole.locator("[data-task=straight]")
    lab.drag("tilt", 45)
    still(lab)
    assert lab.number("tilt") == 45
    assert lab.readouts()["adam_steps"] == 42
    assert task.get_attribute("data-done") == "false"
    lab.release()
    lab.settled()
    assert task.get_attribute("data-done") == "true"


def test_two_hands_hold_the_start_and_a_slider(touched: Lab) -> None:
    """The picture follows the newer one, and takes in the other when that is lifted."""
    hands = Hands(touched.page)
    hands.put(hand(touched), 0)
    hands.move(40, 20, finger=0)
    first = start(still(touched))
    hands.put(touched.thumb("step"), 1)
    hands.move(30, finger=1)
    step = touched.number("step")
    assert step > 12
    hands.move(30, 10, finger=0)
    assert drawn(touched, "gd") == pytest.approx(first, abs=1e-4)
    hands.lift(1)
    still(touched)
    ahead = start(touched)
    assert ahead[0] > first[0]
    hands.lift(0)
    touched.settled()
    assert (start(touched), touched.number("step")) == (ahead, step)
    assert drawn(touched, "gd") == pytest.approx(ahead, abs=1e-4)
    assert asked(touched)["most"] == 1


@pytest.mark.long
def test_a_lab_alone_asks_as_well(browser: Browser, app: str) -> None:
    """Without any websocket, over HTTP."""
    with blocked(browser) as page:
        page.goto(f"{app}/{NAME}")
        page.wait_for_selector("section.lab", timeout=SOON)
        lab = Lab(page, app, NAME).ready()
        page.evaluate(COUNT)
        for _ in pulled(lab, 100, 40):
            pass
        now = start(still(lab))
        assert drawn(lab, "gd") == pytest.approx(now, abs=1e-4)
        lab.release()
        assert lab.settled().readouts()["gd_loss"] == loss(now)
        assert asked(lab)["most"] == 1
