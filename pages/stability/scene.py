"""Every step of a comparison, computed in the kind of float that was chosen."""

import numpy as np

from core.contests import CONTESTS, KINDS, Steps
from core.ulps import ulps
from live import Array
from pages.stability.tasks import done

DIGIT = 0.1  # of the right number: an error by which its first digit is another


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
    return [
        steps | {"error": rules.errors(steps, kind)} | lost(contest, steps, kind)
        for steps, kind in every
    ]


@np.errstate(all="ignore")
def lost(contest: str, steps: Steps, kind: str) -> Steps:
    """Tell of each way which of its answers have no right digit left.

    One that is the right number, as far as its kind of float can say it, has.
    """
    right, found = steps["right"], {}
    for way in CONTESTS[contest].ways:
        is_near = np.abs(steps[way] / right - 1) < DIGIT
        found[f"lost_{way}"] = ~(is_near | (ulps(steps[way], right, kind) < 1))
    return found


def chosen(dtype: Array, every: list[Array]) -> Array:
    """Return the numbers of the kind that was chosen, by its position."""
    wide = dtype.reshape(dtype.shape + (1,) * (every[0].ndim - dtype.ndim))
    return np.choose(wide.astype(int), [kind.astype(float) for kind in every])


def roundoff(n: Array) -> dict[str, Array]:
    """Answer for a number (...) with every step in each kind of float."""
    every = at_kinds("roundoff", n[..., np.newaxis])
    found = {"largest": n, "error": np.concatenate([s["error"] for s in every], -1)}
    names = ("above", "below", "difference", "direct", "right")
    for kind, steps in zip(KINDS, every, strict=True):
        lines = [*(steps[name] for name in names), steps["error"][..., :1]]
        found[kind] = np.concatenate(lines, axis=-1)
    for name in ("difference", "direct", "lost_difference", "lost_direct"):
        found[name] = np.concatenate([steps[name] for steps in every], axis=-1)
    return found | done("roundoff", found, n)
