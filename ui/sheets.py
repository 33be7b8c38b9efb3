"""What a class is shown of a question: a lesson's sheet for phones."""

from __future__ import annotations

from functools import partial
from typing import Any, Final
from urllib.parse import urlencode

import numpy as np

from live import Link
from live.controls import Choice, Ink, Slider, parts_of
from live.link import parsed
from live.rooms.room import Takes
from live.rooms.sheets import Pose, Sheet
from live.words import Words
from ui.lesson import Lesson, Opened
from ui.questions import described
from ui.words import LANGUAGES

# Between two values of a grid there are more places: as many as guess.js has.
BETWEEN: Final = 10
# Choices of what is looked at, which say nothing of what is asked.
LOOKS: Final = frozenset({"check", "stage", "to", "view", "way"})
SHOWN: Final = ("ask", "kind", "options", "axis", "by", "format")


def poses(lesson: Lesson) -> dict[str, Pose]:
    """Return what poses the questions of a lesson, by language."""
    return {language: partial(sheet, lesson, language) for language in LANGUAGES}


def sheet(lesson: Lesson, language: str, link: str) -> Sheet | None:
    """Return what phones are shown of a link; None if it asks nothing."""
    opened = lesson.open(Link(parsed(link), 1), language)
    posed = opened.asked.posed
    if not posed:
        return None
    told: Any = described(opened.asked, lesson.name, language, told=True)
    names = names_of(opened)
    grid = grid_of(opened) if posed.question.kind == "where" else []
    shown = {key: told[key] for key in SHOWN}
    asked = shown | {
        "lesson": lesson.name,
        "title": opened.state.words["title"],
        "link": link,
        "said": opened.asked.said,
        "names": names,
        "known": known(opened),
        "grid": grid,
        "moves": bool(told["moves"]) and posed.question.kind == "set",
    }
    after = {**posed.question.state, **told["moves"], **names}
    truth = told["told"] | {"open": urlencode(after)}
    return Sheet(asked, truth, takes(posed.question.kind, told, grid))


def takes(kind: str, told: Any, grid: list[float]) -> Takes:  # noqa: ANN401 - for JSON
    """Return which guesses a question takes."""
    if kind == "set":
        low, high, step = told["axis"]
        return Takes("place", round((high - low) / step) + 1)
    if kind == "where":
        return Takes("place", (len(grid) - 1) * BETWEEN + 1)
    return Takes("order" if kind == "order" else "option", len(told["options"]))


def names_of(opened: Opened) -> dict[str, str]:
    """Return the names that classes have, which sentences put in."""
    values = opened.state.values
    return {key: text for key, text in values.items() if isinstance(text, str)}


def grid_of(opened: Opened) -> list[float]:
    """Return the values of the control on whose axis a place is asked for."""
    posed = opened.asked.posed
    along = posed.question.along if posed else ""
    [part] = [one for one in parts_of(opened.view.controls) if one.key == along]
    return [float(value) for value in part.grid[np.isfinite(part.grid)]]


def known(opened: Opened) -> list[list[str]]:
    """Return what may be known: label, value, and what becomes of it.

    A number is as in a link, and a choice as a learner reads it.
    """
    question = opened.asked.posed.question if opened.asked.posed else None
    if question is None:
        return []
    parts = [one for one in parts_of(opened.view.controls) if one.key in question.state]
    moves = question.moves if question.kind != "along" else {}
    # A choice that a drawing stands in for.
    unused = {one.instead.key for one in parts if isinstance(one, Ink) and one.instead}
    return [
        [
            label_of(part, opened),
            text_of(part, question.state[part.key], opened.state.words),
            text_of(part, moves.get(part.key, ""), opened.state.words),
        ]
        for part in parts
        if isinstance(part, Slider | Choice)
        and part.key not in {*opened.asked.hides, *LOOKS, *unused}
    ]


def label_of(part: Slider | Choice, opened: Opened) -> str:
    """Return what stands beside a control: the name of a class, or its label."""
    if isinstance(part, Slider) and part.name:
        return str(opened.state.values[part.name.key])
    return opened.state.words.label(part.key)


def text_of(part: Slider | Choice, value: str, said: Words) -> str:
    """Return a value of a link as phones are told it."""
    if isinstance(part, Slider) or not value:
        return value
    return dict(part.options(said))[value]
