"""Where every node stands: on one long line, or folded into the width of a phone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from figures.axes import Axis
from figures.graph import Place

SIDE: Final = ("top right", "bottom center")  # of an operation: value, derivative
ABOVE: Final = ("top center", "middle right")  # of a number that is given
LEFT: Final = ("middle left", "middle right")


Edge = tuple[str, str]  # names of both its ends


@dataclass(frozen=True)
class Layout:
    """Where nodes stand, and how far the plane reaches.

    Attributes
    ----------
    places
        Of every node, by its name; down is positive.
    x, y
        The plane.
    bends
        Corners of some edges.
    sides
        On which side of some nodes value and derivative are written, if not as usual.
    beside
        Where the derivative of some nodes is written, if not close to them.
    slopes
        Where the slope of some edges is written, and on which side of that.
    sum
        Below a node to which several edges come back: where they are added up.

    """

    places: Mapping[str, Place]
    x: Axis
    y: Axis
    bends: Mapping[Edge, tuple[Place, ...]] = field(default_factory=dict)
    sides: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    beside: Mapping[str, Place] = field(default_factory=dict)
    slopes: Mapping[Edge, tuple[Place, str]] = field(default_factory=dict)
    sum: Place = (0.0, 0.0)


TOP, ROW = 0.28, 0.665
LONG_X, LONG_Y = Axis(-0.35, 8.95), Axis(1, 0)
FIRST: Final = {"x": (0, ROW), "w1": (1, TOP), "t1": (1, ROW), "b1": (2.25, TOP)}
LONG: Final = {
    "one": Layout(
        {
            "x": (0.5, ROW),
            "w1": (2.2, TOP),
            "t1": (2.2, ROW),
            "b1": (4.3, TOP),
            "z1": (4.3, ROW),
            "y": (6.3, TOP),
            "d": (6.3, ROW),
            "J": (8.2, ROW),
        },
        LONG_X,
        LONG_Y,
    ),
    "two": Layout(
        FIRST
        | {
            "z1": (2.25, ROW),
            "a1": (3.2, ROW),
            "w2": (4.2, TOP),
            "t2": (4.2, ROW),
            "b2": (5.45, TOP),
            "z2": (5.45, ROW),
            "a2": (6.4, ROW),
            "y": (7.35, TOP),
            "d": (7.35, ROW),
            "J": (8.35, ROW),
        },
        LONG_X,
        LONG_Y,
    ),
    "fan": Layout(
        {
            "x": (0, 0.56), "w1": (1, 0.2), "t1": (1, 0.56), "b1": (2.2, 0.2),
            "z1": (2.2, 0.56), "a1": (3.1, 0.56), "w2": (3.95, 0.17),
            "u": (5.25, 0.3), "w3": (3.95, 0.83), "v": (5.25, 0.715),
            "s": (6.35, 0.56), "y": (7.35, 0.2), "d": (7.35, 0.56), "J": (8.3, 0.56),
        },
        LONG_X,
        LONG_Y,
        sides=dict.fromkeys(("w1", "b1", "w2", "w3", "y"), LEFT),
        beside={"w2": (4.11, 0.1), "w3": (4.11, 0.92)},
        slopes={
            ("w2", "u"): ((4.72, 0.245), "bottom center"),
            ("w3", "v"): ((4.8, 0.775), "bottom center"),
            ("a1", "u"): ((3.95, 0.454), "top left"),
            ("a1", "v"): ((3.7, 0.61), "bottom left"),
        },
        sum=(3.1, 0.85),
    ),
}  # fmt: skip
WIDTH: Final = 348
SMALL: Final = {"x": (28, 128), "w1": (106, 52), "t1": (106, 128), "b1": (202, 52)}
SMALL_FIRST: Final = SMALL | {"z1": (202, 128), "a1": (294, 128)}
SMALL_X: Final = Axis(0, WIDTH)
BUS: Final = ((340, 128), (340, 202), (80, 202))
FOLDED: Final = {
    "one": Layout(
        {
            "x": (24, 128),
            "w1": (92, 52),
            "t1": (92, 128),
            "b1": (176, 52),
            "z1": (176, 128),
            "y": (252, 52),
            "d": (252, 128),
            "J": (318, 128),
        },
        SMALL_X,
        Axis(174, 0),
    ),
    "two": Layout(
        SMALL_FIRST
        | {
            "w2": (44, 246),
            "t2": (44, 322),
            "b2": (124, 246),
            "z2": (124, 322),
            "a2": (190, 322),
            "y": (255, 246),
            "d": (255, 322),
            "J": (320, 322),
        },
        SMALL_X,
        Axis(368, 0),
        bends={("a1", "t2"): ((340, 128), (340, 186), (4, 186), (4, 322))},
        slopes={("a1", "t2"): ((172, 186), "bottom center")},
    ),
    "fan": Layout(
        SMALL_FIRST
        | {
            "w2": (30, 240), "u": (118, 276), "w3": (30, 424), "v": (118, 384),
            "s": (196, 328), "y": (258, 252), "d": (258, 328), "J": (320, 328),
        },
        SMALL_X,
        Axis(468, 0),
        bends={("a1", "u"): (*BUS, (80, 276)), ("a1", "v"): (*BUS, (80, 384))},
        sides={
            **dict.fromkeys(("w2", "w3"), ("top center", "bottom center")),
            "v": ("bottom right", "bottom center"),
        },
        slopes={
            ("a1", "u"): ((80, 222), "middle right"),
            ("a1", "v"): ((76, 332), "middle left"),
            ("w2", "u"): ((46, 245), "bottom right"),
            ("w3", "v"): ((62, 409), "bottom right"),
            ("u", "s"): ((143, 292), "top right"),
            ("v", "s"): ((143, 366), "bottom right"),
        },
        sum=(294, 180),
    ),
}  # fmt: skip
