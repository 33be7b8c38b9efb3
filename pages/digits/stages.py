"""A drawing on its way to the network, as lines and tiles."""

from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from core.drawing import FRAME, PAD, PEN, normalise_drawing, slant_of
from live import Array
from live.controls.ink import MOST, strokes_of

GAP: Final = np.full((1, 2), np.nan)  # between strokes, or rectangles
POINTS: Final = 3 * MOST  # of a line, if each stroke is a dot
RECTANGLES: Final = 96  # of ink in a frame; smaller ones beyond them are left out
SEAM: Final = 0.03  # pixels by which they lie over each other
CORNERS: Final = np.array([[0, 0], [1, 0], [1, 1], [0, 1]])


class Seen(NamedTuple):
    """What becomes of a drawing.

    Attributes
    ----------
    upright : ndarray of float64, shape (360, 2)
        Its strokes without their slant, with gaps between them.
    frame : ndarray of float64, shape (480, 2)
        Rectangles of ink in the frame of 32 x 32, with gaps between them.
    counts : ndarray of uint8, shape (64,)
        What the network is given.
    lies : bool
        Whether it is one stroke that goes across the pad and hardly up or down.

    """

    upright: Array
    frame: Array
    counts: Array
    lies: bool


@lru_cache(maxsize=64)  # what was asked while the pen moved is asked again at its end
def seen(code: str) -> Seen:
    """Return what becomes of a drawing."""
    strokes = strokes_of(code)
    stages = normalise_drawing(strokes)
    return Seen(
        padded(upright(strokes, stages.bitmap), POINTS),
        padded(rectangles(stages.frame), RECTANGLES * (len(CORNERS) + 1)),
        stages.counts.ravel(),
        lies(strokes),
    )


def upright(strokes: list[Array], bitmap: Array) -> Array:
    """Return strokes without their slant, as `core.drawing.straighten` does it."""
    if not strokes:
        return GAP
    slant = slant_of(bitmap * (bitmap >= bitmap.max() / 2))
    middle = (PAD - 1) / (2 * PAD)
    parts: list[Array] = []
    for stroke in strokes:
        line = stroke.copy()
        line[:, 0] -= slant * (line[:, 1] - middle)
        if len(line) == 1:  # a dot is as long as the pen is wide
            line = line + np.array([[-PEN / 2, 0], [PEN / 2, 0]])
        parts += [line, GAP]
    return np.concatenate(parts)


def rectangles(frame: Array) -> Array:
    """Return the corners of rectangles that hold all ink of a frame, with gaps.

    One goes on downwards for as long as the run of ink is the same.
    """
    found: list[tuple[int, int, int, int]] = []
    begun: dict[tuple[int, int], int] = {}
    rows = [*frame.astype(int), np.zeros(FRAME, int)]
    for y, row in enumerate(rows):
        edges = np.flatnonzero(np.diff(row, prepend=0, append=0)).tolist()
        runs = set(zip(edges[::2], edges[1::2], strict=True))
        found += [(*run, begun.pop(run), y) for run in begun.keys() - runs]
        begun |= dict.fromkeys(runs - begun.keys(), y)
    found.sort(key=lambda r: (r[0] - r[1]) * (r[3] - r[2]))  # the largest first
    parts = [part for r in found[:RECTANGLES] for part in (corners(*r), GAP)]
    return np.concatenate(parts) if parts else GAP


def corners(left: int, right: int, top: int, bottom: int) -> Array:
    """Return the corners of a rectangle, a little larger than it is."""
    low = np.array([left, top]) - SEAM
    placed: Array = low + CORNERS * (np.array([right, bottom]) + SEAM - low)
    return placed


def padded(points: Array, count: int) -> Array:
    """Return so many points: those, and gaps."""
    filled = np.full((count, 2), np.nan)
    filled[: len(points)] = points[:count]
    return filled


def lies(strokes: list[Array]) -> bool:
    """Whether a drawing is one stroke that hardly goes up or down."""
    if len(strokes) != 1:
        return False
    width, height = np.ptp(strokes[0], axis=0)
    return bool(width >= 0.3 and height <= 0.15 * width)
