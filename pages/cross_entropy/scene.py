"""What a prediction among several classes costs, and where its logits should go."""

import numpy as np

import core
from core.shares import with_share
from core.sums import class_sum
from live import Array
from pages.cross_entropy.target import target

# Where curves have their points: those that bend with the rivals, the pull with its
# kink, and -log p.
SHARES = np.round(np.linspace(0, 1, 13), 4)
FINE = np.round(np.linspace(0, 1, 41), 4)
SURPRISING = np.round(np.exp(-np.linspace(0, 6, 31)), 4)


def scene(
    own: Array, epsilon: Array, z: Array, y: Array, confidence: Array, unit: Array
) -> dict[str, Array]:
    """Answer for logits (..., K), a target, and what sharpens the logits."""
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
        "high": (loss > 5) & (one(z, true) > 0),
        "bit": np.abs(loss / np.log(2) - 1) < 0.005,
        "floor": (apart < 0.01) & (epsilon > 0) & (y < len(own)),
        "blind": (one(gradient, true) < -0.95) & (one(squared, true) > -0.05),
    }


def backdrop(
    own: Array, epsilon: Array, z: Array, y: Array, confidence: Array, unit: Array
) -> dict[str, Array]:
    """Answer with curves along the share of the true class, and with lesser numbers."""
    logits, (truth, true) = core.sharpen(z, confidence), target(own, epsilon, y)
    p, gradient = core.softmax(logits), core.cross_entropy_gradient(logits, truth)
    along, beside = true[..., np.newaxis], truth[..., np.newaxis, :]
    temperature, nat = 1 / confidence[..., np.newaxis], nats(unit)[..., np.newaxis]
    # The true class takes each share in turn; the others keep their proportions.
    q = with_share(z[..., np.newaxis, :], along, SHARES, temperature)
    return {
        "truth": truth,
        "gradient": gradient,
        "term": core.cross_entropy_terms(logits, truth) / nat,
        "surprise": (0 - core.log_softmax(logits)) / nat,
        "costs": (0 - np.log(SURPRISING)) / nat,
        "squared": class_sum(np.square(q - beside)),
        "pull": np.abs(one(gradient, true)),
        "pulls": np.abs(FINE - one(truth, true)[..., np.newaxis]),
        "squared_pull": np.abs(one(core.squared_error_gradient(p, truth), true)),
        "squared_pulls": np.abs(one(core.squared_error_gradient(q, beside), along)),
    }


def one(rows: Array, index: Array) -> Array:
    """Return one number of each row."""
    found: Array = np.take_along_axis(rows, index[..., np.newaxis], axis=-1)[..., 0]
    return found


def nats(unit: Array) -> Array:
    """Return how many nat the unit has: 1 for nat, log 2 for bit."""
    return np.where(unit == 1, np.log(2), 1.0)
