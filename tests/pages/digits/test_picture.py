"""Claims about the picture: what is long is large, what pushes down is dashed."""

import json

import numpy as np
import pytest

from live import Words
from pages.digits.net import LEFT, RIGHT, ROOM, wedges
from pages.digits.picture import picture
from tests.pages.visits import opened
from ui.words import words


@pytest.fixture(scope="module")
def shown():
    """Return the opening."""
    return opened("digits")


def traces(shown):
    """Return the traces of the picture, by name."""
    return {t["name"]: t for t in json.loads(shown.header["figure"])["data"]}


def wedge(shown, name):
    """Return lower and upper ends of wedges at their units, and their tips."""
    y = shown.answer(f"{name}.y").reshape(-1, 4)
    return y[:, 0], y[:, 1], y[:, 2]


def test_wedges_are_as_thick_as_what_units_add(shown):
    """Those that push up and those that push down, on one scale."""
    product = shown.answer("product")
    (low, high, _), (lower, higher, _) = wedge(shown, "up"), wedge(shown, "down")
    thick = (high - low) - (higher - lower)
    np.testing.assert_allclose(thick / thick.max(), product / product.max(), atol=1e-9)
    assert (high - low)[product < 0].max() == 0
    np.testing.assert_allclose((low + high) / 2, ROOM)


def test_wedges_lead_to_the_digit_that_is_chosen():
    """And those of units that add nothing are a point where they would begin."""
    shown = opened("digits", {"to": "7"})
    low, high, tips = wedge(shown, "up")
    adds = shown.answer("product") > 0
    assert set(tips[adds].round(9)) == {0.75}
    np.testing.assert_array_equal((low == ROOM) & (high == ROOM), ~adds)
    np.testing.assert_array_equal(tips[~adds], ROOM[~adds])
    ends = shown.answer("up.x").reshape(-1, 4)[:, :3]
    np.testing.assert_array_equal(ends[adds], [[LEFT, LEFT, RIGHT]] * adds.sum())
    assert (ends[~adds] == LEFT).all()


def test_up_and_down_differ_by_more_than_colour(shown):
    """Solid and dashed, filled and hatched."""
    up, down = (traces(shown)[name] for name in ("up", "down"))
    assert up["line"].get("dash", "solid") == "solid"
    assert down["line"]["dash"] == "dash"
    assert "fillpattern" in down
    assert "fillpattern" not in up


def test_tiles_are_as_dark_as_their_units_answer(shown):
    """The largest of a layer is the darkest, one that is off is blank."""
    a, shade = shown.answer("second"), shown.answer("second.marker.opacity")
    np.testing.assert_allclose(shade / shade.max(), a / a.max(), atol=1e-12)


def test_every_block_has_its_number_once(shown):
    """In the ink that can be read on its shade."""
    dark, light = (shown.answer(f"counts_{tone}.x") for tone in ("dark", "light"))
    counts = shown.answer("counts_dark.customdata")
    np.testing.assert_array_equal(np.isfinite(dark), counts > 8)
    np.testing.assert_array_equal(np.isfinite(light), counts <= 8)
    np.testing.assert_allclose(shown.answer("counts.marker.opacity"), counts / 16)


def test_outlines_show_what_was_before_a_nudge():
    """And are not there without one."""
    assert np.isnan(opened("digits").answer("before.x")).all()
    nudged = opened("digits", {"nudge": "2"})
    np.testing.assert_array_equal(
        nudged.answer("before.x"), opened("digits", {"nudge": "0"}).answer("p")
    )


def test_the_point_at_a_bar_is_where_the_nudge_leads(shown):
    """At the share of the digit that lines lead to."""
    assert shown.answer("hand.x").item() == shown.answer("p")[4]
    assert shown.answer("hand.y").item() == 4


def test_the_longest_bar_is_the_boldest(shown):
    """And only that."""
    shades = shown.answer("p.marker.opacity")
    assert (shades == 1).tolist() == [digit == 4 for digit in range(10)]


def test_a_telephone_shows_pad_and_answers():
    """What is inside needs more room; the 64 counts are there as shades."""
    found: Words = words("en", "digits")
    drawn = picture(found)
    narrow = {name for name, *_ in drawn.narrow.places()}
    assert narrow == {"upright", "frame", "shades", "answers"}
    wide = {name for name, *_ in drawn.wide.places()}
    assert wide == {"upright", "frame", "counts", "net", "answers", "learning"}


def test_wedges_of_a_network_that_is_off_are_none():
    """Where no unit answers, nothing is pushed, and nothing divided by zero."""
    found = {"product": np.zeros((1, 15)), "chosen": np.array([3])}
    moves = wedges("up", 1, color="red").moves
    x, y = (moves[axis](found).reshape(15, 4)[:, :3] for axis in "xy")
    assert (x == LEFT).all()
    np.testing.assert_array_equal(y, np.repeat(ROOM, 3).reshape(15, 3))
