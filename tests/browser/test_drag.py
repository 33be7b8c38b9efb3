"""A drag is a look-up: every step is painted, and nothing is sent."""

from urllib.parse import urlsplit

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.browser.hands import Hands
from tests.browser.lab import (
    Lab,
    box,
    messages_from,
    of_core,
    same,
    shown_as_float32,
)

RECORD = """() => {
  window.painted = [];
  const lab = document.querySelector("section.lab");
  const look = () => {
    const outputs = [...lab.querySelectorAll("output[name^=p]")];
    window.painted.push({
      state: lab.dataset.state,
      z: [...lab.querySelectorAll(".lab-exact input[name^=z]")].map(
        x => Number(x.value.replace("\\u2212", "-"))),
      p: outputs.map(o => Number(o.dataset.value)),
    });
    window.recording = requestAnimationFrame(look);
  };
  look();
}"""


def test_at_rest_every_readout_is_what_core_says(softmax: Lab) -> None:
    """At rest every readout equals core to the last bit."""
    p = of_core([0.3, 2.9, 4.0])
    assert same(softmax.vector("p"), p)
    assert softmax.readouts()["sum"] == np.sum(p)
    assert softmax.readouts()["argmax"] == np.argmax(p) + 1


def test_a_drag_paints_every_step_and_sends_nothing(softmax: Lab) -> None:
    """One real drag over 50 steps paints all 50 and sends no message."""
    page = softmax.page
    sent = messages_from(page)
    page.evaluate(RECORD)
    start, end = softmax.thumb("z1"), softmax.thumb("z1", 5.3)
    softmax.grab("z1")
    values = []
    for share in np.linspace(0, 1, 51)[1:]:
        page.mouse.move(start[0] + share * (end[0] - start[0]), start[1])
        softmax.frame()
        values.append(float(softmax.range("z1").input_value()))
    painted = page.evaluate("window.painted.map(frame => frame.z[0])")
    assert set(values) <= set(painted)
    assert len(set(values)) > 40
    assert sent == []
    softmax.release()


# What a number and a bar were, and are once a movement is told of between two frames,
# where a step takes so many milliseconds, and others have taken so many since the last
# frame, and were in vain for so many frames.
BETWEEN = """async ([x, y, effort, spent, vain]) => {
  const section = document.querySelector("section.lab");
  const { lab } = section;
  await new Promise(requestAnimationFrame);
  await new Promise((resolve) => setTimeout(resolve));
  Object.assign(lab, { effort, spent, vain });
  const looks = () => [
    section.querySelector("output[name=p1]").dataset.value,
    ...[...section.querySelectorAll(".barlayer path")].map((bar) => bar.outerHTML),
  ].join();
  const before = looks();
  const where = { clientX: x, clientY: y, pointerId: 1, bubbles: true };
  section.dispatchEvent(new PointerEvent("pointerrawupdate", where));
  const at = lab.last.index;
  return [looks() !== before, lab.isStale, at];
}"""


def test_a_movement_is_drawn_before_its_frame_begins(softmax: Lab) -> None:
    """The first one always, more if they are brief, none if frames draw once more."""
    (x, y), (end, _) = softmax.thumb("z1"), softmax.thumb("z1", 5.3)
    softmax.grab("z1")
    ways = {
        0.3: [0, 0, 0],
        0.5: [99, 0, 0],
        0.7: [2, 2, 0],
        0.8: [9, 9, 0],
        0.9: [0, 0, 9],
    }
    drawn, stale, at = zip(
        *(
            softmax.page.evaluate(BETWEEN, [x + share * (end - x), y, *way])
            for share, way in ways.items()
        ),
        strict=True,
    )
    assert drawn == (True, True, True, False, False)
    assert stale == (False, False, False, True, True)
    assert len(set(at)) == 5
    softmax.frame()
    is_stale = "document.querySelector('section.lab').lab.isStale"
    assert softmax.page.evaluate(is_stale) is False
    softmax.release()


COUNT_DRAWN = """() => {
  window.drawn = 0;
  const { plot } = document.querySelector("section.lab").lab.figure;
  for (const module of new Set(plot._fullData.map((trace) => trace._module))) {
    const { calc } = module;
    module.calc = (...all) => { window.drawn += 1; return calc(...all); };
  }
}"""
# Whether there is a plan for a trace as it stands there, and after a mark was moved.
PLANNED = """async () => {
  const { figure } = document.querySelector("section.lab").lab;
  const style = document.querySelector("link[href*='/lab.css']").href;
  const { planFor } = await import(new URL("plans.js", style));
  return [...figure.direct.plans.keys()].map((index) => {
    const { plot } = figure;
    const [{ node3 }] = plot.calcdata[index];
    const mark = node3.node().querySelector(".point > path, .textpoint > text");
    const name = mark.hasAttribute("d") ? "d" : "x";
    const right = mark.getAttribute(name);
    const before = planFor(plot, index) !== null;
    mark.setAttribute(name, name === "d" ? "M0,0Z" : "0.25");
    const after = planFor(plot, index) !== null;
    mark.setAttribute(name, right);
    return [before, after];
  });
}"""


def test_a_drag_writes_into_what_plotly_has_drawn(softmax: Lab) -> None:
    """Bars, their texts and sums follow the hand, and plotly.js draws nothing."""
    softmax.page.evaluate(COUNT_DRAWN)
    softmax.drag("z1", 5)
    assert softmax.page.evaluate("window.drawn") == 0
    softmax.release()


@pytest.mark.parametrize(
    ("link", "key", "from_to"),
    [
        ("/two-classes", "z1", (1, 2)),  # arrows along an axis
        ("/sigmoid", "z", (1, 2)),
        ("/softmax?z1=-10", "z2", (2, 3)),  # a bar without room for its number
        ("/digits", "epoch", (3, 9)),  # wedges and numbers that come and go
    ],
)
def test_marks_that_turn_come_or_go_are_moved_by_plans(
    page: Page, app: str, link: str, key: str, from_to: tuple[float, float]
) -> None:
    """And plotly.js draws nothing, once a hand is on its way."""
    lab = Lab(page, app, urlsplit(link).path[1:]).open(link)
    begin, end = from_to
    lab.drag(key, begin)
    page.evaluate(COUNT_DRAWN)
    page.mouse.move(*lab.thumb(key, end), steps=6)
    lab.frame()
    assert page.evaluate("window.drawn") == 0
    assert lab.number(key) != begin
    lab.release()


def test_what_would_write_anything_else_is_no_plan(softmax: Lab) -> None:
    """Every trace of it has a plan, and would have none if a mark stood elsewhere."""
    assert softmax.page.evaluate(PLANNED) == [[True, False]] * 5


@pytest.mark.parametrize("value", [-10, -3.1, 0.1, 7.7, 10])
def test_in_mid_drag_readouts_are_core_as_float32(softmax: Lab, value: float) -> None:
    """In mid-drag every readout equals core rounded to the table's float32."""
    softmax.drag("z2", value)
    assert same(
        softmax.vector("p"), shown_as_float32(of_core([0.3, softmax.number("z2"), 4.0]))
    )
    assert abs(softmax.number("z2") - value) < 0.2
    softmax.release()


def test_release_writes_the_link_and_refreshes_the_tables(softmax: Lab) -> None:
    """After a release the link says the value, and the next drag starts from it."""
    softmax.drag("z1", 5)
    softmax.release()
    first = softmax.settled().number("z1")
    assert softmax.link()["z1"] == [f"{first:g}"]
    assert same(softmax.vector("p"), of_core([first, 2.9, 4.0]))
    softmax.drag("z3", -5)
    third = softmax.number("z3")
    assert same(softmax.vector("p"), shown_as_float32(of_core([first, 2.9, third])))
    softmax.release()
    softmax.settled()
    assert same(softmax.vector("p"), of_core([first, 2.9, third]))


def test_a_release_needs_no_run_of_the_page(softmax: Lab) -> None:
    """Its answer comes over HTTP; nothing passes through Streamlit."""
    sent = messages_from(softmax.page)
    with softmax.page.expect_response("**/live/answers/softmax/en") as response:
        softmax.type("z1", "-2.5")
    assert response.value.ok
    assert same(softmax.settled().vector("p"), of_core([-2.5, 2.9, 4.0]))
    assert sent == []


def test_a_release_goes_by_way_of_streamlit_where_it_must(softmax: Lab) -> None:
    """A proxy may let nothing else through."""
    sent = messages_from(softmax.page)
    softmax.page.route(
        "**/live/answers/**", lambda route: route.fulfill(status=404, body="")
    )
    softmax.type("z1", "-2.5")
    assert same(softmax.settled().vector("p"), of_core([-2.5, 2.9, 4.0]))
    assert len(sent) == 1
    softmax.page.unroute("**/live/answers/**")
    softmax.type("z2", "1.5")
    assert same(softmax.settled().vector("p"), of_core([-2.5, 1.5, 4.0]))
    assert len(sent) == 1


def test_no_wrong_number_when_the_next_slider_is_grabbed_at_once(softmax: Lab) -> None:
    """Whatever is painted between two quick drags agrees with the numbers beside it."""
    page = softmax.page
    softmax.drag("z1", 6)
    start, end = softmax.thumb("z2"), softmax.thumb("z2", -6)
    page.evaluate(RECORD)
    page.mouse.up()
    page.mouse.move(*start)
    page.mouse.down()
    for share in np.linspace(0, 1, 30):
        page.mouse.move(start[0] + share * (end[0] - start[0]), start[1])
    page.wait_for_timeout(300)
    page.mouse.up()
    softmax.settled()
    painted = page.evaluate("window.painted")
    assert {frame["state"] for frame in painted} >= {"ready"}
    wrong = [
        frame
        for frame in painted
        if shown_as_float32(frame["p"]) != shown_as_float32(of_core(frame["z"]))
    ]
    assert wrong == []
    assert same(softmax.vector("p"), of_core(softmax.logits()))


def test_a_bar_can_be_dragged_itself(swing: Lab) -> None:
    """A bar that shows a control is a handle: it follows the pointer and moves it."""
    page = swing.page
    bar = box(swing.grip("x"))
    end, middle = bar["x"] + bar["width"] - 24, bar["y"] + bar["height"] / 2
    page.mouse.move(end, middle)
    page.mouse.down()
    page.mouse.move(end + 60, middle, steps=5)
    swing.frame()
    moved = swing.number("x")
    assert moved > 1.5
    assert swing.range("x").input_value() == swing.field("x").input_value()
    now = box(swing.grip("x"))
    assert abs(now["x"] + now["width"] - 24 - (end + 60)) < 6
    page.mouse.up()
    swing.settled()
    assert swing.link()["x"] == [f"{moved:g}"]


def test_a_shift_moves_the_logits_and_nothing_else(softmax: Lab) -> None:
    """Adding a constant to all logits leaves every share, and the picture, as it is."""
    shares = softmax.section.locator("output[name^=p]").all_inner_texts()
    bars = softmax.section.locator(".lab-plot .bartext").all_text_contents()
    logits = softmax.whole.locator("[data-slot^=logit]")
    before = logits.all_text_contents()
    assert {"0.025", "0.333", "1", "1.8%", "24.5%", "73.7%"} <= set(bars)
    softmax.drag("shift", 5)
    assert softmax.section.locator("output[name^=p]").all_inner_texts() == shares
    assert softmax.section.locator(".lab-plot .bartext").all_text_contents() == bars
    now = logits.all_text_contents()
    assert all(a != b for a, b in zip(before, now, strict=True))
    softmax.release()


def test_a_finger_does_what_a_mouse_does(phone: Page, app: str) -> None:
    """On a touch screen a slider is dragged with a finger."""
    lab = Lab(phone, app).open("/softmax")
    lab.range("z1").evaluate("one => one.scrollIntoView({block: 'center'})")
    lab.frame()
    hands = Hands(phone)
    hands.put(lab.thumb("z1"))
    hands.move(30)
    moved = lab.number("z1")
    assert moved > 2
    assert same(lab.vector("p"), shown_as_float32(of_core([moved, 2.9, 4.0])))
    hands.lift()
    lab.settled()
    assert lab.link()["z1"] == [f"{moved:g}"]


def test_a_finger_drags_a_bar_too(phone: Page, workbench: str) -> None:
    """One that lies: sideways, as the page does not scroll."""
    lab = Lab(phone, workbench, "swing").open("/")
    bar = box(lab.grip("x"))
    hands = Hands(phone)
    hands.put((bar["x"] + bar["width"] - 24, bar["y"] + bar["height"] / 2))
    hands.move(60)
    moved = lab.number("x")
    assert moved > 1.5
    hands.lift()
    assert lab.settled().link()["x"] == [f"{moved:g}"]
