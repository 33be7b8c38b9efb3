"""Claims about the lesson optimisers: links, readouts, examples, and the code."""

from urllib.parse import parse_qsl

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.ravine import adam_descent
from live import Link
from pages.optimisers.lesson import PRESETS
from tests.pages.visits import opened
from ui.lesson import find
from ui.words import words

ENDS = {
    "c": (1e-3, 1e3),
    "gd": (1e-3, 1),
    "adam": (1e-3, 1),
    "tilt": (0, 45),
    "beta1": (0, 0.99),
    "beta2": (0, 0.999),
    "x0": (-4.7, 2),
    "y0": (-1.15, 1.15),
}
READOUTS = [
    *("gd_w1", "gd_w2", "adam_w1", "adam_w2", "gd_loss", "adam_loss"),
    *("ratio1", "ratio2"),
]
states = st.fixed_dictionaries(
    {"step": st.integers(0, 40).map(float)}
    | {key: st.floats(*ends).map(lambda x: x + 0.0) for key, ends in ENDS.items()}
)


def link(state):
    """Return a link that says numbers exactly."""
    return {key: repr(number) for key, number in state.items()}


def example(name):
    """Return the lesson in the state of an example."""
    return opened("optimisers", dict(parse_qsl(PRESETS[name])))


@given(state=states)
def test_a_link_is_its_state(state):
    """Every legal value is shown exactly, and nothing is wrong with it."""
    shown = find("optimisers").open(
        Link({k: [x] for k, x in link(state).items()}), "en"
    )
    assert (shown.problems, shown.state.values) == (set(), state)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_contract_is_shown(language):
    """Every readout that the issue names has a place."""
    template = opened("optimisers", {}, language).header["template"]
    assert all(f'<output name="{name}">' in template for name in READOUTS)


@settings(max_examples=20)
@given(
    state=states,
    calm=st.fixed_dictionaries(
        {
            "x0": st.floats(-4.7, -1),
            "y0": st.floats(0.2, 1.15),
            "beta1": st.floats(0.5, 0.99),
            "beta2": st.floats(0.9, 0.999),
        }
    ),
)
def test_the_code_computes_where_both_are(state, calm):
    """In the same float64, up to rounding that forty steps may hand on.

    Without memory a gradient that is all but 0 has a sign that rounding decides, and a
    whole step follows it; what diverges hands on much more.
    """
    state = state | calm | {"c": min(state["c"], 0.099 / state["gd"])}
    shown = opened("optimisers", link(state))
    by_descent, by_adam = (shown.ran()[name] for name in ("by_descent", "w"))
    np.testing.assert_allclose(by_descent, shown.answer("gd_w"), atol=1e-9)
    np.testing.assert_allclose(by_adam, shown.answer("adam_w"), atol=1e-6)


def test_a_step_can_be_recomputed_from_its_row():
    """To three digits, by whoever reads five of each number."""
    shown = opened("optimisers", {"step": "12"})
    names = ("g", "m_before", "m", "v_before", "v", "m_hat", "root", "ratio", "move")
    read = {n: np.array([float(f"{x:.5g}") for x in shown.answer(n)]) for n in names}
    t = shown.answer("next").item()
    assert t == 13
    computed = {
        "m": 0.9 * read["m_before"] + 0.1 * read["g"],
        "v": 0.999 * read["v_before"] + 0.001 * read["g"] ** 2,
        "m_hat": read["m"] / (1 - 0.9**t),
        "root": np.sqrt(read["v"] / (1 - 0.999**t)),
        "ratio": read["m_hat"] / read["root"],
        "move": -0.2 * read["ratio"],
    }
    for name, numbers in computed.items():
        np.testing.assert_allclose(numbers, read[name], rtol=1e-3)
    after = opened("optimisers", {"step": "13"}).answer("adam_w")
    np.testing.assert_allclose(shown.answer("adam_w") + shown.answer("move"), after)


def test_each_example_shows_what_it_is_called():
    """Twice the loss is too much, a thousandfold too, and a hundredth takes long."""
    told = {name: example(name) for name in PRESETS}
    assert np.isnan(told["ravine"].answer("gd_needs.y").item()) is np.False_
    for name in ("double", "thousand"):
        assert np.isinf(told[name].answer("gd_steps")).all()
    assert told["hundredth"].answer("gd_steps") > 1000
    first = told["first"].answer("adam_w") - np.array([-4.0, 1.0])
    np.testing.assert_allclose(first, [0.2, -0.2], rtol=1e-8)
    assert told["turned"].answer("adam_steps") == 42
    assert told["rmsprop"].values["beta1"] == 0


def test_without_momentum_adam_is_rmsprop_with_a_corrected_mean():
    """Each gradient over the root of the mean of squares."""
    way = adam_descent([-4.0, 1.0], 0.2, beta1=0)
    t = np.arange(1, 42)[:, np.newaxis]
    v = np.stack(
        [
            sum(0.001 * 0.999 ** (k - i) * way.g[i] ** 2 for i in range(k + 1))
            for k in range(41)
        ]
    )
    expected = way.g / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    np.testing.assert_allclose(way.ratio, expected, rtol=1e-9)
    shown = example("rmsprop")
    np.testing.assert_array_equal(shown.answer("ratio"), way.ratio[12])


def test_a_hand_on_the_start_gets_an_answer_without_tables():
    """As fast as a frame, and in the form that the browser holds."""
    whole = opened("optimisers", {"x0": "-3"})
    assert whole.message.answer["tables"]["step"]
    assert not whole.message.answer["tables"].get("x0")
    asks = [c["key"] for c in whole.header["controls"] if c.get("asks")]
    assert asks == ["tilt", "beta1", "beta2", "x0", "y0"]


def test_what_is_said_of_the_usual_rate_is_so():
    """Words in both languages speak of the marked row and of its neighbours."""
    from core.rates import RATES, RULES, curves  # noqa: PLC0415

    right = dict(zip(RULES, curves().accuracies[..., -1], strict=True))
    at = {round(np.log10(rate), 2): i for i, rate in enumerate(RATES)}
    adam, descent = right["adam"], right["gradient_descent"]
    assert adam[at[-2.5]] >= adam[at[-3]] > 0.95
    assert adam[at[-3.5]] > 0.9
    assert descent[at[-3]] < 0.25
    assert descent[at[-1]] > 0.95
    assert "10⁻³" in words("ko", "optimisers")["real"]["usual"]
