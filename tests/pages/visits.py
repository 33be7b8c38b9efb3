"""Opens lessons as a host does, and reads what they send to a browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from live import Link
from live.controls import Array, swept_in
from live.sweep import arguments_of
from tests.message import Message
from ui.lesson import Opened, find

Text = str | Sequence[str]
KEYS = {f"z{i}" for i in range(1, 11)}


def opened(
    lesson: str, link: Mapping[str, Text] | None = None, language: str = "en"
) -> Shown:
    """Open a lesson by a link."""
    given = (link or {}).items()
    parameters = {k: [t] if isinstance(t, str) else list(t) for k, t in given}
    return Shown(find(lesson).open(Link(parameters), language))


class Reading:
    """What the message of a lab says."""

    @property
    def message(self) -> Message:
        """The message."""
        raise NotImplementedError

    @property
    def header(self) -> dict[str, Any]:
        """What it says in text."""
        return self.message.header

    def answer(self, name: str) -> Array:
        """Return what the scene says at rest: a row of numbers, also of one."""
        return self.message.rest[name]

    @property
    def values(self) -> dict[str, float | str]:
        """The value of every control."""
        return self.message.values

    @property
    def logits(self) -> Array:
        """The values of z1, z2, and so on."""
        values = self.values
        return np.array([v for key, v in values.items() if key in KEYS], dtype=float)

    @property
    def names(self) -> list[str]:
        """The names of the classes, from the first on."""
        named = {k: v for k, v in self.values.items() if k.startswith("name")}
        return [str(named[f"name{i}"]) for i in range(1, len(named) + 1)]

    @property
    def code(self) -> str:
        """The code that gives the same numbers."""
        return str(self.message.answer["code"])

    def ran(self) -> dict[str, Any]:
        """Run that code as it stands; return its names."""
        names: dict[str, Any] = {}
        exec(compile(self.code, "snippet.py", "exec"), names)  # noqa: S102 - it is ours
        return names


class Shown(Reading):
    """What a lesson shows in one state."""

    def __init__(self, opening: Opened) -> None:
        """Keep the opening, and what it sends."""
        self.opening = opening
        self.sent = Message(opening.answer())

    @property
    def message(self) -> Message:
        """What it sends."""
        return self.sent

    def found(self, name: str) -> Array:
        """Return what the scene finds for the state, also what nobody is shown."""
        view, values = self.opening.view, self.values
        given = {
            control.key: np.array([values[part.key] for part in swept_in(control)])
            for control in view.controls
        }
        asked = {
            name: given[name] if control.row else given[name][0]
            for name, control in arguments_of(view.scene, view.controls).items()
        }
        return np.asarray(view.scene(**asked)[name])

    @property
    def problems(self) -> set[tuple[str, str]]:
        """Key and kind of everything in the link that could not be taken."""
        return {(problem.key, problem.kind) for problem in self.opening.problems}
