"""Claims about the picture of four readings."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.output_layers.scene import READINGS, TASKS
from tests.pages.strategies import link, shared
from tests.pages.visits import opened

tasks = pytest.mark.parametrize("task", TASKS)


@pytest.fixture(params=[2, 3, 10])
def count(request) -> int:
    """Return how many classes there are."""
    return int(request.param)


def figure_of(count):
    """Return the figure for so many classes."""
    return json.loads(opened("output-layers", {"k": str(count)}).header["figure"])


def spans(layout, letter):
    """Return where the axes of the four readings begin and end."""
    return [layout[f"{letter}axis{i}"]["domain"] for i in ("", 2, 3, 4)]


def test_every_reading_has_bars_a_band_and_marks(count):
    """Each of the three has one part for each class."""
    parts = {trace["name"]: len(trace["x"]) for trace in figure_of(count)["data"]}
    for reading in READINGS:
        for name in (reading, f"band_{reading}", f"top_{reading}"):
            assert parts[name] == count


def test_bands_lie_behind_the_bars(count):
    """What is drawn first on an axis is covered by what follows."""
    data = figure_of(count)["data"]
    places = {trace["name"]: i for i, trace in enumerate(data)}
    axes = {trace["name"]: trace["xaxis"] for trace in data}
    for reading in READINGS:
        assert places[f"band_{reading}"] < places[reading]
        assert axes[f"band_{reading}"] == axes[reading]
    assert len({axes[reading] for reading in READINGS}) == 4


def test_a_band_fills_its_panel(count):
    """It begins before the axis and ends after it, in both variants."""
    figure = figure_of(count)
    for trace in figure["data"]:
        if trace["name"].startswith("band_"):
            for variant in ("wide", "narrow"):
                axis = trace["xaxis"].replace("x", "xaxis")
                low, high = figure["layouts"][variant][axis]["range"]
                assert trace["base"] < low < high < trace["base"] + trace["x"][0]


def test_a_row_is_as_high_as_a_control():
    """The classes and the sums have 44 pixels each, or 30 where there are many."""
    for count, row in ((2, 44), (6, 44), (7, 30), (10, 30)):
        layout = figure_of(count)["layouts"]["wide"]
        margin = layout["margin"]
        inner = layout["height"] - margin["t"] - margin["b"]
        for low, high in spans(layout, "y"):
            assert (high - low) * inner == pytest.approx(row * (count + 1))


def test_panels_stand_side_by_side_on_a_wide_screen(count):
    """No panel begins before the one before it ends."""
    across = spans(figure_of(count)["layouts"]["wide"], "x")
    assert all(before[1] < after[0] for before, after in pairwise(across))


def test_panels_stand_two_by_two_on_a_narrow_screen(count):
    """The upper two share no height with the lower two, nor left with right."""
    layout = figure_of(count)["layouts"]["narrow"]
    first, second, third, fourth = zip(
        spans(layout, "x"), spans(layout, "y"), strict=True
    )
    assert (first[0], second[0]) == (third[0], fourth[0])
    assert (first[1], third[1]) == (second[1], fourth[1])
    assert first[0][1] < second[0][0]
    assert third[1][1] < first[1][0]


def test_names_stand_left_of_both_lines_on_a_narrow_screen(count):
    """The panels on the right leave them out."""
    layout = figure_of(count)["layouts"]["narrow"]
    shown = [layout[f"yaxis{i}"]["showticklabels"] for i in ("", 2, 3, 4)]
    assert shown == [True, False, True, False]


def test_a_narrow_picture_leaves_room_for_a_control(count):
    """On a screen of 740 pixels there is still a third of it below."""
    assert figure_of(count)["layouts"]["narrow"]["height"] <= 740 * 2 / 3


@given(state=shared(), task=st.sampled_from(TASKS))
def test_bars_show_the_readouts(state, task):
    """Every bar ends where its number says, and the sums are those below."""
    shown = opened("output-layers", link(state | {"task": task}))
    for reading in READINGS:
        assert shown.answer(f"{reading}.x").tolist() == shown.answer(reading).tolist()
    for reading in ("sigmoid", "softmax"):
        total = shown.answer(f"total_{reading}.customdata")
        assert total.tolist() == shown.answer(f"sum_{reading}").tolist()


@tasks
def test_a_task_lights_its_reading_and_its_neurons(count, task):
    """Their bars are bright and stand on a light; all others are faint."""
    shown = opened("output-layers", {"k": str(count), "task": task})
    place, neurons = (shown.answer(name).item() for name in ("right", "neurons"))
    for i, reading in enumerate(READINGS, start=1):
        lit = shown.answer(f"band_{reading}.marker.opacity") > 0
        bright = shown.answer(f"{reading}.marker.opacity") == 1
        in_use = [i == place and row < neurons for row in range(count)]
        assert lit.tolist() == bright.tolist() == in_use


@given(state=shared())
def test_the_largest_logit_is_marked_in_every_panel(state):
    """By a mark that is seen, left of the place where bars begin."""
    shown = opened("output-layers", link(state))
    largest = shown.logits == shown.logits.max()
    for reading in READINGS:
        assert (shown.answer(f"top_{reading}.marker.opacity") == 1)[largest].all()
    identity = shown.answer("top_identity.marker.opacity") == 1
    assert identity.tolist() == largest.tolist()
