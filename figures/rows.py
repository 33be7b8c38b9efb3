"""Bars in rows, one row for each class, in panels side by side.

A row can stand beside the slider of its class, so that a number is followed
from left to right. Bars along x leave room for names and numbers at any
number of classes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import plotly.graph_objects as go

HEAD = 50  # pixels above the first row, for titles
NARROW_HEAD = 26
NARROW_ROW = 26
LONGEST_TICK = 11


@dataclass(frozen=True)
class Panel:
    """One panel of bars.

    Parameters
    ----------
    trace
        Name of the bars; the scene moves their ``x``.
    span
        Where the panel begins and ends, as shares of the whole width.
    scale
        The numbers at its two ends. Beside every bar there must be room for
        the number that it shows.
    narrow
        The numbers at its ends on a narrow screen, with more room.
    pattern
        How the number is written, in the notation of d3.
    title, subtitle
        What stands above.
    mark
        Name of a trace of marks left of the bars, one for each row; the scene
        moves its ``x`` to 0, or to not-a-number where there is no mark.
    total
        Name of a text below the bars; the scene sets its ``customdata``.
    opacity
        Of the bars.

    """

    trace: str
    span: tuple[float, float]
    scale: tuple[float, float]
    narrow: tuple[float, float]
    pattern: str
    title: str
    subtitle: str = ""
    mark: str = ""
    total: str = ""
    opacity: float = 1.0


def rows_of_bars(names: Sequence[str], panels: Sequence[Panel], row: int) -> go.Figure:
    """Draw one row of bars for each name, `row` pixels high, and one for totals."""
    figure = go.Figure(layout={"template": {}})
    figure.update_layout(
        showlegend=False,
        height=HEAD + row * (len(names) + 1),
        margin={"l": 4, "r": 4, "t": HEAD, "b": 0},
        font={"size": 13, "color": "var(--ink)"},
    )
    for i, panel in enumerate(panels, start=1):
        add_panel(figure, panel, names, {"xaxis": f"x{i}", "yaxis": f"y{i}"})
        figure.update_layout(
            {f"xaxis{i}": x_axis(panel, i), f"yaxis{i}": y_axis(names, i)}
        )
    return figure


def add_panel(
    figure: go.Figure, panel: Panel, names: Sequence[str], axes: dict[str, str]
) -> None:
    """Add the traces and the title of a panel."""
    rows = list(range(len(names)))
    figure.add_bar(
        name=panel.trace,
        orientation="h",
        x=[0] * len(rows),
        y=rows,
        width=0.6,
        marker={
            "color": [f"var(--series-{i + 1})" for i in rows],
            "opacity": panel.opacity,
        },
        texttemplate=f"%{{x:{panel.pattern}}}",
        textposition="outside",
        textangle=0,
        textfont={"color": "var(--ink)", "size": 13},
        cliponaxis=False,
        **axes,
    )
    if panel.mark:
        figure.add_scatter(
            name=panel.mark,
            mode="text",
            text="▶",
            textposition="middle left",
            textfont={"color": "var(--ink)", "size": 17},
            x=[0] * len(rows),
            y=rows,
            cliponaxis=False,
            **axes,
        )
    if panel.total:
        figure.add_scatter(
            name=panel.total,
            mode="text",
            x=[0],
            y=[len(rows)],
            customdata=[0],
            texttemplate="\N{NO-BREAK SPACE}Σ = %{customdata:.4~f}",
            textposition="middle right",
            textfont={"color": "var(--ink)", "size": 14},
            cliponaxis=False,
            **axes,
        )
    add_title(figure, panel.span[0], panel.title, panel.subtitle)


def add_title(
    figure: go.Figure, x: float, title: str, subtitle: str = "", head: int = HEAD
) -> None:
    """Write a title from `x`, a share of the width, `head` pixels above the panels."""
    below = f"<br><span style='font-size:12px'>{subtitle}</span>" if subtitle else ""
    figure.add_annotation(
        text=f"<b>{title}</b>{below}",
        x=x,
        y=1,
        yshift=head,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="top",
        align="left",
        showarrow=False,
    )


def x_axis(panel: Panel, i: int) -> dict[str, Any]:
    """Return the axis of the numbers: fixed, with nothing but its zero line."""
    return {
        "domain": list(panel.span),
        "anchor": f"y{i}",
        "range": list(panel.scale),
        "fixedrange": True,
        "showgrid": False,
        "showticklabels": False,
        "zeroline": True,
        "zerolinecolor": "var(--border)",
        "zerolinewidth": 1,
    }


def y_axis(names: Sequence[str], i: int) -> dict[str, Any]:
    """Return the axis of the rows; names stand beside sliders if there is room."""
    return {
        "anchor": f"x{i}",
        "range": [len(names) + 0.5, -0.5],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showticklabels": False,
        "tickvals": list(range(len(names))),
        "ticktext": [shortened(name) for name in names],
    }


def narrow_rows(
    count: int, panels: Sequence[Panel], titles: Sequence[str]
) -> dict[str, Any]:
    """Return what changes on a narrow screen: names, low rows, short titles."""
    changes: dict[str, Any] = {
        "margin.l": 68,
        "margin.t": NARROW_HEAD,
        "height": NARROW_HEAD + NARROW_ROW * (count + 1),
        "yaxis.showticklabels": True,
        "font.size": 12,
    }
    for i, (panel, title) in enumerate(zip(panels, titles, strict=True)):
        changes[f"annotations.{i}.yshift"] = NARROW_HEAD
        changes[f"annotations.{i}.text"] = f"<b>{title}</b>"
        changes[f"xaxis{i + 1 if i else ''}.range"] = list(panel.narrow)
    return changes


def shortened(name: str) -> str:
    """Cut a name to fit beside its bar; show it as text, never as markup."""
    cut = name if len(name) <= LONGEST_TICK else name[: LONGEST_TICK - 1] + "…"
    return escape(cut, quote=False)
