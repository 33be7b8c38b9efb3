"""Marks: bars, lines, points, words and regions, and what of them moves.

Every number of a mark either stands still, as an array, or *moves*: it is the
name of an answer of the scene, or a function of all answers. What `smooth` marks
is read from the backdrop instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]
Found = Mapping[str, Array]
Rule = str | Callable[[Found], Array]

INK: Final = "var(--ink)"
CARD: Final = "var(--card)"
CLEAR: Final = "rgba(0,0,0,0)"
BEYOND: Final = -1e4  # in units of any axis: beside every panel, where nothing is seen
ROWS: Final = ("x", "y", "customdata")  # attributes that are rows, also of one number


def answer(rule: Rule, found: Found) -> Array:
    """Return the numbers of a rule, for the answers of a scene."""
    return found[rule] if isinstance(rule, str) else rule(found)


@dataclass(frozen=True)
class Moving:
    """A number that follows the scene, or the backdrop that stands behind it."""

    rule: Rule
    behind: bool = False

    def __call__(self, found: Found) -> Array:
        """Return the numbers, for the answers of a scene."""
        return answer(self.rule, found)


def smooth(rule: Rule) -> Moving:
    """Return what follows the backdrop."""
    return Moving(rule, behind=True)


Number = ArrayLike | Rule | Moving


@dataclass(frozen=True, eq=False)
class Mark:
    """One trace of a panel.

    Attributes
    ----------
    name
        What it is called; things that move in it are named ``name.attribute``.
    trace
        The trace in plotly.js's words.
    moves
        What of it moves, by attribute.

    """

    name: str
    trace: Mapping[str, Any]
    moves: Mapping[str, Moving] = field(default_factory=dict)

    @property
    def points(self) -> int:
        """How many points it has."""
        return max(len(self.trace.get(axis, ())) for axis in ("x", "y"))


def mark(name: str, kind: str, numbers: Mapping[str, Number], **look: Any) -> Mark:  # noqa: ANN401 - the words of plotly.js
    """Return a mark; of its `numbers`, by attribute, some may move.

    So may what else it looks like, such as its opacity, if that is a `Moving`.
    """
    numbers = {**numbers, **{k: v for k, v in look.items() if isinstance(v, Moving)}}
    moves = {
        attribute: number if isinstance(number, Moving) else Moving(number)
        for attribute, number in numbers.items()
        if isinstance(number, (str, Moving)) or callable(number)
    }
    trace: dict[str, Any] = {"type": kind, "name": name, "cliponaxis": False, **look}
    for attribute, number in numbers.items():
        if attribute not in moves:
            put(trace, attribute, plain(number))
    rows = [*trace.values(), *trace.get("marker", {}).values()]
    count = max((len(row) for row in rows if isinstance(row, list)), default=1)
    for attribute in moves:
        put(trace, attribute, [0] * count if attribute in ROWS else 0)
    return Mark(name, trace, moves)


def put(trace: dict[str, Any], attribute: str, value: object) -> None:
    """Write an attribute, such as ``marker.size``, into a trace."""
    *outer, last = attribute.split(".")
    for key in outer:
        trace[key] = dict(trace.get(key, {}))
        trace = trace[key]
    trace[last] = value


def plain(number: object) -> object:
    """Return numbers as JSON has them: what is no number is a gap."""
    array = np.asarray(number)
    if array.dtype.kind == "f":
        gaps, array = np.isnan(array), array.astype(object)
        array[gaps] = None
    return array.tolist()


def row_of(attribute: str, numbers: Array) -> Array:
    """Return the numbers of an attribute; those of a row have an axis for it."""
    numbers = np.asarray(numbers, dtype=float)
    if attribute in ROWS and numbers.ndim == 1:
        return numbers[:, np.newaxis]
    return numbers


def bars(
    name: str,
    x: Number,
    count: int,
    *,
    color: str | Sequence[str],
    width: float = 0.6,
    outline: str = "",
    pattern: str = "",
    opacity: Number = 1,
    **look: Any,  # noqa: ANN401 - the words of plotly.js
) -> Mark:
    """Return a bar along x for each of so many rows.

    `pattern` writes its number beside it, in the notation of d3; `outline` draws
    a frame of that colour.
    """
    marker: dict[str, Any] = {"color": color}
    if outline:
        marker["line"] = {"color": outline, "width": 1.5}
    if pattern:
        look |= {"texttemplate": f"%{{x:{pattern}}}", "textposition": "outside"}
        look |= {"textfont": {"color": INK}, "textangle": 0, "constraintext": "none"}
    look = {"orientation": "h", "width": width, "marker": marker, **look}
    numbers = {"y": np.arange(count), "x": x, "marker.opacity": opacity}
    return mark(name, "bar", numbers, **look)


def line(
    name: str,
    x: Number,
    y: Number,
    *,
    color: str = INK,
    width: float = 2,
    dash: str = "solid",
    curved: float = 0,
    **look: Any,  # noqa: ANN401 - the words of plotly.js
) -> Mark:
    """Return a line through points; `curved` says how far it may bend between them."""
    drawn: dict[str, Any] = {"color": color, "width": width, "dash": dash}
    if curved:
        drawn |= {"shape": "spline", "smoothing": curved}
    look = {"mode": "lines", "line": drawn, **look}
    return mark(name, "scatter", {"x": x, "y": y}, **look)


def upright(name: str, x: Rule | Moving, low: float, high: float, **look: Any) -> Mark:  # noqa: ANN401 - as of a line
    """Return a line from `low` to `high` at a number of the scene."""
    at = x if isinstance(x, Moving) else Moving(x)
    twice = Moving(lambda found: np.stack([at(found)] * 2, axis=-1), at.behind)
    return line(name, twice, [low, high], **{"width": 1, **look})


def points(
    name: str,
    x: Number,
    y: Number,
    *,
    color: str | Sequence[str] = INK,
    symbol: str | Sequence[str] = "circle",
    size: Number = 12,
    edge: str = CARD,
    edge_width: float = 2,
    **look: Any,  # noqa: ANN401 - the words of plotly.js
) -> Mark:
    """Return points; a symbol that is open shows its edge alone."""
    outline = {"color": edge, "width": edge_width}
    marker = {"color": color, "symbol": symbol, "opacity": 1, "line": outline}
    look = {"mode": "markers", "marker": marker, **look}
    return mark(name, "scatter", {"x": x, "y": y, "marker.size": size}, **look)


def placed(shown: Array, x: Array | float) -> Array:
    """Return where words and points are, of which some are not there.

    Those lie beside the panel, where they are hidden. They come back by moving, while a
    gap in a mark that moves has all of it drawn anew.
    """
    return np.where(shown, x, BEYOND)


def words(
    name: str,
    x: Number,
    y: Number,
    text: str | Sequence[str],
    *,
    place: str = "middle right",
    **look: Any,  # noqa: ANN401 - the words of plotly.js
) -> Mark:
    """Return words at points; `place` is where, seen from the point."""
    look = {"textposition": place, "textfont": {"color": INK}, **look}
    return mark(name, "scatter", {"x": x, "y": y}, mode="text", text=text, **look)


def numbers(
    name: str,
    x: Number,
    y: Number,
    value: Number,
    pattern: str,
    *,
    place: str = "middle right",
    before: str = "",
    after: str = "",
    **look: Any,  # noqa: ANN401 - the words of plotly.js
) -> Mark:
    """Return numbers at points, written in the notation of d3."""
    look = {"textposition": place, "textfont": {"color": INK}, **look}
    look["texttemplate"] = f"{before}%{{customdata:{pattern}}}{after}"
    at = {"x": x, "y": y, "customdata": value}
    return mark(name, "scatter", at, mode="text", **look)


def region(name: str, x: Number, y: Number, *, color: str, **look: Any) -> Mark:  # noqa: ANN401 - the words of plotly.js
    """Return the inside of a polygon, or of several with a gap between them."""
    look = {"mode": "none", "fill": "toself", "fillcolor": color, **look}
    return mark(name, "scatter", {"x": x, "y": y}, **look)
