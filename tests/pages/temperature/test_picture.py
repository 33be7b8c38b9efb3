"""Claims about the picture of temperature."""

import json

import numpy as np
import pytest

from pages.temperature.picture import along, picture
from pages.temperature.scene import TEMPERATURES
from tests.core.roundoff import U, added
from tests.pages.visits import opened
from ui.words import words

SOURCE = {"k": "3", "z1": "0.3", "z2": "2.9", "z3": "4", "t": "1", "n": "0"}
NAMES = tuple("abcdefghij")
PLACED = (U + U + added(3)) + (added(3) + U)  # shares times corners; and their mean

counts = pytest.mark.parametrize("count", range(2, 11))


def height_of(count):
    """Return the height of a row of so many classes."""
    return 44 if count <= 6 else 30


def drawn(count, names=NAMES):
    """Return the figure of so many classes."""
    made = picture(names[:count], height_of(count), words("en", "temperature"))
    return json.loads(made.text)


def axes(layout):
    """Return the axes of a layout, by name."""
    return {name: axis for name, axis in layout.items() if "axis" in name}


def test_bars_and_ghosts_agree_at_temperature_one():
    """The outlines are the bars at T = 1."""
    shown = opened("temperature", SOURCE)
    assert shown.answer("ghost.x").tobytes() == shown.answer("bars.x").tobytes()


def test_ghosts_stay_when_the_temperature_changes():
    """Only the bars follow T."""
    one, five = (
        opened("temperature", SOURCE),
        opened("temperature", SOURCE | {"t": "5"}),
    )
    assert five.answer("ghost.x").tobytes() == one.answer("ghost.x").tobytes()
    assert (five.answer("bars.x") != one.answer("bars.x")).all()


@pytest.mark.parametrize(("n", "opacity"), [("0", 0), ("1", 1)])
def test_frequencies_are_hidden_before_the_first_draw(n, opacity):
    """0 of 0 is no frequency."""
    shown = opened("temperature", SOURCE | {"n": n})
    assert shown.answer("frequency.opacity").item() == opacity


def test_frequencies_lie_on_the_axis_of_the_bars():
    """Where a bar of a share ends there is the mark of that frequency.

    Frequencies travel as whole numbers, so both are half a step apart at most.
    """
    shown = opened("temperature", SOURCE | {"n": "1000"})
    figure = drawn(3)
    [mark] = [t for t in figure["data"] if t["name"] == "frequency"]
    for layout in figure["layouts"].values():
        own, bars = layout[mark["xaxis"].replace("x", "xaxis")], layout["xaxis"]
        assert (own["overlaying"], own["domain"]) == ("x", bars["domain"])
        steps = own["range"][1] / bars["range"][1]
        assert own["range"][0] == steps * bars["range"][0]
        expected = steps * shown.answer("counts.customdata") / 1000
        assert (np.abs(shown.answer("frequency.x") - expected) <= 0.5).all()


def test_the_path_leads_from_a_corner_to_the_centre():
    """Its first point is the corner of the largest, its last the centre."""
    shown = opened("temperature", SOURCE)
    ends = np.stack([shown.answer("path.x"), shown.answer("path.y")], axis=-1)[[0, -1]]
    corner, centre = [0.5, np.sqrt(0.75)], [0.5, np.sqrt(0.75) / 3]
    np.testing.assert_allclose(ends, [corner, centre], rtol=PLACED)


@counts
def test_every_class_has_a_curve(count):
    """And only three have a triangle, with a path in it."""
    names = [trace["name"] for trace in drawn(count)["data"]]
    assert sum(name.startswith("curve") for name in names) == count
    assert ("path" in names) == (count == 3)
    shown = opened("temperature", {"k": str(count)})
    assert ("path.x" in shown.header["rest"]) == (count == 3)


@pytest.mark.parametrize("t", ["0", "0.05", "0.6", "1", "20", "inf"])
def test_marks_ride_on_the_curves(t):
    """Where the curves have a point the marks lie on it."""
    shown = opened("temperature", SOURCE | {"t": t})
    for i in range(3):
        [curve] = [c for c in drawn(3)["data"] if c["name"] == f"curve{i + 1}"]
        at = curve["x"].index(shown.answer("riding.x")[i])
        assert shown.answer(f"curve{i + 1}.y")[at] == shown.answer("riding.y")[i]


@pytest.mark.parametrize("count", [2, 3, 10])
def test_every_mark_of_a_curve_drags_the_temperature(count):
    """Whichever of them is taken; so does the mark of the entropy."""
    handles = opened("temperature", {"k": str(count)}).header["handles"]
    moved = {handle["trace"]: handle["controls"] for handle in handles}
    assert moved == {"riding": ["t"] * count, "entropy_now": ["t"]}


def test_the_axis_keeps_the_order_of_temperatures():
    """Equal ratios are equally long, and the limits are 0 and infinity."""
    assert (np.diff(along(TEMPERATURES)) > 0).all()
    assert along([0, 0.1, 1, 10, np.inf]).tolist() == [0, 600, 1600, 2600, 3200]


def test_places_on_the_axis_are_whole():
    """So they travel in two bytes."""
    places = along(np.geomspace(0.05, 20, 201))
    assert (places == np.rint(places)).all()


def test_a_certainty_is_a_corner_and_doubt_the_centre():
    """All distributions lie between."""
    for t, height in (("0", 1), ("inf", 1 / 3)):
        shown = opened("temperature", SOURCE | {"t": t})
        place = [shown.answer(f"path_now.{axis}").item() for axis in "xy"]
        np.testing.assert_allclose(place, [0.5, height * np.sqrt(0.75)], rtol=PLACED)


@counts
def test_panels_stay_inside_the_picture(count):
    """In every variant each panel lies from 0 to 1 and has a size."""
    for layout in drawn(count)["layouts"].values():
        domains = [axis["domain"] for axis in axes(layout).values()]
        # Shares of a height are rounded, so an end may be beside by an ulp.
        assert all(0 <= low < high <= 1 for low, high in domains)


@counts
def test_a_row_is_as_high_as_its_slider(count):
    """So a number is followed from left to right."""
    layout = drawn(count)["layouts"]["wide"]
    inner = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    low, high = layout["yaxis"]["domain"]
    assert inner * (high - low) / count == pytest.approx(height_of(count))


def test_markup_in_a_name_is_text():
    """A name is anybody's choice."""
    ticks = drawn(3, ("<b>x</b>", "b", "c"))["layouts"]["narrow"]["yaxis"]["ticktext"]
    assert ticks[0].startswith("&lt;b&gt;x")
