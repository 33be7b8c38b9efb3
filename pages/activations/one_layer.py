"""Layers that do not bend are one layer: a chain folds up, and so does a network."""

from functools import cache

import numpy as np

from core.chain import collapse
from core.folding import clouds, learn_both_ways
from live import Array
from pages.activations.scene import LAYERS, MOST, picked, scene


def folding(layers: Array, x: Array, w: Array, b: Array, at: Array) -> dict[str, Array]:
    """Answer for layers that do not bend: all until `at` are one, and so are all."""
    found, at = scene("linear", layers, x, w, b, at), np.minimum(at, layers)
    each = [np.stack(collapse(w, b, count), -1) for count in range(MOST + 1)]
    ones = np.stack(each, axis=-1)
    outside = (at[..., np.newaxis] < LAYERS) & (layers[..., np.newaxis] >= LAYERS)
    learned = both_ways().items()
    return found | {
        **{name: np.broadcast_to(row, (*at.shape, 3)) for name, row in learned},
        "weight": picked(ones[..., 0, :], at),
        "bias": picked(ones[..., 1, :], at),
        "whole_weight": picked(ones[..., 0, :], layers),
        "whole_bias": picked(ones[..., 1, :], layers),
        "shell": np.where(outside, LAYERS, np.nan),
    }


@cache
def both_ways() -> dict[str, Array]:
    """Return the same answers learned by logistic regression, and by linear layers."""
    regression, network = (np.append(*way) for way in learn_both_ways(*clouds()))
    return {
        "regression": regression,
        "network": network,
        "apart": np.abs(regression - network),
    }
