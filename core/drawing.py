"""From strokes of a pen to the 64 counts that a network for digits has learned from.

A network knows the digits of its data only in the form that they have there: upright,
as large as the frame, of one thickness. A drawing is brought into that form by the same
steps. Shrunk to 8 x 8 as it is, five of six drawings would be taken for other digits.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.arguments import Floats, as_numbers, refuse_unless

PAD: Final = 64  # pixels of the pad, across and down
PEN: Final = 0.06  # width of the pen, as a share of the pad
FRAME: Final = 32  # pixels of the frame that a digit fills
WIDE: Final = 24  # of them across, at most
SHAPE: Final = WIDE / FRAME  # width by height of a digit that becomes as wide as that
NARROW: Final = 4  # of them across, at least
FINE: Final = 3  # samples of a pixel, across and down
SIGMA: Final = 1.2  # of the blur, in pixels of the frame
INK: Final = 0.3  # of the frame, at most
BLOCK: Final = 4  # pixels of a count, across and down
AT_ONCE: Final = 16  # segments whose distances fit into a cache


class Stages(NamedTuple):
    """A drawing on its way to the network.

    Attributes
    ----------
    bitmap : ndarray of float64, shape (64, 64)
        Ink from 0 to 1 in each pixel of the pad, from the top.
    upright : ndarray of float64, shape (64, 64)
        The same without its slant; what it pushes over the edge is cut off here only.
    frame : ndarray of bool, shape (32, 32)
        The digit as large as its frame; what is ink.
    counts : ndarray of uint8, shape (8, 8)
        Pixels of ink in each block of 4 x 4, from 0 to 16.

    """

    bitmap: Floats
    upright: Floats
    frame: NDArray[np.bool_]
    counts: NDArray[np.uint8]


def normalise_drawing(strokes: Sequence[ArrayLike], pen: float = PEN) -> Stages:
    """Bring a drawing into the form of the data.

    Parameters
    ----------
    strokes : sequence of array_like, each of shape (N, 2)
        Points (x, y) where the pen was, from (0, 0), the upper left corner of the pad,
        to (1, 1). A stroke of one point is a dot.
    pen : float
        Width of the pen, as a share of the pad.

    Returns
    -------
    Stages
        All zeros, if nothing is drawn.

    Raises
    ------
    ValueError
        If a stroke has another shape, or a point lies outside of the pad.

    Notes
    -----
    1. Shear the drawing upright, by the slope of its ink.
    2. Stretch its bounding box to the height of the frame. The width follows with the
       root of its shape, so that a 1 stays narrow, but less so than it is.
    3. Blur it, and keep the darkest 30 % of the frame: any pen becomes one thickness.
    4. Count the ink in blocks of 4 x 4.

    References
    ----------
    .. [1] E. Alpaydin, C. Kaynak, "Cascading classifiers", Kybernetika 34 (1998):
       the counts in blocks of 4 x 4 of a bitmap of 32 x 32.

    Examples
    --------
    A one, drawn small, at the left, and slanted:

    >>> stages = normalise_drawing([[(0.3, 0.2), (0.2, 0.6)]])
    >>> stages.counts[4].tolist()
    [0, 0, 4, 16, 16, 4, 0, 0]
    """
    return normalise_bitmap(draw(strokes, pen))


def draw(strokes: Sequence[ArrayLike], pen: float = PEN) -> Floats:
    """Return the ink that strokes leave on the pad, from 0 to 1.

    Parameters
    ----------
    strokes : sequence of array_like, each of shape (N, 2)
        Points (x, y) from (0, 0), the upper left corner, to (1, 1).
    pen : float
        Width of the pen, which is round, as a share of the pad.

    Returns
    -------
    ndarray of float64, shape (64, 64)
        Row by row from the top. An edge of ink is one pixel soft.

    Raises
    ------
    ValueError
        If a stroke has another shape, or a point lies outside of the pad.

    Examples
    --------
    >>> draw([[(0.5, 0.5)]], pen=4 / 64)[31].nonzero()[0].tolist()
    [30, 31, 32, 33]
    """
    ends = [_segments(as_points(stroke)) for stroke in strokes]
    if not ends:
        return np.zeros((PAD, PAD))
    start, end = (np.concatenate(points) * PAD for points in zip(*ends, strict=True))
    reach = pen * PAD / 2 + 0.5  # where the soft edge ends
    nearest = np.full((PAD, PAD), np.inf)
    for first in range(0, len(start), AT_ONCE):
        some = slice(first, first + AT_ONCE)
        near = _window(start[some], end[some], reach)
        squares = _squared_distances(start[some], end[some], near)
        nearest[near] = np.minimum(nearest[near], squares.min(axis=0))
    distance = np.sqrt(np.maximum(nearest, 0))
    return np.asarray(np.clip(reach - distance, 0, 1))


def as_points(stroke: ArrayLike) -> Floats:
    """Return the points of a stroke, shape (N, 2), all of which lie on the pad."""
    points = as_numbers(stroke, "a stroke")
    if points.ndim != 2 or points.shape[1] != 2:  # noqa: PLR2004 - x and y
        raise ValueError(f"a stroke must be points (x, y), got shape {points.shape}")
    refuse_unless((points >= 0) & (points <= 1), points, "a point must lie in [0, 1]")
    return points


def _segments(points: Floats) -> tuple[Floats, Floats]:
    """Return where the segments of a stroke start and end, (S, 2) each."""
    if len(points) == 1:
        return points, points
    return points[:-1], points[1:]


def _window(start: Floats, end: Floats, reach: float) -> tuple[slice, slice]:
    """Return rows and columns of the pad that segments may leave ink on."""
    low = np.minimum(start, end).min(axis=0) - reach
    high = np.maximum(start, end).max(axis=0) + reach
    first, last = (np.clip(edge, 0, PAD).astype(int) for edge in (low, high + 1))
    return slice(first[1], last[1]), slice(first[0], last[0])


def _squared_distances(start: Floats, end: Floats, near: tuple[slice, slice]) -> Floats:
    """Return how far pixels of a window are from each segment, squared, (S, H, W).

    The nearest point of a segment is start + t (end - start), with t from 0 to 1.
    """
    centres = np.arange(PAD) + 0.5
    along = end - start
    x = (centres[near[1]] - start[:, :1])[:, np.newaxis, :]
    y = (centres[near[0]] - start[:, 1:])[:, :, np.newaxis]
    across, down = along[:, :1, np.newaxis], along[:, 1:, np.newaxis]
    squared = across**2 + down**2
    progress = x * across + y * down  # t times the squared length
    t = np.clip(progress / np.maximum(squared, 1e-9), 0, 1)
    return np.asarray(x**2 + y**2 + t * (t * squared - 2 * progress))


def normalise_bitmap(bitmap: Floats) -> Stages:
    """Bring a picture of a digit into the form of the data; see `normalise_drawing`.

    Parameters
    ----------
    bitmap : ndarray of float64, shape (H, W)
        Ink from 0 up. Half of the darkest and more counts as ink.

    Returns
    -------
    Stages
        Of which the first two have the shape of the bitmap.

    """
    ink = bitmap >= bitmap.max() / 2
    if not bitmap.max() > 0:
        nothing = np.zeros((FRAME, FRAME), dtype=bool)
        return Stages(bitmap, bitmap.copy(), nothing, count_ink(nothing))
    slant = slant_of(bitmap * ink)
    frame = keep_darkest(blur(stretch(bitmap, ink, slant)))
    return Stages(bitmap, straighten(bitmap, slant), frame, count_ink(frame))


def slant_of(ink: Floats) -> float:
    """Return how far ink leans: pixels to the right for each pixel down, -1 to 1.

    It is the slope of the line that predicts where in its row the ink lies: the
    covariance of x and y over the variance of y.
    """
    rows, columns = np.arange(ink.shape[0]), np.arange(ink.shape[1])
    total = ink.sum()
    x = columns - (ink.sum(axis=0) @ columns) / total
    y = rows - (ink.sum(axis=1) @ rows) / total
    covariance, variance = y @ ink @ x, ink.sum(axis=1) @ y**2
    return float(np.clip(covariance / np.maximum(variance, 1e-9 * total), -1, 1))


def straighten(bitmap: Floats, slant: float) -> Floats:
    """Return a bitmap with every row pushed back by its slant, about the middle row."""
    height, width = bitmap.shape
    push = slant * (np.arange(height) - (height - 1) / 2)
    return _read_rows(bitmap, np.arange(width) + push[:, np.newaxis])


def stretch(bitmap: Floats, ink: NDArray[np.bool_], slant: float) -> Floats:
    """Return the upright bounding box of the ink, as large as the frame, (32, 32)."""
    y, x = np.nonzero(ink)
    x = x - slant * y  # where it would be if it stood upright
    top, left = y.min() - 0.5, x.min() - 0.5
    height, width = y.max() + 0.5 - top, x.max() + 0.5 - left
    wide = np.clip(WIDE * np.sqrt(width / height / SHAPE), NARROW, WIDE)
    fine = (np.arange(FINE * FRAME) + 0.5) / FINE  # from 0 to 32
    rows = top + fine * height / FRAME
    columns = left + (fine - (FRAME - wide) / 2) * width / wide
    lines = _read_rows(bitmap.T, np.tile(rows, (bitmap.shape[1], 1))).T
    found = _read_rows(lines, columns + slant * rows[:, np.newaxis])
    return np.asarray(found.reshape(FRAME, FINE, FRAME, FINE).mean(axis=(1, 3)))


def _read_rows(bitmap: Floats, x: Floats) -> Floats:
    """Return what stands in each row at places x, (H, N), between pixels linearly."""
    height, width = bitmap.shape
    padded = np.zeros((height, width + 3))  # nothing on the left, and on the right
    padded[:, 1:-2] = bitmap
    x = np.clip(x + 1, 0, width + 1)
    left = x.astype(int)
    at = left + np.arange(height)[:, np.newaxis] * (width + 3)
    here, next_one = padded.ravel()[at], padded.ravel()[at + 1]
    return np.asarray(here + (x - left) * (next_one - here))


def blur(picture: Floats) -> Floats:
    """Return the frame, (32, 32), with each pixel shared out by a bell of sigma 1.2."""
    places = np.arange(FRAME)
    bell = np.exp(-(((places[:, np.newaxis] - places) / SIGMA) ** 2) / 2)
    bell /= np.exp(-((np.arange(-FRAME, FRAME) / SIGMA) ** 2) / 2).sum()
    return np.asarray(bell @ picture @ bell)


def keep_darkest(picture: Floats) -> NDArray[np.bool_]:
    """Return the darkest 30 % of the frame, (32, 32), but nothing without ink.

    Of pixels as dark as the last of them all are kept.
    """
    most = round(INK * picture.size)
    last = np.partition(picture, -most, axis=None)[-most]
    return np.asarray(picture >= max(last, 1e-6))


def count_ink(frame: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Return how many of the 16 pixels of each block are ink, shape (8, 8)."""
    side = FRAME // BLOCK
    blocks = frame.reshape(side, BLOCK, side, BLOCK)
    return np.asarray(blocks.sum(axis=(1, 3), dtype=np.uint8))
