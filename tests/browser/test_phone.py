"""Claims about the page of a phone in a room, under a thumb and under keys."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.hands import Hands
from tests.browser.lab import box, listen, watched
from tests.browser.reach import barriers
from tests.browser.rooms import room
from tests.browser.turns import by_turns, tried
from ui.words import frame

KINDS = {
    "set": ("softmax", "bystander"),
    "where": ("stability", "float16"),
    "choose": ("iris", "untrained"),
    "order": ("cross-entropy", "arrows"),
    "along": ("output-layers", "lift"),
}
# A phone, a small one, one on its side, and a small laptop at 200 %.
SIZES = [(390, 844), (320, 568), (844, 390), (683, 384)]
LONGEST = "&".join(
    ["", f"say={'Think%20of%20last%20week.%20' * 8}"]
    + [f"name{i}={'W' * 20}+{'ab+' * 6}x" for i in (1, 2, 3)]
)
HIDE = """(isHidden) => {
  const get = () => isHidden;
  Object.defineProperty(document, "hidden", { configurable: true, get });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
REFUSE = """Object.defineProperty(window, "sessionStorage", {
  get() { throw new DOMException("none is kept", "SecurityError"); } });"""
WIDTH = "document.scrollingElement.scrollWidth"
WORDS = {language: frame(language)["phone"] for language in ("en", "ko")}


@pytest.fixture(scope="module")
def pocket(browser: Browser) -> BrowserContext:
    """Return a student with a phone."""
    return browser.new_context(
        locale="en-US",
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
    )


@pytest.fixture
def page(pocket: BrowserContext) -> Iterator[Page]:
    """Return a page of the phone that fails its test on an error."""
    with watched(pocket) as opened:
        yield opened


def shows(page: Page, phase: str, own: str = "") -> None:
    """Wait until a page shows a phase, and what became of a guess."""
    main = page.locator("main")
    expect(main).to_have_attribute("data-phase", phase)
    expect(main).to_have_attribute("data-own", own)


def in_both_themes(page: Page) -> list[object]:
    """Return what axe-core finds, in light and in dark."""
    found: list[object] = []
    for theme in ("dark", "light"):
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        found += [(theme, *barrier) for barrier in barriers(page)]
    return found


def share(mark: Locator) -> float:
    """Return how much of its axis a mark takes."""
    return box(mark)["width"] / box(mark.locator(".."))["width"]


def test_a_phone_from_the_question_to_the_end(page: Page, app: str) -> None:
    """Nothing is right before it is shown; then both can be seen on one axis."""
    heard: list[str] = []
    page.on("response", lambda answer: heard.append(answer.url))
    with room(app, "softmax", "bystander") as one:
        page.goto(one.page)
        shows(page, "open")
        assert len([url for url in heard if "/live/rooms/" not in url]) <= 8
        assert in_both_themes(page) == []
        listen(page, "[role=status]")
        page.locator(".ask-number").fill("25")
        page.locator(".ask-number").press("Enter")
        page.locator(".phone-go").click()
        shows(page, "open", "stored")
        page.wait_for_timeout(2500)  # it asks twice meanwhile
        words = WORDS["en"]
        assert page.evaluate("heard") == [words["sending"], words["stored"]]
        page.reload()
        shows(page, "open", "stored")
        expect(page.locator(".phone-lines")).to_contain_text("25 %")
        assert "4.3" not in page.content()
        one.to("revealed")
        shows(page, "revealed", "stored")
        expect(page.locator(".phone-lines")).to_contain_text("4.3 %")
        assert share(page.locator(".phone-ghost")) == pytest.approx(0.25, abs=0.005)
        assert share(page.locator(".phone-truth")) == pytest.approx(0.043, abs=0.005)
        assert in_both_themes(page) == []
        one.to("ended")
        shows(page, "ended")
        expect(page.locator("[role=status]")).to_have_text(words["ended"])
        expect(page.locator(".phone-why")).to_be_visible()  # who reads, reads on
        page.reload()
        shows(page, "ended")
        expect(page.locator(".phone-way")).to_have_text(words_of_end("en"))
        assert in_both_themes(page) == []


def words_of_end(language: str) -> str:
    """Return what leads away from a room of which nothing is known."""
    said: str = frame(language)["privacy"]["back"]
    return said


def by_keys(page: Page, kind: str) -> None:
    """Make a guess without a pointer, and commit it."""
    keys = {
        "set": ["Tab", "ArrowRight", "ArrowRight", "Tab", "Tab", "Tab"],
        "where": ["Tab", "Space", "Tab", "Tab", "Tab"],
        "choose": ["Tab", "Space", "ArrowDown"],
        "along": ["Tab", "Space", "ArrowDown"],
        "order": ["Tab", "Space", "Tab", "Enter", "Tab", "Tab", "Tab"],
    }
    for key in keys[kind]:
        page.keyboard.press(key)
    expect(page.locator(".phone-go")).to_be_enabled()
    page.keyboard.press("Enter")


@pytest.mark.parametrize(("kind", "size"), by_turns([*KINDS], SIZES))
def test_every_kind_of_question_fits_and_is_answered_by_keys(
    page: Page, app: str, kind: str, size: tuple[int, int]
) -> None:
    """In Korean: who has the longest names and words sees all, and what to press."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    with room(app, *KINDS[kind]) as one:
        page.goto(f"{one.page}?lang=ko")
        shows(page, "open")
        place = box(page.locator(".phone-go"))
        assert place["y"] + place["height"] <= size[1]
        assert place["height"] >= 44
        by_keys(page, kind)
        shows(page, "open", "stored")
        assert page.evaluate("document.activeElement.tagName") == "H1"
        assert page.evaluate(WIDTH) <= size[0]
        one.to("revealed")
        shows(page, "revealed", "stored")
        assert page.evaluate(WIDTH) <= size[0]
        result = page.locator("section + section > :first-child")
        assert box(result)["y"] + box(result)["height"] <= size[1]
        said = page.locator(".phone-body").inner_text()
        assert WORDS["ko"]["guess"] in said
        assert frame("ko")["lab"]["ask_result"] in said


@pytest.mark.parametrize(("width", "height"), tried(SIZES, (320, 568).__eq__))
def test_the_longest_words_make_no_page_wider(
    page: Page, app: str, width: int, height: int
) -> None:
    """Names of forty signs, a teacher's two hundred; the button stays in sight."""
    page.set_viewport_size({"width": width, "height": height})
    with room(app, "softmax", "bystander", LONGEST) as one:
        page.goto(one.page)
        shows(page, "open")
        assert page.evaluate(WIDTH) <= width
        place = box(page.locator(".phone-go"))
        assert place["y"] + place["height"] <= height
        one.to("revealed")
        shows(page, "revealed")
        result = box(page.locator("section + section > :first-child"))
        assert result["y"] + result["height"] <= height
        assert page.evaluate(WIDTH) <= width


def test_a_finger_sets_sideways_and_scrolls_upwards(page: Page, app: str) -> None:
    """The one moves no page, and the other makes no guess."""
    page.set_viewport_size({"width": 320, "height": 400})
    hands = Hands(page)
    with room(app, "softmax", "bystander") as one:
        page.goto(one.page)
        shows(page, "open")
        track = page.locator("input[type=range]")
        track.evaluate("one => one.scrollIntoView({block: 'center'})")
        place, before = box(track), page.evaluate("scrollY")
        x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
        assert before > 40
        hands.swipe((x, y), 0, 60)
        page.wait_for_timeout(300)
        assert page.evaluate("scrollY") < before
        assert page.locator("[data-unset]").count() == 1
        place = box(track)
        y, before = place["y"] + place["height"] / 2, page.evaluate("scrollY")
        hands.drag((x, y), 60)
        assert page.locator("[data-unset]").count() == 0
        assert int(track.input_value()) > 60
        assert page.evaluate("scrollY") == before


def test_a_phone_that_keeps_nothing_and_rests(browser: Browser, app: str) -> None:
    """It is German, so it reads English; in a pocket it asks for nothing."""
    context = browser.new_context(locale="de-DE")
    context.add_init_script(REFUSE)
    with watched(context) as page, room(app, "iris", "untrained") as one:
        page.goto(one.page)
        shows(page, "open")
        assert page.locator("html").get_attribute("lang") == "en"
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.evaluate(HIDE, arg=True)
        page.wait_for_timeout(300)  # one may have been on its way
        asked.clear()
        page.wait_for_timeout(2500)
        assert asked == []
        one.to("closed")
        page.evaluate(HIDE, arg=False)
        shows(page, "closed")
        expect(page.locator("[role=status]")).to_have_text(WORDS["en"]["closed"])
    context.close()


def test_a_guess_without_a_network_is_kept_and_sent(browser: Browser, app: str) -> None:
    """The phone says so, and sends it when there is one."""
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    with room(app, "iris", "untrained") as one:
        page.goto(one.page)
        shows(page, "open")
        listen(page, "[role=status]")
        context.set_offline(offline=True)
        page.locator(".ask-option").nth(1).click()
        page.locator(".phone-go").click()
        line = page.locator("[role=status]")
        expect(line).to_have_text(WORDS["en"]["unsent"])
        page.wait_for_timeout(1500)  # it tries again meanwhile
        context.set_offline(offline=False)
        shows(page, "open", "stored")
        said = page.evaluate("heard")
        assert all(one != other for one, other in pairwise(said)), said
        expect(page.locator("li.phone-own")).to_contain_text("a third")
    context.close()


def test_a_code_that_was_misread_leads_on(page: Page, app: str) -> None:
    """The letter O is none of a code's."""
    page.goto(f"{app}/r/K7QFO")
    shows(page, "ended")
    expect(page.locator("[role=status]")).to_have_text(WORDS["en"]["ended"])
    expect(page.locator(".phone-way")).to_have_attribute("href", "../?lang=en")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_is_kept_can_be_read_by_everybody(
    page: Page, app: str, language: str
) -> None:
    """On a narrow screen, in both themes."""
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(f"{app}/privacy?lang={language}")
    assert page.locator("main p").count() == 6
    assert in_both_themes(page) == []
    assert page.evaluate(WIDTH) <= 320
