"""Claims about the stability lesson: every cell is computed in its kind of float."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import (
    binary_cross_entropy_from_logits,
    log_softmax,
    naive,
    sigmoid,
    softmax,
    stable,
)
from tests.pages.visits import Shown, Visit
from ui.words import words

KINDS = ("float16", "float32", "float64")
LOGITS = ("softmax", "sigmoid", "log", "loss")
ALL = (*LOGITS, "roundoff")
LARGE = {"z1": "1", "z2": "0", "z3": "-1", "size": "10", "offset": "1000"}
NEGATIVE = {"z1": "0", "z2": "-1", "z3": "1", "size": "10", "offset": "-1000"}
SURE = {"z1": "4", "z2": "0", "z3": "0", "size": "10"}
EDGES = {"z1": "7.2", "z2": "0", "z3": "-7.2", "size": "100"}
NOTICE = words("en", "frame")["notice"]

numbers = st.floats(-10, 10) | st.integers(-100, 100).map(lambda n: n / 10)


@st.composite
def links(draw, most: int = 10) -> dict[str, str]:
    """Draw any link of a contest between logits."""
    count = draw(st.integers(2, most))
    logits = draw(st.lists(numbers, min_size=count, max_size=count))
    return {
        "what": draw(st.sampled_from(LOGITS)),
        "dtype": draw(st.sampled_from(KINDS)),
        "k": str(count),
        **{f"z{i}": repr(z + 0.0) for i, z in enumerate(logits, start=1)},
        "size": repr(draw(st.floats(0.1, 1900) | st.sampled_from([1.0, 10.0, 2000.0]))),
        "offset": repr(draw(st.floats(-1100, 1100) | st.just(0.0)) + 0.0),
    }


@pytest.fixture(scope="module")
def visit() -> Visit:
    """Return a visitor who follows one link after another."""
    return Visit()


@pytest.fixture(scope="module")
def large() -> Shown:
    """Return the page at the example of the source."""
    return Visit().open("stability", LARGE)


def logits_of(shown: Shown) -> np.ndarray:
    """Return the logits of the page, before they are rounded."""
    values = shown.values
    logits: np.ndarray = shown.logits * float(values["size"]) + float(values["offset"])
    return logits


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("what", ALL)
def test_every_comparison_opens(visit, what, language):
    """Each of the five tables is shown in both languages without a notice."""
    shown = visit.open("stability", {"what": what, "lang": language})
    assert (shown.errors, shown.warnings, len(shown.data)) == ([], [], 1)


@settings(max_examples=60)
@given(link=links())
def test_readouts_at_rest_are_core_s(visit, link):
    """Every answer is, bit by bit, what core computes in that kind of float."""
    shown = visit.open("stability", link)
    kind = link["dtype"]
    with np.errstate(over="ignore"):
        z = logits_of(shown).astype(kind)
    with np.errstate(divide="ignore"):
        expected = {
            "softmax": {
                "naive": naive.softmax(z, kind),
                "shifted": stable.softmax(z, kind),
                "right": softmax(z),
            },
            "sigmoid": {
                "textbook": naive.sigmoid(z, kind),
                "ratio": naive.sigmoid_by_ratio(z, kind),
                "one_form": stable.sigmoid(z, kind),
                "right": sigmoid(z),
            },
            "log": {
                "log_p": np.log(stable.softmax(z, kind)),
                "usual": stable.log_softmax(z, kind),
                "by_rest": stable.log_softmax_by_rest(z, kind),
                "right": log_softmax(z),
            },
            "loss": {
                "from_p": -np.log(naive.softmax(z, kind)),
                "from_logits": -stable.log_softmax_by_rest(z, kind),
                "yes_no_right": binary_cross_entropy_from_logits(z, 0.0),
            },
        }[link["what"]]
    assert (shown.errors, shown.warnings) == ([], [])
    for name, answer in expected.items():
        np.testing.assert_array_equal(shown.answer(name), answer.astype(float), name)


@settings(max_examples=30)
@given(link=links())
def test_the_snippet_computes_the_answers(visit, link):
    """The NumPy code runs as it stands, and agrees with the page.

    NumPy adds up in another order, and float16 numbers in float32.
    """
    shown = visit.open("stability", link)
    with np.errstate(over="ignore"):
        found = shown.ran()
    eps = float(np.finfo(link["dtype"]).eps)
    np.testing.assert_array_equal(found["z"], shown.answer("logit"))
    ways = {
        "softmax": ("shifted",),
        "sigmoid": ("textbook", "ratio", "one_form"),
        "log": ("usual", "by_rest"),
        "loss": ("from_logits", "yes_no_from_logits"),
    }
    for way in ways[link["what"]]:
        np.testing.assert_allclose(
            found[way], shown.answer(way), rtol=40 * eps, atol=40 * eps
        )


def test_the_snippet_of_round_off_prints_both_numbers(visit, capsys):
    """One line for each kind of float."""
    shown = visit.open("stability", {"what": "roundoff"})
    shown.ran()
    lines = capsys.readouterr().out.splitlines()
    for line, kind in zip(lines, KINDS, strict=True):
        found = [np.dtype(kind).type(number) for number in line.split()]
        assert found == shown.answer(kind)[2:4].tolist()


def test_large_logits_break_the_naive_softmax(large):
    """Of 1010, 1000 and 990 all three are nan."""
    assert large.answer("logit").tolist() == [1010, 1000, 990]
    assert np.isinf(large.answer("power")).all()
    assert np.isnan(large.answer("naive")).all()


def test_large_logits_leave_the_shifted_softmax_alone(large):
    """It is 0.9999546, 4.54e-05 and 2.06e-09."""
    expected = [0.9999546, 4.54e-05, 2.06e-09]
    np.testing.assert_allclose(large.answer("shifted"), expected, rtol=1e-3)


def test_very_negative_logits_divide_zero_by_zero(visit):
    """Of -1000, -1010 and -990 every e^z is 0, and so is their sum."""
    shown = visit.open("stability", NEGATIVE)
    assert shown.answer("logit").tolist() == [-1000, -1010, -990]
    assert shown.answer("power_sum").item() == 0
    assert np.isnan(shown.answer("naive")).all()
    assert np.isfinite(shown.answer("shifted")).all()


@pytest.mark.parametrize("offset", ["-1050.25", "-0.1", "333.3", "1100"])
def test_any_real_number_can_be_added(visit, offset):
    """The shifted softmax stays what it was, but for the rounding of the sum."""
    logits = {"z1": "0.3", "z2": "2.9", "z3": "4"}
    at_zero = visit.open("stability", logits).answer("shifted")
    shown = visit.open("stability", logits | {"offset": offset})
    np.testing.assert_allclose(shown.answer("shifted"), at_zero, rtol=1e-12)


def test_the_textbook_sigmoid_breaks_on_the_left(visit):
    """e^720 is infinite, so 1 / (1 + e^-z) answers 0 where 2e-313 is right."""
    shown = visit.open("stability", EDGES | {"what": "sigmoid"})
    assert np.isinf(shown.answer("falling")[2])
    assert shown.answer("textbook").tolist() == [1, 0.5, 0]
    assert shown.answer("right")[2] > 0


def test_the_ratio_breaks_on_the_right(visit):
    """e^z / (1 + e^z) only moves the overflow: nan at 720."""
    shown = visit.open("stability", EDGES | {"what": "sigmoid"})
    assert np.isnan(shown.answer("ratio")).tolist() == [True, False, False]


def test_one_form_serves_both_sides(visit):
    """e^-relu(-z) / (1 + e^-|z|) is right at 720 and at -720."""
    shown = visit.open("stability", EDGES | {"what": "sigmoid"})
    np.testing.assert_array_equal(shown.answer("one_form"), shown.answer("right"))


def test_a_nearly_sure_winner_is_lost_by_the_usual_log_softmax(visit):
    """It answers 0 where -8.5e-18 is right, which the rest still knows."""
    shown = visit.open("stability", SURE | {"what": "log"})
    assert shown.answer("logit").tolist() == [40, 0, 0]
    assert shown.answer("usual")[0] == shown.answer("log_p")[0] == 0
    assert shown.answer("by_rest")[0] == shown.answer("right")[0] < 0


def test_a_loss_from_probabilities_forgets_what_one_from_logits_knows(visit):
    """At 40 a sure mistake costs 40; through the probability it is infinite."""
    shown = visit.open("stability", SURE | {"what": "loss"})
    assert shown.answer("from_p")[0] == 0 < shown.answer("from_logits")[0]
    assert shown.answer("yes_no_from_p")[0] == np.inf
    assert shown.answer("yes_no_from_logits")[0] == 40


def test_round_off_takes_the_digits_of_a_difference(visit):
    """(1 + 1/10000) - (1 - 1/10000) is not 2/10000 in any kind, and 0 in float16."""
    shown = visit.open("stability", {"what": "roundoff"})
    difference = [shown.answer(kind)[2] for kind in KINDS]
    assert difference[0] == 0
    assert difference[2] == (1 + 1 / 10000) - (1 - 1 / 10000) != 2 / 10000
    assert shown.answer("float64")[3] == 2 / 10000


def test_the_picture_names_the_computed_breaking_points(large):
    """11.09, 88.72 and 709.78."""
    data = json.loads(large.header["figure"])["data"]
    names = [t["text"][0] for t in data if t["name"].startswith("name_")]
    points = [f"{naive.exp_overflow(kind):.2f}" for kind in KINDS]
    assert points == ["11.09", "88.72", "709.78"]
    assert names == [f"{k}<br>{p}" for k, p in zip(KINDS, points, strict=True)]


def test_what_is_no_number_stands_at_the_top(large):
    """The naive mark is above every finite error."""
    data = json.loads(large.header["figure"])["layout"]["yaxis"]
    assert data["ticktext"][-1] == "nan, ∞"
    assert large.answer("now.y")[0] == data["tickvals"][-1]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_examples_reach_the_sources(visit, language):
    """The buttons lead to the numbers that they are called."""
    shown = visit.open("stability", {"lang": language})
    found = [preset["values"] for preset in shown.message.presets]
    for link in (LARGE, NEGATIVE, SURE, EDGES):
        assert any(link.items() <= values.items() for values in found)


@pytest.mark.parametrize("what", ALL)
def test_no_task_is_done_at_first(visit, what):
    """A visitor who has not moved anything has done nothing."""
    shown = visit.open("stability", {"what": what})
    assert [shown.answer(t["key"]).item() for t in shown.header["tasks"]] == [0] * 5


@pytest.mark.parametrize(
    ("task", "link"),
    [
        ("overflow", LARGE),
        ("nothing", {"offset": "-800"}),
        ("half", {"dtype": "float16", "size": "2.9"}),
        ("both", EDGES | {"what": "sigmoid"}),
        ("certain", SURE | {"what": "log"}),
    ],
)
def test_every_task_can_be_done(visit, task, link):
    """Some state makes its answer 1."""
    assert visit.open("stability", link).answer(task).item() == 1


@pytest.mark.parametrize(("count", "limit"), [(3, 64_000), (10, 256_000)])
@pytest.mark.parametrize("what", ALL)
def test_updates_are_small_in_every_state(visit, what, count, limit):
    """Also where every number changes along every control."""
    rng = np.random.default_rng(4)
    for dtype in KINDS:
        link = {"what": what, "dtype": dtype, "k": str(count), "size": "37.7"}
        link |= {f"z{i}": f"{rng.uniform(-9, 9):.5f}" for i in range(1, count + 1)}
        own = {"what": what, "n": "1234.5"} if what == "roundoff" else link
        [data] = visit.open("stability", own | {"lang": "ko"}).data
        assert len(data) <= limit


@pytest.mark.parametrize(
    ("key", "text", "kind"),
    [
        ("dtype", "float128", "unreadable"),
        ("dtype", "1", "unreadable"),
        ("what", "<b>", "unreadable"),
        ("what", "__proto__", "unreadable"),
        ("size", "nan", "unreadable"),
        ("size", "0", "clamped"),
        ("size", "-3", "clamped"),
        ("size", "1e308", "clamped"),
        ("offset", "inf", "clamped"),
        ("offset", "1e6", "clamped"),
    ],
)
def test_hostile_links_are_named(visit, key, text, kind):
    """The page opens, and one notice names the key."""
    shown = visit.open("stability", {key: text, "lang": "en"})
    assert shown.errors == []
    assert shown.warnings == [f"{NOTICE[kind]} `{key}`"]


def test_the_round_off_keeps_what_the_logits_were():
    """Looking at 2/n and coming back costs nothing that was set."""
    said = {"z1": "1", "size": "10", "offset": "1000", "dtype": "float32"}
    shown = Visit().open("stability", {"what": "roundoff", **said})
    assert shown.header["away"] == said
    assert shown.warnings == []


def test_the_logits_keep_the_n_of_the_round_off():
    """The other way too."""
    shown = Visit().open("stability", {"what": "log", "n": "777"})
    assert shown.header["away"] == {"n": "777"}
