"""Claims about the documents: their examples are links that work."""

import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from tests.pages.visits import opened
from ui.contents import LESSONS
from ui.version import VERSION

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "examples.md").read_text(encoding="utf-8")
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]
LINKS = list(dict.fromkeys(re.findall(rf"`/({'|'.join(LESSONS)})\?([^`]+)`", TEXT)))


def test_every_lesson_has_an_example():
    """The table leads to all of them."""
    assert {lesson for lesson, _ in LINKS} == set(LESSONS)


@pytest.mark.parametrize(("lesson", "query"), LINKS)
def test_an_example_opens_without_a_notice(lesson, query):
    """Every part of the link can be read, in both languages."""
    for language in ("en", "ko"):
        link = parse_qs(query) | {"lang": [language]}
        assert opened(lesson, link, language).problems == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_a_document_leads_only_to_files_that_are_there(document):
    """Whoever follows a reference finds it."""
    text = document.read_text(encoding="utf-8")
    named = re.findall(r"\]\(([^):#]+)\)", text)
    assert [name for name in named if not (document.parent / name).exists()] == []


def test_the_newest_change_is_this_version():
    """The app says the version that the list of changes begins with."""
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", changes, re.MULTILINE)[0] == VERSION
