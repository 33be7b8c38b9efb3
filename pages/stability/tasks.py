"""What of the things to try is done."""

import numpy as np

from core.contests import KINDS, Steps
from live import Array

TASKS = ("overflow", "nothing", "half", "both", "certain")
LARGE = 12  # a little more than what float16 can raise e to
SPREAD = (-20, -10, 0)  # of 1010, 1000 and 990, from the largest


def done(contest: str, found: Steps, winner: Array) -> dict[str, Array]:
    """Return which tasks are done; those of other comparisons are not."""
    tasks = dict.fromkeys(TASKS, np.zeros_like(winner))
    if contest == "softmax":
        failed = np.isnan(found["naive"]).any(axis=-1)
        is_half = found["kind"] == KINDS.index("float16")
        tasks |= {
            "overflow": ~failed & (found["naive"] > 0).all(-1) & is_spread(found),
            "nothing": found["power_sum"] == 0,
            "half": failed & is_half & (winner <= LARGE),
        }
    elif contest == "sigmoid":
        left = np.isinf(found["falling"]).any(axis=-1)
        right = np.isnan(found["ratio"]).any(axis=-1)
        tasks["both"] = np.logical_and(left, right)
    elif contest == "log":
        lost = (found["usual"] == 0) & (found["by_rest"] < 0)
        tasks["certain"] = lost.any(axis=-1)
    return tasks


def is_spread(found: Steps) -> Array:
    """Tell where the logits are as far apart as 1010, 1000 and 990."""
    gaps = np.sort(found["gap"], axis=-1)
    if gaps.shape[-1] != len(SPREAD):
        return np.zeros(gaps.shape[:-1], dtype=bool)
    return np.asarray((gaps == SPREAD).all(axis=-1))
