"""Gradient descent and Adam on one ravine, in NumPy alone."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def recipe(
    step: float,
    c: float,
    gd: float,
    adam: float,
    beta1: float,
    beta2: float,
    tilt: float,
    x0: float,
    y0: float,
) -> tuple[Array, Array]:
    """Return the weights of gradient descent and of Adam after so many steps."""
    cos, sin = np.cos(np.radians(tilt)), np.sin(np.radians(tilt))
    axes = np.array([[cos, -sin], [sin, cos]])  # from the map to the weights
    curves = c * axes @ np.diag([1, 20]) @ axes.T

    w = axes @ [x0, y0]
    for _ in range(int(step)):
        w = w - gd * (curves @ w)
    by_descent = w

    w = axes @ [x0, y0]
    m, v = np.zeros(2), np.zeros(2)
    for t in range(1, int(step) + 1):
        g = curves @ w
        m = beta1 * m + (1 - beta1) * g  # which way, of late
        v = beta2 * v + (1 - beta2) * g**2  # how large, of late
        m_hat = m / (1 - beta1**t)  # both began at 0
        v_hat = v / (1 - beta2**t)
        w = w - adam * m_hat / (np.sqrt(v_hat) + 1e-8)
    return by_descent, w
