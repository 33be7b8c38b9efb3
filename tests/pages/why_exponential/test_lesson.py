"""Claims about the lesson on why shares are made with an exponential."""

from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import softmax
from tests.core.roundoff import LOG, SOFTMAX, SOFTPLUS, SPACING, U, added
from tests.pages.strategies import link, numbers, shared
from tests.pages.visits import opened
from ui.words import words

PAGE = "why-exponential"
WORKS = {"k": "2", "z1": "0.2", "z2": "0.3"}
NEGATIVE = WORKS | {"z1": "-0.2"}
CANCEL = WORKS | {"z1": "-0.3"}

bases = st.floats(1.1, 10) | st.sampled_from([1.1, 2, 2.7, np.e, 10])
shifts = (st.just(0.0) | numbers).map(lambda shift: shift + 0.0)
states = st.builds(
    lambda state, base, shift: state | {"base": float(base), "shift": shift},
    shared(),
    bases,
    shifts,
)


@pytest.fixture(scope="module")
def first():
    """Return the lesson as it opens."""
    return opened(PAGE)


@pytest.fixture(scope="module")
def plain():
    """Return the lesson with all its defaults, which a link has to say."""
    return opened(PAGE, {"shift": "0"})


def test_it_opens_where_the_plain_ratio_breaks(first):
    """Two logits, one of them negative; the base is e and nothing is added."""
    assert first.logits.tolist() == [-0.2, 0.3]
    assert (first.values["base"], first.values["shift"]) == (np.e, 0)
    np.testing.assert_allclose(first.answer("ratio"), [-2, 3], rtol=8 * U)


def test_its_defaults_are_those_of_softmax(plain):
    """A link that says one thing means what it meant before there was an opening."""
    assert plain.logits.tolist() == [0.3, 2.9, 4.0]
    assert plain.answer("temperature").item() == 1


@given(state=states)
def test_a_link_is_its_state(state):
    """Every legal value of a link is shown exactly, and nothing is wrong with it."""
    shown = opened(PAGE, link(state))
    assert (shown.problems, shown.values) == (set(), state)


@given(state=states)
def test_two_rules_are_said_in_whole_percent(state):
    """Squares and softplus; where there are no squares, there is no number."""
    shown = opened(PAGE, link(state))
    scene = shown.opening.view.scene
    logits, *rest = (np.array([x]) for x in (shown.logits, state["base"]))
    found = scene(logits, *rest, np.array([state["shift"]]))
    for rule in ("squares", "softplus"):
        percent = np.rint(100 * found[rule][0])
        np.testing.assert_array_equal(shown.answer(f"{rule}_percent"), percent)


@given(state=states)
def test_the_code_computes_the_readouts(state):
    """It runs as it stands, without a warning, and agrees.

    Of powers of up to 10^20 the page rounds ln a and T, the code a gap and its power;
    and log p moves with its own exponent, 46 at most, and with all others. Squares and
    softplus are said in whole percent.
    """
    shown = opened(PAGE, link(state))
    found = shown.ran()
    lost = 2 * 46 * (LOG + U + U) + 2 * SOFTMAX + added(10)
    np.testing.assert_allclose(found["share"], shown.answer("share"), rtol=lost)
    lost = 2 * (2 * SOFTPLUS + added(10) + U)
    for rule in ("squares", "softplus"):
        percent, said = 100 * found[rule], shown.answer(f"{rule}_percent")
        atol = 0.5 + 100 * (lost + U)
        np.testing.assert_allclose(percent, said, rtol=0, atol=atol)


@given(state=states)
def test_the_code_computes_the_ratios(state):
    """It agrees with the page, unless all that is left of the sum is rounding.

    A sum of both orders loses a part of all sizes, and that is the larger a part of the
    sum the more of them cancel. The page brings the largest number near 1, and numbers
    that are too small for that lose a spacing then.
    """
    shown = opened(PAGE, link(state))
    x = shown.answer("logit")
    sizes, whole = np.abs(x).sum(), np.abs(x.sum())
    if whole > 4 * len(x) * U * sizes:
        lost = 2 * added(len(x)) * sizes / whole + 4 * U
        least = SPACING * (1 + np.abs(x).max() / whole)
        np.testing.assert_allclose(
            shown.ran()["ratio"], shown.answer("ratio"), rtol=lost, atol=least
        )


def test_the_code_has_squares_of_the_smallest_numbers():
    """Their squares would be 0, but the shares of these are those of the page."""
    shown = opened(PAGE, {"k": "2", "z1": "3e-200", "z2": "4e-200"})
    lost = 2 * (2 * U + U) + added(2) + U  # a quotient, its square, and its share
    np.testing.assert_allclose(shown.ran()["squares"], [0.36, 0.64], rtol=lost)
    assert shown.answer("squares_percent").tolist() == [36, 64]


def test_the_code_prints_the_shares(capsys):
    """Who copies the code sees the numbers of the page."""
    opened(PAGE, WORKS).ran()
    assert capsys.readouterr().out.startswith("[0.4 0.6] [0.47502081 0.52497919]")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_examples_of_the_source_come_first(language):
    """0.2 and 0.3 work, then one is negative, then they cancel; then four bases."""
    presets = opened(PAGE, language=language).message.presets
    expected = [state | {"shift": "0"} for state in (WORKS, NEGATIVE, CANCEL)]
    assert [preset["values"] for preset in presets[:3]] == expected
    found = [float(preset["values"]["base"]) for preset in presets[3:]]
    assert found == [2, 2.7, np.e, 10]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_numbers_that_cancel_are_said_to_have_no_ratio(language):
    """Readouts carry nan; picture, text and table say that it is undefined."""
    shown = opened(PAGE, CANCEL, language)
    assert shown.problems == set()
    assert np.isnan([shown.answer("ratio"), shown.ran()["ratio"]]).all()
    assert shown.answer("undefined.opacity").item() == 1
    assert shown.answer("ratio_number.opacity").item() == 0
    told = {readout["name"]: readout["labels"] for readout in shown.header["readouts"]}

    def said(name):
        return told[name][int(shown.answer(name).item()) - 1]

    assert said("defined") == words(language, PAGE)["no_answer"]
    assert said("ratio_positive") == words(language, PAGE)["verdicts"]["undefined"]
    assert said("ratio_smooth") == words(language, PAGE)["verdicts"]["no"]
    assert said("squares_whole") == words(language, PAGE)["verdicts"]["here"]


def test_a_drag_stops_at_the_bases_that_people_use(first):
    """2, 2.7, e and 10 are on the grid."""
    assert set(first.message.control("base")["grid"]) >= {1.1, 2, 2.7, np.e, 10}


def test_what_is_always_kept_is_said_in_words(first):
    """All of the powers, five of softplus, one of squares; all else is worked out."""
    template = first.header["template"]
    always = words("en", PAGE)["verdicts"]["always"]
    assert template.count(f"<td>{always}</td>") == 6 + 5 + 1
    tried = [r["name"] for r in first.header["readouts"] if "_" in r["name"]]
    tried.remove("ratio_sum")
    assert len(tried) == 6 + 5 + 1
    assert all(f'<output name="{name}">' in template for name in tried)


@pytest.mark.parametrize("count", [2, 3, 4, 10])
def test_sums_are_written_out_where_there_is_room(count):
    """Up to three terms; all of them are in the readouts anyway."""
    template = opened(PAGE, {"k": str(count)}).opening.template
    terms = template.count('<mn data-slot="base"')
    assert terms == (count + 3 if count <= 3 else 2)


def way_to_temperature(shown):
    """Return page and parameters of the link to the other lesson."""
    there = urlsplit(shown.header["links"]["temperature"])
    return there.path, dict(parse_qsl(there.query))


@given(state=states)
def test_the_way_to_temperature_keeps_the_state(state):
    """The link shows the same shares as a softmax at T = 1 / ln a."""
    shown = opened(PAGE, link(state | {"shift": 0.0}))
    page, parameters = way_to_temperature(shown)
    t = shown.answer("temperature").item()
    assert (page, parameters["t"]) == ("temperature", repr(t))
    found = opened("softmax", parameters)  # which leaves a temperature alone
    assert (found.problems, found.names) == (set(), shown.names)
    shares = softmax(found.logits, temperature=t)
    assert shares.tobytes() == shown.answer("share").tobytes()


def test_the_way_to_temperature_keeps_language_and_names():
    """Also a name that looks like markup."""
    shown = opened(PAGE, {"lang": "ko", "name1": 'a "<b>&amp; c'}, "ko")
    _, parameters = way_to_temperature(shown)
    assert parameters["lang"] == "ko"
    assert opened("softmax", parameters, "ko").names == shown.names
    assert shown.names == ['a "<b>&amp; c', "고양이", "사람"]


def test_the_way_to_temperature_names_no_language_that_nobody_chose(plain):
    """Who follows it reads on in the language of the browser."""
    assert plain.header["links"]["temperature"].startswith("temperature?k=3&t=1.0&z1")


REACHED = {
    "mended": {"z1": "0.1"},
    "cancel": {"z1": "-0.3"},
    "reversed": {"z1": "-9"},
    "twins": {"z1": "-0.3"},
    "sure": {"z2": "5"},
}


@pytest.mark.parametrize("task", REACHED)
def test_every_task_can_be_reached_by_a_drag(first, task):
    """One movement from the first state ticks it off."""
    assert opened(PAGE, NEGATIVE | REACHED[task]).answer(task).item() == 1
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
def test_a_hostile_value_is_reported(key, text, kind, value):
    """What cannot be is replaced, with one notice that names the key."""
    shown = opened(PAGE, {key: text})
    assert shown.problems == {(key, kind)}
    assert shown.values[key] == value


@pytest.mark.parametrize(("count", "limit"), [(3, 64_000), (6, 160_000), (10, 160_000)])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_an_update_is_small_where_everything_moves(count, limit, language):
    """No logit is 0, all cancel within reach, and something is added.

    So many tables are why many classes take larger steps.
    """
    state = {f"z{i}": repr(round(0.7 * i - 2.2, 1)) for i in range(1, count + 1)}
    rest = {"k": str(count), "shift": "0.5", "base": "3"}
    assert opened(PAGE, state | rest, language).message.size <= limit
