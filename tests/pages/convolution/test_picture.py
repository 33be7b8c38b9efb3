"""Claims about the pictures: tiles, windows and bars lie where their numbers say."""

import json

import numpy as np
import pytest

from core.convolution import output_size
from pages.convolution import beat, beat_picture
from pages.convolution.picture import picture
from pages.convolution.scene import Frame
from tests.pages.visits import opened
from ui.words import words

LAID = [(stride, padding) for stride in (1, 2, 3) for padding in (0, 1, 2)]
every_way = pytest.mark.parametrize(("stride", "padding"), LAID)
VERDICTS = ("dense", "conv")


def drawn(stride=1, padding=0):
    """Return the figure, by the names of its traces."""
    text = picture(words("en", "convolution"), stride, padding).text
    return {trace["name"]: trace for trace in json.loads(text)["data"]}


def moved(right=0, down=0, stride=1, padding=0, **said):
    """Return what moves in it."""
    given = {"digit": 4, "filter": 15, "row": 0, "col": 0, "win": 1, "size": 1} | said
    numbers = {key: np.array([float(value)]) for key, value in given.items()}
    found = Frame(right, down, stride, padding).scene(**numbers)
    return picture(words("en", "convolution"), stride, padding).moves(found)


def corners(found, name):
    """Return the lowest and the highest x and y of a trace."""
    x, y = found[f"{name}.x"][0], found[f"{name}.y"][0]
    return x.min(), x.max(), y.min(), y.max()


def test_the_digit_lies_where_it_was_moved_to():
    """Its 64 tiles, right by x and down by y, with the hand in their middle."""
    found = moved(3, -2)
    assert found["digit.x"][0].min() == -4 + 3
    assert found["digit.base"][0].min() == -4 - 2
    assert (found["hand.x"].item(), found["hand.y"].item()) == (3, -2)
    assert found["digit.marker.opacity"].shape == (1, 64)
    assert found["digit.marker.opacity"].min() >= 0
    assert found["digit.marker.opacity"].max() == 1


@every_way
def test_the_window_lies_on_the_pixels_that_it_multiplies(stride, padding):
    """Place 1 is as far outside as the padding is wide, the last still inside."""
    last = output_size(16, 5, stride, padding)
    first = corners(moved(0, 0, stride, padding, row=1, col=1), "window")
    assert first == (-8 - padding, -3 - padding, -8 - padding, -3 - padding)
    end = corners(moved(0, 0, stride, padding, row=last, col=last), "window")
    assert 8 + padding - stride < end[1] <= 8 + padding
    assert end[1] == end[3]


@every_way
def test_the_map_has_a_tile_for_each_place(stride, padding):
    """The best is painted most, and framed."""
    count = output_size(16, 5, stride, padding)
    trace, found = drawn(stride, padding)["map"], moved(1, 2, stride, padding)
    assert len(trace["x"]) == count**2
    best = found["map.marker.opacity"][0].argmax()
    assert found["map.marker.opacity"].max() == 1
    left, _, upper, _ = corners(found, "cell")
    assert (trace["x"][best], trace["base"][best]) == (left, upper)


def test_a_map_without_any_answer_is_empty():
    """And nothing is divided by nothing."""
    name = "map.marker.opacity"
    every = [moved(filter=window)[name] for window in range(1, 33)]
    assert np.isfinite(every).all()


def test_each_verdict_is_a_digit_and_a_sign():
    """One sign of the two; beside a wrong one the true row says that it is true."""
    found = moved(2, 0)
    shown = {
        (kind, sign): not np.isnan(found[f"{kind}_{sign}.x"].item())
        for kind in VERDICTS
        for sign in ("right", "wrong", "truth")
    }
    assert {key for key, is_shown in shown.items() if is_shown} == {
        ("dense", "wrong"),
        ("dense", "truth"),
        ("conv", "right"),
    }
    assert found["dense_wrong.customdata"].item() == 3
    assert found["conv_right.customdata"].item() == 4
    assert found["dense_truth.y"].item() == found["conv_true.y"].item() == 4


def test_bars_are_shares_and_the_longest_is_the_boldest():
    """Numbers stand beside those that would not read as 0 %."""
    found = moved(2, 0)
    p = found["dense.x"][0]
    assert p.sum() == pytest.approx(1, abs=1e-12)
    assert found["dense.marker.opacity"][0].argmax() == p.argmax() == 3
    assert (found["dense.marker.opacity"][0] == 1).sum() == 1
    assert (np.isnan(found["dense_p.x"][0]) == (p < 0.005)).all()


def test_the_curves_say_their_number_where_the_digit_is():
    """At its move to the right, on the line."""
    found = moved(-3, 1)
    for kind in VERDICTS:
        curve = found[f"{kind}_line.y"][0]
        assert found[f"{kind}_here.customdata"].item() == curve[1]
        assert found[f"{kind}_name.y"].item() == curve[-1]
    assert found["here.x"][0].tolist() == [-3, -3]


@pytest.mark.parametrize("variant", ["wide", "middle", "narrow", "present"])
def test_the_hero_is_in_every_variant(variant):
    """Digit, verdicts and shares; all else may be left out."""
    figure = json.loads(picture(words("en", "convolution"), 1, 0).text)
    hidden = figure["layouts"][variant]["room"]["hidden"]
    names = [trace["name"] for trace in figure["data"]]
    shown = {name for place, name in enumerate(names) if place not in hidden}
    assert {"digit", "window", "hand", "dense", "conv", "dense_wrong"} <= shown


@pytest.mark.parametrize("link", [{}, {"signal": "beat"}])
def test_what_can_be_dragged_is_drawn_last(link):
    """Above all else in its panel."""
    figure = json.loads(opened("convolution", link).header["figure"])["data"]
    for handle in opened("convolution", link).header["handles"]:
        panel = {t["name"]: t["yaxis"] for t in figure if t.get("mode") != "text"}
        same = [name for name, axis in panel.items() if axis == panel[handle["trace"]]]
        assert same[-1] == handle["trace"]


@pytest.mark.parametrize("size", [3, 5, 7])
def test_the_window_of_a_beat_is_around_its_samples(size):
    """And the point below stands in its middle, with the answer above it."""
    found = beat.Beat(size).scene(np.array([0.0]), np.array([11.0]))
    shown = beat_picture.picture(words("en", "convolution"), size).moves(found)
    assert shown["window.x"].min() == 10 - 0.5
    assert shown["window.x"].max() == 10 + size - 0.5
    assert shown["now.x"].item() == 10 + size // 2
    assert shown["answer.customdata"].item() == found["out"].item()
    assert shown["found.y"].shape == (1, 128 - size + 1)


def test_the_hand_of_the_beats_moves_with_them():
    """It stands on the middle peak."""
    found = beat.Beat(5).scene(np.array([7.0]), np.array([0.0]))
    shown = beat_picture.picture(words("en", "convolution"), 5).moves(found)
    assert shown["peak.x"].item() == beat.PEAKS[1] + 7
    assert shown["trace.y"][0][beat.PEAKS[1] + 7] == pytest.approx(0.987, abs=5e-4)
