"""Claims about dense networks: their slopes are right, and so are their steps."""

from functools import partial
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import erf, exp, log, mpf, sqrt, tanh, workdps

from core.activations import ACTIVATIONS
from core.dense import LINEAR, SIGMOID, SOFTMAX, Dense, Spread, fit
from core.digits import split, split_by_writers
from core.graph import backward, forward, network, two_layers
from core.iris import centimetres
from core.optimisers import adam, gradient_descent
from core.training import train
from tests.core.roundoff import U

QUARTERS = st.integers(-16, 16).map(lambda k: k / 4)
ENDINGS = {"softmax": SOFTMAX, "sigmoid": SIGMOID, "linear": LINEAR}


def reach(net, parameters, x):
    """Return a bound of every number on the way through, and of what it is worth.

    No sum is above this, and none moves a later one by more times its own change.
    """
    bound = max(1.0, abs(x).max())
    for weights, biases in net.layers(abs(parameters)):
        every = np.concatenate([weights, biases[..., np.newaxis, :]], axis=-2)
        bound *= max(1.0, every.sum(axis=-2).max(), every.sum(axis=-1).max())
    return bound


def lost(net, parameters, x):
    """Return what rounding can do to a slope of a network, at most.

    There are two operations for a parameter and at most 20 for a unit, forward and
    again back, each moved by U of a number within reach. Such a change reaches the
    slope forward, and then back, with no more than the reach; activations have first
    and second derivatives of at most 1.2.
    """
    steps = 2 * (2 * net.count + 20 * sum(net.widths)) * len(x)
    turns = 1.2 ** (2 * len(net.widths))
    return steps * U * turns * reach(net, parameters, x) ** 3


# The plain definitions, in 60 digits.

EXACT: dict[str, Any] = {
    "linear": lambda z: z,
    "sigmoid": lambda z: 1 / (1 + exp(-z)),
    "tanh": tanh,
    "relu": lambda z: max(z, mpf(0)),
    "leaky": lambda z: z if z > 0 else mpf(0.01) * z,
    "gelu": lambda z: z / 2 * (1 + erf(z / sqrt(2))),
}
COSTS: dict[str, Any] = {
    "softmax": lambda z, y: log(sum(map(exp, z))) * sum(y) - dot(z, y),
    "sigmoid": lambda z, y: sum(log(1 + exp(s)) for s in z) - dot(z, y),
    "linear": lambda z, y: sum((s - t) ** 2 for s, t in zip(z, y, strict=True)) / 2,
}


def dot(z, y):
    return sum(s * t for s, t in zip(z, y, strict=True))


def exact_loss(net, parameters, x, y, bend, cost):
    """Return the mean loss from lists of mpf."""
    total = mpf(0)
    for row, target in zip(x.tolist(), y.tolist(), strict=True):
        a, rest = [mpf(number) for number in row], list(parameters)
        for units in net.widths[1:]:
            table = [[rest.pop(0) for _ in range(units)] for _ in range(len(a) + 1)]
            *weights, biases = table
            z = [
                dot(a, [line[k] for line in weights]) + biases[k] for k in range(units)
            ]
            a = [bend(number) for number in z]
        total += cost(z, [mpf(number) for number in target])
    return total / len(x)


def small_network(hidden, ending, seed):
    """Return a network of 3-4-3-2, its parameters, and three examples."""
    net = Dense((3, 4, 3, 2), ACTIVATIONS[hidden], ENDINGS[ending])
    chance = np.random.default_rng(seed)
    parameters = chance.normal(0, 0.6, net.count)
    return net, parameters, chance.normal(size=(3, 3)), np.eye(2)[[0, 1, 1]]


@pytest.mark.parametrize("hidden", EXACT)
@pytest.mark.parametrize("ending", COSTS)
def test_the_slope_is_the_central_difference_of_the_exact_loss(hidden, ending):
    """By every parameter, with steps of 1e-20 in 60 digits, which miss 1e-40.

    No sum comes so near to the corner of a ReLU.
    """
    net, parameters, x, y = small_network(hidden, ending, seed=1)
    assert min(abs(layer.z).min() for layer in net.forward(parameters, x)) > 1e-6
    with workdps(60):
        h, exact = mpf(10) ** -20, [mpf(number) for number in parameters.tolist()]

        def loss(nudge):
            moved = [p + n for p, n in zip(exact, nudge, strict=True)]
            return exact_loss(net, moved, x, y, EXACT[hidden], COSTS[ending])

        rows = [[h if i == k else mpf(0) for i in range(net.count)]
                for k in range(net.count)]  # fmt: skip
        numeric = [
            float((loss(row) - loss([-n for n in row])) / (2 * h)) for row in rows
        ]
        here = float(loss([mpf(0)] * net.count))
    bound = lost(net, parameters, x)
    assert bound < 1e-6
    ours = net.gradient(parameters, x, y)
    np.testing.assert_allclose(ours, numeric, rtol=0, atol=bound)
    np.testing.assert_allclose(net.loss(parameters, x, y), here, rtol=0, atol=bound)


@pytest.mark.parametrize("hidden", ["sigmoid", "tanh", "linear"])
def test_the_slope_is_the_complex_step(hidden):
    """A step of 1e-30 along i subtracts nothing, and so loses no digit."""
    net, parameters, x, y = small_network(hidden, "softmax", seed=2)
    bends: dict[str, Any] = {
        "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
        "tanh": np.tanh,
        "linear": lambda z: z,
    }
    bend = bends[hidden]

    def loss(theta):
        a, place = x, 0
        for before, units in zip(net.widths, net.widths[1:], strict=False):
            middle = place + before * units
            w = theta[place:middle].reshape(before, units)
            place = middle + units
            z = a @ w + theta[middle:place]
            a = bend(z)
        return (np.log(np.exp(z).sum(axis=1)) - (z * y).sum(axis=1)).mean()

    steps = 1e-30j * np.eye(net.count)
    numeric = [loss(parameters + step).imag / 1e-30 for step in steps]
    ours = net.gradient(parameters, x, y)
    np.testing.assert_allclose(ours, numeric, rtol=0, atol=2 * lost(net, parameters, x))


@given(st.data())
def test_the_slope_is_that_of_the_graph(data):
    """For any small network with ReLUs and a softmax, by every parameter and input.

    Parameters are quarters, so both have the very same logits.
    """
    widths = data.draw(st.lists(st.integers(1, 3), min_size=2, max_size=4).map(tuple))
    net = Dense(widths)
    drawn = st.lists(QUARTERS, min_size=net.count, max_size=net.count)
    parameters = np.array(data.draw(drawn)) / 4
    x = np.array([[data.draw(QUARTERS) for _ in range(widths[0])]])
    truth = data.draw(st.integers(0, widths[-1] - 1))
    graph, numbers = network(widths, truth), {"-1": -1.0}
    numbers |= {f"x{i}": number for i, number in enumerate(x[0])}
    for k, (weights, biases) in enumerate(net.layers(parameters), start=1):
        numbers |= {f"w{k}.{i}.{j}": w for (i, j), w in np.ndenumerate(weights)}
        numbers |= {f"b{k}.{j}": b for j, b in enumerate(biases)}
    values = forward(graph, numbers)
    slopes = {
        node.name: slope
        for node, slope in zip(graph, backward(graph, values).slopes, strict=True)
    }
    y = np.eye(widths[-1])[[truth]]
    gradient = net.gradient(parameters, x, y)
    bound = 2 * lost(net, parameters, x)
    for k, (weights, biases) in enumerate(net.layers(gradient), start=1):
        for (i, j), slope in np.ndenumerate(weights):
            assert slopes[f"w{k}.{i}.{j}"] == pytest.approx(slope, rel=0, abs=bound)
        for j, slope in enumerate(biases):
            assert slopes[f"b{k}.{j}"] == pytest.approx(slope, rel=0, abs=bound)
    loss = net.loss(parameters, x, y)
    assert values[-1] == pytest.approx(loss, rel=0, abs=bound)


@given(st.lists(QUARTERS, min_size=6, max_size=6))
def test_the_graph_of_the_lesson_is_a_network_too(numbers):
    """Where its second ReLU lets through, both find the same, to the last bit."""
    w1, b1, w2, b2, x, y = numbers
    net, given_ = Dense((1, 1, 1), ending=LINEAR), {
        "w1": w1, "b1": b1, "w2": w2, "b2": b2, "x": x, "y": y}  # fmt: skip
    graph = two_layers()
    values = forward(graph, given_)
    slopes = backward(graph, values).slopes
    found = {node.name: s for node, s in zip(graph, slopes, strict=True)}
    parameters, data = np.array([w1, b1, w2, b2]), (np.array([[x]]), np.array([[y]]))
    if net.forward(parameters, data[0])[-1].z > 0:
        assert net.gradient(parameters, *data).tolist() == [
            found[name] for name in ("w1", "b1", "w2", "b2")
        ]
        assert net.loss(parameters, *data) == values[-1]


def test_rows_of_parameters_are_networks():
    """Forward, back, losses and accuracies carry any axes in front along."""
    chance = np.random.default_rng(0)
    net = Dense((5, 4, 3))
    many = chance.normal(size=(2, 3, net.count))
    x, y = chance.normal(size=(7, 5)), np.eye(3)[chance.integers(0, 3, 7)]
    for method in (net.gradient, net.loss, net.accuracy):
        together = method(many, x, y)
        for place in np.ndindex(2, 3):
            np.testing.assert_allclose(
                together[place],
                method(many[place], x, y),
                rtol=0,
                atol=2 * lost(net, many[place], x),
            )
    shapes = [(layer.z.shape, layer.a.shape) for layer in net.forward(many, x)]
    assert shapes == [((2, 3, 7, 4),) * 2, ((2, 3, 7, 3),) * 2]


def test_layers_are_views_in_order():
    """Weights of a layer, then its biases; what is written into them is kept."""
    net = Dense((2, 3, 1))
    row = np.arange(float(net.count))
    (first, second), count = net.layers(row), 13
    assert net.count == count
    assert first.weights.tolist() == [[0, 1, 2], [3, 4, 5]]
    assert first.biases.tolist() == [6, 7, 8]
    assert second.weights.tolist() == [[9], [10], [11]]
    assert second.biases.tolist() == [12]
    second.biases[0] = -1
    assert row[12] == -1


@pytest.mark.parametrize("size", [12, 14])
def test_parameters_of_another_network_are_refused(size):
    """The message says how many there should be."""
    with pytest.raises(ValueError, match="has 13 parameters, got"):
        Dense((2, 3, 1)).layers(np.zeros(size))


# Beginnings.


def test_initial_weights_have_the_spread_of_the_papers():
    """Of 120,000 and 40,000 weights; biases are 0.

    The variance of n normal numbers is off by sqrt(2 / n) of itself, seldom by five
    times as much; of evenly spread ones by less.
    """
    net = Dense((400, 300, 100))
    both: dict[Spread, tuple[float, ...]] = {
        "he": (2 / 400, 2 / 300),
        "xavier": (2 / 700, 2 / 400),
    }
    for spread, variances in both.items():
        layers = net.layers(net.initial(7, spread))
        for (weights, biases), variance in zip(layers, variances, strict=True):
            assert weights.var() == pytest.approx(
                variance, rel=5 * np.sqrt(2 / weights.size)
            )
            assert not biases.any()
            if spread == "xavier":
                assert abs(weights).max() <= np.sqrt(3 * variance)
            else:
                assert abs(weights).max() > 3 * np.sqrt(variance)


def test_a_seed_is_a_beginning():
    """The same gives the same bits, another gives others."""
    net = Dense((5, 4, 3))
    rows = [net.initial(seed).tobytes() for seed in (1, 1, 2)]
    assert rows[0] == rows[1] != rows[2]


def test_he_keeps_the_size_of_numbers_through_twenty_layers():
    """ReLUs fade with Xavier's weights, by about half in each layer squared."""
    net = Dense((100,) * 21, ending=LINEAR)
    x = np.random.default_rng(0).normal(size=(50, 100))
    spreads: tuple[Spread, ...] = ("he", "xavier")
    sizes = {
        spread: np.sqrt(np.square(net.forward(net.initial(0, spread), x)[-1].z).mean())
        for spread in spreads
    }
    assert 0.2 < sizes["he"] < 5
    assert sizes["xavier"] < 0.01


# Training.


FLOWERS = (centimetres() - centimetres().mean(axis=0)) / centimetres().std(axis=0)
SPECIES = np.repeat(np.eye(3), 50, axis=0)


@pytest.mark.parametrize("batch", [None, 7])
def test_without_a_hidden_layer_it_is_softmax_regression(batch):
    """Step by step that of core.training, in the same order of flowers."""
    net = Dense((4, 3))
    rule = partial(gradient_descent, rate=0.3)
    begin, settings = np.zeros(net.count), {"epochs": 30, "batch": batch, "seed": 5}
    ours = fit(net, begin, FLOWERS, SPECIES, rule, **settings)
    theirs = train(FLOWERS, SPECIES, rate=0.3, **settings)
    for row, step in zip(ours, theirs, strict=True):
        (layer,) = net.layers(row)
        np.testing.assert_allclose(layer.weights, step.weights, rtol=0, atol=1e-12)
        np.testing.assert_allclose(layer.biases, step.biases, rtol=0, atol=1e-12)


def test_a_linear_network_finds_least_squares():
    """A unit without activation goes to the line of regression."""
    x = np.linspace(-1, 1, 11)[:, np.newaxis]
    y = 3 * x - 1 + np.sin(9 * x)
    net = Dense((1, 1), ending=LINEAR)
    *_, last = fit(
        net, [0.0, 0.0], x, y, partial(gradient_descent, rate=0.5), epochs=400
    )
    np.testing.assert_allclose(last, np.polyfit(x[:, 0], y[:, 0], 1), rtol=1e-12)


def test_every_epoch_uses_every_example_once():
    """In batches of one, each feature is on in one example, and moves once."""
    net = Dense((6, 6))
    rule, one = partial(gradient_descent, rate=1.0), np.eye(6)
    rows = list(fit(net, np.zeros(net.count), one, one, rule, epochs=1, batch=1))
    own = np.diag(net.layers(rows[1])[0].weights)
    assert len(rows) == 2
    assert ((own > 0.5) & (own < 1)).all()


def test_an_epoch_has_a_step_for_what_is_left():
    """Seven examples in batches of three make three steps."""
    states = []

    def rule(state, gradient):
        states.append(state)
        return gradient_descent(state, gradient, rate=0.1)

    net = Dense((1, 1), ending=LINEAR)
    last = list(
        fit(net, [0, 0], np.ones((7, 1)), np.ones((7, 1)), rule, epochs=2, batch=3)
    )
    assert len(states) == 6
    assert len(last) == 3


def test_the_seed_of_an_order_leaves_the_beginning_alone():
    """Two orders start alike and part; the same order gives the same bits."""
    net = Dense((4, 5, 3))
    settings = {"epochs": 2, "batch": 10}
    runs = [
        [row.tobytes() for row in fit(net, net.initial(0), FLOWERS, SPECIES,
                                      partial(adam, rate=0.01), seed=seed, **settings)]
        for seed in (1, 1, 2)
    ]  # fmt: skip
    assert runs[0] == runs[1]
    assert runs[0][0] == runs[2][0]
    assert runs[0][1] != runs[2][1]


def test_several_rates_are_trained_at_once():
    """Rates on an axis in front; each run is the one alone, but for rounding.

    After ten steps of at most the rate, differences of rounding are still far below
    a millionth of a step.
    """
    net = Dense((4, 5, 3), ACTIVATIONS["tanh"])
    rates = np.array([[0.001], [0.1]])
    begin = net.initial(0)
    train_ = partial(fit, net, x=FLOWERS, y=SPECIES, epochs=2, batch=30)
    *_, together = train_(
        parameters=np.tile(begin, (2, 1)), rule=partial(gradient_descent, rate=rates)
    )
    for row, (rate,) in zip(together, rates, strict=True):
        *_, alone = train_(parameters=begin, rule=partial(gradient_descent, rate=rate))
        np.testing.assert_allclose(row, alone, rtol=0, atol=1e-7 * rate)


def test_a_run_that_diverges_is_never_right():
    """It becomes nan without a word, and its accuracy is 0."""
    net = Dense((4, 5, 3))
    *_, last = fit(net, net.initial(0), FLOWERS, SPECIES,
                   partial(gradient_descent, rate=1e200), epochs=3)  # fmt: skip
    assert not np.isfinite(last).all()
    assert np.isnan(net.loss(last, FLOWERS, SPECIES))
    assert net.accuracy(last, FLOWERS, SPECIES) == 0


def test_it_learns_to_read():
    """Nineteen of twenty digits of the same writers, fewer of strangers."""
    net, rule = Dense((64, 25, 15, 10)), partial(adam, rate=0.01)
    shares = []
    for parts in (split(0), split_by_writers()):
        learned, held = parts
        *_, last = fit(
            net, net.initial(0), learned.x, learned.y, rule, epochs=20, batch=64
        )
        shares.append(net.accuracy(last, held.x, held.y))
    assert shares[0] > 0.95
    assert 0.85 < shares[1] < shares[0]


def test_what_comes_in_is_left_alone():
    """Parameters and data may be read only; a list will do."""
    net = Dense((4, 5, 3))
    begin, x, y = net.initial(0), FLOWERS.copy(), SPECIES.copy()
    for array in (begin, x, y):
        array.setflags(write=False)
    rule = partial(gradient_descent, rate=0.1)
    rows = list(fit(net, begin, x, y, rule, epochs=2))
    lists = list(fit(net, begin.tolist(), x.tolist(), y.tolist(), rule, epochs=2))
    np.testing.assert_array_equal(rows, lists)
    assert len({row.tobytes() for row in rows}) == 3


@pytest.mark.parametrize(
    ("x", "y"),
    [([1.0, 2.0], [[1.0], [0.0]]), (np.eye(3), np.eye(2)), (np.eye(2), [0, 1])],
)
def test_data_that_do_not_match_are_refused(x, y):
    """The message names both shapes."""
    net = Dense((2, 2))
    with pytest.raises(ValueError, match="tables of equal length"):
        next(fit(net, net.initial(0), x, y, partial(adam, rate=0.1), epochs=1))
