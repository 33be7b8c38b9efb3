"""Claims about the classes that all lessons share."""

from urllib.parse import parse_qsl, urlencode

import numpy as np
import pytest
from hypothesis import given

from live import Link, State
from live.controls import parts_of
from tests.pages.strategies import link as link_of
from tests.pages.strategies import shared
from ui.classes import (
    FEWEST,
    MOST,
    SHARED,
    absent,
    follows,
    naming,
    shared_classes,
)
from ui.words import LANGUAGES, words

WORDS = words("en", "overview")
counts = pytest.mark.parametrize("count", range(FEWEST, MOST + 1))


def state(**link):
    """Return the state of a link."""
    return State(Link({key: [text] for key, text in link.items()}), WORDS)


def classes(**link):
    """Return the classes of a link."""
    return shared_classes(state(**link))


def following(**link):
    """Return what of a link follows the learner from the overview."""
    found = state(**link)
    found.settle(shared_classes(found).controls, (), SHARED)
    return follows(found)


def test_without_a_link_there_are_three():
    """The source's example has three classes."""
    assert classes().names == ("dog", "cat", "person")


@counts
def test_a_link_says_how_many(count):
    """There is a name and a logit for each class, 2 to 10."""
    found = classes(k=str(count))
    assert len(found) == len(found.names) == len(found.logits) == count


@counts
def test_keys_are_numbered_from_one(count):
    """The logit of class i is called z and i in the link."""
    keys = [logit.key for logit in classes(k=str(count)).logits]
    assert keys == [f"z{i}" for i in range(1, count + 1)]


@counts
def test_every_logit_is_there_or_absent(count):
    """Of ten logits and names, those beyond the count are not there."""
    there = {logit.key for logit in classes(k=str(count)).logits}
    assert {key for key in absent(count) if key.startswith("z")} == {
        f"z{i}" for i in range(1, MOST + 1)
    } - there
    assert len(absent(count)) == 2 * (MOST - count)


def test_a_link_names_classes():
    """Names of the link stand in for those of the language."""
    assert classes(name2="wolf").names == ("dog", "wolf", "person")


@pytest.mark.parametrize(("k", "count"), [("1", 2), ("11", 10), ("x", 3), ("2.5", 3)])
def test_an_illegal_count_is_made_legal(k, count):
    """There are never fewer than two classes nor more than ten."""
    assert len(classes(k=k)) == count


def test_a_class_keeps_its_colour():
    """Colours go by the number of the class, however many there are."""
    colours = [logit.color for logit in classes(k="4").logits]
    assert colours == [f"var(--series-{i})" for i in range(1, 5)]


def test_the_shared_keys_are_the_contract():
    """k, t, ten logits and ten names mean the same everywhere."""
    numbered = {f"{letters}{i}" for letters in ("z", "name") for i in range(1, 11)}
    assert {part.key for part in parts_of(SHARED)} == {"k", "t"} | numbered


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shared_control_has_its_words(language):
    """A label for each, and a name for each class."""
    spoken = words(language, "overview")
    for part in parts_of(SHARED):
        if part.kind == "text" or not part.key.startswith("z"):
            assert spoken.label(part.key)
        if part.kind == "text":
            assert part.initial(spoken)


def test_logits_are_the_example_of_the_source():
    """The page opens with 0.3, 2.9 and 4."""
    assert [logit.default for logit in classes().logits] == [0.3, 2.9, 4.0]


@given(shared())
def test_what_is_said_of_classes_follows(said):
    """Every shared key of a link goes along to other lessons, as it was written."""
    link = link_of(said)
    assert {k: v for k, v in following(**link).items() if v is not None} == link


def test_what_a_page_sets_back_no_longer_follows():
    """A key that the page has and the link does not is forgotten."""
    assert following(z1="5")["z2"] is None


def test_classes_that_are_gone_no_longer_follow():
    """Who goes from four classes to two and back to four begins anew."""
    gone = {key: text for key, text in following(k="2").items() if key[-1] in "34"}
    assert gone == {"z3": None, "name3": None, "z4": None, "name4": None}


def test_what_the_page_does_not_have_is_left_alone():
    """The overview has no temperature, so it neither brings nor takes it."""
    assert "t" not in following(k="2")
    assert following(t="0.5")["t"] == "0.5"


@pytest.mark.parametrize("text", ["hot", "99", "-1"])
def test_what_no_lesson_could_show_does_not_follow(text):
    """Temperature that cannot be read, or lies beyond its range, stays behind."""
    assert following(t=text).get("t") in {None, "99", "-1"}
    assert following(t="hot").get("t") is None


@given(given=shared())
def test_what_a_link_says_of_classes_gives_them_again(given):
    """Their logits to the last digit, and any name."""
    before = state(**link_of(given))
    said = shared_classes(before).said(before)
    assert said == {key: value for key, value in given.items() if key != "k"}
    again = dict(parse_qsl(urlencode(said), keep_blank_values=True))
    after = state(k=link_of(given)["k"], **again)
    assert shared_classes(after).said(after) == said


def test_an_example_names_its_classes():
    """In their order, whatever the names are made of."""
    link = dict(parse_qsl(naming(["a b", "c&d"])))
    assert link == {"name1": "a b", "name2": "c&d"}
    assert classes(k="2", **link).names == ("a b", "c&d")


@counts
def test_logits_in_other_steps_are_the_same_otherwise(count):
    """Same keys, ends and names; only a drag visits other values."""
    before = classes(k=str(count))
    for old, new in zip(before.logits, before.stepped(0.5), strict=True):
        assert (old.key, old.name, old.default) == (new.key, new.name, new.default)
        np.testing.assert_array_equal(new.grid, np.arange(-10, 10.5, 0.5))
