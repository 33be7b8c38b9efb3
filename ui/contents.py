"""The table of contents: the lessons there are, in the order of the menu."""

from __future__ import annotations

from pathlib import Path
from typing import Final

PAGES: Final = Path(__file__).parent.parent / "pages"
LESSONS: Final = (
    "softmax",
    "temperature",
    "sigmoid",
    "two-classes",
    "cross-entropy",
    "stability",
    "why-exponential",
    "output-layers",
    "iris",
)
GLOSSARY: Final = "glossary"  # a page of the menu, and no lesson


def module_of(lesson: str) -> str:
    """Return the name of the package that a lesson is."""
    return lesson.replace("-", "_")


def folder_of(lesson: str) -> Path:
    """Return the folder in which all of a lesson stands."""
    return PAGES / module_of(lesson)


def script_of(lesson: str) -> str:
    """Return the script of a lesson, as seen from the frame."""
    return f"{module_of(lesson)}/lesson.py"
