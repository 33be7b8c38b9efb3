"""The picture in mid-drag is what plotly.js draws, in every lesson and every room."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.lab import Lab, resized, watched
from tests.browser.test_lessons import DIFFERENT, HYPHENS, SMALLER, bring_the_whole
from ui.contents import LESSONS

pytestmark = pytest.mark.long

ROOMS: dict[str, ViewportSize] = {
    "wide": {"width": 1366, "height": 768},
    "stacked": {"width": 900, "height": 900},
    "phone": {"width": 390, "height": 844},
    "present": {"width": 1280, "height": 720},
}
SHOWN = [
    *(
        f"{lesson}?lang={language}"
        for lesson in ["", *LESSONS]
        for language in ("en", "ko")
    ),
    *("softmax?k=10", "temperature?k=10", "cross-entropy?k=10", "output-layers?k=10"),
]
# Wide, each is tried in both languages; in the other rooms, by turns in one of them.
CASES = [
    *((link, "wide") for link in SHOWN),
    *(
        (f"{lesson}?lang={('en', 'ko')[(turn + nth) % 2]}", room)
        for nth, lesson in enumerate(["", *LESSONS])
        for turn, room in enumerate(["stacked", "phone", "present"])
    ),
]
SWEPT = """() => {
  const { answer } = document.querySelector("section.lab").lab;
  return Object.keys(answer.tables).map((key) => [key, answer.grids[key].length]);
}"""
MOVE = """([key, index]) => {
  const { lab } = document.querySelector("section.lab");
  lab.grasp(key);
  lab.move(key, index);
}"""
CANCEL = "(key) => document.querySelector('section.lab').lab.cancel(key)"
# What differs between the picture that is saved and what the whole plotly.js saves of
# the same numbers, and between its outlines and those on the page. There plotly.js
# widens what is thin to a pixel, and has an outline also where a bar has no length.
SAVED = """async () => {
  const { figure } = document.querySelector("section.lab").lab;
  const { Plotly, plot } = figure;
  let svg;
  const by = (one) => ({
    toImage: async (...given) => (svg = await one.toImage(...structuredClone(given))),
  });
  figure.Plotly = by(another);
  const meant = await figure.image();
  figure.Plotly = by(Plotly);
  const saved = await figure.image();
  figure.Plotly = Plotly;
  const text = decodeURIComponent(svg.slice(svg.indexOf(",") + 1));
  const file = new DOMParser().parseFromString(text, "image/svg+xml");
  const outlines = (one) => [
    ...one.querySelectorAll(":is(.barlayer, .scatterlayer) path"),
  ].map((path) => path.getAttribute("d"));
  const numbers = (d) => (d.match(/-?[0-9.]+(e-?[0-9]+)?/g) ?? []).map(Number);
  const isFlat = ([x, y, otherY, otherX]) => x === otherX || y === otherY;
  const apart = (a, b = "") => {
    const [here, there] = [a, b].map(numbers);
    if (a === b) return false;
    return b === "M0,0Z" ? !isFlat(here) : here.length !== there.length
      || here.some((number, i) => Math.abs(number - there[i]) > 1);
  };
  const [there, here] = [outlines(file), outlines(plot)];
  return [
    ...(saved === meant ? [] : ["pixels"]),
    ...(here.length ? here.filter((d, i) => apart(d, there[i])) : ["nothing"]),
  ];
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page that can ask for the whole of plotly.js."""
    with watched(browser.new_context(locale="en-US")) as opened:
        opened.route("**/plotly.min.js?whole", bring_the_whole)
        yield opened


def wrong(lab: Lab) -> list[object]:
    """Return what the picture shows that another plotly.js would not draw so."""
    lab.frame()
    different: list[object] = lab.page.evaluate(DIFFERENT)
    return [*different, *lab.page.evaluate(HYPHENS), *[()] * lab.page.evaluate(SMALLER)]


@pytest.mark.parametrize(("link", "room"), CASES)
def test_it_is_as_drawn_by_plotly(page: Page, app: str, link: str, room: str) -> None:
    """Along every control that has a table, there and back, and after a jump."""
    name = link.partition("?")[0]
    address = f"/{link}&present=1" if room == "present" else f"/{link}"
    page.set_viewport_size(ROOMS[room])
    lab = Lab(page, app, name or "overview").open(address)
    for key, count in page.evaluate(SWEPT):
        for index in (1, 2, count // 3, count // 2, count // 2 + 1, count - 1, 0):
            page.evaluate(MOVE, [key, min(index, count - 1)])
            assert wrong(lab) == [], (key, index)
        page.evaluate(CANCEL, key)


@pytest.mark.parametrize("name", LESSONS)
def test_it_is_so_after_the_room_and_the_theme_change(
    page: Page, app: str, name: str
) -> None:
    """Both in the middle of a drag, which goes on."""
    page.set_viewport_size(ROOMS["wide"])
    lab = Lab(page, app, name).open(f"/{name}")
    key, count = page.evaluate(SWEPT)[0]
    for step, size in enumerate([*ROOMS.values()] * 2):
        page.evaluate(MOVE, [key, (count // 2 + step) % count])
        page.emulate_media(color_scheme="dark" if step % 2 else "light")
        resized(page, **size)
        page.evaluate(MOVE, [key, (count // 2 + step + 1) % count])
        assert wrong(lab) == []


@pytest.mark.parametrize("name", LESSONS)
def test_it_is_so_in_the_picture_that_is_saved(page: Page, app: str, name: str) -> None:
    """In mid-drag, where steps were written into it, and when the drag has ended."""
    page.set_viewport_size(ROOMS["wide"])
    lab = Lab(page, app, name).open(f"/{name}")
    key, count = page.evaluate(SWEPT)[0]
    for index in (count // 3, count // 2):
        page.evaluate(MOVE, [key, index])
        assert wrong(lab) == []
        assert page.evaluate(SAVED) == []
    page.evaluate(CANCEL, key)
    assert wrong(lab) == []
    assert page.evaluate(SAVED) == []


@pytest.mark.parametrize("name", LESSONS)
def test_it_is_so_where_the_excerpt_is_the_whole_file(
    page: Page, app: str, name: str
) -> None:
    """As it is where nothing could be cut out of it."""
    page.route("**/plotly.min.js*", bring_the_whole)
    page.set_viewport_size(ROOMS["wide"])
    lab = Lab(page, app, name).open(f"/{name}")
    assert page.evaluate("'surface' in Plotly.PlotSchema.get().traces")
    for key, count in page.evaluate(SWEPT):
        for index in (1, count // 2, count // 2 + 1, count - 1):
            page.evaluate(MOVE, [key, min(index, count - 1)])
            assert wrong(lab) == [], (key, index)
        page.evaluate(CANCEL, key)
