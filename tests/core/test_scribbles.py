"""Claims about digits drawn by a generator."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.scribbles import BETWEEN, HEIGHTS, PENS, WAYS, _curve, scribbles
from tests.core.roundoff import U

MANY = list(scribbles(1000, seed=0))
MOST = 120  # points that a link may hold


def test_a_seed_draws_the_same_again():
    """And more of them begin with the same."""
    for few, many in zip(scribbles(20, seed=5), scribbles(40, seed=5), strict=False):
        assert few.label == many.label
        assert few.pen == many.pen
        for a, b in zip(few.strokes, many.strokes, strict=True):
            np.testing.assert_array_equal(a, b)


def test_another_seed_draws_others():
    """Of the same digits."""
    one, other = (next(scribbles(1, seed)) for seed in (0, 1))
    assert one.label == other.label == 0
    assert one.pen != other.pen


def test_all_digits_come_equally_often():
    """In turn."""
    assert [s.label for s in MANY] == list(range(10)) * 100


def test_a_link_can_hold_them():
    """Whole hundredths of the pad, 120 points at most."""
    for scribble in MANY:
        points = np.concatenate(scribble.strokes)
        assert len(points) <= MOST
        assert ((points >= 0) & (points <= 1)).all()
        np.testing.assert_array_equal(points, np.round(points * 100) / 100)


def test_they_differ_in_place_size_and_pen():
    """As far as is said; slants and turns make some of them a little higher."""
    boxes = np.array([np.ptp(np.concatenate(s.strokes), axis=0) for s in MANY])
    corners = np.array([np.concatenate(s.strokes).min(axis=0) for s in MANY])
    pens = np.array([s.pen for s in MANY])
    assert boxes[:, 1].min() < HEIGHTS[0] + 0.05
    assert boxes[:, 1].max() > HEIGHTS[1] - 0.05
    assert (corners.std(axis=0) > 0.1).all()
    assert PENS[0] <= pens.min() < pens.max() <= PENS[1]
    assert np.ptp(pens) > 0.9 * np.ptp(PENS)


def test_each_way_of_writing_comes_up():
    """A digit of a way has its number of strokes and points."""
    for label, ways in enumerate(WAYS):
        seen = {tuple(map(len, s.strokes)) for s in MANY if s.label == label}
        distinct = {tuple(map(drawn_points, way)) for way in ways}
        assert seen == distinct


def drawn_points(points):
    """Count the points of the curve through points; corners stand twice."""
    corners = sum(a == b for a, b in pairwise(points))
    return BETWEEN * (len(points) - 1 - corners) + 1


points = st.lists(
    st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=2, max_size=8, unique=True
)


@given(points)
def test_a_curve_passes_through_its_points(passed):
    """Each fourth point is one of them; at t = 0 the cubic is 2 here / 2."""
    found = _curve(np.array(passed))
    np.testing.assert_array_equal(found[::BETWEEN], passed)


@given(st.floats(0, 1), st.floats(-1, 1), st.integers(4, 9))
def test_a_curve_through_points_in_line_is_that_line(start, step, count):
    """With even steps, but for the first and last segment, which start at rest.

    Each cubic has some 20 roundings of terms below 5 times the farthest point; each
    loses half a spacing at most where numbers become smaller than normal ones.
    """
    line = start + step * np.arange(count)
    inner = _curve(np.stack([line, line], axis=1))[BETWEEN : -BETWEEN - 1, 0]
    wanted = start + step * (BETWEEN + np.arange(len(inner))) / BETWEEN
    lost = 100 * U * (abs(start) + abs(step) * count) + 100 * np.spacing(0.0)
    np.testing.assert_allclose(inner, wanted, rtol=0, atol=lost)
