"""Every sentence a learner reads, in two languages.

The words of a lesson stand in its folder, those of the frame in ``ui/frame``.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from live import Words
from ui.contents import folder_of

LANGUAGES: Final = {"en": "English", "ko": "한국어"}
FRAME: Final = Path(__file__).parent


@cache
def frame(language: str) -> dict[str, Any]:
    """Return the words of the frame: menu, notices, shared controls, the engine."""
    return read(FRAME / f"frame.{language}.toml")


@cache
def words(language: str, lesson: str) -> Words:
    """Return the words of a lesson; a missing key is an error, not a blank."""
    own = read(folder_of(lesson) / f"words.{language}.toml")
    shared = frame(language)
    return Words(own, shared, shared["lab"])


def read(file: Path) -> dict[str, Any]:
    """Read a file of words."""
    return tomllib.loads(file.read_text(encoding="utf-8"))
