"""A graph with its numbers: values above, derivatives below, slopes on edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np

from figures.graph import NODE, Path, Place, arrows, beside, edges, nodes
from figures.marks import CARD, CLEAR, INK, Mark, Rule, points
from figures.picture import TYPE
from pages.backpropagation.layout import ABOVE, LEFT, SIDE, Layout
from pages.backpropagation.walk import Walk

VALUE: Final = "var(--series-1)"
BACK: Final = "var(--series-2)"
SOFT: Final = "var(--soft)"
SQUARE: Final = 36  # pixels
CLOSE: Final = 30  # a little less than a mark, so that words come close to it
UPPER: Final = 0.34  # of an edge that comes down from a parameter
TIMES: Final = "\N{MULTIPLICATION SIGN}"
MINUS: Final = "\N{MINUS SIGN}"
SIGNS: Final = {
    "multiply": TIMES,
    "add": "+",
    "subtract": MINUS,
    "relu": "ReLU",
    "half square": "½( )²",
}
BELOW: Final = str.maketrans("123", "₁₂₃")
LARGE: Final[dict[str, Any]] = {"size": 1.17 * TYPE, "weight": 700}
GAP: Final = "\N{NO-BREAK SPACE}"


def said(name: str) -> str:
    """Return the name of a node as it is written."""
    return name.translate(BELOW)


@dataclass(frozen=True)
class Drawing:
    """A walk in a layout, with the name of the node that is nudged.

    All its marks are called so, after what comes first.
    """

    walk: Walk
    layout: Layout
    checked: str
    first: str = ""

    @cached_property
    def places(self) -> list[Place]:
        """Where every node stands."""
        return [self.layout.places[name] for name in self.walk.names]

    def path(self, start: int, end: int) -> list[Place]:
        """Return the points of an edge."""
        names = self.walk.names[start], self.walk.names[end]
        return [self.places[start], *self.layout.bends.get(names, ()), self.places[end]]

    def marks(self) -> list[Mark]:
        """Return everything of the graph, the lowest first."""
        walk = self.walk
        every = [path for k in walk.operations for path in self.into(k)]
        return [
            edges(f"{self.first}edges", every, color="var(--border)", width=1.8),
            *self.ways(),
            self.nodes("data", walk.data),
            self.nodes("parameters", walk.parameters),
            self.nodes("operations", walk.operations, symbol="circle", size=NODE),
            self.ring(),
            self.slopes(),
            *self.numbers(),
            *self.sums(),
        ]

    def into(self, k: int) -> list[Path]:
        """Return the edges that lead into an operation."""
        return [self.path(i, k) for i in self.walk.graph[k].inputs]

    def back(self, k: int) -> list[Path]:
        """Return the ways back from an operation."""
        mine = [i for j, i in self.walk.edges if j == k]
        return [self.path(self.walk.graph[k].inputs[i], k)[::-1] for i in mine]

    def ways(self) -> Iterator[Mark]:
        """Yield the arrows of a step: into a node, or back to what it is made of."""
        operations = self.walk.operations
        none: list[list[Path]] = [[] for _ in operations]
        ahead = [[], *map(self.into, operations), *none]
        back = [[], *none, *map(self.back, reversed(operations))]
        name, look = self.first, {"width": 3.5}
        yield arrows(f"{name}ahead", ahead, "at", color=VALUE, **look)
        yield arrows(f"{name}back", back, "at", color=BACK, **look)

    def nodes(self, kind: str, chosen: Sequence[int], **look: Any) -> Mark:  # noqa: ANN401 - as of nodes
        """Return the nodes of a kind; around the one that is nudged is a thick edge."""
        names = [self.walk.names[k] for k in chosen]
        both = [(self.walk.graph[k].operation, self.walk.names[k]) for k in chosen]
        signs = [SIGNS[op.name] if op else said(name) for op, name in both]
        return nodes(
            f"{self.first}{kind}",
            [self.places[k] for k in chosen],
            signs,
            fill="var(--track)" if kind == "parameters" else CARD,
            edge=[INK if name == self.checked else "var(--border)" for name in names],
            edge_width=[3 if name == self.checked else 1.5 for name in names],
            **{"symbol": "square", "size": SQUARE, **look},
        )

    def ring(self) -> Mark:
        """Return a ring around the operation of now."""
        there = [self.places[k] for k in self.walk.operations]
        order = np.array([(np.nan, np.nan), *there, *reversed(there)])
        x, y = (lambda f, i=i: order[f["at"].astype(int), i] for i in (0, 1))
        return points(
            f"{self.first}ring", x, y,
            color=CLEAR, size=NODE + 4, edge=INK, edge_width=3,
        )  # fmt: skip

    def slopes(self) -> Mark:
        """Return the local slope on every edge that something has come back on."""
        walk, where = self.walk, []
        for k, i in walk.edges:
            start = walk.graph[k].inputs[i]
            names = walk.names[start], walk.names[k]
            where.append(self.layout.slopes.get(names) or middle(self.path(start, k)))
        places, sides = zip(*where, strict=True)
        # Beside an upright edge it stands clear of the square above.
        away = [SQUARE - 8 if side == "middle right" else 12 for side in sides]
        return beside(
            f"{self.first}slopes", places, sides, "local", ".4~g",
            shown="passed", away=away, before=f"{TIMES}{GAP}", color=SOFT,
        )  # fmt: skip

    def numbers(self) -> Iterator[Mark]:
        """Yield the value of every node, what has come back to it, and names."""
        walk, own, name = self.walk, self.layout, self.first
        usual = [SIDE if node.operation else ABOVE for node in walk.graph]
        sides = [
            own.sides.get(n, side) for n, side in zip(walk.names, usual, strict=True)
        ]
        value, back = zip(*sides, strict=True)
        away = [NODE - 6 if side in LEFT else CLOSE for side in value]
        yield beside(
            f"{name}values", self.places, value, "value", ".4~g",
            shown="reached", away=away, color=VALUE, **LARGE,
        )  # fmt: skip
        there = [
            own.beside.get(n, at) for n, at in zip(walk.names, self.places, strict=True)
        ]
        yield beside(
            f"{name}derivatives", there, back, "back", ".4~g",
            shown="returned", away=NODE - 6, before=f"←{GAP}", color=BACK, **LARGE,
        )  # fmt: skip
        named, there = walk.operations, [self.places[k] for k in walk.operations]
        names, left = [said(walk.names[k]) for k in named], ["top left"] * len(named)
        yield beside(f"{name}names", there, left, names, away=CLOSE, color=SOFT)

    def sums(self) -> Iterator[Mark]:
        """Yield what comes back to a node on two edges, to be added, as it comes."""
        parts = zip(reversed(self.walk.meeting), ("left", "right"), strict=False)
        for e, side in parts:
            pattern, before = ("+.4~g", "") if side == "right" else (".4~g", f"={GAP}")
            yield beside(
                f"{self.first}sum_{side}", [self.layout.sum], [f"middle {side}"],
                part("handed", e), pattern,
                shown=part("passed", e), away=1, before=before, color=BACK, **LARGE,
            )  # fmt: skip


def part(name: str, index: int) -> Rule:
    """Return a rule for one number of an answer, as a row."""
    return lambda found: found[name][..., index : index + 1]


def middle(path: Path) -> tuple[Place, str]:
    """Return the middle of a straight edge, and on which side there is room."""
    (a, b), (c, d) = path[0], path[-1]
    if a == c:  # nearer to the parameter, since a value stands beside the operation
        return (a, b + UPPER * (d - b)), "middle right"
    side = "bottom center" if b == d else "top right" if d > b else "bottom right"
    return ((a + c) / 2, (b + d) / 2), side
