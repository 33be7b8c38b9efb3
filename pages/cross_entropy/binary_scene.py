"""What a yes or no costs: a logit against a label."""

import numpy as np

import core
from live import Array
from pages.cross_entropy.scene import nats

LOGITS = np.linspace(-10, 10, 81)  # where the curves have their points


def scene(x: Array, label: Array, unit: Array) -> dict[str, Array]:
    """Answer for a logit (...) and a label (...)."""
    nat, loss = nats(unit), core.binary_cross_entropy_from_logits(x, label)
    p, slope = core.sigmoid(x), core.binary_cross_entropy_gradient(x, label)
    truth, told = np.stack([label, 1 - label], -1), np.stack([p, core.sigmoid(-x)], -1)
    with np.errstate(invalid="ignore"):  # an infinite logit times 0 is 0
        product = np.where(label == 0, 0.0, x * label)
    return {
        "logit": x,
        "p": p,
        "gradient": slope,
        "loss": loss / nat,
        "entropy": core.entropy(truth) / nat,
        "kl": core.kl_divergence(truth, told) / nat,
        "squared_error": np.square(slope),
        "rest": 1 - label,
        "hit": (0 - core.log_sigmoid(x)) / nat,
        "miss": (0 - core.log_sigmoid(-x)) / nat,
        "nat": loss,
        "positive": np.maximum(x, 0),
        "product": product,
        "tail": core.softplus(-abs(x)),
        "even": (x == 0) & (label != 0.5),
        "calm": (abs(slope) < 0.005) & (label > 0) & (label < 1) & (x != 0),
        "wrong": loss > 5,
    }


def backdrop(label: Array, unit: Array) -> dict[str, Array]:
    """Answer with the curves over all logits."""
    nat, truth = nats(unit)[..., np.newaxis], label[..., np.newaxis]
    return {
        "one": core.softplus(-LOGITS) / nat,
        "zero": core.softplus(LOGITS) / nat,
        "loss": core.binary_cross_entropy_from_logits(LOGITS, truth) / nat,
        "share": core.sigmoid(LOGITS) * np.ones_like(truth),
        "slope": core.binary_cross_entropy_gradient(LOGITS, truth),
    }
