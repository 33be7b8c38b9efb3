"""Pictures: panels of marks, placed by a grid for each variant.

A grid says which panel stands where, as a style sheet does with named areas. It
computes where axes begin and end, where titles stand, and how high all of it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field, replace
from functools import cached_property
from typing import Any, Final

import numpy as np

from figures.axes import Axis, Span
from figures.marks import INK, Array, Found, Mark, row_of

TYPE: Final = 16  # pixels, to which all lengths of a grid are told
SUBTITLE: Final = 16
ROW: Final = 44  # pixels in a grid that stand for one row of controls
CONTROLS: Final = "controls"  # the area that is left to them
LINE: Final = 1.45  # of the type
CLOSE: Final = 4  # pixels
UNSEEN: Final = {"visible": False, "fixedrange": True, "domain": [0, 1]}
Drawn = dict[str, Any]  # in plotly.js's words


@dataclass(frozen=True)
class Label:
    """Words that stand still in a panel.

    Parameters
    ----------
    text
        The words.
    x
        Where, on the axis of the panel.
    y
        Where on the other axis; above the panel if it is left out.
    anchor
        Which end of the words is at `x`.
    size
        Of the type, in pixels of the wide variant.
    color
        Of the words.
    short
        What stands there in the narrow variant, if it is something else.
    bold
        Whether it is a title.

    """

    text: str
    x: float
    y: float | None = None
    _: KW_ONLY
    bold: bool = False
    anchor: str = "left"
    size: float = SUBTITLE
    color: str = INK
    short: str = ""

    def narrowed(self) -> Label:
        """Return it as it is in the narrow variant."""
        return replace(self, text=self.short or self.text)

    def note(self, number: str, size: float) -> Drawn:
        """Return it in plotly.js's words: in a panel of a number, beside type."""
        above = self.y is None
        return {
            "text": self.text, "x": self.x, "y": 1 if above else self.y,
            "xref": f"x{number}", "yref": f"y{number}{' domain' if above else ''}",
            "xanchor": self.anchor, "yanchor": "bottom" if above else "middle",
            "align": "left", "showarrow": False,
            "font": {
                "size": size * self.size / TYPE,
                "color": self.color,
                "weight": 700 if self.bold else 400,
            },
        }  # fmt: skip


@dataclass(frozen=True, eq=False)
class Panel:
    """Marks on a pair of axes, under a title.

    Parameters
    ----------
    marks
        What is drawn, the first below all others.
    x, y
        The axes.
    titles
        What stands above: a title, what is said below it, and what stands there
        alone in the narrow variant, if it is not the title.
    labels
        Further words.
    over
        An axis of x of its own for some marks, by their names; on the screen its
        ends are those of `x`.

    """

    marks: Sequence[Mark]
    x: Axis
    y: Axis
    _: KW_ONLY
    titles: Sequence[str] = ()
    labels: Sequence[Label] = ()
    over: Mapping[str, Axis] = field(default_factory=dict)

    def narrowed(self) -> Panel:
        """Return it as it is in the narrow variant."""
        return replace(
            self,
            x=self.x.narrowed(),
            y=self.y.narrowed(),
            titles=self.titles[2:] or self.titles[:1],
            labels=[label.narrowed() for label in self.labels],
            over={name: axis.narrowed() for name, axis in self.over.items()},
        )

    def notes(self, across: Span, up: Span, head: float, size: float) -> list[Drawn]:
        """Return its titles in plotly.js's words.

        They begin at the top of the picture, or close above a panel of a lower line,
        where ticks of the line before share the room.
        """
        said = [text for text in self.titles[:2] if text]
        above = head if up[1] == 1 else min(head, LINE * size * len(said) + CLOSE)
        same = {
            "x": across[0], "y": up[1], "xref": "paper", "yref": "paper",
            "xanchor": "left", "yanchor": "top", "align": "left", "showarrow": False,
        }  # fmt: skip
        fonts = {"weight": 700}, {"size": size * SUBTITLE / TYPE}
        return [
            {**same, "text": text, "font": font, "yshift": above - LINE * size * i}
            for i, (text, font) in enumerate(zip(said, fonts, strict=False))
        ]


@dataclass(frozen=True)
class Grid:
    """Which panel stands where.

    Parameters
    ----------
    areas
        For each line of panels their names, with blanks between them. One that is
        named twice in a row stretches over both columns; `.` is an empty place, and
        `controls` the place of the controls, whose rows the panels beside it share.
        Panels that are not named are not shown in this variant.
    columns
        How wide the columns are, as shares of whatever there is.
    rows
        How high the lines are, in pixels; beside controls so many to a `ROW`.
    gaps
        How wide the room before each column is, in the same shares: for the ticks
        of the axes. The first may be 0.
    heads
        How high the room above each line is, in pixels: for titles.
    foot
        How high the room below the last line is, in pixels: for ticks.
    top
        How much of the room above the first line lies above the controls beside it,
        in pixels; all of it, if that is left out.
    size
        Of the type, in pixels.
    margin
        Pixels left and right of all.
    grows
        Whether lines take the height that the page has for the picture, in the
        proportion of theirs; else they grow with the type alone.
    least
        From which width on it is used, in widths of an em; a picture takes the
        first of its grids that fits.

    """

    areas: Sequence[str]
    columns: Sequence[float]
    rows: Sequence[float]
    _: KW_ONLY
    gaps: Sequence[float] = ()
    heads: Sequence[float] = ()
    foot: float = 0
    top: float | None = None
    size: float = TYPE
    margin: tuple[float, float] = (4, 4)
    grows: bool = True
    least: float = 30

    @property
    def bands(self) -> list[tuple[str, float]]:
        """What the picture is made of from top to bottom: how each part grows."""
        kinds = [
            "row" if CONTROLS in line.split() else "grow" if self.grows else "type"
            for line in self.areas
        ]
        lines = zip(self.above, kinds, self.rows, strict=True)
        parts = [part for h, kind, r in lines for part in (("type", h), (kind, r))]
        return [*parts, ("type", self.foot)]

    @property
    def across(self) -> Array:
        """Where each column begins and ends, as shares of the width."""
        ends = edges(self.gaps or [0] * len(self.columns), self.columns)
        shares: Array = ends / ends[-1, 1]
        return shares

    @property
    def upright(self) -> Array:
        """Where each line ends and begins, as shares of the height, from below."""
        inner = self.height - self.margin_above - self.foot
        return 1 - (edges(self.above, self.rows) - self.margin_above)[:, ::-1] / inner

    @property
    def above(self) -> Sequence[float]:
        """How high the room above each line is."""
        return self.heads or [0] * len(self.rows)

    @property
    def margin_above(self) -> float:
        """How high the margin above everything is."""
        return self.above[0] if self.top is None else self.top

    @property
    def height(self) -> float:
        """How high all of it is."""
        return sum(self.heads) + sum(self.rows) + self.foot

    def places(self) -> Iterator[tuple[str, Span, Span, float]]:
        """Yield each panel, its span across and upright, and the room above it."""
        cells: dict[str, list[tuple[int, int]]] = {}
        for row, line in enumerate(self.areas):
            for column, name in enumerate(line.split()):
                cells.setdefault(name, []).append((row, column))
        cells.pop(".", None)
        for name, within in cells.items():
            (top, left), (bottom, right) = within[0], within[-1]
            x = self.across[left, 0], self.across[right, 1]
            y = self.upright[bottom, 0], self.upright[top, 1]
            yield name, x, y, self.above[top]


def edges(gaps: Sequence[float], sizes: Sequence[float]) -> Array:
    """Return where each of some sizes begins and ends, with a gap before each."""
    return np.cumsum(np.column_stack([gaps, sizes])).reshape(-1, 2)


@dataclass(frozen=True, eq=False)
class Picture:
    """Panels, and a grid for each variant of the page that shows them.

    Parameters
    ----------
    panels
        By name.
    wide, narrow
        Where they stand beside the controls, and on a narrow screen.
    present
        Where they stand on the wall of a hall; as in the others, if it is left out.
    middle
        Where they stand if there is less room than `wide` needs, and more than a
        narrow screen has.

    """

    panels: Mapping[str, Panel]
    wide: Grid
    narrow: Grid
    present: Grid | None = None
    middle: Grid | None = None

    @cached_property
    def marks(self) -> list[Mark]:
        """Every mark of every panel."""
        return [mark for panel in self.panels.values() for mark in panel.marks]

    @cached_property
    def numbers(self) -> dict[str, str]:
        """What plotly.js calls the axes of each panel: nothing, ``2``, ``3`` …."""
        return {name: str(i) if i > 1 else "" for i, name in enumerate(self.panels, 1)}

    @cached_property
    def over(self) -> dict[str, str]:
        """What plotly.js calls the axes of x that marks have for themselves."""
        own = [name for panel in self.panels.values() for name in panel.over]
        return {name: str(i) for i, name in enumerate(own, len(self.panels) + 1)}

    @cached_property
    def text(self) -> str:
        """The figure as JSON: its data, and a layout for each variant."""
        data = [
            {**mark.trace, "xaxis": f"x{self.over.get(mark.name, i)}", "yaxis": f"y{i}"}
            for name, i in self.numbers.items()
            for mark in self.panels[name].marks
        ]
        narrowed = {name: panel.narrowed() for name, panel in self.panels.items()}
        layouts = {
            "wide": self.layout(self.wide, self.panels),
            "narrow": self.layout(self.narrow, narrowed),
        }
        for variant, grid in (("middle", self.middle), ("present", self.present)):
            if grid:
                layouts[variant] = self.layout(grid, self.panels)
        return json.dumps({"data": data, "layouts": layouts}, ensure_ascii=False)

    def moves(self, found: Found, *, behind: bool = False) -> dict[str, Array]:
        """Return what moves with the answers of the scene, or of the backdrop."""
        return {
            f"{mark.name}.{attribute}": row_of(attribute, moving(found))
            for mark in self.marks
            for attribute, moving in mark.moves.items()
            if moving.behind == behind
        }

    def points(self, trace: str) -> int:
        """Return how many points a trace has."""
        return next(mark.points for mark in self.marks if mark.name == trace)

    def layout(self, grid: Grid, panels: Mapping[str, Panel]) -> Drawn:
        """Return the layout of a variant, in plotly.js's words."""
        left, right = grid.margin
        small = grid.size * SUBTITLE / TYPE
        notes: list[Drawn] = []
        # What the browser needs to fit it to the page: no word of plotly.js's.
        room: Drawn = {
            "hidden": self.hidden(grid),
            "bands": grid.bands,
            "least": grid.least,
        }
        drawn: Drawn = {
            "showlegend": False,
            "barmode": "overlay",
            "height": grid.height,
            "margin": {"l": left, "r": right, "t": grid.margin_above, "b": grid.foot},
            "font": {"size": grid.size, "color": INK},
            "annotations": notes,
            "room": room,
        }
        for name, across, up, head in grid.places():
            if name == CONTROLS:
                room[CONTROLS] = {"across": list(across), "top": round(up[1], 9)}
                continue
            panel, number = panels[name], self.numbers[name]
            x, y = f"x{number}", f"y{number}"
            drawn[f"xaxis{number}"] = panel.x.layout(small, y, across)
            drawn[f"yaxis{number}"] = panel.y.layout(small, x, up)
            for own, axis in panel.over.items():
                laid = axis.layout(small, y, across) | {"overlaying": x}
                drawn[f"xaxis{self.over[own]}"] = laid
            notes += panel.notes(across, up, head, grid.size)
            notes += [label.note(number, grid.size) for label in panel.labels]
        for number in self.numbers.values():
            if f"xaxis{number}" not in drawn:
                drawn[f"xaxis{number}"] = drawn[f"yaxis{number}"] = UNSEEN
        return drawn

    def hidden(self, grid: Grid) -> list[int]:
        """Return which traces belong to panels that a variant does not show."""
        shown = {name for name, *_ in grid.places()}
        names = [name for name, panel in self.panels.items() for _ in panel.marks]
        return [place for place, name in enumerate(names) if name not in shown]
