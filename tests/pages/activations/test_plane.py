"""Claims about the plane that six units part."""

import numpy as np
import pytest

from core.rings import learn_rings, ring_network, rings
from pages.activations.plane import LINES, REACH, parted, span
from pages.activations.scene import KEYS

keys = pytest.mark.parametrize("key", KEYS)


def within(x, y, corners):
    """Tell which points a polygon holds, by the sides that a ray crosses."""
    (x0, y0), (x1, y1) = corners, np.roll(corners, 1, axis=1)
    rises = (y0 > y[:, np.newaxis]) != (y1 > y[:, np.newaxis])
    with np.errstate(divide="ignore", invalid="ignore"):
        crossing = x0 + (y[:, np.newaxis] - y0) * (x1 - x0) / (y1 - y0)
    return (rises & (crossing > x[:, np.newaxis])).sum(axis=1) % 2 == 1


@keys
def test_the_region_is_where_the_network_says_inner(key):
    """At every point that is further than a line of the plane from the border."""
    found, near = parted(key), 1.01 * (LINES[1] - LINES[0])
    chance = np.random.default_rng(1)
    middle = chance.uniform(-REACH + near, REACH - near, (2000, 2))
    net, trained = ring_network(key), learn_rings(key)[-1]
    around = np.array([(x, y) for x in (-near, 0, near) for y in (-near, 0, near)])
    z = net.forward(trained, (middle + around[:, np.newaxis]).reshape(-1, 2))[-1].z
    says = (z[:, 0] > z[:, 1]).reshape(len(around), -1)
    clear = (says == says[0]).all(axis=0)
    assert clear.mean() > 0.9
    inner = within(*middle.T, np.stack([found.x, found.y]))
    assert (inner == says[0])[clear].all()


@keys
def test_the_share_that_is_right_is_that_of_the_points(key):
    """Only what does not bend is wrong about some."""
    where, targets = rings()
    found = parted(key)
    inner = within(*where.T, np.stack([found.x, found.y]))
    assert found.accuracy == pytest.approx(
        (inner == (targets[:, 0] > 0)).mean(), abs=0.011
    )
    assert (found.accuracy == 1) == (key != "linear")


def test_the_border_of_what_does_not_bend_is_straight():
    """Its ends from line to line lie on one line."""
    found = parted("linear")
    count = len(found.x) // 2
    ends = [found.x[:count], found.x[count:][::-1]]
    [free] = [end for end in ends if np.ptp(end) > 0.5]
    inside = np.abs(free) < 0.99 * REACH
    assert np.abs(np.diff(free[inside], 2)).max() < 1e-9


def test_a_span_ends_between_its_places():
    """Where a straight line through two numbers is 0."""
    more = np.full(len(LINES), -1.0)
    more[10:20] = 1.0
    first, last = span(more)
    assert first == pytest.approx((LINES[9] + LINES[10]) / 2)
    assert last == pytest.approx((LINES[19] + LINES[20]) / 2)
    assert span(-np.abs(more)) is None
    assert span(np.abs(more)) == (-REACH, REACH)
