"""The terms of the glossary, and which lessons lead to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ui.contents import GLOSSARY, LESSONS
from ui.explanation import terms
from ui.words import words


@dataclass(frozen=True)
class Term:
    """A term as one language says it; its key is its place on the page."""

    key: str
    name: str
    text: str


def groups(language: str) -> Mapping[str, tuple[Term, ...]]:
    """Return all terms in a language, by the title of their group."""
    found = words(language, GLOSSARY)["groups"]
    return {
        group["title"]: tuple(Term(key, **term) for key, term in group["terms"].items())
        for group in found.values()
    }


def keys(language: str) -> Iterator[str]:
    """Yield the key of every term."""
    for group in groups(language).values():
        yield from (term.key for term in group)


@lru_cache(maxsize=64)
def led_to(lesson: str, language: str) -> list[list[str]]:
    """Return the terms that each section of a lesson leads to."""
    sections = words(language, lesson).own.get("sections", ())
    return [terms(section["text"]) for section in sections]


def lessons_with(key: str, language: str) -> list[str]:
    """Return the lessons that lead to a term."""
    return [
        lesson
        for lesson in LESSONS
        if any(key in section for section in led_to(lesson, language))
    ]
