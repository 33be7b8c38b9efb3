"""One window everywhere, in NumPy alone."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def network(digit: str, dx: float, dy: float, filter: float) -> tuple[Array, float]:  # noqa: A002 - the key of the link
    """Return ten probabilities, and the largest answer of one window."""
    from sklearn.datasets import load_digits  # noqa: PLC0415

    samples = [20, 326, 629, 91, 297, 109, 620, 44, 515, 265]
    left, top = 4 + round(dx), 4 + round(dy)
    frame = np.zeros((16, 16))
    frame[top : top + 8, left : left + 8] = load_digits().images[samples[int(digit)]]
    # The 1,162 numbers that the network has learned come with the code of this page.
    learned = np.load("core/data/shifted.npz")["windows"].astype(float)
    windows, biases, weights, starts = np.split(learned, [800, 832, 1152])

    seen = np.lib.stride_tricks.sliding_window_view(frame / 16, (5, 5))
    maps = np.maximum(seen.reshape(144, 25) @ windows.reshape(32, 25).T + biases, 0)
    found = maps.max(axis=0)  # wherever it was found
    z = found @ weights.reshape(32, 10) + starts
    p = np.exp(z - z.max())
    p = p / p.sum()
    largest = found[int(filter) - 1]
    return p, largest


def beat(dx: float, win: str) -> tuple[float, np.intp]:
    """Return the largest answer of the window, and where it was found, from 1 on."""
    peaks = np.array([24, 66, 110])

    def trace(samples: NDArray[np.floating]) -> Array:
        first = np.clip(np.searchsorted(peaks, samples, side="right") - 1, 0, 1)
        beats = first + (samples - peaks[first]) / np.diff(peaks)[first]
        total = np.zeros(len(samples))
        for place, height, width in [
            (-np.pi / 3, 1.2, 0.25),  # P
            (-np.pi / 12, -5.0, 0.1),  # Q
            (0, 30.0, 0.1),  # R
            (np.pi / 12, -7.5, 0.1),  # S
            (np.pi / 2, 0.75, 0.4),  # T
        ]:
            turn = beats - place / (2 * np.pi)
            angle = 2 * np.pi * (turn - np.round(turn))
            bell = np.exp(-((angle / width) ** 2) / 2)
            total += height * width**2 / 0.3 * bell
        return total

    k = int(win)
    window = trace(peaks[0] + np.arange(k) - k // 2.0)
    window = window - window.mean()
    signal = trace(np.arange(128) - round(dx) + 0.0)
    seen = np.lib.stride_tricks.sliding_window_view(signal, k)
    found = np.maximum(seen @ window, 0)
    largest = found.max()
    return largest, found.argmax() + 1
