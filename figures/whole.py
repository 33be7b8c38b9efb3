"""One strip that is the whole: a piece of it for each class, as long as its share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from figures.axes import Axis, Ticks, series, shortened
from figures.marks import CARD, Array, Found, Moving, Rule, answer, line, mark
from figures.picture import TYPE, Panel

ON: Final = "var(--on)"  # type on the colour of a class
QUARTERS: Final[Ticks] = {0.0: "0", 0.25: "¼", 0.5: "½", 0.75: "¾", 1.0: "1"}
SIZE: Final = 1.15 * TYPE


def whole(
    name: str,
    shares: Rule,
    names: Sequence[str],
    said: str,
    *,
    titles: Sequence[str] = (),
) -> Panel:
    """Return the strip.

    Parameters
    ----------
    name
        Of its pieces.
    shares
        How long the pieces are; together 1.
    names
        One for each class.
    said
        What a piece says that has room for it: a template of plotly.js's, in which
        ``%{text}`` is the name and ``%{x}`` the share.
    titles
        What stands above the strip.

    """
    count = len(names)
    pieces = mark(
        name,
        "bar",
        {"y": np.zeros(count), "x": shares, "base": starts(shares)},
        orientation="h",
        width=1,
        marker={"color": series(count), "line": {"color": CARD, "width": 1.5}},
        text=[shortened(one) for one in names],
        texttemplate=said,
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": ON, "size": SIZE, "weight": 700},
    )
    frame = line(f"{name}_frame", [0, 1, 1, 0, 0], [-0.5, -0.5, 0.5, 0.5, -0.5])
    return Panel(
        [pieces, frame], Axis(0, 1, ticks=QUARTERS), Axis(0.5, -0.5), titles=titles
    )


def starts(shares: Rule) -> Moving:
    """Return where each piece begins."""

    def begin(found: Found) -> Array:
        lengths = answer(shares, found)
        begun: Array = np.cumsum(lengths, axis=-1) - lengths
        return begun

    return Moving(begin)
