"""Claims about the pictures of a loss: what can move is there, and fits."""

import pytest

from figures.branches import both_branches, narrow_branches
from figures.losses import CEILING, heights, loss_rows, narrow_losses

TITLES = (("a", "b"),) * 5


def names(count):
    """Return names of classes."""
    return tuple(f"class {i}" for i in range(count))


@pytest.mark.parametrize("count", [2, 3, 10])
def test_rows_and_curves_are_called_by_their_names(count):
    """A scene finds every trace that it moves, and no name means two."""
    traces = [t.name for t in loss_rows(names(count), TITLES, ("p", "p"), 44, 150).data]
    assert len(set(traces)) == len(traces)
    assert set(traces) == {
        *("arrows", "probabilities", "target", "terms", "slopes", "p", "y", "costs"),
        *("endless", "surprise", "squared", "pull", "squared_pull", "classes", "off"),
        *("squared_point", "pull_point", "squared_pull_point"),
    }


def test_branches_are_called_by_their_names():
    """A scene finds every trace that it moves."""
    figure = both_branches(TITLES[:2], ("1", "0", "s"), 330)
    assert {trace.name for trace in figure.data} == {
        *("one", "zero", "loss", "sigmoid", "slope"),
        *("point", "share", "incline", "off"),
    }


def test_every_class_has_an_arrow():
    """Three points for each: from 0 to the tip, and a gap."""
    figure = loss_rows(names(3), TITLES, ("p", "p"), 44, 150)
    [arrows] = [trace for trace in figure.data if trace.name == "arrows"]
    assert (len(arrows.x), arrows.y[2::3]) == (9, (None, None, None))


@pytest.mark.parametrize("row", [30, 44])
def test_a_row_has_its_height(row):
    """Rows of bars are as high as the sliders beside them."""
    count, curves, gap, head = 7, 120, 50, 30
    area = head + count * row + gap + curves
    rows, below = heights(count, head, row, curves, gap)
    assert (rows[1] - rows[0]) * area == pytest.approx(count * row)
    assert (below[1] - below[0]) * area == pytest.approx(curves)


def test_axes_stand_still():
    """No axis follows its data, so nothing jumps while dragging."""
    layout = loss_rows(names(3), TITLES, ("p", "p"), 44, 150).layout.to_plotly_json()
    axes = [axis for key, axis in layout.items() if key[1:5] == "axis"]
    assert len(axes) == 10
    assert all(axis["fixedrange"] and axis["range"] for axis in axes)


def test_the_loss_has_room_for_a_wrong_answer():
    """A loss of 5 nat is still on the axis."""
    assert CEILING > 5


def test_a_narrow_picture_leaves_room_for_sliders():
    """Three classes take less than half of a phone."""
    assert narrow_losses(3, ["t"] * 5, 104)["height"] < 740 / 2
    assert narrow_branches(["t"] * 2)["height"] < 740 / 2
