"""One step down the slope: where it lands, and the way there."""

import numpy as np

import core
from live import Array
from pages.cross_entropy.target import one, stepped, target

ON_THE_WAY = np.linspace(0, 1, 7)  # parts of a step


def landing(
    own: Array, y: Array, epsilon: Array, z: Array, confidence: Array, nat: Array
) -> dict[str, Array]:
    """Return where a step lands; nowhere at endless confidence, where none leads on."""
    truth, true = target(own, epsilon, y)
    logits = core.sharpen(stepped(own, epsilon, z, y, confidence), confidence)
    loss = core.cross_entropy_from_logits(logits, truth) / nat
    leads = np.isfinite(confidence)
    share = one(core.softmax(logits), true)
    return {
        "landed_share": np.where(leads, share, np.nan),
        "landed": np.where(leads, loss, np.nan),
    }


def way(logits: Array, truth: Array, true: Array, nat: Array) -> dict[str, Array]:
    """Return the way of a step: shares of the true class and losses."""
    gradient = core.cross_entropy_gradient(logits, truth)[..., np.newaxis, :]
    parts = ON_THE_WAY[:, np.newaxis]
    passed = logits[..., np.newaxis, :] - parts * gradient
    truths, trues = truth[..., np.newaxis, :], true[..., np.newaxis]
    return {
        "way_share": one(core.softmax(passed), trues),
        "way": core.cross_entropy_from_logits(passed, truths) / nat,
    }
