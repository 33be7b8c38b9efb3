"""Claims about the scene of several classes: what a prediction costs, and why."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import (
    cross_entropy,
    cross_entropy_from_logits,
    cross_entropy_gradient,
    entropy,
    kl_divergence,
    softmax,
    softmax_jacobian,
)
from core.sums import class_sum
from pages.cross_entropy.backdrop import ALONG, FINE, SHARES, SURPRISING, backdrop
from pages.cross_entropy.scene import PRICED, scene
from pages.cross_entropy.step import ON_THE_WAY
from pages.cross_entropy.target import LIMIT, stepped, target
from tests.core.roundoff import (
    CROSS_ENTROPY,
    CROSS_ENTROPY_FROM_LOGITS,
    ENTROPY,
    KL_DIVERGENCE,
    LOG,
    SOFTMAX,
    U,
    added,
)
from tests.pages.cross_entropy.states import NONE, PLAIN, State, states
from tests.pages.strategies import logits

MIXTURE = np.array([0.2, 0.5, 0.3])
Z = np.array([0.3, 2.9, 4.0])
IRIS = np.log([0.26, 0.70, 0.04])
TASKS = ("high", "bit", "floor", "blind")
# Logarithms of decimals are rounded, and log p moves with its own and with all others.
SHARE = 2 * LOG * np.abs(IRIS).max() + SOFTMAX + U
OWN = np.array(3)  # after three classes


def against(y, z=Z, epsilon=0.0, confidence=1.0, own=MIXTURE):
    """Return what the scene says of logits against a target, in nat."""
    numbers = (y, epsilon, z, confidence, 0)
    return scene(own, *(np.array(number, dtype=float) for number in numbers))


@given(state=states())
def test_every_number_is_core_s(state):
    """Bit by bit what core says of the sharpened logits and the smoothed target."""
    found = scene(*state.arguments)
    p, gradient = (
        softmax(state.logits),
        cross_entropy_gradient(state.logits, state.target),
    )
    expected = {
        "p": p,
        "truth": state.target,
        "gradient": gradient,
        "loss": cross_entropy_from_logits(state.logits, state.target) / state.nat,
        "entropy": entropy(state.target) / state.nat,
        "kl": kl_divergence(state.target, p) / state.nat,
        "swapped": cross_entropy(state.target, p) / state.nat,
        "squared_error": class_sum(np.square(gradient)),
        "true_share": p[state.y],
    }
    for name, value in expected.items():
        assert found[name].tobytes() == np.asarray(value).tobytes(), name


@given(state=states())
def test_the_loss_is_entropy_and_divergence(state):
    """H(y, p) = H(y) + KL(y || p), in nat and in bit.

    All three are sums of up to ten rounded terms, and no sum of sizes is more than the
    loss, but that of KL: its negative terms are 1 nat at most, which is 1.5 bit. What
    probabilities have lost is in each of its logarithms.
    """
    found = scene(*state.arguments)
    sums = CROSS_ENTROPY_FROM_LOGITS + ENTROPY + KL_DIVERGENCE + 2 * added(10) + 4 * U
    np.testing.assert_allclose(
        found["loss"],
        found["entropy"] + found["kl"],
        rtol=sums,
        atol=2 * 1.5 * (sums + SOFTMAX),
    )


@given(state=states())
def test_the_terms_add_up_to_the_loss(state):
    """What is written as a sum is one, in either order, of up to ten positive terms."""
    found, lost = scene(*state.arguments), 2 * added(10) + 2 * U
    np.testing.assert_allclose(found["term"].sum(), found["loss"], rtol=lost)


@given(state=states())
def test_the_squared_error_pulls_by_its_gradient(state):
    """Its pull on the true class is 2 (p - y) times the Jacobian of softmax.

    Both are sums of products of 2, two shares at most and a mistake, whose sizes add up
    to 4 at most.
    """
    gradient = cross_entropy_gradient(state.logits, state.target)
    pull = 2 * gradient @ softmax_jacobian(state.logits)
    found = backdrop(*state.arguments)
    expected = np.abs(pull[state.y])
    lost = 2 * 4 * (3 * SOFTMAX + added(10) + 4 * U)
    np.testing.assert_allclose(found["squared_pull"], expected, rtol=0, atol=lost)
    assert found["pull"] == np.abs(gradient[state.y])


@given(state=states())
def test_points_of_the_true_class_lie_on_their_curves(state):
    """Where its share is one of those at which a curve has its points.

    Then the other classes keep their proportions, and the pull is what it is there.
    """
    found = backdrop(*state.arguments)
    y = state.target[state.y]
    np.testing.assert_array_equal(found["pulls"], np.abs(FINE - y))
    assert found["squared"].shape == found["squared_pulls"].shape == SHARES.shape
    # With all or nothing the squared error pulls no more.
    assert found["squared_pulls"][[0, -1]].tolist() == [0, 0]


@pytest.mark.parametrize("confidence", [1.0, 4.0])
def test_curves_pass_through_what_is_so_now(confidence):
    """At a share of one half, errors and pulls are those of the state itself.

    Squares and products double what shares have lost, and so do their sums; by what is
    left of a mistake beside its mean, a pull has lost twice as much.
    """
    z = np.array([np.log(3), 0.0, np.log(2)])  # one half, and a sixth and a third
    numbers = (0, 0.0, z / confidence, confidence, 0)
    arguments = [np.array(number, dtype=float) for number in numbers]
    now, behind = scene(MIXTURE, *arguments), backdrop(MIXTURE, *arguments)
    half = SHARES.tolist().index(0.5)
    lost = 2 * (LOG + 2 * U) * z.max() + SOFTMAX
    np.testing.assert_allclose(now["true_share"], 0.5, rtol=lost)
    np.testing.assert_allclose(
        behind["squared"][half], now["squared_error"], rtol=2 * (2 * lost + 4 * U)
    )
    np.testing.assert_allclose(
        behind["squared_pulls"][half],
        behind["squared_pull"],
        rtol=4 * (2 * lost + 4 * U),
    )


def test_the_iris_example_has_the_source_s_probabilities():
    """They are 0.26, 0.70 and 0.04 against 0, 1, 0."""
    found = against(1, IRIS)
    np.testing.assert_allclose(found["p"], [0.26, 0.70, 0.04], rtol=SHARE)
    assert found["truth"].tolist() == [0, 1, 0]


def test_only_the_true_class_counts():
    """The loss is minus the logarithm of 0.70; all other terms are 0."""
    found = against(1, IRIS)
    lost = SHARE + CROSS_ENTROPY_FROM_LOGITS + LOG
    np.testing.assert_allclose(found["loss"], -np.log(0.70), rtol=0, atol=lost)
    assert np.flatnonzero(found["term"]).tolist() == [1]


def test_the_gradient_is_the_mistake():
    """It is p - y."""
    found = against(1, IRIS)["gradient"]
    np.testing.assert_allclose(found, [0.26, -0.30, 0.04], rtol=0, atol=SHARE + U)


def test_swapped_roles_give_another_number():
    """Cross-entropy is not symmetric, so it is no distance."""
    found = against(OWN)
    p = found["p"]
    lost = CROSS_ENTROPY_FROM_LOGITS + (SOFTMAX + CROSS_ENTROPY) + 2 * added(3)
    np.testing.assert_allclose(found["loss"], cross_entropy(p, MIXTURE), rtol=lost)
    assert found["swapped"] == cross_entropy(MIXTURE, p)
    assert abs(found["loss"] - found["swapped"]) > 0.5


def test_squared_error_lets_a_wrong_certainty_alone():
    """Where the true class got nothing, one pulls with 1 and the other with 0."""
    numbers = (0, 0.0, [0.0, 0.0, 4.0], np.inf, 0)
    found = backdrop(MIXTURE, *map(np.array, numbers))
    assert found["pull"] == 1
    assert found["squared_pull"] == 0


@given(z=logits(3, 3), epsilon=st.floats(0, 1))
def test_a_mixture_is_not_smoothed(z, epsilon):
    """It stays as it was typed, and the likeliest class is the true one."""
    found = against(OWN, z, epsilon)
    assert found["truth"].tolist() == MIXTURE.tolist()
    assert found["true_share"] == found["p"][1]
    assert not found["floor"]


@given(state=states())
def test_a_row_of_a_sweep_is_the_state_alone(state):
    """Two states stacked say what each says by itself."""
    other = State(state.z[::-1].copy(), 0, 0.25, 1.0, 1)
    pairs = zip(state.arguments[1:], other.arguments[1:], strict=True)
    stacked = [np.stack(pair) for pair in pairs]
    for function in (scene, backdrop):
        alone = function(*state.arguments)
        for name, rows in function(state.arguments[0], *stacked).items():
            np.testing.assert_array_equal(rows[0], alone[name], err_msg=name)


@pytest.mark.parametrize(
    ("task", "arguments"),
    [
        ("high", {"z": [10, 2.9, 4]}),
        ("bit", {"z": [0, 0, -10]}),
        ("floor", {"z": [0, 2.64, 0], "epsilon": 0.2}),
        ("blind", {"z": [0.3, 2.9, 8]}),
    ],
)
def test_a_task_can_be_reached(task, arguments):
    """Some state does what it asks for, and at first none is done."""
    assert against(1, **arguments)[task]
    assert [bool(against(1)[name]) for name in TASKS] == [False] * 4


@pytest.mark.parametrize(
    ("task", "y", "arguments"),
    [
        ("high", 0, {"z": [-0.1, 2.9, 6]}),
        ("floor", 1, {"z": [0, 9, 0]}),
        ("floor", OWN, {"z": np.log(MIXTURE), "epsilon": 0.2}),
        ("blind", 1, {"z": [0.3, 2.9, 5.9]}),
    ],
)
def test_a_task_asks_for_all_that_it_says(task, y, arguments):
    """No logit below 0, no floor without smoothing, and squared error must let go."""
    found = against(y, **arguments)
    assert not found[task]
    assert task != "high" or found["loss"] > 5
    assert task != "floor" or found["kl"] < 0.01
    assert task != "blind" or found["gradient"][1] < -0.95


@pytest.mark.parametrize(
    ("true", "other", "done"), [(1, 6, True), (1, 5.9, False), (-1, 9, False)]
)
def test_a_loss_of_five_nat_is_high_if_the_true_logit_is_positive(true, other, done):
    """At logits of 1, 6 and 0 the loss is log(1 + e^5 + e^-1), just above 5."""
    assert against(0, [true, other, 0])["high"] == done


def test_a_step_moves_each_logit_against_its_gradient():
    """By the gradient of what softmax sees: a confidence divides the step."""
    for confidence in (1.0, 4.0):
        found = against(1, epsilon=0.1, confidence=confidence)
        numbers = (0.1, Z, 1, confidence)
        moved = stepped(MIXTURE, *map(np.array, numbers))
        assert moved.tolist() == (Z - found["gradient"] / confidence).tolist()


def test_step_after_step_the_loss_tends_to_the_entropy_of_the_target():
    """Learning moves only the divergence, which goes to 0."""
    z, losses = Z, []
    for _ in range(26):
        losses.append(float(against(OWN, z)["loss"]))
        z = stepped(MIXTURE, NONE, z, OWN, PLAIN)
    assert (np.diff(losses) < 0).all()
    assert losses[-1] == pytest.approx(entropy(MIXTURE), abs=1e-3)


def test_from_certainty_no_step_leads_back():
    """Endless confidence makes every step of the logits endlessly small."""
    z = np.array([0.0, 0.0, 4.0])
    moved = stepped(MIXTURE, NONE, z, np.array(0), np.array(np.inf))
    assert moved.tolist() == [0, 0, 4]


def test_a_mixture_stands_after_the_last_class():
    """Each position says a target and its true class."""
    truths, true = target(MIXTURE, NONE, np.arange(4))
    assert truths.tolist() == [*np.eye(3).tolist(), MIXTURE.tolist()]
    assert true.tolist() == [0, 1, 2, 1]


@pytest.mark.parametrize("unit", [0, 1])
def test_the_price_list_is_the_price_of_its_shares(unit):
    """Each halving adds one bit, and nothing at all costs without bound."""
    numbers = (1, 0.0, Z, 1.0, unit)
    found = scene(MIXTURE, *(np.array(number, dtype=float) for number in numbers))
    nat = np.log(2) if unit else 1.0
    np.testing.assert_allclose(found["prices"][:-1], -np.log(PRICED[:-1]) / nat)
    assert found["prices"][-1] == np.inf
    np.testing.assert_allclose(np.diff(found["prices"][:4]) * nat, np.log(2))


def test_the_price_curve_is_the_price_whatever_the_rivals():
    """Of one true class, it is -log of the share; against a mixture it rises again."""
    numbers = (1, 0.0, Z, 1.0, 0)
    alone = backdrop(MIXTURE, *(np.array(x, dtype=float) for x in numbers))
    np.testing.assert_allclose(alone["surprise"], -np.log(SURPRISING))
    np.testing.assert_allclose(alone["costs"], -np.log(ALONG), atol=1e-15)
    numbers = (1, 0.2, Z, 1.0, 0)
    mixed = backdrop(MIXTURE, *(np.array(x, dtype=float) for x in numbers))["costs"]
    assert mixed[-1] == np.inf
    assert mixed.min() >= entropy(target(MIXTURE, np.array(0.2), np.array(1))[0])


@given(state=states(most=4))
def test_a_step_lands_where_the_next_state_is(state):
    """What is shown of it is what pressing the button gives."""
    own, *arguments = state.arguments
    y, epsilon, z, confidence, unit = arguments
    found = scene(own, *arguments)
    if np.isinf(confidence):
        assert np.isnan([found["landed"], found["landed_share"]]).all()
        return
    moved = stepped(own, epsilon, z, y, confidence)
    after = scene(own, y, epsilon, moved, confidence, unit)
    assert found["landed"] == after["loss"]
    assert found["landed_share"] == after["true_share"]


def test_the_way_of_a_step_leads_from_here_to_there():
    """Its first point is the state, and its last one where the step lands."""
    numbers = (1, 0.2, Z, 1.0, 0)
    arguments = [np.array(x, dtype=float) for x in numbers]
    now, way = scene(MIXTURE, *arguments), backdrop(MIXTURE, *arguments)
    assert way["way"].shape == way["way_share"].shape == ON_THE_WAY.shape
    ends = [now["loss"], now["landed"]], [now["true_share"], now["landed_share"]]
    np.testing.assert_allclose(way["way"][[0, -1]], ends[0], rtol=1e-14)
    np.testing.assert_allclose(way["way_share"][[0, -1]], ends[1], rtol=1e-14)


def test_no_step_leaves_the_range_of_the_sliders():
    """Where one lands is what a link can say."""
    z = np.array([10.0, -10.0, 10.0])
    moved = stepped(MIXTURE, NONE, z, np.array(0), np.array(0.1))
    assert np.abs(moved).max() == LIMIT
