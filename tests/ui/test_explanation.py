"""Claims about explanations: nothing is lost on the way from words to markup."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.contents import LESSONS
from ui.explanation import explanation, made_of, terms
from ui.words import LANGUAGES, words

FORMULA = re.compile(r"\$\$?[^$]+\$\$?")
LINK = re.compile(r"\[([^]]+)\]\([^)]+\)")
LETTERS = re.compile(r"[A-Za-z가-힣0-9]+")
SCRIPTS = {"msub", "msup", "msubsup", "munder", "mover", "munderover"}
# What a browser lets stand inside each other, as far as explanations need it.
INLINE = {"em", "strong", "code", "a", "math"}
INSIDE = {
    "div": {"section"},
    "section": {"h2", "p", "ol", "ul", "div"},
    "h2": INLINE,
    "p": INLINE,
    "ol": {"li"},
    "ul": {"li"},
    "li": INLINE | {"p", "ol", "ul", "div"},
    "em": INLINE,
    "strong": INLINE,
    "a": INLINE - {"a"},
    "code": set(),
    "table": {"thead", "tbody"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"td", "th"},
    "td": INLINE,
    "th": INLINE,
}
BOXES = {"explanation-formula": {"math"}, "explanation-table": {"table"}}

lessons = pytest.mark.parametrize("lesson", LESSONS)
languages = pytest.mark.parametrize("language", LANGUAGES)


def tree(markup):
    """Return markup as a tree."""
    return ET.fromstring(f"<div>{markup}</div>")  # noqa: S314 - ours


def made(text, language="en"):
    """Return a text of a section as a tree."""
    return tree(made_of([{"title": "A title", "text": text}], language))


def sections(lesson, language):
    """Return the sections of a lesson as its words say them."""
    return words(language, lesson)["sections"]


def prose(element):
    """Return the text of an element without its formulas."""
    if element.tag == "math":
        return " "
    return (element.text or "") + "".join(
        prose(child) + (child.tail or "") for child in element
    )


def letters(text):
    """Return all letters and digits of a text, without what stands between them."""
    return "".join(LETTERS.findall(text))


def read_aloud(text):
    """Return the letters of a text in Markdown, without formulas and marks."""
    return letters(LINK.sub(r"\1", FORMULA.sub(" ", text)))


def elements(of, tag):
    """Return all elements of a kind."""
    return list(of.iter(tag))


@lessons
@languages
def test_every_word_of_a_section_is_shown(lesson, language):
    """No text is lost, none comes twice, and all stands in its order."""
    shown = elements(tree(explanation(lesson, language)), "section")
    written = sections(lesson, language)
    assert len(shown) == len(written)
    for markup, section in zip(shown, written, strict=True):
        said = re.sub(r"^\d+\. ", "", section["text"], flags=re.MULTILINE)
        assert letters(prose(markup)) == read_aloud(section["title"] + "\n" + said)


@lessons
@languages
def test_no_mark_is_left_to_read(lesson, language):
    """Dollars, stars, backslashes and brackets of links became what they mean."""
    text = "".join(tree(explanation(lesson, language)).itertext())
    assert not re.findall(r"[$*\\`]|\]\(|\| ", text)


@lessons
@languages
def test_every_formula_is_drawn_by_the_browser(lesson, language):
    """As many as are written; those of their own line stand in a box that scrolls."""
    shown = tree(explanation(lesson, language))
    written = [FORMULA.findall(s["text"]) for s in sections(lesson, language)]
    alone = [f for found in written for f in found if f.startswith("$$")]
    assert len(elements(shown, "math")) == sum(map(len, written))
    blocks = [m for m in elements(shown, "math") if m.get("display") == "block"]
    assert len(blocks) == len(alone)


@lessons
@languages
def test_elements_stand_only_where_they_may(lesson, language):
    """A browser that mends the nesting would move parts of a sentence."""
    for element in tree(explanation(lesson, language)).iter():
        if element.tag in INSIDE:
            allowed = BOXES.get(element.get("class", ""), INSIDE[element.tag])
            assert {child.tag for child in element} <= allowed


@lessons
@languages
def test_no_script_is_smaller_than_a_script(lesson, language):
    """At 18.4 pixels a script has 13; a script of a script would have 9."""
    for math in elements(tree(explanation(lesson, language)), "math"):
        assert deepest(math, tall=math.get("display") == "block") <= 1


def deepest(element, *, tall, level=0):
    """Return how many times the smallest part of a formula was made smaller."""
    if element.tag == "mstyle" and element.get("displaystyle") == "true":
        tall = True
    below = []
    for place, child in enumerate(element):
        is_script = element.tag in SCRIPTS and place > 0
        is_flat = element.tag == "mfrac" and not tall
        inner = tall and element.tag != "mfrac" and not is_script
        below.append(deepest(child, tall=inner, level=level + is_script + is_flat))
    return max([level, *below])


@pytest.mark.parametrize(
    ("latex", "depth"),
    [("x", 0), ("x_k", 1), ("e^{x^2}", 2), (r"\frac{1}{x}", 1), (r"\frac{e^x}{2}", 2)],
)
def test_small_scripts_are_found(latex, depth):
    """A fraction in a line of text makes its parts smaller, too."""
    [math] = elements(made(f"${latex}$"), "math")
    assert deepest(math, tall=False) == depth


def test_an_index_in_an_exponent_is_a_character():
    """It is as large as the letter it belongs to."""
    assert "".join(made("$e^{z_k}$").itertext()).split()[-1] == "ezₖ"


@lessons
@languages
def test_sections_have_headings_of_the_second_level(lesson, language):
    """One each, and no other; the title of the page is the first."""
    shown = tree(explanation(lesson, language))
    titles = [" ".join(prose(h).split()) for h in elements(shown, "h2")]
    assert titles == [s["title"] for s in sections(lesson, language)]
    assert not {f"h{i}" for i in (1, 3, 4, 5, 6)} & {e.tag for e in shown.iter()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_term_leads_to_the_glossary_in_the_language_of_the_reader(language):
    """By a relative address, which works below any path."""
    [link] = elements(made("A [logit](glossary#logit).", language), "a")
    assert link.get("href") == f"glossary?lang={language}#logit"
    assert link.text == "logit"


def test_the_terms_of_a_text_are_known():
    """In their order; other pages are none."""
    text = "A [logit](glossary#logit), [odds](glossary#odds), [iris](iris?epoch=1)."
    assert terms(text) == ["logit", "odds"]


def test_a_list_and_a_table_are_what_they_look_like():
    """A table stands in a box of its own, which may scroll."""
    shown = made("1. one\n2. two\n\n| a | b |\n| --- | --- |\n| $x$ | **y** |\n")
    assert [item.text for item in elements(shown, "li")] == ["one", "two"]
    [box] = [e for e in shown.iter() if e.get("class") == "explanation-table"]
    assert [e.tag for e in box] == ["table"]
    assert len(elements(box, "th")) == len(elements(box, "td")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b>",
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        "<div>\n\n*a*\n\n</div>",
    ],
)
def test_markup_in_words_is_text(text):
    """It is read as it was written."""
    shown = made(text)
    assert {e.tag for e in shown.iter()} <= {"div", "section", "h2", "p", "em"}
    assert "<" in "".join(shown.itertext())


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x"])
def test_no_link_runs_anything(address):
    """What is no address of a page stays text."""
    assert elements(made(f"[a]({address})"), "a") == []


@given(st.text("ab *_[]()<>#`|\\\n-1.&\"'"))
def test_any_text_becomes_well_formed_markup(text):
    """Whatever a translator leaves open, the page around it stays whole."""
    made(text)
