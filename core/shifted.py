"""A digit somewhere in a frame, and two networks that look for it.

Both have learned from digits in the middle of the frame. The dense one has a weight for
each pixel, and a digit moved by one pixel meets other weights. The other lays the same
windows everywhere and keeps the largest answer of each, wherever it was found.
``core/train_shifted.py`` trains them; what it found is stored beside the data.
"""

from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike

from core.arguments import Floats, as_numbers
from core.dense import Dense
from core.digits import KINDS, SIDE

FRAME: Final = 16  # pixels, across and down
FARTHEST: Final = (FRAME - SIDE) // 2  # pixels that a digit can move to each side
WINDOW: Final = 5  # pixels, across and down
WINDOWS: Final = 32
DENSE: Final = Dense((FRAME**2, 25, KINDS))
FILE: Final = Path(__file__).parent / "data" / "shifted.npz"


class Windows(NamedTuple):
    """A network of windows: a map for each, its largest number, and a dense layer.

    Attributes
    ----------
    windows : ndarray of float64, shape (32, 5, 5)
    biases : ndarray of float64, shape (32,)
    weights : ndarray of float64, shape (32, 10)
    starts : ndarray of float64, shape (10,)
        The biases of the last layer.

    """

    windows: Floats
    biases: Floats
    weights: Floats
    starts: Floats


class Look(NamedTuple):
    """What windows see; (...) is the shape of the frames without their two axes.

    Attributes
    ----------
    maps : ndarray of float64, shape (..., 32, 12, 12)
        The answer of each window at each place, after the ReLU.
    largest : ndarray of float64, shape (..., 32)
        The largest answer of each window.
    logits : ndarray of float64, shape (..., 10)
        Of the digits 0 to 9.

    """

    maps: Floats
    largest: Floats
    logits: Floats


class Trained(NamedTuple):
    """Both networks, and how often they are right.

    Attributes
    ----------
    dense : ndarray of float64, shape (6685,)
        Parameters of `DENSE`.
    windows : Windows
        The other network, of 1,162 parameters.
    dense_right, windows_right : ndarray of float64, shape (9, 9)
        Share of 360 held-out images that each takes for what they are, moved by
        -4 to 4 pixels: down by row, right by column.

    """

    dense: Floats
    windows: Windows
    dense_right: Floats
    windows_right: Floats


def move(image: ArrayLike, right: ArrayLike, down: ArrayLike) -> Floats:
    """Put an image into its frame, and move it.

    Parameters
    ----------
    image : array_like, shape (..., 8, 8)
        Ink from 0 to 1.
    right, down : array_like of whole numbers, shapes that broadcast with (...)
        Pixels from the middle; what leaves the frame is cut off.

    Returns
    -------
    ndarray of float64, shape (..., 16, 16)

    Raises
    ------
    ValueError
        If an image has another shape, or shapes do not match.

    Examples
    --------
    >>> moved = move(np.ones((8, 8)), right=[0, 3], down=0)
    >>> moved.shape, moved[1, 8].nonzero()[0].tolist()
    ((2, 16, 16), [7, 8, 9, 10, 11, 12, 13, 14])
    """
    image = as_numbers(image, "image")
    if image.shape[-2:] != (SIDE, SIDE):
        raise ValueError(f"an image must be 8 x 8, got shape {image.shape}")
    right, down = np.broadcast_arrays(
        as_numbers(right, "right"), as_numbers(down, "down")
    )
    places = np.arange(FRAME, dtype=np.float64) - FARTHEST
    rows = places - np.round(down)[..., np.newaxis]
    columns = places - np.round(right)[..., np.newaxis]
    moved = _pick(image, rows[..., np.newaxis], axis=-2)
    return _pick(moved, columns[..., np.newaxis, :], axis=-1)


def _pick(image: Floats, places: Floats, axis: int) -> Floats:
    """Return lines of an image along an axis, and nothing from beyond its edges."""
    inside = (places >= 0) & (places < SIDE)
    lines = np.clip(places, 0, SIDE - 1).astype(int)
    lead = max(image.ndim, lines.ndim)
    image = image.reshape((1,) * (lead - image.ndim) + image.shape)
    lines = lines.reshape((1,) * (lead - lines.ndim) + lines.shape)
    return np.where(inside, np.take_along_axis(image, lines, axis), 0.0)


def look(net: Windows, frames: Floats) -> Look:
    """Lay every window on every place of frames, and say which digit it looks like.

    Parameters
    ----------
    net : Windows
    frames : ndarray of float64, shape (..., 16, 16)

    Returns
    -------
    Look

    Examples
    --------
    >>> net = trained().windows
    >>> look(net, np.zeros((16, 16))).maps.shape
    (32, 12, 12)
    """
    seen = sliding_window_view(frames, (WINDOW, WINDOW), axis=(-2, -1))
    seen = seen.reshape(*seen.shape[:-2], WINDOW**2)  # (..., 12, 12, 25)
    flat = net.windows.reshape(-1, WINDOW**2)
    maps = np.maximum(seen @ flat.T + net.biases, 0.0)
    largest = maps.max(axis=(-3, -2))
    logits = largest @ net.weights + net.starts
    return Look(np.moveaxis(maps, -1, -3), largest, logits)


def dense_logits(parameters: Floats, frames: Floats) -> Floats:
    """Return what the dense network says of frames.

    Parameters
    ----------
    parameters : ndarray of float64, shape (6685,)
        Of `DENSE`.
    frames : ndarray of float64, shape (..., 16, 16)

    Returns
    -------
    ndarray of float64, shape (..., 10)
        Logits of the digits 0 to 9.

    Examples
    --------
    >>> dense_logits(trained().dense, np.zeros((3, 16, 16))).shape
    (3, 10)
    """
    rows = np.ascontiguousarray(frames).reshape(-1, FRAME**2)
    logits = DENSE.forward(parameters, rows)[-1].z
    return logits.reshape(*frames.shape[:-2], KINDS)


def as_windows(parameters: Floats) -> Windows:
    """Return 1,162 parameters in a row as a network of windows."""
    shapes = (WINDOWS, WINDOW, WINDOW), (WINDOWS,), (WINDOWS, KINDS), (KINDS,)
    ends = np.cumsum([np.prod(shape) for shape in shapes])
    parts = np.split(parameters, ends[:-1])
    return Windows(*(p.reshape(s) for p, s in zip(parts, shapes, strict=True)))


@cache
def trained() -> Trained:
    """Return both networks as they are stored, read only.

    Examples
    --------
    >>> found = trained()
    >>> found.dense.size, sum(part.size for part in found.windows)
    (6685, 1162)
    """
    with np.load(FILE, allow_pickle=False) as stored:
        kept = {name: stored[name].astype(np.float64) for name in stored}
    for array in kept.values():
        array.setflags(write=False)
    return Trained(
        kept["dense"],
        as_windows(kept["windows"]),
        kept["dense_right"],
        kept["windows_right"],
    )
