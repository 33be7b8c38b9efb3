"""The whole as it lies on the axis of the price: the truth first."""

from functools import partial
from typing import Final

import numpy as np

from figures.axes import Axis, series, shortened
from figures.marks import CARD, INK, Found, Rule, mark
from figures.picture import Panel
from live import Array, Words
from pages.cross_entropy.curves import ACROSS

FEW: Final = 6  # classes with a piece, an arrow's number and a term of their own
PALE: Final = 0.3  # pieces that are not the truth
Names = tuple[str, ...]


def whole(names: Names, true: int, words: Words) -> Panel:
    """Return the whole as it lies on the axis of the price; of many, two pieces."""
    count = len(names)
    color, pale = series(count), [1 if i == true else PALE for i in range(count)]
    on = ["var(--on)" if i == true else INK for i in range(count)]
    shares: Rule = "p"
    begin: Rule = partial(starts, true)
    if count > FEW:
        names = names[true], words["others"]
        color, pale, on = [color[true], INK], [1, PALE], ["var(--on)", INK]
        shares, begin = two_shares, two_starts
    pieces = mark(
        "whole",
        "bar",
        {"y": np.zeros(len(names)), "x": shares, "base": begin},
        orientation="h",
        width=1,
        marker={"color": color, "opacity": pale, "line": {"color": CARD, "width": 1}},
        text=[shortened(name) for name in names],
        texttemplate="%{text} %{x:.3f}",
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": on},
    )
    x = Axis(*ACROSS, ticks={0.0: "0", 0.5: "½", 1.0: "1"}, title=words["axes"][0])
    return Panel([pieces], x, Axis(0.5, -0.5))


def starts(true: int, found: Found) -> Array:
    """Return where the piece of each class begins, that of the true one first."""
    p = found["p"]
    before = np.cumsum(p, axis=-1) - p
    before[..., :true] += p[..., true, np.newaxis]
    before[..., true] = 0
    return before


def two_shares(found: Found) -> Array:
    """Return the share of the true class and that of all others."""
    share = found["true_share"]
    return np.stack([share, 1 - share], axis=-1)


def two_starts(found: Found) -> Array:
    """Return where both begin."""
    share = found["true_share"]
    return np.stack([np.zeros_like(share), share], axis=-1)
