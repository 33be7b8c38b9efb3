"""The door of core: which arguments may come in, and what is said otherwise.

Every function of core begins here and then works on float64 arrays of its own
order, so that lists, integers, transposed or reversed arrays give the same digits.
A few classes lie in memory one class after the other: NumPy then adds and compares
whole columns, ten times as fast as short row after short row.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
FEW = 64  # classes


def as_numbers(values: ArrayLike, name: str) -> Floats:
    """Return `values` as float64 in our order; refuse what is not a real number."""
    if holds_mask(values):
        raise TypeError(f"{name} must not be masked: leave out or fill what is hidden")
    numbers = np.asarray(values)
    if numbers.dtype.kind not in "biuf":
        raise ValueError(f"{name} must be real numbers, got {values!r}")
    with np.errstate(all="ignore"):
        return in_our_order(np.asarray(numbers, dtype=np.float64))


def holds_mask(values: object) -> bool:
    """Tell a masked array or a list of them: NumPy would take what they hide."""
    parts = values if isinstance(values, list | tuple) else [values]
    return any(issubclass(kind, np.ma.MaskedArray) for kind in set(map(type, parts)))


def in_our_order(numbers: Floats) -> Floats:
    """Return numbers (..., K) class after class if they are few, else row after row."""
    few = numbers.ndim > 1 and numbers.shape[-1] < FEW
    return np.asarray(numbers, order="F" if few else "C")


def as_logits(logits: ArrayLike) -> Floats:
    """Return logits of shape (..., K) with at least one class."""
    numbers = as_numbers(logits, "logits")
    if numbers.ndim == 0:
        raise ValueError(f"logits need a class axis, got the single number {numbers}")
    if numbers.shape[-1] == 0:
        raise ValueError(f"logits need a class or more, got shape {numbers.shape}")
    return numbers


def as_temperature(temperature: ArrayLike) -> Floats:
    """Return a temperature: 0, positive or infinite; -0 is 0."""
    numbers = as_numbers(temperature, "temperature")
    refuse_unless(numbers >= 0, numbers, "temperature must be 0 or more")
    return numbers + 0.0


def as_probabilities(p: ArrayLike, name: str = "p") -> Floats:
    """Return probabilities of any shape; a nan stays what it is, and -0 is 0."""
    numbers = as_numbers(p, name)
    inside = (numbers >= 0) & (numbers <= 1)
    refuse_unless(inside | np.isnan(numbers), numbers, f"{name} must lie in [0, 1]")
    return numbers + 0.0


def as_distribution(p: ArrayLike, name: str = "p") -> Floats:
    """Return probabilities of shape (..., K) with at least one class."""
    numbers = as_probabilities(p, name)
    if numbers.ndim == 0 or numbers.shape[-1] == 0:
        raise ValueError(f"{name} needs a class or more, got shape {numbers.shape}")
    return numbers


def as_soft_target(target: ArrayLike) -> Floats:
    """Return targets from 0 to 1 of any shape; a nan is not a target."""
    numbers = as_numbers(target, "target")
    inside = (numbers >= 0) & (numbers <= 1)
    refuse_unless(inside, numbers, "target must lie in [0, 1]")
    return numbers


def refuse_unless(allowed: NDArray[np.bool_], numbers: Floats, rule: str) -> None:
    """Raise a ValueError that states the rule and the first number to break it."""
    if not np.all(allowed):
        offender = numbers[~np.asarray(allowed)].flat[0]
        raise ValueError(f"{rule}, got {offender}")


def common_shape(
    first: tuple[int, ...], second: tuple[int, ...], what: str
) -> tuple[int, ...]:
    """Return the shape both broadcast to; `what` names the two for the message."""
    try:
        return np.broadcast_shapes(first, second)
    except ValueError:
        raise ValueError(f"{what} must match, got {first} and {second}") from None
