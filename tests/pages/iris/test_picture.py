"""Claims about the picture of a training."""

import json

import numpy as np
import pytest

from core.iris import centimetres, held_out
from core.runs import run
from pages.iris.picture import CALM, picture, top_of
from pages.iris.regions import NAMES, SIGNS, TICKS, WINDOWS, inside
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
def test_regions_are_the_hero_and_the_loss_a_strip_below(variant):
    """As wide as the picture, and at least three times as high."""
    layout = drawn()["layouts"][variant]
    (left, right), (low, high) = layout["xaxis"]["domain"], layout["yaxis"]["domain"]
    bottom, top = layout["yaxis2"]["domain"]
    assert (left, right) == (0, 1)
    assert layout["xaxis2"]["domain"] == layout["xaxis"]["domain"]
    assert top < low
    assert high - low > 3 * (top - bottom)


@pytest.mark.parametrize("count", [2, 3])
def test_every_species_is_named_in_its_colour_beside_its_sign(count):
    """From left to right, in the order of the table."""
    species = ("setosa", "versicolor", "virginica")[-count:]
    figure = drawn(species)
    colors = list(dict.fromkeys(trace(figure, "flowers")["marker"]["color"]))
    for layout in figure["layouts"].values():
        named = [n for n in layout["annotations"] if n["text"][0] in SIGNS]
        assert [n["text"] for n in named] == [
            f"{sign} {one}" for sign, one in zip(SIGNS[-count:], species, strict=True)
        ]
        assert [n["font"]["color"] for n in named] == colors
    assert list(NAMES) == sorted(NAMES)


def test_places_inside_are_within_the_windows():
    """Shares of both windows."""
    for pair in ((0, 1), (2, 3)):
        at = [inside(pair, share, share) for share in (0, 0.5, 1)]
        for feature, (low, middle, high) in zip(pair, np.transpose(at), strict=True):
            assert (low, high) == pytest.approx(WINDOWS[feature])
            assert middle == pytest.approx(sum(WINDOWS[feature]) / 2)


def test_a_hand_moves_the_epoch_along_the_curve():
    """Both marks on the curves are handles."""
    [handle] = [h for h in opened("iris").header["handles"] if "picks" not in h]
    assert (handle["trace"], handle["controls"]) == ("now_loss", ["epoch"] * 2)


def test_each_species_has_its_sign():
    """The table, the weights and the mix-ups use the same three."""
    assert len(set(SIGNS)) == 3
