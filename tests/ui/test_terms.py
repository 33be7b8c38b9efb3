"""Claims about the glossary: every link of a lesson leads to a term that exists."""

import pytest

from tests.pages.streamlit_visit import Visit
from ui.contents import GLOSSARY, LESSONS
from ui.terms import groups, keys, led_to, lessons_with
from ui.words import LANGUAGES, words

lessons = pytest.mark.parametrize("lesson", LESSONS)
languages = pytest.mark.parametrize("language", LANGUAGES)


@lessons
@languages
def test_every_link_leads_to_a_term(lesson, language):
    """Nobody arrives at a page without what they asked for."""
    assert {key for section in led_to(lesson, language) for key in section} <= {
        *keys(language)
    }


@lessons
@languages
def test_every_lesson_leads_to_the_glossary(lesson, language):
    """Each has terms of its own."""
    assert any(led_to(lesson, language))


@lessons
@languages
def test_a_term_is_a_link_once_in_a_section(lesson, language):
    """Later it is known, and a text full of links is hard to read."""
    for section in led_to(lesson, language):
        assert len(section) == len(set(section))


@lessons
def test_both_languages_lead_to_the_same_terms(lesson):
    """Section by section, in whichever order."""
    english, korean = (
        [sorted(section) for section in led_to(lesson, language)]
        for language in ("en", "ko")
    )
    assert korean == english


@languages
def test_every_term_has_a_place_of_its_own(language):
    """No two share a key or a name, and none is without a sentence."""
    terms = [term for group in groups(language).values() for term in group]
    assert len({term.key for term in terms}) == len(terms)
    assert len({term.name for term in terms}) == len(terms)
    assert all(term.text.rstrip().endswith((".", "다.")) for term in terms)


@languages
def test_a_meaning_is_a_sentence_or_two(language):
    """Or three short ones; whoever wants more reads the lesson."""
    terms = [term for group in groups(language).values() for term in group]
    assert [t.key for t in terms if len(t.text) > 260] == []


def test_the_lessons_of_a_term_are_those_that_lead_to_it():
    """Entropy is met where the temperature is, and where a loss has a floor."""
    assert lessons_with("entropy", "en") == ["temperature", "cross-entropy"]
    assert lessons_with("no such term", "en") == []


@languages
def test_the_page_shows_every_term(language):
    """Each is a heading that a link can lead to, and nothing went wrong."""
    visit = Visit()
    visit.run()
    visit.app.switch_page(f"{GLOSSARY}/page.py")
    visit.app.query_params["lang"] = language
    shown = visit.run()
    terms = [term for group in groups(language).values() for term in group]
    headings = {h.anchor: h.value for h in visit.app.subheader}
    assert (shown.errors, shown.warnings) == ([], [])
    assert [t.value for t in visit.app.title] == [words(language, GLOSSARY)["title"]]
    assert headings == {term.key: term.name for term in terms}
    assert {term.text for term in terms} <= {m.value for m in visit.app.markdown}
