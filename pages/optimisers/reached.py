"""Who is ahead, and what was to be tried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from core.ravine import CURVES, Steps, place_of
from live import Array

if TYPE_CHECKING:
    from pages.optimisers.scene import Ravine

# In the order of their sentences in the words, which are counted from 1.
GD, ADAM, EVEN, FLIES, NEITHER, HOME = range(1, 7)
CLOSE: Final = 1e-3  # of a rate
QUICK: Final = 6  # steps


def verdict(found: dict[str, Array]) -> dict[str, Array]:
    """Return which of them needs fewer steps to a hundredth of the loss."""
    gd, adam = found["gd_steps"], found["adam_steps"]
    cases = {
        HOME: (gd == 0) & (adam == 0),
        NEITHER: np.isinf(gd) & np.isinf(adam),
        FLIES: np.isinf(gd),
        EVEN: gd == adam,
        GD: gd < adam,
    }
    return {"verdict": np.select(list(cases.values()), list(cases), ADAM).astype(float)}


def reached(
    ravine: Ravine, made: Steps, at: Array, found: dict[str, Array], gd: Array
) -> dict[str, Array]:
    """Return 1 for each task that is reached."""
    first = place_of(made.step[:, 0], ravine.tilt)[at]
    straight = (abs(first[..., 0]) < CLOSE * abs(first[..., 1])) & (ravine.tilt > 0)
    long = found["adam_first"]
    forgets = ravine.beta1 == ravine.beta2 == 0
    return {
        "flies": np.isinf(found["gd_steps"]) & (gd * CURVES.max() <= 2),  # by itself
        "one": (abs(long - 1) < CLOSE).all(axis=-1),
        "quick": found["adam_steps"] <= QUICK,
        "straight": straight,
        "signs": np.full(gd.shape, forgets),
    }
