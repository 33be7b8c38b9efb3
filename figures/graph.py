"""Graphs: nodes, edges between them, what is written beside either, and arrows.

Nodes are marks of a fixed size at places of a panel. What is written beside them
keeps its distance from a mark, however large a panel and its type become.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from figures.marks import (
    CARD,
    CLEAR,
    INK,
    Array,
    Mark,
    Rule,
    answer,
    line,
    mark,
    placed,
)
from figures.picture import TYPE

NODE: Final = 44  # pixels
HEAD: Final = 15  # of an arrow
Place = tuple[float, float]
Path = Sequence[Place]


def edges(name: str, paths: Sequence[Path], **look: Any) -> Mark:  # noqa: ANN401 - as of a line
    """Return lines along paths, which stand still."""
    return line(name, *joined(paths).T, **look)


def joined(paths: Sequence[Path]) -> Array:
    """Return all points of paths, (points, 2), with a gap after each path."""
    gap = [(np.nan, np.nan)]
    return np.array([point for path in paths for point in (*path, *gap)]).reshape(-1, 2)


def nodes(
    name: str,
    places: Sequence[Place],
    signs: Sequence[str],
    *,
    symbol: str = "circle",
    size: float = NODE,
    fill: str = CARD,
    edge: str | Sequence[str] = "var(--border)",
    edge_width: float | Sequence[float] = 1.5,
) -> Mark:
    """Return nodes with a sign in each of them."""
    marker = {
        "symbol": symbol,
        "size": size,
        "color": fill,
        "opacity": 1,
        "line": {"color": edge, "width": edge_width},
    }
    return mark(
        name,
        "scatter",
        dict(zip("xy", np.transpose(places), strict=True)),
        mode="markers+text",
        text=list(signs),
        textposition="middle center",
        textfont={"color": INK, "size": TYPE, "weight": 700},
        marker=marker,
    )


def beside(
    name: str,
    places: Sequence[Place],
    sides: Sequence[str],
    value: Rule | Sequence[str],
    pattern: str = "",
    *,
    shown: Rule | None = None,
    away: float | Sequence[float] = NODE,
    before: str = "",
    **font: Any,  # noqa: ANN401 - the words of plotly.js
) -> Mark:
    """Return what is written beside nodes or edges, on a side of each.

    Parameters
    ----------
    name
        Of the mark.
    places, sides
        Where each of them is, and on which side of that it is written.
    value, pattern
        Texts; or a rule for numbers, and how they are written in the notation of d3.
    shown
        A rule for which of them are there; all, if it is left out.
    away
        How large the marks are beside which it is written.
    before
        What is written before each number.
    font
        How it looks.

    """
    x, y = np.transpose(places)
    numbers: dict[str, Any] = {"x": x, "y": y}
    if shown is not None:
        numbers["x"] = lambda found: placed(answer(shown, found) > 0, x)
    look: dict[str, Any] = {"textfont": {"color": INK, "size": TYPE, **font}}
    if pattern:
        numbers["customdata"] = value
        look["texttemplate"] = f"{before}%{{customdata:{pattern}}}"
    else:
        look["text"] = value
    size = np.broadcast_to(away, len(x)).tolist()
    look["marker"] = {"size": size, "color": CLEAR, "line": {"width": 0}}
    return mark(
        name, "scatter", numbers, mode="markers+text", textposition=list(sides), **look
    )


def arrows(
    name: str, steps: Sequence[Sequence[Path]], step: Rule, *, color: str, width: float
) -> Mark:
    """Return the arrows of a step, each of which ends at the rim of a node.

    Parameters
    ----------
    name
        Of the mark.
    steps
        For each step the paths of its arrows.
    step
        A rule for the step of now, counted from 0.
    color, width
        Of the arrows.

    """
    longest = max(len(path) for paths in steps for path in paths)
    most = max(len(paths) for paths in steps)
    points = np.stack([padded(paths, most, longest) for paths in steps])

    def of_now(axis: int) -> Rule:
        return lambda found: points[answer(step, found).astype(int), :, axis]

    heads = np.tile([*[0] * (longest - 1), HEAD, 0], most).tolist()
    marker = {
        "symbol": "arrow",
        "angleref": "previous",
        "size": heads,
        "standoff": np.where(heads, NODE / 2, 0).tolist(),
        "color": color,
        "opacity": 1,
        "line": {"width": 0},
    }
    return mark(
        name,
        "scatter",
        {"x": of_now(0), "y": of_now(1)},
        mode="lines+markers",
        line={"color": color, "width": width},
        marker=marker,
    )


def padded(paths: Sequence[Path], most: int, longest: int) -> Array:
    """Return so many paths of so many points and a gap, as one row of points.

    A path that is shorter stays at its beginning for a while.
    """
    row = np.full((most, longest + 1, 2), np.nan)
    for k, path in enumerate(paths):
        row[k, :-1] = [path[0]] * (longest - len(path)) + list(path)
    return row.reshape(-1, 2)
