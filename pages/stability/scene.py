"""Every step of a comparison, computed in the kind of float that was chosen."""

import numpy as np

from core.contests import CONTESTS, KINDS, Steps
from live import Array

TASKS = ("overflow", "nothing", "half", "both", "certain")
LARGE = 12  # a little more than what float16 can raise e to


def scene(
    contest: str, dtype: Array, z: Array, size: Array, offset: Array
) -> dict[str, Array]:
    """Answer for a kind of float (...), logits (..., K), a size and offset (...)."""
    logits = z * size[..., np.newaxis] + offset[..., np.newaxis]
    every = at_kinds(contest, logits)
    steps = {name: chosen(dtype, [kind[name] for kind in every]) for name in every[0]}
    found = steps | {"kind": dtype, "largest": np.abs(logits).max(axis=-1)}
    return found | done(contest, found, logits.max(axis=-1))


def at_kinds(contest: str, numbers: Array) -> list[Steps]:
    """Compute every step of a contest, and its errors, in each kind of float."""
    rules = CONTESTS[contest]
    every = [(rules.steps(numbers, kind), kind) for kind in KINDS]
    return [steps | {"error": rules.errors(steps, kind)} for steps, kind in every]


def chosen(dtype: Array, every: list[Array]) -> Array:
    """Return the numbers of the kind that was chosen, by its position."""
    wide = dtype.reshape(dtype.shape + (1,) * (every[0].ndim - dtype.ndim))
    return np.choose(wide.astype(int), [kind.astype(float) for kind in every])


def done(contest: str, found: Steps, winner: Array) -> dict[str, Array]:
    """Return which tasks are done; those of other comparisons are not."""
    tasks = dict.fromkeys(TASKS, np.zeros_like(winner))
    if contest == "softmax":
        failed = np.isnan(found["naive"]).any(axis=-1)
        is_half = found["kind"] == KINDS.index("float16")
        tasks |= {
            "overflow": np.logical_and(failed, np.isfinite(found["shifted"]).all(-1)),
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


def roundoff(n: Array) -> dict[str, Array]:
    """Answer for a number (...) with every step in each kind of float."""
    every = at_kinds("roundoff", n[..., np.newaxis])
    found = {"largest": n, "error": np.concatenate([s["error"] for s in every], -1)}
    names = ("above", "below", "difference", "direct", "right")
    for kind, steps in zip(KINDS, every, strict=True):
        lines = [*(steps[name] for name in names), steps["error"][..., :1]]
        found[kind] = np.concatenate(lines, axis=-1)
    return found | done("roundoff", found, n)
