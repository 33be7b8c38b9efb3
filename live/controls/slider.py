"""A number between two ends; and the same with a button that plays it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import Any, ClassVar, Literal

import numpy as np

from live.controls.numbers import grid, literal, read_number
from live.controls.text import Text
from live.values import Array, Value
from live.wire import Packer
from live.words import Words


@dataclass(frozen=True)
class Slider:
    """A number between two ends.

    Parameters
    ----------
    key
        Its name in the link; the words of the lesson say its label.
    low, high
        The ends of the range.
    default
        The value when the link says nothing. Need not lie on the grid.
    step
        The distance of two grid values of a linear slider.
    steps
        How many grid values there are when no `step` is given.
    scale
        ``"linear"``, or ``"log"`` for equal ratios.
    below, above
        Exact limits to add at the ends, such as 0 and infinity.
    stops
        Values that a drag must not miss.
    color
        A CSS colour for the thumb, such as ``"var(--series-1)"``.
    name
        A text that labels it and that the learner may change.
    sets
        For a control that is another view of other controls: what each of
        them becomes when this one is moved, as far as their ranges go. Such a
        control is no argument of the scene; the scene answers with a number
        of the same key, which moves its thumb.
    swept
        Whether the scene is computed ahead along its range. One that is not is
        no argument of the scene either: the lesson makes a scene for its value,
        a drag moves its thumb alone, and the picture follows on release.
    asks
        Whether one that is not swept asks while it moves: the picture follows as
        fast as the line is, and not on release alone.

    """

    kind: ClassVar[str] = "slider"
    row: ClassVar[bool] = False

    key: str
    low: float
    high: float
    _: KW_ONLY
    default: float = 0.0
    step: float | None = None
    steps: int = 201
    scale: Literal["linear", "log"] = "linear"
    below: float | None = None
    above: float | None = None
    stops: tuple[float, ...] = ()
    color: str = ""
    name: Text | None = None
    sets: Mapping[str, Callable[[Array], Array]] = field(default_factory=dict)
    swept: bool = True
    asks: bool = False

    def __post_init__(self) -> None:
        """Refuse to ask for what is computed ahead."""
        if self.asks and self.swept:
            raise ValueError(f"{self.key} is swept, so there is nothing to ask")

    @property
    def parts(self) -> Sequence[Slider | Text]:
        """The text that labels it, if it has one, and itself."""
        return [self.name, self] if self.name else [self]

    @property
    def limits(self) -> tuple[float, ...]:
        """The exact limits beyond the range."""
        return tuple(end for end in (self.below, self.above) if end is not None)

    @property
    def grid(self) -> Array:
        """Every value that a drag visits, ascending."""
        further = self.limits + self.stops
        return grid(self.low, self.high, self.step, self.steps, self.scale, further)

    def initial(self, words: Words) -> float:  # noqa: ARG002 - the same in every language
        """Return the number when the link says nothing."""
        return float(self.default)

    def read(self, text: str) -> tuple[float, bool]:
        """Return the number clamped to the range, and whether it was clamped."""
        number = read_number(text)
        if number in self.limits:
            return number, False
        clamped = min(max(number, float(self.low)), float(self.high))
        return clamped, clamped != number

    def holds(self, value: Value) -> bool:
        """Whether it could show a value that another control has read."""
        if isinstance(value, str):
            return False
        return self.low <= value <= self.high or value in self.limits

    def describe(self, words: Words, pack: Packer) -> dict[str, Any]:
        """Return what the browser must know to draw it."""
        return {
            "kind": self.kind,
            "key": self.key,
            "label": self.name.key if self.name else words.label(self.key),
            "editable": self.name is not None,
            # Numbers travel as arrays: infinity is legal there.
            "grid": pack.add(self.grid),
            "default": pack.add(np.array(self.default, dtype=float)),
            # Where a number ends that is typed; limits are beyond them, on the grid.
            "span": [float(self.low), float(self.high)],
            "even": self.scale == "linear" and not self.limits + self.stops,
            "sets": list(self.sets),
            "color": self.color,
        } | ({"asks": True} if self.asks else {})

    def literal(self, value: Value) -> str:
        """Return a value as Python writes it."""
        return literal(float(value))


@dataclass(frozen=True)
class Scrubber(Slider):
    """A slider along time, with a button that plays it in so many seconds."""

    kind: ClassVar[str] = "scrubber"

    _: KW_ONLY
    seconds: float = 6.0

    def describe(self, words: Words, pack: Packer) -> dict[str, Any]:
        """Return what the browser must know to draw it."""
        return super().describe(words, pack) | {"seconds": self.seconds}
