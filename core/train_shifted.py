"""Train the two networks of `core.shifted`, and store them.

Run from the root of the project, it takes some seconds:

    python -m core.train_shifted

All seeds are 0; weights are stored as float32. Other processors round otherwise, and
may end at weights that differ in late digits.
"""

from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from core.arguments import Floats
from core.dense import fit
from core.digits import SIDE, Digits, split
from core.optimisers import Rule, adam, start
from core.shifted import (
    DENSE,
    FARTHEST,
    FILE,
    FRAME,
    WINDOW,
    Windows,
    as_windows,
    dense_logits,
    look,
    move,
)
from core.training import plain_softmax

EPOCHS: Final = 20
BATCH: Final = 32
DENSE_RULE: Final[Rule] = partial(adam, rate=0.003)
WINDOWS_RULE: Final[Rule] = partial(adam, rate=0.01)
SIZES: Final = (32 * 25, 32, 32 * 10, 10)


def centred(digits: Digits) -> Floats:
    """Return images in the middle of their frames, shape (N, 16, 16)."""
    return np.ascontiguousarray(move(digits.x.reshape(-1, SIDE, SIDE), 0, 0))


def train_dense(digits: Digits) -> Floats:
    """Return the parameters of the dense network, shape (6685,)."""
    x = centred(digits).reshape(-1, FRAME**2)
    *_, last = fit(
        *(DENSE, DENSE.initial(seed=0), x, digits.y, DENSE_RULE),
        epochs=EPOCHS,
        batch=BATCH,
    )
    return last


def train_windows(digits: Digits) -> Floats:
    """Return the parameters of the network of windows, shape (1162,)."""
    seen = sliding_window_view(centred(digits), (WINDOW, WINDOW), axis=(1, 2))
    seen = seen.reshape(len(seen), -1, WINDOW**2)  # (N, 144, 25)
    y, chance = digits.y, np.random.default_rng(0)
    state = start(initial_windows())
    for _ in range(EPOCHS):
        order = chance.permutation(len(y))
        for first in range(0, len(y), BATCH):
            some = order[first : first + BATCH]
            slope = windows_gradient(state.w, seen[some], y[some])
            state = WINDOWS_RULE(state, slope)
    return state.w


def initial_windows() -> Floats:
    """Return random windows and weights, after He and others, and biases of 0."""
    chance = np.random.default_rng(0)
    windows, biases, weights, starts = SIZES
    return np.concatenate(
        [
            chance.normal(0, np.sqrt(2 / WINDOW**2), windows),
            np.zeros(biases),
            chance.normal(0, np.sqrt(2 / biases), weights),
            np.zeros(starts),
        ]
    )


def windows_gradient(parameters: Floats, seen: Floats, y: Floats) -> Floats:
    """Return the slope of the mean loss by every parameter, shape (1162,).

    Of each map only the largest number counts, so only the place where it was found
    sends something back, and only if the ReLU is on.

    Parameters
    ----------
    parameters : ndarray of float64, shape (1162,)
    seen : ndarray of float64, shape (N, 144, 25)
        What lies under the window at each place.
    y : ndarray of float64, shape (N, 10)

    """
    net: Windows = as_windows(parameters)
    answers = seen @ net.windows.reshape(-1, WINDOW**2).T + net.biases  # (N, 144, 32)
    best = answers.argmax(axis=1)
    largest = np.maximum(answers.max(axis=1), 0.0)
    miss = (plain_softmax(largest @ net.weights + net.starts) - y) / len(y)
    back = (miss @ net.weights.T) * (largest > 0)  # (N, 32)
    there = np.take_along_axis(seen, best[..., np.newaxis], axis=1)  # (N, 32, 25)
    by_windows = np.einsum("nf,nfk->fk", back, there)
    parts = by_windows, back.sum(axis=0), largest.T @ miss, miss.sum(axis=0)
    return np.concatenate([part.ravel() for part in parts])


def shares_right(dense: Floats, windows: Windows, digits: Digits) -> tuple[Floats, ...]:
    """Return how often both networks are right at every shift, shape (9, 9) each."""
    images = digits.x.reshape(-1, SIDE, SIDE)
    shifts = range(-FARTHEST, FARTHEST + 1)
    found = np.zeros((2, len(shifts), len(shifts)))
    for row, down in enumerate(shifts):
        for column, right in enumerate(shifts):
            frames = np.ascontiguousarray(move(images, right, down))
            both = dense_logits(dense, frames), look(windows, frames).logits
            for k, logits in enumerate(both):
                right_ones = logits.argmax(axis=-1) == digits.labels
                found[k, row, column] = right_ones.mean()
    return tuple(found)


def store(file: Path) -> None:
    """Train both networks, and write them with what they reach on held-out images."""
    known, held = split(seed=0)
    dense = train_dense(known).astype(np.float32)
    windows = train_windows(known).astype(np.float32)
    kept = dense.astype(np.float64), as_windows(windows.astype(np.float64))
    dense_right, windows_right = shares_right(*kept, held)
    np.savez_compressed(
        file,
        dense=dense,
        windows=windows,
        dense_right=dense_right,
        windows_right=windows_right,
    )


if __name__ == "__main__":
    store(FILE)
