"""The loss of a yes or no over its logit: both branches, and the slope."""

from functools import lru_cache
from typing import Final

from figures.axes import Axis
from figures.marks import INK, Mark, line, points, smooth
from figures.offscale import clipped, infinity, where_infinite
from figures.picture import Grid, Label, Panel, Picture
from live import Words
from pages.cross_entropy.binary_scene import LOGITS

YES: Final = "var(--series-1)"
NO: Final = "var(--series-2)"
CEILING: Final = 10.0  # the greatest loss at which the point is still to be seen
INSIDE: Final = clipped("logit", LOGITS[0], LOGITS[-1])  # also an infinite logit


@lru_cache(maxsize=8)
def picture(words: Words) -> Picture:
    """Draw the loss over the logit, and its slope beside it."""
    x = Axis(-10.5, 10.5, ticks=(-10, -5, 0, 5, 10), title="x", zero=True)
    loss = Axis(-0.2, 10.4, ticks=range(0, 11, 2), zero=True)
    slope = Axis(-1.1, 1.1, ticks=(-1, -0.5, 0, 0.5, 1), zero=True)
    one, zero, sigmoid = words["curves"]
    beside = [label(one, -8.5, 9.3, YES), label(zero, 8.5, 9.3, NO)]
    on_slope = [label(sigmoid, 9, 0.82, YES)]
    above, above_slope = words["branches"]
    panels = {
        "loss": Panel(losses(), x, loss, labels=beside, titles=above),
        "slope": Panel(slopes(), x, slope, labels=on_slope, titles=above_slope),
    }
    areas, narrow = ["loss slope"], (6, 13)
    return Picture(
        panels,
        Grid(areas, (46, 42), [252], gaps=(4, 8), heads=[38], foot=40, top=8),
        Grid(areas, (43, 38), [168], gaps=narrow, heads=[26], foot=36, size=12),
    )


def losses() -> list[Mark]:
    """Return the loss, between what both labels cost."""
    height, where = clipped("loss", high=CEILING), where_infinite("loss", CEILING)
    return [
        line("one", LOGITS, smooth("one"), color=YES, dash="dash"),
        line("zero", LOGITS, smooth("zero"), color=NO, dash="dot"),
        line("loss", LOGITS, smooth("loss"), width=3),
        points("point", INSIDE, height, size=14, edge=INK),
        infinity(
            "off", lambda found: 0.9 * INSIDE(found), where, 24, place="bottom center"
        ),
    ]


def slopes() -> list[Mark]:
    """Return the slope of the loss, and the sigmoid that it is made of."""
    return [
        line("sigmoid", LOGITS, smooth("share"), color=YES, dash="dash"),
        line("slope", LOGITS, smooth("slope"), width=3),
        points("share", INSIDE, "p", color=YES, symbol="circle-open", size=14),
        points("incline", INSIDE, "gradient", size=14, edge=INK),
    ]


def label(words: tuple[str, str], x: float, y: float, color: str) -> Label:
    """Return what stands beside a curve, in full and for a narrow screen."""
    (text, short), anchor = words, "left" if x < 0 else "right"
    return Label(text, x, y, anchor=anchor, size=13, color=color, short=short)
