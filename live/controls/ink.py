"""A drawing: strokes of a pen on a square pad."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from itertools import accumulate
from typing import Any, ClassVar, Final

import numpy as np

from live.controls.choice import Choice
from live.controls.numbers import NOTHING, UnreadableError, quoted
from live.values import Array, Value
from live.wire import Packer
from live.words import Words

STEPS: Final = 100  # of the pad, across and down
MOST: Final = 120  # points of a drawing
POINT: Final = re.compile(r"[0-9]{1,3}\.[0-9]{1,3}")
LONGEST: Final = len("100.100-")  # of a point in a code


@dataclass(frozen=True)
class Ink:
    """A drawing, which no table can hold: it asks while the pen moves.

    Its value is a code: strokes joined by ``_``, points of a stroke by ``-``, and each
    point ``x.y`` in whole hundredths of the pad from its upper left corner. Nothing
    drawn is an empty text, which no link says.

    Parameters
    ----------
    key
        Its name in the link; the words of the lesson say its label.
    instead
        A choice that counts where nothing is drawn: to choose takes the drawing away.
    drawings
        What the pad shows for each of its options, as codes; that of an option is
        empty which leaves the pad so.

    """

    kind: ClassVar[str] = "ink"
    swept: ClassVar[bool] = False
    row: ClassVar[bool] = False
    sets: ClassVar[Mapping[str, Any]] = {}

    key: str
    _: KW_ONLY
    instead: Choice | None = None
    drawings: Sequence[str] = field(default=())

    @property
    def parts(self) -> Sequence[Ink]:
        """Itself alone."""
        return [self]

    @property
    def grid(self) -> Array:
        """Nothing: a pen goes anywhere."""
        return NOTHING

    def initial(self, words: Words) -> str:  # noqa: ARG002 - the same in every language
        """Return an empty pad."""
        return ""

    def read(self, text: str) -> tuple[str, bool]:
        """Return a drawing, and whether it had to be cut to the pad, or short."""
        strokes, left = [], MOST
        # One point more than it may have tells that it has too many.
        for stroke in text[: LONGEST * (MOST + 1)].split("_"):
            points = [legal(point) for point in stroke.split("-")[: left + 1]]
            strokes.append("-".join(points[:left]))
            left -= len(points)
            if left < 0:
                break
        code = "_".join(filter(None, strokes))
        return code, code != text

    def holds(self, value: Value) -> bool:
        """Whether it could show a value that another control has read."""
        return value == "" or (isinstance(value, str) and self.read(value)[0] == value)

    def describe(self, words: Words, pack: Packer) -> dict[str, Any]:  # noqa: ARG002 - texts need no array
        """Return what the browser must know to draw it."""
        return {
            "kind": self.kind,
            "key": self.key,
            "label": words.label(self.key),
            "default": "",
            "asks": True,
            "steps": STEPS,
            "most": MOST,
            "instead": self.instead.key if self.instead else None,
            "drawings": list(self.drawings),
        }

    def literal(self, value: Value) -> str:
        """Return a value as Python writes it."""
        return quoted(str(value))


def legal(point: str) -> str:
    """Return a point that lies on the pad, the nearest to one that a code says."""
    if not POINT.fullmatch(point):
        raise UnreadableError(point[:LONGEST])
    return ".".join(str(min(int(place), STEPS)) for place in point.split("."))


def strokes_of(code: str) -> list[Array]:
    """Return the strokes that a code says, each of shape (N, 2).

    Places are shares of the pad, from its upper left corner.
    """
    if not code:
        return []
    strokes = [stroke.split("-") for stroke in code.split("_")]
    places = [point.split(".") for stroke in strokes for point in stroke]
    points = np.array(places, dtype=float) / STEPS
    ends = list(accumulate(map(len, strokes)))
    return np.split(points, ends[:-1])


def code_of(strokes: Sequence[Array]) -> str:
    """Return the code of strokes, whose places are whole hundredths of the pad."""
    return "_".join(
        "-".join(f"{x}.{y}" for x, y in np.rint(stroke * STEPS).astype(int))
        for stroke in strokes
    )
