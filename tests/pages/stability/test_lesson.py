"""Claims about the lesson on stability: links, what is shown, and the code."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.contests import CONTESTS, KINDS
from pages.stability.scene import scene
from pages.stability.tasks import TASKS
from tests.pages.strategies import link, shared
from tests.pages.visits import opened
from ui.words import LANGUAGES

ALL = tuple(CONTESTS)
LOGITS = ALL[:4]
LARGE = {"z1": "1", "z2": "0", "z3": "-1", "size": "10", "offset": "1000"}
NEGATIVE = {"z1": "0", "z2": "-1", "z3": "1", "size": "10", "offset": "-1000"}
SURE = {"z1": "4", "z2": "0", "z3": "0", "size": "10"}
EDGES = {"z1": "7.2", "z2": "0", "z3": "-7.2", "size": "100"}

sizes = st.floats(0.1, 1900) | st.sampled_from([1.0, 10.0, 2000.0])
offsets = st.floats(-1100, 1100) | st.just(0.0)


@st.composite
def links(draw) -> dict[str, str]:
    """Draw any link of a contest between logits."""
    chosen = {
        "what": draw(st.sampled_from(LOGITS)),
        "dtype": draw(st.sampled_from(KINDS)),
    }
    moved = {"size": draw(sizes), "offset": draw(offsets) + 0.0}
    return chosen | link(draw(shared()) | moved)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", ALL)
def test_every_comparison_opens(what, language):
    """Each of the five tables is shown in both languages without a notice."""
    assert opened("stability", {"what": what}, language).problems == set()


@given(link=links())
def test_readouts_at_rest_are_the_scene_s(link):
    """Every step of the contest is shown as it was computed, bit by bit."""
    shown = opened("stability", link)
    values = [np.array(shown.values[key]) for key in ("dtype", "size", "offset")]
    dtype, size, offset = values
    expected = scene(link["what"], dtype, shown.logits, size, offset)
    assert shown.problems == set()
    for name in (*CONTESTS[link["what"]].names, "error"):
        np.testing.assert_array_equal(
            shown.answer(name), np.ravel(expected[name]), name
        )


@given(link=links())
def test_the_code_computes_the_answers(link):
    """It runs as it stands without a warning, and agrees with the page.

    NumPy adds up in another order, and float16 numbers in float32. On both sides an
    exponential may be off by an eps, a sum of up to ten terms by nine times half of
    one, and the quotient, or the logarithm and the difference, by no more than two.
    """
    shown = opened("stability", link)
    found = shown.ran()
    lost = 2 * (1 + 9 / 2 + 2) * float(np.finfo(link["dtype"]).eps)
    np.testing.assert_array_equal(found["z"], shown.answer("logit"))
    ways = {
        "softmax": ("shifted",),
        "sigmoid": ("textbook", "ratio", "one_form"),
        "log": ("usual", "by_rest"),
        "loss": ("from_logits", "yes_no_from_logits"),
    }
    for way in ways[link["what"]]:
        np.testing.assert_allclose(found[way], shown.answer(way), rtol=lost, atol=lost)


@pytest.mark.parametrize("what", LOGITS)
def test_the_code_prints_one_row_for_each_way(capsys, what):
    """Who copies the code sees the columns of the table as rows."""
    opened("stability", LARGE | {"what": what}).ran()
    lines = capsys.readouterr().out.splitlines()
    yes_no = 2 if what == "loss" else 0
    assert len(lines) == len(CONTESTS[what].ways) + yes_no


def test_the_code_of_round_off_prints_both_numbers(capsys):
    """One line for each kind of float."""
    shown = opened("stability", {"what": "roundoff"})
    shown.ran()
    lines = capsys.readouterr().out.splitlines()
    for told, kind in zip(lines, KINDS, strict=True):
        found = [np.dtype(kind).type(number) for number in told.split()]
        assert found == shown.answer(kind)[2:4].tolist()


@pytest.mark.parametrize("what", ALL)
def test_the_table_has_a_cell_for_every_readout(what):
    """Nothing that is computed is left out of it, but errors of other columns."""
    shown = opened("stability", {"what": what})
    told = [r for r in shown.header["readouts"] if r["name"] != "error"]
    for readout in told:
        count = shown.answer(readout["name"]).size
        names = [f"{readout['name']}{i}" for i in range(1, count + 1)]
        for name in names if count > 1 else [readout["name"]]:
            assert f'<output name="{name}">' in shown.header["template"]


def test_signs_are_markup_and_no_name_is():
    """Powers are raised; what a learner writes is placed as text, by its slot."""
    template = opened("stability", {"name1": "<b>x</b>"}).header["template"]
    assert "e<sup>z</sup>" in template
    assert "&lt;" not in template
    assert "<b>" not in template


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_reach_the_sources(language):
    """The buttons lead to the numbers that they are called."""
    shown = opened("stability", {}, language)
    found = [preset["values"] for preset in shown.message.presets]
    for source in (LARGE, NEGATIVE, SURE, EDGES):
        assert any(source.items() <= values.items() for values in found)


@pytest.mark.parametrize("what", ALL)
def test_no_task_is_done_at_first(what):
    """A visitor who has not moved anything has done nothing."""
    shown = opened("stability", {"what": what})
    assert [task["key"] for task in shown.header["tasks"]] == [*TASKS]
    assert [shown.answer(task).item() for task in TASKS] == [0] * 5


@pytest.mark.parametrize(
    ("task", "link"),
    [
        ("overflow", LARGE | {"offset": "600"}),
        ("nothing", {"offset": "-800"}),
        ("half", {"dtype": "float16", "size": "2.9"}),
        ("both", EDGES | {"what": "sigmoid"}),
        ("certain", SURE | {"what": "log"}),
    ],
)
def test_every_task_can_be_done(task, link):
    """Some link makes its answer 1."""
    assert opened("stability", link).answer(task).item() == 1


@pytest.mark.parametrize(("count", "limit"), [(3, 64_000), (10, 256_000)])
@pytest.mark.parametrize("what", ALL)
def test_updates_are_small_in_every_state(what, count, limit):
    """Also where every number changes along every control."""
    rng = np.random.default_rng(4)
    for dtype in KINDS:
        given = {"what": what, "dtype": dtype, "k": str(count), "size": "37.7"}
        given |= {f"z{i}": f"{rng.uniform(-9, 9):.5f}" for i in range(1, count + 1)}
        own = {"what": what, "n": "1234.5"} if what == "roundoff" else given
        assert opened("stability", own, "ko").message.size <= limit


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
def test_hostile_links_are_named(key, text, kind):
    """The page opens, and one notice names the key."""
    assert opened("stability", {key: text}).problems == {(key, kind)}


def test_the_round_off_keeps_what_the_logits_were():
    """Looking at 2/n and coming back costs nothing that was set."""
    said = {"z1": "1", "size": "10", "offset": "1000", "dtype": "float32"}
    shown = opened("stability", {"what": "roundoff", **said})
    assert shown.header["away"] == said
    assert shown.problems == set()


def test_the_logits_keep_the_n_of_the_round_off():
    """The other way too."""
    shown = opened("stability", {"what": "log", "n": "777"})
    assert shown.header["away"] == {"n": "777"}


def test_it_opens_where_the_naive_way_breaks():
    """1010, 1000 and 990 in float64: nan against 0.9999546, 4.54e-05 and 2.06e-09."""
    shown = opened("stability")
    assert shown.answer("logit").tolist() == [1010, 1000, 990]
    assert np.isnan(shown.answer("naive")).all()
    written = [f"{p:.7g}" for p in shown.answer("shifted")]
    assert written[0] == "0.9999546"
    assert [f"{p:.2e}" for p in shown.answer("shifted")[1:]] == ["4.54e-05", "2.06e-09"]


def test_a_link_says_what_it_always_said():
    """Its defaults are not those of the opening."""
    shown = opened("stability", {"dtype": "float64"})
    assert shown.logits.tolist() == [0.3, 2.9, 4.0]


@pytest.mark.parametrize("what", ALL)
def test_the_steps_are_folded_and_stay_in_the_page(what):
    """Every readout can be read, whatever is unfolded and whichever stage is shown."""
    for stage in ("answers", "errors"):
        template = opened("stability", {"what": what, "stage": stage}).header[
            "template"
        ]
        before, _, folded = template.partition("data-fold")
        assert "<output" not in before
        assert "<output" in folded


def test_the_digits_of_the_source_can_be_read():
    """The shifted softmax of 1010, 1000 and 990 begins with 0.9999546."""
    shown = opened("stability", LARGE)
    formats = {r["name"]: r["format"] for r in shown.header["readouts"]}
    assert {formats[name] for name in ("shifted", "right")} == {".7s"}
    assert [f"{x:.7g}" for x in shown.answer("shifted")] == [
        *("0.9999546", "4.539787e-05", "2.06106e-09")
    ]
