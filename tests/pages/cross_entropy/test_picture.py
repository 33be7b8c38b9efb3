"""Claims about the pictures of a loss: what can move is there, and fits."""

import json

import numpy as np
import pytest

from pages.cross_entropy import binary_picture
from pages.cross_entropy.curves import CEILING
from pages.cross_entropy.picture import FEW, picture
from ui.words import words

WORDS = words("en", "cross-entropy")
ROWS = {"arrows", "probabilities", "target", "terms", "slopes", "p", "y", "endless"}
CURVES = {
    *("surprise", "squared", "pull", "squared_pull", "classes", "off"),
    *("squared_point", "pull_point", "squared_pull_point"),
}


def several(count, row=44):
    """Return the picture of so many classes."""
    return picture(tuple(f"class {i}" for i in range(count)), row, WORDS)


def layouts(drawn):
    """Return the layouts of a picture by variant."""
    return json.loads(drawn.text)["layouts"]


def test_every_trace_is_called_by_its_name():
    """No name means two traces; terms are written out only where they are few."""
    for count in (2, FEW, FEW + 1, 10):
        names = [mark.name for mark in several(count).marks]
        assert len(set(names)) == len(names)
        assert set(names) == ROWS | CURVES | ({"costs"} if count <= FEW else set())


def test_branches_are_called_by_their_names():
    """Both branches, the loss, the sigmoid, the slope, and points on them."""
    assert {mark.name for mark in binary_picture.picture(WORDS).marks} == {
        *("one", "zero", "loss", "sigmoid", "slope"),
        *("point", "share", "incline", "off"),
    }


@pytest.mark.parametrize(("count", "row"), [(3, 44), (6, 30), (7, 30), (10, 30)])
def test_a_row_has_its_height(count, row):
    """Rows of bars are as high as the sliders beside them, and begin as they do.

    The choice of the view, 30 pixels high, stands above the first slider.
    """
    wide = layouts(several(count, row))["wide"]
    margin = wide["margin"]
    inner = wide["height"] - margin["t"] - margin["b"]
    low, high = wide["yaxis"]["domain"]
    assert (high - low) * inner == pytest.approx(count * row)
    assert (1 - high) * inner == pytest.approx(30)


@pytest.mark.parametrize("drawn", [several(3), binary_picture.picture(WORDS)])
def test_axes_stand_still(drawn):
    """No axis follows its data, so nothing jumps while dragging."""
    for layout in layouts(drawn).values():
        axes = [axis for key, axis in layout.items() if key[1:5] == "axis"]
        assert len(axes) == 2 * len(drawn.panels)
        assert all(axis["fixedrange"] and axis["range"] for axis in axes)


def test_the_loss_has_room_for_a_wrong_answer():
    """A loss of 5 nat is still on the axis."""
    assert CEILING > 5


def test_a_term_of_infinity_is_a_sign_and_a_full_bar():
    """Instead of its number; a finite one is written, and longer bars are cut off."""
    found = {"term": np.array([[np.inf, 1.0, 9.0]])}
    moves = {
        f"{mark.name}.{attribute}": moving(found)
        for mark in several(3).marks
        for attribute, moving in mark.moves.items()
        if mark.name in {"terms", "costs", "endless"}
    }
    assert moves["terms.x"].tolist() == [[CEILING, 1, CEILING]]
    assert np.isnan(moves["endless.x"]).tolist() == [[False, True, True]]
    assert np.isnan(moves["costs.x"]).tolist() == [[True, False, False]]


def test_an_infinite_logit_is_at_the_end_of_the_axis():
    """Where its point is, and a sign if the loss is infinite."""
    found = {"logit": np.array([np.inf]), "loss": np.array([np.inf])}
    [point, off] = (
        {name: moving(found).item() for name, moving in mark.moves.items()}
        for mark in binary_picture.picture(WORDS).marks
        if mark.name in {"point", "off"}
    )
    assert point == {"x": 10, "y": 10}
    assert off == {"x": 9, "y": 10}


def test_a_narrow_picture_leaves_room_for_sliders():
    """Three classes take less than half of a phone."""
    assert layouts(several(3))["narrow"]["height"] < 740 / 2
    assert layouts(binary_picture.picture(WORDS))["narrow"]["height"] < 740 / 2
