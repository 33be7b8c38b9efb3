"""Claims about the README: its examples are links that work."""

import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from tests.pages.visits import Visit
from ui.contents import LESSONS

TEXT = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
LINKS = list(dict.fromkeys(re.findall(rf"`/({'|'.join(LESSONS)})\?([^`]+)`", TEXT)))


def test_every_lesson_has_an_example():
    """The table leads to all of them."""
    assert {lesson for lesson, _ in LINKS} == set(LESSONS)


@pytest.mark.parametrize(("lesson", "query"), LINKS)
def test_an_example_opens_without_a_notice(lesson, query):
    """Every part of the link can be read, in both languages."""
    for language in ("en", "ko"):
        shown = Visit().open(lesson, parse_qs(query) | {"lang": [language]})
        assert (shown.errors, shown.warnings) == ([], [])
