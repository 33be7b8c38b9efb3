"""The gap of two logits, once between them and once on the axis of the sigmoid."""

from functools import lru_cache
from typing import Any, Final

import numpy as np

from core import sigmoid
from figures import marks
from figures.axes import Axis, series, shortened
from figures.marks import INK, Array, Found, Mark, Moving, Rule, line, numbers, points
from figures.offscale import clipped
from figures.picture import TYPE, Grid, Label, Panel, Picture
from live import Words
from pages.two_classes.gap import COLOR, gap

FIRST: Final = "var(--series-1)"
SOFT: Final = "var(--soft)"
END: Final = 8.0  # of the axis of logits and gaps
EDGE: Final = 8.3  # where what lies further out is shown
LEVEL: Final = -0.42  # of the line of logits, below the axis of the sigmoid
ROOM: Final = 6.6  # for the middle of a name
ASIDE: Final = (-0.09, 0.09, -0.09)  # of the names of logits, from their line
SHAPES: Final = ("circle", "square", "diamond")
TICKS: Final = np.arange(-END, END + 1, 2)

# Dense where a sigmoid bends. Moved to the right it still fills the picture.
BENDS: Final = np.concatenate(
    [[-60.0, -12.0, -9.0, -7.0], np.linspace(-5.5, 5.5, 45), [7.0, 9.0, 12.0, 30.0]]
)
WIDE: Final = Grid(["gap"], [1], [400], heads=[2], margin=(26, 8))
NARROW: Final = Grid(["gap"], [1], [274], heads=[2], margin=(20, 4))


@lru_cache(maxsize=64)  # names are anybody's choice
def picture(names: tuple[str, ...], words: Words) -> Picture:
    """Draw the sigmoid, and below its axis the logits on a line of the same scale."""
    said = words["gap"]
    drawn = [*lines(), *curves(), *gap(LEVEL), *logits(names), *here(said)]
    soft: dict[str, Any] = {"color": SOFT}
    labels = [
        Label(said["points"], END, 0.14, anchor="right", short=said["short"], **soft)
    ]
    along = Axis(-EDGE, EDGE, zero=True)
    up = Axis(-0.62, 1.2, ticks={LEVEL: "z", 0.0: "0", 0.5: "½", 1.0: "1"}, grid=True)
    return Picture({"gap": Panel(drawn, along, up, labels=labels)}, WIDE, NARROW)


def lines() -> list[Mark]:
    """Return the two axes, one below the other, with the numbers of both between."""
    x, strokes = np.repeat(TICKS, 3), np.tile([0, 0.02, 0], len(TICKS))
    text = [f"{tick:.0f}".replace("-", "\N{MINUS SIGN}") for tick in TICKS]
    below, font = np.full(len(TICKS), -0.055), {"color": SOFT, "size": TYPE}
    return [
        line("axis", x, strokes, width=1.5),
        line("line", x, LEVEL + strokes, color=SOFT, width=1.5),
        marks.words("ticks", TICKS, below, text, place="middle center", textfont=font),
    ]


def curves() -> list[Mark]:
    """Return the sigmoid, and the softmax, which a third class moves to the right."""
    s = sigmoid(BENDS)
    moved = marks.smooth(lambda found: BENDS + found["further"][..., np.newaxis])
    look: dict[str, Any] = {"color": FIRST, "dash": "dash"}
    return [
        line("softmax", moved, s, cliponaxis=True, **look),
        line("sigmoid", BENDS, s, width=3, cliponaxis=True),
    ]


def here(said: dict[str, str]) -> list[Mark]:
    """Return the point of the softmax, the ring of the sigmoid, and their numbers."""
    at = clipped("gap", -EDGE, EDGE)

    def across(found: Found) -> Array:
        return np.stack([np.full_like(found["gap"], -END), at(found)], axis=-1)

    def level(found: Found) -> Array:
        return np.stack([found["softmax"]] * 2, axis=-1)

    ring: dict[str, Any] = {"symbol": "circle-open", "size": 24, "edge": INK}
    large: dict[str, Any] = {"before": said["p"], "place": "top right"}
    large["textfont"] = {"color": INK, "size": 1.5 * TYPE, "weight": 700}
    bold = {"color": COLOR, "size": 1.1 * TYPE, "weight": 700}
    above = Moving(lambda found: found["softmax"] + 0.02)
    distance: dict[str, Any] = {"before": said["gap"], "textfont": bold}
    return [
        line("level", across, level, color=FIRST, dash="dash"),
        points("ring", at, "sigmoid", edge_width=3, **ring),
        points("now", at, "softmax", color=FIRST, size=14),
        numbers("p1", [-END], above, "softmax", ".4f", **large),
        numbers("distance", [-END], [LEVEL / 2 - 0.03], "gap", ".2f", **distance),
    ]


def logits(names: tuple[str, ...]) -> list[Mark]:
    """Return a mark for each logit on the line, and its name and number beside it."""
    color, level = series(len(names)), np.full(len(names), LEVEL)

    def within(end: float) -> Rule:
        there = clipped("logit", -end, end)
        return lambda found: np.where(np.isinf(found["logit"]), np.nan, there(found))

    label: dict[str, Any] = {"before": "%{text} ", "place": "middle center"}
    label["text"] = [shortened(name) for name in names]
    label["textfont"] = {"color": color, "weight": 700}
    beside = level + ASIDE
    return [
        points("logits", within(EDGE), level, color=color, symbol=SHAPES, size=16),
        numbers("names", within(ROOM), beside, "logit", ".2~f", **label),
    ]
