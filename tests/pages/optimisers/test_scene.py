"""Claims about the scene: it says what core says, of any ravine, at any step."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ravine import (
    STEPS,
    adam_descent,
    adam_steps,
    descent,
    descent_steps,
    height,
    place_of,
    weights_at,
)
from pages.optimisers.backdrop import DIGITS, WINDOW, backdrop, cut
from pages.optimisers.reached import ADAM, EVEN, FLIES, GD, HOME, NEITHER
from pages.optimisers.scene import Ravine

FIRST = {"x0": -4.0, "y0": 1.0, "tilt": 0.0, "beta1": 0.9, "beta2": 0.999}
CALM = {"step": 12.0, "c": 1.0, "gd": 0.09, "adam": 0.2}
TASKS = ("flies", "one", "quick", "straight", "signs")

ravines = st.builds(
    Ravine,
    x0=st.floats(-4.7, 2),
    y0=st.floats(-1.15, 1.15),
    tilt=st.floats(0, 45),
    beta1=st.floats(0, 0.99),
    beta2=st.floats(0, 0.999),
)
states = st.fixed_dictionaries(
    {
        "step": st.integers(0, STEPS).map(float),
        "c": st.floats(1e-3, 1e3),
        "gd": st.floats(1e-3, 1),
        "adam": st.floats(1e-3, 1),
    }
)


def ravine(**numbers):
    """Return the ravine at first, with other numbers."""
    return Ravine(**(FIRST | numbers))


def said(where=None, **numbers):
    """Return what a scene says of one state, and what stands behind it."""
    where = where or ravine()
    state = {k: np.array([x]) for k, x in (CALM | numbers).items()}
    found = where.scene(**state) | backdrop(where, **state)
    return {name: np.asarray(array)[0] for name, array in found.items()}


def done(where=None, **numbers):
    """Return which tasks are reached."""
    found = said(where, **numbers)
    return {task for task in TASKS if found[task]}


@given(where=ravines, state=states)
def test_numbers_are_those_of_core(where, state):
    """To the last bit, whatever else is asked for in the same sweep."""
    found = said(where, **state)
    start, k = (where.x0, where.y0), int(state["step"])
    way = adam_descent(
        start, state["adam"], state["c"],
        tilt=where.tilt, beta1=where.beta1, beta2=where.beta2,
    )  # fmt: skip
    for name, told in {"g": "g", "m": "m", "v": "v", "ratio": "ratio"}.items():
        np.testing.assert_array_equal(found[told], getattr(way, name)[k])
    np.testing.assert_array_equal(found["adam_w"], way.w[k])
    np.testing.assert_array_equal(found["move"], -way.step[k])
    place = descent(start, state["gd"], state["c"])[k]
    np.testing.assert_array_equal(found["gd_w"], weights_at(place, where.tilt))
    assert found["gd_loss"] == height(place, state["c"])
    assert found["adam_loss"] == height(way.place[k], state["c"])
    assert found["gd_steps"] == descent_steps(start, state["gd"], state["c"])


def test_a_sweep_says_of_each_state_what_it_says_of_it_alone():
    """Ways are shared between states, and nothing is mixed up."""
    chance = np.random.default_rng(1)
    many = {
        "step": chance.integers(0, STEPS + 1, 60).astype(float),
        "c": chance.choice([0.01, 1, 100], 60),
        "gd": chance.choice([0.001, 0.09, 1], 60),
        "adam": chance.choice([0.001, 0.2, 1], 60),
    }
    found = ravine().scene(**many) | backdrop(ravine(), **many)
    for i in range(60):
        alone = said(**{key: numbers[i] for key, numbers in many.items()})
        for name, told in alone.items():
            np.testing.assert_array_equal(found[name][i], told, err_msg=name)


def test_at_first_descent_is_ahead_and_adam_is_not_far():
    """21 steps against 29, and first steps of 0.36 and 1.8 against 0.2 and 0.2."""
    found = said()
    assert (found["gd_steps"], found["adam_steps"]) == (21, 29)
    np.testing.assert_allclose(found["gd_first"], [0.36, 1.8])
    np.testing.assert_allclose(found["adam_first"], [0.2, 0.2], rtol=1e-8)
    assert found["verdict"] == GD


def test_the_size_of_the_loss_moves_descent_alone():
    """Adam's picture is the same, to the digits that are drawn."""
    at_first, large = said(), said(c=1000.0)
    np.testing.assert_array_equal(at_first["adam_path"], large["adam_path"])
    assert large["gd_left"] == 1
    assert np.isnan(at_first["gd_left"])
    assert np.isinf(large["gd_steps"])
    assert large["verdict"] == FLIES


def test_turned_axes_slow_adam_down():
    """42 steps instead of 29; descent still needs 21."""
    found = said(ravine(tilt=45.0))
    assert (found["gd_steps"], found["adam_steps"]) == (21, 42)
    assert found["verdict"] == GD


@pytest.mark.parametrize(
    ("where", "numbers", "expected"),
    [
        ({}, {"adam": 0.8}, ADAM),
        ({"x0": 0.0, "y0": 0.0}, {}, HOME),
        ({}, {"gd": 1.0, "adam": 0.001}, NEITHER),
        ({}, {"gd": 1.0}, FLIES),
        ({"y0": 0.0}, {"gd": 1.0, "adam": 0.2, "x0": -4.0}, None),
    ],
)
def test_a_verdict_says_who_needs_fewer_steps(where, numbers, expected):
    """Of whole steps to a hundredth of the loss at the start."""
    numbers.pop("x0", None)
    found = said(ravine(**where), **numbers)
    gd, adam = found["gd_steps"], found["adam_steps"]
    if expected is None:
        expected = GD if gd < adam else EVEN if gd == adam else ADAM
    assert found["verdict"] == expected


def test_a_steady_direction_uses_its_rate_and_an_alternating_one_a_nineteenth():
    """What the bar shows: here of descents that Adam only watches."""
    signs = {"steady": np.ones(400), "alternating": (-1.0) ** np.arange(400)}
    share = {}
    for kind, gradients in signs.items():
        m = v = 0.0
        for g in gradients:
            m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        share[kind] = abs(m) / np.sqrt(v / (1 - 0.999**400))
    expected = {"steady": 1, "alternating": 1 / 19}
    assert share == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("task", "where", "numbers"),
    [
        ("flies", {}, {"c": 2.0}),
        ("one", {}, {"adam": 1.0}),
        ("quick", {}, {"adam": 0.8}),
        ("straight", {"tilt": 45.0}, {}),
        ("signs", {"beta1": 0.0, "beta2": 0.0}, {}),
    ],
)
def test_a_task_is_reached_where_it_says(task, where, numbers):
    """And by nothing else that is tried here."""
    assert done(ravine(**where), **numbers) == {task}
    assert done() == set()


@pytest.mark.parametrize(
    ("task", "where", "numbers"),
    [
        ("flies", {}, {"gd": 0.2}),
        ("flies", {"y0": 0.0}, {"c": 2.0}),
        ("one", {}, {"adam": 0.99}),
        ("quick", {}, {"adam": 0.7}),
        ("straight", {"tilt": 44.0}, {}),
        ("straight", {"x0": 0.0}, {}),
        ("signs", {"beta1": 0.0}, {}),
        ("signs", {"beta2": 0.0}, {}),
    ],
)
def test_a_task_is_not_reached_beside_it(task, where, numbers):
    """A rate of its own, an unlucky start, half of the memory."""
    assert task not in done(ravine(**where), **numbers)


@given(where=ravines, state=states)
def test_a_way_on_the_map_stays_on_it(where, state):
    """It ends at the border, at the step that is told; until then it is core's."""
    found = said(where, **state)
    (left, right), (low, high) = WINDOW
    for who in ("gd", "adam"):
        path, gone = found[f"{who}_path"], found[f"{who}_left"]
        assert ((path >= [left, low]) & (path <= [right, high])).all()
        stays = int(STEPS + 1 if np.isnan(gone) else gone)
        assert (path[stays:] == path[-1]).all()
        if who == "gd":
            way = descent((where.x0, where.y0), state["gd"], state["c"])
            np.testing.assert_allclose(
                path[:stays], way[:stays], atol=0.51 * 10.0**-DIGITS
            )
        now = found[f"{who}_now"]
        np.testing.assert_array_equal(now, path[int(state["step"])])


def test_a_way_leaves_where_it_crosses_the_border():
    """Straight on towards where the step would have ended."""
    way = np.array([[[0.0, 0.0], [0.5, 2.5], [9.0, 9.0]]])
    path, left = cut(way)
    np.testing.assert_allclose(path[0], [[0.0, 0.0], [0.25, 1.25], [0.25, 1.25]])
    assert left == [1]


def test_the_curve_of_descent_is_that_of_core():
    """Where c is what the curve says, descent needs as many steps as it says."""
    found = said(gd=0.05)
    inner = (found["curve_c"] > 1e-3) & (found["curve_c"] < 1e3)
    needed = descent_steps([-4, 1], 0.05, found["curve_c"][inner])
    told = found["curve_steps"][inner]
    assert inner.sum() > 20
    assert (abs(needed - told) <= np.maximum(1, 1e-6 * told)).all()
    assert found["limit"] == pytest.approx(2)
    assert np.isinf(descent_steps([-4, 1], 0.05, 2.001))


def test_gradients_fade_as_adam_forgets_them():
    """The newest counts whole, the one before by β₁, and later ones not at all."""
    memory = said(step=3.0)["memory"]
    np.testing.assert_allclose(memory[:5], [0.9**3, 0.9**2, 0.9, 1, 0])
    assert not said(ravine(beta1=0.0), step=3.0)["memory"][:3].any()


def test_axes_turn_and_the_ravine_does_not():
    """The compass shows where each weight grows; the start stays where it is."""
    turned = said(ravine(tilt=30.0))
    np.testing.assert_allclose(turned["axes"], place_of(np.eye(2), 30).ravel())
    np.testing.assert_array_equal(turned["start"], [-4, 1])
    np.testing.assert_array_equal(turned["gd_path"], said()["gd_path"])


def test_what_no_rate_brings_there_is_never():
    """Within 400 steps, which is what a sentence says."""
    assert np.isinf(said(adam=0.001)["adam_steps"])
    assert np.isinf(adam_steps([-4, 1], 0.001, most=400))
