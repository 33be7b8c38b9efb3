"""What stands around a lab: its title, the ways to other lessons, the explanation."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from ui.contents import LESSONS
from ui.explanation import explanation
from ui.words import LANGUAGES, words

SIGNS: Final = {"en": "EN", "ko": "한"}  # of languages, where there is little room


@cache
def around(name: str, language: str) -> dict[str, Any]:
    """Return what the browser shows around the lab of a lesson."""
    spoken = words(language, name)
    there: dict[str, Any] = {
        "number": 0,
        "of": len(LESSONS),
        "previous": None,
        "next": None,
    }
    if name in LESSONS:
        place = LESSONS.index(name)
        there |= {
            "number": place + 1,
            "previous": way(LESSONS[place - 1], language) if place else None,
            "next": way(LESSONS[place + 1], language)
            if place + 1 < len(LESSONS)
            else None,
        }
    others = {code: said for code, said in LANGUAGES.items() if code != language}
    return {
        "title": spoken["title"],
        "idea": spoken["idea"],
        "languages": {
            code: {"name": said, "sign": SIGNS[code]} for code, said in others.items()
        },
        "sections": explanation(name, language),
        **there,
    }


def way(lesson: str, language: str) -> dict[str, str]:
    """Return how to get to a lesson."""
    return {"href": lesson, "title": words(language, lesson)["title"]}
