"""One window, laid everywhere: where it finds what, and the sum at one place."""

from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from core.convolution import correlate2d
from core.digits import FULL
from core.shifted import WINDOW, trained
from live import Array

SIZES: Final = np.array([8, 16])  # of an input, and of a window, to count weights for
WINDOWS: Final = np.array([3, 5, 7])


def maps_of(
    frames: Array, which: Array, window: Array, stride: int, padding: int
) -> Array:
    """Return what windows (...) find in those of frames (N, 16, 16): (..., I, J)."""
    kinds, picked = np.unique(window, return_inverse=True)
    net = trained().windows
    sums = correlate2d(frames[:, np.newaxis], net.windows[kinds], stride, padding)
    sums += net.biases[kinds, np.newaxis, np.newaxis]
    maps: Array = np.maximum(sums[which, picked.reshape(window.shape)], 0)
    return maps


def chosen(maps: Array, row: Array, col: Array) -> tuple[Array, Array]:
    """Return the best place of maps (..., I, J), among those that were chosen from.

    Rows and columns are chosen from 1 on; 0 leaves the choice to the map.
    """
    height, width = maps.shape[-2:]
    rows = allowed(row, height)[..., :, np.newaxis]
    columns = allowed(col, width)[..., np.newaxis, :]
    seen = np.where(rows & columns, maps, -1).reshape(*row.shape, -1)
    return np.divmod(seen.argmax(axis=-1), width)


def allowed(number: Array, count: int) -> Array:
    """Return which of so many lines are meant."""
    line = np.clip(np.rint(number), 0, count)[..., np.newaxis]
    meant: Array = (line == 0) | (line == np.arange(1, count + 1))
    return meant


def at_place(
    frames: Array, stride: int, padding: int, window: Array, place: tuple[Array, Array]
) -> dict[str, Array]:
    """Return the sum that a window makes of frames (..., 16, 16), part by part."""
    net, (down, across) = trained().windows, place
    rims = [(0, 0)] * (frames.ndim - 2) + [(padding, padding)] * 2
    seen = sliding_window_view(np.pad(frames, rims), (WINDOW, WINDOW), axis=(-2, -1))
    here = *np.indices(down.shape, sparse=True), down * stride, across * stride
    inputs = seen[here].reshape(*down.shape, -1)
    weights = net.windows[window].reshape(*down.shape, -1)
    products, bias = inputs * weights, net.biases[window]
    total = products.sum(axis=-1)
    return {
        "pixels": FULL * inputs,
        "weights": weights,
        "products": products,
        "total": total,
        "bias": bias,
        "out": np.maximum(total + bias, 0),
        "at_row": down + 1,
        "at_col": across + 1,
    }


def costs(win: Array, size: Array, stride: int, padding: int) -> dict[str, Array]:
    """Return the weights and biases that it takes to look at every place."""
    n, k = SIZES[size.astype(int)], WINDOWS[win.astype(int)]
    places = (n + 2 * padding - k) // stride + 1
    return {
        "n": n,
        "k": k,
        "s": np.full(n.shape, stride),
        "p": np.full(n.shape, padding),
        "places": places,
        "all_places": places**2,
        "conv_weights": k**2 + 1,
        "dense_weights": places**2 * (n**2 + 1),
    }
