"""Claims about the picture of softmax: one strip, and a row for each class."""

import json

import numpy as np
import pytest

from core import softmax
from pages.softmax.picture import picture
from ui.words import words

WORDS = words("en", "softmax")


def picture_of(count):
    """Return the picture of so many classes."""
    return picture(tuple(f"class {i}" for i in range(count)), 44, WORDS)


def figure_of(count):
    """Return the figure of so many classes."""
    return json.loads(picture_of(count).text)


@pytest.mark.parametrize("count", [2, 3, 6])
def test_every_class_has_one_colour(count):
    """Its piece of the strip, its weight and its share."""
    bars = [trace for trace in figure_of(count)["data"] if trace["type"] == "bar"]
    assert {trace["name"] for trace in bars} == {"whole", "weights", "shares"}
    colours = [f"var(--series-{i + 1})" for i in range(count)]
    assert [trace["marker"]["color"] for trace in bars] == [colours] * 3


@pytest.mark.parametrize("count", [7, 10])
def test_of_many_classes_there_are_no_weights(count):
    """They would need the room of the shares, and a third of the message."""
    names = {trace["name"] for trace in figure_of(count)["data"]}
    assert names == {"whole", "whole_frame", "shares", "total_shares"}


@pytest.mark.parametrize("z", [(0.3, 2.9, 4), (0, 0), (700, -700, 3, 2)])
def test_pieces_lie_end_to_end_and_fill_the_strip(z):
    """Each begins where the one before has ended, and the last ends at 1."""
    p, one = softmax(np.array([z], dtype=float)), np.ones(1)
    found = {"p": p, "weight": p, "sum": one, "total_weight": one}
    moves = picture_of(len(z)).moves(found)
    [begin], [length] = moves["whole.base"], moves["whole.x"]
    assert begin[0] == 0
    # A sum, and a difference of numbers up to 1: half an ulp of 1 each.
    ends = (begin + length)[:-1]
    np.testing.assert_allclose(begin[1:], ends, rtol=0, atol=np.spacing(1))
    assert begin[-1] + length[-1] == pytest.approx(1, abs=4 * np.spacing(1))


def test_every_weight_and_share_fits_its_panel():
    """They end at 1, and their numbers stand beside them."""
    made = picture_of(3)
    for layout in json.loads(made.text)["layouts"].values():
        for name in ("weights", "shares"):
            low, high = layout[f"xaxis{made.numbers[name]}"].get("range", (0, 2))
            assert low <= 0
            assert high > 1


@pytest.mark.parametrize("variant", ["wide", "present"])
def test_rows_stand_beside_the_sliders(variant):
    """Weights and shares lie in the line that leaves a place to the controls."""
    made = picture_of(3)
    layout = json.loads(made.text)["layouts"][variant]
    top = layout["room"]["controls"]["top"]
    for name in ("weights", "shares"):
        assert layout[f"yaxis{made.numbers[name]}"]["domain"][1] == pytest.approx(top)
