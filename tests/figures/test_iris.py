"""Claims about the picture of a training."""

import json

import numpy as np
import pytest

from figures.flowers import held_out
from figures.iris import (
    CALM,
    THICK,
    TOPS,
    arrows,
    narrow_views,
    symbols,
    top_of,
    training_views,
)
from figures.runs import run

NAMES = ("a", "b", "c")


def picture(count=3, pair=(2, 3), top=CALM):
    """Return the picture as the browser gets it."""
    titles = (("one", "two"), ("one", "two"), ("one",), ("one", "two"), ("one",))
    features = ("f1", "f2", "f3", "f4")
    figure = training_views(features, NAMES[:count], titles, "epoch", pair, top)
    return json.loads(figure.to_json())


def trace(figure, name):
    """Return the trace that is called so."""
    [found] = [t for t in figure["data"] if t["name"] == name]
    return found


@pytest.mark.parametrize("count", [2, 3])
def test_species_and_held_out_flowers_are_told_by_shape_too(count):
    """Colour is never alone: three symbols, and open ones for what is held out."""
    truth, held = np.arange(50 * count) // 50, held_out(0)[-50 * count :]
    drawn = symbols(truth, held, count).reshape(count, 50)
    # Circle, square and diamond are 0, 1 and 2; their outlines 100, 101 and 102.
    for kind, own in zip([0, 1, 2][-count:], drawn.tolist(), strict=True):
        assert (own.count(kind), own.count(kind + 100)) == (40, 10)
    colors = trace(picture(count), "flowers")["marker"]["color"]
    assert [len(set(colors[i : i + 50])) for i in range(0, 50 * count, 50)] == [
        1
    ] * count
    assert len(set(colors)) == count


def test_the_weight_above_zero_is_filled_and_the_one_below_hatched():
    """Of each arrow one of two shapes has a thickness."""
    weights, biases = np.zeros((4, 2)), np.array([0.0, 3.0])
    weights[0] = 1.5, -3
    drawn = arrows(weights, biases, largest=3.0)
    thick = {name: y[0] - y[6] for name, y in drawn.items()}
    assert thick == {
        "plus1.y": pytest.approx(THICK),
        "minus1.y": 0,
        "plus2.y": 0,
        "minus2.y": pytest.approx(2 * THICK),
    }
    assert drawn["plus2.y"][32] - drawn["plus2.y"][38] == pytest.approx(2 * THICK)
    figure = picture()
    assert "fillpattern" in trace(figure, "minus1")
    assert "fillpattern" not in trace(figure, "plus1")


def test_arrows_have_as_many_points_across_as_upright():
    """What the scene moves fits what is drawn."""
    drawn = arrows(np.ones((7, 4, 3)), np.ones((7, 3)), 1.0)
    figure = picture()
    for name, y in drawn.items():
        assert y.shape == (7, len(trace(figure, name.removesuffix(".y"))["x"]))


@pytest.mark.parametrize(("rate", "penalty"), [(0.1, 0.0), (100.0, 0.0), (100.0, 0.1)])
def test_every_loss_fits_on_its_axis(rate, penalty):
    """A calm run has an even axis, a wild one has equal ratios."""
    losses = run(rate, 0, penalty, 0, 3).losses
    top = top_of(losses)
    assert losses.max() <= top
    assert top in TOPS
    axis = picture(top=top)["layout"]["yaxis2"]
    assert (axis.get("type") == "log") == (losses.max() > CALM)


def test_axes_say_which_two_features_are_seen():
    """Titles and windows follow the pair."""
    layout = picture(pair=(0, 3))["layout"]
    titles = [layout[axis]["title"]["text"] for axis in ("xaxis", "yaxis")]
    assert titles == ["f1, cm", "f4, cm"]
    assert layout["xaxis"]["range"] != picture(pair=(1, 3))["layout"]["xaxis"]["range"]


def test_panels_lie_beside_each_other_on_a_narrow_screen():
    """No two domains overlap."""
    changes = narrow_views(["t"] * 5, 3)
    ends = [
        (changes[f"xaxis{i}.domain"], changes[f"yaxis{i}.domain"])
        for i in ("", "2", "3", "4", "5")
    ]
    for i, (x, y) in enumerate(ends):
        for across, upright in ends[:i]:
            beside = x[0] >= across[1] or across[0] >= x[1]
            above = y[0] >= upright[1] or upright[0] >= y[1]
            assert beside or above
