"""Both sweeps as far as they have come, the nudge, and what either of them costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from core.graph import Sweep, backward, forward, place_of
from live import Array
from pages.backpropagation.checks import costs, nudges
from pages.backpropagation.walk import Walk

CLOSE: Final = 1e-7  # to the derivative, of a nudge that is well chosen
Answers = dict[str, Array]


@dataclass(frozen=True)
class Scene:
    """Answers for a walk, with the key of the parameter that is nudged."""

    walk: Walk
    key: str

    def __call__(
        self, at: Array, weights: Array, data: Array, h: Array, net: Array
    ) -> Answers:
        """Answer for weights (..., p), x and y (..., 2), and numbers (...)."""
        walk, rows = self.walk, np.zeros_like(at)
        names = ["x", "y", *walk.keys.values()]
        both = np.concatenate([data, weights], axis=-1)
        given = dict(zip(names, np.moveaxis(both, -1, 0), strict=True))
        values = forward(walk.graph, given)
        sweep = backward(walk.graph, values)
        found = {
            "loss": values[-1],
            "value": np.stack([value + rows for value in values], axis=-1),
            "stage": at + 1,
            **self.walked(at, sweep),
        }
        for key, name in walk.keys.items():
            found[f"grad_{key}"] = found["slope"][..., place_of(walk.graph, name)]
        found |= nudges(walk, self.key, given, h, found[f"grad_{self.key}"])
        return found | costs(walk, net) | self.done(at, found)

    def walked(self, at: Array, sweep: Sweep) -> Answers:
        """Answer with how far both sweeps have come, and what has come back so far."""
        walk, rows = self.walk, np.zeros_like(at)
        local, handed = (
            np.stack([part[k][i] + rows for k, i in walk.edges], axis=-1)
            for part in (sweep.local, sweep.handed)
        )
        passed = walk.passed(at)
        slope, back = handed @ walk.ends, np.where(passed, handed, 0) @ walk.ends
        returned = passed @ walk.ends > 0
        slope[..., -1] = 1  # dJ/dJ
        back[..., -1] = returned[..., -1] = at > walk.steps
        found = {"at": at, "reached": walk.reached(at), "passed": passed}
        found |= {"local": local, "handed": handed, "slope": slope}
        return found | {"back": back, "returned": returned}

    def done(self, at: Array, found: Answers) -> Answers:
        """Answer with which tasks are done."""
        parts = found["handed"][..., self.walk.meeting]
        meet = np.abs(parts).all(axis=-1) & (parts.shape[-1] > 1)
        return {
            "dead": (found["grad_w1"] == 0) & (found["loss"] > 1),
            "zero": found["loss"] == 0,
            "best": (found["apart"] < CLOSE) & (found[f"grad_{self.key}"] != 0),
            "enough": at == self.walk.turn("w2"),
            "cancel": meet & (parts.sum(axis=-1) == 0),
        }
