"""Digits drawn by a generator: strokes of a pen, each time a little different.

They stand in for hands where none are at hand: as samples to begin with, and to test
a network on drawings it has not learned from. How they look was decided by eye alone,
before any network saw one.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from core.arguments import Floats

Points = tuple[tuple[float, float], ...]

# Ways to write each digit, as strokes in a box from (0, 0), the upper left, to (1, 1).
# The pen goes through the points in curves; a point that stands twice is a corner.
_LOOP: Final[Points] = (
    *((0.55, 0), (0.2, 0.12), (0, 0.5), (0.18, 0.88), (0.5, 1), (0.84, 0.86)),
    *((1, 0.5), (0.82, 0.13), (0.5, 0)),
)
_THREE: Final[Points] = (
    *((0.06, 0.14), (0.45, 0), (0.88, 0.2), (0.72, 0.43), (0.4, 0.48), (0.4, 0.48)),
    *((0.8, 0.55), (0.96, 0.78), (0.5, 1), (0.03, 0.87)),
)
_SIX: Final[Points] = (
    *((0.78, 0), (0.35, 0.25), (0.06, 0.66), (0.28, 0.98), (0.72, 0.96)),
    *((0.95, 0.72), (0.6, 0.5), (0.1, 0.7)),
)
_EIGHT: Final[Points] = (
    *((0.84, 0.14), (0.45, 0), (0.12, 0.2), (0.45, 0.46), (0.92, 0.74), (0.5, 1)),
    *((0.06, 0.76), (0.5, 0.47), (0.88, 0.22), (0.8, 0.1)),
)
_NINE: Final[Points] = (
    *((0.92, 0.2), (0.5, 0), (0.06, 0.25), (0.38, 0.52), (0.86, 0.34), (0.94, 0.12)),
)
WAYS: Final[tuple[tuple[tuple[Points, ...], ...], ...]] = (
    ((_LOOP,), (_LOOP[::-1],)),
    (
        (((0.5, 0), (0.5, 1)),),
        (((0.15, 0.3), (0.15, 0.3), (0.6, 0), (0.6, 0), (0.6, 1)),),
    ),
    (
        (
            (
                *((0.05, 0.24), (0.4, 0), (0.88, 0.16), (0.78, 0.5), (0.03, 1)),
                *((0.03, 1), (1, 0.97)),
            ),
        ),
        (
            (
                *((0.08, 0.18), (0.5, 0), (0.9, 0.25), (0.5, 0.7), (0.12, 0.97)),
                *((0.1, 0.82), (0.4, 0.86), (1, 1)),
            ),
        ),
    ),
    (
        (_THREE,),
        (((0.05, 0), (0.05, 0), (0.9, 0), (0.9, 0), (0.42, 0.4), *_THREE[5:]),),
    ),
    (
        (
            ((0.3, 0), (0.02, 0.62), (0.02, 0.62), (1, 0.6)),
            ((0.72, 0.2), (0.68, 1)),
        ),
        (
            ((0.72, 0), (0.0, 0.66), (0.0, 0.66), (1, 0.66)),
            ((0.72, 0), (0.72, 1)),
        ),
    ),
    (
        (
            (
                *((0.9, 0), (0.16, 0.02), (0.16, 0.02), (0.1, 0.44), (0.1, 0.44)),
                *((0.6, 0.4), (0.95, 0.7), (0.55, 1), (0.03, 0.9)),
            ),
        ),
        (
            (
                *((0.18, 0.02), (0.12, 0.46), (0.12, 0.46), (0.6, 0.42)),
                *((0.94, 0.7), (0.5, 1), (0, 0.88)),
            ),
            ((0.18, 0.02), (0.92, 0)),
        ),
    ),
    ((_SIX,), (((0.6, 0), *_SIX[1:]),)),
    (
        (((0.03, 0.03), (0.96, 0), (0.96, 0), (0.55, 0.45), (0.36, 1)),),
        (
            ((0.03, 0.03), (0.96, 0), (0.96, 0), (0.55, 0.45), (0.36, 1)),
            ((0.22, 0.52), (0.82, 0.5)),
        ),
    ),
    ((_EIGHT,), (_EIGHT[::-1],)),
    (
        ((*_NINE, (0.94, 0.12), (0.9, 0.6), (0.84, 1)),),
        ((*_NINE, (0.94, 0.12), (0.9, 0.72), (0.6, 1), (0.15, 0.92)),),
    ),
)
BETWEEN: Final = 4  # points of a curve for each point of a way
WOBBLE: Final = 0.03  # standard deviation of a point, as a share of the box
HEIGHTS: Final = (0.35, 0.85)  # of a digit, as a share of the pad
SHAPES: Final = (0.45, 0.85)  # width by height
SLANTS: Final = (-0.2, 0.45)  # to the right for each step up
TURNS: Final = (-0.12, 0.12)  # in radians
PENS: Final = (0.03, 0.09)  # width of the pen, as a share of the pad
STEPS: Final = 100  # of the pad, across and down, on which a link puts points


class Scribble(NamedTuple):
    """A digit as somebody might draw it.

    Attributes
    ----------
    label : int
        The digit that is meant.
    strokes : tuple of ndarray of float64, each of shape (N, 2)
        Points (x, y) in whole hundredths of the pad, from its upper left corner; 37
        of them at most.
    pen : float
        Width of the pen, as a share of the pad.

    """

    label: int
    strokes: tuple[Floats, ...]
    pen: float


def scribbles(count: int, seed: int) -> Iterator[Scribble]:
    """Yield digits 0, 1, …, 9, 0, … of random place, size, slant, hand and pen.

    Parameters
    ----------
    count : int
        How many.
    seed : int
        Of the generator; the same seed draws the same digits.

    Yields
    ------
    Scribble

    Examples
    --------
    >>> one = list(scribbles(2, seed=0))[1]
    >>> one.label, [stroke.shape for stroke in one.strokes]
    (1, [(9, 2)])
    """
    chance = np.random.default_rng(seed)
    for i in range(count):
        label = i % len(WAYS)
        way = WAYS[label][chance.integers(len(WAYS[label]))]
        wobbled = [_wobble(np.array(points), chance) for points in way]
        strokes = _put([_curve(points) for points in wobbled], chance)
        yield Scribble(label, strokes, float(chance.uniform(*PENS)))


def _wobble(points: Floats, chance: np.random.Generator) -> Floats:
    """Move each point a little; one that stands twice, both times alike."""
    moved = points + chance.normal(0, WOBBLE, points.shape)
    again = np.flatnonzero((points[1:] == points[:-1]).all(axis=1)) + 1
    moved[again] = moved[again - 1]
    return moved


def _curve(points: Floats) -> Floats:
    """Return points of the smooth curve through points, shape (N, 2) to (M, 2).

    Between two points it is the cubic that leaves each in the direction from its
    neighbour before to its neighbour behind (E. Catmull, R. Rom, 1974).
    """
    padded = np.concatenate([points[:1], points, points[-1:]])
    before, here, there, behind = (padded[i : len(padded) - 3 + i] for i in range(4))
    t = (np.arange(BETWEEN) / BETWEEN)[:, np.newaxis, np.newaxis]
    cubic = (
        2 * here
        + (there - before) * t
        + (2 * before - 5 * here + 4 * there - behind) * t**2
        + (3 * here - before - 3 * there + behind) * t**3
    ) / 2
    moving = (here != there).any(axis=1)  # a corner is one point
    path = cubic.transpose(1, 0, 2)[moving].reshape(-1, 2)
    return np.concatenate([path, points[-1:]])


def _put(strokes: list[Floats], chance: np.random.Generator) -> tuple[Floats, ...]:
    """Shape, slant and turn a digit, and put it somewhere on the pad."""
    height = chance.uniform(*HEIGHTS)
    width = height * chance.uniform(*SHAPES)
    lean, turn = chance.uniform(*SLANTS) * height, chance.uniform(*TURNS)
    shaped = np.array([[width, 0], [-lean, height]])
    turned = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    placed = [points @ shaped @ turned for points in strokes]
    every = np.concatenate(placed)
    low, high = every.min(axis=0), every.max(axis=0)
    scale = 1 / max(1, (high - low).max())  # a digit that slants much has to fit
    corner = chance.uniform(0, 1, 2) * (1 - scale * (high - low))
    steps = [np.round(STEPS * (scale * (p - low) + corner)) for p in placed]
    return tuple(np.clip(points, 0, STEPS) / STEPS for points in steps)
