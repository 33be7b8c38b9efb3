"""Claims about the pictures of the temperature."""

import json

import numpy as np
import pytest

from figures.temperature import (
    TEMPERATURES,
    along,
    in_triangle,
    narrow_panels,
    temperature_panels,
)

TITLES = (("bars", "T"), ("curves", "T"), ("entropy", "nat"), ("path", "T"))
NAMES = tuple("abcdefghij")


def drawn(count):
    """Return the picture of so many classes."""
    row = 44 if count <= 6 else 30
    return temperature_panels(NAMES[:count], TITLES, ("p", "n"), row)


def test_the_axis_keeps_the_order_of_temperatures():
    """Its limits are 0 and infinity."""
    places = along(TEMPERATURES)
    assert (np.diff(places) > 0).all()
    assert along([0, 1, np.inf]).tolist() == [0, 1600, 3200]


def test_places_on_the_axis_are_whole():
    """So they travel in two bytes."""
    places = along(np.geomspace(0.05, 20, 201))
    assert (places == np.rint(places)).all()


def test_a_certainty_is_a_corner_and_doubt_the_centre():
    """All distributions lie between."""
    corners = in_triangle(np.eye(3))
    np.testing.assert_allclose(corners, [[0, 0], [1, 0], [0.5, np.sqrt(0.75)]])
    np.testing.assert_allclose(in_triangle(np.full(3, 1 / 3)), corners.mean(axis=0))


@pytest.mark.parametrize("count", range(2, 11))
def test_every_class_has_a_curve(count):
    """And only three have a triangle."""
    names = [trace.name for trace in drawn(count).data]
    assert sum(name.startswith("curve") for name in names) == count
    assert ("path" in names) == (count == 3)


@pytest.mark.parametrize("count", range(2, 11))
def test_panels_stay_inside_the_picture(count):
    """Wide and narrow, every domain lies from 0 to 1 and has a size."""
    layout = json.loads(drawn(count).to_json())["layout"]
    wide = [axis["domain"] for name, axis in layout.items() if "axis" in name]
    narrow = narrow_panels(count, ["bars", "curves", "entropy", "path"])
    domains = wide + [v for path, v in narrow.items() if path.endswith(".domain")]
    assert all(0 <= low < high <= 1 for low, high in domains)


@pytest.mark.parametrize("count", range(2, 11))
def test_a_row_is_as_high_as_its_slider(count):
    """So a number is followed from left to right."""
    layout = drawn(count).layout
    inner = layout.height - layout.margin.t - layout.margin.b
    low, high = layout.yaxis.domain
    assert inner * (high - low) / count == pytest.approx(44 if count <= 6 else 30)


def test_markup_in_a_name_is_text():
    """A name is anybody's choice."""
    figure = temperature_panels(("<b>x</b>", "b", "c"), TITLES, ("p", "n"), 44)
    assert "<b>x" not in json.loads(figure.to_json())["layout"]["yaxis"]["ticktext"][0]
