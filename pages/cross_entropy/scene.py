"""What a prediction among several classes costs, and where its logits should go."""

import numpy as np

import core
from core.sums import class_sum
from live import Array
from pages.cross_entropy.step import landing
from pages.cross_entropy.target import one, target

PRICED = np.array([1, 1 / 2, 1 / 4, 1 / 8, 0.01, 0])


def scene(
    own: Array, y: Array, epsilon: Array, z: Array, confidence: Array, unit: Array
) -> dict[str, Array]:
    """Answer for logits (..., K), a target, and what sharpens the logits."""
    y, epsilon, _ = np.broadcast_arrays(y, epsilon, confidence)
    logits, (truth, true) = core.sharpen(z, confidence), target(own, epsilon, y)
    p, gradient = core.softmax(logits), core.cross_entropy_gradient(logits, truth)
    loss = core.cross_entropy_from_logits(logits, truth)
    apart, nat = core.kl_divergence(truth, p), nats(unit)
    squared = core.squared_error_gradient(p, truth)
    return {
        "truth": truth,
        "p": p,
        "gradient": gradient,
        "loss": loss / nat,
        "entropy": core.entropy(truth) / nat,
        "kl": apart / nat,
        "swapped": core.cross_entropy(truth, p) / nat,
        "squared_error": class_sum(np.square(gradient)),
        "term": core.cross_entropy_terms(logits, truth) / nat[..., np.newaxis],
        "true_share": one(p, true),
        "missing": one(truth, true) - one(p, true),
        "in_bit": unit,
        "prices": prices(PRICED, nat),
        **landing(own, y, epsilon, z, confidence, nat),
        "high": (loss > 5) & (one(z, true) > 0),
        "bit": np.abs(loss / np.log(2) - 1) < 0.005,
        "floor": (apart < 0.01) & (epsilon > 0) & (y < len(own)),
        "blind": (one(gradient, true) < -0.95) & (one(squared, true) > -0.05),
    }


def prices(shares: Array, nat: Array) -> Array:
    """Return what shares of the true class cost."""
    with np.errstate(divide="ignore"):
        found: Array = (0 - np.log(shares)) / nat[..., np.newaxis]
    return found


def nats(unit: Array) -> Array:
    """Return how many nat the unit has: 1 for nat, log 2 for bit."""
    return np.where(unit == 1, np.log(2), 1.0)
