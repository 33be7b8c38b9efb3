"""One row of logits, read in four ways; the task decides which of them is right."""

from typing import Final

import numpy as np

from core import relu, sigmoid, softmax
from core.sums import class_sum
from live import Array

READINGS: Final = ("identity", "relu", "sigmoid", "softmax")
# How each reading fits a task: it is right, possible too, or wrong.
SIGNS: Final = "✓○✕"
FITS: Final = {
    "signed": "✓✕✕✕",
    "positive": "✕✓✕✕",
    "yesno": "✕✕✓○",
    "one": "✕✕✕✓",
    "several": "✕✕✓✕",
}
SINGLE: Final = np.array([True, True, True, False, False])  # one neuron is enough
TASKS: Final = tuple(FITS)
VERDICTS: Final = np.array([[*map(SIGNS.index, row)] for row in FITS.values()])
RIGHT: Final = VERDICTS.argmin(axis=-1)


def right_of(task: str) -> str:
    """Return the reading that is right for a task."""
    return READINGS[RIGHT[TASKS.index(task)]]


def verdicts_of(task: str) -> list[int]:
    """Return how each reading fits a task: a place among the signs."""
    found: list[int] = VERDICTS[TASKS.index(task)].tolist()
    return found


def neurons_of(task: str, count: int) -> int:
    """Return how many neurons a task needs, for so many classes."""
    return 1 if SINGLE[TASKS.index(task)] else count


def scene(task: Array, z: Array) -> dict[str, Array]:
    """Answer for the position of a task (...) and logits (..., K).

    What is read as words, such as which reading is right, counts from 1.
    """
    count = z.shape[-1]
    position = np.broadcast_to(task, z.shape[:-1]).astype(int)
    right, neurons = RIGHT[position], np.where(SINGLE[position], 1, count)
    in_use = np.arange(count) < neurons[..., np.newaxis]
    outputs = (z, relu(z), sigmoid(z), softmax(z))
    found = {"right": right + 1, "neurons": neurons, "loss": position + 1}
    for i, (name, output) in enumerate(zip(READINGS, outputs, strict=True)):
        found |= {
            name: output,
            f"largest_{name}": output == output.max(axis=-1, keepdims=True),
            f"used_{name}": in_use & (right == i)[..., np.newaxis],
            f"fits_{name}": VERDICTS[position, i] + 1,
            f"why_{name}": position + 1,
        }
    found["pair"] = softmax(z[..., :2])[..., 0]
    found |= {f"sum_{name}": class_sum(found[name]) for name in ("sigmoid", "softmax")}
    return found | done(position, found)


def done(position: Array, found: dict[str, Array]) -> dict[str, Array]:
    """Return which things to try are done."""
    own, pair = found["sigmoid"], found["pair"]
    is_several = position == TASKS.index("several")
    largest, left = (found[f"largest_{r}"].sum(axis=-1) for r in ("identity", "relu"))
    return {
        "all": is_several & (own > 0.9).all(axis=-1),
        "none": is_several & (own < 0.1).all(axis=-1),
        "chance": np.abs(found["sum_sigmoid"] - 1) < 0.005,
        "forgotten": (largest == 1) & (left > 1),
        "agree": (position == TASKS.index("yesno")) & (own[..., 0] == pair),
    }
