"""Claims about the lesson: links, what is shown, and the code."""

import inspect
import threading
import time
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import handwriting
from core.counted_right import counted_right
from core.dense import fit
from core.digits import KINDS, split_by_writers
from core.handwriting import EPOCHS, NET, learn, learned
from core.optimisers import gradient_descent
from live import Link
from live.controls.ink import MOST
from pages.digits.lesson import PRESETS
from pages.digits.recipe import recipe
from pages.digits.samples import samples
from tests.pages.strategies import fewer
from tests.pages.visits import opened
from ui.lesson import find
from ui.words import words

LIMIT = 64_000  # bytes, of a commit
KEYS = ["ink", "sample", "epoch", "to", "nudge"]
FOUR = samples()[4]
LONGEST = "-".join(f"{100 - i % 7}.{100 - i % 11}" for i in range(MOST))
states = st.fixed_dictionaries(
    {
        "sample": st.sampled_from([*"0123456789", "none"]),
        "epoch": st.integers(0, EPOCHS).map(str),
        "to": st.sampled_from(["winner", *"0123456789"]),
        "nudge": st.integers(-20, 20).map(lambda n: repr(n / 2)),
    },
    optional={"ink": st.sampled_from([FOUR, "1.2", LONGEST, "10.50-90.50"])},
)


def number(shown, name):
    """Return one answer at rest."""
    return shown.answer(name).item()


@fewer(2)
@given(state=states, language=st.sampled_from(["en", "ko"]))
def test_a_link_is_its_state(state, language):
    """Every legal value is taken, and nothing is wrong with it."""
    shown = opened("digits", state, language)
    assert shown.problems == set()
    assert shown.values["ink"] == state.get("ink", "")
    assert shown.values["epoch"] == float(state["epoch"])
    assert shown.values["nudge"] == float(state["nudge"])


def test_the_keys_of_the_issue_are_keys_of_the_link():
    """And nothing else is."""
    assert [one["key"] for one in opened("digits").header["controls"]] == KEYS


def test_the_readouts_of_the_issue_are_there():
    """Ten shares and ten logits, for the digits from 0 on."""
    shown = opened("digits")
    assert len(shown.answer("p")) == len(shown.answer("logit")) == 10
    assert shown.answer("p").sum() == pytest.approx(1)
    assert number(shown, "argmax") == shown.answer("p").argmax() == 4
    assert number(shown, "accuracy") == pytest.approx(0.948)


def test_a_sample_counts_only_where_nothing_is_drawn():
    """What a hand draws is read; the sample is shown where no hand has."""
    drawn = opened("digits", {"ink": samples()[8], "sample": "3"})
    assert number(drawn, "argmax") == 8
    assert number(opened("digits", {"sample": "3"}), "argmax") == 3
    same = opened("digits", {"ink": samples()[3]})
    np.testing.assert_array_equal(
        same.answer("p"), opened("digits", {"sample": "3"}).answer("p")
    )


def test_a_choice_of_a_sample_is_what_stands_in_for_ink():
    """The browser knows all ten drawings, and the empty pad."""
    [ink, sample, *_] = opened("digits").header["controls"]
    assert ink["instead"] == sample["key"]
    assert ink["drawings"] == list(samples())
    assert len(ink["drawings"]) == len(sample["options"])


@pytest.mark.parametrize(
    ("link", "kind", "key"),
    [
        ({"ink": ""}, "unreadable", "ink"),
        ({"ink": "nan"}, "unreadable", "ink"),
        ({"ink": "-1.-2"}, "unreadable", "ink"),
        ({"ink": "101.3-4.5"}, "clamped", "ink"),
        ({"ink": "-".join(["1.2"] * 100_000)}, "clamped", "ink"),
        ({"ink": ["1.2", "3.4"]}, "unreadable", "ink"),
        ({"sample": "10"}, "unreadable", "sample"),
        ({"epoch": "26"}, "clamped", "epoch"),
        ({"to": "first"}, "unreadable", "to"),
        ({"nudge": "inf"}, "clamped", "nudge"),
    ],
    ids=lambda what: str(what)[:40],
)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_hostile_link_gets_a_notice(link, kind, key, language):
    """The page opens in a legal state and names the key."""
    assert opened("digits", link, language).problems == {(key, kind)}


def test_a_broken_epoch_is_the_whole_one_beside_it():
    """A network is kept after whole epochs only."""
    broken, whole = (opened("digits", {"epoch": e}) for e in ("6.6", "7"))
    np.testing.assert_array_equal(broken.answer("p"), whole.answer("p"))


@pytest.mark.parametrize("ink", [None, FOUR, LONGEST, "10.50-90.50"])
@pytest.mark.parametrize("epoch", ["0", "25"])
def test_a_commit_is_small(ink, epoch):
    """Tables along epochs, digits and nudges, and a drawing of any length."""
    said = {"epoch": epoch} | ({"ink": ink} if ink else {})
    assert opened("digits", said).message.size < LIMIT


def test_what_a_pen_asks_is_answered_in_the_same_form():
    """Whatever is drawn, so that the picture can follow; and it is smaller."""
    lesson = find("digits")
    known = opened("digits").message
    for code in (FOUR, "1.2", LONGEST):
        link = Link({"ink": [code]}, form=known.answer["form"], moving=True)
        answer = lesson.open(link, "en").answer()
        assert len(answer) < known.size / 2
        now = opened("digits", {"ink": code}).message
        assert now.answer["form"] == known.answer["form"]
        assert now.answer["rest"] == known.answer["rest"]


def test_a_drag_of_the_epoch_says_what_its_link_says():
    """Row by row, as float32 holds it."""
    table = opened("digits", {"ink": FOUR}).message.column("epoch", "p")
    for epoch in (0, 1, 7, 24):
        shares = opened("digits", {"ink": FOUR, "epoch": str(epoch)}).answer("p")
        np.testing.assert_array_equal(table[epoch], shares.astype(np.float32))


def test_the_lines_lead_to_what_is_pressed():
    """Each digit in the picture is a value of the choice; the first has no place."""
    picks = [h for h in opened("digits").header["handles"] if "picks" in h]
    assert [pick["picks"] for pick in picks] == ["to"]


def test_examples_show_what_they_are_called():
    """A 4 that is nearly a 9, a line taken for a 4, an empty pad that is an 8."""
    said = {
        name: opened("digits", dict(part.split("=", 1) for part in link.split("&")))
        for name, link in PRESETS.items()
    }
    assert {name: number(one, "argmax") for name, one in said.items()} == {
        "four": 4,
        "before": 1,
        "one": 4,
        "between": 4,
        "nudged": 1,
        "line": 4,
        "empty": 8,
    }
    assert min(said["between"].answer("p")[[4, 9]]) > 0.45
    assert number(said["line"], "sure") > 0.999


def test_the_recipe_trains_as_core_does():
    """Define, compile, fit: the same weights, step by step, by gradient descent."""
    net, known = NET, split_by_writers().train
    rule = partial(gradient_descent, rate=0.1)
    begin = net.initial(0)
    *_, last = fit(*(net, begin, known.x, known.y, rule), epochs=3, batch=32, seed=0)
    ran = opened("digits", {"epoch": "3"}).ran()
    flat = [
        part.ravel() for pair in zip(ran["w"], ran["b"], strict=True) for part in pair
    ]
    np.testing.assert_allclose(np.concatenate(flat), last, rtol=1e-7, atol=1e-9)
    held = split_by_writers().held
    assert ran["right"] == net.accuracy(last, held.x, held.y) > 0.7


def test_the_recipe_names_its_steps():
    """Define, compile, fit; forward, loss, backward, update; in about twelve lines."""
    source = inspect.getsource(recipe)
    steps = ["Define", "Compile", "Fit", "Forward", "Loss", "Backward", "Update"]
    places = [source.index(f"# {step}") for step in steps]
    assert places == sorted(places)
    loop = source[places[2] : source.index("right =")].splitlines()
    lines = [one for one in loop if one.strip() and not one.strip().startswith("#")]
    assert len(lines) <= 12


def test_the_network_is_trained_once_and_quickly(monkeypatch):
    """However many ask at once; it takes less than a second of work."""
    trainings, found = [], []

    def counted(digits):
        begun = time.thread_time()
        path = learn(digits)
        trainings.append(time.thread_time() - begun)
        return path

    handwriting._learned.cache_clear()  # noqa: SLF001 - as in a new process
    monkeypatch.setattr(handwriting, "learn", counted)
    threads = [threading.Thread(target=lambda: found.append(learned())) for _ in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    [seconds] = trainings
    assert seconds < 1
    assert all(one is found[0] for one in found)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_table_of_tests_says_what_was_counted(language):
    """Each share with its interval, as core has it."""
    template = opened("digits", {}, language).header["template"]
    for found in counted_right().values():
        for part in (found.first, found.two):
            share, low, high = (f"{100 * one:.1f}" for one in part)
            assert f"{share} % ({low}\N{EN DASH}{high})" in template


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_parameters_are_counted_in_words(language):
    """As core counts them."""
    assert f"{NET.count:,}" in str(words(language, "digits").own)
    assert NET.widths[-1] == KINDS
