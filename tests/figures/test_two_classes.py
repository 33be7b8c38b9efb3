"""Claims about the picture of two classes."""

import numpy as np
import pytest

from core import sigmoid
from figures.two_classes import FURTHEST, narrow_two, two_on_a_sigmoid

TITLES = (("z", "logits"), ("p", "shares"), ("s", "curve"))
NAMES = ("dog", "cat", "person")


@pytest.fixture
def figure():
    """Return the figure."""
    return two_on_a_sigmoid(NAMES, TITLES, "difference")


def test_the_curve_is_the_sigmoid(figure):
    """Every point of the broad line is core's."""
    [curve] = [trace for trace in figure.data if trace.name == "sigmoid"]
    np.testing.assert_array_equal(curve.y, sigmoid(curve.x))


def test_the_curve_looks_smooth(figure):
    """Straight lines between its points leave the sigmoid by less than a pixel."""
    [curve] = [trace for trace in figure.data if trace.name == "sigmoid"]
    x = np.linspace(-FURTHEST, FURTHEST, 2001)
    assert np.abs(np.interp(x, curve.x, curve.y) - sigmoid(x)).max() < 1 / 176


def test_every_difference_fits_into_the_picture(figure):
    """Two logits from -10 to 10 differ by 20 at most."""
    low, high = figure.layout.xaxis2.range
    assert low < -20 < 20 < high


def test_axes_stand_still(figure):
    """No axis can be moved or fits itself to what is shown."""
    axes = [figure.layout[f"{letter}axis{i}"] for letter in "xy" for i in ("", 2)]
    assert all(axis.fixedrange and axis.range for axis in axes)


def test_a_row_of_bars_is_as_high_as_a_control(figure):
    """Three classes and a total have 44 pixels each above what the curve adds."""
    low, high = figure.layout.yaxis.domain
    inner = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    assert (high - low) * inner == pytest.approx(4 * 44)


def test_on_a_narrow_screen_the_curve_is_below_the_bars():
    """The two parts of the picture share no height."""
    narrow = narrow_two(3, TITLES, ("z", "p", "curve"))
    assert narrow["yaxis2.domain"][1] < narrow["yaxis.domain"][0]
