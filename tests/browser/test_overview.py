"""The overview in a real browser: the chain, the cards, and the ways to all lessons."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    Route,
    ViewportSize,
    expect,
)

from core import cross_entropy_from_logits
from tests.browser.lab import Lab, box, choose, of_core, same, watched
from tests.browser.servers import streamlit
from tests.browser.turns import by_turns, tried
from ui.cards import tasks_of
from ui.contents import LESSONS
from ui.words import frame, words

KEY = "logit-lab progress"
SAID = frame("en")["contents"]
# On a phone the menu of Streamlit is no well-formed list; see docs/upstream.
OURS = {"exclude": [["[data-testid=stSidebarNav]"]]}
LAPTOP: ViewportSize = {"width": 1366, "height": 768}


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """Return a visitor who was never here."""
    context = browser.new_context(locale="en-US", viewport=LAPTOP)
    yield context
    context.close()


@pytest.fixture
def fresh(visitor: BrowserContext) -> Iterator[Page]:
    """Return the first page of somebody who was never here."""
    with watched(visitor) as page:
        yield page


@pytest.fixture
def overview(fresh: Page, app: str) -> Lab:
    """Return the overview as such a visitor sees it."""
    return Lab(fresh, app, "overview").open("/")


def arrive(page: Page, app: str, lesson: str) -> Lab:
    """Wait for a lesson that somebody is on the way to."""
    lab = Lab(page, app, lesson)
    lab.section.wait_for()
    return lab.ready()


def card(page: Page, lesson: str) -> Locator:
    """Return the card of a lesson."""
    return page.locator(f".contents a[data-lesson={lesson}]")


def field(page: Page) -> Locator:
    """Return the field that finds a lesson."""
    return page.get_by_role("searchbox", name=SAID["find"])


def stay(page: Page) -> None:
    """Leave a mark that is gone as soon as the page is loaded anew."""
    page.evaluate("window.stayed = true")


def stayed(page: Page) -> bool:
    """Tell whether the mark is still there."""
    return bool(page.evaluate("window.stayed === true"))


def query(page: Page) -> dict[str, list[str]]:
    """Return what the address says."""
    return parse_qs(urlsplit(page.url).query)


# --- the chain


def test_the_chain_moves_under_the_hand(overview: Lab) -> None:
    """All six numbers follow one slider before it is let go of, and nothing is sent."""
    asked: list[str] = []
    overview.page.on("request", lambda request: asked.append(request.url))
    before = overview.readouts()
    overview.drag("z2", 6)
    during = overview.readouts()
    moved = {name for name in before if before[name] != during[name]}
    assert moved >= {"truth", "loss", "true_push", "trained", "argmax"}
    assert not [url for url in asked if "live/answers" in url]
    overview.release()
    after = overview.settled().readouts()
    logits = overview.logits()
    by_name = [overview.number(f"z{i}") for i in (1, 2, 3)]
    assert sorted(by_name) == sorted(logits)
    assert same(overview.vector("p"), of_core(by_name))
    assert after["loss"] == cross_entropy_from_logits(by_name, 1)


def test_six_pictures_stand_in_their_cells(overview: Lab) -> None:
    """Each panel of the figure lies inside the cell that names it."""
    for size in (LAPTOP, {"width": 844, "height": 390}, {"width": 390, "height": 844}):
        overview.page.set_viewport_size(size)  # type: ignore[arg-type]
        overview.frame()
        overview.settled()
        cells = overview.section.locator(".chain-cell")
        places = overview.page.evaluate(
            """() => {
              const plot = document.querySelector(".js-plotly-plot");
              const box = plot.getBoundingClientRect();
              const full = plot._fullLayout;
              return ["", 2, 3, 4, 5, 6].map((i) => {
                const [x, y] = [full[`xaxis${i}`], full[`yaxis${i}`]];
                return [box.x + x._offset, box.y + y._offset, x._length, y._length];
              });
            }"""
        )
        for i, (x, y, width, height) in enumerate(places):
            cell = box(cells.nth(i))
            assert cell["x"] < x < x + width < cell["x"] + cell["width"]
            bottom = cell["y"] + cell["height"]
            assert cell["y"] + 24 < y < y + height < bottom + 1


def test_the_slider_names_the_class_of_now(overview: Lab) -> None:
    """Whoever calls the cat otherwise moves the logit of that."""
    overview.section.locator(".lab-fold summary").click()
    name = overview.section.locator("input[name=name2]")
    name.fill("lynx")
    name.press("Enter")
    overview.settled()
    expect(overview.section.locator(".lab-controls > .lab-row")).to_contain_text("lynx")
    assert "lynx" in (overview.range("z2").get_attribute("aria-label") or "lynx")


def test_an_old_link_of_the_overview_shows_what_it_says(fresh: Page, app: str) -> None:
    """Logits, names and the number of classes, and all readouts of before."""
    lab = Lab(fresh, app, "overview").open("/?k=4&z1=2&z2=-1&z4=0.5&name4=owl")
    assert same(lab.vector("p"), of_core([2, -1, 4, 0.5]))
    assert lab.readouts()["sum"] == pytest.approx(1)
    expect(lab.section.locator("input[name=name4]")).to_have_value("owl")


# --- cards and progress


def test_every_lesson_has_its_card(overview: Lab) -> None:
    """In groups, each with a way to its lesson; nothing is done yet."""
    page = overview.page
    shown = page.locator(".contents a[data-lesson]").evaluate_all(
        "all => all.map((one) => one.dataset.lesson)"
    )
    assert tuple(shown) == LESSONS
    assert set(
        page.locator(".contents a[data-lesson]").evaluate_all(
            "all => all.map((one) => one.dataset.progress)"
        )
    ) == {"new"}
    expect(page.locator(".contents-onward")).to_contain_text("Why an exponential")


def test_what_is_visited_and_done_is_seen_on_the_cards(overview: Lab) -> None:
    """A visit and a task show on the way back, in the next tab, and after a reload."""
    page, app = overview.page, overview.app
    card(page, "softmax").click()
    lab = arrive(page, app, "softmax")
    lab.type("z1", "4")
    lab.settled()
    page.go_back()
    arrive(page, app, "overview")
    expect(card(page, "softmax")).to_have_attribute("data-progress", "opened")
    expect(card(page, "softmax")).to_contain_text(f"1/{tasks_of('softmax')}")
    expect(page.locator(".contents-onward")).to_contain_text("Softmax")
    with watched(page.context) as other:
        Lab(other, app, "overview").open("/")
        expect(card(other, "softmax")).to_contain_text(f"1/{tasks_of('softmax')}")
        other.goto(f"{app}/sigmoid")
        Lab(other, app, "sigmoid").ready()
    expect(card(page, "sigmoid")).to_have_attribute("data-progress", "opened")
    expect(page.locator(".contents-onward")).to_contain_text("Sigmoid")


def test_continue_leads_to_the_lesson_last_visited(fresh: Page, app: str) -> None:
    """In one step, and its own link says nothing of the overview."""
    Lab(fresh, app, "stability").open("/stability")
    Lab(fresh, app, "overview").open("/?lang=en")
    stay(fresh)
    fresh.locator(".contents-onward").click()
    arrive(fresh, app, "stability")
    assert stayed(fresh)
    assert urlsplit(fresh.url).path == "/stability"


def test_progress_is_in_no_link_and_on_no_server(overview: Lab) -> None:
    """It stays in the browser: no address and no request says it."""
    page = overview.page
    said: list[str] = []
    page.on("request", lambda one: said.append(one.url + (one.post_data or "")))
    page.evaluate(
        "([key, known]) => localStorage.setItem(key, known)",
        [KEY, json.dumps({"last": "iris", "lessons": {"iris": ["xyzzy"]}})],
    )
    page.reload()
    overview.ready()
    expect(card(page, "iris")).to_have_attribute("data-progress", "opened")
    overview.drag("z2", 1)
    overview.release()
    overview.settled()
    assert "xyzzy" not in " ".join(said) + page.url


def test_progress_is_forgotten_by_a_button(fresh: Page, app: str) -> None:
    """For good after leaving, and until then it can be brought back."""
    Lab(fresh, app, "softmax").open("/softmax")
    overview = Lab(fresh, app, "overview").open("/")
    button = fresh.get_by_role("button", name=SAID["forget"])
    button.click()
    expect(card(fresh, "softmax")).to_have_attribute("data-progress", "new")
    fresh.get_by_role("button", name=SAID["recall"]).click()
    expect(card(fresh, "softmax")).to_have_attribute("data-progress", "opened")
    button.click()
    fresh.reload()
    overview.ready()
    expect(card(fresh, "softmax")).to_have_attribute("data-progress", "new")
    expect(button).to_be_hidden()


def test_a_browser_that_keeps_nothing_shows_everything(
    visitor: BrowserContext, app: str
) -> None:
    """Without storage the lab moves, cards lead on, and a visit is known meanwhile."""
    visitor.add_init_script(
        "Object.defineProperty(window, 'localStorage',"
        " { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    page = visitor.new_page()
    lab = Lab(page, app, "overview").open("/")
    card(page, "softmax").click()
    arrive(page, app, "softmax")
    page.go_back()
    arrive(page, app, "overview")
    expect(card(page, "softmax")).to_have_attribute("data-progress", "opened")
    lab.drag("z2", 1)
    lab.release()
    lab.settled()


# --- finding


@pytest.mark.parametrize(
    ("typed", "lesson"),
    [
        ("odds", "sigmoid"),
        ("로짓", "softmax"),
        ("overflow", "stability"),
        ("ReLU", "output-layers"),
        ("경사 하강법", "iris"),
    ],
)
def test_a_lesson_is_found_by_its_terms(overview: Lab, typed: str, lesson: str) -> None:
    """In either language; other cards step aside, and it is said how many are left."""
    page = overview.page
    field(page).fill(typed)
    expect(card(page, lesson)).to_be_visible()
    left = page.locator(".contents a[data-lesson]:visible").count()
    assert 0 < left < len(LESSONS)
    status = page.locator(".contents-status")
    expect(status).to_have_attribute("role", "status")
    expect(status).to_contain_text(f"{left} of {len(LESSONS)}")


def test_a_lesson_is_opened_by_keys_alone(overview: Lab) -> None:
    """Typing, then Enter; or the arrow, then Enter; and Escape begins anew."""
    page = overview.page
    stay(page)
    field(page).fill("overflow")
    field(page).press("Escape")
    expect(card(page, "iris")).to_be_visible()
    field(page).fill("overflow")
    field(page).press("ArrowDown")
    expect(card(page, "stability")).to_be_focused()
    field(page).press("Enter")
    arrive(page, overview.app, "stability")
    assert stayed(page)


def test_letters_that_streamlit_knows_are_letters_here(overview: Lab) -> None:
    """Typing r or c into the field runs nothing anew and opens nothing."""
    page = overview.page
    field(page).press_sequentially("rc")
    expect(field(page)).to_have_value("rc")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".contents-status")).to_have_text(SAID["none"])


# --- ways


def test_the_menu_has_the_lessons_in_groups(fresh: Page, app: str) -> None:
    """Each group by its name, in the language of the page; addresses are the same."""
    for language in ("en", "ko"):
        groups, said = frame(language)["groups"], words(language, "stability")
        Lab(fresh, app, "softmax").open(f"/softmax?lang={language}")
        choose(fresh, groups["loss"], said["title"])
        arrive(fresh, app, "stability")
        assert urlsplit(fresh.url).path == "/stability"
        expect(fresh.get_by_role("button", name=groups["networks"])).to_have_count(1)


def test_a_way_loads_nothing_and_leaks_nothing(fresh: Page, app: str) -> None:
    """The next lesson knows what follows the learner, and nothing else."""
    lab = Lab(fresh, app, "temperature").open("/temperature?z1=2&t=3&lang=ko")
    stay(fresh)
    lab.type("z2", "1.5")
    lab.settled()
    fresh.locator(".page-ways [rel=next]").click()
    there = arrive(fresh, app, "sigmoid")
    there.settled()
    assert stayed(fresh)
    assert urlsplit(fresh.url).path == "/sigmoid"
    assert there.link()["lang"] == ["ko"]
    assert not {"t", "z1", "z2"} & there.link().keys()
    expect(fresh.get_by_role("heading", level=1)).to_have_text(
        words("ko", "sigmoid")["title"]
    )
    fresh.locator(".page-ways [rel=next]").click()
    after = arrive(fresh, app, "two-classes")
    assert after.settled().number("z1") == 2
    assert after.number("z2") == 1.5


def test_back_and_forward_lead_through_the_ways(fresh: Page, app: str) -> None:
    """Each step comes back in the state in which it was left."""
    lab = Lab(fresh, app, "softmax").open("/softmax")
    lab.type("z1", "3.25")
    lab.settled()
    fresh.locator(".page-ways [rel=next]").click()
    arrive(fresh, app, "temperature").settled()
    fresh.locator(".page-ways [rel=next]").click()
    arrive(fresh, app, "sigmoid")
    fresh.go_back()
    arrive(fresh, app, "temperature")
    fresh.go_back()
    back = arrive(fresh, app, "softmax")
    assert back.settled().number("z1") == 3.25
    fresh.go_forward()
    forward = arrive(fresh, app, "temperature")
    assert forward.settled().number("z1") == 3.25


def test_a_way_can_be_opened_in_a_tab_of_its_own(overview: Lab) -> None:
    """With the key for that, the browser opens the address; this page stays."""
    page = overview.page
    with page.context.expect_page() as opened:
        card(page, "iris").click(modifiers=["ControlOrMeta"])
    other = opened.value
    arrive(other, overview.app, "iris")
    assert urlsplit(page.url).path == "/"
    other.close()


def test_an_answer_on_its_way_writes_into_no_other_page(fresh: Page, app: str) -> None:
    """What comes after one has gone on does not touch the address of the next."""
    lab = Lab(fresh, app, "softmax").open("/softmax")
    waiting: list[Route] = []
    # Playwright cannot mark a built-in function as its listener.
    fresh.route("**/live/answers/softmax/**", lambda route: waiting.append(route))  # noqa: PLW0108
    lab.type("z1", "5")
    fresh.wait_for_timeout(100)
    fresh.locator(".page-ways [rel=next]").click()
    for route in waiting:
        route.continue_()
    there = arrive(fresh, app, "temperature")
    there.settled()
    assert "shift" not in there.link()


def test_ways_lead_below_a_path_too(visitor: BrowserContext) -> None:
    """Where the app lives below a path, every way stays below it."""
    with streamlit(base="/lab") as below, watched(visitor) as page:
        Lab(page, below, "overview").open("/")
        stay(page)
        card(page, "sigmoid").click()
        arrive(page, below, "sigmoid")
        page.locator(".page-ways [rel=prev]").click()
        arrive(page, below, "temperature")
        assert (stayed(page), urlsplit(page.url).path) == (True, "/lab/temperature")
        page.go_back()
        page.go_back()
        arrive(page, below, "overview")
        assert urlsplit(page.url).path == "/lab/"


# --- language


def switch(page: Page, language: str) -> None:
    """Tap the switch to a language."""
    page.locator(f".page-tools [data-language={language}]").click()


def test_one_tap_speaks_another_language_everywhere(fresh: Page, app: str) -> None:
    """Menu, head and lab; the state and the link stay, and so there and back again."""
    lab = Lab(fresh, app, "softmax").open("/softmax?z1=1.5")
    stay(fresh)
    lab.type("z2", "-2.25")
    before = lab.settled().readouts()
    for language in ("ko", "en", "ko", "en"):
        switch(fresh, language)
        title = words(language, "softmax")["title"]
        expect(fresh.get_by_role("heading", level=1)).to_have_text(title)
        expect(fresh.locator("html")).to_have_attribute("lang", language)
        group = frame(language)["groups"]["loss"]
        expect(fresh.get_by_role("button", name=group, exact=True)).to_be_visible()
        assert lab.settled().readouts() == before
        assert lab.link()["lang"] == [language]
        assert lab.number("z2") == -2.25
    assert stayed(fresh)
    fresh.reload()
    assert lab.ready().readouts() == before


def test_a_language_goes_along_to_other_lessons(overview: Lab) -> None:
    """By cards, by ways and by the menu; and there it can be switched again."""
    page, app = overview.page, overview.app
    switch(page, "ko")
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    overview.settled()
    card(page, "softmax").click()
    lab = arrive(page, app, "softmax")
    expect(page.get_by_role("heading", level=1)).to_have_text("소프트맥스")
    switch(page, "en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Softmax")
    lab.settled()
    page.locator(".page-ways [rel=next]").click()
    arrive(page, app, "temperature")
    expect(page.get_by_role("heading", level=1)).to_have_text("Temperature")


# --- for everybody


@pytest.mark.parametrize(
    ("scheme", "language"), by_turns(["light", "dark"], ["en", "ko"])
)
def test_the_overview_is_accessible(
    browser: Browser, app: str, scheme: str, language: str
) -> None:
    """Fresh, with progress, and while finding; on a laptop and a phone."""
    context = browser.new_context(viewport=LAPTOP, color_scheme=scheme)  # type: ignore[arg-type]
    with watched(context) as page:
        lab = Lab(page, app, "overview").open(f"/?lang={language}")
        page.evaluate(
            "([key, known]) => localStorage.setItem(key, known)",
            [KEY, json.dumps({"last": "iris", "lessons": {"iris": ["fit"]}})],
        )
        for size in (LAPTOP, {"width": 390, "height": 844}):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            page.reload()
            lab.ready()
            page.get_by_role("searchbox").fill("softmax")
            for _ in range(2):
                found = Axe().run(page, context=OURS).response["violations"]
                bad = [
                    (v["id"], [n["html"][:200] for n in v["nodes"]])
                    for v in found
                    if v["impact"] in {"serious", "critical"}
                ]
                assert bad == []
                page.get_by_role("searchbox").fill("")
    context.close()


@pytest.mark.parametrize(
    ("width", "height"),
    tried(
        [(1366, 768), (1024, 768), (844, 390), (640, 360), (390, 844), (320, 256)],
        {(1024, 768), (320, 256)}.__contains__,
    ),
)
def test_nothing_pans_sideways(fresh: Page, app: str, width: int, height: int) -> None:
    """At no width is the overview wider than its window; the slider can be hit."""
    fresh.set_viewport_size({"width": width, "height": height})
    for language in ("en", "ko"):
        lab = Lab(fresh, app, "overview").open(f"/?lang={language}")
        wide = fresh.evaluate(
            """() => Math.max(...[...document.querySelectorAll(".page, .page *")]
              .filter((one) => !one.closest(".lab-status, svg, [hidden]"))
              .map((one) => one.getBoundingClientRect().right))"""
        )
        assert wide <= width + 1
        lab.range("z2").scroll_into_view_if_needed()
        lab.drag("z2", -2)
        lab.release()
        assert lab.settled().number("z2") < 0
