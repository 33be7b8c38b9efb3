"""The page around the lab: links, languages, themes, failures, access."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from live.serving import DRAWING, LATER, PREDICTING, PREPARING, SHARING, assets
from tests.browser.lab import Lab, box, choose, of_core, same, watched
from tests.browser.servers import streamlit, uvicorn
from tests.browser.turns import by_turns, tried

FAILED = "A part of this page could not be loaded, so the lab cannot move."


@pytest.mark.parametrize("serve", [streamlit, uvicorn])
def test_a_deep_link_to_a_fresh_server_shows_the_whole_frame(
    desktop: BrowserContext, serve
) -> None:
    """The very first request after a start may be a lesson with its state."""
    with serve() as address, watched(desktop) as page:
        lab = Lab(page, address).open("/softmax?z1=2&z2=1&z3=0.5")
        assert same(lab.vector("p"), of_core([2, 1, 0.5]))
        expect(page.get_by_role("link", name="Logit Lab")).to_be_visible()
        expect(page.get_by_role("button", name="한국어")).to_be_visible()
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_copied_link_and_a_reload_restore_the_state(softmax: Lab) -> None:
    """What the link says is what anybody sees who opens it."""
    page = softmax.page
    softmax.type("z1", "1.2345678901234567")
    softmax.settled()
    softmax.section.get_by_label("Name of class 1").fill("Zoë & <b>Co</b>")
    softmax.section.get_by_label("Name of class 1").press("Enter")
    softmax.settled()
    shown = softmax.readouts()
    page.reload()
    assert softmax.ready().readouts() == shown
    assert softmax.number("z1") == 1.2345678901234567
    name = softmax.section.get_by_label("Name of class 1")
    expect(name).to_have_value("Zoë & <b>Co</b>")


def test_markup_in_a_name_is_shown_as_text(page: Page, app: str) -> None:
    """A name is text wherever it stands: field, picture, formula, readout."""
    lab = Lab(page, app).open("/softmax?name3=<img src=x onerror=alert(1)>&z3=5")
    assert page.locator("section.lab img").count() == 0
    expect(lab.section.locator("output[name=argmax]")).to_have_text(
        "<img src=x onerror=alert"
    )
    lab.section.get_by_label("Name of class 1").fill("a<b>b</b>")
    lab.section.get_by_label("Name of class 1").press("Enter")
    lab.settled()
    assert page.locator("section.lab b b").count() == 0


def test_the_number_of_classes_can_be_changed_in_place(softmax: Lab) -> None:
    """One more class brings its logit, bar and share; one fewer takes them away."""
    more = softmax.section.get_by_label("Classes: one more")
    more.press("Enter")
    softmax.settled()
    assert softmax.link()["k"] == ["4"]
    assert same(softmax.vector("p"), of_core([0.3, 2.9, 4, 0]))
    expect(more).to_be_focused()
    for _ in range(2):
        softmax.section.get_by_label("Classes: one fewer").press("Enter")
        softmax.settled()
    assert same(softmax.vector("p"), of_core([0.3, 2.9]))


def test_reset_and_presets_bring_known_states(softmax: Lab) -> None:
    """Examples and reset are one click, and the link follows."""
    softmax.press("all equal")
    assert same(softmax.settled().vector("p"), of_core([1, 1, 1]))
    softmax.press("dog / cat / person")
    assert same(softmax.settled().vector("p"), of_core([3.2, 1.3, -0.7]))
    softmax.press("Reset")
    assert same(softmax.settled().vector("p"), of_core([0.3, 2.9, 4]))
    assert softmax.link() == {}
    softmax.press("0.3, 2.9, 4.0")
    assert same(softmax.settled().vector("p"), of_core([0.3, 2.9, 4]))


def test_the_language_switches_in_place_and_keeps_the_state(softmax: Lab) -> None:
    """One click, another language, the same numbers; the link carries it."""
    page = softmax.page
    softmax.type("z2", "-1.25")
    before = softmax.settled().readouts()
    page.get_by_role("button", name="한국어").click()
    expect(page.get_by_role("heading", name="소프트맥스", level=1)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "ko")  # the lab has heard
    assert softmax.settled().readouts() == before
    assert softmax.link()["lang"] == ["ko"]
    page.reload()
    expect(page.get_by_role("heading", name="소프트맥스", level=1)).to_be_visible()
    assert softmax.ready().readouts() == before


def test_the_browsers_language_opens_the_page(browser: Browser, app: str) -> None:
    """Without ?lang= a Korean browser gets Korean."""
    context = browser.new_context(locale="ko-KR")
    with watched(context) as page:
        Lab(page, app).open("/softmax")
        expect(page.get_by_role("heading", name="소프트맥스", level=1)).to_be_visible()
    context.close()


def test_the_state_follows_through_the_menu_and_back(softmax: Lab) -> None:
    """The logits of one page are the logits of the next."""
    page = softmax.page
    softmax.type("z1", "7.5")
    softmax.settled()
    page.get_by_role("link", name="Logit Lab").click()
    overview = Lab(page, softmax.app, "overview").ready()
    expect(overview.section).to_be_visible()
    assert overview.settled().number("z1") == 7.5
    overview.type("z2", "-3")
    overview.settled()
    choose(page, "Probabilities", "Softmax")
    expect(softmax.section).to_be_visible()
    assert same(softmax.settled().vector("p"), of_core([7.5, -3, 4]))
    page.go_back()
    expect(overview.section).to_be_visible()
    assert same(overview.settled().vector("p"), of_core([7.5, -3, 4]))


COUNT_LISTENERS = """
window.listening = {};
for (const [name, one] of [["addEventListener", 1], ["removeEventListener", -1]]) {
  const native = window[name];
  window[name] = (type, ...rest) => {
    listening[type] = (listening[type] ?? 0) + one;
    return native.call(window, type, ...rest);
  };
}
"""


def test_leaving_a_page_cleans_up(page: Page, app: str) -> None:
    """After the lab is gone, no picture and no listener of it is left."""
    page.add_init_script(COUNT_LISTENERS)
    overview = Lab(page, app, "overview").open("/")
    listening = "[listening.pointerup, listening.pointercancel]"
    before = page.evaluate(listening)
    choose(page, "Probabilities", "Softmax")
    softmax = Lab(page, app)
    softmax.section.wait_for()
    softmax.ready()
    page.evaluate("window.kept = document.querySelector('section.lab').lab")
    page.get_by_role("link", name="Logit Lab").click()
    overview.section.wait_for()
    overview.ready()
    expect(softmax.section).to_have_count(0)
    assert page.evaluate(
        "window.kept.destroyed && !window.kept.figure.plot._fullLayout"
    )
    assert page.evaluate(listening) == before
    assert 0 not in before


def test_a_play_ends_where_its_page_is_left(page: Page, app: str) -> None:
    """It writes nothing into the address of the next page, and asks for nothing."""
    lab = Lab(page, app, "iris").open("/iris?epoch=1")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    lab.section.locator(".lab-play").click()
    page.wait_for_function("() => document.querySelector('[name=epoch]').value > 2")
    page.get_by_role("link", name="Logit Lab").click()
    overview = Lab(page, app, "overview")
    overview.section.wait_for()
    overview.settled()
    assert not [url for url in asked if url.endswith("/live/answers/iris/en")]
    assert "epoch" not in overview.link()


def test_tasks_are_ticked_by_hands_only(softmax: Lab) -> None:
    """A link that opens at the goal ticks nothing; whoever gets there does."""
    page = softmax.page
    done = page.locator("[data-task][data-done=true]")
    softmax.open("/softmax?z1=1&z2=1&z3=0")
    page.emulate_media(color_scheme="dark")  # drawn once more, untouched
    page.wait_for_selector("section.lab[data-theme=dark]")
    softmax.settled()
    expect(done).to_have_count(0)
    softmax.drag("z3", -2)
    softmax.release()
    softmax.settled().frame()
    expect(done).to_have_count(0)
    for z1 in ("2", "1"):
        softmax.type("z1", z1)
        softmax.settled().frame()
    expect(done).to_have_count(1)
    expect(done).to_have_attribute("data-task", "tie")
    expect(softmax.section.locator("p.lab-status")).to_contain_text("Done")
    page.emulate_media(color_scheme="light")


def test_another_view_keeps_what_is_away_until_a_reset(page: Page, app: str) -> None:
    """Its link goes on saying what the other view was; Reset takes all of it."""
    lab = Lab(page, app, "cross-entropy")
    lab.open("/cross-entropy?z1=-1.5&view=binary&x=2&label=0.3")
    assert "z1" not in lab.readouts()
    lab.drag("x", 1)
    lab.release()
    lab.settled()
    assert lab.link()["z1"] == ["-1.5"]
    lab.press("Reset")
    lab.settled()
    assert lab.link() == {}
    assert lab.number("z1") != -1.5


def test_another_theme_redraws_in_place(softmax: Lab) -> None:
    """A change of theme changes colours, not state."""
    page = softmax.page
    softmax.type("z1", "3")
    softmax.settled()
    color = "getComputedStyle(document.querySelector('.lab-plot .bartext')).fill"
    light = page.evaluate(color)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"() => {color} !== '{light}'")
    assert softmax.ready().number("z1") == 3
    assert softmax.section.get_attribute("data-theme") == "dark"
    page.emulate_media(color_scheme="light")


@pytest.mark.parametrize(
    "missing",
    tried(
        ["plotly.min.js", "lab.js", "wire.js", "lab.css"],
        {"plotly.min.js", "lab.css"}.__contains__,
    ),
)
def test_a_missing_file_is_said_and_can_be_tried_again(
    browser: Browser, app: str, missing: str
) -> None:
    """If a part cannot be loaded, a sentence in the lab's place offers to try again."""
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    page.route(f"**/{missing}", lambda route: route.abort())
    page.goto(f"{app}/softmax?z1=1.5")
    expect(page.get_by_text(FAILED)).to_be_visible(timeout=20_000)
    assert page.locator("section.lab").get_attribute("data-state") == "failed"
    page.unroute(f"**/{missing}")
    page.get_by_role("button", name="Try again").click()
    assert Lab(page, app).ready().number("z1") == 1.5
    context.close()


HOSTILE = {
    "t=abc": "t",
    "z1=nan": "z1",
    "z2=1e999": "z2",
    "k=10000000": "k",
    "z1=1&z1=2": "z1",
    "nonsense=1": "nonsense",
    "lang=xx": "lang",
    "name1=" + "x" * 10_000: "name1",
    "z1=<script>alert(1)</script>": "z1",
    "a" * 100_000: "a" * 40,
}


@pytest.mark.parametrize(
    "query",
    tried(HOSTILE, {*[*HOSTILE][1::3]}.__contains__),
    ids=lambda query: query[:20],
)
def test_a_hostile_link_gets_a_notice(page: Page, app: str, query: str) -> None:
    """The page says which part of the link it could not take, and works."""
    lab = Lab(page, app).open(f"/softmax?{query}")
    notice = page.get_by_test_id("stAlert")
    expect(notice).to_contain_text(HOSTILE[query])
    expect(page.get_by_text("Traceback")).to_have_count(0)
    assert same(lab.vector("p"), of_core(lab.logits()))


def test_everything_can_be_reached_by_tab(softmax: Lab) -> None:
    """Tab visits all that can be used, or scrolled, in the order of the page."""
    stops = softmax.whole.locator("a[href], button, input, summary, [tabindex='0']")
    meant = [stop for stop in stops.all() if stop.is_visible()]
    assert len(meant) > 20
    meant[0].focus()
    for stop in meant:
        expect(stop).to_be_focused()
        softmax.page.keyboard.press("Tab")


@pytest.mark.parametrize(
    ("path", "theme"), by_turns(["/softmax", "/"], ["light", "dark"])
)
def test_no_serious_barrier(
    browser: Browser, app: str, path: str, theme: Literal["light", "dark"]
) -> None:
    """axe-core finds nothing serious or critical."""
    context = browser.new_context(locale="en-US", color_scheme=theme)
    with watched(context) as page:
        Lab(page, app).open(path)
        found = Axe().run(page).response["violations"]
        grave = [v for v in found if v["impact"] in ("serious", "critical")]
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in grave] == []
    context.close()


def test_the_picture_says_what_it_shows(softmax: Lab) -> None:
    """The text alternative holds today's numbers; a release announces them."""
    picture = softmax.section.locator(".lab-plot[role=img]")
    expect(picture).to_have_attribute(
        "aria-label",
        "The picture shows: dog 0.0182, cat 0.2452, person 0.7366, "
        "person, has the largest share.",
    )
    softmax.drag("z3", -10)
    expect(softmax.section.locator(".lab-status")).to_have_text("")
    softmax.release()
    softmax.settled()
    expect(softmax.section.locator(".lab-status")).to_contain_text("cat 0.93")


@pytest.mark.parametrize("query", ["", "?k=10", "?lang=ko", "?k=10&lang=ko"])
def test_the_whole_lab_is_in_sight_on_a_small_laptop(
    page: Page, app: str, query: str
) -> None:
    """At 1366 x 768 nothing of the lab needs scrolling."""
    lab = Lab(page, app).open(f"/softmax{query}")
    place = box(lab.section)
    assert place["y"] + place["height"] <= 768
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_on_a_phone_the_picture_stays_above_the_sliders(phone: Page, app: str) -> None:
    """At 360 x 740 the page is no wider than the screen, and the picture is sticky."""
    lab = Lab(phone, app).open("/softmax?k=6")
    assert phone.evaluate("document.scrollingElement.scrollWidth") <= 360
    lab.range("z6").scroll_into_view_if_needed()
    lab.section.locator("input[name=z6]").last.evaluate(
        "one => one.scrollIntoView({block: 'end'})"
    )
    picture = box(lab.section.locator(".lab-figure"))
    slider = box(lab.range("z6"))
    assert picture["y"] >= 0
    assert slider["y"] >= picture["y"] + picture["height"]


def test_nothing_jumps_in_a_drag(softmax: Lab) -> None:
    """While a slider is dragged, the lab and its parts keep their places."""
    places = (
        "[...document.querySelectorAll('.lab, .lab-row, .lab-line, .lab-foot')]"
        ".map(e => JSON.stringify(e.getBoundingClientRect()))"
    )
    before = softmax.page.evaluate(places)
    for value in (-10, -9.9, 0, 10):
        softmax.drag("z1", value)
        assert softmax.page.evaluate(places) == before
        softmax.release()
        softmax.settled()


def test_the_assets_are_asked_for_once(page: Page, app: str) -> None:
    """On a second visit the browser takes plotly.js and our modules from its store."""
    Lab(page, app).open("/softmax")
    page.reload()
    Lab(page, app).ready()
    transferred = page.evaluate(
        """() => performance.getEntriesByType("resource")
             .filter(entry => entry.name.includes("/live/"))
             .map(entry => entry.transferSize)"""
    )
    assert len(transferred) > 5
    assert sum(transferred) == 0


def test_modules_are_no_bigger_than_a_picture() -> None:
    """Our own scripts and styles together travel in less than 80 kB.

    What comes only where somebody shares, or draws, is an eighth of that, and what asks
    first little more. Together with what plotly.js draws with it is half a megabyte.
    """
    ours = {file.name for file in Path("live/assets").iterdir()}

    def size(names: Iterable[str]) -> int:
        return sum(len(assets()[name].compressed) for name in names)

    assert size(ours - LATER) < 80_000
    assert size(SHARING) < 9_000
    assert size(DRAWING) < 9_000
    assert size({*ours, "plotly.min.js"} - LATER) < 490_000
    assert size(PREPARING) < 4_000
    assert size(PREDICTING) < 12_000
    assert ours >= LATER
