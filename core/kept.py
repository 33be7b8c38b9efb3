"""What shares keep of the numbers that they are made of, tried out with some numbers.

A rule that always keeps something cannot be told from one that keeps it here. But one
set of numbers is enough to show that a rule does not always keep it.
"""

from collections.abc import Callable, Collection
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.arguments import Floats, as_logits
from core.sums import class_sum

Rule = Callable[[Floats], Floats]
Tried = NDArray[Any]

SHIFTS: Final = (1.0, 2.0)  # a ratio of squares may survive one of them by chance
NEARLY: Final = 1e-9  # how far apart equal shares may be rounded


def _keep_order(x: Floats, shares: Floats) -> Tried:
    """Tell of neighbours by size whether the larger number has the larger share."""
    by_size = np.argsort(x, axis=-1)
    steps, rises = (
        np.diff(np.take_along_axis(numbers, by_size, axis=-1))
        for numbers in (x, shares)
    )
    return (steps > 0) <= (rises > 0)


def _ignore_shifts(rule: Rule, x: Floats, shares: Floats) -> Tried:
    """Tell of every share whether it stays when all numbers are moved alike."""
    stays = [np.abs(rule(x + by) - shares) <= NEARLY for by in SHIFTS]
    return np.logical_and(*stays)


# Each tells, for a rule, numbers and their shares, of every share or pair of shares.
PROPERTIES: Final[dict[str, Callable[[Rule, Floats, Floats], Tried]]] = {
    "positive": lambda _rule, _x, shares: shares >= 0,
    "whole": lambda _rule, _x, shares: (
        np.abs(class_sum(shares)[..., np.newaxis] - 1) < NEARLY
    ),
    "order": lambda _rule, x, shares: _keep_order(x, shares),
    "shift": _ignore_shifts,
    # Where it does not divide by 0, every rule of `core.shares` can be differentiated.
    "smooth": lambda _rule, _x, shares: np.isfinite(shares),
    "never_zero": lambda _rule, _x, shares: shares != 0,
}


@np.errstate(all="ignore")
def kept(
    rule: Rule, x: ArrayLike, properties: Collection[str] = tuple(PROPERTIES)
) -> dict[str, Floats]:
    """Try which properties the shares by a rule have at some numbers.

    Parameters
    ----------
    rule
        A function of `core.shares`, or another that makes shares of numbers.
    x : array_like, shape (..., K)
        The numbers.
    properties
        Some of ``"positive"``, no share is negative; ``"whole"``, they sum to 1;
        ``"order"``, a larger number has a larger share; ``"shift"``, they stay when 1
        or 2 is added to all numbers; ``"smooth"``, they have a derivative here;
        ``"never_zero"``, no share is 0.

    Returns
    -------
    dict of ndarray of float64, shape (...)
        By property: 1 where it holds, 0 where it does not, and nan where there are no
        shares to judge. To be without shares is to have no derivative.

    Examples
    --------
    >>> from core import ratio_shares, square_shares
    >>> kept(ratio_shares, [[0.2, 0.3], [-0.2, 0.3], [-0.3, 0.3]], ["positive"])
    {'positive': array([ 1.,  0., nan])}
    >>> kept(square_shares, [-3.0, 1.0], ["order", "never_zero"])
    {'order': np.float64(0.0), 'never_zero': np.float64(1.0)}
    """
    x = as_logits(x)
    shares = rule(x)
    defined = np.isfinite(shares).all(axis=-1)
    found = {}
    for name in properties:
        holds = PROPERTIES[name](rule, x, shares).all(axis=-1)
        judged = defined | (name == "smooth")
        found[name] = np.where(judged, holds, np.nan)[()]
    return found


def has_opposites(x: ArrayLike) -> NDArray[np.bool_]:
    """Tell whether two numbers of a row differ in their sign alone.

    Parameters
    ----------
    x : array_like, shape (..., K)
        Any real numbers.

    Returns
    -------
    ndarray of bool, shape (...)

    Examples
    --------
    >>> has_opposites([[3.0, 1.0, -3.0], [3.0, 1.0, 0.0]])
    array([ True, False])
    """
    x = as_logits(x)
    pairs = (x[..., np.newaxis] == -x[..., np.newaxis, :]) & (x != 0)[..., np.newaxis]
    return np.asarray(pairs.any(axis=(-2, -1)))[()]
