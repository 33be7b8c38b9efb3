"""Claims about the picture of two classes."""

import json

import numpy as np
import pytest

from core import sigmoid
from pages.two_classes.gap import LEAST
from pages.two_classes.picture import EDGE, LEVEL, picture
from pages.two_classes.scene import backdrop, scene
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


def moved(z, shift=0.0):
    """Return what moves in the picture, for three logits and a shift."""
    found = scene(np.array([z]), np.array([shift])) | backdrop(np.array([z]))
    drawn = picture(NAMES, WORDS)
    moves = drawn.moves(found) | drawn.moves(found, behind=True)
    return {name: row[0] for name, row in moves.items()}


gaps = pytest.mark.parametrize(
    ("first", "second"), [(0.3, 2.9), (2.0, -5.5), (-9.9, 8.2), (4.0, 4.5)]
)


@gaps
def test_the_gap_is_one_arrow_drawn_twice(first, second):
    """From the second logit to the first, and as far from 0 to their difference."""
    found = moved([first, second, -np.inf])
    begin, end = found["arrow.x"]
    assert (begin, end) == (second, first)
    assert found["gap.x"].tolist() == [0, end - begin]
    assert found["band.x"].tolist() == [first - second, 0, second, first]


def test_both_arrows_have_one_scale(figure):
    """They lie in one panel, one on the axis of the sigmoid and one below."""
    traces = {trace["name"]: trace for trace in figure["data"]}
    for name, level in (("gap", 0), ("arrow", LEVEL)):
        assert traces[name]["y"] == [level, level]
        assert (traces[name]["xaxis"], traces[name]["yaxis"]) == ("x", "y")
        assert traces[name]["cliponaxis"] is True
    assert LEVEL < 0


def test_what_is_added_to_all_leaves_the_gap_where_it_is():
    """The arrow between the logits moves along, the one of the sigmoid stays."""
    before, after = moved([0.5, 2.5, -np.inf]), moved([0.5, 2.5, -np.inf], 4.0)
    assert (after["arrow.x"] - before["arrow.x"]).tolist() == [4, 4]
    for name in ("gap.x", "now.x", "now.y", "ring.y", "level.y"):
        assert after[name].tolist() == before[name].tolist()


@pytest.mark.parametrize("gap", [0.0, LEAST / 2])
def test_no_gap_is_no_arrow(gap):
    """An arrow without a length would point anywhere."""
    found = moved([1.0 + gap, 1.0, -np.inf])
    assert np.isnan([found["gap.x"], found["arrow.x"]]).all()


def test_an_axis_ends_at_eight_and_what_is_further_stands_at_its_end(figure):
    """Points are at the edge, their numbers still say where they would be."""
    for layout in figure["layouts"].values():
        assert layout["xaxis"]["range"] == pytest.approx([-EDGE, EDGE], abs=1e-4)
    found = moved([-9.9, 8.2, 12.0])
    assert found["now.x"].tolist() == [-EDGE]
    assert found["logits.x"].tolist() == [-EDGE, 8.2, EDGE]
    assert found["names.customdata"].tolist() == [-9.9, 8.2, 12.0]
    assert (np.abs(found["names.x"]) < 7).all()


def test_the_curve_looks_smooth(figure, curve):
    """Straight lines between its points leave the sigmoid by less than a pixel."""
    x = np.linspace(-EDGE, EDGE, 2001)
    away = np.abs(np.interp(x, curve["x"], curve["y"]) - sigmoid(x)).max()
    for layout in figure["layouts"].values():
        low, high = layout["yaxis"]["range"]
        assert away / (high - low) * layout["height"] < 1


def test_the_moved_curve_still_fills_the_picture(curve):
    """A third class moves it to the right, by little more than 20 at most."""
    behind = {"further": np.array([20.1])}
    far = picture(NAMES, WORDS).moves(behind, behind=True)["softmax.x"]
    assert far.min() < -EDGE
    assert max(curve["x"]) > EDGE


@pytest.mark.parametrize("third", [4.0, -40.0, -np.inf])
def test_a_logit_has_a_mark_unless_there_is_no_class(third):
    """Minus infinity is nowhere on the line."""
    found = moved([0.3, 2.9, third])
    for name in ("logits.x", "names.x"):
        assert np.isnan(found[name]).tolist() == [False, False, np.isneginf(third)]


def test_names_of_the_two_lie_on_both_sides_of_their_line(figure):
    """So they can be read where the logits are equal."""
    [names] = [trace for trace in figure["data"] if trace["name"] == "names"]
    dog, cat, _ = names["y"]
    assert dog < LEVEL < cat
