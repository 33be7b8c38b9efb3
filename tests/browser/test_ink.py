"""A drawing: by mouse, finger and keys, in the link, and read while it grows."""

from __future__ import annotations

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from core.drawing import normalise_drawing
from core.handwriting import learned, read
from live.controls.ink import MOST, strokes_of
from pages.digits.samples import samples
from tests.browser.hands import Hands
from tests.browser.lab import Lab, box
from tests.browser.test_free import SCROLLED, asked, counted, still

Points = list[tuple[float, float]]
NAME = "digits"
SEVEN: Points = [(0.2, 0.15), (0.5, 0.14), (0.8, 0.15), (0.6, 0.5), (0.45, 0.9)]
BAR: Points = [(0.35, 0.5), (0.75, 0.5)]
LONG = "-".join(f"{100 - i % 2}.100" for i in range(MOST))
WAY = "document.querySelector('.lab-pad path').getAttribute('d')"


@pytest.fixture
def lab(page: Page, app: str) -> Lab:
    """Return the lesson with a pad."""
    return counted(page, app, NAME)


@pytest.fixture
def touched(phone: Page, app: str) -> Lab:
    """Return the same on a small touch screen."""
    opened = counted(phone, app, NAME)
    opened.section.locator(".lab-pad").scroll_into_view_if_needed()
    return opened


def places(lab: Lab, points: Points) -> Points:
    """Return where points of the pad are on the screen."""
    pad = box(lab.section.locator(".lab-pad svg"))
    return [
        (pad["x"] + x * pad["width"], pad["y"] + y * pad["height"]) for x, y in points
    ]


def draw(lab: Lab, points: Points, steps: int = 6) -> None:
    """Draw a stroke with the mouse, and hold the pen down."""
    (x, y), *rest = places(lab, points)
    lab.page.mouse.move(x, y)
    lab.page.mouse.down()
    for x, y in rest:
        lab.page.mouse.move(x, y, steps=steps)
        lab.frame()


def code(lab: Lab) -> str:
    """Return the drawing as its field says it."""
    return lab.field("ink").input_value()


def shares(drawing: str) -> list[float]:
    """Return what core says of a drawing."""
    counts = normalise_drawing(strokes_of(drawing)).counts.reshape(1, -1)
    p: list[float] = read(counts, learned()[-1])[-1].a[0].tolist()
    return p


def test_a_drawing_is_read_while_it_grows(lab: Lab) -> None:
    """One question is on its way at a time; the address waits for the release."""
    before = lab.page.url
    draw(lab, SEVEN)
    still(lab)
    growing = code(lab)
    assert lab.page.url == before
    assert asked(lab)["most"] == 1
    assert asked(lab)["all"] == asked(lab)["moving"] > 1
    assert lab.vector("p") == pytest.approx(shares(growing), abs=1e-6)
    drawn = lab.page.evaluate(WAY)
    lab.release()
    lab.settled()
    assert (code(lab), lab.page.evaluate(WAY)) == (growing, drawn)
    assert lab.link()["ink"] == [growing]
    assert lab.vector("p") == pytest.approx(shares(growing), abs=1e-12)
    assert lab.readouts()["argmax"] == np.argmax(shares(growing)) == 7
    told = lab.section.locator("p.lab-status").text_content()
    assert told is not None
    assert "7" in told


def test_each_stroke_is_a_step_and_the_drawing_stays(lab: Lab) -> None:
    """Through undo and redo, another language, and a reload."""
    for stroke in (SEVEN, BAR):
        draw(lab, stroke)
        lab.release()
        lab.settled()
    both = code(lab)
    assert both.count("_") == 1
    lab.press("Undo")
    assert code(lab.settled()) == both.split("_")[0]
    lab.press("Undo")
    assert code(lab.settled()) == ""
    assert lab.readouts()["argmax"] == 4  # the sample of the opening
    lab.press("Redo")
    lab.settled()
    lab.press("Redo")
    assert code(lab.settled()) == both
    lab.press("한국어")
    lab.page.wait_for_function("() => document.documentElement.lang === 'ko'")
    assert code(lab.settled()) == both
    lab.page.reload()
    assert code(lab.ready()) == both
    assert lab.link()["ink"] == [both]


def test_a_sample_takes_the_drawing_away_and_a_stroke_the_sample(lab: Lab) -> None:
    """Also the one that was chosen before; and Clear takes both away."""
    chosen = lab.section.locator("input[name=sample]:checked")
    draw(lab, SEVEN)
    assert chosen.count() == 0
    lab.release()
    lab.settled()
    lab.section.locator("input[name=sample][value='4']").click()
    lab.settled()
    assert (code(lab), chosen.get_attribute("value")) == ("", "4")
    assert "ink" not in lab.link()
    assert lab.vector("p") == pytest.approx(shares(samples()[4]), abs=1e-12)
    lab.press("Clear")
    lab.settled()
    assert (code(lab), chosen.get_attribute("value")) == ("", "none")
    assert lab.vector("p") == pytest.approx(shares(""), abs=1e-12)
    lab.press("Undo")
    lab.settled()
    assert chosen.get_attribute("value") == "4"


def test_keys_draw_and_a_code_can_be_typed(lab: Lab) -> None:
    """Space puts the pen down and lifts it; whoever listens hears the answer."""
    lab.press("Clear")
    lab.settled()
    lab.section.locator(".lab-pad").focus()
    for key in ["ArrowUp"] * 4 + ["Space"] + ["Shift+ArrowDown"] * 3 + ["Space"]:
        lab.page.keyboard.press(key)
    lab.page.wait_for_function("() => new URLSearchParams(location.search).has('ink')")
    assert code(lab.settled()) == "50.34-50.70"
    assert lab.readouts()["argmax"] == 1
    status = lab.section.locator("p.lab-status").text_content()
    assert status is not None
    assert "1" in status
    lab.type("ink", "nan")
    assert lab.section.locator(".lab-ink .lab-note").text_content()
    assert lab.link()["ink"] == ["50.34-50.70"]
    lab.type("ink", samples()[3])
    assert lab.settled().readouts()["argmax"] == 3
    assert lab.link()["ink"] == [samples()[3]]


def test_a_finger_draws_both_ways_and_scrolls_nothing(touched: Lab) -> None:
    """What the system takes away is as if it had not been."""
    hands, scrolled = Hands(touched.page), touched.page.evaluate(SCROLLED)
    start, *rest = places(touched, [(0.3, 0.2), (0.7, 0.25), (0.5, 0.8)])
    before = touched.page.url, touched.readouts()
    hands.put(start)
    hands.move(30, 40)
    assert code(touched)
    hands.cancel()
    touched.frame()
    assert code(touched.settled()) == ""
    assert (touched.page.url, touched.readouts()) == before
    hands.put(start)
    for x, y in rest:
        here = hands.places[0]
        hands.move(x - here[0], y - here[1])
    hands.lift()
    drawn = code(touched.settled())
    assert len(strokes_of(drawn)) == 1
    assert touched.vector("p") == pytest.approx(shares(drawn), abs=1e-12)
    assert touched.page.evaluate(SCROLLED) == scrolled


def test_a_drawing_too_long_for_a_code_says_so(browser: Browser, app: str) -> None:
    """The link still holds it."""
    page = browser.new_page(locale="en-US")  # its console may name the refusal
    lab = Lab(page, app, NAME).open(f"/{NAME}?ink={LONG}")
    assert code(lab) == LONG
    lab.press("Share")
    dialog = page.locator("dialog[open]")
    dialog.get_by_text("too long for a QR code").wait_for()
    assert LONG in dialog.locator("input[name=link]").input_value()
    page.close()


@pytest.mark.parametrize(
    "ink", ["", "-".join(["1.2"] * 9_000)], ids=["empty", "endless"]
)
def test_hostile_ink_gets_a_notice(page: Page, app: str, ink: str) -> None:
    """In the language of the page, which shows what can be shown."""
    lab = Lab(page, app, NAME).open(f"/{NAME}?lang=ko&ink={ink}")
    notice = page.locator("[data-testid=stAlert]")
    notice.wait_for()
    assert "ink" in (notice.text_content() or "")
    assert "링크" in (notice.text_content() or "")
    assert len(code(lab)) <= 4 * MOST
