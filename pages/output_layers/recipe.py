"""Four readings of one row of logits in NumPy alone."""

import numpy as np
from numpy.typing import NDArray

Outputs = NDArray[np.float64]


def readings(z: list[float], task: str) -> tuple[Outputs | np.float64, ...]:
    """Return all outputs, what two readings add up to, and the answer to a task."""
    identity = np.array(z)
    relu = np.maximum(identity, 0)
    sigmoid = 1 / (1 + np.exp(-identity))
    weights = np.exp(identity - identity.max())
    softmax = weights / weights.sum()

    output = {
        "signed": identity[:1],  # of one neuron
        "positive": relu[:1],
        "yesno": sigmoid[:1],
        "one": softmax,
        "several": sigmoid,
    }[task]
    return identity, relu, sigmoid, softmax, sigmoid.sum(), softmax.sum(), output
