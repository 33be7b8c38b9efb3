"""The room: large, reachable, and the same lesson at every size.

Here stands one case of each; `test_every_room.py` goes through all lessons
at all sizes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bench.room import Screen, measured
from tests.browser.lab import (
    Lab,
    box,
    messages_from,
    of_core,
    resized,
    same,
    watched,
)
from tests.browser.reach import (
    CONTROLS,
    PANS,
    barriers,
    contrasts,
    hidden_in_focus,
    least_type,
    missed,
    pixels,
)
from tests.browser.turns import by_turns, tried

LAPTOP, HALL = Screen(1366, 768), Screen(1920, 1080)
ZOOMED = [(LAPTOP, 1.25), (LAPTOP, 1.5), (LAPTOP, 2.0), (HALL, 1.5), (HALL, 2.0)]
SMALLEST = 0.85  # of the picture at 100 %
SIZES = [(1366, 768), (1024, 768), (683, 384), (390, 844), (320, 256)]
HEARD = """() => {
  window.heard = [];
  document.addEventListener("keydown", ({ key }) => window.heard.push(key));
}"""


@pytest.fixture
def hall(page: Page, app: str) -> Lab:
    """Return softmax as it is presented, in Korean."""
    return Lab(page, app).open("/softmax?present=1&lang=ko")


# --- large and reachable


@pytest.mark.parametrize(
    ("screen", "zoom"), tried(ZOOMED, lambda case: case == ZOOMED[2])
)
def test_zoom_never_makes_the_picture_smaller(
    browser: Browser, app: str, screen: Screen, zoom: float
) -> None:
    """On the screen it keeps at least 85 % of its width and of its height."""
    address, found = f"{app}/sigmoid", []
    for one in (screen, Screen(screen.width, screen.height, zoom)):
        page = one.open(browser, address)
        found.append(measured(page, one.zoom))
        page.close()
    before, after = found
    assert after["width"] >= SMALLEST * before["width"]
    assert after["height"] >= SMALLEST * before["height"]
    assert not after["pans"]


@pytest.mark.parametrize(
    ("width", "height"), tried(SIZES, {*SIZES[:1], *SIZES[2:4]}.__contains__)
)
def test_every_control_can_be_scrolled_to_and_hit(
    softmax: Lab, width: int, height: int
) -> None:
    """At its middle lies nothing else, and what has the focus is whole and on top."""
    page = softmax.page
    resized(page, width, height)
    assert page.locator(CONTROLS).count() > 20
    assert missed(page) == []
    assert hidden_in_focus(page) == []


@pytest.mark.parametrize(
    ("width", "height"), tried([(1366, 768), (390, 844)], (390, 844).__eq__)
)
def test_what_is_unfolded_can_be_reached_too(
    softmax: Lab, width: int, height: int
) -> None:
    """Beside the lab, or below it."""
    resized(softmax.page, width, height)
    for fold in softmax.whole.locator("[data-unfolds]").all():
        fold.click()
        assert missed(softmax.page) == []
        assert hidden_in_focus(softmax.page) == []


def test_the_picture_stays_in_sight_below_the_header(phone: Page, app: str) -> None:
    """While one moves what stands below it."""
    lab = Lab(phone, app, "sigmoid").open("/sigmoid")
    header = box(phone.get_by_test_id("stHeader"))
    lab.section.locator("input").last.scroll_into_view_if_needed()
    phone.mouse.move(180, 600)
    phone.mouse.wheel(0, 150)
    phone.wait_for_timeout(300)
    below = header["y"] + header["height"]
    assert box(lab.section)["y"] < below - 20
    picture = box(lab.section.locator(".lab-figure"))
    assert picture["y"] == pytest.approx(below, abs=1)


def test_a_picture_that_leaves_no_room_does_not_stay(page: Page, app: str) -> None:
    """In a window as low as a hand, it goes with the page."""
    lab = Lab(page, app, "sigmoid").open("/sigmoid")
    resized(page, 320, 256)
    lab.section.locator("input").last.scroll_into_view_if_needed()
    picture = box(lab.section.locator(".lab-figure"))
    assert picture["y"] + picture["height"] < 60


@pytest.mark.parametrize("width", tried([390, 360, 320], (320).__eq__))
def test_nothing_pans_sideways(page: Page, app: str, width: int) -> None:
    """However one pushes it, with whatever is unfolded."""
    resized(page, width, 740)
    lab = Lab(page, app).open("/softmax?k=10")
    folds = lab.whole.locator("[data-unfolds]")
    for i in range(folds.count()):
        folds.nth(i).click()
        assert not page.evaluate(PANS)
    page.mouse.move(width / 2, 600)
    page.mouse.wheel(200, 0)
    page.wait_for_timeout(200)
    assert page.get_by_test_id("stMain").evaluate("one => one.scrollLeft") == 0


# --- what unfolds


def test_one_fold_is_open_at_a_time(softmax: Lab) -> None:
    """Another one closes it, and so does the same button once more."""
    side = softmax.whole.get_by_role("complementary")
    tasks, explain = (
        softmax.whole.locator(f"[data-unfolds={key}]") for key in ("tasks", "explain")
    )
    wide = box(softmax.section)["width"]
    expect(side).to_have_count(0)
    tasks.click()
    expect(tasks).to_have_attribute("aria-expanded", "true")
    expect(softmax.whole.locator("[data-task=tie]")).to_be_visible()
    assert box(softmax.section)["width"] < wide
    explain.click()
    expect(softmax.whole.locator("[aria-expanded=true]")).to_have_count(1)
    expect(explain).to_have_attribute("aria-expanded", "true")
    expect(softmax.whole.locator("[data-task=tie]")).to_be_hidden()
    expect(side.get_by_role("heading").first).to_be_visible()
    explain.click()
    expect(explain).to_have_attribute("aria-expanded", "false")
    expect(side).to_have_count(0)


def test_a_fold_is_opened_by_keys(softmax: Lab) -> None:
    """The button keeps the focus, and names what it opens."""
    page = softmax.page
    code = softmax.whole.locator("[data-unfolds=code]")
    code.focus()
    page.keyboard.press("Enter")
    expect(softmax.whole.get_by_text("import numpy as np")).to_be_visible()
    expect(code).to_be_focused()
    expect(softmax.whole.get_by_role("complementary", name="NumPy")).to_be_visible()
    page.keyboard.press("Space")
    expect(softmax.whole.get_by_text("import numpy as np")).to_be_hidden()


# --- the present view


def test_the_last_row_can_read_everything(page: Page, app: str) -> None:
    """At 1366 x 768 no type is smaller than 28 pixels, not even an exponent."""
    lab = Lab(page, app).open("/softmax?present=1")
    size, text = least_type(page)
    assert size >= 28, text
    assert box(lab.section)["width"] > 1300
    bar, work = box(page.get_by_role("toolbar")), box(lab.section)
    assert bar["y"] + bar["height"] <= 768
    assert work["y"] + work["height"] <= bar["y"] + 1


PARTS = {
    "1": ("picture", ".lab-plot"),
    "2": ("controls", ".lab-controls"),
    "4": ("formula", ".lab-template math"),
}


@pytest.mark.parametrize("key", PARTS)
def test_parts_are_hidden_by_keys_and_by_buttons(
    page: Page, app: str, key: str
) -> None:
    """And shown again; what is left keeps its place."""
    lab = Lab(page, app).open("/softmax?present=1")
    name, selector = PARTS[key]
    part = lab.section.locator(selector).first
    button = lab.whole.locator(f"[data-part={name}]")
    before = box(lab.section)
    page.keyboard.press(key)
    expect(part).to_be_hidden()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert box(lab.section) == before
    button.click()
    expect(part).to_be_visible()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(part).to_be_hidden()
    page.keyboard.press(key)
    expect(part).to_be_visible()


def assert_nothing_told(lab: Lab) -> None:
    """Check that no number is to be had, in whatever way."""
    outputs = lab.whole.locator("output")
    assert set(outputs.all_text_contents()) == {"?"}
    assert lab.whole.locator("output[data-value]").count() == 0
    told = [
        *lab.section.locator("[aria-label]").evaluate_all(
            "all => all.map(one => one.ariaLabel)"
        ),
        *lab.section.locator(".lab-plot :is(.bartext, .textpoint)").all_text_contents(),
        *lab.section.locator("[role=status]").all_text_contents(),
        *lab.section.locator("math").all_text_contents(),
    ]
    assert [text for text in told if re.search(r"\d*\.\d|\d%", text)] == []


@pytest.mark.parametrize("key", tried(["3", "h", "H"], "h".__eq__))
def test_hidden_numbers_are_told_to_nobody(page: Page, app: str, key: str) -> None:
    """Neither on the page nor to a screen reader, before and after a drag."""
    lab = Lab(page, app).open("/softmax?present=1")
    page.keyboard.press(key)
    expect(lab.section.locator("output[name=argmax]")).to_have_text("?")
    lab.frame()
    assert_nothing_told(lab)
    lab.drag("z1", 3)
    assert_nothing_told(lab)
    lab.release()
    lab.settled().frame()
    assert_nothing_told(lab)
    page.keyboard.press(key)
    expect(lab.section.locator("output[name=argmax]")).to_have_text("person")
    assert same(lab.settled().vector("p"), of_core(lab.logits()))


def test_a_clicker_leads_through_the_lessons(hall: Lab) -> None:
    """PageDown and PageUp, in the same language, still presented, without a load."""
    page = hall.page
    page.evaluate("window.stayed = true")
    hall.range("z1").focus()
    page.keyboard.press("PageDown")
    following = Lab(page, hall.app, "temperature")
    expect(following.whole).to_have_class(re.compile("presents"))
    following.ready()
    assert following.link()["present"] == ["1"]
    assert following.link()["lang"] == ["ko"]
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    page.keyboard.press("PageUp")
    expect(hall.whole).to_have_class(re.compile("presents"))
    assert hall.ready().number("z1") == 0.3
    assert urlsplit(page.url).path.endswith("/softmax")
    assert page.evaluate("window.stayed")


def test_q_shows_a_code_of_this_state_without_the_present_view(hall: Lab) -> None:
    """It closes by the same key, and by Escape, which then leaves nothing else."""
    page, dialog = hall.page, hall.page.get_by_role("dialog")
    hall.drag("z1", 2)
    hall.release()
    hall.settled()
    with page.expect_request("**/code?link=*") as asked:
        page.keyboard.press("q")
    [link] = parse_qs(urlsplit(asked.value.url).query)["link"]
    said = parse_qs(urlsplit(link).query)
    assert said == {k: v for k, v in hall.link().items() if k != "present"}
    assert said["z1"] == [f"{hall.number('z1'):g}"]
    expect(dialog).to_be_visible()
    page.keyboard.press("q")
    expect(dialog).to_have_count(0)
    page.keyboard.press("q")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(hall.whole).to_have_class(re.compile("presents"))


def test_a_code_that_is_wanted_again_at_once_stays(hall: Lab) -> None:
    """The browser says that a dialog has closed when it may be open once more."""
    page, dialog = hall.page, hall.page.get_by_role("dialog")
    page.keyboard.press("q")
    expect(dialog).to_be_visible()
    page.evaluate("""async () => {
        const pressed = new KeyboardEvent("keydown", { key: "q", bubbles: true });
        document.querySelector("dialog").close();
        document.body.dispatchEvent(pressed);
        await new Promise((done) => setTimeout(done, 100));
    }""")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(hall.whole).to_have_class(re.compile("presents"))


def test_escape_leaves_and_so_does_its_button(page: Page, app: str) -> None:
    """All that was hidden is there again, and the link says nothing of it."""
    lab = Lab(page, app).open("/softmax?present=1&z1=1")
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    page.keyboard.press("h")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stHeader")).to_be_visible()
    expect(lab.section.locator("output[name=argmax]")).to_have_text("person")
    assert "present" not in lab.link()
    assert lab.link()["z1"] == ["1"]
    page.locator("[data-tool=present]").click()
    page.wait_for_function("document.fullscreenElement?.classList.contains('presents')")
    assert lab.link()["present"] == ["1"]
    lab.whole.get_by_role("button", name="Leave").click()
    expect(page.get_by_test_id("stHeader")).to_be_visible()
    page.wait_for_function("!document.fullscreenElement")
    assert "present" not in lab.link()


def test_its_keys_win_over_sliders_but_not_over_text(hall: Lab) -> None:
    """A slider keeps its arrows, and whoever types gets what was typed."""
    page, picture = hall.page, hall.section.locator(".lab-plot")
    hall.range("z1").focus()
    page.keyboard.press("1")
    expect(picture).to_be_hidden()
    page.keyboard.press("1")
    page.keyboard.press("ArrowRight")
    assert hall.settled().number("z1") == 0.4
    hall.field("z1").fill("")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    assert hall.settled().number("z1") == 1
    expect(picture).to_be_visible()
    hall.section.locator("input.lab-name").first.fill("")
    page.keyboard.type("hqe")
    expect(hall.section.locator("input.lab-name").first).to_have_value("hqe")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_no_key_of_it_reaches_streamlit(hall: Lab) -> None:
    """Which reruns the page at r and asks about its caches at c."""
    page = hall.page
    page.evaluate(HEARD)
    sent = messages_from(page)
    page.evaluate("document.activeElement.blur()")
    for key in "1122334hhqqrcCR":
        page.keyboard.press(key)
    hall.range("z1").focus()
    for key in "rc":
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert page.evaluate("window.heard") == []
    assert sent == []


# --- in every light


SCHEMES = [("light", "none"), ("dark", "none"), ("light", "active"), ("dark", "active")]


@pytest.fixture(scope="module", params=SCHEMES, ids=[f"{a}-{b}" for a, b in SCHEMES])
def lit(request: pytest.FixtureRequest, browser: Browser, app: str) -> Iterator[Lab]:
    """Return softmax in one theme, perhaps in colours of a visitor's own."""
    scheme, forced = request.param
    context = browser.new_context(
        locale="en-US",
        viewport={"width": 1366, "height": 768},
        color_scheme=scheme,
        forced_colors=forced,
    )
    with watched(context) as page:
        yield Lab(page, app).open("/softmax")
    context.close()


def assert_slider_seen(slider: Locator) -> None:
    """Check that its track and its thumb stand out from the ground."""
    seen = contrasts(slider)
    lefts, rows = seen.shape[1] // 20, len(seen)
    assert seen[:, :lefts].max() > 1.3
    assert seen[rows // 2 - 3 : rows // 2 + 3].max() > 3


def test_tracks_thumbs_and_classes_are_seen(lit: Lab) -> None:
    """Also in colours that a visitor has chosen, and what they mean stays."""
    for key in ("z1", "z2", "z3", "shift"):
        assert_slider_seen(lit.range(key))
    fills = lit.section.locator(".lab-plot .bars path").evaluate_all(
        "all => all.map(one => getComputedStyle(one).fill)"
    )
    swatches = lit.section.locator(".lab-row .lab-swatch")
    colors = swatches.evaluate_all(
        "all => all.map(one => getComputedStyle(one).backgroundColor)"
    )
    assert len(set(fills)) >= 3
    assert len(set(colors[:3])) == 3
    assert set(colors[:3]) <= set(fills)


def test_signs_on_buttons_are_seen(lit: Lab) -> None:
    """They are masks, which colours of a visitor's own would make invisible."""
    for sign in lit.whole.locator(".page-tools .sign").all():
        assert contrasts(sign).max() > 4


def test_numbers_in_the_picture_are_seen(lit: Lab) -> None:
    """On the ground, and on the colours of classes."""
    strip = lit.section.locator(".lab-plot .bartext", has_text="person").first
    assert contrasts(strip).max() > 2.9
    title = lit.section.get_by_text("The whole is 1")
    assert contrasts(title).max() > 7


def test_paper_has_all_of_it(lit: Lab) -> None:
    """Sections, tasks and code, but no buttons and no hints; colours stay."""
    page = lit.page
    page.emulate_media(media="print")
    shown = ["What happens here", "Make two classes share", "import numpy as np"]
    for text in shown:
        expect(lit.whole.get_by_text(text).first).to_be_visible()
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    expect(lit.whole.locator(".lab-hint").first).to_be_hidden()
    for part in (".page-tools", ".page-ways", ".dock", ".lab-foot"):
        expect(lit.whole.locator(part)).to_be_hidden()
    expect(lit.whole.locator(".side button:visible")).to_have_count(0)
    exact = "one => getComputedStyle(one).printColorAdjust"
    assert lit.range("z1").evaluate(exact) == "exact"
    assert_slider_seen(lit.range("z1"))
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    page.emulate_media(media="screen")


def test_nothing_moves_by_itself(page: Page, app: str) -> None:
    """For whoever wants less motion, nor for anybody else: it answers, at once."""
    page.emulate_media(reduced_motion="reduce")
    lab = Lab(page, app).open("/softmax")
    for key in ("tasks", "code"):
        lab.whole.locator(f"[data-unfolds={key}]").click()
        assert moving(page) == []
    lab.press("one dominant")
    lab.settled()
    assert moving(page) == []
    pixels(lab.whole)  # the first picture of a page is a little blurred
    still = pixels(lab.whole)
    page.wait_for_timeout(400)
    assert np.array_equal(pixels(lab.whole), still)


def moving(page: Page) -> list[str]:
    """Return what moves in our part of the page."""
    found: list[str] = page.evaluate(
        """() => document.querySelector(".page").getAnimations({ subtree: true })
             .map(({ effect }) => effect.target.className)"""
    )
    return found


# --- nothing in anybody's way


@pytest.mark.parametrize(
    ("screen", "scheme"),
    by_turns(["wide", "stacked", "phone", "present"], ["light", "dark"]),
)
def test_there_is_no_barrier(softmax: Lab, screen: str, scheme: str) -> None:
    """axe-core finds nothing, whatever is unfolded."""
    page = softmax.page
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.wait_for_selector(f"section.lab[data-theme={scheme}]")
    sizes = {"stacked": (1000, 768), "phone": (390, 844)}
    resized(page, *sizes.get(screen, (1366, 768)))
    if screen == "present":
        softmax.open("/softmax?present=1")
    assert barriers(page) == []
    folds = [] if screen == "present" else softmax.whole.locator("[data-unfolds]").all()
    for fold in folds:
        fold.click()
        assert barriers(page) == []
