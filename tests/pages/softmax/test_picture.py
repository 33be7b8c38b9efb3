"""Claims about the picture of softmax: three stages, side by side."""

import json

import pytest

from pages.softmax.picture import picture
from ui.words import words

STAGES = ("logits", "weights", "probabilities")
WORDS = words("en", "softmax")


def figure_of(count):
    """Return the figure of so many classes."""
    names = tuple(f"class {i}" for i in range(count))
    return json.loads(picture(names, 44, WORDS).text)


@pytest.mark.parametrize("count", [2, 3, 10])
def test_every_stage_has_a_bar_for_each_class(count):
    """In the same colours, so that a class is followed from left to right."""
    bars = [trace for trace in figure_of(count)["data"] if trace["type"] == "bar"]
    assert tuple(trace["name"] for trace in bars) == STAGES
    colours = [f"var(--series-{i + 1})" for i in range(count)]
    assert [trace["marker"]["color"] for trace in bars] == [colours] * 3


def test_the_sums_stand_below_weights_and_probabilities():
    """Of logits nothing is summed up; the largest is marked beside its share."""
    names = [trace["name"] for trace in figure_of(3)["data"]]
    assert {*names} == {*STAGES, "total_weights", "total_probabilities", "largest"}
    assert len(names) == 6


def test_every_logit_fits_its_panel():
    """The largest sum of a logit and a shift, ±20, is inside the axis."""
    for layout in figure_of(3)["layouts"].values():
        low, high = layout["xaxis"]["range"]
        assert low < -20 < 20 < high


def test_every_weight_and_share_fits_its_panel():
    """They end at 1, and their numbers stand beside them."""
    for layout in figure_of(3)["layouts"].values():
        for axis in ("xaxis2", "xaxis3"):
            low, high = layout[axis]["range"]
            assert low <= 0
            assert high > 1


def test_panels_stand_side_by_side():
    """No panel begins before the one to its left has ended."""
    for layout in figure_of(3)["layouts"].values():
        edges = [end for i in ("", 2, 3) for end in layout[f"xaxis{i}"]["domain"]]
        assert edges == sorted(edges)
        assert (edges[0], edges[-1]) == (0, 1)
