"""What one run does at an epoch, and with one flower."""

from dataclasses import dataclass

import numpy as np

from core import cross_entropy_from_logits, sigmoid, softmax
from core.iris import centimetres
from core.runs import EPOCHS, OUTCOMES, Run
from live import Array


@dataclass(frozen=True, eq=False)
class Training:
    """A run, and the corners of its regions, by epoch: (201, K, 2, 6)."""

    run: Run
    corners: Array

    def scene(self, epoch: Array, flower: Array) -> dict[str, Array]:
        """Answer for an epoch and a flower (...)."""
        run, at, which = self.run, epoch.astype(int), flower.astype(int)
        one, cm = run.example(at, which - run.flowers.first), centimetres()[which]
        found = {
            "cm": cm,
            "mean": np.broadcast_to(run.flowers.mean, cm.shape),
            "deviation": np.broadcast_to(run.flowers.deviation, cm.shape),
            "x": one.x,
            "weights": one.weights,
            "bias": one.biases,
            "logit": one.logits,
            "p": softmax(one.logits),
            "y": np.eye(len(run.species))[one.truth],
            "miss": one.miss,
            "species_of": one.truth + 1,
            "loss": cross_entropy_from_logits(one.logits, one.truth),
        }
        for k, species in enumerate(run.species):
            found[species] = one.weights[..., k]
            found[f"{species}_part"] = one.parts[..., k]
            found[f"{species}_pull"] = one.pulls[..., k]
        return found | self.progress(epoch, found["loss"])

    def progress(self, epoch: Array, loss: Array) -> dict[str, Array]:
        """Answer with what the run has come to, and what there is to try."""
        run, at = self.run, epoch.astype(int)
        losses, accuracies = run.losses[at], run.accuracies[at]
        counts, now = run.confusion[at], np.stack([epoch] * 2, axis=-1)
        begun = at > 0  # before the first step nothing tells one species from another
        return {
            "now": now,
            "until": np.minimum(now, run.ended),
            "loss_now": losses,
            "train_loss": losses[..., 0],
            "held_loss": losses[..., 1],
            "train_accuracy": accuracies[..., 0],
            "held_accuracy": accuracies[..., 1],
            "held": np.broadcast_to(run.flowers.held, run.missed[at].shape),
            "missed": run.missed[at] & begun[..., np.newaxis],
            "counts": counts[..., 0, :, :].reshape(*epoch.shape, -1),
            "held_counts": counts[..., 1, :, :].reshape(*epoch.shape, -1),
            "begun": begun,
            "corners": np.where(
                begun[..., np.newaxis, np.newaxis, np.newaxis], self.corners[at], np.nan
            ),
            "outcome": np.full(epoch.shape, 1 + OUTCOMES.index(run.outcome)),
            "halved": losses[..., 0] < np.log(len(run.species)) / 2,
            "general": accuracies[..., 1] >= 0.95,
            "stray": (loss > np.log(4)) & (accuracies[..., 0] > 0.95),
            "worse": losses[..., 0] > np.log(len(run.species)) + 1e-9,
            "diverged": np.full(epoch.shape, run.ended < EPOCHS),
        }

    def both(self, epoch: Array, flower: Array) -> dict[str, Array]:
        """Answer with two species: logistic regression, number against number."""
        found, at = self.scene(epoch, flower), epoch.astype(int)
        single, bias = self.run.single_weights[at], self.run.single_biases[at]
        logit = (found["x"] * single).sum(axis=-1) + bias
        alone = {"weights": single, "bias": bias, "logit": logit}
        for name, one in alone.items():
            ending = "" if name == "weights" else f"_{name}"
            gap = np.diff(found[name])[..., 0]
            found |= {f"gap{ending}": gap, f"single{ending}": one}
            found[f"apart{ending}"] = gap - one
        p = sigmoid(logit)
        return found | {"single_p": p, "apart_p": found["p"][..., 1] - p}

    def backdrop(self, epoch: Array) -> dict[str, Array]:
        """Answer with the curves of the loss, where they still go on."""
        curves = self.run.while_running(self.run.losses)
        return {"curves": np.broadcast_to(curves, (*epoch.shape, EPOCHS + 1, 2))}
