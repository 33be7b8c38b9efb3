"""Claims about the picture of two classes."""

import json

import numpy as np
import pytest

from core import sigmoid
from pages.two_classes.picture import picture
from ui.words import words

NAMES = ("dog", "cat", "person")
WORDS = words("en", "two-classes")


@pytest.fixture(scope="module")
def figure():
    """Return the figure as the browser gets it."""
    return json.loads(picture(NAMES, WORDS).text)


@pytest.fixture(scope="module")
def curve(figure):
    """Return the broad line."""
    [found] = [trace for trace in figure["data"] if trace["name"] == "sigmoid"]
    return found


def test_the_curve_is_the_sigmoid(curve):
    """Every point of the broad line is core's."""
    assert curve["y"] == sigmoid(curve["x"]).tolist()


def test_the_curve_looks_smooth(figure, curve):
    """Straight lines between its points leave the sigmoid by less than a pixel."""
    x = np.linspace(-20, 20, 2001)
    away = np.abs(np.interp(x, curve["x"], curve["y"]) - sigmoid(x)).max()
    for layout in figure["layouts"].values():
        low, high = layout["yaxis3"]["domain"]
        inner = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
        assert away * (high - low) * inner < 1


def test_the_moved_curve_still_fills_the_picture(figure, curve):
    """A third class moves it to the right, by little more than 20 at most."""
    _, high = figure["layouts"]["wide"]["xaxis3"]["range"]
    low = picture(NAMES, WORDS).moves({"further": np.array([20.1])}, behind=True)
    assert low["softmax.x"].min() < -21 < 21 == high
    assert max(curve["x"]) > high


def test_every_difference_fits_into_the_picture(figure):
    """Two logits from -10 to 10 differ by 20 at most."""
    for layout in figure["layouts"].values():
        low, high = layout["xaxis3"]["range"]
        assert low < -20 < 20 < high


def test_axes_stand_still(figure):
    """No axis can be moved or fits itself to what is shown."""
    for layout in figure["layouts"].values():
        axes = [layout[f"{letter}axis{i}"] for letter in "xy" for i in ("", 2, 3)]
        assert all(axis["fixedrange"] and axis["range"] for axis in axes)


def test_a_row_of_bars_is_as_high_as_a_control(figure):
    """Three classes and a total have 44 pixels each, and the ticks are below them."""
    layout = figure["layouts"]["wide"]
    inner = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    for axis in ("yaxis", "yaxis2"):
        low, high = layout[axis]["domain"]
        assert (high - low) * inner == pytest.approx(4 * 44)


def test_a_logit_ends_where_the_bar_of_its_share_begins(figure):
    """A unit is as long beside the bars as in them, in every variant."""
    for layout in figure["layouts"].values():
        units = [
            np.ptp(layout[axis]["domain"]) / np.ptp(layout[axis]["range"])
            for axis in ("xaxis", "xaxis2")
        ]
        assert units[0] == pytest.approx(units[1])
        assert layout["xaxis"]["domain"][1] == layout["xaxis2"]["domain"][0]


def test_on_a_narrow_screen_the_curve_is_below_the_bars(figure):
    """The two parts of the picture share no height, and each has the whole width."""
    narrow = figure["layouts"]["narrow"]
    assert narrow["xaxis3"]["domain"] == [0, 1]
    assert narrow["yaxis3"]["domain"][1] < narrow["yaxis2"]["domain"][0]


@pytest.mark.parametrize("third", [4.0, -40.0, -np.inf])
def test_a_logit_is_a_number_or_no_class(third):
    """Beside each bar stands one of the two, never both."""
    found = {
        "logit": np.array([[0.3, 2.9, third]]),
        **{name: np.zeros(1) for name in ("gap", "softmax", "sigmoid", "sum")},
        "p": np.zeros((1, 3)),
    }
    moves = picture(NAMES, WORDS).moves(found)
    written, gone = (~np.isnan(moves[f"{name}.x"][0]) for name in ("logits", "gone"))
    assert gone.tolist() == [False, False, np.isneginf(third)]
    assert (written != gone).all()
