"""Claims about the classes that all lessons share."""

import pytest

from live import Link, singles
from ui.classes import FEWEST, MOST, absent, shared_classes, shared_controls
from ui.words import LANGUAGES, words

WORDS = words("en", "frame")["classes"]
counts = pytest.mark.parametrize("count", range(FEWEST, MOST + 1))


def classes(**link):
    """Return the classes of a link."""
    return shared_classes(Link({key: [text] for key, text in link.items()}), WORDS)


def test_without_a_link_there_are_three():
    """The source's example has three classes."""
    assert classes().names == ("dog", "cat", "person")


@counts
def test_a_link_says_how_many(count):
    """There is a name and a logit for each class, 2 to 10."""
    found = classes(k=str(count))
    assert len(found) == len(found.names) == len(found.logits.members) == count


@counts
def test_keys_are_numbered_from_one(count):
    """The logit of class i is called z and i in the link."""
    keys = [logit.key for logit in classes(k=str(count)).logits.members]
    assert keys == [f"z{i}" for i in range(1, count + 1)]


@counts
def test_the_shares_that_are_added_are_all(count):
    """The sum has one readout for each class, and one for the total."""
    assert classes(k=str(count)).sum_of_shares.count("<output") == count + 1


@counts
def test_every_logit_is_there_or_absent(count):
    """Of ten logits and names, those beyond the count are not there."""
    there = {logit.key for logit in classes(k=str(count)).logits.members}
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
    colours = [logit.color for logit in classes(k="4").logits.members]
    assert colours == [f"var(--series-{i})" for i in range(1, 5)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shared_keys_are_the_contract(language):
    """k, t, ten logits and ten names mean the same in both languages."""
    controls = singles(shared_controls(words(language, "frame")["classes"]))
    numbered = {f"{letters}{i}" for letters in ("z", "name") for i in range(1, 11)}
    assert {control.key for control in controls} == {"k", "t"} | numbered


def test_logits_are_the_example_of_the_source():
    """The page opens with 0.3, 2.9 and 4."""
    assert [logit.default for logit in classes().logits.members] == [0.3, 2.9, 4.0]
