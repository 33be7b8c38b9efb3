"""The hand: what it moves, and what it never changes by accident."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.hands import Hands
from tests.browser.lab import Lab, box, of_core, same, shown_as_float32
from tests.browser.turns import tried
from ui.contents import LESSONS

SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"
STATE = """section => {
  const { values } = section.lab;
  return JSON.stringify(Object.entries(values).map(([key, x]) => [key, String(x)]));
}"""
COMMITS = "section => section.lab.transport.sent"


def state(lab: Lab) -> tuple[str, int, str]:
    """Return values, how often the server was asked, and the address."""
    section = lab.section
    return section.evaluate(STATE), section.evaluate(COMMITS), lab.page.url


def in_sight(lab: Lab, selector: str) -> list[tuple[float, float]]:
    """Return where each of some elements is, when it was scrolled into sight."""
    found = []
    for one in lab.section.locator(selector).all():
        one.evaluate("one => one.scrollIntoView({block: 'center'})")
        lab.frame()
        place = box(one)
        middle = place["x"] + place["width"] * 0.7, place["y"] + place["height"] / 2
        found.append(middle)
    return found


def swiped_over(lab: Lab, selector: str) -> int:
    """Swipe up over each of some elements, and return how many there were."""
    hands = Hands(lab.page)
    lab.section.locator("details").evaluate_all(
        "all => all.map(one => one.open = true)"
    )
    elements = lab.section.locator(selector).all()
    for one in elements:
        one.evaluate("one => one.scrollIntoView({block: 'center'})")
        lab.frame()
        before, was = state(lab), lab.page.evaluate(SCROLLED)
        place = box(one)
        start = place["x"] + place["width"] * 0.7, place["y"] + place["height"] / 2
        # Nobody's finger goes straight up.
        hands.swipe(start, 12, 120 if was > 150 else -120)
        lab.page.wait_for_timeout(400)
        assert lab.page.evaluate(SCROLLED) != was
        assert state(lab.settled()) == before
    return len(elements)


@pytest.mark.parametrize("lesson", tried(LESSONS, "iris".__eq__))
def test_a_swipe_over_a_track_scrolls_and_changes_nothing(
    phone: Page, app: str, lesson: str
) -> None:
    """A thumb that scrolls the page meets every track, and moves none."""
    lab = Lab(phone, app, lesson).open(f"/{lesson}")
    assert swiped_over(lab, "input[type=range]") >= 1


@pytest.mark.parametrize(
    "lesson",
    tried(
        ["sigmoid", "two-classes", "iris", "overview"],
        "sigmoid".__eq__,
    ),
)
def test_a_swipe_over_the_picture_scrolls_and_changes_nothing(
    phone: Page, app: str, lesson: str
) -> None:
    """The same for points and for bars, also for those that stand."""
    lab = Lab(phone, app, lesson).open(f"/{lesson.removeprefix('overview')}")
    assert swiped_over(lab, ".lab-grip") >= 1


def test_a_pixel_of_jitter_moves_nothing(swing: Lab) -> None:
    """A click on a bar is no drag, even if the mouse trembles."""
    before = state(swing)
    place = box(swing.grip("x"))
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    swing.page.mouse.move(x, y)
    swing.page.mouse.down()
    swing.page.mouse.move(x + 1, y + 1)
    swing.page.mouse.up()
    swing.frame()
    assert state(swing.settled()) == before


@pytest.fixture
def touched(phone: Page, app: str) -> Lab:
    """Return softmax on a phone."""
    lab = Lab(phone, app).open("/softmax")
    lab.range("z2").evaluate("one => one.scrollIntoView({block: 'center'})")
    lab.page.wait_for_timeout(400)  # until the page rests
    return lab


def test_a_tap_on_a_track_sets_the_thumb_there(touched: Lab) -> None:
    """And a tap on the thumb leaves it where it is."""
    hands = Hands(touched.page)
    before = state(touched)
    x, y = touched.thumb("z1")
    hands.tap((x + 9, y))
    touched.frame()
    assert state(touched.settled()) == before
    hands.tap(touched.thumb("z1", 6))
    touched.frame()
    touched.settled()
    assert abs(touched.number("z1") - 6) < 0.2
    assert touched.link()["z1"] == [f"{touched.number('z1'):g}"]


def test_a_touch_that_stops_the_page_is_no_tap(touched: Lab) -> None:
    """Somebody scrolls, and stops it with a finger that meets a track."""
    hands, before = Hands(touched.page), state(touched)
    touched.page.evaluate("""() => {
      const main = document.querySelector("[data-testid=stMain]");
      main.scrollTop -= 10;
      window.scrolling = setInterval(() => { main.scrollTop += 1; }, 30);
    }""")
    touched.page.wait_for_timeout(100)
    hands.put(touched.thumb("z1", 6))
    touched.page.evaluate("clearInterval(window.scrolling)")
    hands.lift()
    touched.page.wait_for_timeout(300)
    assert state(touched.settled()) == before


def test_a_finger_begins_where_it_was_put(touched: Lab) -> None:
    """Sideways, the thumb comes to a finger that was put beside it."""
    hands = Hands(touched.page)
    x, y = touched.thumb("z1", 4)
    hands.put((x, y))
    touched.frame()
    assert touched.number("z1") == 0.3
    hands.move(20, 3)
    assert abs(touched.number("z1") - 4) < 4
    assert touched.number("z1") > 4
    hands.lift()
    assert touched.settled().link()["z1"] == [f"{touched.number('z1'):g}"]


def test_a_touch_that_is_cancelled_leaves_everything_as_it_was(
    touched: Lab,
) -> None:
    """Values, picture, address and the link to copy say the same as before."""
    hands, before, p = Hands(touched.page), state(touched), touched.vector("p")
    hands.put(touched.thumb("z2"))
    hands.move(-40)
    assert touched.number("z2") < 2.5
    hands.cancel()
    touched.frame()
    assert state(touched.settled()) == before
    assert touched.vector("p") == p
    assert touched.number("z2") == 2.9
    assert touched.range("z2").input_value() == "2.9"


def test_a_bar_whose_touch_is_cancelled_goes_back(phone: Page, workbench: str) -> None:
    """And so do the thumb, and everything that was found from it."""
    lab = Lab(phone, workbench, "swing").open("/")
    hands, before, found = Hands(phone), state(lab), lab.readouts()
    bar = box(lab.grip("x"))
    hands.put((bar["x"] + bar["width"] - 24, bar["y"] + bar["height"] / 2))
    hands.move(60)
    assert lab.number("x") > 1.5
    hands.cancel()
    lab.frame()
    assert state(lab.settled()) == before
    assert lab.readouts() == found
    now = box(lab.grip("x"))
    assert (now["x"], now["width"]) == (bar["x"], bar["width"])


def test_two_fingers_move_two_thumbs(touched: Lab) -> None:
    """The picture follows the newer one, and takes in the other when it is lifted."""
    hands = Hands(touched.page)
    hands.put(touched.thumb("z1"), 0)
    hands.move(20, finger=0)
    first = float(touched.range("z1").input_value())
    assert first > 1
    hands.put(touched.thumb("z2"), 1)
    hands.move(-30, finger=1)
    touched.page.wait_for_timeout(300)
    second = touched.number("z2")
    assert second < 2
    assert same(touched.vector("p"), shown_as_float32(of_core([first, second, 4.0])))
    hands.move(20, finger=0)
    ahead = float(touched.range("z1").input_value())
    assert ahead > first + 0.5
    assert touched.number("z1") == first
    assert same(touched.vector("p"), shown_as_float32(of_core([first, second, 4.0])))
    hands.move(-10, finger=1)
    now = touched.number("z2")
    assert now < second
    assert same(touched.vector("p"), shown_as_float32(of_core([first, now, 4.0])))
    hands.lift(0)
    touched.page.wait_for_timeout(300)
    assert same(touched.vector("p"), shown_as_float32(of_core([ahead, now, 4.0])))
    assert touched.link()["z2"] == ["2.9"]
    hands.lift(1)
    touched.settled()
    assert same(touched.vector("p"), of_core([ahead, now, 4.0]))
    assert touched.link()["z1"] == [f"{ahead:g}"]
    assert touched.link()["z2"] == [f"{now:g}"]


def test_the_newer_finger_may_be_lifted_first(touched: Lab) -> None:
    """Then the picture follows the other one again, with all that it has moved."""
    hands = Hands(touched.page)
    hands.put(touched.thumb("z1"), 0)
    hands.move(20, finger=0)
    hands.put(touched.thumb("z2"), 1)
    hands.move(-30, finger=1)
    hands.move(20, finger=0)
    ahead = float(touched.range("z1").input_value())
    second = float(touched.range("z2").input_value())
    hands.lift(1)
    touched.page.wait_for_timeout(300)
    assert touched.number("z1") == ahead
    assert same(touched.vector("p"), shown_as_float32(of_core([ahead, second, 4.0])))
    hands.lift(0)
    touched.settled()
    assert same(touched.vector("p"), of_core([ahead, second, 4.0]))
    assert touched.link()["z1"] == [f"{ahead:g}"]


def test_two_fingers_that_are_cancelled_change_nothing(touched: Lab) -> None:
    """What the first one had left half way comes back too."""
    hands = Hands(touched.page)
    hands.put(touched.thumb("z1"), 0)
    hands.move(20, finger=0)
    hands.put(touched.thumb("z2"), 1)
    hands.move(-30, finger=1)
    hands.cancel()
    touched.page.wait_for_timeout(300)
    assert touched.settled().logits() == [0.3, 2.9, 4.0]
    assert same(touched.vector("p"), of_core([0.3, 2.9, 4.0]))
    assert touched.link() == {}


def test_a_mouse_takes_the_thumb_where_it_is_and_the_track_where_it_points(
    softmax: Lab,
) -> None:
    """A click on a track jumps, a click on the thumb does not, and drags follow."""
    page = softmax.page
    x, y = softmax.thumb("z1")
    page.mouse.click(x + 8, y)
    softmax.frame()
    assert softmax.settled().number("z1") == 0.3
    page.mouse.move(x + 8, y)
    page.mouse.down()
    page.mouse.move(x + 10, y)
    page.mouse.up()
    assert 0.3 < softmax.settled().number("z1") < 1
    page.mouse.click(*softmax.thumb("z1", -6))
    assert abs(softmax.settled().number("z1") + 6) < 0.15
    assert softmax.range("z1").evaluate("one => one === document.activeElement")
    softmax.drag("z1", 7)
    assert abs(softmax.number("z1") - 7) < 0.15
    softmax.release()
    assert softmax.settled().link()["z1"] == [f"{softmax.number('z1'):g}"]


@pytest.mark.parametrize("part", ["thumb", "bar"])
def test_with_shift_things_move_a_quarter_as_far(swing: Lab, part: str) -> None:
    """On a track and in the picture."""
    page, moved = swing.page, []
    for keys in ([], ["Shift"]):
        bar = box(swing.grip("x"))
        end = bar["x"] + bar["width"] - 24, bar["y"] + bar["height"] / 2
        x, y = swing.thumb("x") if part == "thumb" else end
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 4, y)
        for key in keys:
            page.keyboard.down(key)
        page.mouse.move(x + 100, y, steps=8)
        swing.frame()
        for key in keys:
            page.keyboard.up(key)
        moved.append(swing.number("x") - 1)
        swing.release()
        swing.settled()
        swing.type("x", "1")
        swing.settled()
    # Four pixels were gone without it; numbers go by quarters.
    assert moved[0] > 1
    assert moved[1] == pytest.approx(moved[0] * (4 + 96 / 4) / 100, abs=0.26)


def test_a_key_still_walks_the_grid(softmax: Lab) -> None:
    """The native range is there for keys, by its name."""
    softmax.range("z1").press("Shift+ArrowRight")
    assert softmax.settled().number("z1") == 1.3


def test_a_reader_of_the_screen_still_moves_a_slider(softmax: Lab) -> None:
    """What comes by neither key nor pointer counts as it always did."""
    softmax.range("z1").evaluate("""one => {
      one.value = "2";
      one.dispatchEvent(new Event("input", { bubbles: true }));
      one.dispatchEvent(new Event("change", { bubbles: true }));
    }""")
    assert softmax.settled().link()["z1"] == ["2"]


WRITTEN = [
    ("\N{MINUS SIGN}1.50", -1.5),
    ("1,5", 1.5),
    ("\N{FULLWIDTH DIGIT ONE}\N{FULLWIDTH FULL STOP}\N{FULLWIDTH DIGIT FIVE}", 1.5),
    (" 1. 5 ", 1.5),
    ("1e-3", 0.001),
    ("1e\N{MINUS SIGN}3", 0.001),
]


@pytest.mark.parametrize(
    ("text", "value"), tried(WRITTEN, {WRITTEN[1], WRITTEN[-1]}.__contains__)
)
def test_a_number_is_read_as_people_write_it(
    softmax: Lab, text: str, value: float
) -> None:
    """The link has it in ASCII, the field with its minus sign."""
    softmax.type("z1", text)
    assert softmax.settled().number("z1") == value
    assert softmax.link()["z1"] == [f"{value:g}"]
    assert "-" not in softmax.field("z1").input_value()


def test_what_is_shown_can_be_copied_and_pasted(softmax: Lab) -> None:
    """A number of the page is a number of the field."""
    softmax.type("z1", "-7.25")
    softmax.settled()
    shown = softmax.field("z1").input_value()
    softmax.type("z2", shown)
    assert softmax.settled().number("z2") == -7.25
    assert softmax.range("z2").get_attribute("aria-valuetext") == shown
    assert "\N{MINUS SIGN}" in shown


@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_is_no_number_says_so_and_changes_nothing(
    page: Page, app: str, language: str
) -> None:
    """Beside the field, in the language of the page; Escape restores."""
    lab = Lab(page, app).open(f"/softmax?lang={language}")
    before = state(lab)
    lab.type("z1", "1,2,3")
    lab.frame()
    field = lab.field("z1")
    assert field.get_attribute("aria-invalid") == "true"
    note = lab.section.locator(f"#{field.get_attribute('aria-describedby')}")
    assert note.inner_text() == lab.page.evaluate(
        "document.querySelector('section.lab').lab.words.unread"
    )
    assert box(note)["height"] > 0
    assert field.input_value() == "1,2,3"
    assert state(lab) == before
    field.press("Escape")
    assert field.input_value() == "0.3"
    assert field.get_attribute("aria-invalid") == "false"
    assert not note.is_visible()
    lab.type("z1", "99")
    assert lab.settled().number("z1") == 10
    assert note.is_visible()
    assert field.get_attribute("aria-invalid") == "false"


def test_an_answer_leaves_alone_what_is_half_typed(softmax: Lab) -> None:
    """Somebody types while the answer to something else comes."""
    softmax.page.evaluate("""() => {
      const { lab } = document.querySelector("section.lab");
      setTimeout(() => lab.set("z2", 1), 200);
    }""")
    softmax.field("z1").fill("\N{MINUS SIGN}")
    softmax.page.wait_for_timeout(400)
    assert softmax.settled().number("z2") == 1
    assert softmax.field("z1").input_value() == "\N{MINUS SIGN}"


def test_a_key_turns_the_sign(touched: Lab) -> None:
    """It is there where the range goes below 0, large enough, and has a name."""
    sign = touched.section.get_by_role("button", name="dog: change its sign")
    place = box(sign)
    assert min(place["width"], place["height"]) >= 24
    sign.tap()
    assert touched.settled().number("z1") == -0.3
    field = touched.field("z1")
    field.fill("1.5")
    sign.tap()
    assert field.evaluate("one => one === document.activeElement")
    field.press("Enter")
    assert touched.settled().number("z1") == -1.5
