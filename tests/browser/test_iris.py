"""What only the iris lesson asks of a browser."""

import csv

from playwright.sync_api import Page

from tests.browser.lab import Lab, box

PLACE = """([section, trace, point]) => {
  const { figure } = section.lab;
  const { left, top } = figure.element.getBoundingClientRect();
  const { x, y } = figure.pixels({ trace, point }, () => undefined);
  return [left + x, top + y];
}"""


def test_a_training_can_be_touched_and_taken_home(page: Page, app: str) -> None:
    """A click chooses a flower, a rate waits for release, and both files arrive."""
    lab = Lab(page, app, "iris").open("/iris?epoch=50")
    section = lab.section.element_handle()
    traces = lab.section.locator(".lab-plot .trace")
    order = traces.evaluate_all("all => all.map(one => one.className.baseVal)")
    # A virginica that lies by itself.
    page.mouse.click(*page.evaluate(PLACE, [section, "flowers", 118]))
    assert lab.settled().link()["flower"] == ["118"]
    assert (lab.readouts()["cm3"], lab.readouts()["cm4"]) == (6.9, 2.3)

    now = traces.evaluate_all("all => all.map(one => one.className.baseVal)")
    assert now == order

    loss = lab.readouts()["train_loss"]
    lab.drag("rate", 80)
    assert lab.number("rate") != 0.1
    assert lab.section.get_attribute("data-state") == "waiting"
    assert lab.readouts()["train_loss"] == loss
    lab.release()
    assert lab.settled().readouts()["train_loss"] != loss

    with page.expect_download() as table:
        lab.press("Weights (CSV)")
    head, *rows = csv.reader(table.value.path().read_text("utf-8-sig").splitlines())
    assert head == ["", "setosa", "versicolor", "virginica"]
    assert [float(cell) for cell in rows[3][1:]] == [
        lab.readouts()[f"{species}4"] for species in head[1:]
    ]

    with page.expect_download() as picture:
        lab.press("Picture")
    data = picture.value.path().read_bytes()
    assert data.startswith(b"\x89PNG")
    width = box(lab.section.locator(".lab-figure"))["width"]
    assert int.from_bytes(data[16:20], "big") == 2 * int(width)
