"""The chain, from the logits to a network that ends in them, for one true class."""

from __future__ import annotations

from typing import Final

import numpy as np

from core import (
    cross_entropy_from_logits,
    cross_entropy_gradient,
    softmax,
)
from core.sums import class_sum
from live import Array
from pages.overview import network

TRUTH: Final = 1  # the position of the true class: there always is a second one
RATE: Final = 1.0
STEPS: Final = 10


def scene(z: Array) -> dict[str, Array]:
    """Answer for logits (..., K)."""
    p, push = softmax(z), pushes(z)
    return {
        "logit": z,
        "p": p,
        "sum": class_sum(p),
        "argmax": np.argmax(p, axis=-1) + 1,
        "truth": p[..., TRUTH],
        "loss": loss(z),
        "push": push,
        "true_push": push[..., TRUTH],
        "trained": loss(descent(z)[-1]),
    }


def backdrop(z: Array) -> dict[str, Array]:
    """Answer with what the eye reads: steps, and how each weight is blamed."""
    p, push = softmax(z), pushes(z)
    first, last = network.blame(push)
    return {
        "p": p,
        "truth": p[..., TRUTH],
        "loss": loss(z),
        "push": push,
        "losses": np.stack([loss(after) for after in descent(z)], axis=-1),
        "first": first,
        "last": last,
    }


def loss(z: Array) -> Array:
    """Return what the truth costs."""
    return cross_entropy_from_logits(z, TRUTH)


def pushes(z: Array) -> Array:
    """Return how each logit is pushed: against the gradient of the loss."""
    return -cross_entropy_gradient(z, TRUTH)


def descent(z: Array) -> list[Array]:
    """Return the logits before and after each step of gradient descent."""
    visited = [z]
    for _ in range(STEPS):
        visited.append(visited[-1] + RATE * pushes(visited[-1]))
    return visited
