"""Claims about regions: a point lies in the polygon of its largest logit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.regions import MOST, regions, slices

WINDOW = ((-1.0, 3.0), (0.5, 2.0))
AREA = 6.0
numbers = st.integers(-30, 30).map(lambda n: n / 10)


def area(polygon):
    """Return the area of a polygon of x and y, counted around."""
    x, y = polygon
    return abs((x * np.roll(y, -1) - y * np.roll(x, -1)).sum()) / 2


def is_inside(polygon, point):
    """Whether a point lies in a convex polygon that goes around to the left.

    One without an area, which only a corner or an edge is left of, holds none.
    """
    x, y = polygon
    to = np.roll(x, -1) - x, np.roll(y, -1) - y
    turns = to[0] * (point[1] - y) - to[1] * (point[0] - x)
    # A corner is rounded; one that is an edge too short to have a side says nothing.
    rounding = 1e-9 * np.hypot(*to) + 1e-12
    return area(polygon) > 1e-9 and (turns >= -rounding).all()


@given(arrays(float, (3, 3), elements=numbers), st.floats(-1, 3), st.floats(0.5, 2))
def test_a_point_lies_where_its_logit_is_largest(planes, x, y):
    """Far enough from a boundary there is exactly one such region."""
    heights = planes @ [1, x, y]
    second, best = np.sort(heights)[1:]
    if best - second > 1e-6:
        found = [
            np.isfinite(polygon).all() and is_inside(polygon, (x, y))
            for polygon in regions(planes, WINDOW)
        ]
        assert np.flatnonzero(found).tolist() == [heights.argmax()]


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("seed", range(20))
def test_regions_fill_the_window(seed, count):
    """Their areas add up to the whole, and none lies over another."""
    planes = np.random.default_rng(seed).normal(size=(count, 3))
    polygons = regions(planes, WINDOW)
    assert polygons.shape == (count, 2, MOST)
    areas = [area(p) for p in polygons if np.isfinite(p).all()]
    assert sum(areas) == pytest.approx(AREA)


def test_a_class_that_never_wins_has_no_corners():
    """Its region is nan, which hides it."""
    planes = np.array([[0.0, 1, 0], [-99, 0, 0], [0, -1, 0]])
    assert np.isnan(regions(planes, WINDOW)[1]).all()


def test_before_training_every_region_is_the_whole_window():
    """All logits are 0: each class is as good as the others."""
    polygons = regions(np.zeros((3, 3)), WINDOW)
    assert [area(polygon) for polygon in polygons] == pytest.approx([AREA] * 3)


def test_leading_axes_are_carried_along():
    """Regions of many epochs are those of each."""
    planes = np.random.default_rng(0).normal(size=(4, 3, 3))
    np.testing.assert_array_equal(
        regions(planes, WINDOW), [regions(one, WINDOW) for one in planes]
    )


def test_a_slice_is_the_model_with_the_other_features_at_their_means():
    """In its own units it answers with the same logits."""
    chance = np.random.default_rng(1)
    weights, biases = chance.normal(size=(4, 3)), chance.normal(size=3)
    mean, deviation = chance.normal(size=4), chance.uniform(0.5, 2, size=4)
    planes = slices(weights, biases, mean, deviation, (1, 3))
    flower = mean.copy()
    flower[[1, 3]] = 2.5, -0.7
    logits = (flower - mean) / deviation @ weights + biases
    np.testing.assert_allclose(planes @ [1, 2.5, -0.7], logits)
