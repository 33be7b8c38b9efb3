"""Claims about graphs: nodes at places, words beside them, and arrows of a step."""

import numpy as np
import plotly.graph_objects as go
import pytest

from figures.graph import NODE, arrows, beside, edges, joined, nodes, padded
from figures.marks import BEYOND

PLACES = [(0.0, 0.0), (2.0, 1.0)]
STRAIGHT = [(0.0, 0.0), (2.0, 1.0)]
BENT = [(2.0, 1.0), (3.0, 1.0), (3.0, 2.0)]
FOUND = {
    "value": np.array([[1.5, -2.0], [0.0, 4.0]]),
    "seen": np.array([[True, False], [True, True]]),
    "at": np.array([0.0, 2.0]),
}
EVERY = [
    edges("edges", [STRAIGHT, BENT], width=2),
    nodes("nodes", PLACES, ["*", "+"], edge=["red", "blue"]),
    beside("numbers", PLACES, ["top right"] * 2, "value", ".4~g", shown="seen"),
    beside("words", PLACES, ["top left"] * 2, ["one", "other"]),
    arrows("arrows", [[], [STRAIGHT], [STRAIGHT, BENT]], "at", color="red", width=3),
]


@pytest.mark.parametrize("made", EVERY, ids=lambda made: made.name)
def test_everything_of_a_graph_is_a_scatter_that_plotly_knows(made):
    """All of its words are plotly's."""
    assert made.trace["type"] == "scatter"
    go.Figure(data=[made.trace])


def test_edges_have_gaps_between_them():
    """No line is drawn from the end of one to the beginning of the next."""
    points = joined([STRAIGHT, BENT])
    assert points[:2].tolist() == [[0, 0], [2, 1]]
    assert np.isnan(points[[2, 6]]).all()
    assert np.isfinite(points[3:6]).all()


def test_what_is_not_shown_has_no_place():
    """It lies beyond the panel, and the others stay where they are."""
    x = EVERY[2].moves["x"](FOUND)
    np.testing.assert_array_equal(x, [[0, BEYOND], [0, 2]])


def test_words_stand_still():
    """Nothing of them moves, and they are where the nodes are."""
    assert not EVERY[3].moves
    assert EVERY[3].trace["text"] == ["one", "other"]
    assert EVERY[3].trace["x"] == [0, 2]


def test_a_step_has_its_own_arrows():
    """At 0 there are none; at 2 there are two, and the longer one keeps its corner."""
    x = EVERY[4].moves["x"](FOUND)
    y = EVERY[4].moves["y"](FOUND)
    assert np.isnan(x[0]).all()
    np.testing.assert_array_equal(x[1], [0, 0, 2, np.nan, 2, 3, 3, np.nan])
    np.testing.assert_array_equal(y[1], [0, 0, 1, np.nan, 1, 1, 2, np.nan])


def test_an_arrow_ends_at_the_rim_of_a_node():
    """Only its last point has a head, half a node away from the middle."""
    marker = EVERY[4].trace["marker"]
    heads = np.array(marker["size"]) > 0
    assert heads.tolist() == [False, False, True, False] * 2
    assert marker["standoff"] == np.where(heads, NODE / 2, 0).tolist()


def test_arrows_that_are_missing_are_gaps():
    """So every step has as many points."""
    assert padded([], 2, 3).shape == padded([BENT], 2, 3).shape == (8, 2)
    assert np.isnan(padded([BENT], 2, 3)[4:]).all()
