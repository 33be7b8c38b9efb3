"""Claims about training: it follows the slope, and arrives where it should."""

import ast
from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import numpy as np
import pytest
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

from core import (
    binary_cross_entropy_from_logits,
    cross_entropy_from_logits,
    cross_entropy_gradient,
    sigmoid,
    softmax,
    training,
)
from core.training import plain_sigmoid, plain_softmax, slope, train

FLOWERS = load_iris()
X = (FLOWERS.data - FLOWERS.data.mean(axis=0)) / FLOWERS.data.std(axis=0)
WITH_ONE = np.hstack([X, np.ones((150, 1))])  # whose weights are the biases
SPECIES = FLOWERS.target
Y = np.eye(3)[SPECIES]
TWO = SPECIES > 0  # versicolor and virginica
RANDOM = np.random.default_rng(3)


def last_of(*data, **settings):
    """Return the last step of a run."""
    *_, last = train(*data, **settings)
    return last


def slopes(weights, biases, targets, predict):
    """Return the gradient by the weights and by the biases."""
    by_all = slope(np.vstack([weights, biases]), WITH_ONE, targets, predict)
    return by_all[:-1], by_all[-1]


def mean_loss(weights, biases):
    """Return what training makes small, without the penalty."""
    return cross_entropy_from_logits(X @ weights + biases, SPECIES).mean()


@pytest.mark.parametrize("seed", range(5))
def test_the_slope_is_the_central_difference(seed):
    """Along any direction the loss changes as the gradient says."""
    chance = np.random.default_rng(seed)
    weights, biases = chance.normal(size=(4, 3)), chance.normal(size=3)
    towards, beside = chance.normal(size=(4, 3)), chance.normal(size=3)
    h = 1e-5
    ahead = mean_loss(weights + h * towards, biases + h * beside)
    behind = mean_loss(weights - h * towards, biases - h * beside)
    by_weights, by_biases = slopes(weights, biases, Y, plain_softmax)
    along = (by_weights * towards).sum() + (by_biases * beside).sum()
    assert (ahead - behind) / (2 * h) == pytest.approx(along, rel=1e-8)


def test_a_single_sigmoid_has_its_own_slope():
    """The same function gives the gradient of the binary loss."""
    weights, bias, h = RANDOM.normal(size=(4, 1)), np.array([0.3]), 1e-5
    y = TWO[:, np.newaxis].astype(float)

    def loss(step):
        return binary_cross_entropy_from_logits(X @ (weights + step) + bias, y).mean()

    by_weights, _ = slopes(weights, bias, y, plain_sigmoid)
    for i, one in enumerate(np.eye(4)[:, :, np.newaxis]):
        numeric = (loss(h * one) - loss(-h * one)) / (2 * h)
        assert numeric == pytest.approx(by_weights[i, 0], rel=1e-7)


def test_a_flower_pulls_with_its_own_mistake():
    """The gradient is the mean over flowers of x times core's p - y."""
    weights, biases = RANDOM.normal(size=(4, 3)), RANDOM.normal(size=3)
    miss = cross_entropy_gradient(X @ weights + biases, SPECIES)
    by_weights, by_biases = slopes(weights, biases, Y, plain_softmax)
    np.testing.assert_allclose(by_weights, X.T @ miss / 150, rtol=1e-12)
    np.testing.assert_allclose(by_biases, miss.mean(axis=0), rtol=1e-12)


def test_the_plain_forms_are_core_s_to_a_few_digits():
    """Faster, and still no overflow at any size."""
    logits = RANDOM.normal(size=(50, 3)) * np.geomspace(1, 1e6, 50)[:, np.newaxis]
    np.testing.assert_allclose(
        plain_softmax(logits), softmax(logits), rtol=1e-9, atol=1e-300
    )
    np.testing.assert_allclose(
        plain_sigmoid(logits), sigmoid(logits), rtol=1e-9, atol=1e-300
    )


@pytest.mark.parametrize("penalty", [0.01, 0.1, 1.0])
def test_the_optimum_is_that_of_scikit_learn(penalty):
    """At the same penalty both find the same weights and biases, to 1e-6."""
    ours = last_of(X, Y, rate=min(1, 1 / penalty), penalty=penalty, epochs=4000)
    # There the loss is a sum and the penalty is one half.
    rival = LogisticRegression(C=1 / (150 * penalty), tol=1e-10, max_iter=10_000)
    rival.fit(X, SPECIES)
    np.testing.assert_allclose(ours.weights, rival.coef_.T, rtol=0, atol=1e-6)
    # A constant added to all biases changes nothing.
    theirs = rival.intercept_ - rival.intercept_.mean()
    np.testing.assert_allclose(ours.biases, theirs, rtol=0, atol=1e-6)


@pytest.mark.parametrize("batch", [None, 7])
def test_two_classes_are_logistic_regression(batch):
    """Softmax weights differ by those of one sigmoid, after every epoch.

    Both of its weights move, so the single one takes steps twice as long and
    pays half of the penalty.
    """
    y = TWO[:, np.newaxis].astype(float)
    both = train(
        X, np.hstack([1 - y, y]), rate=0.3, penalty=0.02, batch=batch, epochs=60, seed=5
    )
    one = train(
        X,
        y,
        rate=0.6,
        penalty=0.01,
        batch=batch,
        epochs=60,
        seed=5,
        predict=plain_sigmoid,
    )
    for softmaxed, single in zip(both, one, strict=True):
        difference = softmaxed.weights[:, 1] - softmaxed.weights[:, 0]
        assert difference == pytest.approx(single.weights[:, 0], rel=0, abs=1e-12)
        assert np.diff(softmaxed.biases) == pytest.approx(single.biases, abs=1e-12)


def test_an_untrained_model_knows_nothing():
    """Before the first step all weights are 0, and the loss is log 3."""
    first = next(train(X, Y, rate=1, epochs=1))
    assert first.epoch == 0
    assert not first.weights.any()
    assert not first.biases.any()
    assert mean_loss(first.weights, first.biases) == pytest.approx(np.log(3))


def test_small_steps_only_go_down():
    """With a small rate and all flowers in every step the loss never rises."""
    losses = [mean_loss(s.weights, s.biases) for s in train(X, Y, rate=0.5, epochs=100)]
    assert (np.diff(losses) < 0).all()


@pytest.mark.parametrize("batch", [None, 10])
def test_the_same_seed_gives_the_same_numbers(batch):
    """Two runs agree in every bit of every step; another seed draws otherwise."""
    runs = [
        list(train(X, Y, rate=0.1, epochs=5, batch=batch, seed=seed))
        for seed in (7, 7, 8)
    ]
    bits = [[s.weights.tobytes() + s.biases.tobytes() for s in run] for run in runs]
    assert bits[0] == bits[1]
    assert bits[0] != bits[2]


def test_every_epoch_uses_every_example_once():
    """An epoch of batches of one moves by 150 slopes, none of them twice."""
    steps = list(train(np.eye(6), np.eye(6), rate=1.0, epochs=1, batch=1))
    # Each feature is on in one example, so its weights moved exactly once.
    own = np.diag(steps[1].weights)
    assert ((own > 0.5) & (own < 1)).all()


def test_an_epoch_has_a_step_for_what_is_left():
    """Seven examples in batches of three make three steps, the last of one."""
    rows = list(train(np.ones((7, 1)), np.ones((7, 1)), rate=1, epochs=1, batch=3,
                      predict=np.zeros_like))  # fmt: skip
    assert rows[1].weights.item() == 3


def test_a_run_that_diverges_ends():
    """Its steps are finite, and there are fewer of them than epochs."""
    steps = list(train(X, Y, rate=100, penalty=0.1, epochs=200))
    assert 1 < len(steps) < 201
    assert all(abs(step.weights).max() <= training.BOUND for step in steps)


@pytest.mark.parametrize(("rate", "steps"), [(1e8, 2), (1e10, 1)])
def test_a_weight_of_fifty_million_is_not_divergence(rate, steps):
    """The first step is half of the rate; five thousand million are too many."""
    run = train([[-1.0], [1.0]], [[1, 0], [0, 1]], rate=rate, epochs=1)
    assert len(list(run)) == steps


def test_even_the_wildest_run_only_ends():
    """Not even an overflow within one epoch is heard of."""
    assert len(list(train(X, Y, rate=1e300, penalty=1e300, epochs=9, batch=1))) == 1


def test_steps_are_frozen_and_hold_arrays():
    """A step is a number and two arrays; none is changed by a later one."""
    run = train(X, Y, rate=1, epochs=3)
    first = next(run)
    kept = [next(run).weights for _ in range(3)]
    assert abs(first.weights).max() == 0
    assert len({weights.tobytes() for weights in kept}) == 3
    assert [field.name for field in fields(first)] == ["epoch", "weights", "biases"]
    with pytest.raises(FrozenInstanceError):
        first.epoch = 1  # type: ignore[misc]


@pytest.mark.parametrize(
    ("features", "targets"),
    [
        ([1.0, 2.0], [[1.0], [0.0]]),
        (np.eye(3), np.eye(2)),
        (np.eye(2), np.eye(3)),
        (np.eye(2), [0, 1]),
    ],
)
def test_data_that_do_not_match_are_refused(features, targets):
    """The message names both shapes."""
    with pytest.raises(ValueError, match="tables of equal length"):
        next(train(features, targets, rate=1, epochs=1))


def test_training_can_be_read_in_one_minute():
    """Without its explanations it is shorter than two screens, and draws nothing."""
    tree = ast.parse(Path(training.__file__).read_text(encoding="utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
            node.body = [part for part in node.body if not is_text(part)]
    assert len(ast.unparse(tree).splitlines()) < 70
    assert all(len(ast.unparse(f).splitlines()) < 25 for f in functions)


def is_text(node):
    """Whether a statement is only a docstring."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
