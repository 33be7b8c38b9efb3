"""Claims about update rules: they are those of the papers, to the last bits."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mpf, sqrt, workdps

from core.optimisers import (
    State,
    adam,
    corrected,
    gradient_descent,
    momentum,
    rmsprop,
    start,
    walk,
)
from tests.core.roundoff import SPACING, U

RULES = {
    "gradient_descent": partial(gradient_descent, rate=0.05),
    "momentum": partial(momentum, rate=0.05),
    "rmsprop": partial(rmsprop, rate=0.05),
    "adam": partial(adam, rate=0.05),
}
EVERY_RULE = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
CURVES = np.array([1.0, 20.0])
NUMBERS = st.floats(-1e3, 1e3)
GRADIENTS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=8)
BETAS = st.sampled_from([0.0, 0.5, 0.9, 0.99, 0.999])


def ravine(w):
    """Return the gradient of (x^2 + 20 y^2) / 2."""
    return CURVES * w


def after(rule, gradients, w):
    """Return the state after steps along given gradients."""
    state = start(w)
    for gradient in gradients:
        state = rule(state, np.array(gradient))
    return state


def worth(beta, t):
    """Return what 1 - beta^t loses: a power is right to a spacing."""
    return 2 * U * beta**t / (1 - beta**t) + U


# One step, from a state of floats, against the formulas in 50 digits.


def states(draw):
    """Draw a state of one weight, its v a mean of squares, and a gradient."""
    w, m, g = draw(NUMBERS), draw(NUMBERS), draw(NUMBERS)
    v, t = draw(st.floats(0, 1e6)), draw(st.integers(0, 2000))
    return State(np.array(w), np.array(m), np.array(v), t), np.array(g)


@given(st.data(), BETAS, BETAS, st.floats(1e-4, 1))
def test_a_step_of_adam_is_the_paper_s(data, beta1, beta2, rate):
    """Weights, and both means, as exact as the roundings on the way allow."""
    state, g = states(data.draw)
    ours, t = adam(state, g, rate=rate, beta1=beta1, beta2=beta2), state.t + 1
    with workdps(50):
        b1, b2 = mpf(beta1), mpf(beta2)
        m = b1 * mpf(float(state.m)) + (1 - b1) * mpf(float(g))
        v = b2 * mpf(float(state.v)) + (1 - b2) * mpf(float(g)) ** 2
        size = sqrt(v / (1 - b2**t)) + mpf(1e-8)
        w = mpf(float(state.w)) - mpf(rate) * (m / (1 - b1**t)) / size
        pairs = zip((ours.w, ours.m, ours.v), (w, m, v), strict=True)
        apart = [float(abs(mpf(float(a)) - b)) for a, b in pairs]
    # The terms of m may cancel: what is lost is measured by their size.
    terms = beta1 * abs(state.m) + (1 - beta1) * abs(g)
    lost_m = 3 * U * terms + SPACING
    lost_v = 4 * U * float(v) + SPACING
    share = terms / (1 - beta1**t) / float(size)
    top = 3 * U + worth(beta1, t) + U  # m, 1 - beta1^t, division
    bottom = (4 * U + worth(beta2, t) + U) / 2 + U + U  # under the root, root, sum
    # A subnormal v may lose all digits; its root is far below epsilon.
    lost_w = rate * share * (top + bottom + 2 * U + 1e-153) + U * abs(float(w))
    tiny = rate * 3 * SPACING / (1 - beta1**t) / 1e-8  # of a subnormal m
    assert apart[0] <= 1.01 * lost_w + tiny + SPACING  # losses of losses: below 1 %
    assert apart[1] <= lost_m
    assert apart[2] <= lost_v
    assert ours.t == t


@given(st.data(), BETAS, st.floats(1e-4, 1))
def test_a_step_of_rmsprop_is_hinton_s(data, beta, rate):
    """The gradient over the root of the fading mean of squares."""
    state, g = states(data.draw)
    ours = rmsprop(state, g, rate=rate, beta=beta)
    with workdps(50):
        v = mpf(beta) * mpf(float(state.v)) + (1 - mpf(beta)) * mpf(float(g)) ** 2
        step = mpf(rate) * mpf(float(g)) / (sqrt(v) + mpf(1e-8))
        apart = float(abs(mpf(float(ours.w)) - (mpf(float(state.w)) - step)))
    lost = float(abs(step)) * ((4 * U / 2 + U + U) + 2 * U)
    assert apart <= 1.01 * lost + U * abs(ours.w) + SPACING
    assert ours.m == state.m
    assert ours.t == state.t + 1


@given(st.data(), BETAS, st.floats(1e-4, 1))
def test_a_step_of_momentum_is_polyak_s(data, beta, rate):
    """The sum fades by beta, and takes the gradient as it is."""
    state, g = states(data.draw)
    ours = momentum(state, g, rate=rate, beta=beta)
    with workdps(50):
        m = mpf(beta) * mpf(float(state.m)) + mpf(float(g))
        w = mpf(float(state.w)) - mpf(rate) * m
        apart_m, apart_w = (
            float(abs(mpf(float(ours.m)) - m)),
            float(abs(mpf(float(ours.w)) - w)),
        )
    lost_m = 2 * U * (beta * abs(state.m) + abs(g)) + SPACING
    assert apart_m <= lost_m
    assert apart_w <= rate * (lost_m + U * abs(ours.m)) + U * abs(ours.w) + SPACING
    assert ours.v == state.v


def test_the_worked_example_of_adam():
    """Three steps from (-4, 1) at a rate of 0.1, whose 15 digits are mpmath's.

    A step is the rate times a share of at most 1.01, and loses what is counted for
    one step above; a loss in w moves later steps by less than half of it.
    """
    exact = [
        [-3.90000000025, 0.90000000005],
        [-3.80007399533165, 0.800412227773301],
        [-3.70027384472220, 0.701586271543483],
    ]
    path = [s.w for s in walk(partial(adam, rate=0.1), ravine, [-4.0, 1.0], 3)]
    a_step = 0.101 * (worth(0.9, 1) + worth(0.999, 1) / 2 + 11 * U) + 4 * U
    printed = 5e-15
    np.testing.assert_allclose(path[1:], exact, rtol=0, atol=1.5 * 3 * a_step + printed)
    mistaken = [s.w for s in walk(partial(adam, rate=0.1, epsilon=1e-7), ravine,
                                  [-4.0, 1.0], 3)]  # fmt: skip
    assert abs(np.array(mistaken[1:]) - exact).max() > 1e-10


@pytest.mark.parametrize(
    ("ours", "name", "settings"),
    [
        (partial(gradient_descent, rate=0.07), "SGD", {"lr": 0.07}),
        (partial(momentum, rate=0.01), "SGD", {"lr": 0.01, "momentum": 0.9}),
        (
            partial(rmsprop, rate=0.05),
            "RMSprop",
            {"lr": 0.05, "alpha": 0.9, "eps": 1e-8},
        ),
        (partial(adam, rate=0.2), "Adam", {"lr": 0.2}),
        (
            partial(adam, rate=0.2, beta1=0.5, beta2=0.9, epsilon=1e-3),
            "Adam",
            {"lr": 0.2, "betas": (0.5, 0.9), "eps": 1e-3},
        ),
    ],
)
def test_the_rules_are_those_of_pytorch(ours, name, settings):
    """Step by step from the same weights, so that nothing adds up in them.

    Memories are carried along by both. They lose a few roundings a step, so after 20
    steps not more than 20 times what one step may; each of the two may be off.
    """
    torch = pytest.importorskip("torch")
    w = torch.tensor([-4.0, 1.0], dtype=torch.float64, requires_grad=True)
    optimiser = getattr(torch.optim, name)([w], **settings)
    state = start(w.detach().numpy().copy())
    one = worth(0.999, 1) / 2 + worth(0.9, 1) + 12 * U
    for t in range(1, 21):
        gradient = ravine(state.w)
        w.grad = torch.tensor(gradient, dtype=torch.float64)
        optimiser.step()
        state = ours(state, gradient)
        theirs = w.detach().numpy().copy()
        moved = abs(gradient).max() * settings["lr"] + 4
        np.testing.assert_allclose(state.w, theirs, rtol=0, atol=2 * t * one * moved)
        state = state._replace(w=theirs)


# Properties.


@EVERY_RULE
@given(gradients=GRADIENTS)
def test_a_mirrored_slope_gives_a_mirrored_path(rule, gradients):
    """Left and right are alike, to the last bit."""
    there = after(rule, gradients, [3.0, -0.7])
    back = after(rule, -np.array(gradients), [-3.0, 0.7])
    np.testing.assert_array_equal(there.w, -back.w)


@EVERY_RULE
@given(gradients=GRADIENTS, rates=st.lists(st.floats(0, 2), min_size=1, max_size=4))
def test_a_run_of_a_batch_is_the_run_alone(rule, gradients, rates):
    """Rates on a leading axis take all their runs at once, and change no bit."""
    together = after(
        partial(rule, rate=np.array(rates)[:, np.newaxis]), gradients, [3.0, -0.7]
    )
    alone = [after(partial(rule, rate=r), gradients, [3.0, -0.7]).w for r in rates]
    np.testing.assert_array_equal(together.w, alone)


@EVERY_RULE
@given(gradients=GRADIENTS)
def test_each_weight_goes_its_own_way(rule, gradients):
    """What the other weight does is nothing to it."""
    both = after(rule, gradients, [3.0, -0.7])
    for i, w in enumerate([3.0, -0.7]):
        assert after(rule, np.array(gradients)[:, i], w).w == both.w[i]


@given(GRADIENTS, st.integers(-20, 20), BETAS, BETAS)
def test_adam_does_not_ask_in_which_unit_the_loss_is(gradients, power, beta1, beta2):
    """Gradients and epsilon times a power of two: the same path, in every bit."""
    rule = partial(adam, rate=0.1, beta1=beta1, beta2=beta2)
    # Squares of such small numbers would end; what is 0 or large is kept.
    kept = np.where(abs(np.array(gradients)) < 1e-100, 0, gradients)
    plain = after(partial(rule, epsilon=1e-8), kept, [3.0, -0.7])
    scale = 2.0**power
    scaled = after(partial(rule, epsilon=1e-8 * scale), scale * kept, [3.0, -0.7])
    np.testing.assert_array_equal(plain.w, scaled.w)


@given(GRADIENTS, BETAS)
def test_rmsprop_is_half_of_adam(gradients, beta):
    """With beta1 = 0 Adam is RMSProp, but for the corrected mean of squares."""
    ours = after(partial(rmsprop, rate=0.1, beta=beta), gradients, [3.0, -0.7])
    adams = after(partial(adam, rate=0.1, beta1=0, beta2=beta), gradients, [3.0, -0.7])
    np.testing.assert_array_equal(ours.v, adams.v)
    np.testing.assert_array_equal(adams.m, gradients[-1])


@given(GRADIENTS)
def test_momentum_without_memory_is_gradient_descent(gradients):
    """To the last bit."""
    plain = after(partial(gradient_descent, rate=0.1), gradients, [3.0, -0.7])
    without = after(partial(momentum, rate=0.1, beta=0), gradients, [3.0, -0.7])
    np.testing.assert_array_equal(plain.w, without.w)


@given(NUMBERS.filter(lambda g: abs(g) > 1e-3), NUMBERS)
def test_without_any_memory_adam_sees_signs_only(g, before):
    """Each step is the rate, short of it by epsilon over the gradient."""
    rule = partial(adam, rate=0.125, beta1=0, beta2=0)
    expected = pytest.approx(-0.125 * np.sign(g) / (1 + 1e-8 / abs(g)), rel=6 * U)
    assert after(rule, [g], 0.0).w == expected
    state = after(rule, [before], 0.0)
    assert rule(state._replace(w=np.array(0.0)), np.array(g)).w == expected


@EVERY_RULE
def test_a_weight_without_slope_stays(rule):
    """0 / 0 is kept away, however many steps are taken."""
    last = after(rule, [[0.0, 1.0]] * 50, [3.0, -0.7])
    assert last.w[0] == 3
    assert last.w[1] < -0.7


@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9])
def test_a_steady_slope_uses_all_of_the_rate_and_an_alternating_one_little(beta):
    """1 at every step against (1 - beta) / (1 + beta), which for 0.9 is 1/19.

    After 400 steps beta^t is far below a rounding. v is a mean of ones; it and m
    lose 4 U a step, of which beta is left.
    """
    rule = partial(adam, rate=1.0, beta1=beta, epsilon=1e-300)
    steady = [1.0] * 400
    swinging = [(-1.0) ** t for t in range(400)]
    for gradients, share in ((steady, 1), (swinging, (1 - beta) / (1 + beta))):
        state = after(rule, gradients, 0.0)
        used = corrected(state.m, beta, 400) / np.sqrt(corrected(state.v, 0.999, 400))
        lost = 4 * U / (1 - beta) + 4 * U / 0.001 + 10 * U
        assert abs(used) == pytest.approx(share, rel=0, abs=lost)
    first = after(rule, [7.0], 0.0)
    assert first.w == -1


def test_without_correction_first_steps_are_too_large():
    """3.16 times at the first step, 6.57 times at the twelfth, where it is worst."""
    t = np.arange(1, 3001)
    times = (1 - 0.9**t) / np.sqrt(1 - 0.999**t)
    assert times[0] == pytest.approx(np.sqrt(10), rel=1e-12)
    assert times.argmax() + 1 == 12
    assert times.max() == pytest.approx(6.57, abs=0.005)
    state = after(RULES["rmsprop"], [5.0], 0.0)
    assert -state.w / 0.05 == pytest.approx(np.sqrt(10), rel=1e-8)  # epsilon


@pytest.mark.parametrize("curve", [1.0, 20.0])
def test_descent_flies_apart_beyond_two_over_the_curvature(curve):
    """Just below that rate the distance shrinks, just above it grows."""
    for times, falls in ((1.99, True), (2.01, False)):
        rule = partial(gradient_descent, rate=times / curve)
        path = [abs(s.w) for s in walk(rule, lambda w: curve * w, 1.0, 50)]
        assert (np.diff(path) < 0).all() == falls


def test_momentum_bears_almost_twice_the_rate():
    """With beta 0.9 the ravine holds it up to 2 (1 + 0.9) / 20 = 0.19."""
    for rate, falls in ((0.189, True), (0.191, False)):
        *_, last = walk(partial(momentum, rate=rate), ravine, [0.0, 1.0], 4000)
        assert (abs(last.w[1]) < 1e-3) == falls


# Edges.


@EVERY_RULE
def test_what_comes_in_is_left_alone(rule):
    """State and gradient may be read only, and no step shares memory with them."""
    state, gradient = start([1.0, 2.0]), np.array([3.0, -1.0])
    for array in (state.w, state.m, state.v, gradient):
        array.setflags(write=False)
    following = rule(state, gradient)
    assert following.t == 1
    assert state == (state.w, state.m, state.v, 0)
    assert not np.shares_memory(following.w, state.w)


@EVERY_RULE
@pytest.mark.parametrize("gradient", [1e200, 1e-200, 5e-324, np.inf, np.nan])
def test_no_warning_arises(rule, gradient):
    """Overflow and underflow are heard of by nobody; nan stays nan."""
    with np.errstate(all="raise"):
        last = after(rule, [gradient, gradient], 1.0)
    assert np.isnan(last.w) == (np.isnan(gradient) or is_lost(last, gradient))


def is_lost(state, gradient):
    """Whether infinity over infinity is what a rule came to."""
    return np.isinf(gradient) and np.isinf(state.v)


def test_a_walk_that_diverges_goes_on():
    """It becomes inf and nan, and nothing is said."""
    rule = partial(gradient_descent, rate=1e200)
    *_, last = walk(rule, ravine, [1.0, 1.0], 5)
    assert last.t == 5
    assert not np.isfinite(last.w).any()


@EVERY_RULE
def test_a_walk_begins_at_the_start(rule):
    """Of n steps there are n + 1 states."""
    path = list(walk(rule, ravine, [1, 2], 7))
    assert [state.t for state in path] == list(range(8))
    assert path[0].w.tolist() == [1, 2]
    assert path[0].w.dtype == np.float64


@EVERY_RULE
@pytest.mark.parametrize("rate", [-0.1, np.nan, [0.1, -1e-300]])
def test_a_rate_below_zero_is_refused(rule, rate):
    """Nobody means to climb."""
    with pytest.raises(ValueError, match="rate must be 0 or more, got"):
        rule(start([1.0, 1.0]), np.ones(2), rate=rate)


@pytest.mark.parametrize(
    ("rule", "name"),
    [(momentum, "beta"), (rmsprop, "beta"), (adam, "beta1"), (adam, "beta2")],
)
@pytest.mark.parametrize("beta", [-0.1, 1.0, 1.5, np.nan])
def test_a_memory_that_does_not_fade_is_refused(rule, name, beta):
    """At 1 nothing would ever be learned, and the correction is 0 / 0."""
    with pytest.raises(ValueError, match=rf"{name} must lie in \[0, 1\), got"):
        rule(start(1.0), np.array(1.0), rate=0.1, **{name: beta})


@pytest.mark.parametrize("rule", [rmsprop, adam])
@pytest.mark.parametrize("epsilon", [0.0, -1e-8, np.nan])
def test_an_epsilon_of_zero_is_refused(rule, epsilon):
    """A weight without slope would become nan."""
    with pytest.raises(ValueError, match="epsilon must be above 0, got"):
        rule(start(1.0), np.array(1.0), rate=0.1, epsilon=epsilon)


def test_a_start_that_is_no_number_is_refused():
    """By the door that all of core has."""
    with pytest.raises(ValueError, match="w must be real numbers"):
        start(["a"])
    with pytest.raises(TypeError, match="w must not be masked"):
        start(np.ma.masked_less([1.0, 2.0], 1.5))
