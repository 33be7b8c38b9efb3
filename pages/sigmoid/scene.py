"""A logit as a probability, as odds, and back again in float64."""

import numpy as np

from core import log_sigmoid, logit, odds, sigmoid
from live import Array

READ = 12  # digits: the logit of one in a thousand leads back to a bit less than that


def scene(z: Array) -> dict[str, Array]:
    """Answer for a logit (...), and for that logit and 1."""
    p, next_p = sigmoid(z), sigmoid(z + 1)
    rest = sigmoid(-z)  # 1 - p, also where that rounds to 0
    now, following = odds(p), odds(next_p)
    back, next_back = logit(p), logit(next_p)
    with np.errstate(invalid="ignore"):  # inf against inf: float64 has given up
        ratio, difference = following / now, next_back - back
    return {
        "argument": z,
        "p": p,
        "rest": rest,
        "odds": now,
        "logit": back,
        "slope": p * rest,
        "next_p": next_p,
        "next_odds": following,
        "next_logit": next_back,
        "ratio": ratio,
        "difference": difference,
        "shrunk": np.exp(-z),
        "step": np.where(z < 0, 0.0, 1.0),
        "step_slope": np.where(z == 0, np.inf, 0.0),
        "complement": 1 - p,
        "log_p": log_sigmoid(z),
        "log_rest": log_sigmoid(-z),
        "kept": log_sigmoid(z) - log_sigmoid(-z),
        "three": np.abs(now - 3) < 0.01,
        "steepest": z == 0,
        "rare": np.round(p, READ) < 1 / 1000,
        "lost": np.isposinf(back),
    }
