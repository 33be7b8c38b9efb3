"""Keyboard, typed numbers, and every kind of control, on a lab that is no lesson."""

import csv
import math

import numpy as np
import pytest

from live.controls import parts_of
from live.sweep import sweep
from tests.browser.lab import Lab, box, messages_from, same, shown_as_float32
from tests.browser.workbench.swing import CONTROLS, scene

START = {"a": 1.0, "damping": 5.0, "wave": 0.0, "flip": 0.0, "time": 2.0, "x": 1.0}
PLACE_OF_COSINE = """section => {
  const { figure } = section.lab;
  const { left, top } = figure.element.getBoundingClientRect();
  const { x, y } = figure.pixels({ trace: "waves", point: 1 }, () => undefined);
  return [left + x, top + y];
}"""
NUMBERS = ("height", "pole", "logarithm", "huge")


def at_rest(**changes: float) -> list[float]:
    """Return what the scene says for a state, without any browser."""
    values = {part.key: 0.0 for part in parts_of(CONTROLS)} | START | changes
    rest = sweep(scene, CONTROLS, values).rest
    return [float(rest[name]) for name in NUMBERS]


def shown(swing: Lab) -> list[float]:
    """Return the readouts in the same order."""
    readouts = swing.readouts()
    return [readouts[name] for name in NUMBERS]


def test_any_function_can_be_dragged(swing: Lab) -> None:
    """Nothing in the engine knows about softmax: a swing follows the hand too."""
    assert same(shown(swing), at_rest())
    swing.drag("a", 1.6)
    moved = swing.number("a")
    height = at_rest(a=moved)[0]
    assert [swing.readouts()["height"]] == shown_as_float32(height)
    swing.release()
    assert same(shown(swing.settled()), at_rest(a=moved))


def test_what_does_not_move_is_not_drawn_again(swing: Lab) -> None:
    """A control leaves the curve alone, and everything stays in sight, in its order."""
    swing.page.evaluate(
        """() => {
          window.drawn = [];
          const traceOf = ({ target }) => target.closest(".trace")?.__data__[0].trace;
          const plot = document.querySelector(".lab-plot");
          new MutationObserver((found) => {
            window.drawn.push(...found.map((one) => traceOf(one)?.name));
          }).observe(plot, { attributes: true, subtree: true });
        }"""
    )
    traces = swing.section.locator(".lab-plot .trace")
    order = traces.evaluate_all("all => all.map(one => one.className.baseVal)")
    swing.drag("x", 3)
    swing.release()
    drawn = swing.settled().page.evaluate("window.drawn")
    assert "beam" in drawn
    assert "curve" not in drawn
    swing.page.evaluate("window.drawn = []")
    swing.drag("time", 7)
    swing.release()
    drawn = swing.settled().page.evaluate("window.drawn")
    assert "point" in drawn
    assert "curve" not in drawn
    now = traces.evaluate_all("all => all.map(one => one.className.baseVal)")
    assert now == order


def test_a_click_on_a_point_chooses_its_value(swing: Lab) -> None:
    """The second point of a trace that picks stands for the second option."""
    x, y = swing.section.evaluate(PLACE_OF_COSINE)
    swing.page.mouse.click(x + 40, y)
    assert same(shown(swing), at_rest())
    swing.page.mouse.click(x + 5, y - 5)
    assert same(shown(swing.settled()), at_rest(wave=1))
    assert swing.link()["wave"] == ["cos"]


def test_who_lets_go_beside_a_point_does_not_choose_it(swing: Lab) -> None:
    """A press that moves away was meant for something else, such as scrolling."""
    x, y = swing.section.evaluate(PLACE_OF_COSINE)
    swing.page.mouse.move(x, y)
    swing.page.mouse.down()
    swing.page.mouse.move(x + 40, y, steps=4)
    swing.page.mouse.up()
    swing.frame()
    assert same(shown(swing.settled()), at_rest())
    assert swing.link() == {}


def test_a_table_is_saved_with_all_digits(swing: Lab) -> None:
    """Numbers are written so that nothing is lost, and texts so that nothing breaks."""
    with swing.page.expect_download() as found:
        swing.press("table")
    assert found.value.suggested_filename == "swing.csv"
    [[title, height, bar]] = csv.reader(
        found.value.path().read_text("utf-8-sig").splitlines()
    )
    assert (title, float(bar)) == ('point, "now"', 1)
    assert [float(height)] == at_rest()[:1]


def test_the_picture_is_saved_as_it_is(swing: Lab) -> None:
    """The file is a PNG in twice as many pixels, and has the colour of the card."""
    with swing.page.expect_download() as found:
        swing.press("picture")
    assert found.value.suggested_filename == "swing.png"
    data = found.value.path().read_bytes()
    assert data.startswith(b"\x89PNG")
    width = box(swing.section.locator(".lab-figure"))["width"]
    assert int.from_bytes(data[16:20], "big") == 2 * int(width)


@pytest.mark.parametrize("x", [0, -1])
def test_numbers_that_are_none_do_not_break_the_lab(swing: Lab, x: float) -> None:
    """NaN and infinities from a scene are shown, in a drag and at rest."""
    swing.drag("x", x)
    assert swing.number("x") == x
    expected = at_rest(x=x)
    assert same(shown(swing), [*shown_as_float32(expected[:3]), expected[3]])
    assert any(math.isinf(value) or math.isnan(value) for value in expected) or x < 0
    swing.release()
    assert same(shown(swing.settled()), expected)


def test_an_exact_readout_keeps_float64_in_a_drag(swing: Lab) -> None:
    """A number beyond float32 is right in mid-drag where the readout asks for it."""
    swing.drag("x", 4)
    assert swing.readouts()["huge"] == at_rest(x=4)[3] == 1e80
    swing.release()


def test_one_control_can_move_the_thumb_of_another(swing: Lab) -> None:
    """Dragging the root moves the number, and dragging the number moves the root."""
    swing.drag("root", 1.5)
    root = swing.number("root")
    assert swing.number("x") == root**2
    assert [swing.readouts()["pole"]] == shown_as_float32(1 / root**2)
    swing.release()
    assert swing.settled().link()["x"] == [f"{root**2:g}"]
    swing.drag("x", 4)
    assert swing.number("root") == 2
    swing.release()
    assert swing.settled().number("root") == 2


def test_a_number_typed_into_a_view_sets_what_it_views(swing: Lab) -> None:
    """A root that is typed squares the number, and the root is shown as typed."""
    swing.type("root", "1.3")
    assert swing.settled().link()["x"] == [repr(1.3**2)]
    assert (swing.number("x"), swing.number("root")) == (1.3**2, 1.3)
    swing.type("root", "1.5")
    assert swing.settled().number("x") == 1.5**2


def test_arrow_keys_walk_the_grid(swing: Lab) -> None:
    """Arrows step, with shift by ten; page keys leap; Home and End reach the ends."""
    time = swing.range("time")
    time.focus()
    seen = []
    for key in (
        "ArrowRight",
        "ArrowUp",
        "ArrowLeft",
        "Shift+ArrowRight",
        "Shift+ArrowDown",
    ):
        time.press(key)
        swing.frame()
        seen.append(swing.number("time"))
    assert seen == [2.1, 2.2, 2.1, 3.1, 2.1]
    for key, value in (("PageUp", 4.1), ("PageDown", 2.1), ("Home", 0), ("End", 10)):
        time.press(key)
        swing.frame()
        assert swing.number("time") == value
    assert swing.settled().link()["time"] == ["10"]
    assert swing.readouts()["height"] == at_rest(time=10)[0]


def test_a_typed_number_is_exact_and_arrows_lead_back_to_the_grid(swing: Lab) -> None:
    """A typed number may be off the grid; an arrow reaches the next grid value."""
    swing.type("time", "3.14159")
    assert swing.settled().link()["time"] == ["3.14159"]
    assert same(shown(swing), at_rest(time=3.14159))
    swing.range("time").press("ArrowRight")
    swing.frame()
    assert swing.number("time") == 3.2


def test_a_typed_number_out_of_range_becomes_the_end(swing: Lab) -> None:
    """Nobody can type himself out of the range, and nonsense changes nothing."""
    swing.type("a", "99")
    assert swing.settled().number("a") == 2
    swing.field("a").fill("")
    swing.field("a").press("Enter")
    swing.frame()
    assert swing.number("a") == 2


def test_a_key_that_waits_goes_with_what_is_typed_next(swing: Lab) -> None:
    """Nobody has to wait for one control before going on with another."""
    swing.range("time").press("ArrowRight")
    swing.type("a", "1.234")
    assert (swing.settled().number("time"), swing.number("a")) == (2.1, 1.234)
    assert (swing.link()["time"], swing.link()["a"]) == (["2.1"], ["1.234"])
    assert same(shown(swing), at_rest(time=2.1, a=1.234))


def test_letters_do_not_reach_the_app(swing: Lab) -> None:
    """The keys r and c, which rerun the app or clear its caches, stay in the lab.

    A field keeps them to itself, so they are pressed on a button.
    """
    sent = messages_from(swing.page)
    button = swing.whole.get_by_role("button", name="Share")
    button.focus()
    for key in "rc":
        button.press(key)
    swing.page.wait_for_timeout(300)
    assert sent == []


def test_only_the_main_button_of_a_mouse_drags(swing: Lab) -> None:
    """The others belong to the browser, on a bar and on a point to be picked."""
    page = swing.page
    grip = box(swing.grip("time"))
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    other = swing.section.evaluate(PLACE_OF_COSINE)
    for button in ("right", "middle"):
        page.mouse.move(x, y)
        page.mouse.down(button=button)
        page.mouse.move(x + 60, y, steps=4)
        page.mouse.up(button=button)
        page.mouse.click(*other, button=button)
        swing.frame()
    assert same(shown(swing.settled()), at_rest())
    assert swing.link() == {}


def test_infinity_is_a_place_on_a_slider(swing: Lab) -> None:
    """The end of a logarithmic slider can be the exact limit."""
    swing.range("damping").press("End")
    swing.settled()
    assert swing.link()["damping"] == ["inf"]
    assert swing.readouts()["height"] == at_rest(damping=math.inf)[0]
    assert swing.range("damping").get_attribute("aria-valuetext") == "∞"
    assert swing.field("damping").input_value() == "∞"


def test_choices_and_toggles_answer_at_once(swing: Lab) -> None:
    """A choice and a toggle are sweeps of two rows, and go into the link."""
    swing.section.get_by_label("cosine").check()
    assert swing.settled().link()["wave"] == ["cos"]
    assert same(shown(swing), at_rest(wave=1))
    swing.section.get_by_label("upside down").check()
    assert swing.settled().link()["flip"] == ["1"]
    assert same(shown(swing), at_rest(wave=1, flip=1))


def test_a_scrubber_plays_to_its_end_and_pauses(swing: Lab) -> None:
    """Play moves time by itself, pause holds it, and step goes on by one."""
    play = swing.section.get_by_label("time: Play")
    play.click()
    swing.page.wait_for_timeout(250)
    swing.section.get_by_label("time: Pause").click()
    paused = swing.settled().number("time")
    assert 2 < paused < 10
    assert swing.readouts()["height"] == at_rest(time=paused)[0]
    swing.section.get_by_label("time: One step").click()
    swing.frame()
    assert swing.number("time") == pytest.approx(paused + 0.1)
    swing.section.get_by_label("time: Play").click()
    swing.page.wait_for_function(
        "document.querySelector('.lab-exact input[name=time]').value === '10'"
    )
    assert swing.settled().link()["time"] == ["10"]


def test_a_point_and_a_standing_bar_can_be_dragged(swing: Lab) -> None:
    """A point follows the pointer along its curve, a standing bar up and down."""
    page = swing.page
    for key, across, up in (("time", 60, 0), ("a", 0, 25)):
        before = swing.number(key)
        grip = box(swing.grip(key))
        x, y = grip["x"] + grip["width"] / 2, grip["y"] + 24
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + across, y - up, steps=4)
        swing.frame()
        page.mouse.up()
        assert swing.settled().number(key) > before


def test_a_preset_sets_what_it_names(swing: Lab) -> None:
    """An example changes its own controls and leaves the others."""
    swing.type("time", "4")
    swing.settled()
    swing.whole.get_by_text("standstill").click()
    swing.settled()
    assert (swing.number("a"), swing.number("time")) == (0, 4)
    assert swing.link()["damping"] == ["inf"]
    assert np.isclose(swing.readouts()["height"], 0)
