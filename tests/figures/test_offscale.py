"""Claims about numbers that are too large for an axis, arrows, and room above rows."""

import json

import numpy as np
import pytest

from figures.arrows import arrows
from figures.axes import Axis
from figures.marks import line, numbers, row_of
from figures.offscale import clipped, infinity, where_infinite
from figures.picture import Grid, Label, Panel, Picture
from figures.rows import numbers_in_rows

FOUND = {"loss": np.array([[1.0, 7.0, np.inf]]), "slope": np.array([[0.5, 0.0, -0.05]])}
X = Axis(0, 1)


def panel(**parts):
    """Return a panel of one line."""
    return Panel([line("line", [0, 1], [0, 1])], X, X, **parts)


def layout(picture, variant="wide"):
    """Return the layout of a variant."""
    return json.loads(picture.text)["layouts"][variant]


def test_what_is_too_large_ends_at_the_ceiling():
    """Infinity too; and what is too small at the floor, if there is one."""
    assert clipped("loss", high=6)(FOUND).tolist() == [[1, 6, 6]]
    assert clipped("loss", low=2)(FOUND).tolist() == [[2, 7, np.inf]]


def test_what_is_infinite_has_a_place_of_its_own():
    """Where numbers are finite there is a gap, or another place."""
    np.testing.assert_array_equal(
        where_infinite("loss", 6)(FOUND), [[np.nan, np.nan, 6]]
    )
    assert where_infinite("loss", 6, otherwise=2)(FOUND).tolist() == [[2, 2, 6]]


def test_there_is_a_sign_for_each_place():
    """Every point says the same; where both places move it is one."""
    made = infinity("off", "x", [0, 1, 2], 18)
    assert (made.trace["text"], made.points) == ("∞", 3)
    assert infinity("off", "x", lambda found: found["y"], 18).points == 1


def test_only_numbers_in_rows_end_with_their_panel():
    """What leaves the axes is not drawn over the panel beside them."""
    assert numbers_in_rows("a", 1.0, "loss", ".1f", 3).trace["cliponaxis"]
    assert not numbers("a", [0], [0], "loss", ".1f").trace["cliponaxis"]


def test_every_class_has_an_arrow():
    """Three points for each: from 0 to the tip, and a gap."""
    mark = arrows("arrows", "slope", 3)
    assert mark.trace["y"] == [0, 0, None, 1, 1, None, 2, 2, None]
    moved = row_of("x", mark.moves["x"](FOUND))
    np.testing.assert_array_equal(
        moved, [[0, 0.5, np.nan, 0, 0, np.nan, 0, -0.05, np.nan]]
    )


def test_an_arrow_of_no_length_has_no_head():
    """A long one has a large head, a short one a smaller, and gaps none."""
    heads = arrows("arrows", "slope", 3).moves["marker.size"]
    assert heads.behind
    assert heads(FOUND).tolist() == [[0, 14, 0, 0, 0, 0, 0, 9.5, 0]]


def test_a_label_may_be_shorter_in_the_narrow_variant():
    """Only there; without a short form it says the same everywhere."""
    labels = [Label("in full", 0, short="short"), Label("same", 0)]
    picture = Picture(
        {"a": panel(labels=labels)}, Grid(["a"], [1], [9]), Grid(["a"], [1], [9])
    )
    told = {v: [a["text"] for a in layout(picture, v)["annotations"]] for v in LAYOUTS}
    assert told == {
        "wide": ["in full", "same"],
        "narrow": ["short", "same"],
    }


LAYOUTS = ("wide", "narrow")


def test_a_panel_has_its_titles():
    """A title, a subtitle, and a title of the narrow variant."""
    titled = panel(titles=("title", "subtitle", "short"))
    picture = Picture({"a": titled}, Grid(["a"], [1], [9]), Grid(["a"], [1], [9]))
    told = {v: [a["text"] for a in layout(picture, v)["annotations"]] for v in LAYOUTS}
    assert told["wide"] == ["title", "subtitle"]
    assert told["narrow"] == ["short"]


@pytest.mark.parametrize("top", [None, 8])
def test_controls_may_begin_beside_the_titles(top):
    """Lines stand where they stood; only the margin, where controls begin, is less."""
    grid = Grid(["a", "b"], [1], [40, 60], heads=[30, 20], foot=10, top=top)
    drawn = layout(Picture({"a": panel(), "b": panel()}, grid, grid))
    margin = drawn["margin"]["t"]
    assert margin == (30 if top is None else top)
    inner = drawn["height"] - margin - drawn["margin"]["b"]
    ends = [
        margin + (1 - end) * inner
        for axis in ("yaxis", "yaxis2")
        for end in reversed(drawn[axis]["domain"])
    ]
    assert ends == pytest.approx([30, 70, 90, 150])
