"""Logits measured from the winner: what every function of the family rests on.

Softmax does not change when all logits move together, so only distances matter.
Let the *peak* be the largest logit, the winner's. Every class then has

    gap     z - peak, 0 for the winner and negative for the others,
    weight  e^gap, 1 for the winner and between 0 and 1 for the others,

and *rest* is the weight of all the others together. The sum of all weights is
1 + rest, and the whole family can be read off without ever forming e^z:

    softmax          weight / (1 + rest)
    log softmax      gap - log(1 + rest)
    log-sum-exp      peak + log(1 + rest)
    1 - p (winner)   rest / (1 + rest)

Nothing overflows, because no weight exceeds 1. Nothing is lost either: a rest of
1e-17 is a number with all its digits, while 1 + 1e-17 is simply 1.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from core.arguments import (
    Floats,
    as_logits,
    as_temperature,
    common_shape,
    in_our_order,
)
from core.sums import split_sum


class Gaps(NamedTuple):
    """Logits (..., K) seen from the winner; `peak` and `rest` have shape (..., 1)."""

    peak: Floats
    gap: Floats
    weight: Floats
    rest: Floats


@np.errstate(all="ignore")
def measure(logits: ArrayLike, temperature: ArrayLike = 1.0) -> Gaps:
    """Measure logits from the winner of their row, in units of the temperature."""
    z, t = as_logits(logits), as_temperature(temperature)
    leading = common_shape(t.shape, z.shape[:-1], "temperature and logits")
    z = in_our_order(np.broadcast_to(z, (*leading, z.shape[-1])))
    if np.all(t == 1):
        peak, gap, slip = _subtract_peak(z)
    else:
        t = np.broadcast_to(t, leading)[..., np.newaxis]
        # Above T = 1, half a gap over half a temperature: halves never overflow.
        scale = np.where(t > 1, 0.5, 1.0)
        peak, gap, slip = _subtract_peak(z * scale)
        gap, slip = _divide(gap, slip, t * scale)
    weight = np.exp(gap)
    weight += weight * slip  # e^(gap + slip) = e^gap (1 + slip)
    coarse, fine = split_sum(weight)
    rest = (coarse - 1) + fine  # the winner's 1 taken away before any rounding
    return Gaps(peak, gap, weight, rest[..., np.newaxis])


def _subtract_peak(z: Floats) -> tuple[Floats, Floats, Floats]:
    """Return peak, gap and slip, where gap + slip is z - peak without rounding.

    A difference of two floats is rounded, and e^gap turns that absolute error into
    a relative one: hundreds of ulp for a gap of -700. Knuth's two-difference finds
    exactly what the rounding took.
    """
    peak = z.max(axis=-1, keepdims=True)
    gap = z - peak
    moved = gap - z
    slip = (z - (gap - moved)) - (peak + moved)
    slip[gap == -np.inf] = 0  # nothing to give back to a masked class
    if np.isposinf(peak).any():
        # inf - inf is nan, and rightly so for two of them: the limit depends on the
        # path. A lone +inf wins on every path.
        infinite = np.isposinf(z)
        lone = infinite & (infinite.sum(axis=-1, keepdims=True) == 1)
        gap[lone] = slip[lone] = 0
    return peak, gap, slip


def _divide(gap: Floats, slip: Floats, t: Floats) -> tuple[Floats, Floats]:
    """Return (gap + slip) / t as a new gap and slip.

    The exact quotient is -(whole + remainder / t), as in long division. Subtracting
    the rounded quotient from it leaves the new slip.
    """
    # 0 and -inf stay what they are at any temperature, 0 and inf included.
    finite = (gap < 0) & (gap > -np.inf)
    quotient = np.where(finite, gap / t, gap)
    whole, remainder = np.divmod(-gap, t)
    slip = slip / t - ((whole + quotient) + remainder / t)
    return quotient, np.where(finite & (quotient > -np.inf), slip, 0.0)
