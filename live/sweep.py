"""Sweeps: what the scene says now, and all along the range of every control.

A scene is a pure function: one array per control in, a mapping of named
arrays out. It must broadcast: when the arguments come with a leading axis, so
do the answers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from live.controls import (
    Array,
    Control,
    Group,
    Swept,
    Value,
    ends_of,
    is_argument,
)
from live.tables import Column, Table, tables

SHORT = 20  # rows that are too few to leave any out
Scene = Callable[..., Mapping[str, Array]]


@dataclass(frozen=True)
class Sweep:
    """All that the browser needs until the next commit.

    `rest` holds every binding for the state as it is, a number or a row of
    numbers; `tables` says for each control which bindings change along its
    grid. What does not change along a control is left out of its table.
    """

    rest: dict[str, Array]
    tables: dict[str, Table]


def sweep(
    scene: Scene,
    controls: Sequence[Control],
    values: Mapping[str, Value],
    exact: Collection[str] = (),
    stride: int = 1,
) -> Sweep:
    """Evaluate `scene` at rest, and along every control.

    The scene is called once, with the state at rest and every "what if" of every
    control stacked on one leading axis.

    Parameters
    ----------
    scene
        The function to evaluate.
    controls
        All controls. Those that are arguments of the scene are passed to it
        in this order: a slider as a number, a group as an array.
    values
        The value of every control, by key.
    exact
        Bindings whose tables keep float64; the others travel as float32.
    stride
        How far apart the rows of a table are along the grid. Short grids,
        such as those of choices, keep every row.

    Raises
    ------
    ValueError
        If an answer does not carry the leading axis of the arguments.

    """
    arguments = [control for control in controls if is_argument(control)]
    state = [
        np.array([values[key] for key in keys_of(control)], dtype=float)
        for control in arguments
    ]
    swept = [single for control in controls for single in swept_in(control)]
    grids = [thinned(control.grid, stride) for control in swept]
    stacked = what_ifs(swept, grids, arguments, state)
    found = answers(scene, arguments, stacked)
    rest = {name: np.asarray(array[0]) for name, array in found.items()}
    lengths = [len(grid) for grid in grids]
    strides = [
        1 if len(grid) == len(control.grid) else stride
        for grid, control in zip(grids, swept, strict=True)
    ]
    made: dict[str, Table] = {control.key: {} for control in swept}
    for kind, chosen in (
        (np.float64, [name for name in found if name in exact]),
        (np.float32, [name for name in found if name not in exact]),
    ):
        # One array under two names is looked at, and travels, once.
        firsts = {id(found[name]): name for name in reversed(chosen)}
        distinct = {
            name: found[name].reshape(1 + sum(lengths), -1) for name in firsts.values()
        }
        for control, table in zip(
            swept, tables(distinct, lengths, strides, kind), strict=True
        ):
            for name in chosen:
                first = firsts[id(found[name])]
                if first in table:
                    made[control.key][name] = table[first]
    for control, here in zip(swept, slices(lengths), strict=True):
        for key in control.sets if stride == 1 else ():
            position, column = place_of(key, arguments)
            made[control.key][key] = Column(
                np.array([0]), stacked[position][here, column : column + 1]
            )
    return Sweep(rest, made)


def keys_of(control: Control) -> list[str]:
    """Return the keys of a control: one, or those of the members of a group."""
    if isinstance(control, Group):
        return [member.key for member in control.members]
    return [control.key]


def swept_in(control: Control) -> Sequence[Swept]:
    """Return the swept controls that stand behind a control."""
    if isinstance(control, Group):
        return control.members
    return [control] if isinstance(control, Swept) and control.swept else []


def place_of(key: str, arguments: Sequence[Control]) -> tuple[int, int]:
    """Return which argument holds the control `key`, and at which column."""
    for position, control in enumerate(arguments):
        if key in keys_of(control):
            return position, keys_of(control).index(key)
    raise ValueError(f"no argument of the scene is called {key!r}")


def thinned(grid: Array, stride: int) -> Array:
    """Return every `stride`-th value of a long grid, and the last."""
    if stride == 1 or len(grid) <= SHORT:
        return grid
    picks = np.append(np.arange(0, len(grid) - 1, stride), len(grid) - 1)
    thin: Array = grid[picks]
    return thin


def what_ifs(
    swept: Sequence[Swept],
    grids: Sequence[Array],
    arguments: Sequence[Control],
    state: Sequence[Array],
) -> list[Array]:
    """Return every argument at rest, and below along all grids: (1 + rows, columns)."""
    lengths = [len(grid) for grid in grids]
    # Column after column in memory: a scene mostly works along rows, and NumPy does
    # that ten times as fast when it can take whole columns.
    rows = 1 + sum(lengths)
    stacked = [np.full((rows, len(value)), value, order="F") for value in state]
    for control, grid, here in zip(swept, grids, slices(lengths), strict=True):
        for key, inverse in control.sets.items():
            position, column = place_of(key, arguments)
            ends = ends_of(key, arguments)
            stacked[position][here, column] = np.clip(inverse(grid), *ends)
        if not control.sets:
            position, column = place_of(control.key, arguments)
            stacked[position][here, column] = grid
    return stacked


def slices(lengths: Sequence[int]) -> list[slice]:
    """Return where each of several parts is, one after the other below a first row."""
    ends = accumulate(lengths, initial=1)
    return [slice(start, end) for start, end in pairwise(ends)]


def answers(
    scene: Scene, arguments: Sequence[Control], state: Sequence[Array]
) -> dict[str, Array]:
    """Call the scene; a single slider or choice is passed without its axis."""
    passed = [
        value if isinstance(control, Group) else value[..., 0]
        for control, value in zip(arguments, state, strict=True)
    ]
    lead = state[0].shape[:-1]
    found = {
        name: np.asarray(array, dtype=float) for name, array in scene(*passed).items()
    }
    for name, array in found.items():
        if array.shape[: len(lead)] != lead or array.ndim > len(lead) + 1:
            raise ValueError(
                f"the scene's {name!r} has shape {array.shape}; it must be {lead}, "
                "the leading axes of the arguments, and at most one axis more"
            )
    return found
