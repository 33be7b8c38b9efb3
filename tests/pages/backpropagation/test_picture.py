"""Claims about the picture: where nodes stand, what is seen when, and two areas."""

import json

import numpy as np
import pytest

from figures.graph import NODE
from figures.marks import BEYOND
from pages.backpropagation.layout import FOLDED, LONG
from pages.backpropagation.panels import LEAST, MOST, NOTHING
from pages.backpropagation.picture import picture
from pages.backpropagation.walk import WALKS
from tests.pages.visits import opened
from ui.words import LANGUAGES, words

GRAPHS = pytest.mark.parametrize("name", WALKS)
FAN = {"graph": "fan", "w1": "2", "b1": "1", "w2": "2", "b2": "-1", "x": "1", "y": "1"}


def traces(shown):
    """Return the traces of a picture by their names."""
    return {
        trace["name"]: trace for trace in json.loads(shown.header["figure"])["data"]
    }


@GRAPHS
def test_every_node_has_a_place_inside_each_plane(name):
    """And no two have the same."""
    for layout in (LONG[name], FOLDED[name]):
        assert layout.places.keys() == {*WALKS[name].names}
        assert len({*layout.places.values()}) == len(layout.places)
        for x, y in layout.places.values():
            assert layout.x.low < x < layout.x.high
            assert layout.y.high < y < layout.y.low


@GRAPHS
def test_folded_nodes_do_not_touch(name):
    """Their places are pixels there."""
    places = np.array([*FOLDED[name].places.values()], float)
    apart = np.hypot(*(places[:, np.newaxis] - places).T)
    assert apart[~np.eye(len(places), dtype=bool)].min() >= NODE + 6


@GRAPHS
def test_values_run_from_left_to_right(name):
    """On one line an operation stands right of those it is computed from."""
    walk, places = WALKS[name], LONG[name].places
    for k in walk.operations:
        for i in walk.graph[k].inputs:
            assert places[walk.names[i]][0] <= places[walk.names[k]][0]


@pytest.mark.parametrize("first", ["", "folded_"])
def test_what_has_not_been_reached_is_not_written(first):
    """At step 3 of two layers a1 is known; no derivative is."""
    shown = opened("backpropagation", {"at": "3"})
    x = shown.answer(f"{first}values.x")
    known = {n for n, at in zip(WALKS["two"].names, x, strict=True) if at != BEYOND}
    assert known == {"x", "w1", "b1", "w2", "b2", "y", "t1", "z1", "a1"}
    assert (shown.answer(f"{first}derivatives.x") == BEYOND).all()


def test_the_numbers_of_the_picture_are_those_of_the_scene():
    """Values above, derivatives below, slopes on edges."""
    shown = opened("backpropagation")
    for trace, answer in (
        ("values", "value"),
        ("derivatives", "back"),
        ("slopes", "local"),
    ):
        np.testing.assert_array_equal(
            shown.answer(f"{trace}.customdata"), shown.found(answer)
        )


def test_an_arrow_says_which_way_a_step_goes():
    """Forward it ends at the node of now, back it begins there."""
    place = LONG["two"].places
    ahead = opened("backpropagation", {"at": "4"})
    assert ahead.answer("ahead.x")[[1, 4]].tolist() == [place["t2"][0]] * 2
    assert np.isnan(ahead.answer("back.x")).all()
    back = opened("backpropagation", {"at": "13"})
    ends = {
        (x, y)
        for x, y in zip(
            back.answer("back.x")[[1, 4]], back.answer("back.y")[[1, 4]], strict=True
        )
    }
    assert ends == {place["w2"], place["a1"]}
    assert np.isnan(back.answer("ahead.x")).all()
    assert back.answer("ring.x").item() == place["t2"][0]


def test_the_sum_is_written_as_it_comes():
    """First what comes through v, then what comes through u."""
    shown = opened("backpropagation", FAN)
    assert shown.answer("sum_left.customdata").item() == -2
    assert shown.answer("sum_right.customdata").item() == 4
    first = opened("backpropagation", FAN | {"at": "12"})
    assert first.answer("sum_left.x").item() != BEYOND
    assert first.answer("sum_right.x").item() == BEYOND
    assert not [name for name in traces(opened("backpropagation")) if "sum" in name]


def test_the_walker_goes_there_and_back():
    """Above from left to right, below from right to left."""
    x = [
        opened("backpropagation", {"at": str(at)}).answer("walker.x").item()
        for at in (0, 4, 8, 12, 16)
    ]
    y = [
        opened("backpropagation", {"at": str(at)}).answer("walker.y").item()
        for at in (4, 12)
    ]
    assert x[0] < x[1] < x[2] > x[3] > x[4]
    assert (x[0], x[1]) == pytest.approx((x[4], x[3]))
    assert y[0] < y[1]  # down is positive


@pytest.mark.parametrize("net", ["this", "64-10", "64-25-15-10"])
def test_the_areas_are_as_large_as_what_they_stand_for(net):
    """Both sums of counts, exactly to scale."""
    shown = opened("backpropagation", {"net": net})
    whole = traces(shown)["each"]
    large = np.ptp(whole["x"]) * np.ptp(whole["y"])
    small = np.ptp(shown.answer("once.x")) * np.ptp(shown.answer("once.y"))
    assert small / large == pytest.approx(
        (shown.answer("once") / shown.answer("each")).item()
    )


def test_the_v_has_a_place_for_no_distance_at_all():
    """Below the least that is drawn; what is larger than the axis is cut off."""
    shown = opened("backpropagation", {"w1": "-2"})
    assert {*shown.answer("distances.y")} == {NOTHING}
    assert NOTHING < LEAST < MOST
    wild = opened("backpropagation", {"h": "1e-16", "w1": "4", "x": "4", "w2": "4"})
    assert wild.answer("apart.y").item() <= MOST


@GRAPHS
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_square_is_thick_if_it_is_nudged(name, language):
    """Pressing another one nudges that."""
    walk = WALKS[name]
    for place, key in enumerate(walk.keys):
        made = picture(name, key, words(language, "backpropagation"))
        [drawn] = [mark for mark in made.marks if mark.name == "parameters"]
        widths = drawn.trace["marker"]["line"]["width"]
        assert widths.index(max(widths)) == place
        assert sorted(widths)[-2] < max(widths)


def test_a_phone_shows_the_folded_graph_alone():
    """So that it stays in sight above the controls."""
    figure = json.loads(opened("backpropagation").header["figure"])
    hidden = {
        figure["data"][i]["name"] for i in figure["layouts"]["narrow"]["room"]["hidden"]
    }
    assert {"values", "walker", "distances", "each"} <= hidden
    assert not {name for name in hidden if name.startswith("folded_")}
