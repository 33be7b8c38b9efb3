"""What lies still on the map: the ravine, its lowest point, and how the weights lie."""

from typing import Final

import numpy as np

from core.ravine import CURVES, height
from figures.arrows import arrow
from figures.marks import INK, Array, Found, Mark, Rule, mark, numbers, points, words

SOFT: Final = "var(--soft)"
AROUND: Final = np.linspace(0, 2 * np.pi, 121)
HILLS: Final = range(7, 0, -1)  # how far a line of equal loss reaches along the ravine
TOLD: Final = np.array([1, 3])  # of those, which say their loss
AT: Final = np.radians(62)  # where they do
MIDDLE: Final = np.array([1.3, -0.68])  # of the compass
LONG: Final = 0.5  # of its arrows, on the map
SHAPE: Final = CURVES**-0.5  # of a line of equal loss


def ground() -> list[Mark]:
    """Return the marks, from the lowest layer up."""
    far = np.outer([np.cos(AT), np.sin(AT)], TOLD) * SHAPE[:, np.newaxis]
    levels = height(far.T)

    def losses(found: Found) -> Array:
        return np.multiply.outer(found["factor"], levels)

    x, y = far
    font = {"color": SOFT}
    said = numbers("levels", x, y, losses, ",.3~r", place="top right", textfont=font)
    lowest = points("lowest", [0], [0], color=INK, symbol="diamond", size=14)
    return [*map(hill, HILLS), said, lowest, *compass()]


def hill(far: int) -> Mark:
    """Return a line of equal loss, and its inside, darker than what is around."""
    x, y = far * np.cos(AROUND) * SHAPE[0], far * np.sin(AROUND) * SHAPE[1]
    edge = {"color": "var(--border)", "width": 1}
    look = {"mode": "lines", "fill": "toself", "fillcolor": "var(--track)"}
    return mark(
        f"hill{far}", "scatter", {"x": x, "y": y}, line=edge, opacity=0.4, **look,
        cliponaxis=True,
    )  # fmt: skip


def compass() -> list[Mark]:
    """Return in which direction each weight grows."""

    def end(weight: int, i: int, far: float) -> Rule:
        return lambda found: MIDDLE[i] + far * found["axes"][..., 2 * weight + i]

    def along(weight: int, i: int) -> Rule:
        def ends(found: Found) -> Array:
            tip = MIDDLE[i] + LONG * found["axes"][..., 2 * weight + i]
            return np.stack(np.broadcast_arrays(MIDDLE[i], tip), axis=-1)

        return ends

    drawn: list[Mark] = []
    for weight, name in enumerate(("w₁", "w₂")):
        x, y = (along(weight, i) for i in (0, 1))
        drawn.append(arrow(f"axis{weight + 1}", x, y, color=INK, width=2))
        x, y = (end(weight, i, 1.3 * LONG) for i in (0, 1))
        called = f"axis{weight + 1}_name"
        drawn.append(words(called, x, y, name, place="middle center"))
    return drawn
