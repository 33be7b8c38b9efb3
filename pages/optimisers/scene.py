"""Two walkers in one ravine: where they are after some steps, and what Adam knows."""

from dataclasses import dataclass

import numpy as np

from core.ravine import descent, descent_steps, gradient, height, place_of, weights_at
from live import Array
from pages.optimisers.reached import reached, verdict
from pages.optimisers.ways import adams, adams_needed, each

AXES = np.eye(2)


@dataclass(frozen=True)
class Ravine:
    """All of it that has no table: the start, how axes lie, and how memories fade."""

    x0: float
    y0: float
    tilt: float
    beta1: float
    beta2: float

    def scene(self, step: Array, c: Array, gd: Array, adam: Array) -> dict[str, Array]:
        """Answer for a step (...), a factor of the loss, and the rates of both."""
        taken, start = step.astype(int), (self.x0, self.y0)
        settings, at = each(c, gd)
        places = descent(start, settings[:, 1], settings[:, 0])[at, taken]
        settings, at = each(c, adam)
        made = adams(self, settings.tobytes())
        now = {name: rows[at, taken] for name, rows in made._asdict().items()}
        slope = gradient(weights_at(start, self.tilt), c, self.tilt)
        found = now | {
            "move": -now.pop("step"),
            "root": np.sqrt(now["v_hat"]),
            "gd_place": places,
            "gd_w": weights_at(places, self.tilt),
            "adam_w": now["w"],
            "gd_first": gd[..., np.newaxis] * np.abs(slope),
            "adam_first": np.abs(made.step[at, 0]),
            "gd_loss": height(places, c),
            "adam_loss": height(now["place"], c),
            "gd_steps": descent_steps(start, gd, c),
            "adam_steps": adams_needed(self, adam),
            "factor": c * 1.0,
            "taken": step * 1.0,
            "next": step + 1.0,
        }
        still = {"start": np.array(start), "axes": place_of(AXES, self.tilt).ravel()}
        found |= {
            k: np.broadcast_to(x, (*step.shape, len(x))) for k, x in still.items()
        }
        return found | verdict(found) | reached(self, made, at, found, gd)
