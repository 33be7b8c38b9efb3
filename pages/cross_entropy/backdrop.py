"""Curves along the share of the true class, which the eye alone reads."""

import numpy as np

import core
from core.shares import with_share
from core.sums import class_sum
from live import Array
from pages.cross_entropy.scene import nats, prices
from pages.cross_entropy.step import way
from pages.cross_entropy.target import one, target

# Where curves have their points: those that bend with the rivals, the pull with its
# kink, and the loss, which is steep at both ends.
SHARES = np.round(np.linspace(0, 1, 13), 4)
FINE = np.round(np.linspace(0, 1, 41), 4)
SURPRISING = np.round(np.exp(-np.linspace(0, 6.5, 66)), 5)
STEEP = np.exp(-np.linspace(6.5, 0.7, 20))
ALONG = np.round(np.concatenate([STEEP, [0.6, 0.7, 0.8], 1 - STEEP[12::-2], [1]]), 5)


def backdrop(
    own: Array, y: Array, epsilon: Array, z: Array, confidence: Array, unit: Array
) -> dict[str, Array]:
    """Answer with curves along the share of the true class, and with lesser numbers."""
    y, epsilon, _ = np.broadcast_arrays(y, epsilon, confidence)
    logits, (truth, true) = core.sharpen(z, confidence), target(own, epsilon, y)
    p, gradient = core.softmax(logits), core.cross_entropy_gradient(logits, truth)
    along, beside = true[..., np.newaxis], truth[..., np.newaxis, :]
    rivals, nat = (z[..., np.newaxis, :], along), nats(unit)[..., np.newaxis]
    temperature = 1 / confidence[..., np.newaxis]
    # The true class takes each share in turn; the others keep their proportions.
    q = with_share(*rivals, SHARES, temperature)
    return {
        "gradient": gradient,
        "surprise": prices(SURPRISING, nat[..., 0]),
        "costs": core.cross_entropy(with_share(*rivals, ALONG, temperature), beside)
        / nat,
        "squared": class_sum(np.square(q - beside)),
        "pull": np.abs(one(gradient, true)),
        "pulls": np.abs(FINE - one(truth, true)[..., np.newaxis]),
        "squared_pull": np.abs(one(core.squared_error_gradient(p, truth), true)),
        "squared_pulls": np.abs(one(core.squared_error_gradient(q, beside), along)),
        **way(logits, truth, true, nat),
    }
