"""Claims about the rings that no line can part."""

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.rings import EPOCHS, NOISE, RADII, learn_rings, ring_network, rings

BENT = [key for key in ACTIVATIONS if key != "linear"]


def test_points_lie_on_two_rings():
    """In turn, and within six standard deviations of their ring."""
    points, targets = rings()
    radius = np.hypot(*points.T)
    ring = targets.argmax(axis=1)
    assert ring.tolist() == [0, 1] * 100
    assert (np.abs(radius - np.array(RADII)[ring]) < 6 * NOISE).all()
    assert np.abs(points.mean(axis=0)).max() < 4 * 0.7 / np.sqrt(2 * len(points)) + 0.1


def test_a_seed_gives_the_same_rings():
    """And another one others."""
    np.testing.assert_array_equal(rings(10, seed=3)[0], rings(10, seed=3)[0])
    assert (rings(10, seed=3)[0] != rings(10, seed=4)[0]).all()


def best_line(points, inner):
    """Return the largest share that a line through two of the points gets right."""
    best = 0.0
    for direction in np.linspace(0, np.pi, 181):
        height = points @ [np.cos(direction), np.sin(direction)]
        order = inner[np.argsort(height)]
        ahead = np.concatenate([[0], np.cumsum(order)])
        behind = np.concatenate([[0], np.cumsum(~order)])
        right = ahead + behind[-1] - behind
        best = max(best, right.max(), len(inner) - right.min())
    return best / len(inner)


@pytest.mark.parametrize("seed", range(3))
def test_units_that_bend_part_them(seed):
    """All points, in each way of bending."""
    points, targets = rings()
    for key in BENT:
        path = learn_rings(key, seed)
        assert path.shape == (EPOCHS + 1, 32)
        assert ring_network(key).accuracy(path[-1], points, targets) == 1


def test_units_that_do_not_bend_are_no_better_than_a_line():
    """At any epoch; and the best of all lines is far from right."""
    points, targets = rings()
    most = best_line(points, targets[:, 0] > 0)
    reached = ring_network("linear").accuracy(learn_rings("linear"), points, targets)
    assert reached.max() <= most + 0.01  # lines at whole degrees
    assert most < 0.8
