"""What stands around a lab: its title, the ways to other lessons, the explanation."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from ui.cards import cards, ways
from ui.contents import OVERVIEW
from ui.explanation import explanation
from ui.words import LANGUAGES, words

SIGNS: Final = {"en": "EN", "ko": "한"}  # of languages, where there is little room


@cache
def around(name: str, language: str) -> dict[str, Any]:
    """Return what the browser shows around the lab of a lesson."""
    spoken = words(language, name)
    others = {code: said for code, said in LANGUAGES.items() if code != language}
    return {
        "title": spoken["title"],
        "idea": spoken["idea"],
        "languages": {
            code: {"name": said, "sign": SIGNS[code]} for code, said in others.items()
        },
        "sections": explanation(name, language),
        **ways(name, language),
        **({"contents": cards(language)} if name == OVERVIEW else {}),
    }
