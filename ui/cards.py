"""The lessons as cards: what the overview says of each, and how it is found.

What a browser has visited and done it knows by itself (``live/assets/progress.js``).
"""

from __future__ import annotations

from functools import cache
from typing import Any

from ui.contents import (
    GROUPS,
    LESSONS,
    address_of,
    following,
    number,
    previous,
)
from ui.questions import questions
from ui.words import LANGUAGES, frame, words


@cache
def cards(language: str) -> dict[str, Any]:
    """Return the lessons in their groups, with what leads to each of them."""
    spoken = frame(language)
    return {
        "words": spoken["contents"],
        "groups": [
            {
                "name": spoken["groups"][group],
                "lessons": [card(lesson, language) for lesson in lessons],
            }
            for group, lessons in GROUPS.items()
            if lessons
        ],
    }


def card(lesson: str, language: str) -> dict[str, Any]:
    """Return what stands on the card of a lesson."""
    said = words(language, lesson)
    return {
        "lesson": lesson,
        "href": address_of(lesson),
        "title": said["title"],
        "short": said["short"],
        "tasks": tasks_of(lesson),
        "questions": [*questions(lesson)],
        "terms": terms_of(lesson),
    }


def tasks_of(lesson: str) -> int:
    """Count what there is to try in a lesson, in all of its views."""
    own = words("en", lesson).own
    return sum(len(table) for name, table in own.items() if name.endswith("tasks"))


def terms_of(lesson: str) -> list[str]:
    """Return by what a lesson is found, whatever language it is sought in."""
    found: list[str] = []
    for language in LANGUAGES:
        said = words(language, lesson)
        found += [said["title"], *said["terms"], said["short"], said["idea"]]
        found += [section["title"] for section in said.own.get("sections", ())]
    return list(dict.fromkeys(found))


@cache
def ways(lesson: str, language: str) -> dict[str, Any]:
    """Return where a lesson stands in the chain, and what comes before and after."""
    return {
        "number": number(lesson),
        "of": len(LESSONS),
        "previous": way(previous(lesson), language),
        "next": way(following(lesson), language),
    }


def way(lesson: str | None, language: str) -> dict[str, str] | None:
    """Return address and title of a page; None if there is none."""
    if lesson is None:
        return None
    return {"href": address_of(lesson), "title": words(language, lesson)["title"]}
