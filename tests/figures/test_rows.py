"""Claims about rows: one for each class, with its colour, its number and its name."""

import json
import re

import numpy as np
import pytest

from figures.axes import Axis, shortened
from figures.picture import Picture
from figures.rows import NARROW_ROW, grids_of_rows, numbers_in_rows, panel_of_bars

FOUND = {
    "p": np.array([[0.2, 0.5, 0.3]]),
    "sum": np.ones(1),
    "is_largest": np.array([[False, True, False]]),
}
counts = pytest.mark.parametrize("count", [2, 3, 10])


def drawn(names):
    """Return a picture of one panel of bars, with marks and a total."""
    panel = panel_of_bars(
        "bars",
        "p",
        names,
        Axis(0, 1),
        ".1%",
        ("title", "below", "short"),
        named=True,
        largest="is_largest",
        total="sum",
        opacity=0.5,
    )
    return Picture({"bars": panel}, **grids_of_rows("bars", len(names), 44, (1,), (0,)))


def figure_of(count):
    """Return the figure of so many classes, by trace, and its layouts."""
    figure = json.loads(drawn(tuple(f"class {i}" for i in range(count))).text)
    return {trace["name"]: trace for trace in figure["data"]}, figure["layouts"]


@counts
def test_every_class_has_a_bar_of_its_colour(count):
    """Class i stands in row i, in the colour of series i."""
    traces, _ = figure_of(count)
    bars = traces["bars"]
    assert bars["y"] == [*range(count)]
    assert bars["marker"]["color"] == [f"var(--series-{i + 1})" for i in range(count)]
    assert bars["marker"]["opacity"] == 0.5


def test_a_bar_has_its_number_beside_it():
    """It is as long as the number says, and the number stands where it ends."""
    made = drawn(("dog", "cat", "person"))
    assert made.moves(FOUND)["bars.x"].tolist() == FOUND["p"].tolist()
    traces, _ = figure_of(3)
    assert traces["bars"]["texttemplate"] == "%{x:.1%}"
    assert traces["bars"]["textposition"] == "outside"
    assert traces["bars"]["orientation"] == "h"


def test_the_largest_is_pointed_at():
    """A mark left of its bar, and none beside the others."""
    x = drawn(("dog", "cat", "person")).moves(FOUND)["largest.x"]
    assert np.isnan(x).tolist() == [[True, False, True]]
    traces, _ = figure_of(3)
    assert traces["largest"]["y"] == [0, 1, 2]
    assert traces["largest"]["textposition"] == "middle left"


@counts
def test_the_total_stands_below_the_last_row(count):
    """The sum is one row under the bars, inside the picture."""
    traces, layouts = figure_of(count)
    total = traces["total_bars"]
    assert total["y"] == [count]
    assert re.fullmatch(r"\sΣ = %\{customdata:.*\}", total["texttemplate"])
    for layout in layouts.values():
        low, high = layout["yaxis"]["range"]
        assert high < 0 < count < low
    moved = drawn(tuple(map(str, range(3)))).moves(FOUND)
    assert moved["total_bars.customdata"].tolist() == [[1]]


@counts
def test_a_row_has_the_height_it_was_given(count):
    """Also the one of the total; on a narrow screen all rows are alike."""
    _, layouts = figure_of(count)
    for variant, row in (("wide", 44), ("narrow", NARROW_ROW)):
        layout = layouts[variant]
        inner = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
        assert inner == row * (count + 1)


@pytest.mark.parametrize("name", ["<b>dog</b>", "a&b", "<img src=x onerror=y>"])
def test_a_name_is_shown_as_text(name):
    """No name of a class is markup in the picture."""
    layouts = json.loads(drawn((name, "cat")).text)["layouts"]
    [shown, _] = layouts["narrow"]["yaxis"]["ticktext"]
    assert shown == shortened(name)
    assert "<" not in shown


def test_numbers_in_rows_stand_in_a_column():
    """One for each class, at the same place or where a rule says."""
    made = numbers_in_rows("n", 1.5, "p", ".2f", 3)
    assert (made.trace["x"], made.trace["y"]) == ([1.5] * 3, [0, 1, 2])
    assert made.moves["customdata"](FOUND).tolist() == FOUND["p"].tolist()
    assert made.trace["cliponaxis"]
    moved = numbers_in_rows("n", lambda found: found["p"] + 1, "p", ".2f", 3)
    assert moved.moves["x"](FOUND).tolist() == [[1.2, 1.5, 1.3]]
