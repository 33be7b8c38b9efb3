"""Both sweeps as far as they have come, the nudge, and what either of them costs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from core.graph import (
    Counts,
    Sweep,
    backward,
    counts,
    forward,
    network,
    nudged,
    place_of,
)
from live import Array
from pages.backpropagation.walk import Walk

# As a slider of half decades writes them.
NUDGES: Final = np.array([float(f"{10**e:.3g}") for e in np.arange(-16, 0.25, 0.5)])
NETS: Final = {"64-10": (64, 10), "64-25-15-10": (64, 25, 15, 10)}
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
        found |= self.check(given, h, found) | self.work(net)
        return found | self.done(at, found)

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
        return {
            "at": at,
            "reached": walk.reached(at),
            "local": local,
            "handed": handed,
            "slope": slope,
            "passed": passed,
            "back": back,
            "returned": returned,
        }

    def check(self, given: Answers, h: Array, found: Answers) -> Answers:
        """Answer with the derivative as a nudge finds it, and how far it is off."""
        name, slope = self.walk.keys[self.key], found[f"grad_{self.key}"]
        one = nudged(self.walk.graph, given, name, h)
        wide = {k: number[..., np.newaxis] for k, number in given.items()}
        every = nudged(self.walk.graph, wide, name, NUDGES).forward
        return {
            "h": h,
            "ahead": one.ahead,
            "nudged": one.forward,
            "apart": np.abs(one.forward - slope),
            "distances": np.abs(every - slope[..., np.newaxis]),
        }

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

    def work(self, net: Array) -> Answers:
        """Answer with the counts of this graph, or of a larger network."""
        every = [counts(self.walk.graph), *map(counted, NETS.values())]
        return {
            kind: np.array([getattr(one, kind) for one in every])[net.astype(int)]
            for kind in ("nodes", "edges", "parameters", "once", "each")
        }


@cache
def counted(widths: tuple[int, ...]) -> Counts:
    """Count the nodes of a network."""
    return counts(network(widths))
