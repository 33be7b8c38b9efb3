"""The state of a lab: what its link says, read control by control, each once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from live.controls import (
    Array,
    Choice,
    Control,
    Single,
    UnreadableError,
    Value,
    parts_of,
)
from live.controls.text import harmless
from live.link import UNDERSTOOD, Link, Problem
from live.words import Words


class State:
    """What a link says of controls, in one language.

    Which controls there are may depend on what others say; so a control is read
    when somebody first asks for it, and never again. Whatever cannot be read
    becomes the default of its control; a number outside the range becomes the
    nearest end of it.

    Parameters
    ----------
    link
        What to read.
    words
        The words of the lab.

    """

    def __init__(self, link: Link, words: Words) -> None:
        """Begin with nothing read."""
        self.link = link
        self.words = words
        self.every: dict[str, Value] = {}
        self.values: dict[str, Value] = {}
        self.away: dict[str, str] = {}
        self.problems: list[Problem] = []

    def __getitem__(self, control: Single) -> Value:
        """Return the value of a control, read when it is first asked for."""
        if control.key not in self.every:
            self.every[control.key] = self.read(control)
        return self.every[control.key]

    def number(self, control: Single) -> float:
        """Return the value of a control that is a number."""
        return float(self[control])

    def code(self, choice: Choice) -> str:
        """Return what the link says for the option that was chosen."""
        return choice.codes[int(self[choice])]

    def row(self, control: Control) -> Array:
        """Return the numbers of a group."""
        return np.array([self[part] for part in control.parts if part.swept], float)

    def read(self, control: Single) -> Value:
        """Read one control, and note what was wrong."""
        key = control.key
        given = self.link.parameters.get(key)
        if given is None:
            return control.initial(self.words)
        try:
            if len(given) != 1:
                raise UnreadableError(key)  # noqa: TRY301
            value, changed = control.read(given[0])
        except UnreadableError:
            self.problems.append(Problem(key, "unreadable"))
            return control.initial(self.words)
        # A browser sends what a control of another view may have been at.
        if changed and not self.link.commit:
            self.problems.append(Problem(key, "clamped"))
        return control.initial(self.words) if value == "" else value

    def settle(
        self,
        controls: Sequence[Control],
        away: Sequence[Control] = (),
        elsewhere: Sequence[Control] = (),
    ) -> None:
        """Read everything that is still to be read, and note what nobody reads.

        `controls` are those that are shown: `values` holds theirs. Those that are
        `away` keep what the link says of them; of those `elsewhere`, on other
        pages, it is only seen whether they could be read. Views set what they
        view, unless the link names that itself.
        """
        shown, hidden = parts_of(controls), parts_of(away)
        for part in (*shown, *hidden, *parts_of(elsewhere)):
            self[part]
        for part in shown:
            self.set_viewed(part, shown)
        self.problems += self.unread(self.link)
        self.away = self.texts_of(hidden)
        self.values = {part.key: self.every[part.key] for part in shown}

    def unread(self, link: Link) -> list[Problem]:
        """Return what a link says that nobody has read."""
        known = self.every.keys() | UNDERSTOOD
        return [Problem(key, "unknown") for key in link.parameters if key not in known]

    def set_viewed(self, view: Single, shown: Sequence[Single]) -> None:
        """Let a view that the link names alone set what it views."""
        given = self.link.parameters
        if view.key not in given or self.unreadable(view.key):
            return
        if any(key in given for key in view.sets):
            return
        for viewed in (part for part in shown if part.key in view.sets):
            number = float(view.sets[viewed.key](np.array(self.every[view.key])))
            clipped = float(np.clip(number, viewed.grid[0], viewed.grid[-1]))
            self.every[viewed.key] = clipped
            if clipped != number:
                self.problems.append(Problem(view.key, "clamped"))

    def unreadable(self, key: str) -> bool:
        """Whether the link says something for a key that could not be read."""
        return Problem(key, "unreadable") in self.problems

    def texts_of(self, parts: Iterable[Single]) -> dict[str, str]:
        """Return what the link says for controls, where it could be read."""
        given = self.link.parameters
        return {
            part.key: harmless(given[part.key][0])
            for part in parts
            if part.key in given and not self.unreadable(part.key)
        }
