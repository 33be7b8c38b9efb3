"""Claims about the picture of a training."""

import json

import numpy as np
import pytest

from core.iris import centimetres, held_out
from core.runs import run
from pages.iris.arrows import ACROSS, INPUTS, THICK, arrows
from pages.iris.picture import CALM, SIGNS, TICKS, WINDOWS, picture, top_of
from tests.pages.visits import opened
from ui.words import words

WORDS = words("en", "iris")


def drawn(species=("setosa", "versicolor", "virginica"), pair=(2, 3), top=CALM):
    """Return the picture as the browser gets it."""
    return json.loads(picture(WORDS, species, pair, top).text)


def trace(figure, name):
    """Return the trace that is called so."""
    [found] = [t for t in figure["data"] if t["name"] == name]
    return found


def test_every_flower_is_in_the_picture():
    """Windows leave room around the least and the greatest of each feature."""
    for (low, high), feature in zip(WINDOWS, centimetres().T, strict=True):
        assert low < feature.min() < feature.max() < high


def test_every_whole_centimetre_has_a_tick():
    """Of each feature, as far as its window is wide."""
    for (low, high), ticks in zip(WINDOWS, TICKS, strict=True):
        assert list(ticks) == [n for n in range(9) if low < n < high]


@pytest.mark.parametrize("count", [2, 3])
def test_species_and_held_out_flowers_are_told_by_shape_too(count):
    """Colour is never alone: three symbols, and open ones for what is held out."""
    shown = opened("iris", {"species": str(count), "flower": "99"})
    symbols = shown.answer("flowers.marker.symbol").reshape(count, 50)
    # Circle, square and diamond are 0, 1 and 2; their outlines 100, 101 and 102.
    for kind, own in zip([0, 1, 2][-count:], symbols.tolist(), strict=True):
        assert (own.count(kind), own.count(kind + 100)) == (40, 10)
    assert ((symbols >= 100).ravel() == held_out(0)[-50 * count :]).all()
    colors = trace(json.loads(shown.header["figure"]), "flowers")["marker"]["color"]
    each = [set(colors[i : i + 50]) for i in range(0, 50 * count, 50)]
    assert list(map(len, each)) == [1] * count
    assert len(set(colors)) == count


def test_the_weight_above_zero_is_filled_and_the_one_below_hatched():
    """Of each arrow one of two shapes has a thickness."""
    sizes = np.array([0.5, -1, 0, 0, 0])
    filled, hatched = arrows(sizes, 0, 2), arrows(-sizes, 0, 2)
    thick = [[y[i] - y[i + 6] for i in (0, 8)] for y in (filled, hatched)]
    assert thick == [pytest.approx([THICK, 0]), pytest.approx([0, 2 * THICK])]
    figure = drawn()
    assert "fillpattern" in trace(figure, "minus1")
    assert "fillpattern" not in trace(figure, "plus1")


def test_arrows_have_as_many_points_across_as_upright():
    """What moves fits what is drawn."""
    assert arrows(np.ones((7, INPUTS)), 2, 3).shape == (7, len(ACROSS))
    assert len(trace(drawn(), "plus3")["x"]) == len(ACROSS)


@pytest.mark.parametrize(("rate", "penalty"), [(0.1, 0.0), (100.0, 0.0), (100.0, 0.1)])
def test_every_loss_fits_on_its_axis(rate, penalty):
    """A calm run has an even axis, a wild one has equal ratios."""
    losses = run(rate, 0, penalty, 0, 3).losses
    top = top_of(losses)
    assert losses.max() <= top
    for layout in drawn(top=top)["layouts"].values():
        assert (layout["yaxis2"]["type"] == "log") == (losses.max() > CALM)


def test_axes_say_which_two_features_are_seen():
    """Titles and windows follow the pair."""
    layout = drawn(pair=(0, 3))["layouts"]["wide"]
    titles = [layout[axis]["title"]["text"] for axis in ("xaxis", "yaxis")]
    assert titles == ["sepal length, cm", "petal width, cm"]
    assert (
        layout["xaxis"]["range"]
        != drawn(pair=(1, 3))["layouts"]["wide"]["xaxis"]["range"]
    )


@pytest.mark.parametrize("variant", ["wide", "narrow"])
def test_panels_lie_beside_each_other(variant):
    """No two domains overlap."""
    layout = drawn()["layouts"][variant]
    ends = [
        (layout[f"xaxis{i}"]["domain"], layout[f"yaxis{i}"]["domain"])
        for i in ("", "2", "3", "4", "5")
    ]
    for i, (x, y) in enumerate(ends):
        for across, upright in ends[:i]:
            beside = x[0] >= across[1] or across[0] >= x[1]
            above = y[0] >= upright[1] or upright[0] >= y[1]
            assert beside or above


def test_each_species_has_its_sign():
    """The table, the weights and the mix-ups use the same three."""
    assert len(set(SIGNS)) == 3
