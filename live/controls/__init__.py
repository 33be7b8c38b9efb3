"""What a learner can move: one module for each kind of control.

Every control has a key, which is its name in the link. It *reads* its value
from the text of a link, *describes* itself to the browser in the words of a
language, and has *parts*: the single controls that stand behind it in the
link. One that is *swept* has a *grid* too: the values that a drag walks
through and for which the scene is computed ahead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Protocol

from live.controls.choice import Choice, Menu, Toggle
from live.controls.count import Count
from live.controls.group import Group
from live.controls.ink import Ink
from live.controls.numbers import UnreadableError
from live.controls.plane import Plane
from live.controls.slider import Scrubber, Slider
from live.controls.text import Text
from live.values import Array, Value
from live.wire import Packer
from live.words import Words

__all__ = [
    "Array",
    "Choice",
    "Control",
    "Count",
    "Group",
    "Ink",
    "Menu",
    "Plane",
    "Scrubber",
    "Single",
    "Slider",
    "Text",
    "Toggle",
    "UnreadableError",
    "Value",
    "parts_of",
    "swept_in",
]


class Control(Protocol):
    """What a lesson lists: a single control, or a group of them."""

    @property
    def key(self) -> str:
        """Its name in the link, and that of the scene's argument."""

    @property
    def parts(self) -> Sequence[Single]:
        """The single controls that stand behind it, in the order of the link."""

    @property
    def row(self) -> bool:
        """Whether the scene receives a row of numbers."""


class Single(Control, Protocol):
    """A control that has one value."""

    kind: ClassVar[str]

    @property
    def swept(self) -> bool:
        """Whether the scene is computed ahead along its grid."""

    @property
    def grid(self) -> Array:
        """Every value that a drag visits, ascending; empty if nothing is dragged."""

    @property
    def sets(self) -> Mapping[str, Callable[[Array], Array]]:
        """For a view of other controls: what each of them becomes."""

    def initial(self, words: Words) -> Value:
        """Return the value when the link says nothing."""

    def read(self, text: str) -> tuple[Value, bool]:
        """Return the value that a text says, and whether it had to be changed."""

    def holds(self, value: Value) -> bool:
        """Whether it could show a value that another control has read."""

    def describe(self, words: Words, pack: Packer) -> dict[str, Any]:
        """Return what the browser must know to draw it."""

    def literal(self, value: Value) -> str:
        """Return a value as Python writes it."""


def parts_of(controls: Iterable[Control]) -> list[Single]:
    """List every control by itself: members of groups, texts of labels."""
    return [part for control in controls for part in control.parts]


def swept_in(control: Control) -> list[Single]:
    """Return the swept controls that stand behind a control."""
    return [part for part in control.parts if part.swept]
