"""A chain of units, and how much of a change comes through, in NumPy alone."""

from math import erf

import numpy as np


def through(
    f: str, layers: float, x: float, w: float, b: float
) -> tuple[np.float64, float]:
    """Return what comes out of a chain, and the derivative of that by x."""
    bend = {
        "linear": lambda z: (z, 1.0),
        "sigmoid": lambda z: (1 / (1 + np.exp(-z)), np.exp(-z) / (1 + np.exp(-z)) ** 2),
        "tanh": lambda z: (np.tanh(z), 1 - np.tanh(z) ** 2),
        "relu": lambda z: (max(z, 0.0), float(z > 0)),
        "leaky": lambda z: (max(z, 0.01 * z), 1.0 if z > 0 else 0.01),
        "gelu": lambda z: (
            z * (1 + erf(z / np.sqrt(2))) / 2,
            (1 + erf(z / np.sqrt(2))) / 2 + z * np.exp(-z * z / 2) / np.sqrt(2 * np.pi),
        ),
    }[f]
    a, left = x, 1.0
    for _ in range(int(layers)):
        a, slope = bend(w * a + b)  # forward: a weighted sum, and a bend
        left = left * w * slope  # the chain rule: one factor more
    return a, left
