"""Claims about the moved digit, in a real browser: it goes where the hand goes."""

import pytest

from tests.browser.lab import Lab, box


@pytest.fixture
def lab(page, app):
    """Open the lesson with a digit in the middle."""
    return Lab(page, app, "convolution").open("/convolution?digit=4&dx=0&dy=0")


def pixel(lab):
    """Return how wide a pixel of the frame is on the screen."""
    return lab.page.evaluate(
        """() => {
          const { spec, plot } = document.querySelector("section.lab").lab.figure;
          const { xaxis = "x" } = spec.data.find(({ name }) => name === "hand");
          const scale = plot._fullLayout[xaxis.replace("x", "xaxis")];
          return Math.abs(scale.d2p(1) - scale.d2p(0));
        }"""
    )


def hold(lab, right, down):
    """Take the digit by a corner, and hold it so many pixels away."""
    place, step = box(lab.grip("dx")), pixel(lab)
    x, y = place["x"] + 8, place["y"] + 8
    lab.page.mouse.move(x, y)
    lab.page.mouse.down()
    lab.page.mouse.move(x + right * step, y + down * step, steps=8)
    lab.frame()


def test_the_whole_digit_can_be_taken_hold_of(lab):
    """Its grip is eight pixels of the frame wide and high."""
    place = box(lab.grip("dx"))
    assert place["width"] == pytest.approx(8 * pixel(lab), abs=1)
    assert place["height"] == pytest.approx(place["width"], abs=1)


def test_both_networks_answer_while_the_digit_moves(lab):
    """In both directions at once; the address waits until the hand lets go."""
    before = lab.page.url
    hold(lab, 2, -1)
    lab.page.wait_for_function(
        "() => document.querySelector('output[name=dense_says]').dataset.value !== '4'"
    )
    assert (lab.number("dx"), lab.number("dy")) == (2, -1)
    moving = lab.readouts()
    assert moving["conv_says"] == 4
    assert lab.page.url == before
    lab.release()
    lab.settled()
    link = lab.link()
    assert (link["dx"], link["dy"]) == (["2"], ["-1"])
    assert lab.readouts()["dense_says"] == moving["dense_says"]
    assert lab.readouts()["dense1"] == pytest.approx(moving["dense1"], rel=1e-6)


def test_one_undo_takes_the_digit_back(lab):
    """Both numbers were one movement."""
    hold(lab, 3, 3)
    lab.release()
    lab.settled()
    lab.press("Undo")
    lab.settled()
    assert (lab.number("dx"), lab.number("dy")) == (0, 0)


def test_a_slider_asks_while_it_moves_too(lab):
    """The numbers below the picture follow the thumb."""
    before = lab.readouts()["dense_share"]
    lab.drag("dx", 2)
    lab.page.wait_for_function(
        "before => document.querySelector('output[name=dense_share]').dataset.value"
        " != before",
        arg=str(before),
    )
    assert lab.readouts()["dense_share"] == pytest.approx(0.2056, abs=1e-4)
    lab.release()


def shades(lab, trace):
    """Return how dark the bars of a trace are on the screen."""
    return lab.page.evaluate(
        """(name) => [...document.querySelectorAll(".trace.bars")]
          .find((one) => one.__data__[0].trace.name === name)
          .querySelectorAll("path").values()
          .map((bar) => Number(bar.style.opacity)).toArray()""",
        trace,
    )


def test_tiles_are_painted_anew_while_a_window_is_chosen(lab):
    """By the table, in mid-drag: the map of another window has other shades."""
    first = shades(lab, "map")
    lab.drag("filter", 20)
    second = shades(lab, "map")
    assert max(first) == max(second) == 1
    assert second != first
    lab.release()
    lab.settled()
    assert shades(lab, "map") == pytest.approx(second, abs=1e-5)


def test_the_longest_bar_is_the_boldest_while_the_digit_moves(lab):
    """Also when it is another one than before."""
    hold(lab, 2, -1)
    lab.page.wait_for_function(
        "() => document.querySelector('output[name=dense_says]').dataset.value !== '4'"
    )
    lab.frame()
    says = int(lab.readouts()["dense_says"])
    assert [shade == 1 for shade in shades(lab, "dense")] == [
        digit == says for digit in range(10)
    ]
    lab.release()


def test_the_window_of_the_heartbeat_is_dragged_along(page, app):
    """Its point takes it to another beat, by the table."""
    lab = Lab(page, app, "convolution").open("/convolution?signal=beat&win=5&dx=0")
    place = box(lab.grip("col"))
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y, steps=6)
    lab.frame()
    assert 0 < lab.number("col") < 108
    assert lab.readouts()["at_col"] == lab.number("col")
    lab.release()
    lab.settled()
    assert lab.link()["col"] == [str(int(lab.number("col")))]
