"""A derivative as nudges find it, and what all of them cost either way."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import numpy as np

from core.graph import Counts, counts, network, nudged
from live import Array
from pages.backpropagation.walk import Walk

# As a slider of half decades writes them.
NUDGES: Final = np.array([float(f"{10**e:.3g}") for e in np.arange(-16, 0.25, 0.5)])
NETS: Final = {"64-10": (64, 10), "64-25-15-10": (64, 25, 15, 10)}


def nudges(
    walk: Walk, key: str, given: Mapping[str, Array], h: Array, slope: Array
) -> dict[str, Array]:
    """Answer with a derivative by nudges, and how far they are from the slope."""
    name = walk.keys[key]
    one = nudged(walk.graph, given, name, h)
    wide = {k: number[..., np.newaxis] for k, number in given.items()}
    every = nudged(walk.graph, wide, name, NUDGES).forward
    return {
        "h": h,
        "ahead": one.ahead,
        "nudged": one.forward,
        "apart": np.abs(one.forward - slope),
        "distances": np.abs(every - slope[..., np.newaxis]),
    }


def costs(walk: Walk, net: Array) -> dict[str, Array]:
    """Answer with the counts of this graph, or of a larger network."""
    every = [counts(walk.graph), *map(counted, NETS.values())]
    return {
        kind: np.array([getattr(one, kind) for one in every])[net.astype(int)]
        for kind in ("nodes", "edges", "parameters", "once", "each")
    }


@lru_cache(maxsize=8)
def counted(widths: tuple[int, ...]) -> Counts:
    """Count the nodes of a network."""
    return counts(network(widths))
