"""Sharing: what a class, a colleague and a spreadsheet get of what is on the screen."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

import numpy as np
import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Download, Locator, Page, expect

from tests.browser.lab import Lab, box, messages_from, same, watched
from tests.browser.servers import streamlit
from tests.browser.turns import by_turns, tried
from ui.contents import LESSONS
from ui.words import frame

SAID = frame("en")["lab"]
CONTACT = "lab@school.example"
SIZES = [(1366, 768), (390, 844), (844, 390), (320, 256)]
REFUSED = """() => {
  navigator.clipboard.writeText = () => Promise.reject(new Error());
  document.execCommand = () => false;
}"""


@pytest.fixture(scope="module")
def told() -> Iterator[str]:
    """Return an app that was told its name, and whom to write to."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOGIT_LAB_CONTACT", CONTACT)
        with streamlit(options=["--browser.serverAddress=lab.example"]) as address:
            yield address


def shared(lab: Lab, language: str = "en") -> Locator:
    """Open the dialog of a lab."""
    said = frame(language)["lab"]
    lab.press(said["share"])
    dialog = lab.page.get_by_role("dialog", name=said["share_title"])
    expect(dialog).to_be_visible()
    return dialog


def scanned(page: Page) -> str:
    """Return what a phone reads off the screen."""
    [code] = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot())))
    text: str = code.text
    return text


def link_in(dialog: Locator) -> str:
    """Return the link that the dialog shows."""
    return dialog.get_by_label(SAID["share_link"]).input_value()


def test_the_link_of_this_state_is_copied(softmax: Lab) -> None:
    """By mouse; it is the address, without what only this screen does."""
    page = softmax.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    softmax.press("one dominant")
    softmax.settled()
    address = page.url
    page.evaluate("history.replaceState(null, '', `${location.href}&present=1`)")
    dialog = shared(softmax)
    assert link_in(dialog) == address
    dialog.get_by_role("button", name=SAID["copy"]).click()
    expect(dialog.get_by_role("button", name=SAID["copied"])).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == address


def test_the_link_stands_selected_where_copying_is_refused(softmax: Lab) -> None:
    """And a sentence says that it waits to be copied by hand."""
    page = softmax.page
    page.evaluate(REFUSED)
    dialog = shared(softmax)
    dialog.get_by_role("button", name=SAID["copy"]).click()
    expect(dialog.get_by_text(SAID["copy_by_hand"])).to_be_visible()
    expect(dialog.get_by_label(SAID["share_link"])).to_be_focused()
    assert page.evaluate("getSelection().toString()") in {page.url, ""}
    chosen = "one => one.value.slice(one.selectionStart, one.selectionEnd)"
    assert dialog.get_by_label(SAID["share_link"]).evaluate(chosen) == page.url


def test_a_laptop_without_https_copies_too(softmax: Lab) -> None:
    """There the clipboard of today does not exist, and that of before does."""
    page = softmax.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    read = "navigator.clipboard.readText()"
    page.evaluate("() => { navigator.clipboard.writeText = undefined; }")
    dialog = shared(softmax)
    button = dialog.get_by_role("button", name=SAID["copy"])
    button.click()
    expect(dialog.get_by_role("button", name=SAID["copied"])).to_be_focused()
    assert page.evaluate(read) == page.url


def test_the_keyboard_opens_walks_and_leaves(softmax: Lab) -> None:
    """The focus stays inside, and returns; no letter reaches the app."""
    page = softmax.page
    opener = softmax.whole.get_by_role("button", name=SAID["share"])
    opener.press("Enter")
    dialog = page.get_by_role("dialog", name=SAID["share_title"])
    expect(dialog.get_by_role("button", name=SAID["copy"])).to_be_focused()
    sent = messages_from(page)
    seen = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        here = "document.activeElement"
        assert page.evaluate(f"{here} === document.body || !!{here}.closest('dialog')")
        seen.add(page.evaluate(f"{here}.textContent || {here}.name"))
    assert {SAID["save_picture"], SAID["save_numbers"], SAID["frame"], "link"} <= seen
    for key in "rcq":
        page.keyboard.press(key)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(opener).to_be_focused()
    assert sent == []


def test_a_press_beside_it_closes_and_a_selection_that_ends_there_does_not(
    softmax: Lab,
) -> None:
    """By mouse; the button with the cross closes too."""
    page = softmax.page
    dialog = shared(softmax)
    place = box(dialog.get_by_role("heading"))
    page.mouse.move(place["x"] + 60, place["y"] + 10)
    page.mouse.down()
    page.mouse.move(5, 5, steps=4)
    page.mouse.up()
    expect(dialog).to_be_visible()
    page.mouse.click(5, 5)
    expect(dialog).to_have_count(0)
    expect(softmax.whole.get_by_role("button", name=SAID["share"])).to_be_focused()
    shared(softmax).get_by_role("button", name=SAID["close"]).click()
    expect(dialog).to_have_count(0)


def test_a_finger_opens_and_closes_it(phone: Page, app: str) -> None:
    """All of it can be reached and hit on a phone, without going sideways."""
    lab = Lab(phone, app).open("/softmax")
    lab.whole.get_by_role("button", name=SAID["share"]).tap()
    dialog = phone.get_by_role("dialog")
    for button in dialog.locator("button:visible, summary, input").all():
        button.scroll_into_view_if_needed()
        place = box(button)
        assert place["height"] >= 44
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= 360
    assert dialog.evaluate("one => one.scrollWidth <= one.clientWidth")
    dialog.get_by_role("button", name=SAID["close"]).scroll_into_view_if_needed()
    dialog.get_by_role("button", name=SAID["close"]).tap()
    expect(dialog).to_have_count(0)


@pytest.mark.parametrize(
    ("size", "theme"),
    tried(
        [*zip(SIZES, ["dark", "light"] * 2, strict=True)],
        {(SIZES[0], "dark"), (SIZES[-1], "light")}.__contains__,
    ),
)
def test_a_phone_reads_the_state_off_the_screen(
    browser: Browser, told: str, theme: Literal["light", "dark"], size: tuple[int, int]
) -> None:
    """In both themes and at every size: the link as a class can open it."""
    width, height = size
    context = browser.new_context(
        locale="ko-KR", viewport={"width": width, "height": height}, color_scheme=theme
    )
    with watched(context) as page:
        lab = Lab(page, told).open("/softmax?z1=-1.25&name1=<b>&lang=ko")
        dialog = shared(lab, "ko")
        image = dialog.get_by_role("img", name=frame("ko")["lab"]["scan"])
        image.wait_for()
        image.scroll_into_view_if_needed()
        link = dialog.locator("input").input_value()
        assert parse_qs(urlsplit(link).query)["z1"] == ["-1.25"]
        assert "present" not in link
        seen = Image.open(io.BytesIO(image.screenshot(scale="device")))
        codes = zxingcpp.read_barcodes(seen)
        assert [c.text for c in codes] == [link.replace("127.0.0.1", "lab.example")]
    context.close()


def test_the_code_alone_is_read_from_the_last_row(page: Page, told: str) -> None:
    """It takes 55 % of the height, its words are as large, and Q puts it away."""
    lab = Lab(page, told).open("/softmax?z1=2&present=1")
    toggle = "one => one.lab.toggleCode()"
    lab.section.evaluate(toggle)
    image = page.get_by_role("dialog").get_by_role("img", name=SAID["scan"])
    image.wait_for()
    place = box(image)
    assert place["height"] == pytest.approx(0.55 * 768, abs=1)
    sizes = (
        page.get_by_role("dialog")
        .locator("h2, figcaption p")
        .evaluate_all(
            "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
        )
    )
    assert min(sizes) >= 28
    assert scanned(page).startswith("http://lab.example:")
    page.keyboard.press("q")
    expect(page.get_by_role("dialog")).to_have_count(0)
    lab.section.evaluate(toggle)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("length", [50_000, 1_500])
def test_a_link_too_long_for_a_code_says_so(
    browser: Browser, app: str, length: int
) -> None:
    """Fifty thousand signs in the address, or just too many of a class."""
    page = browser.new_page(locale="en-US")  # its console may name the refusal
    lab = Lab(page, app).open("/softmax")
    page.evaluate(f"history.replaceState(null, '', `?x=${{'y'.repeat({length})}}`)")
    dialog = shared(lab)
    expect(dialog.get_by_text(SAID["scan_long"])).to_be_visible()
    expect(dialog.get_by_role("img")).to_have_count(0)
    assert len(link_in(dialog)) > length
    page.close()


def test_names_of_classes_are_texts_in_all_that_is_shared(
    page: Page, told: str, tmp_path: Path
) -> None:
    """Quotes, markup, lines and formulas: no element, no other cell, no formula."""
    name = '=HYPERLINK("x")\'<img src=x onerror=alert(1)>'
    lab = Lab(page, told).open("/softmax")
    field = lab.section.get_by_label("Name of class 1")
    field.fill(name)
    field.press("Enter")
    lab.settled()
    name = field.input_value()
    dialog = shared(lab)
    [row] = [r for r in table(saved(page, dialog, "numbers"), tmp_path) if r[1] == "p1"]
    assert row[2] == f"'{name}"
    line = frame_line(dialog)
    parser = Frames()
    parser.feed(line)
    assert parser.tags == ["iframe"]
    assert parse_qs(urlsplit(parser.attributes["src"] or "").query)["name1"] == [name]
    assert dialog.locator("img[src=x]").count() == 0


class Frames(HTMLParser):
    """Reads a line of HTML as a page of a school does."""

    def __init__(self) -> None:
        """Start with nothing."""
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, str | None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append(tag)
        self.attributes = dict(attrs)


def frame_line(dialog: Locator) -> str:
    """Open the fold with the line of HTML, and wait for it."""
    dialog.get_by_text(SAID["frame"], exact=True).click()
    expect(dialog.get_by_text(SAID["frame_fits"])).to_be_visible(timeout=30_000)
    return dialog.get_by_label(SAID["frame_line"]).input_value()


INNER = """() => [document.scrollingElement, ...document.querySelectorAll("*")]
  .filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowY)
    && one.scrollHeight > one.clientHeight + 1)
  .map((one) => `${one.localName} ${one.className} ${one.scrollHeight}`)"""


@pytest.mark.parametrize(
    "lesson", tried(["softmax", "iris", "overview"], "softmax".__eq__)
)
def test_a_frame_of_800_pixels_shows_all_without_scrolling(
    browser: Browser, told: str, lesson: str, tmp_path: Path
) -> None:
    """The line is copied into a page of a school, and opened there."""
    context = browser.new_context(
        locale="en-US",
        viewport={"width": 1366, "height": 768},
        permissions=["clipboard-read", "clipboard-write"],
    )
    with watched(context) as page:
        path = "" if lesson == "overview" else lesson
        lab = Lab(page, told, lesson).open(f"/{path}?lang=en")
        dialog = shared(lab)
        line = frame_line(dialog)
        dialog.get_by_role("button", name=SAID["copy_frame"]).click()
        expect(dialog.get_by_role("button", name=SAID["copied"])).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == line
        assert page.locator("iframe").count() == 0  # what was measured is gone
    school = tmp_path / "school.html"
    school.write_text(f'<!doctype html><div style="width: 800px">{line}</div>')
    page = context.new_page()
    page.route("**/school", lambda route: route.fulfill(path=school))
    page.goto(f"{told}/school")
    inside = page.frames[1]
    inside.wait_for_selector("section.lab[data-state=ready]", timeout=30_000)
    page.wait_for_timeout(1000)  # what stands below comes after the lab
    assert inside.evaluate("innerWidth") == 800
    assert inside.evaluate(INNER) == []
    assert "embed=true" in inside.url
    assert inside.get_by_role("link", name="Logit Lab").count() == 0
    context.close()


def test_sharing_that_does_not_come_can_be_tried_again(
    browser: Browser, app: str
) -> None:
    """Without a line a sentence says so, and the lab goes on; then it comes."""
    page = browser.new_page(locale="en-US")  # its console may name what did not come
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    lab = Lab(page, app).open("/softmax")
    assert not [url for url in asked if "share." in url]
    page.route("**/share.css", lambda route: route.abort())
    lab.press(SAID["share"])
    expect(lab.section.locator(".lab-trouble")).to_have_text(SAID["retrying"])
    lab.type("z1", "2")
    assert lab.settled().number("z1") == 2
    page.unroute("**/share.css")
    assert link_in(shared(lab)) == page.url
    page.close()


def test_where_no_frame_comes_the_line_says_to_choose_the_height(
    page: Page, told: str
) -> None:
    """A host that forbids frames of its own pages still gets a line."""
    lab = Lab(page, told).open("/softmax")
    dialog = shared(lab)
    page.clock.install()
    page.route("**/softmax?*embed=true*", lambda route: route.abort())
    dialog.get_by_text(SAID["frame"], exact=True).click()
    expect(dialog.get_by_text(SAID["frame_measuring"])).to_be_visible()
    page.clock.run_for(25_000)
    expect(dialog.get_by_text(SAID["frame_guessed"])).to_be_visible()
    assert "embed=true" in dialog.get_by_label(SAID["frame_line"]).input_value()


def saved(page: Page, dialog: Locator, what: str) -> Download:
    """Save the picture or the numbers."""
    with page.expect_download() as download:
        dialog.get_by_role("button", name=SAID[f"save_{what}"]).click()
    return download.value


def table(download: Download, folder: Path) -> list[list[str]]:
    """Read a table as a program does."""
    file = folder / download.suggested_filename
    download.save_as(file)
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.reader(text, strict=True))


@pytest.mark.parametrize(
    "lesson",
    tried(["overview", *LESSONS], {"overview", "softmax", "iris"}.__contains__),
)
def test_every_lesson_is_scanned_and_tabled(
    page: Page, told: str, lesson: str, tmp_path: Path
) -> None:
    """Its state as a code; its readouts in float64, its controls and its link."""
    path = "" if lesson == "overview" else lesson
    lab = Lab(page, told, lesson).open(f"/{path}?lang=en")
    dialog = shared(lab)
    dialog.get_by_role("img", name=SAID["scan"]).wait_for()
    assert scanned(page) == link_in(dialog).replace("127.0.0.1", "lab.example")
    download = saved(page, dialog, "numbers")
    assert download.suggested_filename == f"{lesson}.csv"
    head, *rows = table(download, tmp_path)
    assert head == ["kind", "name", "label", "value"]
    assert {len(row) for row in rows} == {4}
    read = {row[1]: float(row[3]) for row in rows if row[0] == "readout"}
    shown = lab.readouts()
    assert read.keys() == shown.keys()
    assert same([*read.values()], [shown[name] for name in read])
    controls = {row[1]: row[3] for row in rows if row[0] == "control"}
    fields = lab.section.locator("input[name]:not([name=''])").evaluate_all(
        "all => all.map(one => one.name)"
    )
    assert set(fields) <= controls.keys()
    assert [row[3] for row in rows if row[0] == "link"] == [link_in(dialog)]


def test_the_picture_is_a_png_in_twice_as_many_pixels(
    page: Page, told: str, tmp_path: Path
) -> None:
    """With all that is drawn on the screen, on the ground of the card."""
    lab = Lab(page, told).open("/softmax")
    dialog = shared(lab)
    download = saved(page, dialog, "picture")
    assert download.suggested_filename == "softmax.png"
    download.save_as(tmp_path / "softmax.png")
    picture = Image.open(tmp_path / "softmax.png").convert("RGB")
    place = box(lab.section.locator(".lab-plot"))
    assert picture.width == pytest.approx(2 * place["width"], abs=2)
    assert len(np.unique(np.asarray(picture).reshape(-1, 3), axis=0)) > 20


def test_who_finds_something_wrong_can_say_so(page: Page, told: str, app: str) -> None:
    """By a mail that has the link in it; where nobody is named, nothing asks."""
    lab = Lab(page, told).open("/softmax?z1=2&name1=a%26b")
    dialog = shared(lab)
    href = dialog.get_by_role("link", name=SAID["wrong"]).get_attribute("href") or ""
    assert href.startswith(f"mailto:{CONTACT}?subject=Softmax&body=")
    assert unquote(href.partition("&body=")[2]) == link_in(dialog)
    lab = Lab(page, app).open("/softmax")
    expect(shared(lab).get_by_text(SAID["wrong"])).to_be_hidden()


def test_a_play_rests_while_it_is_shared(page: Page, app: str) -> None:
    """What is on the screen and what the link says do not part."""
    lab = Lab(page, app, "iris").open("/iris?epoch=1")
    lab.section.locator(".lab-play").click()
    page.wait_for_function("() => document.querySelector('[name=epoch]').value > 3")
    dialog = shared(lab)
    lab.settled()
    [epoch] = parse_qs(urlsplit(link_in(dialog)).query)["epoch"]
    assert link_in(dialog) == page.url
    assert lab.number("epoch") == float(epoch)


def test_looking_at_the_link_ticks_no_task(page: Page, app: str) -> None:
    """Nobody has moved anything yet."""
    lab = Lab(page, app).open("/softmax?z1=1&z2=1&z3=0")
    shared(lab)
    page.keyboard.press("Escape")
    page.emulate_media(color_scheme="dark")
    page.wait_for_selector("section.lab[data-theme=dark]")
    expect(page.locator("[data-task][data-done=true]")).to_have_count(0)
    page.emulate_media(color_scheme="light")


@pytest.mark.parametrize(
    ("theme", "language"), by_turns(["light", "dark"], ["en", "ko"])
)
def test_no_serious_barrier(
    browser: Browser, told: str, theme: Literal["light", "dark"], language: str
) -> None:
    """axe-core finds nothing, with all of it open."""
    context = browser.new_context(locale=language, color_scheme=theme)
    with watched(context) as page:
        lab = Lab(page, told).open(f"/softmax?lang={language}")
        dialog = shared(lab, language)
        said = frame(language)["lab"]
        dialog.get_by_text(said["frame"], exact=True).click()
        expect(dialog.get_by_text(said["frame_fits"])).to_be_visible(timeout=30_000)
        found = Axe().run(page, "dialog").response["violations"]
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == []
    context.close()


@pytest.mark.long
def test_the_lab_alone_shares_too(browser: Browser, told: str) -> None:
    """Where no websocket comes through, the code comes by HTTP."""
    context = browser.new_context(
        locale="en-US", viewport={"width": 1366, "height": 768}
    )
    with watched(context) as page:
        page.route_web_socket("**/_stcore/stream*", lambda socket: socket.close())
        page.goto(f"{told}/softmax?z1=2")
        page.wait_for_selector("section.lab", timeout=60_000)
        lab = Lab(page, told).ready()
        dialog = shared(lab)
        dialog.get_by_role("img", name=SAID["scan"]).wait_for()
        assert scanned(page) == link_in(dialog).replace("127.0.0.1", "lab.example")
    context.close()
