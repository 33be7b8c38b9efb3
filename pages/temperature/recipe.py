"""Softmax at a temperature, its entropy, and draws from it, in NumPy alone."""

import numpy as np
from numpy.typing import NDArray


def temperature(
    z: list[float], t: float
) -> tuple[NDArray[np.float64], np.float64, np.float64, np.float64]:
    """Return the shares, their entropy in nat and bit, and the perplexity."""
    gaps = np.array(z) - np.max(z)
    # At T = 0 the limit: the largest logits share everything.
    weights = np.exp(gaps / t) if t else np.where(gaps == 0, 1.0, 0.0)
    p = weights / weights.sum()

    possible = p[p > 0]
    entropy = -np.sum(possible * np.log(possible))
    bits, perplexity = entropy / np.log(2), np.exp(entropy)
    return p, entropy, bits, perplexity


def draws(
    z: list[float], t: float, n: float
) -> tuple[NDArray[np.float64], np.float64, np.float64, np.float64, NDArray[np.int64]]:
    """Return the shares, entropy in nat and bit, perplexity, and what was drawn."""
    gaps = np.array(z) - np.max(z)
    # At T = 0 the limit: the largest logits share everything.
    weights = np.exp(gaps / t) if t else np.where(gaps == 0, 1.0, 0.0)
    p = weights / weights.sum()

    possible = p[p > 0]
    entropy = -np.sum(possible * np.log(possible))
    bits, perplexity = entropy / np.log(2), np.exp(entropy)

    draws = np.random.default_rng(20).random(1000)[: int(n)]
    drawn = np.searchsorted(p.cumsum()[:-1], draws, side="right")
    counts = np.bincount(drawn, minlength=len(p))
    return p, entropy, bits, perplexity, counts
