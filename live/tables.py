"""Tables: what moves along each control, in as few bytes as draw it.

The browser's ``tables.js`` reads them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from live.values import Array

LEVELS = 2**16 - 1


@dataclass(frozen=True, eq=False)
class Column:
    """The parts of one binding that change along a control.

    `indices` are their positions in the binding, and `rows` their values: one
    row for each `stride`-th value of the grid, and for the last; one column
    for each index. Where `low` and `high` are given, rows are levels between
    them, from 0 to 65,535.
    """

    indices: Array
    rows: Array
    stride: int = 1
    low: float | None = None
    high: float | None = None


Table = dict[str, Column]


def tables(
    found: Mapping[str, Array],
    lengths: Sequence[int],
    strides: Sequence[int],
    kind: type,
    *,
    levelled: bool = False,
) -> list[Table]:
    """Return one table for each control: what moves along it, and nothing else.

    All bindings are looked at side by side, as the columns of one array: a
    lesson has a hundred of them, and NumPy takes as long for one as for all.

    Parameters
    ----------
    found
        Each binding at rest, and below for every "what if" of every control:
        shape (1 + rows, parts).
    lengths
        How many rows belong to each control.
    strides
        How far apart these rows are along the grid of the control; where that
        is more than 1 they are rounded to levels.
    kind
        The type in which numbers travel, ``np.float32`` or ``np.float64``.
    levelled
        Whether rows are rounded to levels where none is left out, too.

    """
    if not found or not lengths:
        return [{} for _ in lengths]
    widths = [array.shape[1] for array in found.values()]
    ends = np.cumsum(widths)
    firsts = ends - widths
    with np.errstate(over="ignore"):  # beyond float32 a number becomes inf there
        side_by_side: Array = np.concatenate(list(found.values()), axis=1)
        side_by_side = side_by_side.astype(kind, order="C")
    still, side_by_side = side_by_side[0], side_by_side[1:]
    differs = side_by_side != still
    if np.isnan(still).any():
        differs &= ~(np.isnan(side_by_side) & np.isnan(still))
    kinds = fewest_bytes(side_by_side, firsts)
    made: list[Table] = []
    start = 0
    for length, stride in zip(lengths, strides, strict=True):
        here = slice(start, start + length)
        start += length
        moves, numbers = differs[here].any(axis=0), side_by_side[here]
        rough = levelled or stride > 1
        if rough:
            low = np.minimum.reduceat(numbers.min(axis=0), firsts).tolist()
            high = np.maximum.reduceat(numbers.max(axis=0), firsts).tolist()
        table: Table = {}
        for i, (name, first, end) in enumerate(zip(found, firsts, ends, strict=True)):
            indices = moves[first:end].nonzero()[0]
            if not indices.size:
                continue
            rows = numbers[:, first:end]
            if indices.size < end - first:
                rows = rows[:, indices]
            if rough and math.isfinite(low[i]) and math.isfinite(high[i]):
                scaled = levels(rows, low[i], high[i])
                table[name] = Column(indices, scaled, stride, low[i], high[i])
            else:
                table[name] = Column(indices, rows.astype(kinds[i]), stride)
        made.append(table)
    return made


def fewest_bytes(side_by_side: Array, firsts: Array) -> list[type]:
    """Return the type of each binding: whole numbers from 0 fit in few bytes."""
    kinds: list[type] = [side_by_side.dtype.type] * len(firsts)
    fits = np.zeros(side_by_side.shape[1], dtype=bool)
    with np.errstate(invalid="ignore"):  # what does not fit differs then
        # Few numbers are whole, and hardly another begins with one.
        likely = (side_by_side[0] % 1 == 0).nonzero()[0]
        numbers = side_by_side[:, likely]
        for kind in (np.uint16, np.uint8):
            fits[likely] = (numbers.astype(kind) == numbers).all(axis=0)
            for binding in np.logical_and.reduceat(fits, firsts).nonzero()[0]:
                kinds[binding] = kind
    return kinds


def levels(rows: Array, low: float, high: float) -> Array:
    """Round numbers to 65,536 levels between two ends."""
    shares = (rows - low) / (high - low or 1)
    return np.rint(shares * LEVELS).astype(np.uint16)
