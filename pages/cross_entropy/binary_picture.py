"""The loss of a yes or no over its logit: both branches, and the slope."""

from functools import lru_cache
from typing import Final

from figures.axes import Axis
from figures.marks import INK, Found, Mark, line, points, smooth
from figures.offscale import clipped
from figures.picture import Grid, Label, Panel, Picture
from live import Array, Words
from pages.cross_entropy.amounts import above, amount
from pages.cross_entropy.binary_scene import LOGITS

YES: Final = "var(--series-1)"
NO: Final = "var(--series-2)"
CEILING: Final = 10.0  # the greatest loss that the axis shows
INSIDE: Final = clipped("logit", LOGITS[0], LOGITS[-1])  # also an infinite logit
HEIGHT: Final = clipped("loss", high=CEILING)


@lru_cache(maxsize=8)
def picture(words: Words) -> Picture:
    """Draw the loss over the logit, large, and its slope beside it."""
    fives, tens = (-10, -5, 0, 5, 10), (-10, 0, 10)
    x = Axis(-10.5, 10.5, ticks=fives, title=words["axis"], zero=True)
    low = Axis(-10.5, 10.5, ticks=tens, title=words["axis"], zero=True)
    loss = Axis(-0.2, 10.4, ticks=range(0, 11, 2), grid=True, zero=True)
    slope = Axis(-1.1, 1.25, ticks=(-1, 0, 1), zero=True)
    one, zero, sigmoid, mistake = words["curves"]
    beside = [
        Label(one, -10, color=YES),
        Label(zero, 10, anchor="right", color=NO),
    ]
    on_slope = [
        Label(sigmoid, 10, 1.14, anchor="right", color=YES),
        Label(mistake, -10, -0.75),
    ]
    above, above_slope = words["branches"]
    panels = {
        "loss": Panel(losses(), x, loss, labels=beside, titles=[above]),
        "slope": Panel(slopes(), low, slope, labels=on_slope, titles=[above_slope]),
    }
    columns, gaps = (64, 30), (0, 6)
    return Picture(
        panels,
        Grid(
            ["loss slope"], columns, [370],
            gaps=gaps, heads=[56], foot=44, margin=(36, 8), least=27,
        ),
        Grid(["loss"], [1], [200], heads=[56], foot=44, margin=(28, 6)),
    )  # fmt: skip


def losses() -> list[Mark]:
    """Return the loss, between what both labels cost, and as a number."""
    dashes = {"one": (YES, "dash"), "zero": (NO, "dot")}
    branches = [
        line(name, LOGITS, smooth(name), color=ink, dash=dash, cliponaxis=True)
        for name, (ink, dash) in dashes.items()
    ]
    return [
        *branches,
        line("loss", LOGITS, smooth("loss"), width=3, cliponaxis=True),
        points("point", INSIDE, HEIGHT, size=18, edge=INK),
        *above("loss", CEILING, beside_point, INK, "bottom center"),
        *amount("loss", 0, 8.6, INK, em=3, place="bottom center"),
    ]


def slopes() -> list[Mark]:
    """Return the slope of the loss, and the sigmoid that it is made of."""
    return [
        line("sigmoid", LOGITS, smooth("share"), color=YES, dash="dash"),
        line("slope", LOGITS, smooth("slope"), width=3),
        points("share", INSIDE, "p", color=YES, symbol="circle-open", size=14),
        points("incline", INSIDE, "gradient", size=14, edge=INK),
    ]


def beside_point(found: Found) -> Array:
    """Return where there is room beside a point at the end of the axis."""
    return 0.45 * INSIDE(found)
