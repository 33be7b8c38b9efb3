"""A chain of units, what each lets through, and what is left behind each place."""

from typing import Final

import numpy as np

from core.activations import ACTIVATIONS
from core.chain import Chain, ended, run_chain
from live import Array
from pages.activations.decades import power
from pages.activations.measured import read_by
from pages.activations.plane import parted

KEYS: Final = tuple(ACTIVATIONS)
MOST: Final = 12  # layers
LAYERS: Final = np.arange(1, MOST + 1)


def scene(
    key: str, layers: Array, x: Array, w: Array, b: Array, at: Array
) -> dict[str, Array]:
    """Answer for a chain of units that bend as `key` says, seen at one of them."""
    every = {one: chain_of(one, layers, x, w, b) for one in KEYS}
    mine, at = every[key], np.minimum(at, layers)
    counts = layers[..., np.newaxis] >= LAYERS
    slope, step = mine.slope, w[..., np.newaxis] * mine.slope
    through = {one: np.abs(chain.through[..., 0]) for one, chain in every.items()}
    lost, bends = through[key], key != "linear"
    found = {f"left_{one}": chain.log10 for one, chain in every.items()} | along(layers)
    return found | power(mine) | read_by(key, layers) | {
        "units": layers,
        "shown": at,
        "before": picked(mine.a, at - 1),
        "weighted": picked(mine.z, at - 1),
        "activation": picked(mine.a, at),
        "slope": picked(slope, at - 1),
        "step": picked(step, at - 1),
        "factor": np.where(counts, step, np.nan),
        "out": picked(mine.a, layers),
        "through": mine.through[..., 0],
        "arrives": np.stack([chain.through[..., 0] for chain in every.values()], -1),
        "accuracy": np.full(layers.shape, parted(key).accuracy),
        "parameters": 2 * layers,
        "collapsed": 2 * layers if bends else np.full_like(layers, 2),
        # What is to be tried.
        "survive": (key == "sigmoid") & (layers == MOST) & (lost >= 1e-3),
        "dead": (key == "relu") & ((slope == 0) | ~counts).all(axis=-1),
        "fade": (key == "relu") & (lost < 0.01) & ((slope == 1) | ~counts).all(axis=-1),
        "grow": ~np.asarray(bends) & (layers == 8) & (lost == 256),
        "more": through["tanh"] > through["relu"],
    }  # fmt: skip


def chain_of(key: str, layers: Array, x: Array, w: Array, b: Array) -> Chain:
    """Return chains of so many units each; beyond the last one nothing is lost."""
    return ended(run_chain(x, w, b, ACTIVATIONS[key], MOST), w, layers)


def picked(rows: Array, place: Array) -> Array:
    """Return of each row the number at a place of its own."""
    found: Array = np.take_along_axis(rows, place.astype(int)[..., np.newaxis], -1)
    return found[..., 0]


def along(layers: Array) -> dict[str, Array]:
    """Return where the input and each unit stand on the way from 0 to 1."""
    count = layers[..., np.newaxis]
    along = (np.minimum(np.arange(MOST + 1), count) + 0.5) / (count + 1)
    return {
        "along": along,
        "along_first": along[..., 0],
        "along_layers": along[..., 1:],
    }
