"""What a learner can move.

Every control has a key, which is its name in the link, and reads its value
from the text of that link. A *swept* control also has a grid: the values that
a drag walks through and for which the scene is computed ahead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Value = float | str

NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?inf")
LONGEST_NUMBER = 40
TOLERANCE = 1e-9  # of a step: 0.3 / 0.1 is just below 3
NOT_TEXT = {"Cc", "Cs", "Zl", "Zp"}
TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


class UnreadableError(ValueError):
    """The text of a link does not say a value of this control."""


def read_number(text: str) -> float:
    """Read a number as a link writes it: plain digits, or ``inf``.

    Raises
    ------
    UnreadableError
        If `text` is anything else: words, ``nan``, digits of other scripts,
        more than forty characters, a number too large for a float.

    """
    if len(text) > LONGEST_NUMBER or not NUMBER.fullmatch(text):
        raise UnreadableError(text[:LONGEST_NUMBER])
    number = float(text)
    if np.isinf(number) and "inf" not in text:
        raise UnreadableError(text)
    return number + 0.0  # -0 is 0


def digits_after_point(number: float) -> int:
    """Count the decimals that writing `number` takes: 1 for 0.1, 0 for 10."""
    exponent = Decimal(str(number)).normalize().as_tuple().exponent
    return max(0, -int(exponent))


def is_harmless(character: str) -> bool:
    """Whether a character only writes itself.

    Control characters, line breaks, half surrogates, and the marks that turn
    the direction of all the text after them do more than that.
    """
    turns_text = unicodedata.bidirectional(character) in TURNING
    return unicodedata.category(character) not in NOT_TEXT and not turns_text


def harmless(text: str) -> str:
    """Return a text without what does more than write itself."""
    return "".join(character for character in text if is_harmless(character))


@dataclass(frozen=True, kw_only=True)
class Text:
    """A short text that belongs to the picture, such as the name of a class.

    Parameters
    ----------
    key
        Its name in the link.
    label
        What a screen reader calls the field.
    default
        The text when the link says nothing; may depend on the language.
    longest
        The most characters it can hold.

    """

    key: str
    label: str
    default: str
    longest: int = 24

    def read(self, text: str) -> tuple[str, bool]:
        """Return the text, and whether it had to be changed to fit."""
        shown = harmless(text).strip()
        shown = shown[: self.longest].rstrip()
        return (shown or self.default), shown != text


@dataclass(frozen=True, kw_only=True)
class Count:
    """A whole number that decides how many of something there are.

    It changes which controls exist, so it cannot be swept: every step is
    committed at once.
    """

    key: str
    label: str
    low: int
    high: int
    default: int

    def read(self, text: str) -> tuple[float, bool]:
        """Return the number clamped to the range, and whether it was clamped."""
        number = read_number(text)
        if np.isfinite(number) and number != int(number):
            raise UnreadableError(text)
        clamped = min(max(number, float(self.low)), float(self.high))
        return clamped, clamped != number


@lru_cache(maxsize=256)
def grid(
    low: float,
    high: float,
    step: float | None,
    steps: int,
    scale: str,
    ends: tuple[float, ...],
) -> Array:
    """Return every value between two ends, and the exact limits `ends`.

    Values are rounded to the digits that a person would write, so that the
    third step of 0.1 is the float64 nearest to 0.3.
    """
    if scale == "log":
        ratios = np.geomspace(low, high, steps)
        inner = np.array([float(f"{value:.3g}") for value in ratios])
    elif step:
        count = int((high - low) / step + TOLERANCE)
        digits = max(digits_after_point(x) for x in (low, step))
        inner = np.round(low + step * np.arange(count + 1), digits)
    else:
        even = np.linspace(low, high, steps)
        inner = np.array([float(f"{value:.12g}") for value in even])
    values = np.unique([*inner, *ends]) + 0.0
    values.flags.writeable = False  # every slider of this kind has it
    return values


@dataclass(frozen=True, kw_only=True)
class Slider:
    """A number between two ends.

    Parameters
    ----------
    key
        Its name in the link.
    label
        What stands beside it; a :class:`Text` makes that editable.
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
    unit
        What the number is measured in.
    color
        A CSS colour for the thumb, such as ``"var(--series-1)"``.
    sets
        For a control that is another view of other controls: what each of
        them becomes when this one is moved, as far as their ranges go. Such a
        control is no argument of the scene; the scene answers with a binding
        of the same key, which moves its thumb.
    swept
        Whether the scene is computed ahead along its range. One that is not is
        no argument of the scene either: the page makes a scene for its value,
        a drag moves its thumb alone, and the picture follows on release.

    """

    kind: ClassVar[str] = "slider"

    key: str
    label: str | Text
    low: float
    high: float
    default: float
    step: float | None = None
    steps: int = 201
    scale: Literal["linear", "log"] = "linear"
    below: float | None = None
    above: float | None = None
    unit: str = ""
    color: str = ""
    sets: Mapping[str, Callable[[Array], Array]] = field(default_factory=dict)
    swept: bool = True

    @property
    def grid(self) -> Array:
        """Every value that a drag visits, ascending."""
        ends = tuple(end for end in (self.below, self.above) if end is not None)
        return grid(self.low, self.high, self.step, self.steps, self.scale, ends)

    def read(self, text: str) -> tuple[float, bool]:
        """Return the number clamped to the range, and whether it was clamped."""
        number = read_number(text)
        if number in (self.below, self.above):
            return number, False
        clamped = min(max(number, float(self.low)), float(self.high))
        return clamped, clamped != number


@dataclass(frozen=True, kw_only=True)
class Scrubber(Slider):
    """A slider that can also play itself, step by step.

    `seconds` is how long one play takes from end to end.
    """

    kind: ClassVar[str] = "scrubber"

    seconds: float = 6.0


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One of a few; the scene receives its position, counted from 0.

    `options` maps what the link says to what the learner reads; `swept` is as
    for a slider.
    """

    kind: ClassVar[str] = "choice"

    key: str
    label: str
    options: Mapping[str, str]
    default: str
    sets: Mapping[str, Callable[[Array], Array]] = field(default_factory=dict)
    swept: bool = True

    @cached_property
    def grid(self) -> Array:
        """The positions of the options."""
        return np.arange(len(self.options), dtype=float)

    @property
    def codes(self) -> list[str]:
        """The options as the link writes them."""
        return list(self.options)

    def read(self, text: str) -> tuple[float, bool]:
        """Return the position of an option."""
        if text not in self.options:
            raise UnreadableError(text[:40])
        return float(self.codes.index(text)), False


class Toggle(Choice):
    """Off or on: the scene receives 0 or 1."""

    kind: ClassVar[str] = "toggle"

    def __init__(self, *, key: str, label: str, default: bool = False) -> None:
        """Make a choice between ``0`` and ``1``."""
        super().__init__(
            key=key,
            label=label,
            options={"0": "0", "1": "1"},
            default=str(int(default)),
        )


@dataclass(frozen=True)
class Group:
    """Several sliders that the scene receives as one array, on its last axis."""

    members: Sequence[Slider]


Swept = Slider | Choice
Control = Swept | Group | Count | Text


def is_argument(control: Control) -> bool:
    """Whether the scene receives it: all that is swept and not a mere view."""
    return isinstance(control, Group) or (
        isinstance(control, Swept) and control.swept and not control.sets
    )


def singles(controls: Sequence[Control]) -> list[Swept | Count | Text]:
    """List every control by itself: members of groups, texts of labels."""
    listed: list[Swept | Count | Text] = []
    for control in controls:
        members = control.members if isinstance(control, Group) else [control]
        for member in members:
            if isinstance(member, Slider) and isinstance(member.label, Text):
                listed.append(member.label)
            listed.append(member)
    return listed


def ends_of(key: str, controls: Sequence[Control]) -> tuple[float, float]:
    """Return the least and the greatest value of the swept control `key`."""
    for control in singles(controls):
        if isinstance(control, Swept) and control.key == key:
            return float(control.grid[0]), float(control.grid[-1])
    raise ValueError(f"no swept control is called {key!r}")


def default_of(control: Swept | Count | Text) -> Value:
    """Return the value of a control when the link says nothing."""
    if isinstance(control, Choice):
        return control.read(control.default)[0]
    return control.default if isinstance(control, Text) else float(control.default)
