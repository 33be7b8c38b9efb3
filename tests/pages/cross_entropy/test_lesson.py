"""Claims about the lesson on cross-entropy: links, examples, and the code."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import softmax
from tests.core.roundoff import (
    BINARY_CROSS_ENTROPY,
    CROSS_ENTROPY_FROM_LOGITS,
    EXP,
    LOG,
    SIGMOID,
    SOFTMAX,
    SOFTPLUS,
    U,
    added,
)
from tests.pages.cross_entropy.states import endless, shares, states
from tests.pages.strategies import numbers
from tests.pages.visits import opened
from ui.words import LANGUAGES, words

PAGE = "cross-entropy"
CERTAIN = {"z1": "0", "z2": "0", "z3": "4", "confidence": "inf"}

languages = pytest.mark.parametrize("language", ["en", "ko"])


def example(name, language="en", view="classes", stage="price"):
    """Follow the example that is called so, as that stage has it."""
    label = words(language, PAGE)["presets"][name]
    link = {"view": view, "stage": stage}
    presets = opened(PAGE, link, language).message.presets
    [values] = [p["values"] for p in presets if p["label"] == label]
    return opened(PAGE, link | values, language)


@given(state=states())
def test_a_link_is_its_state(state):
    """Every legal value of a link is shown exactly, and nothing is wrong with it."""
    shown = opened(PAGE, state.link)
    values = shown.values
    assert shown.problems == set()
    assert shown.logits.tolist() == state.z.tolist()
    assert values.get("epsilon", 0.0) == state.epsilon
    assert [values[key] for key in ("y", "confidence", "unit")] == [
        state.y,
        state.confidence,
        state.unit,
    ]
    p = softmax(state.logits)
    assert shown.answer("p").tobytes() == p.tobytes()
    assert shown.answer("truth").tobytes() == state.target.tobytes()


def assert_code_agrees(shown):
    """Run the code of several classes and compare with their readouts.

    It measures logits of up to 100 from their log-sum-exp, which nine steps make: each
    rounds a number of 103 at most, and adds a logarithm of an exponential. What a log p
    has lost so is that part of a share, and of the loss the mean of that over the
    target; in bits it is 1.45 times as much.
    """
    found = shown.ran()  # a warning would be a failed test
    peak = added(10) * 103 + 9 * (EXP + LOG + U)
    lost = 2 * CROSS_ENTROPY_FROM_LOGITS + 2 * added(10) + U
    for name in {"loss", "entropy", "gradient", "p"} & found.keys():
        np.testing.assert_allclose(
            found[name],
            np.squeeze(shown.answer(name)),
            rtol=lost,
            atol=1.45 * (peak + SOFTMAX),
            err_msg=name,
        )


@given(state=states())
def test_the_code_computes_the_readouts(state):
    """It runs as it stands, and agrees with the page."""
    assert_code_agrees(opened(PAGE, state.link))


@given(state=states(), weights=st.lists(st.integers(0, 99), min_size=1).filter(any))
def test_the_code_of_a_mixture_computes_the_readouts(state, weights):
    """Also where there are more weights than classes, or fewer."""
    text = ", ".join(map(str, [1, *weights[:20]]))
    link = state.link | {"y": "own", "target": text}
    shown = opened(PAGE, link)
    assert shown.problems == set()
    assert_code_agrees(shown)


@given(x=numbers | endless, label=shares, unit=st.sampled_from(["nat", "bit"]))
def test_the_code_of_yes_or_no_computes_the_readouts(x, label, unit):
    """It runs as it stands, also where the logit is infinite.

    Its share is the exponential of a softplus, and L e^-L is less than 1.
    """
    link = {"view": "binary", "x": repr(x), "label": repr(label), "unit": unit}
    shown = opened(PAGE, link)
    assert shown.problems == set()
    assert [shown.values["x"], shown.values["label"]] == [x, label]
    found = shown.ran()
    lost = 2 * BINARY_CROSS_ENTROPY + 2 * U
    np.testing.assert_allclose(found["loss"], shown.answer("loss").item(), rtol=lost)
    slope, lost = shown.answer("gradient").item(), SOFTPLUS + EXP + SIGMOID + 2 * U
    np.testing.assert_allclose(found["slope"], slope, rtol=0, atol=lost)


@languages
def test_the_iris_example_names_its_flowers(language):
    """Virginica, setosa and versicolor, by one button."""
    shown = example("flowers", language)
    assert shown.names == words(language, PAGE)["flowers"]
    lost = 2 * LOG * np.abs(shown.logits).max() + SOFTMAX + U
    np.testing.assert_allclose(shown.answer("p"), [0.26, 0.70, 0.04], rtol=lost)
    assert shown.answer("truth").tolist() == [0, 1, 0]


@languages
def test_a_right_certainty_costs_nothing(language):
    """The loss of [0, 0, 1] against the third class is 0, to the last bit."""
    shown = example("right", language)
    assert shown.answer("p").tolist() == [0, 0, 1]
    assert shown.answer("loss").tobytes() == np.float64(0.0).tobytes()


@languages
def test_a_wrong_certainty_costs_without_bound(language):
    """Of [0, 0, 1] against the first class; its squared error is only 2."""
    shown = example("wrong", language)
    assert (shown.answer("loss").item(), shown.answer("kl").item()) == (np.inf, np.inf)
    assert shown.answer("squared_error").item() == 2
    assert shown.answer("gradient").tolist() == [-1, 0, 1]


def test_any_distribution_can_be_the_target():
    """One example has the target 0.2, 0.5, 0.3."""
    assert example("any", stage="mixtures").answer("truth").tolist() == [0.2, 0.5, 0.3]


@languages
@pytest.mark.parametrize(
    ("name", "values"),
    [("right", [np.inf, 1]), ("wrong", [np.inf, 0]), ("between", [2, 0.3])],
)
def test_examples_of_yes_or_no(name, values, language):
    """Certain and right, certain and wrong, and a label between."""
    shown = example(name, language, "binary")
    assert [shown.values["x"], shown.values["label"]] == values


@pytest.mark.parametrize(
    "text", ["", "a b", "-1 2 3", "0 0 0", "inf 1", "nan", "9" * 400]
)
def test_what_is_no_distribution_is_named(text):
    """It is noted, and the default is shown."""
    shown = opened(PAGE, {"y": "own", "target": text})
    assert shown.problems == {("target", "unreadable")}
    assert shown.answer("truth").tolist() == [0.2, 0.5, 0.3]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        *(("y", "0"), ("y", "4"), ("y", "2.0"), ("unit", "byte"), ("stage", "4")),
        *(("epsilon", "x"), ("confidence", "nan")),
    ],
)
def test_what_cannot_be_read_is_named(key, text):
    """It is noted, and the page opens as at first."""
    shown = opened(PAGE, {key: text})
    assert shown.problems == {(key, "unreadable")}
    assert shown.values == opened(PAGE).values


def test_a_mixture_has_weights_in_place_of_smoothing():
    """What is not shown stays in the link, and does not touch the mixture."""
    link = {"y": "own", "target": "2 5 3", "epsilon": "0.5"}
    shown = opened(PAGE, link)
    assert "epsilon" not in shown.values
    assert shown.header["away"] == {"epsilon": "0.5"}
    assert shown.answer("truth").tolist() == [0.2, 0.5, 0.3]


@pytest.mark.parametrize(
    ("link", "stage"),
    [
        ({}, 0),
        ({"z1": "2", "confidence": "inf", "unit": "bit"}, 0),
        ({"epsilon": "0.1"}, 2),
        ({"y": "own"}, 2),
        ({"y": "own", "target": "1 2 3"}, 2),
        ({"epsilon": "0.1", "stage": "pull"}, 1),
    ],
)
def test_a_link_opens_at_the_stage_that_shows_what_it_says(link, stage):
    """One of before, which knows no stages, shows its smoothing and its mixture."""
    shown = opened(PAGE, link)
    assert shown.problems == set()
    assert shown.values["stage"] == stage


def test_a_stage_that_was_opened_is_said_by_the_link():
    """Its default is the first, so a link of a later one never loses it."""
    control = opened(PAGE, {"epsilon": "0.1"}).message.control("stage")
    assert control["default"] == 0


@pytest.mark.parametrize("stage", ["price", "pull"])
def test_before_the_last_stage_nothing_is_mixed(stage):
    """Smoothing waits in the link, and of a mixture the likeliest class is true."""
    link = {"stage": stage, "epsilon": "0.3"}
    shown = opened(PAGE, link)
    assert shown.answer("truth").tolist() == [0, 1, 0]
    assert shown.header["away"]["epsilon"] == "0.3"
    shown = opened(PAGE, {"stage": stage, "y": "own", "target": "1 2 5"})
    assert shown.problems == set()
    assert shown.answer("truth").tolist() == [0, 0, 1]
    assert shown.header["away"]["target"] == "1 2 5"


def test_every_stage_shows_every_number():
    """What is folded stays in the page, so that a link or a test can read it."""
    for stage in ("price", "pull", "mixtures"):
        template = opened(PAGE, {"stage": stage}).header["template"]
        for name in ("loss", "p3", "gradient3", "entropy", "kl", "swapped"):
            assert f'<output name="{name}">' in template
        assert '<output name="squared_error">' in template


def test_a_step_is_offered_where_it_leads_somewhere():
    """Neither before it can be seen, nor at endless confidence."""
    label = words("en", PAGE)["presets"]["step"]
    offered = {
        (stage, confidence): label
        in opened(PAGE, {"stage": stage, "confidence": confidence}).header["presets"]
        for stage in ("price", "pull", "mixtures")
        for confidence in ("1", "inf")
    }
    assert [*offered.values()] == [False, False, True, False, True, False]
    for x, is_offered in (("2", True), ("inf", False), ("-inf", False)):
        shown = opened(PAGE, {"view": "binary", "x": x})
        assert (label in shown.header["presets"]) == is_offered


def test_what_is_dragged_in_the_picture_is_the_true_class():
    """Its point runs along the price."""
    for y in ("1", "3"):
        [handle] = opened(PAGE, {"y": y}).header["handles"]
        assert handle == {"trace": "point", "controls": [f"z{y}"]}


def test_the_first_button_takes_a_step_down():
    """It says the logits minus p - y, in all digits, within the range of sliders."""
    shown = opened(PAGE, {"epsilon": "0.1", "z2": "10", "z3": "10"})
    moved = shown.logits - shown.answer("gradient")
    expected = np.clip(moved, -10, 10)
    assert moved.max() > 10
    values = shown.message.presets[0]["values"]
    assert [float(values[f"z{i}"]) for i in (1, 2, 3)] == expected.tolist()
    binary = opened(PAGE, {"view": "binary", "x": "2", "label": "0.3"})
    [x] = binary.message.presets[0]["values"].values()
    assert float(x) == 2 - binary.answer("gradient").item()


@pytest.mark.parametrize("unit", ["nat", "bit"])
def test_few_terms_are_written_out(unit):
    """Up to six of them stand in the formula, with the logarithm of the unit."""
    for count in (6, 7):
        template = opened(PAGE, {"k": str(count), "unit": unit}).header["template"]
        assert ('data-slot="term6"' in template) == (count == 6)
        assert "term7" not in template
    shown = opened(PAGE, {"unit": unit}).header["template"]
    assert ("<msub><mi>log</mi><mn>2</mn></msub>" in shown) == (unit == "bit")


def test_no_task_is_done_at_first():
    """Neither view begins with a tick."""
    for view in ("classes", "binary"):
        shown = opened(PAGE, {"view": view})
        keys = [task["key"] for task in shown.header["tasks"]]
        assert [shown.answer(key).item() for key in keys] == [0] * len(keys)


def test_the_view_of_yes_or_no_keeps_the_classes():
    """Its links carry the logits and names, so the way back leads to them."""
    said = {"k": "4", "z4": "1.5", "name2": "<b>", "y": "3", "epsilon": "0.1"}
    shown = opened(PAGE, {"view": "binary", **said, "z1": "abc"})
    assert shown.header["away"] == said


def test_the_view_of_classes_keeps_the_yes_or_no():
    """The other way too, the number and its label stay in the link."""
    said = {"x": "inf", "label": "0.3", "target": "1 2 3"}
    shown = opened(PAGE, said)
    assert shown.header["away"] == said
    assert shown.problems == set()


@languages
@pytest.mark.parametrize("view", ["classes", "binary"])
def test_both_views_open_in_both_languages(view, language):
    """Nothing is wrong with their links."""
    assert opened(PAGE, {"view": view}, language).problems == set()


@pytest.mark.parametrize(
    ("state", "limit"),
    [
        ({}, 64_000),
        ({"view": "binary"}, 64_000),
        ({"k": "10"}, 256_000),
        ({"k": "10", "epsilon": "0.1"}, 256_000),
        ({"k": "10", "y": "own"}, 256_000),
        ({"k": "10", "stage": "pull"}, 256_000),
        ({"stage": "pull"}, 64_000),
        ({"epsilon": "0.1"}, 64_000),
        ({"y": "own"}, 64_000),
    ],
)
def test_an_update_is_small(state, limit):
    """Three classes travel in 64 kB, ten in 256 kB."""
    assert opened(PAGE, state).message.size <= limit


@pytest.mark.parametrize(
    ("link", "offered"),
    [
        ({"stage": "pull"}, True),
        ({"stage": "pull", "confidence": "10"}, True),
        ({"stage": "pull", "confidence": "inf"}, False),
        ({"view": "binary"}, True),
        ({"view": "binary", "x": "inf"}, False),
        ({"view": "binary", "x": "-inf"}, False),
    ],
)
def test_a_step_is_offered_only_where_it_leads_somewhere(link, offered):
    """At endless confidence the logits would stay what they are."""
    shown = opened("cross-entropy", link)
    label = words("en", "cross-entropy")["presets"]["step"]
    steps = [p["values"] for p in shown.message.presets if p["label"] == label]
    assert len(steps) == offered
    for values in steps:
        assert any(shown.values[key] != float(text) for key, text in values.items())


@pytest.mark.parametrize("language", LANGUAGES)
def test_yes_or_no_has_the_notation_of_all_lessons(language):
    """The logit is z and the label y, whatever the keys of the link are."""
    shown = opened("cross-entropy", {"view": "binary"}, language)
    told = {c["key"]: c["label"] for c in shown.header["controls"]}
    assert (told["x"][-1], told["label"][-1]) == ("z", "y")
    markup = shown.header["template"]
    assert ">x<" not in markup
    assert "x)" not in markup
