"""A chain of units, and how much of a change comes through, in NumPy alone.

One for each activation: a learner reads the one that is chosen.
"""

import math
from collections.abc import Callable
from typing import Final

import numpy as np


def linear(layers: float, x: float, w: float, b: float) -> tuple[float, float]:
    """Return what comes out of a chain, and its derivative by x."""
    a, arrives = x, 1.0
    for _ in range(int(layers)):
        a = w * a + b  # nothing bends
        arrives = arrives * w  # the chain rule: one factor more
    return a, arrives


def sigmoid(layers: float, x: float, w: float, b: float) -> tuple[float, float]:
    """Return what comes out of a chain, and its derivative by x."""
    a, arrives = x, 1.0
    for _ in range(int(layers)):
        a = 1 / (1 + np.exp(-(w * a + b)))
        slope = a * (1 - a)
        arrives = arrives * w * slope  # the chain rule: one factor more
    return a, arrives


def tanh(layers: float, x: float, w: float, b: float) -> tuple[float, float]:
    """Return what comes out of a chain, and its derivative by x."""
    a, arrives = x, 1.0
    for _ in range(int(layers)):
        a = np.tanh(w * a + b)
        slope = 1 - a**2
        arrives = arrives * w * slope  # the chain rule: one factor more
    return a, arrives


def relu(layers: float, x: float, w: float, b: float) -> tuple[float, float]:
    """Return what comes out of a chain, and its derivative by x."""
    a, arrives = x, 1.0
    for _ in range(int(layers)):
        z = w * a + b
        a = max(z, 0.0)
        slope = 1.0 if z > 0 else 0.0
        arrives = arrives * w * slope  # the chain rule: one factor more
    return a, arrives


def leaky_relu(layers: float, x: float, w: float, b: float) -> tuple[float, float]:
    """Return what comes out of a chain, and its derivative by x."""
    a, arrives = x, 1.0
    for _ in range(int(layers)):
        z = w * a + b
        a = max(z, 0.01 * z)
        slope = 1.0 if z > 0 else 0.01
        arrives = arrives * w * slope  # the chain rule: one factor more
    return a, arrives


def gelu(layers: float, x: float, w: float, b: float) -> tuple[float, float]:
    """Return what comes out of a chain, and its derivative by x."""
    a, arrives = x, 1.0
    for _ in range(int(layers)):
        z = w * a + b
        below = (1 + math.erf(z / np.sqrt(2))) / 2  # of a normal distribution
        density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
        a = z * below
        slope = below + z * density
        arrives = arrives * w * slope  # the chain rule: one factor more
    return a, arrives


RECIPES: Final[dict[str, Callable[..., tuple[float, float]]]] = {
    "linear": linear,
    "sigmoid": sigmoid,
    "tanh": tanh,
    "relu": relu,
    "leaky": leaky_relu,
    "gelu": gelu,
}
