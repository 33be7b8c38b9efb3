"""Claims about the picture of four readings: one large, and three thin rows."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.output_layers.scene import READINGS, SIGNS, TASKS, neurons_of, right_of
from tests.pages.strategies import link, shared
from tests.pages.visits import opened
from ui.classes import FEW
from ui.words import words

tasks = pytest.mark.parametrize("task", TASKS)


@pytest.fixture(params=[2, 3, 6, 7, 10])
def count(request) -> int:
    """Return how many classes there are."""
    return int(request.param)


def figure_of(count, task):
    """Return the figure for so many classes."""
    shown = opened("output-layers", {"k": str(count), "task": task})
    return json.loads(shown.header["figure"])


def traces(figure):
    """Return its traces, by name."""
    return {trace["name"]: trace for trace in figure["data"]}


def span(layout, trace, letter="y"):
    """Return where the panel of a trace begins and ends."""
    return layout[trace[f"{letter}axis"].replace(letter, f"{letter}axis")]["domain"]


@tasks
def test_the_right_reading_has_a_large_bar_for_each_neuron(count, task):
    """And every other reading a thin one for each class."""
    figure = figure_of(count, task)
    drawn = traces(figure)
    for reading in READINGS:
        is_right = reading == right_of(task)
        expected = neurons_of(task, count) if is_right else count
        assert len(drawn[reading]["y"]) == expected
    right, other = right_of(task), next(r for r in READINGS if r != right_of(task))
    for variant in ("wide", "narrow"):
        layout = figure["layouts"][variant]
        large, thin = (np.diff(span(layout, drawn[r])).item() for r in (right, other))
        rows = neurons_of(task, count)
        assert large / (rows + (rows > 1)) > thin / 3 or count > FEW


@tasks
def test_the_title_names_the_right_reading(task):
    """With the sign that it fits, and what it is."""
    spoken = words("en", "output-layers")
    for layout in figure_of(3, task)["layouts"].values():
        said = [note["text"] for note in layout["annotations"]]
        assert sum(text.startswith("✓") for text in said) == 1
        assert any(spoken["readings"][right_of(task)] in text for text in said)


@tasks
def test_other_readings_say_how_they_fit(task):
    """Each row begins with its sign and its name, and the right one has none."""
    spoken = words("en", "output-layers")
    shown = opened("output-layers", {"task": task})
    layout = json.loads(shown.header["figure"])["layouts"]["narrow"]
    [ticks] = [
        axis["ticktext"]
        for name, axis in layout.items()
        if name.startswith("yaxis") and len(axis.get("ticktext", ())) == 3
        and axis["ticktext"][0][0] in SIGNS
    ]  # fmt: skip
    expected = [
        f"{SIGNS[int(shown.answer(f'fits_{r}').item()) - 1]} {spoken['readings'][r]}"
        for r in READINGS
        if r != right_of(task)
    ]
    assert ticks == expected


def test_only_shares_of_one_whole_are_drawn_as_one(count):
    """Softmax has a strip; each sigmoid stands in a whole of its own."""
    assert ("whole" in traces(figure_of(count, "one"))) is True
    several = traces(figure_of(count, "several"))
    assert "whole" not in several
    assert several["track"]["x"] == [1] * count


@given(state=shared(), task=st.sampled_from(TASKS))
def test_bars_and_numbers_are_the_readouts(state, task):
    """Large bars end where their numbers say; thin ones are as long in their unit."""
    shown = opened("output-layers", link(state | {"task": task}))
    right, used = right_of(task), neurons_of(task, int(state["k"]))
    outputs = shown.answer(right)[:used].tolist()
    assert shown.answer(f"{right}.x").tolist() == outputs
    assert shown.answer("said.customdata").tolist() == outputs
    for reading in READINGS:
        if reading == right:
            continue
        thin, found = shown.answer(f"{reading}.x"), shown.answer(reading)
        assert (thin * found >= 0).all()
        order = np.argsort(found, kind="stable")
        assert (np.diff(thin[order]) >= 0).all()
        assert np.abs(thin).max() < 1
    for reading in {"sigmoid", "softmax"} & {right}:
        if used > 1:
            total = shown.answer(f"total_{reading}.customdata")
            assert total.tolist() == shown.answer(f"sum_{reading}").tolist()


@tasks
def test_a_thin_bar_stays_in_its_column(task):
    """Also of the largest and the smallest logit."""
    for count in (3, 10):
        for logit in ("-10", "10"):
            given = {f"z{i}": logit for i in range(1, count + 1)}
            shown = opened("output-layers", {"k": str(count), "task": task} | given)
            drawn = traces(json.loads(shown.header["figure"]))
            for reading in READINGS:
                if reading == right_of(task):
                    continue
                base = np.array(drawn[reading]["base"])
                end = base + shown.answer(f"{reading}.x")
                columns = np.arange(count)
                for place in (base, end):
                    assert ((columns <= place) & (place < columns + 0.9)).all()


@tasks
def test_numbers_stand_beyond_every_bar(task):
    """The largest bar ends before its number begins, and that within the panel."""
    figure = figure_of(3, task)
    drawn = traces(figure)
    longest = 1 if right_of(task) in {"sigmoid", "softmax"} else 10
    axis = drawn["said"]["xaxis"].replace("x", "xaxis")
    for variant in ("wide", "narrow"):
        high = figure["layouts"][variant][axis]["range"][1]
        assert longest < drawn["said"]["x"][0] < high


@tasks
def test_a_hand_moves_what_is_in_use(task):
    """A bar for each neuron; what is flat below 0 cannot be held there."""
    shown = opened("output-layers", {"task": task})
    moved = {h["trace"]: h["controls"] for h in shown.header["handles"]}
    keys = [f"z{i + 1}" for i in range(neurons_of(task, 3))]
    assert moved == ({} if right_of(task) == "relu" else {right_of(task): keys})


@given(state=shared(), task=st.sampled_from(TASKS))
def test_the_largest_logit_is_marked_in_every_reading(state, task):
    """By a mark that is seen, also in the large one if its neuron is in use."""
    shown = opened("output-layers", link(state | {"task": task}))
    largest = shown.logits == shown.logits.max()
    for reading in READINGS:
        is_right = reading == right_of(task)
        name = "top" if is_right else f"top_{reading}"
        marked = shown.answer(f"{name}.marker.opacity") == 1
        assert marked[largest[: len(marked)]].all()
