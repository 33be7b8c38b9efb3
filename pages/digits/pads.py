"""A drawing on its way to the network: upright, in its frame, and counted."""

from typing import Any, Final

import numpy as np

from core.digits import FULL, SIDE
from core.drawing import FRAME
from figures.axes import Axis
from figures.marks import CARD, INK, Found, Mark, Rule, line, numbers, region
from figures.picture import TYPE, Panel
from figures.tiles import tiles
from live import Array, Words

PEN: Final = 5  # pixels of a line
SMALL: Final[dict[str, Any]] = {"size": 0.9 * TYPE}
DOWN, ACROSS = np.divmod(np.arange(SIDE**2), SIDE)


def upright(spoken: Words) -> Panel:
    """Return the drawing without its slant."""
    marks = [
        tiles("upright_ground", ([0], [0]), 1, opacity=0.45),
        line("upright", "upright_x", "upright_y", width=PEN),
    ]
    return Panel(marks, *square(1), titles=[spoken["stages"]["upright"]])


def frame(spoken: Words) -> Panel:
    """Return the drawing as large as its frame, and of one thickness."""
    marks = [
        tiles("frame_ground", ([0], [0]), 1, size=FRAME, opacity=0.45),
        region("frame", "frame_x", "frame_y", color=INK),
    ]
    return Panel(marks, *square(FRAME), titles=spoken["stages"]["frame"])


def counts(spoken: Words, *, numbered: bool) -> Panel:
    """Return the ink of each block as a shade, and if there is room as a number."""
    name = "counts" if numbered else "shades"
    marks: list[Mark] = [
        tiles(f"{name}_ground", ([0], [0]), 1, size=SIDE, opacity=0.45),
        tiles(name, (ACROSS, DOWN), SIDE**2, color=INK, opacity=shade),
    ]
    if numbered:
        for tone, color, is_meant in (
            ("dark", CARD, lambda ink: ink > FULL / 2),
            ("light", INK, lambda ink: ink <= FULL / 2),
        ):
            here = where(is_meant)
            font = {"color": color, **SMALL}
            look: dict[str, Any] = {"place": "middle center", "textfont": font}
            marks.append(
                numbers(f"counts_{tone}", here, DOWN + 0.5, "counts", "d", **look)
            )
    return Panel(marks, *square(SIDE), titles=spoken["stages"]["counts"])


def shade(found: Found) -> Array:
    """Return how dark each block is."""
    return np.asarray(found["counts"] / FULL)


def where(is_meant: Any) -> Rule:  # noqa: ANN401 - a test of counts
    """Return where numbers of some blocks stand, and nowhere for those of others."""
    return lambda found: np.where(is_meant(found["counts"]), ACROSS + 0.5, np.nan)


def square(side: float) -> tuple[Axis, Axis]:
    """Return the axes of a square whose upper left corner is 0."""
    return Axis(0, side), Axis(side, 0, square=True)
