"""The ways of both, computed once for each combination of their settings.

Most of a sweep asks for the same way again, at another step. What needs no table, as
the start, names the ravine; numbers that are swept come in rows.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from core.ravine import Steps, adam_descent, adam_steps
from live import Array

if TYPE_CHECKING:
    from pages.optimisers.scene import Ravine

MOST: Final = 400  # steps of Adam that are tried


def each(*settings: Array) -> tuple[Array, Array]:
    """Return the rows that settings (...) make, each once, and which is where."""
    every = np.stack(np.broadcast_arrays(*settings), axis=-1)
    rows = every.reshape(-1, len(settings))
    once, where = np.unique(rows, axis=0, return_inverse=True)
    return once, where.reshape(every.shape[:-1])


@lru_cache(maxsize=8)  # of which one is needed twice at once: scene, backdrop
def adams(ravine: Ravine, settings: bytes) -> Steps:
    """Return the ways of Adam for rows of a factor of the loss and a rate."""
    c, rate = np.frombuffer(settings).reshape(-1, 2).T
    return adam_descent(
        (ravine.x0, ravine.y0),
        rate,
        c,
        tilt=ravine.tilt,
        beta1=ravine.beta1,
        beta2=ravine.beta2,
    )


def adams_needed(ravine: Ravine, rate: Array) -> Array:
    """Return how many steps Adam needs at rates (...); the loss may have any factor."""
    once, where = each(rate)
    return needed(ravine, once.tobytes())[where]


@lru_cache(maxsize=64)
def needed(ravine: Ravine, rates: bytes) -> Array:
    """Return how many steps Adam needs at each rate."""
    return adam_steps(
        (ravine.x0, ravine.y0),
        np.frombuffer(rates),
        tilt=ravine.tilt,
        beta1=ravine.beta1,
        beta2=ravine.beta2,
        most=MOST,
    )
