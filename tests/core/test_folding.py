"""Claims about layers that do not bend."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.dense import Dense, Layer
from core.digits import unseen
from core.folding import clouds, fold_layers, learn_both_ways
from core.training import plain_sigmoid
from tests.core.roundoff import U

DEEP = Dense((64, 25, 15, 10), ACTIVATIONS["linear"])


def absolute(layers):
    """Return the same layers with all numbers positive: what sizes add up to."""
    return [Layer(np.abs(layer.weights), np.abs(layer.biases)) for layer in layers]


@given(st.integers(0, 2**32 - 1))
def test_the_folded_layer_gives_what_the_layers_give(seed):
    """Each product and sum is rounded once, on either way, of sizes that add up."""
    layers = DEEP.layers(np.random.default_rng(seed).normal(size=DEEP.count))
    x = unseen().x[:5]
    a = x
    for weights, biases in layers:
        a = a @ weights + biases
    one, sizes = fold_layers(layers), fold_layers(absolute(layers))
    roundings = 2 * (64 + 25 + 15 + 3 * 2)
    lost = roundings * U * (x @ sizes.weights + sizes.biases)
    assert (np.abs(x @ one.weights + one.biases - a) <= lost).all()


def test_2175_parameters_become_650():
    """And do the same."""
    one = fold_layers(DEEP.layers(DEEP.initial(0)))
    assert DEEP.count == 2_175
    assert one.weights.size + one.biases.size == 650


def test_whole_numbers_fold_exactly():
    """By hand: (x 2 + 1) 3 + 4 = 6 x + 7."""
    weights, biases = fold_layers(
        [
            Layer(np.array([[2.0]]), np.array([1.0])),
            Layer(np.array([[3.0]]), np.array([4.0])),
        ]
    )
    assert weights.tolist() == [[6]]
    assert biases.tolist() == [7]


def test_a_layer_alone_is_folded_already():
    """Nothing is to be done."""
    layer = DEEP.layers(DEEP.initial(0))[0]
    assert fold_layers([layer]) is not None
    np.testing.assert_array_equal(fold_layers([layer]).weights, layer.weights)


def test_many_networks_fold_at_once():
    """Axes in front are carried along."""
    parameters = np.stack([DEEP.initial(seed) for seed in range(3)])
    parameters += 0.1
    many = fold_layers(DEEP.layers(parameters))
    assert many.weights.shape == (3, 64, 10)
    one = fold_layers(DEEP.layers(parameters[2]))
    np.testing.assert_allclose(many.weights[2], one.weights, rtol=0, atol=1e4 * U)
    np.testing.assert_allclose(many.biases[2], one.biases, rtol=0, atol=1e4 * U)


def test_no_layer_cannot_be_folded():
    """There is nothing that it would do."""
    with pytest.raises(ValueError, match="there is no layer to fold"):
        fold_layers([])


def test_answers_of_the_clouds_overlap():
    """More of them on the right say yes, but on both sides some do and some do not."""
    points, answers = clouds()
    right = points[:, 0] > 0
    shares = [answers[side].mean() for side in (right, ~right)]
    assert 0 < shares[1] < shares[0] < 1


@pytest.mark.parametrize("seed", range(3))
def test_linear_layers_with_a_sigmoid_are_logistic_regression(seed):
    """Number against number: both lie at the one lowest point of the loss.

    There the loss curves upward by its least curvature at least; so a point with a
    slope g, as rounding leaves it, is g over curvature away, twice that if the
    curvature is halved on the way.
    """
    points, answers = clouds()
    rows = np.hstack([points, np.ones((len(points), 1))])
    away = 0.0
    found = []
    for weights, biases in learn_both_ways(points, answers, seed):
        model = np.concatenate([weights, biases[np.newaxis]])
        p = plain_sigmoid(rows @ model)
        slope = rows.T @ (p - answers) / len(rows)
        curves = np.linalg.eigvalsh(rows.T @ (p * (1 - p) * rows) / len(rows))
        noise = 20 * U * len(rows) ** 0.5 * np.abs(rows).max()
        away += 2 * (np.linalg.norm(slope) + noise) / curves.min()
        found.append(model)
    assert np.linalg.norm(found[0] - found[1]) <= away
    assert away < 1e-10  # so that twelve decimals or so are the same
