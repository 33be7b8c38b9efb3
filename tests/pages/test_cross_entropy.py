"""Claims about the cross-entropy lesson: what a prediction costs, and why."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import (
    binary_cross_entropy_from_logits,
    binary_cross_entropy_gradient,
    cross_entropy,
    cross_entropy_from_logits,
    cross_entropy_gradient,
    entropy,
    kl_divergence,
    sigmoid,
    softmax,
    softmax_jacobian,
)
from core.sums import class_sum
from tests.pages.visits import Shown, Visit
from ui.words import words

PAGE = "cross-entropy"
IRIS = {f"z{i}": repr(float(np.log(p))) for i, p in enumerate((0.26, 0.70, 0.04), 1)}
CERTAIN = {"z1": "0", "z2": "0", "z3": "4", "confidence": "inf"}
TASKS = ["high", "bit", "floor", "blind"]
BINARY_TASKS = ["even", "calm", "wrong"]

numbers = st.floats(-10, 10) | st.integers(-100, 100).map(lambda n: n / 10)
shares = st.sampled_from([0.0, 0.1, 1.0]) | st.floats(0, 1)


@st.composite
def states(draw) -> dict[str, float]:
    """Draw any state of several classes: values as the page holds them."""
    count = draw(st.integers(2, 10))
    logits = draw(st.lists(numbers, min_size=count, max_size=count))
    return {
        **{f"z{i}": z + 0.0 for i, z in enumerate(logits, start=1)},
        "k": float(count),
        "y": float(draw(st.integers(0, count - 1))),
        "epsilon": draw(shares) + 0.0,
        "confidence": draw(st.sampled_from([1.0, np.inf]) | st.floats(0.1, 10)),
        "unit": float(draw(st.integers(0, 1))),
    }


def link(state):
    """Return the link that says a state."""
    texts = {key: repr(value) for key, value in state.items()}
    units = {0.0: "nat", 1.0: "bit"}
    return texts | {"y": f"{state['y'] + 1:.0f}", "unit": units[state["unit"]]}


def target_of(state):
    """Return the target of a state."""
    count = int(state["k"])
    one = np.eye(count)[int(state["y"])]
    return (1 - state["epsilon"]) * one + state["epsilon"] / count


def logits_of(state):
    """Return the logits that softmax sees; with endless confidence, their limit."""
    z = np.array([state[f"z{i}"] for i in range(1, int(state["k"]) + 1)])
    if np.isinf(state["confidence"]):
        return np.where(z == z.max(), 0.0, -np.inf)
    return state["confidence"] * z


@pytest.fixture(scope="module")
def visit() -> Visit:
    """Return a visitor who follows one link after another."""
    return Visit()


@pytest.fixture(scope="module")
def iris() -> Shown:
    """Return the page at the example of the source."""
    return Visit().open(PAGE, IRIS)


def example(name, language="en"):
    """Follow the example that is called so."""
    visit = Visit()
    opened = visit.open(PAGE, {"lang": language})
    label = words(language, PAGE)["presets"][name]
    [values] = [p["values"] for p in opened.message.presets if p["label"] == label]
    return visit.open(PAGE, {"lang": language, **values})


@settings(max_examples=40)
@given(state=states())
def test_readouts_at_rest_are_core_s(visit, state):
    """Every number is, bit by bit, what core says of the state of the link."""
    shown = visit.open(PAGE, link(state))
    logits, y = logits_of(state), target_of(state)
    p, nat = softmax(logits), np.log(2) if state["unit"] else 1.0
    gradient = cross_entropy_gradient(logits, y)
    assert (shown.errors, shown.warnings) == ([], [])
    expected = {
        "p": p,
        "gradient": gradient,
        "loss": cross_entropy_from_logits(logits, y) / nat,
        "entropy": entropy(y) / nat,
        "kl": kl_divergence(y, p) / nat,
        "swapped": cross_entropy(y, p) / nat,
        "squared_error": class_sum(np.square(gradient)),
    }
    for name, value in expected.items():
        assert shown.answer(name).tobytes() == np.atleast_1d(value).tobytes(), name


@settings(max_examples=12)
@given(state=states())
def test_the_loss_is_entropy_and_divergence(visit, state):
    """H(y, p) = H(y) + KL(y || p), in nat and in bit."""
    shown = visit.open(PAGE, link(state))
    loss, floor, apart = (shown.answer(n).item() for n in ("loss", "entropy", "kl"))
    assert loss == pytest.approx(floor + apart, rel=1e-12, abs=1e-12)


@settings(max_examples=12)
@given(state=states())
def test_the_terms_add_up_to_the_loss(visit, state):
    """What is written as a sum is one."""
    shown = visit.open(PAGE, link(state | {"k": min(state["k"], 6.0)} | {"y": 0.0}))
    terms = shown.answer("term")
    assert terms.sum() == pytest.approx(shown.answer("loss").item(), rel=1e-12)


@settings(max_examples=12)
@given(state=states())
def test_the_squared_error_pulls_by_its_gradient(visit, state):
    """Its pull on the true class is 2 (p - y) times the Jacobian of softmax."""
    shown = visit.open(PAGE, link(state))
    logits, true = logits_of(state), int(state["y"])
    gradient = shown.answer("gradient")
    pull = 2 * gradient @ np.nan_to_num(softmax_jacobian(logits))
    point = shown.answer("squared_pull_point.y")[true]
    assert point == pytest.approx(abs(pull[true]), abs=1e-12)


@settings(max_examples=8)
@given(state=states())
def test_the_snippet_computes_the_readouts(visit, state):
    """The NumPy code runs as it stands, and agrees with the page."""
    shown = visit.open(PAGE, link(state))
    with np.errstate(all="ignore"):
        found = shown.ran()
    for name in ("loss", "entropy", "gradient", "p"):
        np.testing.assert_allclose(
            found[name], np.squeeze(shown.answer(name)), rtol=1e-12, atol=1e-13
        )


def test_the_iris_example_has_the_source_s_probabilities(iris):
    """They are 0.26, 0.70 and 0.04 against 0, 1, 0."""
    np.testing.assert_allclose(iris.answer("p"), [0.26, 0.70, 0.04], rtol=1e-14)
    assert iris.answer("target.x").tolist() == [0, 1, 0]


def test_only_the_true_class_counts(iris):
    """The loss is minus the logarithm of 0.70; all other terms are 0."""
    assert iris.answer("loss").item() == pytest.approx(-np.log(0.70), rel=1e-14)
    assert np.flatnonzero(iris.answer("term")).tolist() == [1]


def test_the_gradient_is_the_mistake(iris):
    """It is p - y."""
    np.testing.assert_allclose(iris.answer("gradient"), [0.26, -0.30, 0.04], rtol=1e-14)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_iris_example_names_its_flowers(language):
    """Virginica, setosa and versicolor, by one button."""
    shown = example("flowers", language)
    assert shown.names == words(language, PAGE)["flowers"]
    np.testing.assert_allclose(shown.answer("p"), [0.26, 0.70, 0.04], rtol=1e-14)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_right_certainty_costs_nothing(language):
    """The loss of [0, 0, 1] against the third class is 0, to the last bit."""
    shown = example("right", language)
    assert shown.answer("p").tolist() == [0, 0, 1]
    assert shown.answer("loss").tobytes() == np.float64(0.0).tobytes()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_wrong_certainty_costs_without_bound(language):
    """Of [0, 0, 1] against the first class; its squared error is only 2."""
    shown = example("wrong", language)
    assert (shown.answer("loss").item(), shown.answer("kl").item()) == (np.inf, np.inf)
    assert shown.answer("squared_error").item() == 2
    assert shown.answer("gradient").tolist() == [-1, 0, 1]


def test_squared_error_lets_a_wrong_certainty_alone(visit):
    """Where the true class got nothing, one pulls with 1 and the other with 0."""
    shown = visit.open(PAGE, CERTAIN | {"y": "1"})
    assert shown.answer("pull_point.y")[0] == 1
    assert shown.answer("squared_pull_point.y")[0] == 0


def test_any_distribution_can_be_the_target():
    """One example has the target 0.2, 0.5, 0.3."""
    shown = example("any")
    assert shown.answer("target.x").tolist() == [0.2, 0.5, 0.3]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 5 3", [0.2, 0.5, 0.3]),
        ("0.2,0.5,0.3", [0.2, 0.5, 0.3]),
        ("1", [1, 0, 0]),
        ("0 0 7 9", [0, 0, 1]),
    ],
)
def test_weights_are_shares_of_their_sum(visit, text, expected):
    """Weights need not add up to 1; missing ones are 0, further ones are left out."""
    shown = visit.open(PAGE, {"y": "own", "target": text})
    assert (shown.errors, shown.warnings) == ([], [])
    assert shown.answer("target.x").tolist() == expected


@pytest.mark.parametrize(
    "text", ["", "a b", "-1 2 3", "0 0 0", "inf 1", "nan", "9" * 400]
)
def test_what_is_no_distribution_is_named(visit, text):
    """A notice names the key, and the default is shown."""
    shown = visit.open(PAGE, {"y": "own", "target": text})
    unreadable = words("en", "frame")["notice"]["unreadable"]
    assert (shown.errors, shown.warnings) == ([], [f"{unreadable} `target`"])
    assert shown.answer("target.x").tolist() == [0.2, 0.5, 0.3]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        *(("y", "0"), ("y", "4"), ("y", "2.0"), ("unit", "byte"), ("view", "both")),
        *(("epsilon", "x"), ("confidence", "nan")),
    ],
)
def test_what_cannot_be_read_is_named(visit, key, text):
    """A notice names the key, and the page opens as at first."""
    shown = visit.open(PAGE, {key: text})
    unreadable = words("en", "frame")["notice"]["unreadable"]
    assert (shown.errors, shown.warnings) == ([], [f"{unreadable} `{key}`"])


def test_swapped_roles_give_another_number(visit):
    """Cross-entropy is not symmetric, so it is no distance."""
    shown = visit.open(PAGE, {"y": "own", "target": "0.2 0.5 0.3"})
    p, y = shown.answer("p"), np.array([0.2, 0.5, 0.3])
    assert shown.answer("loss").item() == pytest.approx(cross_entropy(p, y))
    assert shown.answer("swapped").item() == pytest.approx(cross_entropy(y, p))
    assert abs(shown.answer("loss") - shown.answer("swapped")).item() > 0.5


def test_a_step_moves_each_logit_against_its_gradient(visit):
    """The first button says the logits minus p - y, in all digits."""
    shown = visit.open(PAGE, {"epsilon": "0.1", "z3": "10"})
    expected = shown.logits - shown.answer("gradient")
    values = shown.message.presets[0]["values"]
    assert [float(values[f"z{i}"]) for i in (1, 2, 3)] == np.clip(
        expected, -10, 10
    ).tolist()


def test_step_after_step_the_loss_tends_to_the_entropy_of_the_target(visit):
    """Learning moves only the divergence, which goes to 0."""
    state = {"y": "own", "target": "0.2 0.5 0.3"}
    shown = visit.open(PAGE, state)
    losses = [shown.answer("loss").item()]
    for _ in range(25):
        state |= shown.message.presets[0]["values"]
        shown = visit.open(PAGE, state)
        losses.append(shown.answer("loss").item())
    assert (np.diff(losses) < 0).all()
    assert losses[-1] == pytest.approx(shown.answer("entropy").item(), abs=1e-3)


def test_from_certainty_no_step_leads_back(visit):
    """Endless confidence makes every step of the logits endlessly small."""
    shown = visit.open(PAGE, CERTAIN | {"y": "1"})
    values = shown.message.presets[0]["values"]
    assert [float(values[f"z{i}"]) for i in (1, 2, 3)] == [0, 0, 4]


@pytest.mark.parametrize(
    ("task", "state"),
    [
        ("high", {"z1": "10"}),
        ("bit", {"z1": "0", "z2": "0", "z3": "-10"}),
        ("floor", {"z1": "0", "z2": "2.64", "z3": "0", "epsilon": "0.2"}),
        ("blind", {"z3": "8"}),
    ],
)
def test_a_task_can_be_reached(visit, task, state):
    """Some state does what it asks for."""
    assert visit.open(PAGE, state).answer(task).item() == 1


@pytest.mark.parametrize(
    ("task", "state"),
    [
        ("even", {"x": "0", "label": "1"}),
        ("calm", {"x": repr(float(np.log(0.3 / 0.7))), "label": "0.3"}),
        ("wrong", {"x": "-6", "label": "1"}),
    ],
)
def test_a_task_of_yes_or_no_can_be_reached(visit, task, state):
    """Some state does what it asks for."""
    assert visit.open(PAGE, {"view": "binary"} | state).answer(task).item() == 1


@pytest.mark.parametrize(
    ("true", "other", "done"), [("1", "6", 1), ("1", "5.9", 0), ("-1", "9", 0)]
)
def test_a_loss_of_five_nat_is_high_if_the_true_logit_is_positive(
    visit, true, other, done
):
    """At logits of 1, 6 and 0 the loss is log(1 + e^5 + e^-1), just above 5."""
    state = {"z1": true, "z2": other, "z3": "0", "y": "1"}
    shown = visit.open(PAGE, state)
    assert shown.answer("high").item() == done


def test_no_task_is_done_at_first():
    """Neither view begins with a tick."""
    shown, binary = Visit().open(PAGE), Visit().open(PAGE, {"view": "binary"})
    assert [shown.answer(task).item() for task in TASKS] == [0] * 4
    assert [binary.answer(task).item() for task in BINARY_TASKS] == [0] * 3


@settings(max_examples=40)
@given(x=numbers | st.sampled_from([-np.inf, np.inf]), label=shares)
def test_readouts_of_yes_or_no_are_core_s(visit, x, label):
    """Loss, probability and slope are, bit by bit, core's."""
    x, label = x + 0.0, label + 0.0
    shown = visit.open(PAGE, {"view": "binary", "x": repr(x), "label": repr(label)})
    assert (shown.errors, shown.warnings) == ([], [])
    expected = {
        "loss": binary_cross_entropy_from_logits(x, label),
        "p": sigmoid(x),
        "gradient": binary_cross_entropy_gradient(x, label),
    }
    for name, value in expected.items():
        assert shown.answer(name).tobytes() == np.atleast_1d(value).tobytes(), name


@settings(max_examples=8)
@given(x=numbers, label=shares)
def test_both_branches_and_the_stable_form_agree(visit, x, label):
    """One branch times z and the other times 1 - z: the form of programs too."""
    shown = visit.open(PAGE, {"view": "binary", "x": repr(x), "label": repr(label)})
    n = {name: shown.answer(name).item() for name in ("loss", "hit", "miss", "rest")}
    positive, product, tail = map(shown.answer, ("positive", "product", "tail"))
    assert n["loss"] == pytest.approx(label * n["hit"] + n["rest"] * n["miss"])
    stable = (positive - product + tail).item()
    assert n["loss"] == pytest.approx(stable, abs=1e-13)


@settings(max_examples=8)
@given(x=numbers | st.sampled_from([-np.inf, np.inf]), label=shares)
def test_the_snippet_of_yes_or_no_computes_the_readouts(visit, x, label):
    """It runs as it stands, also where the logit is infinite."""
    shown = visit.open(PAGE, {"view": "binary", "x": repr(x), "label": repr(label)})
    found = shown.ran()
    assert found["loss"] == pytest.approx(shown.answer("loss").item(), rel=1e-13)
    assert found["slope"] == pytest.approx(shown.answer("gradient").item(), abs=1e-15)


@pytest.mark.parametrize(("label", "loss"), [("1", 0.0), ("0", np.inf)])
def test_certainty_in_a_yes_costs_nothing_or_everything(visit, label, loss):
    """An infinite logit is sure; the label decides."""
    shown = visit.open(PAGE, {"view": "binary", "x": "inf", "label": label})
    assert shown.answer("loss").item() == loss


def test_the_view_of_yes_or_no_keeps_the_classes(visit):
    """Its links carry the logits and names, so the way back leads to them."""
    said = {"k": "4", "z4": "1.5", "name2": "<b>", "y": "3", "epsilon": "0.1"}
    shown = visit.open(PAGE, {"view": "binary", **said, "z1": "abc"})
    assert shown.header["away"] == said


def test_the_view_of_classes_keeps_the_yes_or_no(visit):
    """The other way too, the number and its label stay in the link."""
    said = {"x": "inf", "label": "0.3", "target": "1 2 3"}
    shown = visit.open(PAGE, said)
    assert shown.header["away"] == said
    assert shown.warnings == []


@pytest.mark.parametrize("language", ["en", "ko"])
def test_both_views_open_in_both_languages(language):
    """Nothing goes wrong, and nothing is noticed."""
    visit = Visit()
    for view in ("classes", "binary"):
        shown = visit.open(PAGE, {"lang": language, "view": view})
        assert (shown.errors, shown.warnings) == ([], [])


@pytest.mark.parametrize(
    ("state", "limit"),
    [
        ({}, 64_000),
        ({"view": "binary"}, 64_000),
        ({"k": "10"}, 256_000),
        ({"k": "10", "epsilon": "0.1"}, 256_000),
        ({"k": "10", "y": "own"}, 256_000),
    ],
)
def test_an_update_is_small(state, limit):
    """Three classes travel in 64 kB, ten in 256 kB."""
    [data] = Visit().open(PAGE, state).data
    assert len(data) <= limit
