"""Claims about graphs: one walk back finds what nudging finds, and what is exact."""

import ast
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from mpmath import mpf, workdps
from mpmath import tanh as exact_tanh

from core import graph as graphs
from core.graph import (
    ADD,
    EXP,
    HALF_SQUARE,
    LOG,
    MULTIPLY,
    RELU,
    SUBTRACT,
    TANH,
    Builder,
    Counts,
    Node,
    Operation,
    backward,
    counts,
    forward,
    network,
    nudged,
    one_unit,
    place_of,
    two_layers,
    used_twice,
)
from tests.core.roundoff import EXP as EXP_LOST
from tests.core.roundoff import LOG as LOG_LOST
from tests.core.roundoff import U

ONE = {"w1": 2, "x": -2, "b1": 8, "y": 2}
TWO = {"x": 1, "y": 5, "w1": 2, "b1": 0, "w2": 3, "b2": 1}
FAN = {"x": 1, "y": 1, "w1": 2, "b1": 1, "w2": 2, "w3": -1}
LESSONS = [(one_unit, ONE), (two_layers, TWO), (used_twice, FAN)]
EVERY_LESSON = pytest.mark.parametrize(("make", "given_"), LESSONS)
# Quarters: sums, products and halves of a few of them are floats, without rounding.
QUARTERS = st.integers(-16, 16).map(lambda k: k / 4)


def by_name(graph, numbers):
    """Return numbers by the names of their nodes."""
    return {node.name: found for node, found in zip(graph, numbers, strict=True)}


def slopes_of(graph, given_):
    """Return the derivative of the last node by every node, by name."""
    return by_name(graph, backward(graph, forward(graph, given_)).slopes)


def test_the_unit_of_the_lesson():
    """J = 2, and the derivatives are -4 and 2; at w = 2.001 J is 1.996002."""
    values, slopes = forward(one_unit(), ONE), slopes_of(one_unit(), ONE)
    assert values[-1] == 2
    assert (slopes["w1"], slopes["b1"]) == (-4, 2)
    moved = nudged(one_unit(), ONE, "w1", 0.001).ahead
    # J = (wx + b - y)^2 / 2 there is less than 2; terms of 4 lose 4 U a rounding.
    assert moved == pytest.approx(1.996002, rel=0, abs=2 * (4 * 4 * U) + 2 * U)


def test_the_two_layers_of_the_lesson():
    """J = 2; 6 and 6 for the first layer, 4 and 2 for the second."""
    values, slopes = forward(two_layers(), TWO), slopes_of(two_layers(), TWO)
    assert values[-1] == 2
    assert [slopes[k] for k in ("w1", "b1", "w2", "b2")] == [6, 6, 4, 2]


def test_the_value_used_twice_of_the_lesson():
    """To a1 come -2 and 4 back, which are 2; opposite weights cancel."""
    graph = used_twice()
    sweep = backward(graph, forward(graph, {**FAN, "w2": -1, "w3": 2, "y": 1}))
    parts = [sweep.handed[place_of(graph, k)][1] for k in "uv"]
    assert parts == [-2, 4]
    assert sweep.slopes[place_of(graph, "a1")] == 2
    cancelled = slopes_of(graph, {**FAN, "w2": 2, "w3": -2})
    assert cancelled["a1"] == cancelled["w1"] == 0
    assert cancelled["w2"] != 0


def sigmoid_after_two_tanh():
    """Return the graph of a cross-entropy, in which x is used twice."""
    make = Builder()
    x, y = make.given("x"), make.given("y")
    ways = []
    for k in (1, 2):
        t = make.apply(MULTIPLY, make.parameter(f"w{k}"), x)
        h = make.apply(TANH, make.apply(ADD, t, make.parameter(f"b{k}")))
        ways.append(make.apply(MULTIPLY, make.parameter(f"v{k}"), h))
    z = make.apply(ADD, make.apply(ADD, *ways), make.parameter("c"))
    power = make.apply(ADD, make.given("1"), make.apply(EXP, z))
    make.apply(SUBTRACT, make.apply(LOG, power), make.apply(MULTIPLY, y, z))
    return make.nodes


def test_a_sigmoid_after_two_tanh():
    """Fifteen digits from mpmath; the way through x is a sum of two.

    No number on the way is above 4, and none is found in more than 30 roundings.
    """
    numbers = {"x": 0.5, "y": 1, "1": 1, "w1": 1, "b1": 0, "w2": -2, "b2": 0.5}
    numbers |= {"v1": 1.5, "v2": -1, "c": 0.25}
    graph = sigmoid_after_two_tanh()
    values, slopes = forward(graph, numbers), slopes_of(graph, numbers)
    lost = 30 * 4 * U + 1e-15
    assert values[-1] == pytest.approx(0.219372610763718, rel=0, abs=lost)
    for name, slope in {
        "w1": -0.116184412151220,
        "w2": 0.0774562747674801,
        "x": -0.542193923372360,
    }.items():
        assert slopes[name] == pytest.approx(slope, rel=0, abs=lost)


@pytest.mark.parametrize("a", [-3.0, -0.5, 0.0, 1e-8, 1.0, 20.0, 400.0, 800.0])
def test_tanh_keeps_the_digits_of_its_slope(a):
    """1 - tanh^2 would be 0 from 19 on; cosh is right to two spacings, squared."""
    with workdps(800):
        slope = 1 - exact_tanh(mpf(a)) ** 2
    with np.errstate(over="ignore"):
        ours = TANH.slopes(np.float64(a))[0]
    assert ours == pytest.approx(float(slope), rel=2 * 4 * U + 2 * U, abs=1e-307)


@given(st.floats(0.01, 100))
def test_exponential_and_logarithm_undo_each_other(a):
    """So do their slopes: e^log a is a, and 1 / a times a is 1."""
    lost = EXP_LOST + LOG_LOST * abs(np.log(a)) + 2 * U
    assert EXP.value(LOG.value(a)) == pytest.approx(a, rel=lost)
    (there,), (back,) = LOG.slopes(a), EXP.slopes(np.log(a))
    assert there * back == pytest.approx(1, rel=lost + 2 * U)


def test_a_relu_has_no_slope_at_its_corner_by_custom():
    """Forward nudges say 1 there, central ones one half, and we say 0."""
    graph = [Node("a"), Node("r", RELU, (0,))]
    assert slopes_of(graph, {"a": 0.0})["a"] == 0
    found = nudged(graph, {"a": 0.0}, "a", [1e-6, -1e-6])
    assert found.forward.tolist() == [1, 0]
    assert found.central.tolist() == [0.5, 0.5]


# Any graph.

BY_HAND: dict[Operation, Any] = {
    ADD: lambda a, b: (a[0] + b[0], a[1] + b[1]),
    SUBTRACT: lambda a, b: (a[0] - b[0], a[1] - b[1]),
    MULTIPLY: lambda a, b: (a[0] * b[0], a[1] * b[0] + a[0] * b[1]),
    RELU: lambda a: a if a[0] > 0 else (Fraction(0), Fraction(0)),
    HALF_SQUARE: lambda a: (a[0] * a[0] / 2, a[0] * a[1]),
}


@st.composite
def any_graph(draw):
    """Draw a graph of a few given and computed nodes, in any connection."""
    make = Builder()
    for k in range(draw(st.integers(1, 4))):
        make.given(f"n{k}")
    for k in range(draw(st.integers(1, 7))):
        operation = draw(st.sampled_from(list(BY_HAND)))
        arity = 1 if operation in {RELU, HALF_SQUARE} else 2
        places = st.integers(0, len(make.nodes) - 1)
        inputs = [draw(places) for _ in range(arity)]
        make.apply(operation, *inputs, name=f"c{k}")
    return make.nodes


def in_fractions(graph, given_, name):
    """Return each value and its derivative by one given number, forward only."""
    pairs = []
    for node in graph:
        if node.operation is None:
            pairs.append((Fraction(given_[node.name]), Fraction(node.name == name)))
        else:
            pairs.append(BY_HAND[node.operation](*(pairs[i] for i in node.inputs)))
    return pairs


def is_exact(number):
    """Whether a fraction is a float, with room for a few sums."""
    return abs(number.numerator) < 2**40 and number.denominator < 2**40


@given(any_graph(), st.data())
def test_any_graph_has_the_derivatives_of_fractions(graph, data):
    """Walking forward once for each given number finds the same, without rounding."""
    names = [node.name for node in graph if node.operation is None]
    given_ = {name: data.draw(QUARTERS) for name in names}
    values = forward(graph, given_)
    found = by_name(graph, backward(graph, values).slopes)
    for name in names:
        pairs = in_fractions(graph, given_, name)
        assume(all(is_exact(number) for pair in pairs for number in pair))
        assert [Fraction(float(value)) for value in values] == [p[0] for p in pairs]
        assert Fraction(float(found[name])) == pairs[-1][1]


@given(any_graph(), st.data())
def test_what_comes_back_is_all_that_was_handed(graph, data):
    """A slope is the sum over all uses; each part a slope times a local one."""
    given_ = {n.name: data.draw(QUARTERS) for n in graph if n.operation is None}
    sweep = backward(graph, forward(graph, given_))
    back = [0.0] * len(graph)
    back[-1] = 1.0
    for k in reversed(range(len(graph))):
        for i, local, part in zip(
            graph[k].inputs, sweep.local[k], sweep.handed[k], strict=True
        ):
            assert part == sweep.slopes[k] * local
            back[i] += part
    assert back == sweep.slopes


@EVERY_LESSON
@given(data=st.data())
def test_one_sweep_of_arrays_is_many_sweeps(make, given_, data):
    """Values on a leading axis change no bit, wherever they come in."""
    name = data.draw(st.sampled_from(sorted(given_)))
    row = data.draw(st.lists(st.floats(-8, 8), min_size=1, max_size=5))
    graph = make()
    together = slopes_of(graph, {**given_, name: row})
    for k, number in enumerate(row):
        alone = slopes_of(graph, {**given_, name: number})
        for key, slope in alone.items():
            assert np.broadcast_to(together[key], len(row))[k] == slope


@EVERY_LESSON
@given(data=st.data())
def test_nudges_come_to_the_same(make, given_, data):
    """A small central nudge finds every derivative, if no ReLU stands at its corner.

    Each J is of degree 2 in each number, so nothing is missed; and with quarters and
    h = 2^-13 nothing is rounded, and no ReLU that is not at its corner turns.
    """
    numbers = {name: data.draw(QUARTERS) for name in given_}
    graph = make()
    values = by_name(graph, forward(graph, numbers))
    assume(all(values[z] != 0 for z in ("z1", "z2") if z in values))
    slopes = slopes_of(graph, numbers)
    for name in given_:
        assert nudged(graph, numbers, name, 2.0**-13).central == slopes[name]


def test_the_error_of_a_nudge_is_a_v():
    """Too far above, rounding below: 4.5 h, and at most some U of 10 over h."""
    h = np.geomspace(1e-16, 1, 33)
    found = nudged(two_layers(), TWO, "w1", h)
    # J is found in 8 roundings of numbers up to 11 while h <= 1, twice.
    rounding = 2 * 8 * U * 11**2 / 2 / h
    assert (abs(found.forward - 6) <= 4.5 * h + rounding).all()
    assert (abs(found.central - 6) <= rounding).all()
    forward_error, central_error = abs(found.forward - 6), abs(found.central - 6)
    assert 1e-10 <= h[forward_error.argmin()] <= 1e-6
    assert forward_error[h == h[16]] < 1e-7  # 1e-8
    assert central_error[22] < 1e-9  # 1e-5
    assert forward_error[[0, -1]].min() > 1
    # A power of two loses nothing on the way.
    exact = nudged(two_layers(), TWO, "w1", 2.0**-20)
    assert exact.forward == 6 + 4.5 * 2.0**-20
    assert exact.central == 6


def test_the_nudges_of_the_lesson():
    """6.0045 at a thousandth, and 6.04 at 1e-14, which is worse."""
    found = nudged(two_layers(), TWO, "w1", [1e-3, 1e-14])
    assert found.ahead[0] == pytest.approx(2.0060045, rel=0, abs=8 * 11 * U)
    assert found.forward[0] == pytest.approx(6.0045, rel=0, abs=1e-11)
    assert 0.02 < abs(found.forward[1] - 6) < 0.06


def test_a_nudge_of_nothing_is_no_number():
    """0 / 0, without a warning."""
    found = nudged(one_unit(), ONE, "w1", 0.0)
    assert np.isnan(found.forward)
    assert np.isnan(found.central)


# Counts.


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        (one_unit(), Counts(4, 7, 2)),
        (two_layers(), Counts(8, 13, 4)),
        (used_twice(), Counts(8, 14, 4)),
        (network((64, 10)), Counts(1302, 2593, 650)),
        (network((64, 25, 15, 10)), Counts(4312, 8573, 2175)),
    ],
)
def test_counts_of_the_lesson(graph, expected):
    """Nodes that are computed, their inputs, and parameters."""
    assert counts(graph) == expected


def test_once_against_each():
    """6,487 derivatives from one walk back; 9,378,600 nodes for nudges."""
    count = counts(network((64, 25, 15, 10)))
    assert (count.once, count.each) == (6487, 9_378_600)
    assert (counts(one_unit()).once, counts(one_unit()).each) == (6, 8)
    assert (counts(two_layers()).once, counts(two_layers()).each) == (12, 32)


WIDTHS = st.lists(st.integers(1, 4), min_size=2, max_size=4).map(tuple)


@given(WIDTHS)
def test_the_counts_of_any_network_are_those_of_a_formula(widths):
    """For a unit of a inputs: a products, a - 1 sums and a bias; then the loss."""
    classes = widths[-1]
    inputs, units = widths[:-1], widths[1:]
    relus = sum(units[:-1])
    loss = classes + (classes - 1) + 3  # powers, their sum, log, -z, sum
    n = sum(2 * a * b for a, b in zip(inputs, units, strict=True)) + relus + loss
    p = sum((a + 1) * b for a, b in zip(inputs, units, strict=True))
    alone = relus + classes + 1  # with one input only
    assert counts(network(widths)) == Counts(n, 2 * n - alone, p)


def test_a_node_stands_after_its_inputs():
    """In every graph of ours, and every name of the lessons' is there once."""
    for graph in (*(make() for make, _ in LESSONS), network((3, 2, 2))):
        assert all(i < k for k, node in enumerate(graph) for i in node.inputs)
        names = [node.name for node in graph if node.name]
        assert len(set(names)) == len(names)


def test_parameters_are_the_names_that_a_learner_drags():
    """The input and the target are given, and are none."""
    for make, names in (
        (one_unit, "w1 b1"),
        (two_layers, "w1 b1 w2 b2"),
        (used_twice, "w1 b1 w2 w3"),
    ):
        assert " ".join(n.name for n in make() if n.is_parameter) == names


# Edges.


def test_what_is_not_given_is_missed():
    """By its name."""
    with pytest.raises(KeyError, match="b1"):
        forward(one_unit(), {"w1": 1, "x": 1, "y": 1})


def test_what_is_no_number_is_refused():
    """By the door that all of core has."""
    with pytest.raises(ValueError, match="x must be real numbers"):
        forward(one_unit(), {**ONE, "x": "one"})


def test_a_node_that_leads_nowhere_has_no_slope():
    """Though it was computed."""
    make = Builder()
    a, b = make.given("a"), make.given("b")
    make.apply(HALF_SQUARE, b, name="aside")
    make.apply(HALF_SQUARE, a, name="J")
    found = slopes_of(make.nodes, {"a": 3.0, "b": 5.0})
    assert (found["a"], found["b"], found["aside"]) == (3, 0, 0)


def test_nothing_is_said_of_overflow():
    """Values become inf and nan."""
    with np.errstate(all="raise"):
        slopes = slopes_of(one_unit(), {**ONE, "w1": 1e308, "x": 1e308})
    assert np.isinf(slopes["w1"])


def test_a_name_that_is_not_there_has_no_place():
    """Not even the place of another."""
    with pytest.raises(ValueError, match="is not in list"):
        place_of(one_unit(), "w9")


def test_both_walks_can_be_read_in_two_minutes():
    """Without explanations neither is longer than 20 lines."""
    tree = ast.parse(Path(graphs.__file__).read_text(encoding="utf-8"))
    functions = {n.name: n for n in tree.body if isinstance(n, ast.FunctionDef)}
    for name in ("forward", "backward", "counts", "nudged"):
        functions[name].body = functions[name].body[1:]
        assert len(ast.unparse(functions[name]).splitlines()) <= 20
