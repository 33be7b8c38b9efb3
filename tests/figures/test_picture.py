"""Claims about pictures: grids place panels, and titles stand above them."""

import json
from dataclasses import replace

import numpy as np
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.axes import Axis
from figures.marks import line, smooth
from figures.picture import Grid, Label, Panel, Picture

AXIS = Axis(0, 1)
sizes = st.floats(10, 200)


def panel(name, *titles, **more):
    """Return a panel of one line, with its name for a title."""
    return Panel([line(name, [0, 1], "p")], AXIS, AXIS, titles=[name, *titles], **more)


def picture(wide, narrow=None, titles=(), **more):
    """Return a picture of the panels that a grid names."""
    names = dict.fromkeys(name for row in wide.areas for name in row.split())
    panels = {
        name: panel(name, *titles, **more)
        for name in names
        if name not in {".", "controls"}
    }
    return Picture(panels, wide, narrow or wide)


def layout(made, variant="wide"):
    """Return the layout of a variant."""
    return json.loads(made.text)["layouts"][variant]


def domains(made, variant="wide"):
    """Return where each panel lies, from the left and from below."""
    drawn = layout(made, variant)
    return {
        name: (drawn[f"xaxis{i}"]["domain"], drawn[f"yaxis{i}"]["domain"])
        for name, i in made.numbers.items()
        if "range" in drawn[f"xaxis{i}"]
    }


@st.composite
def grids(draw) -> Grid:
    """Draw any grid with a panel of its own in every cell."""
    rows, columns = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    names = iter("abcdefghi")
    return Grid(
        [" ".join(next(names) for _ in range(columns)) for _ in range(rows)],
        draw(st.lists(sizes, min_size=columns, max_size=columns)),
        draw(st.lists(sizes, min_size=rows, max_size=rows)),
        gaps=draw(st.lists(st.floats(0, 50), min_size=columns, max_size=columns)),
        heads=draw(st.lists(st.floats(0, 60), min_size=rows, max_size=rows)),
        foot=draw(st.floats(0, 60)),
    )


@given(grids())
def test_panels_lie_inside_the_picture_and_not_over_each_other(grid):
    """From the left to the right, from above to below, however large each is."""
    found = domains(picture(grid))
    for (left, right), (low, high) in found.values():
        assert 0 <= left < right <= 1
        assert 0 <= low < high <= 1
    spans = list(found.values())
    for i, (x, y) in enumerate(spans):
        for across, upright in spans[:i]:
            beside = x[0] >= across[1] - 1e-8 or across[0] >= x[1] - 1e-8
            above = y[0] >= upright[1] - 1e-8 or upright[0] >= y[1] - 1e-8
            assert beside or above


@given(grids())
def test_rows_and_columns_have_the_sizes_that_were_asked_for(grid):
    """Heights in pixels, widths in shares of each other."""
    made = picture(grid)
    drawn, found = layout(made), domains(made)
    inner = drawn["height"] - drawn["margin"]["t"] - drawn["margin"]["b"]
    first = [row.split()[0] for row in grid.areas]
    heights = [(found[name][1][1] - found[name][1][0]) * inner for name in first]
    # Domains are rounded to nine digits, and a picture is less than 1,000 high.
    np.testing.assert_allclose(heights, grid.rows, rtol=0, atol=1e-6)
    widths = [found[name][0][1] - found[name][0][0] for name in grid.areas[0].split()]
    shares = np.array(widths) / sum(widths)
    meant = np.array(grid.columns) / sum(grid.columns)
    np.testing.assert_allclose(shares, meant, rtol=0, atol=1e-7)


def test_a_panel_may_stretch_over_neighbours():
    """It is named in each of its cells."""
    grid = Grid(["a b", "a c"], (1, 1), (30, 30))
    found = domains(picture(grid))
    assert found["a"] == ([0, 0.5], [0, 1])
    assert found["c"] == ([0.5, 1], [0, 0.5])


def test_a_place_may_stay_empty():
    """A dot is nobody's name."""
    found = domains(picture(Grid(["a .", ". b"], (1, 1), (30, 30))))
    assert found == {"a": ([0, 0.5], [0.5, 1]), "b": ([0.5, 1], [0, 0.5])}


def test_what_a_variant_does_not_place_is_hidden_there():
    """Its traces are named, so that nobody draws them."""
    wide, narrow = Grid(["a b"], (1, 1), (30,)), Grid(["b"], (1,), (30,))
    made = picture(wide, narrow)
    assert layout(made)["room"]["hidden"] == []
    assert layout(made, "narrow")["room"]["hidden"] == [0]
    assert domains(made, "narrow").keys() == {"b"}


def test_the_hall_has_a_grid_of_its_own_if_it_is_given_one():
    """Else the browser takes the one that its width has room for."""
    grid = Grid(["a"], (1,), (30,))
    alone, too = picture(grid), replace(picture(grid), present=grid)
    assert [*json.loads(alone.text)["layouts"]] == ["wide", "narrow"]
    assert layout(too, "present") == layout(too)


def test_a_grid_can_leave_a_place_to_the_controls():
    """It is no panel; lines beside it are as high as their rows."""
    made = picture(Grid(["a a", "controls b"], (1, 3), (30, 44), heads=(10, 20)))
    room = layout(made)["room"]
    assert room["bands"] == [
        *(["type", 10], ["grow", 30], ["type", 20], ["row", 44], ["type", 0])
    ]
    assert room["controls"]["across"] == [0, 0.25]
    assert room["controls"]["top"] == layout(made)["yaxis2"]["domain"][1]
    assert made.panels.keys() == {"a", "b"}


def test_lines_that_do_not_grow_are_as_high_as_their_type():
    """Whatever room the page has."""
    made = picture(Grid(["a"], (1,), (30,), heads=(10,), foot=5, grows=False))
    bands = layout(made)["room"]["bands"]
    assert bands == [["type", 10], ["type", 30], ["type", 5]]


def titles(made, variant="wide"):
    """Return text, height above the panel and place of every title."""
    notes = layout(made, variant)["annotations"]
    return [(n["text"], round(n["yshift"]), n["x"]) for n in notes]


def test_titles_stand_at_the_left_edge_of_their_panels():
    """Title and subtitle, the second a line below."""
    made = picture(Grid(["a b"], (1, 1), (30,), heads=(50,)), titles=["small"])
    assert titles(made) == [
        *(("a", 50, 0), ("small", 27, 0)),
        *(("b", 50, 0.5), ("small", 27, 0.5)),
    ]


def test_the_narrow_variant_has_short_titles_alone():
    """There is no room for more."""
    made = picture(Grid(["a"], (1,), (30,), heads=(26,)), titles=("small", "s"))
    assert titles(made, "narrow") == [("s", 26, 0)]


def test_without_a_short_title_the_narrow_variant_has_the_title():
    """Alone, as the short one would stand."""
    made = picture(Grid(["a"], (1,), (30,), heads=(26,)), titles=["small"])
    assert titles(made, "narrow") == [("a", 26, 0)]


def test_every_axis_of_a_panel_has_its_narrow_ends():
    """Those of the panel, and those that marks have for themselves."""
    x, y, own = (Axis(0, i, narrow=(0, -i)) for i in (1, 2, 3))
    made = Panel([line("line", [0, 1], "p")], x, y, over={"line": own})
    drawn = Picture({"a": made}, *[Grid(["a"], (1,), (30,))] * 2)
    for variant, sign in (("wide", 1), ("narrow", -1)):
        found = layout(drawn, variant)
        ends = [found[axis]["range"][1] for axis in ("xaxis", "yaxis", "xaxis2")]
        assert ends == pytest.approx([sign, 2 * sign, 3 * sign], abs=1e-5)


def test_titles_of_lower_panels_leave_room_for_the_ticks_above():
    """They stand close above their panel, and not below the one before."""
    made = picture(Grid(["a", "b"], (1,), (30, 30), heads=(50, 80)))
    assert [height for _, height, _ in titles(made)] == [50, 27]


def test_a_label_stands_at_its_number():
    """Inside the panel, or above it."""
    labels = [Label("in", 0.5, 0.2), Label("over", 0.3, anchor="right")]
    drawn = layout(picture(Grid(["a"], (1,), (30,)), labels=labels))["annotations"]
    inside, above = drawn[-2:]
    assert (inside["x"], inside["y"], inside["yref"]) == (0.5, 0.2, "y")
    assert (above["y"], above["yref"], above["xanchor"]) == (1, "y domain", "right")


def test_what_moves_is_named_after_its_trace():
    """What follows the backdrop is asked of the backdrop alone."""
    marks = [line("one", "t", "p"), line("two", [0, 1], smooth("p"))]
    made = Picture({"a": Panel(marks, AXIS, AXIS)}, *[Grid(["a"], (1,), (9,))] * 2)
    found = {"p": np.ones((5, 2)), "t": np.zeros(5)}
    assert {k: v.shape for k, v in made.moves(found).items()} == {
        "one.x": (5, 1),
        "one.y": (5, 2),
    }
    assert made.moves(found, behind=True).keys() == {"two.y"}


@given(grids())
def test_plotly_knows_every_word_of_a_picture(grid):
    """In all variants."""
    figure = json.loads(picture(grid).text)
    for drawn in figure["layouts"].values():
        drawn.pop("room")
        go.Figure(data=figure["data"], layout=drawn)


def test_a_picture_is_written_once():
    """Its text is kept with it, and gone with it."""
    made = picture(Grid(["a"], (1,), (30,)))
    assert made.text is made.text


@pytest.mark.parametrize("count", [2, 10])
def test_one_more_class_makes_rows_one_row_higher(count):
    """A row has the height of the control beside it."""
    from figures.rows import grids_of_rows  # noqa: PLC0415 - one claim needs it

    heights = [
        grids_of_rows("a", n, 44, (1,), (0,))["wide"].height for n in (count, count - 1)
    ]
    assert heights[0] - heights[1] == 44
