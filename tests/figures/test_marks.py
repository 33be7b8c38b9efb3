"""Claims about marks: what stands still is drawn, and what moves is found."""

import numpy as np
import plotly.graph_objects as go
import pytest

from figures.marks import (
    Moving,
    bars,
    line,
    mark,
    numbers,
    points,
    region,
    row_of,
    smooth,
    upright,
    words,
)

FOUND = {"p": np.array([[0.2, 0.8], [0.5, 0.5]]), "t": np.array([1.0, 2.0])}
EVERY = [
    bars("bars", "p", 2, color="red", pattern=".1%", outline="blue", opacity="t"),
    line("line", [0, 1], "p", curved=0.5, dash="dot"),
    line("still", [0, 1, np.nan], [0.0, 1.0, np.nan]),
    upright("upright", "t", 0, 1),
    points("points", "p", [0, 1], symbol=["circle", "circle-open"], size=[12, 20]),
    words("words", [0], [1], "here"),
    numbers("numbers", [0, 0], [0, 1], "p", ".2f", before="= "),
    region("region", [0, 1, 1], [0, 0, 1], color="red"),
]


@pytest.mark.parametrize("made", EVERY, ids=lambda made: made.name)
def test_every_mark_is_a_bar_or_a_scatter_that_plotly_knows(made):
    """All of its words are plotly's, also where something is still to be moved."""
    assert made.trace["type"] in {"bar", "scatter"}
    go.Figure(data=[made.trace])


@pytest.mark.parametrize("made", EVERY, ids=lambda made: made.name)
def test_what_moves_is_named_and_what_stands_still_is_there(made):
    """A number is moved by an answer, or it is in the trace from the start."""
    for moving in made.moves.values():
        assert len(moving(FOUND)) == 2
    assert {"x", "y"} <= made.trace.keys()


def test_a_number_may_be_an_answer_or_a_function_of_all():
    """Both are asked again for every row of a table."""
    made = line("l", "t", lambda found: found["p"] * 2)
    assert made.moves["x"](FOUND).tolist() == [1, 2]
    assert made.moves["y"](FOUND).tolist() == [[0.4, 1.6], [1, 1]]


def test_what_a_mark_looks_like_may_move():
    """Its opacity does not move unless it is said to."""
    shown = points("points", [0, 1], [0, 1], opacity=Moving("t"))
    assert shown.moves["opacity"](FOUND).tolist() == [1, 2]
    assert shown.trace["opacity"] == 0
    still = points("points", [0, 1], [0, 1], opacity=0.5)
    assert (still.moves, still.trace["opacity"]) == ({}, 0.5)


def test_a_smooth_number_is_read_from_the_backdrop():
    """Everything else is the scene's own."""
    made = line("l", "t", smooth("p"))
    assert [made.moves[a].behind for a in ("x", "y")] == [False, True]


def test_an_upright_line_stands_twice_at_its_number():
    """Once for each of its ends; and behind, if its number does."""
    made = upright("u", smooth("t"), -1, 3)
    assert made.moves["x"](FOUND).tolist() == [[1, 1], [2, 2]]
    assert (made.trace["y"], made.moves["x"].behind) == ([-1, 3], True)


def test_a_gap_of_a_line_is_none():
    """JSON has no word for not-a-number."""
    assert EVERY[2].trace["x"] == [0, 1, None]


@pytest.mark.parametrize(
    ("made", "count"),
    [
        pytest.param(made, count, id=made.name)
        for made, count in zip(EVERY, [2, 2, 3, 2, 2, 1, 2, 3], strict=True)
    ],
)
def test_a_mark_knows_how_many_points_it_has(made, count):
    """Also where all of them move."""
    assert made.points == count


def test_a_number_by_itself_becomes_a_row_where_plotly_wants_one():
    """A point has an x and a y, and one opacity."""
    assert row_of("x", FOUND["t"]).shape == (2, 1)
    assert row_of("marker.opacity", FOUND["t"]).shape == (2,)
    assert row_of("y", FOUND["p"]).shape == (2, 2)


def test_a_nested_attribute_does_not_touch_what_was_given():
    """Two marks may share a look."""
    look = {"color": "red"}
    made = mark("m", "scatter", {"x": [0], "y": [0], "marker.size": 3}, marker=look)
    assert made.trace["marker"] == {"color": "red", "size": 3}
    assert look == {"color": "red"}
