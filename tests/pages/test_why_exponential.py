"""Claims about the lesson on why shares are made with an exponential."""

from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import power_shares, ratio_shares, softplus_shares, square_shares
from core.sums import class_sum
from tests.core.roundoff import SPACING, U, added
from tests.pages.visits import Shown, Visit
from ui.words import words

PAGE = "why-exponential"
NOTICE = words("en", "frame")["notice"]
WORKS = {"k": "2", "z1": "0.2", "z2": "0.3"}
NEGATIVE = WORKS | {"z1": "-0.2"}
CANCEL = WORKS | {"z1": "-0.3"}
HERE, NO, UNDEFINED = 1, 2, 3

# The square of a number below 1e-150 would be less than any float64.
numbers = st.integers(-100, 100).map(lambda n: n / 10) | st.floats(-10, 10).filter(
    lambda x: x == 0 or abs(x) > 1e-150
)


@st.composite
def states(draw) -> dict[str, float]:
    """Draw any state of the lesson."""
    count = draw(st.integers(2, 10))
    logits = draw(st.lists(numbers, min_size=count, max_size=count))
    return {
        **{f"z{i}": z + 0.0 for i, z in enumerate(logits, start=1)},
        "base": draw(st.floats(1.1, 10) | st.sampled_from([1.1, 2, 2.7, np.e, 10])),
        "shift": draw(st.just(0.0) | numbers) + 0.0,
        "k": float(count),
    }


def link(state):
    """Return the link that says a state."""
    return {key: repr(float(value)) for key, value in state.items()}


def logits_of(state):
    """Return the logits of a state, the shift added as on paper."""
    z = np.array([state[f"z{i}"] for i in range(1, int(state["k"]) + 1)])
    return np.round(z + state["shift"], 12) if state["shift"] else z


def verdicts(shown, rule):
    """Return what the page says that a rule keeps."""
    found = {name: shown.answer(name) for name in shown.header["rest"]}
    return {
        name.removeprefix(f"{rule}_"): verdict.item()
        for name, verdict in found.items()
        if name.startswith(f"{rule}_") and name != "ratio_sum"
    }


@pytest.fixture(scope="module")
def visit() -> Visit:
    """Return a visitor who follows one link after another."""
    return Visit()


@pytest.fixture(scope="module")
def first() -> Shown:
    """Return the page as it opens."""
    return Visit().open(PAGE)


def test_the_page_opens_as_softmax(first):
    """Without a link the base is e and nothing is added."""
    assert (first.values["base"], first.values["shift"]) == (np.e, 0)
    assert first.answer("temperature").item() == 1


@settings(max_examples=40)
@given(state=states())
def test_readouts_at_rest_are_core_s(visit, state):
    """Every share is, bit by bit, what core says of the numbers of the link."""
    shown = visit.open(PAGE, link(state))
    values = {k: v for k, v in shown.values.items() if not isinstance(v, str)}
    assert (shown.errors, shown.warnings, values) == ([], [], state)
    z = logits_of(state)
    ratio, share = ratio_shares(z), power_shares(z, state["base"])
    assert shown.answer("ratio").tobytes() == ratio.tobytes()
    assert shown.answer("share").tobytes() == share.tobytes()
    assert shown.answer("sum").item() == class_sum(share)
    percent = 100 * np.nan_to_num([square_shares(z), softplus_shares(z)])
    drawn = [shown.answer("squares.x"), shown.answer("softplus.x")]
    assert np.array_equal(drawn, np.rint(percent))


@settings(max_examples=15)
@given(state=states())
def test_the_snippet_computes_the_readouts(visit, state):
    """The NumPy code runs as it stands, without a warning, and agrees."""
    shown = visit.open(PAGE, link(state))
    found = shown.ran()
    np.testing.assert_allclose(found["share"], shown.answer("share"), rtol=1e-13)
    # Where numbers nearly cancel, their sum has few digits left.
    z = logits_of(state)
    lost = 2 * added(len(z)) * abs(z).sum() / max(abs(z.sum()), SPACING) + 4 * U
    if lost < 1:
        np.testing.assert_allclose(found["ratio"], shown.answer("ratio"), rtol=lost)
    for rule in ("squares", "softplus"):
        percent = 100 * np.nan_to_num(found[rule])
        drawn = shown.answer(f"{rule}.x")
        np.testing.assert_allclose(percent, drawn, rtol=0, atol=0.5 + 1e-12)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_examples_of_the_source_come_first(language):
    """0.2 and 0.3 work, then one is negative, then they cancel; then four bases."""
    presets = Visit().open(PAGE, {"lang": language}).message.presets
    expected = [state | {"shift": "0"} for state in (WORKS, NEGATIVE, CANCEL)]
    assert [preset["values"] for preset in presets[:3]] == expected
    bases = [float(preset["values"]["base"]) for preset in presets[3:]]
    assert bases == [2, 2.7, np.e, 10]


def test_plain_ratios_work_for_two_positive_numbers(visit):
    """0.2 and 0.3 become 0.4 and 0.6."""
    shown = visit.open(PAGE, WORKS)
    np.testing.assert_allclose(shown.answer("ratio"), [0.4, 0.6], rtol=1e-15)


def test_a_negative_number_makes_a_negative_share(visit):
    """-0.2 and 0.3 become -2 and 3, and the table says so."""
    shown = visit.open(PAGE, NEGATIVE)
    np.testing.assert_allclose(shown.answer("ratio"), [-2, 3], rtol=4e-15)
    assert verdicts(shown, "ratio")["positive"] == NO


@pytest.mark.parametrize("language", ["en", "ko"])
def test_numbers_that_cancel_have_no_ratio(language):
    """Readouts carry nan; picture, text and table say that it is undefined."""
    shown = Visit().open(PAGE, CANCEL | {"lang": language})
    assert (shown.errors, shown.warnings) == ([], [])
    assert np.isnan(shown.answer("ratio")).all()
    assert shown.answer("total_ratio").item() == 0
    assert shown.answer("undefined.opacity").item() == 1
    assert shown.answer("number.opacity").item() == 0
    said = next(r for r in shown.header["readouts"] if r["name"] == "defined")
    meaning = said["labels"][int(shown.answer("defined").item()) - 1]
    assert meaning == words(language, PAGE)["no_answer"]
    kept = verdicts(shown, "ratio")
    assert kept.pop("smooth") == NO
    assert set(kept.values()) == {UNDEFINED}


def test_decimals_cancel_as_on_paper(visit):
    """0.1 + 0.2 - 0.3 is 0, whatever float64 makes of it; moved or not."""
    paper = {"k": "3", "z1": "0.1", "z2": "0.2", "z3": "-0.3"}
    moved = {"k": "3", "z1": "9.9", "z2": "10", "z3": "9.5", "shift": "-9.8"}
    for state in (paper, moved):
        assert np.isnan(visit.open(PAGE, state).answer("ratio")).all()


@pytest.mark.parametrize("base", ["2", "2.7", repr(float(np.e)), "10"])
def test_powers_of_any_base_mend_both(visit, base):
    """Where ratios are negative or undefined, powers are shares of one whole."""
    for state in (NEGATIVE, CANCEL):
        shown = visit.open(PAGE, state | {"base": base})
        share = shown.answer("share")
        assert ((share > 0) & (share < 1)).all()
        assert shown.answer("sum").item() == pytest.approx(1, abs=1e-15)


def test_a_drag_stops_at_the_bases_that_people_use(first):
    """2, 2.7, e and 10 are on the grid."""
    assert set(first.message.control("base")["grid"]) >= {1.1, 2, 2.7, np.e, 10}


@pytest.mark.parametrize(
    ("logits", "rule", "kept"),
    [
        ((0.3, 2.9, 4), "ratio", "here here here no here here"),
        ((0, 2.9, 4), "ratio", "here here here no here no"),
        ((-1, -2, 0.5), "ratio", "no here no no here here"),
        ((1.5, 1.5, 1.5), "ratio", "here here here here here here"),
        ((1, 2, -3), "ratio", "undefined " * 4 + "no undefined"),
        ((0.3, 2.9, 4), "squares", "here here no here here"),
        ((-3, 1, 0), "squares", "here no no here no"),
        ((-3, 3, 0), "squares", "here no no here no"),
        ((0, 0, 0), "squares", "undefined " * 3 + "no undefined"),
        ((0.3, 2.9, 4), "softplus", "no"),
        ((2, 2, 2), "softplus", "here"),
    ],
)
def test_the_table_is_worked_out_with_the_numbers_of_now(visit, logits, rule, kept):
    """What breaks, breaks where one would expect it."""
    state = {f"z{i}": repr(float(z)) for i, z in enumerate(logits, start=1)}
    found = verdicts(visit.open(PAGE, state), rule)
    meaning = {"here": HERE, "no": NO, "undefined": UNDEFINED}
    assert list(found.values()) == [meaning[word] for word in kept.split()]


def test_powers_always_keep_everything(first):
    """Their column needs no trying, and says so in words."""
    assert verdicts(first, "share") == {}
    always = words("en", PAGE)["verdicts"]["always"]
    assert first.header["template"].count(f"<td>{always}</td>") == 6 + 5 + 1


def way_to_temperature(shown):
    """Return page and parameters of the link to the other lesson."""
    there = urlsplit(shown.header["links"]["temperature"])
    return there.path, dict(parse_qsl(there.query))


@settings(max_examples=15)
@given(state=states())
def test_the_way_to_temperature_keeps_the_state(visit, state):
    """The link shows the same shares as a softmax at T = 1 / ln a."""
    shown = visit.open(PAGE, link(state | {"shift": 0.0}))
    found = visit.open(*way_to_temperature(shown))
    assert (found.errors, found.warnings) == ([], [])
    assert found.answer("p").tobytes() == shown.answer("share").tobytes()
    assert found.values["t"] == shown.answer("temperature").item()


def test_the_way_to_temperature_keeps_language_and_names():
    """Also a name that looks like markup."""
    shown = Visit().open(PAGE, {"lang": "ko", "name1": 'a "<b>&amp; c'})
    found = Visit().open(*way_to_temperature(shown))
    assert found.title == [words("ko", "temperature")["title"]]
    assert found.names == shown.names == ['a "<b>&amp; c', "고양이", "사람"]


REACHED = {
    "negative": {"z1": "-1"},
    "cancel": {"z1": "-6.9"},
    "reversed": {"z1": "-9"},
    "twins": {"z1": "-4"},
    "sure": {"base": "10"},
}


@pytest.mark.parametrize("task", REACHED)
def test_every_task_can_be_reached_by_a_drag(visit, first, task):
    """One movement from the first state ticks it off."""
    assert visit.open(PAGE, REACHED[task]).answer(task).item() == 1
    [(key, text)] = REACHED[task].items()
    grid = first.message.control(key)["grid"].tolist()
    assert first.message.column(key, task)[grid.index(float(text)), 0] == 1


def test_no_task_is_done_at_first(first):
    """A visitor has something to do."""
    assert [task["key"] for task in first.header["tasks"]] == list(REACHED)
    assert [first.answer(task).item() for task in REACHED] == [0] * 5


@pytest.mark.parametrize(
    ("key", "text", "kind", "value"),
    [
        ("base", "e", "unreadable", np.e),
        ("base", "nan", "unreadable", np.e),
        ("base", "1e999", "unreadable", np.e),
        ("base", "1", "clamped", 1.1),
        ("base", "-2", "clamped", 1.1),
        ("base", "inf", "clamped", 10),
        ("shift", "<script>", "unreadable", 0),
        ("shift", "11", "clamped", 10),
        ("shift", "-inf", "clamped", -10),
    ],
)
def test_a_hostile_value_is_reported(visit, key, text, kind, value):
    """What cannot be is replaced, with one notice that names the key."""
    shown = visit.open(PAGE, {key: text})
    assert shown.errors == []
    [notice] = shown.warnings
    assert NOTICE[kind] in notice
    assert f"`{key}`" in notice
    assert shown.values[key] == value


@pytest.mark.parametrize(("count", "limit"), [(3, 64_000), (6, 160_000), (10, 256_000)])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_an_update_is_small_where_everything_moves(count, limit, language):
    """No logit is 0, all cancel within reach, and something is added."""
    state = {f"z{i}": repr(round(0.7 * i - 2.2, 1)) for i in range(1, count + 1)}
    shared = {"k": str(count), "shift": "0.5", "base": "3", "lang": language}
    [data] = Visit().open(PAGE, state | shared).data
    assert len(data) <= limit
