"""A drawing, and what a network makes of it after some epochs."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from core import softmax
from core.digits import KINDS, unseen
from core.handwriting import EPOCHS, NET, learned, read
from core.intervals import wilson_interval
from live import Array
from pages.digits.stages import seen

ENOUGH: Final = 0.9  # of unseen images read right
TORN: Final = 0.2  # share of the second most likely digit, to hesitate between two
SURE: Final = 0.95
LATE: Final = 5  # epochs, after which most drawings are read right


@dataclass(frozen=True)
class Drawing:
    """What is drawn, and which digit it is a sample of: -1 of none, as by a hand."""

    code: str
    sample: int = -1

    def scene(self, epoch: Array, to: Array, nudge: Array) -> dict[str, Array]:
        """Answer for epochs, digits that lines lead to, and what is added to them."""
        drawn, at = seen(self.code), np.rint(epoch).astype(int)
        layers = read(drawn.counts[np.newaxis], learned())
        first, second, logits = (
            (layers[0].a, layers[1].a, layers[2].z)[i][at, 0] for i in range(3)
        )
        own = logits.argmax(axis=-1)
        chosen = np.where(to == 0, own, to.astype(int) - 1)
        here = np.arange(KINDS) == chosen[..., np.newaxis]
        nudged = logits + nudge[..., np.newaxis] * here
        p, before = softmax(nudged), softmax(logits)
        return {
            **dict(zip(("accuracy", "low", "high"), found_right(at), strict=True)),
            **into(at, chosen, second),
            "counts": np.broadcast_to(drawn.counts, (*at.shape, 64)),
            "upright_x": wide(drawn.upright[:, 0], at),
            "upright_y": wide(drawn.upright[:, 1], at),
            "frame_x": wide(drawn.frame[:, 0], at),
            "frame_y": wide(drawn.frame[:, 1], at),
            "first": first,
            "second": second,
            "logit": nudged,
            "p": p,
            "before": before,
            "argmax": p.argmax(axis=-1),
            "sure": p.max(axis=-1),
            "own": own,
            "chosen": chosen,
            "chosen_p": p[here].reshape(at.shape),
            "chosen_z": nudged[here].reshape(at.shape),
            "added": nudge,
            "at_epoch": epoch,
            "overtake": p.argmax(axis=-1) != own,
            **self.tried(at, before),
        }

    def tried(self, at: Array, p: Array) -> dict[str, Array]:
        """Answer which of what is to be tried is done without a nudge."""
        largest, is_drawn = np.sort(p, axis=-1), bool(self.code) and self.sample < 0
        mistaken = (self.sample >= 0) & (p.argmax(axis=-1) != self.sample)
        shares = found_right(np.arange(EPOCHS + 1))[0]
        return {
            "ninety": at == np.argmax(shares >= ENOUGH),
            "mistaken": mistaken & (at >= LATE),
            "torn": is_drawn & (largest[..., -2] > TORN),
            "line": is_drawn & seen(self.code).lies & (largest[..., -1] > SURE),
        }


def wide(row: Array, like: Array) -> Array:
    """Return the same row for each state."""
    rows: Array = np.broadcast_to(row, (*like.shape, row.size))
    return rows


def into(at: Array, chosen: Array, units: Array) -> dict[str, Array]:
    """Answer with what each unit adds to the logit of a digit."""
    last = NET.layers(learned())[-1]
    weights = last.weights[at, :, chosen]
    return {
        "weight": weights,
        "product": units * weights,
        "bias": last.biases[at, chosen],
    }


def found_right(epochs: Array) -> tuple[Array, Array, Array]:
    """Return of unseen images the share read right, and its interval, by epochs."""
    return tuple(part[epochs] for part in by_epoch())  # type: ignore[return-value]


@cache
def by_epoch() -> tuple[Array, Array, Array]:
    """Return the same of every epoch."""
    images = unseen()
    said = read(images.counts, learned())[-1].z.argmax(axis=-1)
    right = (said == images.labels).sum(axis=-1)
    share, low, high = wilson_interval(right, images.labels.size)
    return share, low, high
