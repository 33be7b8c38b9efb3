"""A heartbeat, and a window cut out of its first beat that finds the others."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from core.heartbeat import heartbeat, phases
from live import Array

LENGTH: Final = 128  # samples
PEAKS: Final = (24, 66, 110)  # where the peaks R stand, a little unevenly
FARTHEST: Final = 20  # samples that the trace can be moved to each side
ENOUGH: Final = 10  # samples, to have moved it
SAME: Final = 0.01
NOTHING: Final = 0.005  # below it an answer reads as 0.00


def trace(right: Array) -> Array:
    """Return the trace, moved to the right by whole samples (...): (..., 128)."""
    samples = np.arange(LENGTH) - np.rint(right)[..., np.newaxis]
    return heartbeat(phases(samples, PEAKS))


def cut(size: int) -> Array:
    """Return a window: samples around the first peak, with a mean of 0."""
    first, half = PEAKS[0], size // 2
    around = trace(np.array(0.0))[first - half : first + half + 1]
    weights: Array = around - around.mean()
    return weights


@dataclass(frozen=True)
class Beat:
    """A window of so many samples."""

    size: int

    @property
    def places(self) -> int:
        """How many places it has."""
        return LENGTH - self.size + 1

    def scene(self, dx: Array, col: Array) -> dict[str, Array]:
        """Answer for a trace that is moved, and a window at a place (...)."""
        weights, signal = cut(self.size), trace(dx)
        seen = sliding_window_view(signal, self.size, axis=-1)
        found = np.maximum((seen * weights).sum(axis=-1), 0)
        at = np.clip(np.rint(col).astype(int) - 1, -1, self.places - 1)
        at = np.where(at < 0, found.argmax(axis=-1), at)
        inputs = np.take_along_axis(seen, at[..., None, None], axis=-2)[..., 0, :]
        largest, total = found.max(axis=-1), (inputs * weights).sum(axis=-1)
        centred = Beat.largest(self.size)
        same = np.abs(largest - centred) < SAME
        costs = self.size + 1, self.places * (LENGTH + 1)
        return {
            "trace": signal,
            "found": found,
            "samples": inputs,
            "weights": np.broadcast_to(weights, inputs.shape),
            "products": inputs * weights,
            "total": total,
            "out": np.maximum(total, 0),
            "largest": largest,
            "centred": np.full(dx.shape, centred),
            "at_col": at + 1,
            "upto_col": at + self.size,
            "peak": PEAKS[1] + np.rint(dx),
            "conv_weights": np.full(dx.shape, costs[0]),
            "dense_weights": np.full(dx.shape, costs[1]),
            "zero": total < NOTHING,
            "kept": same & (np.abs(dx) >= ENOUGH),
            "cheap": np.full(dx.shape, self.size == 3),
        }

    @staticmethod
    def largest(size: int) -> float:
        """Return the largest answer of a window before anything moves."""
        weights, signal = cut(size), trace(np.array(0.0))
        return float((sliding_window_view(signal, size) @ weights).max())
