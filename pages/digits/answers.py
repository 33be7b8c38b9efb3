"""Ten logits, ten probabilities, and how often the network is right by epoch."""

from typing import Any, Final

import numpy as np

from core.digits import KINDS
from core.handwriting import EPOCHS
from figures.axes import Axis
from figures.marks import (
    CARD,
    CLEAR,
    INK,
    Found,
    Mark,
    bars,
    line,
    numbers,
    points,
    upright,
    words,
)
from figures.picture import TYPE, Label, Panel
from figures.rows import band, longest
from live import Array, Words
from pages.digits.scene import by_epoch

COLOR: Final = "var(--series-1)"
LEARNED: Final = "var(--series-3)"
LEFT, END = -0.95, 1.62  # of the axis, with room for logits and for shares
LOGITS: Final = -0.06  # where logits end
HELD: Final = 0.09  # beside a bar that can be taken hold of
LARGE: Final[dict[str, Any]] = {"size": 1.25 * TYPE, "weight": 700, "color": INK}
ROWS: Final = np.arange(KINDS)


def answers(spoken: Words) -> Panel:
    """Return a row for each digit: its logit, and its share of the whole."""

    def beside(found: Found) -> Array:
        is_held = found["chosen"][..., np.newaxis] == ROWS
        return np.asarray(found["p"] + np.where(is_held, HELD, 0.03))

    def ghost(found: Found) -> Array:
        is_moved = found["added"][..., np.newaxis] != 0
        return np.where(is_moved, found["before"], np.nan)

    hand: dict[str, Any] = {"size": 13, "color": CARD, "edge": INK, "edge_width": 2.5}
    digits = [str(digit) for digit in ROWS]
    look: dict[str, Any] = {"place": "middle right", "textfont": LARGE}
    marks: list[Mark] = [
        band("here", {"x": [END - LEFT], "base": [LEFT], "y": "chosen"}),
        bars("p", "p", KINDS, color=COLOR, width=0.62, opacity=longest("p")),
        bars("before", ghost, KINDS, color=CLEAR, width=0.8, outline=INK),
        line("zero", [0, 0], [-0.5, KINDS - 0.5], color="var(--border)", width=1),
        # What is pressed chooses; the first of all options has no row.
        words(
            "digits", [np.nan, *[LEFT] * KINDS], [np.nan, *ROWS], ["", *digits], **look
        ),
        numbers("z", np.full(KINDS, LOGITS), ROWS, "logit", ".2f", place="middle left"),
        numbers("shares", beside, ROWS, "p", ".1%"),
        points("hand", "chosen_p", "chosen", **hand),
    ]
    heads = [
        Label(spoken["heads"]["z"], LOGITS, anchor="right", bold=True),
        Label(spoken["heads"]["p"], 0, bold=True),
    ]
    return Panel(marks, Axis(LEFT, END), Axis(KINDS - 0.5, -0.5), labels=heads)


def learning(spoken: Words) -> Panel:
    """Return how often the network is right after each epoch."""

    def at(found: Found) -> Array:
        return np.asarray(found["at_epoch"])

    def beside(found: Found) -> Array:
        return np.asarray(at(found) + np.where(at(found) > EPOCHS / 2, -1, 1))

    def below(found: Found) -> Array:
        return np.asarray(found["accuracy"] - 0.38)

    share, *_ = by_epoch()
    color: dict[str, Any] = {"color": LEARNED}
    marks = [
        upright("epoch_line", at, 0, 1, color=INK),
        line("right", np.arange(EPOCHS + 1), share, width=2.5, **color),
        points("epoch_now", at, "accuracy", size=12, **color),
        numbers(
            "right_now",
            beside,
            below,
            "accuracy",
            ".1%",
            place="middle center",
        ),
    ]
    x = Axis(-0.4, EPOCHS + 0.4, ticks=range(0, EPOCHS + 1, 5))
    y = Axis(0, 1.08)
    return Panel(marks, x, y, titles=spoken["learning"])
