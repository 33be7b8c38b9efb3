"""Decision regions: where in a plane which class has the largest logit.

Logits are linear in the features, so each region is a polygon with straight
sides, and is drawn as one: nothing is sampled.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Point = tuple[float, float]

MOST: Final = 6  # corners of a window that two straight lines cut


def regions(planes: Array, window: tuple[Point, Point]) -> Array:
    """Return the corners of the region of each class.

    Parameters
    ----------
    planes
        The logit of each class as a constant and two slopes, shape (..., K, 3).
    window
        The least and the greatest x, then y.

    Returns
    -------
    ndarray, shape (..., K, 2, 6)
        The x and the y of up to six corners in order around; the last one
        stands for those that there are not. A region without corners is nan.

    """
    flat = planes.reshape(-1, *planes.shape[-2:])
    count = flat.shape[1]
    made = [region(flat, k, window) for k in range(count)]
    return np.stack(made, axis=1).reshape(*planes.shape[:-1], 2, MOST)


def region(planes: Array, k: int, window: tuple[Point, Point]) -> Array:
    """Return the part of a window in which no logit is above that of class k."""
    (left, right), (low, high) = window
    whole = [(left, low), (right, low), (right, high), (left, high)]
    polygons = np.broadcast_to(np.array(whole), (len(planes), 4, 2))
    there = np.ones((len(planes), 4), dtype=bool)
    for other in range(planes.shape[1]):
        if other != k:
            polygons, there = cut(polygons, there, planes[:, k] - planes[:, other])
    further = MOST - polygons.shape[1]
    last = np.repeat(polygons[:, -1:], further, axis=1)
    corners = np.concatenate([polygons, last], axis=1)
    corners[~there.any(axis=1)] = np.nan
    return corners.swapaxes(1, 2)


def cut(polygons: Array, there: Mask, planes: Array) -> tuple[Array, Mask]:
    """Return the parts of convex polygons where planes are not below 0.

    Of N polygons with M corners, shape (N, M, 2), those that are not `there` repeat
    the last one that is. One more corner may come of a cut.
    """
    constant, by_x, by_y = planes.T[..., np.newaxis]
    heights = constant + by_x * polygons[..., 0] + by_y * polygons[..., 1]
    before, height_before = np.roll(polygons, 1, axis=1), np.roll(heights, 1, axis=1)
    crosses = there & ((height_before < 0) != (heights < 0))
    fall = height_before - heights
    share = np.divide(height_before, fall, out=np.zeros_like(fall), where=crosses)
    crossings = before + share[..., np.newaxis] * (polygons - before)
    return packed(
        np.stack([crossings, polygons], axis=2).reshape(len(polygons), -1, 2),
        np.stack([crosses, there & (heights >= 0)], axis=2).reshape(len(polygons), -1),
    )


def packed(corners: Array, there: Mask) -> tuple[Array, Mask]:
    """Move the corners that are there to the front; half of all and one are enough."""
    size = corners.shape[1] // 2 + 1
    order = np.argsort(~there, axis=1, kind="stable")[:, :size]
    kept = np.take_along_axis(there, order, axis=1)
    # Behind the last corner it stands again.
    last = np.maximum(kept.sum(axis=1) - 1, 0)
    places = np.minimum(np.arange(size), last[:, np.newaxis])
    order = np.take_along_axis(order, places, axis=1)
    return np.take_along_axis(corners, order[..., np.newaxis], axis=1), kept


def slices(
    weights: Array,
    biases: Array,
    mean: Array,
    deviation: Array,
    pair: tuple[int, int],
) -> Array:
    """Return logits over two features in their own units, the others at their means.

    Weights of shape (..., D, K) and biases (..., K), for standardised features,
    become planes of shape (..., K, 3).
    """
    i, j = pair
    by_x = weights[..., i, :] / deviation[i]
    by_y = weights[..., j, :] / deviation[j]
    constant = biases - by_x * mean[i] - by_y * mean[j]
    return np.stack([constant, by_x, by_y], axis=-1)
