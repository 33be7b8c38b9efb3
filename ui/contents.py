"""The table of contents: the lessons there are, in the order of the chain.

They go from a logit to a trained network; that is the order of the menu, and of
the way from one lesson to the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

PAGES: Final = Path(__file__).parent.parent / "pages"
OVERVIEW: Final = "overview"
GLOSSARY: Final = "glossary"  # a page of the menu, and no lesson
# By the keys of their names under `groups` in the words of the frame; a group in
# which there is no lesson yet is not shown.
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "probabilities": (
        "why-exponential",
        "softmax",
        "temperature",
        "sigmoid",
        "two-classes",
    ),
    "loss": (
        "cross-entropy",
        "output-layers",
        "stability",
    ),
    "learning": (
        "iris",
        "optimisers",
        "backpropagation",
    ),
    "networks": (
        "activations",
        "digits",
        "convolution",
    ),
}  # fmt: skip
LESSONS: Final = tuple(lesson for group in GROUPS.values() for lesson in group)


def number(lesson: str) -> int:
    """Return which of all lessons it is, counted from 1; 0 for the overview."""
    return LESSONS.index(lesson) + 1 if lesson in LESSONS else 0


def previous(lesson: str) -> str | None:
    """Return the lesson before another one; the overview before the first."""
    place = number(lesson)
    return LESSONS[place - 2] if place > 1 else OVERVIEW if place else None


def following(lesson: str) -> str | None:
    """Return the lesson after another one; the first after the overview."""
    return next(iter(LESSONS[number(lesson) :]), None)


def address_of(lesson: str) -> str:
    """Return where a page is, relative to the root of the app."""
    return "./" if lesson == OVERVIEW else lesson


def module_of(lesson: str) -> str:
    """Return the name of the package that a lesson is."""
    return lesson.replace("-", "_")


def folder_of(lesson: str) -> Path:
    """Return the folder in which all of a lesson stands."""
    return PAGES / module_of(lesson)


def script_of(lesson: str) -> str:
    """Return the script of a lesson, as seen from the frame."""
    return f"{module_of(lesson)}/lesson.py"
