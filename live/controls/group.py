"""Several sliders that the scene receives as one row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from live.controls.slider import Slider
from live.controls.text import Text


@dataclass(frozen=True)
class Group:
    """Several sliders that the scene receives as one array, on its last axis.

    Parameters
    ----------
    key
        The name of the scene's argument.
    members
        The sliders.

    """

    row: ClassVar[bool] = True

    key: str
    members: tuple[Slider, ...]

    @property
    def parts(self) -> Sequence[Slider | Text]:
        """Every slider, and the texts that label them."""
        return [part for member in self.members for part in member.parts]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.members)

    def __iter__(self) -> Iterator[Slider]:
        """Go through the sliders."""
        return iter(self.members)
