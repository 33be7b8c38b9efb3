"""Claims about the picture of shares by four rules."""

import json
from itertools import pairwise

import pytest

from figures.rows import HEAD, NARROW_HEAD
from pages.why_exponential.picture import FEW, picture
from ui.words import words

RULES = ("ratio", "share", "squares", "softplus")
WORDS = words("en", "why-exponential")
COUNTS = pytest.mark.parametrize("count", [2, 6, 7, 10])


def figure_of(count):
    """Return the picture of so many classes as the browser gets it."""
    names = tuple(f"class {i}" for i in range(count))
    return json.loads(picture(names, 30, WORDS).text)


def trace(figure, name):
    """Return the trace that is called so."""
    [found] = [drawn for drawn in figure["data"] if drawn["name"] == name]
    return found


def spans(layout, letter):
    """Return where each panel begins and ends."""
    return [layout[f"{letter}axis{i}"]["domain"] for i in ("", 2, 3, 4)]


@COUNTS
def test_every_rule_has_a_bar_for_each_class(count):
    """Four panels of bars."""
    figure = figure_of(count)
    bars = [drawn for drawn in figure["data"] if drawn["type"] == "bar"]
    assert [drawn["name"] for drawn in bars] == [*RULES]
    assert [len(drawn["y"]) for drawn in bars] == [count] * 4


def test_panels_do_not_overlap():
    """Each begins where the one before has ended, wide or narrow."""
    layouts = figure_of(3)["layouts"]
    across = spans(layouts["wide"], "x")
    assert all(a[1] <= b[0] for a, b in pairwise(across))
    across = spans(layouts["narrow"], "x")
    assert across[0][1] < across[1][0]
    assert across[2][1] < across[3][0]


@COUNTS
def test_a_panel_begins_where_its_column_of_the_table_does(count):
    """A ratio has two of five columns beside the heads, the others have one each."""
    wide = figure_of(count)["layouts"]["wide"]
    starts = [start for start, _ in spans(wide, "x")]
    assert starts == pytest.approx([0, 0.4, 0.6, 0.8])
    assert (wide["margin"]["l"], wide["margin"]["r"]) == (116, 0)


def test_a_percent_is_as_long_in_each_of_two_panels():
    """Squares and softplus can be compared by the eye, wide or narrow."""
    for layout in figure_of(3)["layouts"].values():
        units = [
            (layout[axis]["domain"][1] - layout[axis]["domain"][0])
            / (layout[axis]["range"][1] - layout[axis]["range"][0])
            for axis in ("xaxis3", "xaxis4")
        ]
        assert units[0] == pytest.approx(units[1])


def test_only_a_ratio_may_leave_its_panel():
    """Its bars are cut off, and its numbers stand beside the panel."""
    figure = figure_of(3)
    clipped = [trace(figure, rule)["cliponaxis"] for rule in RULES]
    assert clipped == [True, False, False, False]
    low, high = figure["layouts"]["wide"]["xaxis"]["range"]
    assert low < 0
    assert high > 1
    assert trace(figure, "number")["x"] == [high] * 3


def test_no_word_says_undefined_before_the_scene_does():
    """The words are there, and not to be seen."""
    figure = figure_of(3)
    for name in ("undefined", "undefined_squares"):
        assert trace(figure, name)["opacity"] == 0
        assert trace(figure, name)["text"].strip() == "undefined"


@COUNTS
def test_formulas_stand_above_few_classes(count):
    """Where there are many, each panel has a title alone."""
    wide = figure_of(count)["layouts"]["wide"]
    told = [note["text"] for note in wide["annotations"]]
    formulas = list(WORDS["signs"]["shares"].values()) if count <= FEW else []
    assert sorted(told) == sorted([*WORDS["rules"], *formulas])
    assert wide["margin"]["t"] == (HEAD if count <= FEW else NARROW_HEAD)


@COUNTS
def test_two_by_two_fit_on_a_phone(count):
    """The upper panels end above the titles of the lower ones."""
    narrow = figure_of(count)["layouts"]["narrow"]
    height = narrow["height"] - narrow["margin"]["t"]
    upper, _, lower, _ = spans(narrow, "y")
    assert (upper[0] - lower[1]) * height == pytest.approx(NARROW_HEAD)
    assert narrow["height"] < 450


def test_names_stand_beside_both_rows_on_a_phone():
    """And beside the first panel alone where all stand in one row."""
    layouts = figure_of(3)["layouts"]
    for variant, expected in (("wide", [1, 0, 0, 0]), ("narrow", [1, 0, 1, 0])):
        axes = [layouts[variant][f"yaxis{i}"] for i in ("", 2, 3, 4)]
        assert [axis["showticklabels"] for axis in axes] == expected
