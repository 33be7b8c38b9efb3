"""Claims about walks: their order, and all ways from a parameter to the loss."""

import numpy as np
import pytest

from core.graph import backward, forward
from pages.backpropagation.equations import steps
from pages.backpropagation.walk import WALKS

EVERY = pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)


def names(walk, at, seen):
    """Return the names of the nodes that are seen at a step."""
    return {
        n for n, is_seen in zip(walk.names, seen(np.array(at)), strict=True) if is_seen
    }


@EVERY
def test_forward_each_node_comes_after_its_inputs(walk):
    """One more has a value in each step; at the beginning only what is given has."""
    for at in range(walk.steps + 1):
        reached = walk.reached(np.array(float(at)))
        assert reached.sum() == len(walk.graph) - walk.steps + at
        for node, is_reached in zip(walk.graph, reached, strict=True):
            assert not is_reached or all(reached[i] for i in node.inputs)


@EVERY
def test_back_a_node_is_left_when_all_has_come_back_to_it(walk):
    """So its derivative is whole when it hands it on."""
    into: dict[int, list[float]] = {k: [] for k in walk.operations}
    for (k, i), turn in zip(walk.edges, walk.turns, strict=True):
        end = walk.graph[k].inputs[i]
        if end in into:
            into[end].append(turn)
    leaves = {k: turn for (k, _), turn in zip(walk.edges, walk.turns, strict=True)}
    for k, turns in into.items():
        assert all(turn < leaves[k] for turn in turns)


@EVERY
def test_the_way_back_is_as_long_as_the_way_forward(walk):
    """It begins after it, and in its last step everything has come back."""
    assert walk.turns.min() == walk.steps + 1
    assert walk.turns.max() == 2 * walk.steps
    assert not walk.passed(np.array(float(walk.steps))).any()
    assert walk.passed(np.array(2.0 * walk.steps)).all()


def test_weight_two_is_known_after_five_steps_back():
    """In both graphs that have it."""
    assert [walk.turn("w2") for walk in WALKS.values()] == [-1, 13, 13]


def test_only_one_value_is_used_twice():
    """What comes back to a1 are two amounts."""
    meeting = [walk.meeting for walk in WALKS.values()]
    assert [len(edges) for edges in meeting] == [0, 0, 2]
    fan = WALKS["fan"]
    ends = {
        fan.names[fan.graph[k].inputs[i]] for k, i in (fan.edges[e] for e in meeting[2])
    }
    assert ends == {"a1"}


@pytest.mark.parametrize("seed", range(5))
@EVERY
def test_the_ways_of_a_parameter_add_up_to_its_derivative(walk, seed):
    """The product of all slopes along each way, summed: quarters lose nothing."""
    rng = np.random.default_rng(seed)
    given = {n.name: rng.integers(-8, 9) / 4 for n in walk.graph if not n.operation}
    sweep = backward(walk.graph, forward(walk.graph, given))
    local = [sweep.local[k][i] for k, i in walk.edges]
    for name in walk.keys.values():
        products = [np.prod([local[e] for e in way]) for way in walk.ways(name)]
        assert sum(products) == sweep.slopes[walk.names.index(name)]


@EVERY
def test_every_step_has_an_equation(walk):
    """The first of the way back is that of the loss."""
    told = steps(walk, "given")
    assert len(told) == 2 * walk.steps + 1
    assert told[0] == "given"
    assert told[walk.steps + 1] == f"← 1/{walk.steps}: ∂J/∂d = ∂J/∂J · d"


def test_what_comes_back_twice_is_added():
    """Both equations say so."""
    told = " ".join(steps(WALKS["fan"], ""))
    assert "∂J/∂a₁ += ∂J/∂u · w₂" in told
    assert "∂J/∂a₁ += ∂J/∂v · w₃" in told
