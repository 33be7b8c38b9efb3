"""What holds on every lesson, in either language: each is opened once and kept."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Route

from live.serving import plotly
from tests.browser.lab import Lab, box, messages_from, resized, watched
from tests.browser.turns import tried
from ui.contents import LESSONS

# How far, in pixels, anything in the picture is from where the numbers put it.
ASTRAY = """() => {
  const { figure, shown } = document.querySelector("section.lab").lab;
  const { data, _fullLayout } = figure.plot;
  return Math.max(0, ...figure.bound.filter((b) => "xy".includes(b.attribute)).flatMap(
    ({ name, index, attribute }) => {
      const { [`${attribute}axis`]: axis = attribute } = data[index];
      const scale = _fullLayout[axis.replace(attribute, `${attribute}axis`)];
      const pixels = (numbers) => Array.from(numbers, (number) => scale.d2p(number));
      const meant = pixels(shown.bindings[name]);
      const drawn = pixels(data[index][attribute]);
      const apart = (a, b) => (Object.is(a, b) ? 0 : Math.abs(a - b));
      return drawn.map((at, i) => apart(at, meant[i]));
    }));
}"""
# Marks of the picture that differ from those that a plotly.js of its own draws: one
# that is whole, as the package has it.
DIFFERENT = """async () => {
  const { answer } = document.querySelector("section.lab").lab;
  if (!window.another) {
    const ours = window.Plotly;
    await import(new URL(`${answer.plotly}?whole`, document.baseURI));
    [window.another, window.Plotly] = [window.Plotly, ours];
    if (!another.PlotSchema.get().traces.surface) throw new Error("it is no whole one");
  }
  const plot = document.querySelector("section.lab .js-plotly-plot");
  const plain = (x) => {
    if (ArrayBuffer.isView(x) || Array.isArray(x)) return Array.from(x, plain);
    if (x === null || typeof x !== "object") return x;
    const parts = Object.entries(x).map(([name, part]) => [name, plain(part)]);
    return Object.fromEntries(parts);
  };
  const { data, layout } = plain({ data: plot.data, layout: plot.layout });
  const twin = plot.parentElement.appendChild(document.createElement("div"));
  await another.newPlot(twin, data, layout, { displayModeBar: false });
  const ATTRIBUTES = ["d", "transform", "x", "y", "display"];
  const looks = (mark) => [
    ...ATTRIBUTES.map((name) => mark.getAttribute(name)),
    mark.parentElement.getAttribute("display"), mark.style.opacity,
    mark.getAttribute("d") === "M0,0Z" || mark.style.fill.replace(/url.*/, "stripes"),
    mark.textContent.replaceAll("\u2212", "-")].join();
  const marks = (one) => [...one.querySelectorAll("path, text, use")].map(looks);
  const [drawn, meant] = [plot, twin].map(marks);
  another.purge(twin);
  twin.remove();
  const all = Array.from({ length: Math.max(drawn.length, meant.length) }, (_, i) => i);
  return all.filter((i) => drawn[i] !== meant[i]).map((i) => [drawn[i], meant[i]]);
}"""
# Numbers in the picture with a hyphen for a minus sign, and texts made smaller.
HYPHENS = """() => [...document.querySelectorAll(".lab-plot .textpoint text, .bartext")]
  .map((mark) => mark.textContent)
  .filter((text) => /(^|\\s|=|\\de)-[\\d.]/.test(text))"""
SMALLER = """() => [...document.querySelectorAll(".lab-plot .bartext")].filter((mark) =>
  mark.getAttribute("transform").includes("scale")
  && getComputedStyle(mark).visibility !== "hidden").length"""
OPENED = [
    f"{lesson}?lang={language}" for lesson in LESSONS for language in ("en", "ko")
]
THEMES = ("light", "dark")
NOW = {*OPENED[::4], *OPENED[3::4]}  # by turns in English and in Korean


def bring_the_whole(route: Route) -> None:
    """Answer with plotly.js as the package has it."""
    route.fulfill(body=plotly(), content_type="text/javascript")


@pytest.fixture(scope="module", params=tried(OPENED, NOW.__contains__))
def lesson(
    request: pytest.FixtureRequest, desktop: BrowserContext, app: str
) -> Iterator[Lab]:
    """Return one lesson in one language."""
    name, _, _ = request.param.partition("?")
    with watched(desktop) as page:
        page.route("**/plotly.min.js?whole", bring_the_whole)
        yield Lab(page, app, name).open(f"/{request.param}")


def test_the_whole_lab_is_in_sight(lesson: Lab) -> None:
    """At 1366 x 768 nothing of the lab needs scrolling."""
    place = box(lesson.section)
    assert place["y"] + place["height"] <= 768


def test_a_drag_sends_nothing_and_jumps_nowhere(lesson: Lab) -> None:
    """While the first slider is dragged, nothing is sent and the lab keeps its size."""
    key = lesson.section.locator("input[type=range]").first.get_attribute("name")
    assert key is not None
    before, place, sent = (
        lesson.readouts(),
        box(lesson.section),
        messages_from(lesson.page),
    )
    start = lesson.thumb(key)
    lesson.grab(key)
    is_last = lesson.range(key).evaluate("one => one.value === one.max")
    lesson.page.mouse.move(start[0] + (-25 if is_last else 25), start[1], steps=10)
    lesson.frame()
    lesson.caught_up()  # what moves freely asks by itself, not over the socket
    assert lesson.readouts() != before
    assert sent == []
    assert box(lesson.section) == place
    lesson.release()
    lesson.settled()
    assert key in lesson.link()


def test_the_picture_shows_the_numbers_in_mid_drag_and_at_rest(lesson: Lab) -> None:
    """All is within a quarter of a pixel, and as another plotly.js would draw it."""
    key = lesson.section.locator("input[type=range]").first.get_attribute("name")
    assert key is not None
    start = lesson.thumb(key)
    lesson.grab(key)
    for step in range(1, 8):
        lesson.page.mouse.move(start[0] + 3 * step, start[1])
        lesson.frame()
        lesson.caught_up()
        assert lesson.page.evaluate(ASTRAY) <= 0.25
    assert lesson.page.evaluate(DIFFERENT) == []
    assert lesson.page.evaluate(HYPHENS) == []
    assert lesson.page.evaluate(SMALLER) == 0
    lesson.release()
    lesson.settled()
    assert lesson.page.evaluate(ASTRAY) <= 0.25
    assert lesson.page.evaluate(DIFFERENT) == []


@pytest.mark.parametrize("turn", tried([0, 1], (0).__eq__))
def test_there_is_no_serious_barrier(lesson: Lab, turn: int) -> None:
    """axe-core finds nothing serious or critical in either theme."""
    name = lesson.section.get_attribute("data-lab")
    # Both languages are read in both themes: pairs of lessons have one.
    theme = THEMES[([*LESSONS].index(str(name)) // 2 + turn) % 2]
    lesson.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    lesson.page.wait_for_selector(f"section.lab[data-theme={theme}]")
    found = Axe().run(lesson.page).response["violations"]
    grave = [v for v in found if v["impact"] in ("serious", "critical")]
    lesson.page.emulate_media(color_scheme="light")
    assert [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in grave] == []


def test_it_fits_on_a_phone(lesson: Lab) -> None:
    """At 360 pixels the page is no wider than the screen."""
    resized(lesson.page, 360, 740)
    assert lesson.page.evaluate("document.scrollingElement.scrollWidth") <= 360
    picture = box(lesson.section.locator(".lab-figure"))
    assert picture["x"] >= 0
    assert picture["x"] + picture["width"] <= 360
    lesson.page.set_viewport_size({"width": 1366, "height": 768})
