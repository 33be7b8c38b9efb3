"""A small network that ends in the logits of the page.

Its input and its first weights are fixed; the biases of its last layer are such that
its logits are those of the learner. So what one step of training would change in it
depends on the logits alone.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from core import relu
from live import Array

INPUT: Final = np.array([0.9, 0.4, 0.7])
FIRST: Final = np.array(
    [[0.8, 0.1, 0.2], [-0.2, 0.9, 0.6], [0.7, -0.6, 0.5], [0.1, 0.8, -0.3]]
)
HIDDEN: Final = relu(FIRST @ INPUT)


def last_weights(classes: int) -> Array:
    """Return the weights from hidden neurons to so many classes."""
    angles = 2.0 * np.arange(classes)[:, np.newaxis] + 3.0 * np.arange(len(HIDDEN))
    return np.cos(angles)


def blame(push: Array) -> tuple[Array, Array]:
    """Return how much one step changes each weight: (..., 4, 3) and (..., K, 4).

    Parameters
    ----------
    push
        How each logit is pushed, shape (..., K).

    """
    last = push[..., :, np.newaxis] * HIDDEN
    hidden = (push @ last_weights(push.shape[-1])) * (HIDDEN > 0)
    return hidden[..., :, np.newaxis] * INPUT, last
