"""Claims about the scene of temperature: what cold and heat do to shares."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import entropy, perplexity, softmax
from core.draws import count_draws
from pages.temperature.scene import AT_ONE, TEMPERATURES, backdrop, scene
from tests.core.roundoff import ENTROPY, EXP, LOG, SOFTMAX, U
from tests.pages.strategies import logits
from ui.classes import TEMPERATURE

SOURCE = np.array([0.3, 2.9, 4.0])
NONE = np.array(0.0)

temperatures = st.floats(0.05, 20) | st.sampled_from([0.0, 0.05, 1.0, 20.0, np.inf])
counts = st.integers(0, 1000)


def at(t: float, z=SOURCE, n: float = 0) -> dict[str, np.ndarray]:
    """Return what the scene answers at a temperature."""
    return scene(np.array(z, float), np.array(float(t)), np.array(float(n)))


@given(z=logits(), t=temperatures, n=counts)
def test_every_number_is_core_s(z, t, n):
    """Shares, entropy, perplexity and draws are, bit by bit, what core says."""
    found, p = at(t, z, n), softmax(z, temperature=t)
    assert found["p"].tobytes() == p.tobytes()
    assert found["entropy"] == entropy(p)
    assert found["bits"] == entropy(p) / np.log(2)
    assert found["perplexity"] == perplexity(p)
    assert found["counts"].tolist() == count_draws(p, n).tolist()


def test_temperature_one_is_the_softmax_of_the_source():
    """The probabilities are 0.01821127, 0.24519181 and 0.73659691."""
    expected = [0.01821127, 0.24519181, 0.73659691]
    np.testing.assert_allclose(at(1)["p"], expected, rtol=0, atol=5e-9)


def test_zero_is_the_argmax():
    """At T = 0 the largest logit takes everything."""
    assert at(0)["p"].tolist() == [0, 0, 1]
    assert at(0)["perplexity"] == 1


def test_at_zero_ties_share():
    """Equal largest logits have equal shares."""
    assert at(0, [3, 3, 1])["p"].tolist() == [0.5, 0.5, 0]


@pytest.mark.parametrize("count", [2, 3, 10])
def test_infinity_is_uniform(count):
    """At T = inf every class has 1/K, and the perplexity is K.

    1/K and the log K to compare with are rounded once; the exponential of an entropy
    turns what that has lost into a part of itself.
    """
    found, h = at(np.inf, np.arange(count)), np.log(count)
    assert found["p"].tolist() == [1 / count] * count
    lost = ENTROPY + U + LOG
    np.testing.assert_allclose(found["entropy"], h, rtol=lost)
    np.testing.assert_allclose(found["perplexity"], count, rtol=lost * h + EXP)


@given(z=logits())
def test_heat_never_lowers_the_entropy(z):
    """All along the slider: a high temperature does not make it sharper.

    A share that is off moves the entropy by that times p (|log p| + 1).
    """
    t = TEMPERATURE.grid
    h = scene(np.tile(z, (len(t), 1)), t, np.zeros(len(t)))["entropy"]
    lost = SOFTMAX * (h + 1) + ENTROPY * h
    assert (np.diff(h) >= -(lost[:-1] + lost[1:])).all()


@given(z=logits(), t=temperatures, n=counts)
def test_draws_add_up(z, t, n):
    """Every draw falls on one class, and none on a class that cannot be."""
    found = at(t, z, n)
    assert found["counts"].sum() == n
    assert (found["counts"][found["p"] == 0] == 0).all()


def test_a_thousand_draws_come_close():
    """No frequency is three percentage points off."""
    found = at(1, n=1000)
    np.testing.assert_allclose(found["frequency"], found["p"], rtol=0, atol=0.03)


def test_a_part_of_a_draw_is_no_draw():
    """Of 12.7 draws 12 are made, and frequencies are of 12."""
    found = at(1, n=12.7)
    assert found["counts"].sum() == 12
    assert found["frequency"].tolist() == (found["counts"] / 12).tolist()


@pytest.mark.parametrize(("t", "limit"), [(0, 2), (0.05, 1), (np.inf, 1)])
def test_only_at_zero_the_formula_is_a_limit(t, limit):
    """Nobody can divide by 0, so the formula says that T tends to it."""
    assert at(t)["limit"] == limit


@pytest.mark.parametrize(
    ("task", "reached"),
    [
        ("sure", {"t": 0.2}),
        ("unsure", {"t": np.inf}),
        ("bit", {"t": 1.13}),
        ("shared", {"t": 0, "z": [0.3, 4, 4]}),
        ("faithful", {"t": 0.3, "n": 1000}),
    ],
)
def test_every_task_can_be_reached(task, reached):
    """None is done at first, and there is a state that ticks it off."""
    assert not at(1)[task]
    assert at(**reached)[task]


@given(z=logits(), t=temperatures)
def test_the_backdrop_is_core_s_at_every_temperature(z, t):
    """Curves pass through the softmax at each of their temperatures, and at 1."""
    found = backdrop(z, np.array(t))
    for p, one in zip(found["every"], TEMPERATURES, strict=True):
        assert p.tobytes() == softmax(z, temperature=one).tobytes()
    assert found["at_one"].tobytes() == softmax(z).tobytes()
    assert found["now"].tobytes() == softmax(z, temperature=t).tobytes()
    assert TEMPERATURES[AT_ONE] == 1


def test_three_who_share_the_first_place_are_not_two():
    """Two classes are asked for."""
    assert not at(0, z=[4, 4, 4])["shared"]
