"""The graphs of the lesson, and the order in which both sweeps walk through them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from core.graph import Graph, one_unit, place_of, two_layers, used_twice
from live import Array


@dataclass(frozen=True, eq=False)
class Walk:
    """A graph, walked through forward and then back, one operation in each step.

    Attributes
    ----------
    graph
        What is walked through.
    keys
        Which node each control is that is a parameter.

    """

    graph: Graph
    keys: Mapping[str, str]

    @cached_property
    def names(self) -> list[str]:
        """What every node is called."""
        return [node.name for node in self.graph]

    @cached_property
    def operations(self) -> list[int]:
        """The places of nodes that are computed, in the order of the way forward."""
        return [k for k, node in enumerate(self.graph) if node.operation]

    @cached_property
    def parameters(self) -> list[int]:
        """The places of nodes that training would change."""
        return [k for k, node in enumerate(self.graph) if node.is_parameter]

    @cached_property
    def data(self) -> list[int]:
        """The places of nodes that are given and stay as they are."""
        rest = {*self.operations, *self.parameters}
        return [k for k in range(len(self.graph)) if k not in rest]

    @property
    def steps(self) -> int:
        """How many steps there are in one direction."""
        return len(self.operations)

    @cached_property
    def edges(self) -> list[tuple[int, int]]:
        """Edges on which something comes back: a node, and which of its inputs.

        Nothing comes back to what is given and no parameter: data are not to change.
        """
        return [
            (k, i)
            for k in self.operations
            for i, place in enumerate(self.graph[k].inputs)
            if self.graph[place].operation or self.graph[place].is_parameter
        ]

    @cached_property
    def ends(self) -> Array:
        """Which node each edge comes back to: a row of 0 and one 1 for each."""
        into = [self.graph[k].inputs[i] for k, i in self.edges]
        return np.eye(len(self.graph))[into]

    @cached_property
    def meeting(self) -> list[int]:
        """Edges that come back to a node to which others come back too."""
        return [
            e for e, end in enumerate(self.ends) if self.ends.sum(axis=0)[end > 0] > 1
        ]

    @cached_property
    def turns(self) -> Array:
        """In which step the way back goes along each edge."""
        order = {k: 2 * self.steps - i for i, k in enumerate(self.operations)}
        return np.array([order[k] for k, _ in self.edges])

    def reached(self, at: Array) -> Array:
        """Return which nodes have a value after so many steps: (..., nodes)."""
        first = np.zeros(len(self.graph))
        first[self.operations] = np.arange(self.steps) + 1
        return at[..., np.newaxis] >= first

    def passed(self, at: Array) -> Array:
        """Return which edges the way back has gone along: (..., edges)."""
        passed: Array = at[..., np.newaxis] >= self.turns
        return passed

    def turn(self, name: str) -> int:
        """Return the step that first comes back to a node; -1 if there is no such."""
        into = [self.names[self.graph[k].inputs[i]] for k, i in self.edges]
        return min(self.turns[[one == name for one in into]], default=-1)

    def ways(self, name: str) -> list[list[int]]:
        """Return all ways from a node to the last one, each as a list of edges."""
        start = place_of(self.graph, name)
        if start == len(self.graph) - 1:
            return [[]]
        return [
            [e, *rest]
            for e, (k, i) in enumerate(self.edges)
            if self.graph[k].inputs[i] == start
            for rest in self.ways(self.names[k])
        ]


FIRST: Final = {"w1": "w1", "b1": "b1"}
WALKS: Final = {
    "one": Walk(one_unit(), FIRST),
    "two": Walk(two_layers(), {**FIRST, "w2": "w2", "b2": "b2"}),
    "fan": Walk(used_twice(), {**FIRST, "w2": "w2", "b2": "w3"}),
}
