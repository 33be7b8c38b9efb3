"""Two sliders that one point of a picture moves at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass

from live.controls.slider import Slider


@dataclass(frozen=True)
class Plane:
    """Two sliders that are the place of a point: something to drag, and no control.

    There is no table of two movements at once, so both ask while they move. The point
    lies where the two say, and is drawn there before anything is answered.

    Parameters
    ----------
    across, up
        The sliders along x and y.
    reach
        How far around the point one can take hold of it, on its axes; never less
        than what a finger can hit.

    """

    across: Slider
    up: Slider
    _: KW_ONLY
    reach: float = 0

    def __post_init__(self) -> None:
        """Refuse sliders that nobody would ask about."""
        if not (self.across.asks and self.up.asks):
            raise ValueError("both sliders of a plane must ask while they move")

    @property
    def keys(self) -> Sequence[str]:
        """What the two are called in the link."""
        return [self.across.key, self.up.key]
