"""A graph of numbers: values run forward, derivatives run back.

A graph is a list of nodes, and every node stands after those that it is computed from.
So one walk from left to right finds all values, and one walk from right to left finds
the derivative of the last node by every other one: each node hands what came back to
it on to its inputs, times the local slope. What comes back on several ways is added.

Values may be numbers or arrays, which broadcast: then one sweep is the sweep of many
graphs at once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from core.arguments import Floats, as_numbers


class Operation(NamedTuple):
    """Something to compute, and how it answers to each of its inputs.

    Attributes
    ----------
    name : str
        What it is called.
    value : callable
        From the inputs to the value.
    slopes : callable
        From the inputs to a local slope for each of them.

    """

    name: str
    value: Callable[..., Any]
    slopes: Callable[..., tuple[Any, ...]]


class Node(NamedTuple):
    """A number of the graph: given, or computed from nodes before it.

    Attributes
    ----------
    name : str
        Under which it is given or found.
    operation : Operation or None
        None, if it is given.
    inputs : tuple of int
        Places of the nodes that it is computed from; one may stand there twice.
    is_parameter : bool
        Whether it is given, and training would change it.

    """

    name: str
    operation: Operation | None = None
    inputs: tuple[int, ...] = ()
    is_parameter: bool = False


Graph = Sequence[Node]

ADD: Final = Operation("add", lambda a, b: a + b, lambda _a, _b: (1.0, 1.0))
SUBTRACT: Final = Operation("subtract", lambda a, b: a - b, lambda _a, _b: (1.0, -1.0))
MULTIPLY: Final = Operation("multiply", lambda a, b: a * b, lambda a, b: (b, a))
# At 0, where it has no slope, a ReLU gets the one from the left, by custom.
RELU: Final = Operation(
    "relu", lambda a: np.maximum(a, 0.0), lambda a: (np.heaviside(a, 0.0),)
)
TANH: Final = Operation("tanh", np.tanh, lambda a: (np.cosh(a) ** -2.0,))
EXP: Final = Operation("exp", np.exp, lambda a: (np.exp(a),))
LOG: Final = Operation("log", np.log, lambda a: (1 / a,))
HALF_SQUARE: Final = Operation("half square", lambda a: a * a / 2, lambda a: (a,))


@dataclass(frozen=True)
class Counts:
    """How large a graph is, and what its derivatives cost.

    Attributes
    ----------
    nodes : int
        Nodes that are computed, n.
    edges : int
        Their inputs, which is the work of a sweep in either direction.
    parameters : int
        Derivatives that are wanted, p.

    """

    nodes: int
    edges: int
    parameters: int

    @property
    def once(self) -> int:
        """Derivatives that one sweep back finds: by each node and parameter, n + p."""
        return self.nodes + self.parameters

    @property
    def each(self) -> int:
        """Nodes computed when every parameter is nudged by itself, n times p."""
        return self.nodes * self.parameters


class Sweep(NamedTuple):
    """What a walk back found, for every node of a graph.

    Attributes
    ----------
    slopes : list of arrays
        The derivative of the last node by this one.
    local : list of tuples
        How the node answers to each of its inputs; empty if it is given.
    handed : list of tuples
        What it hands back to each of its inputs, its slope times a local one.

    """

    slopes: list[Floats]
    local: list[tuple[Floats, ...]]
    handed: list[tuple[Floats, ...]]


@np.errstate(all="ignore")
def forward(graph: Graph, given: Mapping[str, ArrayLike]) -> list[Floats]:
    """Return the value of every node, from left to right.

    Parameters
    ----------
    graph : sequence of Node
        Each after its inputs.
    given : mapping
        A number or an array for the name of each node that is not computed.

    Returns
    -------
    list of arrays
        As many as there are nodes; shapes broadcast along the way.

    Raises
    ------
    KeyError
        If a node is neither computed nor given.
    ValueError
        If what is given are no real numbers, or shapes do not match.

    Examples
    --------
    >>> values = forward(one_unit(), {"w1": 2, "x": -2, "b1": 8, "y": 2})
    >>> [float(value) for value in values]
    [-2.0, 2.0, -4.0, 8.0, 4.0, 2.0, 2.0, 2.0]
    """
    values: list[Floats] = []
    for node in graph:
        if node.operation is None:
            values.append(as_numbers(given[node.name], node.name))
        else:
            inputs = [values[place] for place in node.inputs]
            values.append(np.asarray(node.operation.value(*inputs)))
    return values


@np.errstate(all="ignore")
def backward(graph: Graph, values: Sequence[Floats]) -> Sweep:
    r"""Return the derivative of the last node by every node, from right to left.

    .. math:: \frac{\partial J}{\partial a} = \sum_{k \text{ uses } a}
              \frac{\partial J}{\partial k} \frac{\partial k}{\partial a}

    Parameters
    ----------
    graph : sequence of Node
        Each after its inputs.
    values : sequence of arrays
        What `forward` found.

    Returns
    -------
    Sweep
        A node that the last one does not depend on has the slope 0.

    References
    ----------
    .. [1] S. Linnainmaa, "Taylor expansion of the accumulated rounding error", BIT
       16 (1976).

    Examples
    --------
    >>> graph = one_unit()
    >>> values = forward(graph, {"w1": 2, "x": -2, "b1": 8, "y": 2})
    >>> slope = backward(graph, values).slopes
    >>> {node.name: float(slope[k]) for k, node in enumerate(graph)}["w1"]
    -4.0
    """
    slopes: list[Floats] = [np.zeros(()) for _ in graph]
    slopes[-1] = np.ones(())
    local: list[tuple[Floats, ...]] = [() for _ in graph]
    handed = list(local)
    for k in reversed(range(len(graph))):
        operation, inputs = graph[k].operation, graph[k].inputs
        if operation is None:
            continue
        found = operation.slopes(*(values[place] for place in inputs))
        local[k] = tuple(np.asarray(slope) for slope in found)
        handed[k] = tuple(slopes[k] * slope for slope in local[k])
        for place, part in zip(inputs, handed[k], strict=True):
            slopes[place] = slopes[place] + part  # what comes back is added
    return Sweep(slopes, local, handed)


def place_of(graph: Graph, name: str) -> int:
    """Return where the node of a name stands.

    Examples
    --------
    >>> place_of(one_unit(), "J")
    7
    """
    return [node.name for node in graph].index(name)


def counts(graph: Graph) -> Counts:
    """Count the nodes of a graph that are computed, their inputs, and parameters.

    Examples
    --------
    >>> counts(one_unit())
    Counts(nodes=4, edges=7, parameters=2)
    """
    return Counts(
        nodes=sum(node.operation is not None for node in graph),
        edges=sum(len(node.inputs) for node in graph),
        parameters=sum(node.is_parameter for node in graph),
    )


class Nudged(NamedTuple):
    """The derivative as somebody finds it who only walks forward.

    Attributes
    ----------
    ahead : ndarray
        The last node with the nudge.
    forward : ndarray
        (J(w + h) - J(w)) / h.
    central : ndarray
        (J(w + h) - J(w - h)) / 2h.

    """

    ahead: Floats
    forward: Floats
    central: Floats


@np.errstate(all="ignore")
def nudged(
    graph: Graph, given: Mapping[str, ArrayLike], name: str, h: ArrayLike
) -> Nudged:
    """Move a given number a little, and see how far the last node moves.

    Parameters
    ----------
    graph, given
        As for `forward`.
    name : str
        Which number to move.
    h : array_like
        How far; broadcasts with what is given. 0 gives nan.

    Returns
    -------
    Nudged
        Of the common shape. Too large an h misses that the graph is curved, by h
        or h^2 times something; too small a one is lost in rounding, by 1e-16 / h.

    Examples
    --------
    >>> given = {"w1": 2, "x": -2, "b1": 8, "y": 2}
    >>> float(nudged(one_unit(), given, "w1", 0.001).ahead.round(9))
    1.996002
    >>> float(nudged(one_unit(), given, "w1", 0.001).forward.round(9))
    -3.998
    """
    middle, h = as_numbers(given[name], name), as_numbers(h, "h")
    here, ahead, behind = (
        forward(graph, {**given, name: moved})[-1]
        for moved in (middle, middle + h, middle - h)
    )
    return Nudged(ahead, (ahead - here) / h, (ahead - behind) / (2 * h))


class Builder:
    """Writes a graph down, one node after another.

    Attributes
    ----------
    nodes : list of Node
        Those so far.

    """

    def __init__(self) -> None:
        self.nodes: list[Node] = []

    def given(self, name: str, *, is_parameter: bool = False) -> int:
        """Add a number that is given, and return its place."""
        return self._add(Node(name, is_parameter=is_parameter))

    def parameter(self, name: str) -> int:
        """Add a number that training would change, and return its place."""
        return self.given(name, is_parameter=True)

    def apply(self, operation: Operation, *inputs: int, name: str = "") -> int:
        """Add a number computed from others, and return its place."""
        return self._add(Node(name, operation, inputs))

    def _add(self, node: Node) -> int:
        self.nodes.append(node)
        return len(self.nodes) - 1


def one_unit() -> Graph:
    """Return the graph of J = ½ (w1 x + b1 - y)²."""
    make = Builder()
    x = make.given("x")
    t1 = make.apply(MULTIPLY, make.parameter("w1"), x, name="t1")
    z1 = make.apply(ADD, t1, make.parameter("b1"), name="z1")
    return _half_squared(make, z1)


def two_layers() -> Graph:
    """Return the graph of J = ½ (ReLU(w2 ReLU(w1 x + b1) + b2) - y)²."""
    make = Builder()
    a = make.given("x")
    for k in (1, 2):
        t = make.apply(MULTIPLY, make.parameter(f"w{k}"), a, name=f"t{k}")
        z = make.apply(ADD, t, make.parameter(f"b{k}"), name=f"z{k}")
        a = make.apply(RELU, z, name=f"a{k}")
    return _half_squared(make, a)


def used_twice() -> Graph:
    """Return the graph of J = ½ (w2 a + w3 a - y)² with a = ReLU(w1 x + b1)."""
    make = Builder()
    x = make.given("x")
    t1 = make.apply(MULTIPLY, make.parameter("w1"), x, name="t1")
    z1 = make.apply(ADD, t1, make.parameter("b1"), name="z1")
    a1 = make.apply(RELU, z1, name="a1")
    u = make.apply(MULTIPLY, make.parameter("w2"), a1, name="u")
    v = make.apply(MULTIPLY, make.parameter("w3"), a1, name="v")
    return _half_squared(make, make.apply(ADD, u, v, name="s"))


def _half_squared(make: Builder, output: int) -> Graph:
    """Return the graph that ends with half of the squared error of an output."""
    d = make.apply(SUBTRACT, output, make.given("y"), name="d")
    make.apply(HALF_SQUARE, d, name="J")
    return tuple(make.nodes)


@lru_cache(maxsize=8)  # 6,500 nodes are half a megabyte
def network(widths: tuple[int, ...], truth: int = 0) -> Graph:
    """Return the graph of a dense network with ReLUs, a softmax and cross-entropy.

    Its given numbers are ``x0`` and so on; ``w1.0.2``, the weight of the first layer
    from x0 to its third unit; ``b1.2``, that unit's bias; and ``-1``, which is -1.

    Parameters
    ----------
    widths : tuple of int
        How many inputs there are, then units in each layer; the last are classes.
    truth : int
        The true class.

    Examples
    --------
    >>> counts(network((64, 25, 15, 10)))
    Counts(nodes=4312, edges=8573, parameters=2175)
    >>> counts(network((64, 25, 15, 10))).once, counts(network((64, 25, 15, 10))).each
    (6487, 9378600)
    """
    make = Builder()
    a = [make.given(f"x{i}") for i in range(widths[0])]
    for k, width in enumerate(widths[1:], start=1):
        if k > 1:  # a ReLU between two layers
            a = [make.apply(RELU, z) for z in a]
        a = [_unit(make, a, k, j) for j in range(width)]
    powers = [make.apply(EXP, logit) for logit in a]
    total = make.apply(LOG, _sum(make, powers))
    own = make.apply(MULTIPLY, a[truth], make.given("-1"))
    make.apply(ADD, total, own, name="J")
    return tuple(make.nodes)


def _unit(make: Builder, a: list[int], k: int, j: int) -> int:
    """Add unit j of layer k: a weighted sum of what comes in, and a bias."""
    terms = [
        make.apply(MULTIPLY, make.parameter(f"w{k}.{i}.{j}"), place)
        for i, place in enumerate(a)
    ]
    return make.apply(ADD, _sum(make, terms), make.parameter(f"b{k}.{j}"))


def _sum(make: Builder, terms: list[int]) -> int:
    """Add up some nodes, one after the other."""
    total = terms[0]
    for term in terms[1:]:
        total = make.apply(ADD, total, term)
    return total
