"""What is true: a class, counted from 0, or after the last class a mixture.

Of a true class the share `epsilon` is moved to all classes alike; a mixture, `own`,
stays as it was typed.
"""

import numpy as np

from core import cross_entropy_gradient, sharpen, smooth_labels
from live import Array

LIMIT = 10.0  # of a logit, as its slider has it


def target(own: Array, epsilon: Array, y: Array) -> tuple[Array, Array]:
    """Return the target, and which class is true: of a mixture, the likeliest."""
    choices = np.vstack([np.eye(len(own)), own])[y.astype(int)]
    moved = np.where(y < len(own), epsilon, 0.0)
    return smooth_labels(choices, moved), choices.argmax(axis=-1)


def stepped(own: Array, epsilon: Array, z: Array, y: Array, confidence: Array) -> Array:
    """Return the logits after a step down the slope of what softmax sees of them."""
    truth, _ = target(own, epsilon, y)
    gradient = cross_entropy_gradient(sharpen(z, confidence), truth)
    return np.clip(z - gradient / confidence[..., np.newaxis], -LIMIT, LIMIT)


def one(rows: Array, index: Array) -> Array:
    """Return one number of each row."""
    found: Array = np.take_along_axis(rows, index[..., np.newaxis], axis=-1)[..., 0]
    return found
