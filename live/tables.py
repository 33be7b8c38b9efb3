"""Tables: what moves along each control, in as few bytes as draw it.

The browser's ``tables.js`` reads them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from live.controls import Array

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
    rest: Mapping[str, Array],
    lengths: Sequence[int],
    strides: Sequence[int],
    kind: type,
) -> list[Table]:
    """Return one table for each control: what moves along it, and nothing else.

    All bindings are looked at side by side, as the columns of one array: a
    lesson has a hundred of them, and NumPy takes as long for one as for all.

    Parameters
    ----------
    found
        Each binding for every "what if" of every control, one below the other:
        shape (rows, parts).
    rest
        Each binding at rest.
    lengths
        How many rows belong to each control.
    strides
        How far apart these rows are along the grid of the control; where that
        is more than 1 they are rounded to levels.
    kind
        The type in which numbers travel, ``np.float32`` or ``np.float64``.

    """
    if not found or not lengths:
        return [{} for _ in lengths]
    widths = [array.shape[1] for array in found.values()]
    ends = np.cumsum(widths)
    firsts, starts = ends - widths, np.cumsum([0, *lengths[:-1]])
    with np.errstate(over="ignore"):  # beyond float32 a number becomes inf there
        side_by_side: Array = np.concatenate(list(found.values()), axis=1).astype(kind)
        still: Array = np.concatenate([rest[name].ravel() for name in found])
        still = still.astype(kind)
    differs = (side_by_side != still) & ~(np.isnan(side_by_side) & np.isnan(still))
    moves = np.logical_or.reduceat(differs, starts)
    kinds = fewest_bytes(side_by_side, firsts)
    low = np.minimum.reduceat(np.minimum.reduceat(side_by_side, starts), firsts, axis=1)
    high = np.maximum.reduceat(
        np.maximum.reduceat(side_by_side, starts), firsts, axis=1
    )
    made: list[Table] = []
    for control, (start, length, stride) in enumerate(
        zip(starts, lengths, strides, strict=True)
    ):
        table: Table = {}
        for binding, name in enumerate(found):
            first, end = firsts[binding], ends[binding]
            indices = moves[control, first:end].nonzero()[0]
            if not indices.size:
                continue
            rows = side_by_side[start : start + length, first:end]
            if indices.size < end - first:
                rows = rows[:, indices]
            ends_here = float(low[control, binding]), float(high[control, binding])
            if stride > 1 and np.isfinite(ends_here).all():
                table[name] = Column(
                    indices, levels(rows, *ends_here), stride, *ends_here
                )
            else:
                table[name] = Column(indices, rows.astype(kinds[binding]), stride)
        made.append(table)
    return made


def fewest_bytes(side_by_side: Array, firsts: Array) -> list[type]:
    """Return the type of each binding: whole numbers from 0 fit in few bytes."""
    kinds: list[type] = [side_by_side.dtype.type] * len(firsts)
    for kind in (np.uint16, np.uint8):
        with np.errstate(invalid="ignore"):  # what does not fit differs then
            fits = (side_by_side.astype(kind) == side_by_side).all(axis=0)
        for binding in np.logical_and.reduceat(fits, firsts).nonzero()[0]:
            kinds[binding] = kind
    return kinds


def levels(rows: Array, low: float, high: float) -> Array:
    """Round numbers to 65,536 levels between two ends."""
    shares = (rows - low) / (high - low or 1)
    return np.rint(shares * LEVELS).astype(np.uint16)
