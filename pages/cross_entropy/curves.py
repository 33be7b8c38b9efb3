"""What the truth costs over the share that it got, and what pulls it there."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from figures.axes import Axis
from figures.marks import (
    INK,
    Found,
    Mark,
    Moving,
    Number,
    Rule,
    line,
    mark,
    numbers,
    points,
    smooth,
)
from figures.offscale import clipped
from figures.picture import Label, Panel
from live import Array, Words
from pages.cross_entropy.amounts import LARGE, UNDER, above, amount, where
from pages.cross_entropy.backdrop import ALONG, FINE, SHARES, SURPRISING
from pages.cross_entropy.stages import MIXTURES, PULL

CEILING: Final = 6.0  # the greatest loss that the axis shows
RIGHT: Final = 0.88  # where words end that a curve rises beside
SMALLER: Final = 2.6  # of the loss, where there is more to be seen
TOP: Final = CEILING + 0.6
ACROSS: Final = (-0.035, 1.005)  # shares, and left of them the column of the loss
HEIGHT: Final = clipped("loss", high=CEILING)
FLOOR: Final = "var(--accent)"


def price(color: str, stage: str, words: Words) -> Panel:
    """Return the price of the truth over its share, and what it is now."""
    titles, is_mixed = words["panels"][0], stage == MIXTURES
    costs = smooth(clipped("costs" if is_mixed else "surprise", high=CEILING))
    right = RIGHT if is_mixed else 1
    drawn = [
        line("costs", ALONG if is_mixed else SURPRISING, costs, width=3),
        *(mixed(words["floor"]) if is_mixed else []),
        *(one_step(color, words["landed"]) if stage == PULL else []),
        *reading(color),
        *above("loss", CEILING, -0.035, color),
        *amount("loss", right, 5.6, color, em=SMALLER if is_mixed else LARGE),
        *(captions(words["captions"]) if not is_mixed else []),
    ]
    labels = keys(words["keys"]) if is_mixed else []
    x = Axis(*ACROSS, zero=True)
    y = Axis(0, TOP, ticks=(0, 2, 4, 6), grid=True, zero=True)
    return Panel(drawn, x, y, titles=titles, labels=labels)


def reading(color: str) -> list[Mark]:
    """Return how the price is read: up from the whole, and along to the axis.

    They are bars, whose ends are numbers that the point has too.
    """
    look = {"marker": {"color": color}}
    at: dict[str, Rule] = {"x": "true_share", "y": HEIGHT}
    return [
        mark("stem", "bar", at, width=0.005, **look),
        mark("level", "bar", at, orientation="h", width=0.035, opacity=0.5, **look),
        mark("column", "bar", {"x": [-0.018], "y": HEIGHT}, width=0.024, **look),
        points("point", "true_share", HEIGHT, color=color, size=18, edge_width=3),
    ]


def captions(said: Sequence[Sequence[str]]) -> list[Mark]:
    """Return what the loss is the logarithm of, in each unit."""

    def at(unit: int) -> Moving:
        return Moving(lambda found: np.where(found["in_bit"] == unit, 1.0, np.nan))

    return [
        numbers(
            f"caption_{unit}", at(unit), [TOP], "true_share", ".4~g",
            before=before, after=after, place=UNDER,
        )
        for unit, (before, after) in enumerate(said)
    ]  # fmt: skip


def one_step(color: str, before: str) -> list[Mark]:
    """Return the way of one step, and where it lands."""
    way = smooth(clipped("way", high=CEILING))
    landed = clipped("landed", high=CEILING)
    return [
        line("way", smooth("way_share"), way, color=color, width=7),
        points(
            "landed", "landed_share", landed,
            color="var(--card)", edge=color, edge_width=4, size=16,
        ),
        numbers(
            "landing", where("landed", np.isfinite, 1), [1.4], "landed", ".3f",
            before=before, place="middle left", textfont={"color": color},
        ),
    ]  # fmt: skip


def mixed(before: str) -> list[Mark]:
    """Return the squared error, and the floor of the loss."""

    def floor(found: Found) -> Array:
        return np.stack([found["entropy"]] * 2, axis=-1)

    return [
        line("squared", SHARES, smooth("squared"), dash="dash", curved=1),
        point("squared_point", "squared_error", "circle-open"),
        line("floor", [0, 1], floor, color=FLOOR, dash="dot", width=3),
        numbers(
            "entropy", [RIGHT], [2.3], "entropy", ".3f",
            before=before, place="middle left", textfont={"color": FLOOR},
        ),
    ]  # fmt: skip


def keys(said: Sequence[str]) -> list[Label]:
    """Return what the loss is, and what the dashed line is, below the large number."""
    loss, squared = said
    return [
        Label(loss, RIGHT, TOP - 0.4, anchor="right"),
        Label(squared, RIGHT, 3.2, anchor="right"),
    ]


def pulls(titles: Sequence[str], said: Sequence[str], x: str) -> Panel:
    """Return how strongly both losses pull the true class over its share."""
    drawn = [
        line("pull", FINE, smooth("pulls"), width=3, curved=1),
        line("squared_pull", SHARES, smooth("squared_pulls"), dash="dash", curved=1),
        point("squared_pull_point", smooth("squared_pull"), "circle-open"),
        point("pull_point", smooth("pull"), "circle"),
    ]
    across = Axis(-0.02, 1.02, ticks={0.0: "0", 0.5: "½", 1.0: "1"}, title=x, zero=True)
    y = Axis(0, 1.1, ticks=(0, 0.5, 1), zero=True)
    labels = [
        Label(key, 1, 1.04 - 0.13 * i, anchor="right") for i, key in enumerate(said)
    ]
    return Panel(drawn, across, y, titles=titles, labels=labels)


def point(name: str, y: Number, symbol: str) -> Mark:
    """Return a point at the share of the true class."""
    return points(name, "true_share", y, symbol=symbol, edge=INK)
