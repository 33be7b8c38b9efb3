"""What a class is shown of a question: a lesson's sheet for phones."""

from __future__ import annotations

from functools import partial
from typing import Any, Final
from urllib.parse import urlencode

import numpy as np

from live import Link
from live.controls import parts_of
from live.link import parsed
from live.rooms.room import Takes
from live.rooms.sheets import Pose, Sheet
from ui.lesson import Lesson, Opened
from ui.questions import described
from ui.words import LANGUAGES

# Between two values of a grid there are more places: as many as guess.js has.
BETWEEN: Final = 10
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
    """Return the numbers that may be known: label, value, and what becomes of it."""
    question = opened.asked.posed.question if opened.asked.posed else None
    if question is None:
        return []
    values, said = opened.state.values, opened.state.words
    return [
        [
            str(values[part.name.key]) if part.name else said.label(part.key),
            question.state[part.key],
            question.moves.get(part.key, "") if question.kind != "along" else "",
        ]
        for control in opened.view.controls
        for part in parts_of([control])
        if part.key in question.state
        and part.key not in opened.asked.hides
        and hasattr(part, "name")
    ]
