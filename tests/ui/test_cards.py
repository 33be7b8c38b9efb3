"""Claims about cards: each lesson is on one, and found by what it is about."""

import pytest

from live import Link
from tests.message import Message
from ui.cards import cards, tasks_of, ways
from ui.contents import GROUPS, LESSONS, OVERVIEW
from ui.lesson import find
from ui.words import LANGUAGES, frame, words

languages = pytest.mark.parametrize("language", LANGUAGES)
SHORT = 34  # letters of a line that fits a card


def of(language):
    """Return every card of a language, by its lesson."""
    groups = cards(language)["groups"]
    return {card["lesson"]: card for group in groups for card in group["lessons"]}


@languages
def test_every_lesson_has_a_card_in_its_group(language):
    """In the order of the menu; a group without lessons is not shown."""
    names = frame(language)["groups"]
    shown = {
        group["name"]: tuple(card["lesson"] for card in group["lessons"])
        for group in cards(language)["groups"]
    }
    assert shown == {names[key]: own for key, own in GROUPS.items() if own}


@languages
@pytest.mark.parametrize("lesson", LESSONS)
def test_a_card_says_what_the_lesson_is_in_one_short_line(language, lesson):
    """A title, a line, and where it leads."""
    card = of(language)[lesson]
    assert (card["title"], card["href"]) == (words(language, lesson)["title"], lesson)
    assert 0 < len(card["short"]) <= SHORT
    assert not card["short"].endswith(".")


@languages
@pytest.mark.parametrize(
    ("term", "lessons"),
    [
        ("odds", {"sigmoid", "two-classes"}),
        ("로짓", {"softmax", "sigmoid"}),
        ("overflow", {"stability"}),
        ("오버플로", {"stability"}),
        ("ReLU", {"output-layers"}),
        ("경사 하강법", {"iris", "cross-entropy"}),
        ("gradient descent", {"iris", "cross-entropy"}),
        ("one-hot", {"cross-entropy"}),
    ],
)
def test_a_term_is_found_in_either_language(language, term, lessons):
    """Whatever language the page is in, both are sought in."""
    found = {
        lesson
        for lesson, card in of(language).items()
        if any(term in said for said in card["terms"])
    }
    assert found >= lessons


@pytest.mark.parametrize("lesson", LESSONS)
def test_terms_of_a_lesson_are_the_same_in_all_languages(lesson):
    """One for one, and none twice."""
    terms = [words(language, lesson)["terms"] for language in LANGUAGES]
    assert len({len(said) for said in terms}) == 1
    assert all(len(set(said)) == len(said) > 0 for said in terms)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_card_counts_every_task_of_its_lesson(lesson):
    """Those that it opens with, and those of other views."""
    opens_with = find(lesson).open(Link({}), "en")
    first = opens_with.state.words.table(opens_with.view.tasks)
    assert tasks_of(lesson) >= len(first) > 0
    other = find(lesson).open(Link({"view": ["binary"]}), "en")
    if other.view.tasks != opens_with.view.tasks:
        both = len(first) + len(other.state.words.table(other.view.tasks))
        assert tasks_of(lesson) == both


@languages
def test_sentences_have_a_place_for_each_number(language):
    """What the browser writes into them has its name in both languages."""
    said = frame(language)["contents"]
    for key, names in {
        "found": ["found", "all"],
        "group": ["done", "all"],
        "tasks": ["done", "all"],
        "predicted": ["done", "all"],
        "begin": ["lesson"],
        "continue": ["lesson"],
    }.items():
        assert sorted(said[key].count(f"[{name}]") for name in names) == [1] * len(
            names
        )


@languages
def test_the_overview_alone_has_cards(language):
    """A lesson does not carry them, but says what comes before and after."""
    pages = {
        name: Message(find(name).open(Link({}), language).answer()).form["page"]
        for name in (OVERVIEW, "sigmoid")
    }
    assert pages[OVERVIEW]["contents"] == cards(language)
    assert "contents" not in pages["sigmoid"]
    assert pages["sigmoid"]["previous"]["href"] == "temperature"
    assert pages["sigmoid"]["next"]["href"] == "two-classes"
    assert (pages["sigmoid"]["number"], pages["sigmoid"]["of"]) == (4, len(LESSONS))


@languages
def test_the_chain_ends_at_both_ends(language):
    """Before the first lesson is the overview; after the last there is nothing."""
    assert ways(OVERVIEW, language)["previous"] is None
    assert ways(LESSONS[0], language)["previous"]["href"] == "./"
    assert ways(LESSONS[-1], language)["next"] is None
