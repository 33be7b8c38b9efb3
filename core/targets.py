"""What the right answer may look like: a class index or a distribution."""

import numpy as np
from numpy.typing import ArrayLike

from core.arguments import (
    Floats,
    as_distribution,
    as_numbers,
    as_probabilities,
    as_soft_target,
    common_shape,
)


def smooth_labels(target: ArrayLike, epsilon: ArrayLike = 0.1) -> Floats:
    r"""Move a share of every distribution to all of its classes alike.

    .. math:: (1 - \varepsilon) \, y_k + \frac{\varepsilon}{K}

    Parameters
    ----------
    target : array_like, shape (..., K)
        Distributions y over K classes, such as one-hot ones.
    epsilon : array_like, shape (...), optional
        The share, from 0 (nothing is moved) to 1 (all classes are alike).

    Returns
    -------
    ndarray of float64, shape (..., K)
        Distributions again.

    Raises
    ------
    ValueError
        If there is no class, an entry lies outside [0, 1], or shapes do not match.

    References
    ----------
    .. [1] C. Szegedy et al., "Rethinking the Inception architecture for computer
       vision", CVPR (2016), section 7.

    Examples
    --------
    >>> smooth_labels([0, 0, 1], 0.3).round(15)
    array([0.1, 0.1, 0.8])
    """
    y = as_distribution(target, "target")
    share = as_probabilities(epsilon, "epsilon")
    common_shape(share.shape, y.shape[:-1], "epsilon and target")
    share = share[..., np.newaxis]
    return np.asarray((1 - share) * y + share / y.shape[-1])


def as_target(target: ArrayLike, shape: tuple[int, ...]) -> Floats:
    """Return targets as distributions over the classes of logits of this shape.

    A target with one entry per class on its last axis is a distribution; integers
    without such an axis are class indices, each short for a one-hot distribution.
    Integers of exactly the leading shape of the logits are always class indices.
    Either kind broadcasts against the leading axes.
    """
    leading, classes = shape[:-1], shape[-1]
    numbers = as_numbers(target, "target")
    if np.asarray(target).dtype.kind != "f" and _are_indices(numbers.shape, shape):
        y = _one_hot(numbers, classes)
    elif numbers.shape[-1:] == (classes,):
        y = as_soft_target(numbers)
    else:
        raise ValueError(
            f"target must hold integer class indices or {classes} probabilities "
            f"on its last axis, got {target!r}"
        )
    common_shape(y.shape[:-1], leading, "target and logits")
    return y


def _are_indices(target: tuple[int, ...], logits: tuple[int, ...]) -> bool:
    """Tell indices from distributions by the two shapes."""
    if target == logits[:-1]:
        return True
    # (n, 1) beside (n, K) is a slip: it would broadcast to n losses for every row.
    is_column = len(logits) > 1 and target[:-1] == logits[:-1]
    return target[-1:] != logits[-1:] and not is_column


def _one_hot(index: Floats, classes: int) -> Floats:
    """Return distributions that are sure of a class."""
    outside = (index < 0) | (index >= classes)
    if np.any(outside):
        offender = int(index[outside].flat[0])
        raise IndexError(f"class index {offender} is outside 0 to {classes - 1}")
    return np.asarray(index[..., np.newaxis] == np.arange(classes), np.float64)
