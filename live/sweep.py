"""Sweeps: what the scene says now, and all along the range of every control.

A scene is a pure function: it takes controls by their keys, each an array, and
answers with a mapping of named arrays. It must broadcast: when its arguments
come with a leading axis, so do its answers.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from live.controls import Array, Control, Single, Value, swept_in
from live.tables import Column, Table, tables

SHORT = 20  # rows that are too few to leave any out
Found = Mapping[str, Array]
Scene = Callable[..., Found]


@dataclass(frozen=True)
class Sweep:
    """All that the browser needs until the next commit.

    `rest` holds every binding for the state as it is, a number or a row of
    numbers; `tables` says for each control which bindings change along its
    grid. What does not change along a control is left out of its table.
    """

    rest: dict[str, Array]
    tables: dict[str, Table]


@dataclass(frozen=True)
class Place:
    """Where the number of a control stands: in which argument, at which column."""

    argument: str
    column: int
    control: Single


def sweep(
    scene: Scene,
    controls: Sequence[Control],
    values: Mapping[str, Value],
    bindings: Callable[[Found], Found] = lambda found: found,
    exact: Collection[str] = (),
    stride: int = 1,
    *,
    ahead: bool = True,
    levelled: bool = False,
) -> Sweep:
    """Evaluate `scene` at rest, and along every control.

    The scene is called once, with the state at rest and every "what if" of every
    control stacked on one leading axis.

    Parameters
    ----------
    scene
        The function to evaluate.
    controls
        All controls. The scene receives those that its arguments are called
        after: a slider as a number, a group as an array.
    values
        The value of every control, by key.
    bindings
        What of the scene's answers is sent, and under which names.
    exact
        Bindings whose tables keep float64; the others travel as float32.
    stride
        How far apart the rows of a table are along the grid. Short grids,
        such as those of choices, keep every row.
    ahead
        Whether tables are wanted; without them all are empty.
    levelled
        Whether every row of a table is rounded to levels, though none is left out.

    Raises
    ------
    ValueError
        If a binding does not carry the leading axis of the arguments, or the
        scene asks for what no control is called.

    """
    arguments = arguments_of(scene, controls)
    places = places_of(arguments)
    every = [part for control in controls for part in swept_in(control)]
    known = {part.key for part in every}
    if lost := {key for part in every for key in part.sets} - known:
        raise ValueError(f"a view sets {sorted(lost)}, which no control is called")
    swept = [part for part in every if ahead and moves(part, places)]
    grids = [thinned(control.grid, stride) for control in swept]
    stacked = what_ifs(swept, grids, arguments, places, values)
    found = answers(scene, arguments, stacked, bindings)
    rest = {name: np.asarray(array[0]) for name, array in found.items()}
    lengths = [len(grid) for grid in grids]
    strides = [
        1 if len(grid) == len(control.grid) else stride
        for grid, control in zip(grids, swept, strict=True)
    ]
    made: dict[str, Table] = {part.key: {} for part in every}
    whole = as_exact(found, exact)
    for kind, chosen in (
        (np.float64, [name for name in found if name in whole]),
        (np.float32, [name for name in found if name not in whole]),
    ):
        # One array under two names is looked at, and travels, once.
        firsts = {id(found[name]): name for name in reversed(chosen)}
        distinct = {
            name: found[name].reshape(1 + sum(lengths), -1) for name in firsts.values()
        }
        packed = tables(distinct, lengths, strides, kind, levelled=levelled)
        for control, table in zip(swept, packed, strict=True):
            for name in chosen:
                first = firsts[id(found[name])]
                if first in table:
                    made[control.key][name] = table[first]
    for control, here in zip(swept, slices(lengths), strict=True):
        for key in viewed(control, places) if stride == 1 and not levelled else ():
            place = places[key]
            column = stacked[place.argument][here, place.column : place.column + 1]
            made[control.key][key] = Column(np.array([0]), column)
    return Sweep(rest, made)


def moves(control: Single, places: Mapping[str, Place]) -> bool:
    """Whether a control moves anything that the scene asks for."""
    return not places.keys().isdisjoint({control.key, *control.sets})


def as_exact(found: Found, exact: Collection[str]) -> set[str]:
    """Return which bindings are as exact as those named: what shows the same array."""
    same = {id(array) for name, array in found.items() if name in exact}
    return {name for name, array in found.items() if id(array) in same}


def arguments_of(scene: Scene, controls: Sequence[Control]) -> dict[str, Control]:
    """Return the controls that a scene asks for, by the names of its arguments."""
    named = {control.key: control for control in controls}
    asked = inspect.signature(scene).parameters
    if unknown := asked.keys() - named.keys():
        raise ValueError(
            f"the scene asks for {sorted(unknown)}, which no control is called"
        )
    return {name: named[name] for name in asked}


def places_of(arguments: Mapping[str, Control]) -> dict[str, Place]:
    """Return where the number of each swept control stands, by its key."""
    return {
        part.key: Place(name, column, part)
        for name, control in arguments.items()
        for column, part in enumerate(swept_in(control))
    }


def viewed(view: Single, places: Mapping[str, Place]) -> list[str]:
    """Return what a view sets of the arguments of a scene."""
    return [key for key in view.sets if key in places]


def thinned(grid: Array, stride: int) -> Array:
    """Return every `stride`-th value of a long grid, and the last."""
    if stride == 1 or len(grid) <= SHORT:
        return grid
    picks = np.append(np.arange(0, len(grid) - 1, stride), len(grid) - 1)
    thin: Array = grid[picks]
    return thin


def what_ifs(
    swept: Sequence[Single],
    grids: Sequence[Array],
    arguments: Mapping[str, Control],
    places: Mapping[str, Place],
    values: Mapping[str, Value],
) -> dict[str, Array]:
    """Return every argument at rest, and below along all grids: (1 + rows, columns)."""
    lengths = [len(grid) for grid in grids]
    rows = 1 + sum(lengths)
    stacked = {}
    for name, control in arguments.items():
        now = np.array([values[part.key] for part in swept_in(control)], dtype=float)
        # Column after column in memory: a scene mostly works along rows, and NumPy
        # does that ten times as fast when it can take whole columns.
        stacked[name] = np.full((rows, len(now)), now, order="F")
    for part, grid, here in zip(swept, grids, slices(lengths), strict=True):
        for key in viewed(part, places):
            place = places[key]
            low, high = place.control.grid[[0, -1]]
            moved = np.clip(part.sets[key](grid), low, high)
            stacked[place.argument][here, place.column] = moved
        if not part.sets:
            place = places[part.key]
            stacked[place.argument][here, place.column] = grid
    return stacked


def slices(lengths: Sequence[int]) -> list[slice]:
    """Return where each of several parts is, one after the other below a first row."""
    ends = accumulate(lengths, initial=1)
    return [slice(start, end) for start, end in pairwise(ends)]


def answers(
    scene: Scene,
    arguments: Mapping[str, Control],
    stacked: Mapping[str, Array],
    bindings: Callable[[Found], Found],
) -> dict[str, Array]:
    """Call the scene; a control by itself is passed without the axis of a row."""
    passed = {
        name: stacked[name] if control.row else stacked[name][..., 0]
        for name, control in arguments.items()
    }
    rows = len(next(iter(stacked.values())))
    found = {
        name: np.asarray(array, dtype=float)
        for name, array in bindings(scene(**passed)).items()
    }
    for name, array in found.items():
        if array.shape[:1] != (rows,) or array.ndim > 2:  # noqa: PLR2004 - one axis more
            raise ValueError(
                f"the scene's {name!r} has shape {array.shape}; it must be {(rows,)}, "
                "the leading axis of the arguments, and at most one axis more"
            )
    return found
