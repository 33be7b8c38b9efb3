"""Contests: several ways to compute the same number, and the right answer.

Each says all its steps, so that a table of them and a picture of the errors rest on
the same arithmetic. Everything is computed in the kind of float that is asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from core import binary_cross_entropy_from_logits as binary_loss
from core import log_softmax, naive, sigmoid, softmax, stable
from core.ulps import ulps

Array = NDArray[Any]
Steps = dict[str, Array]

KINDS: Final = ("float16", "float32", "float64")
TRIED: Final = 38  # sizes


@dataclass(frozen=True)
class Contest:
    """Ways to compute the same.

    Parameters
    ----------
    steps
        Numbers (..., K) and a kind of float to everything that is computed on
        the way, by name: the numbers as that kind rounds them, and float64 for
        what is ``right``.
    ways
        The steps that compete.
    lost
        Which answers of the first way have no right digit left; without it that
        way never breaks, but loses its digits one by one.
    relative
        Whether errors are parts of the right number, and not ulp.
    sizes
        The smallest and the largest size to try.
    signs
        The signs to try.
    spread
        How far below the size the other numbers may lie, as a part of it.

    """

    steps: Callable[[Array, str], Steps]
    ways: tuple[str, ...]
    lost: Callable[[Array], Array] | None = None
    relative: bool = False
    sizes: tuple[float, float] = (0.1, 22000.0)
    signs: tuple[int, ...] = (1,)
    spread: float = 1.0

    @property
    def names(self) -> tuple[str, ...]:
        """What all the steps are called, in the order of the computation."""
        return tuple(self.steps(np.ones(1), "float64"))

    @property
    def rows(self) -> Array:
        """The rows to try, of size 1 and with three numbers, shape (N, 3)."""
        gaps = 10 ** np.random.default_rng(0).uniform(-3, 0, (100, 3))
        gaps[:, 0], gaps[:10, 1] = 0, 1
        # A sum is largest where all are equal, a share smallest below two winners.
        gaps[:3] = [[0, 0, 0], [0, 0, 1], [0, 1, 1]]
        return np.concatenate([sign * (1 - self.spread * gaps) for sign in self.signs])

    @np.errstate(all="ignore")
    def errors(self, steps: Steps, kind: str) -> Array:
        """Return the largest error of each way.

        Parameters
        ----------
        steps : dict of arrays, shape (..., K)
            What `self.steps` computed in the kind of float.
        kind
            ``"float16"``, ``"float32"`` or ``"float64"``; its spacing is the ulp.

        Returns
        -------
        ndarray of float64, shape (..., ways)
            In ulp of the right number, or as a part of it; nan or inf where a way
            gives no number and there is one.

        Examples
        --------
        >>> rules = CONTESTS["softmax"]
        >>> steps = rules.steps(np.array([1010.0, 1000.0, 990.0]), "float64")
        >>> rules.errors(steps, "float64")
        array([nan,  0.])
        """
        right = steps["right"]
        found = [
            np.abs(steps[way] / right - 1)
            if self.relative
            else ulps(steps[way], right, kind)
            for way in self.ways
        ]
        return np.stack([errors.max(axis=-1) for errors in found], axis=-1)


@lru_cache(maxsize=16)
def breaking_point(contest: str, kind: str) -> float | None:
    """Return the smallest size at which the first way loses an answer altogether.

    None if it never does. It is found by trying, over all numbers of the kind.

    Examples
    --------
    Three times e^9.99 is too much for float16:

    >>> round(breaking_point("softmax", "float16"), 2)
    9.99
    """
    rules = CONTESTS[contest]
    if not rules.lost:
        return None
    lost, way = rules.lost, rules.ways[0]

    def breaks(size: Array) -> object:
        return lost(rules.steps(size * rules.rows.astype(kind), kind)[way]).any()

    return naive.first_to_break(breaks, kind)


@cache
def worst(contest: str, kind: str) -> tuple[Array, Array]:
    """Try a contest at all sizes, and note the worst error of each way.

    At each size a hundred rows are tried, whose largest number has that size while
    the two others lie between it and 0, or nearer to it.

    Parameters
    ----------
    contest
        One of `CONTESTS`.
    kind
        ``"float16"``, ``"float32"`` or ``"float64"``.

    Returns
    -------
    sizes : ndarray, shape (N,)
        What was tried, ascending: equal ratios, and close to the breaking point.
    errors : ndarray, shape (N, ways)
        The worst error there; nan where a way gave no number for one of the rows.

    Examples
    --------
    >>> sizes, errors = worst("softmax", "float16")
    >>> round(float(sizes[errors[:, 0] > 1000].min()), 2)
    9.99
    """
    rules = CONTESTS[contest]
    tried = sizes_to_try(rules, breaking_point(contest, kind), kind)
    logits = tried[:, np.newaxis, np.newaxis] * rules.rows
    return tried, rules.errors(rules.steps(logits, kind), kind).max(axis=1)


def sizes_to_try(rules: Contest, point: float | None, kind: str) -> Array:
    """Return sizes in equal ratios, and more of them about the breaking point."""
    sizes = [*np.geomspace(*rules.sizes, TRIED)]
    if point is not None:
        at = np.array(point).astype(kind)
        before = np.nextafter(at, at.dtype.type(0))
        # One number alone breaks a little later than a sum of three.
        sizes += [float(before), point, point * 1.02, point + 1.2]
    return np.unique(sizes)


def no_share(shares: Array) -> Array:
    """Tell which are no shares of a whole: nan, or 0 where e^z never is."""
    return np.asarray(~(shares > 0))


def no_number(answers: Array) -> Array:
    """Tell which are no numbers: nan, or without end."""
    return np.asarray(~np.isfinite(answers))


def rounded(numbers: Array, kind: str) -> Array:
    """Return float64 numbers as a kind of float can hold them."""
    with np.errstate(over="ignore"):
        return numbers.astype(kind)


@np.errstate(all="ignore")
def softmax_steps(logits: Array, kind: str) -> Steps:
    """Compute e^z over its sum; the same after subtracting the largest."""
    z = rounded(logits, kind)
    power, gap = np.exp(z), stable.gap(z, kind)
    weight = np.exp(gap)
    return {
        "logit": z,
        "power": power,
        "power_sum": stable.total(power),
        "naive": naive.softmax(z, kind),
        "gap": gap,
        "weight": weight,
        "weight_sum": stable.total(weight),
        "shifted": stable.softmax(z, kind),
        "right": softmax(z),
    }


@np.errstate(all="ignore")
def sigmoid_steps(logits: Array, kind: str) -> Steps:
    """Compute two textbook forms of the sigmoid, and one form for both signs."""
    z = rounded(logits, kind)
    return {
        "logit": z,
        "falling": np.exp(-z),
        "textbook": naive.sigmoid(z, kind),
        "rising": np.exp(z),
        "ratio": naive.sigmoid_by_ratio(z, kind),
        "weight": np.exp(-np.abs(z)),
        "one_form": stable.sigmoid(z, kind),
        "right": sigmoid(z),
    }


@np.errstate(all="ignore")
def log_steps(logits: Array, kind: str) -> Steps:
    """Compute the log of a softmax; the usual way; one with the rest."""
    z = rounded(logits, kind)
    p, gap = stable.softmax(z, kind), stable.gap(z, kind)
    weight = np.exp(gap)
    others = weight.copy()
    np.put_along_axis(others, gap.argmax(axis=-1, keepdims=True), 0, axis=-1)
    return {
        "logit": z,
        "p": p,
        "log_p": np.log(p),
        "gap": gap,
        "weight": weight,
        "weight_sum": stable.total(weight),
        "usual": stable.log_softmax(z, kind),
        "rest": stable.total(others),
        "by_rest": stable.log_softmax_by_rest(z, kind),
        "right": log_softmax(z),
    }


@np.errstate(all="ignore")
def loss_steps(logits: Array, kind: str) -> Steps:
    """Compute the loss of each class if it is true; of each logit if it is not."""
    z = rounded(logits, kind)
    p, share = naive.softmax(z, kind), naive.sigmoid(z, kind)
    return {
        "logit": z,
        "p": p,
        "from_p": 0 - np.log(p),
        "from_logits": 0 - stable.log_softmax_by_rest(z, kind),
        "right": 0 - log_softmax(z),
        "sigmoid": share,
        "yes_no_from_p": 0 - np.log(share.dtype.type(1) - share),
        "yes_no_from_logits": stable.binary_cross_entropy_from_logits(z, 0.0, kind),
        "yes_no_right": binary_loss(z, 0.0),
    }


@np.errstate(all="ignore")
def roundoff_steps(numbers: Array, kind: str) -> Steps:
    """Compute 2/n, and the same as the difference of two numbers that are nearly 1."""
    n = rounded(numbers, kind)
    one, two = n.dtype.type(1), n.dtype.type(2)
    above, below = one + one / n, one - one / n
    return {
        "n": n,
        "above": above,
        "below": below,
        "difference": above - below,
        "direct": two / n,
        "right": 2 / n.astype(float),
    }


CONTESTS: Final = {
    "softmax": Contest(softmax_steps, ("naive", "shifted"), no_share),
    "sigmoid": Contest(
        sigmoid_steps,
        ("textbook", "ratio", "one_form"),
        no_share,
        signs=(1, -1),
    ),
    "log": Contest(log_steps, ("log_p", "usual", "by_rest"), no_number),
    "loss": Contest(loss_steps, ("from_p", "from_logits"), no_number),
    "roundoff": Contest(
        roundoff_steps,
        ("difference", "direct"),
        relative=True,
        sizes=(1.0, 60000.0),
        spread=0.05,
    ),
}
