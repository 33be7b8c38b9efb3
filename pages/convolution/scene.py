"""A digit that moves: what two networks say of it, and what one window finds."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from core import softmax
from core.digits import SIDE, uci
from core.shifted import FARTHEST, dense_logits, look, move, trained
from live import Array
from pages.convolution.windows import at_place, chosen, costs, maps_of

# One image of each digit, none of which the networks have learned from.
SAMPLES: Final = (20, 326, 629, 91, 297, 109, 620, 44, 515, 265)
SAME: Final = 0.01  # apart, largest answers read as different


@dataclass(frozen=True)
class Frame:
    """Where a digit stands, and how windows are laid: whole numbers."""

    right: int
    down: int
    stride: int = 1
    padding: int = 0

    def scene(
        self,
        digit: Array,
        filter: Array,  # noqa: A002 - the key of the link
        row: Array,
        col: Array,
        win: Array,
        size: Array,
    ) -> dict[str, Array]:
        """Answer for a digit, a window and a place of it (...)."""
        # What is looked at many times is looked at once.
        kinds, which = np.unique(digit.astype(int), return_inverse=True)
        which, window = which.reshape(digit.shape), filter.astype(int) - 1
        ink = uci().x[list(SAMPLES)].reshape(-1, SIDE, SIDE)[kinds]
        frames, middle = move(ink, self.right, self.down), move(ink, 0, 0)
        laid = self.stride, self.padding
        found = maps_of(frames, which, window, *laid)
        centred = maps_of(middle, which, window, *laid).max(axis=(-2, -1))
        place, largest = chosen(found, row, col), found.max(axis=(-2, -1))
        one = at_place(frames[which], *laid, window, place)
        return {
            **self.answers(frames, which, digit),
            **costs(win, size, *laid),
            **one,
            "ink": ink[which].reshape(*digit.shape, -1),
            "map": found.reshape(*digit.shape, -1),
            "largest": largest,
            "centred": centred,
            "zero": one["out"] == 0,
            "other": np.abs(largest - centred) >= SAME,
        }

    def answers(self, frames: Array, which: Array, digit: Array) -> dict[str, Array]:
        """Answer with what both networks say, and how often they are right here."""
        net, shape = trained(), digit.shape
        dense = softmax(dense_logits(net.dense, frames))[which]
        conv = softmax(look(net.windows, frames).logits)[which]
        wrong, fails = dense.argmax(-1) != digit, conv.argmax(-1) != digit
        curves = net.dense_right, net.windows_right
        right = [np.broadcast_to(c[self.down + FARTHEST], (*shape, 9)) for c in curves]
        one_pixel = abs(self.right) + abs(self.down) == 1
        return {
            **dict(zip(("dense", "conv"), (dense, conv), strict=True)),
            **dict(zip(("dense_right", "conv_right"), right, strict=True)),
            "dense_says": dense.argmax(-1),
            "conv_says": conv.argmax(-1),
            "fails": fails,
            "dense_share": right[0][..., self.right + FARTHEST],
            "conv_share": right[1][..., self.right + FARTHEST],
            "truth": digit,
            "right": np.full(shape, self.right),
            "down": np.full(shape, self.down),
            "pixel": wrong & one_pixel,
            "sure": wrong & (dense.max(-1) > 0.95),
        }
