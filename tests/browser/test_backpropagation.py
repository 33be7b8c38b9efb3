"""What only the lesson on backpropagation asks of a browser."""

from playwright.sync_api import Page, ViewportSize

from tests.browser.lab import Lab, box

PHONE = ViewportSize(width=390, height=844)
PLACE = """([section, trace, point]) => {
  const { figure } = section.lab;
  const { left, top } = figure.element.getBoundingClientRect();
  const now = (name, i) => figure.bindings[name]?.[i];
  const { x, y } = figure.pixels({ trace, point }, now);
  return [left + x, top + y];
}"""


def place(lab: Lab, trace: str, point: int = 0) -> tuple[float, float]:
    """Return where a point of the picture is."""
    section = lab.section.element_handle()
    x, y = lab.page.evaluate(PLACE, [section, trace, point])
    return x, y


def test_a_weight_that_is_pressed_is_nudged(page: Page, app: str) -> None:
    """The square of w2 is the third; its derivative is 4."""
    lab = Lab(page, app, "backpropagation").open("/backpropagation")
    page.mouse.click(*place(lab, "parameters", 2))
    assert lab.settled().link()["check"] == ["w2"]
    assert abs(lab.readouts()["nudged"] - 4) < 0.01


def test_the_walk_is_dragged_in_the_picture(page: Page, app: str) -> None:
    """From the end of the way back to its beginning, and what came back is gone."""
    lab = Lab(page, app, "backpropagation").open("/backpropagation")
    end = place(lab, "walker")
    seen = """[...document.querySelectorAll('.textpoint text')]
        .filter(x => x.getClientRects().length).map(x => x.textContent)"""
    assert sum("←" in text for text in page.evaluate(seen)) == 12
    page.mouse.move(*end)
    page.mouse.down()
    page.mouse.move(box(lab.section.locator(".lab-figure"))["width"], end[1], steps=12)
    lab.frame()
    assert lab.number("at") in {8, 9}
    assert sum("←" in text for text in page.evaluate(seen)) in {0, 2}
    page.mouse.up()
    assert float(lab.settled().link()["at"][0]) in {8, 9}


def test_the_v_is_dragged_to_its_lowest_point(page: Page, app: str) -> None:
    """Near 1e-8; the task is ticked off."""
    lab = Lab(page, app, "backpropagation").open("/backpropagation")
    page.mouse.move(*place(lab, "apart"))
    page.mouse.down()
    page.mouse.move(*place(lab, "distances", 16), steps=12)
    page.mouse.up()
    assert lab.settled().readouts()["apart"] < 1e-7
    assert lab.whole.locator("[data-task=best]").get_attribute("data-done") == "true"


def test_another_graph_needs_no_notice(page: Page, app: str) -> None:
    """It has fewer steps and weights: all of them are done, and the first is nudged."""
    lab = Lab(page, app, "backpropagation").open("/backpropagation?check=w2")
    lab.section.locator(".lab-fold summary").click()
    lab.section.get_by_role("radio", name="one unit").check()
    lab.settled()
    assert (lab.link()["at"], lab.link()["check"]) == (["8"], ["w1"])
    assert lab.link()["w2"] == ["3"]


def test_a_phone_offers_only_what_it_shows(page: Page, app: str) -> None:
    """No grip lies over the folded graph, whose squares can be pressed."""
    page.set_viewport_size(PHONE)
    lab = Lab(page, app, "backpropagation").open("/backpropagation")
    assert not lab.grip("at").is_visible()
    assert not lab.grip("h").is_visible()
    page.mouse.click(*place(lab, "folded_parameters", 3))
    assert lab.settled().link()["check"] == ["b2"]
