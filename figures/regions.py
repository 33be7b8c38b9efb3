"""Decision regions: where in a plane which class has the largest logit.

Logits are linear in the features, so each region is a polygon with straight
sides, and is drawn as one: nothing is sampled.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Point = tuple[float, float]
Plane = tuple[float, float, float]  # a constant, and a slope along x and y

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
    (left, right), (low, high) = window
    whole = [(left, low), (right, low), (right, high), (left, high)]
    flat = planes.reshape(-1, *planes.shape[-2:]).tolist()
    corners = [[corners_of(k, logits, whole) for k in range(len(logits))]
               for logits in flat]  # fmt: skip
    return np.array(corners).swapaxes(-1, -2).reshape(*planes.shape[:-1], 2, MOST)


def corners_of(
    k: int, logits: Sequence[Plane], polygon: Sequence[Point]
) -> Sequence[Point]:
    """Return the corners of the part of a polygon in which no logit is above k."""
    for other in logits:
        if other is not logits[k]:
            polygon = cut(
                polygon, *(a - b for a, b in zip(logits[k], other, strict=True))
            )
    if not polygon:
        return [(np.nan, np.nan)] * MOST
    return [*polygon, *[polygon[-1]] * (MOST - len(polygon))]


def cut(
    polygon: Sequence[Point], constant: float, by_x: float, by_y: float
) -> list[Point]:
    """Return the part of a convex polygon where a plane is not below 0."""
    heights = [constant + by_x * x + by_y * y for x, y in polygon]
    kept = []
    for i, (b, at_b) in enumerate(zip(polygon, heights, strict=True)):
        a, at_a = polygon[i - 1], heights[i - 1]
        if (at_a < 0) != (at_b < 0):
            share = at_a / (at_a - at_b)
            kept.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
        if at_b >= 0:
            kept.append(b)
    return kept


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
