"""The sigmoid and the way back in NumPy alone."""

import numpy as np


def there_and_back(z: float) -> tuple[float, float, float, float, float]:
    """Return the probability, odds, logit and slope, and the logit that is kept."""
    p = 1 / (1 + np.exp(-z))
    with np.errstate(divide="ignore"):  # where p is 1 the odds are infinite
        odds = p / (1 - p)
        logit = np.log(odds)
    slope = p / (1 + np.exp(z))  # 1 - p, also where that rounds to 0
    # log sigmoid(z) - log sigmoid(-z)
    kept = -np.log1p(np.exp(-z)) + np.log1p(np.exp(z))
    return p, odds, logit, slope, kept
