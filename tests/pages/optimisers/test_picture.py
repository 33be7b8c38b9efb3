"""Claims about the picture: what moves is there, and says what the scene says."""

import json

import numpy as np
import pytest

from core.ravine import STEPS, height
from pages.optimisers.backdrop import WINDOW
from pages.optimisers.picture import HALL, NARROW, WIDE, picture
from pages.optimisers.real import power, rows
from pages.optimisers.reasons import FAINT
from tests.pages.visits import opened
from ui.words import words

BOTH = ("gd", "adam")
languages = pytest.mark.parametrize("language", ["en", "ko"])


def drawn(language="en"):
    """Return the figure."""
    return json.loads(picture(words(language, "optimisers")).text)


def trace(name):
    """Return a trace of the figure."""
    [found] = [trace for trace in drawn()["data"] if trace["name"] == name]
    return found


def shown(name, **link):
    """Return what moves in a trace, in the state of a link."""
    return opened("optimisers", link or {"step": "12"}).answer(name)


@pytest.mark.parametrize("grid", [WIDE, HALL])
def test_the_map_is_the_hero(grid):
    """It takes two thirds of the height, or of the width."""
    [(_, across, upright, _)] = [place for place in grid.places() if place[0] == "map"]
    assert max(across[1] - across[0], upright[1] - upright[0]) > 2 / 3


def test_a_unit_is_as_long_up_as_across():
    """Else a step down the slope would not cross the lines of equal loss squarely."""
    layout = drawn()["layouts"]
    assert all(one["yaxis"]["scaleanchor"] == "x" for one in layout.values())
    (left, right), (low, high) = WINDOW
    width, rows = 722 - sum(WIDE.margin), WIDE.rows[0]
    assert rows * (right - left) / (high - low) == pytest.approx(width, rel=0.02)


def test_on_a_phone_the_small_curve_stays_away():
    """Its numbers stand in the table below."""
    names = {name for name, *_ in NARROW.places()}
    assert names == {"map", "gradients", "share"}


def test_beads_lie_on_the_way_as_far_as_it_was_walked():
    """One at the start, and one for each step."""
    for who in BOTH:
        sizes = shown(f"{who}.marker.size", step="7")
        assert (sizes > 0).tolist() == [k <= 7 for k in range(STEPS + 1)]
        path = [shown(f"{who}.{axis}", step="7") for axis in "xy"]
        now = [shown(f"{who}_now.{axis}", step="7").item() for axis in "xy"]
        assert now == [places[7] for places in path]


def test_both_are_told_apart_without_colour():
    """Squares on dashes, circles on a line; and so in the legend, by their signs."""
    looks = [(one["marker"]["symbol"], one["line"]["dash"]) for one in map(trace, BOTH)]
    assert looks == [("square", "dash"), ("circle", "solid")]
    said = words("en", "optimisers")
    assert (said["gd"][0], said["adam"][0]) == ("■", "●")


def test_lines_of_equal_loss_say_it_with_its_factor():
    """Each point of a line has the loss that stands beside it."""
    for c in (1.0, 1000.0):
        levels = shown("levels.customdata", c=str(c))
        for far, level in zip((1, 3), levels, strict=True):
            hill = trace(f"hill{far}")
            places = np.column_stack([hill["x"], hill["y"]])
            np.testing.assert_allclose(height(places, c), level)


def test_who_leaves_says_so_and_who_stays_says_nothing():
    """The step stands beside the way out, within the map."""
    assert shown("gd_out.customdata", c="2").item() == 1
    x, y = (shown(f"gd_out.{axis}", c="2").item() for axis in "xy")
    (left, right), (low, high) = WINDOW
    assert left < x < right
    assert low < y < high
    assert np.isnan(shown("gd_out.x").item())
    assert np.isnan(shown("adam_out.x", c="2").item())


def test_the_bar_is_the_share_and_says_it():
    """Its size is 1 at most, which the frame shows."""
    ratio = shown("ratio")
    np.testing.assert_array_equal(shown("share.x"), ratio)
    np.testing.assert_array_equal(shown("shares.customdata"), ratio)
    assert (abs(ratio) <= 1).all()


def test_gradients_that_are_to_come_are_not_drawn():
    """The newest is drawn in full, and what is nearly forgotten faintly."""
    strength = shown("gradients1.marker.opacity", step="30")
    assert strength[30] == 1
    assert strength[0] == FAINT
    assert not strength[31:].any()
    high = shown("gradients2.y", step="30")
    assert abs(high).max() == pytest.approx(0.44)
    assert (np.diff(np.sign(high[high != 0])) != 0).any()


def test_beyond_its_limit_descent_has_no_number_of_steps():
    """There the picture says that it diverges."""
    assert shown("gd_needs.y").item() == 21
    assert np.isnan(shown("gd_needs.y", c="2").item())
    limit = shown("beyond.x")
    np.testing.assert_allclose(limit[[0, 3]], 0.1 / 0.09)
    assert shown("adam_level.y").tolist() == [29, 29]


@languages
def test_all_words_of_the_picture_are_in_the_language(language):
    """Titles above, and names on the map."""
    said, layouts = words(language, "optimisers"), drawn(language)["layouts"]
    notes = {note["text"] for note in layouts["wide"]["annotations"]}
    assert set(said["names"].values()) <= notes
    assert {said["panels"][name][0] for name in said["panels"]} <= notes


def test_rates_of_real_work_are_powers_of_ten_and_three_of_them():
    """From 10⁻⁴ to 1; the usual one of Adam is marked."""
    told = [row.rate for row in rows()]
    assert told[:3] == ["10⁻⁴", "3 · 10⁻⁴", "10⁻³"]
    assert told[-2:] == ["3 · 10⁻¹", "1"]
    assert [row.rate for row in rows() if row.usual] == ["10⁻³"]
    assert power(1e-2) == "10⁻²"


def test_a_line_of_real_work_falls_as_its_loss_does():
    """41 points, of which a smaller loss is further down."""
    for row in rows():
        for run in row.runs:
            x, y = np.array([p.split(",") for p in run.line.split()], float).T
            assert x.tolist() == list(range(41))
            assert (y[-1] > y[0]) == (float(run.losses[1]) < float(run.losses[0]))
