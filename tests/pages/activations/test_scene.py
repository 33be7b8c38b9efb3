"""Claims about the chain of units: every number is what core says of it."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.chain import collapse, run_chain
from core.folding import clouds, learn_both_ways
from core.trained_deep import reached
from pages.activations.measured import read_by
from pages.activations.one_layer import folding
from pages.activations.scene import KEYS, MOST, picked, scene
from tests.core.roundoff import U

keys = st.sampled_from(KEYS)
numbers = st.floats(-4, 4) | st.integers(-40, 40).map(lambda n: n / 10)
counts = st.integers(1, MOST)


def at(key, layers=8, x=1.0, w=1.0, b=0.0, at=1):
    """Return the answers for one state."""
    found = scene(key, *(np.array([float(v)]) for v in (layers, x, w, b, at)))
    return {name: array[0] for name, array in found.items()}


@given(keys, counts, numbers, numbers, numbers, counts)
def test_a_chain_is_that_of_core(key, layers, x, w, b, place):
    """Bit for bit, for each activation that is drawn beside the chosen one."""
    found = at(key, layers, x, w, b, place)
    chain = run_chain(x, w, b, ACTIVATIONS[key], layers)
    place = min(place, layers)
    assert found["shown"] == place
    assert found["out"] == chain.a[-1]
    assert found["through"] == chain.through[0]
    assert found["before"] == chain.a[place - 1]
    assert found["weighted"] == chain.z[place - 1]
    assert found["activation"] == chain.a[place]
    assert found["slope"] == chain.slope[place - 1]
    for one in KEYS:
        own = run_chain(x, w, b, ACTIVATIONS[one], layers)
        assert found[f"left_{one}"][: layers + 1].tolist() == own.log10.tolist()
        assert found["arrives"][KEYS.index(one)] == own.through[0]


@given(keys, counts, numbers, numbers, numbers)
def test_every_bar_is_a_product_of_numbers_on_the_screen(key, layers, x, w, b):
    """Factors stand there for as many layers as there are, and no further."""
    found = at(key, layers, x, w, b)
    factors = found["factor"]
    assert np.isnan(factors).tolist() == [False] * layers + [True] * (MOST - layers)
    assert np.isclose(
        found["through"], np.prod(factors[:layers]), rtol=2 * MOST * U, atol=1e-300
    )


@given(keys, counts, numbers, numbers, numbers)
def test_a_power_of_ten_says_the_same_number(key, layers, x, w, b):
    """With one digit before the point, and a zero only where there is one."""
    found = at(key, layers, x, w, b)
    mantissa, exponent = found["mantissa"], found["exponent"]
    assert (mantissa == 0) == (found["sign"] == 0)
    if mantissa:
        assert f"{abs(mantissa):.1f}" not in {"10.0", "0.9", "0.0"}
        assert exponent == round(exponent)
        assert mantissa * 10**exponent == pytest.approx(found["through"], rel=1e-12)


def test_what_float64_cannot_hold_is_no_zero():
    """Twelve factors of 10^-31 are 10^-372."""
    found = at("linear", 12, w=1e-31)
    assert found["through"] == 0
    assert (found["mantissa"], found["exponent"]) == (pytest.approx(1), -372)


def test_places_fill_the_way_evenly():
    """The input first, the last unit last; what is beyond lies upon it."""
    along = at("tanh", 3)["along"]
    assert along[:4].tolist() == [1 / 8, 3 / 8, 5 / 8, 7 / 8]
    assert set(along[4:]) == {7 / 8}


@pytest.mark.parametrize(
    ("task", "done", "nearly"),
    [
        ("survive", {"key": "sigmoid", "layers": 12, "x": 0.5, "w": 4, "b": -2},
         {"key": "tanh", "layers": 12, "x": 0.5, "w": 4, "b": -2}),
        ("survive", {"key": "sigmoid", "layers": 12, "x": 0.5, "w": 4, "b": -2},
         {"key": "sigmoid", "layers": 11, "x": 0.5, "w": 4, "b": -2}),
        ("survive", {"key": "sigmoid", "layers": 12, "x": 0.5, "w": 4, "b": -2},
         {"key": "sigmoid", "layers": 12, "x": 0.5, "w": 2, "b": -1}),
        ("dead", {"key": "relu", "x": -1}, {"key": "relu", "x": -1, "b": 0.1}),
        ("dead", {"key": "relu", "x": -1}, {"key": "relu", "w": 0, "b": 1}),
        ("dead", {"key": "relu", "x": -1}, {"key": "leaky", "x": -1}),
        ("fade", {"key": "relu", "w": 0.5}, {"key": "relu", "w": 0.9}),
        ("fade", {"key": "relu", "w": 0.5}, {"key": "relu", "x": -1}),
        ("fade", {"key": "relu", "w": 0.5}, {"key": "gelu", "w": 0.5}),
        ("grow", {"key": "linear", "w": 2}, {"key": "relu", "w": 2}),
        ("grow", {"key": "linear", "w": -2}, {"key": "linear", "w": 2, "layers": 7}),
        ("grow", {"key": "linear", "w": 2}, {"key": "linear", "w": 4, "layers": 4}),
        ("grow", {"key": "linear", "w": 2}, {"key": "linear", "w": 2.1}),
        ("more", {"key": "tanh", "x": -1}, {"key": "tanh"}),
    ],
)  # fmt: skip
def test_a_task_is_done_where_it_is_done(task, done, nearly):
    """And not close beside."""
    assert at(**done)[task] == 1
    assert at(**nearly)[task] == 0


def test_what_does_not_bend_needs_two_parameters():
    """A weight and a bias for each layer; of those that bend, all."""
    for key in KEYS:
        found = at(key, 8)
        assert found["parameters"] == 16
        assert found["collapsed"] == (2 if key == "linear" else 16)


@given(counts, numbers, numbers, numbers, counts)
def test_layers_fold_as_far_as_one_looks(layers, x, w, b, place):
    """The first of them are one layer, and each of the others a pair of brackets."""
    given_ = [np.array([float(v)]) for v in (layers, x, w, b, place)]
    found = {name: array[0] for name, array in folding(*given_).items()}
    place = min(place, layers)
    assert (found["weight"], found["bias"]) == collapse(w, b, place)
    assert (found["whole_weight"], found["whole_bias"]) == collapse(w, b, layers)
    there = ~np.isnan(found["shell"])
    assert np.flatnonzero(there).tolist() == list(range(place, layers))
    folded = found["weight"] * x + found["bias"]
    for _ in range(there.sum()):
        folded = w * folded + b
    # Both are sums of terms of one size, each rounded some times.
    size = sum(abs(w) ** i * abs(b) for i in range(layers)) + abs(w) ** layers * abs(x)
    assert abs(folded - found["out"]) <= 6 * MOST * U * size + 1e-300


def test_regression_and_folded_layers_are_told_side_by_side():
    """Two weights and a bias each, and how far they are apart."""
    states = [np.full(4, v) for v in (8.0, 1.0, 0.9, 0.5, 1.0)]
    found = folding(*states)
    one, other = learn_both_ways(*clouds())
    for name, way in (("regression", one), ("network", other)):
        assert found[name].shape == (4, 3)
        assert found[name][2].tolist() == [*way.weights.ravel(), *way.biases]
    assert (found["apart"] == np.abs(found["regression"] - found["network"])).all()
    assert found["apart"].max() < 1e-12  # so that twelve decimals agree


@pytest.mark.parametrize(
    ("layers", "depth"),
    [(1, 1), (2, 2), (3, 2), (4, 4), (7, 4), (8, 8), (11, 8), (12, 12)],
)
def test_a_real_network_is_no_deeper_than_the_chain(layers, depth):
    """It is the next one below of which it was measured."""
    found = read_by("tanh", np.array([float(layers)]))
    assert found["depth"] == depth


def test_what_real_networks_read_is_said_with_its_doubts():
    """One share where it is settled, two where not, none where training diverged."""
    by_descent = reached()["gradient descent"]
    deep = np.array([8.0])
    read = partial(read_by, layers=deep)
    assert read("sigmoid")["digits"] == by_descent["sigmoid"].share[3]
    assert np.isnan(read("sigmoid")["digits_again"])
    assert read("gelu")["digits_again"] == by_descent["gelu"].nudged[3]
    assert np.isnan(read("linear")["digits"])


def test_a_number_is_picked_in_each_row():
    """By a place of its own."""
    rows = np.arange(6.0).reshape(2, 3)
    assert picked(rows, np.array([2.0, 0.0])).tolist() == [2, 3]
