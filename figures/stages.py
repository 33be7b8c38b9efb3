"""From logits over weights to probabilities: one row for each class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from types import MappingProxyType
from typing import Any

import plotly.graph_objects as go

HEAD = 50  # pixels above the first row, for the titles of the panels
LONGEST_TICK = 11
BEFORE = -0.07  # where the mark of the largest stands, left of its bar

# Three panels side by side: where each begins and ends, and its scale. Beside
# every bar there is room for its number.
PANELS: Mapping[str, tuple[float, float, float, float]] = MappingProxyType(
    {
        "logits": (0.0, 0.40, -23.5, 23.5),
        "weights": (0.45, 0.69, 0.0, 1.27),
        "probabilities": (0.72, 1.0, -0.12, 1.27),
    }
)
NUMBERS = MappingProxyType(
    {"logits": ".2~f", "weights": ".3~f", "probabilities": ".1%"}
)


@cache
def three_stages(
    names: tuple[str, ...], titles: tuple[tuple[str, str], ...], row: int
) -> go.Figure:
    """Draw the bars of all three stages, the largest marked, and the sums.

    Parameters
    ----------
    names
        One for each class.
    titles
        Title and subtitle of each panel.
    row
        Height of one class in pixels.

    Returns
    -------
    Figure
        Its traces are ``logits``, ``weights``, ``probabilities`` (bars along
        x), ``largest`` (a mark at x where a class is the largest) and
        ``total_weight``, ``total_probability`` (texts that show
        ``customdata``).

    """
    rows = list(range(len(names)))
    colors = [f"var(--series-{i + 1})" for i in rows]
    figure = go.Figure(layout={"template": None})
    for i, (panel, pattern) in enumerate(NUMBERS.items(), start=1):
        figure.add_bar(
            name=panel,
            orientation="h",
            x=[0] * len(rows),
            y=rows,
            width=0.6,
            marker={"color": colors, "opacity": 0.72 if panel == "weights" else 1},
            texttemplate=f"%{{x:{pattern}}}",
            textposition="outside",
            textangle=0,
            textfont={"color": "var(--ink)", "size": 13},
            cliponaxis=False,
            xaxis=f"x{i}",
            yaxis=f"y{i}",
        )
    figure.add_scatter(
        name="largest",
        mode="markers",
        marker={"symbol": "triangle-right", "size": 10, "color": "var(--ink)"},
        x=[BEFORE] * len(rows),
        y=rows,
        cliponaxis=False,
        xaxis="x3",
        yaxis="y3",
    )
    for i, panel in ((2, "total_weight"), (3, "total_probability")):
        figure.add_scatter(
            name=panel,
            mode="text",
            x=[0.02],
            y=[len(rows)],
            customdata=[0],
            texttemplate="Σ = %{customdata:.4~f}",
            textposition="middle right",
            textfont={"color": "var(--ink)", "size": 14},
            cliponaxis=False,
            xaxis=f"x{i}",
            yaxis=f"y{i}",
        )
    height = row * (len(rows) + 1)
    figure.update_layout(
        showlegend=False,
        height=HEAD + height,
        margin={"l": 4, "r": 4, "t": HEAD, "b": 0},
        font={"size": 13, "color": "var(--ink)"},
    )
    for i, ((left, right, low, high), (title, subtitle)) in enumerate(
        zip(PANELS.values(), titles, strict=True), start=1
    ):
        figure.add_annotation(
            x=left,
            y=1,
            yshift=HEAD,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="top",
            align="left",
            showarrow=False,
            text=f"<b>{title}</b><br><span style='font-size:12px'>{subtitle}</span>",
        )
        figure.update_layout(
            {
                f"xaxis{i}": {
                    "domain": [left, right],
                    "anchor": f"y{i}",
                    "range": [low, high],
                    "fixedrange": True,
                    "showgrid": False,
                    "showticklabels": False,
                    "zeroline": True,
                    "zerolinecolor": "var(--border)",
                    "zerolinewidth": 1,
                },
                f"yaxis{i}": {
                    "anchor": f"x{i}",
                    "range": [len(rows) + 0.5, -0.5],
                    "fixedrange": True,
                    "showgrid": False,
                    "zeroline": False,
                    "showticklabels": False,
                    "tickvals": rows,
                    "ticktext": [shortened(name) for name in names],
                },
            }
        )
    return figure


def narrow_stages(classes: int, titles: Sequence[str]) -> dict[str, Any]:
    """Return what changes on a narrow screen: names beside lower, closer bars."""
    head, row = 26, 26
    return {
        "margin.l": 68,
        "margin.t": head,
        "height": head + row * (classes + 1),
        "yaxis.showticklabels": True,
        "xaxis.range": [-38, 38],
        "xaxis2.range": [0, 2.1],
        "xaxis3.range": [-0.25, 2.1],
        "font.size": 12,
        **{f"annotations.{i}.yshift": head for i in range(len(titles))},
        **{f"annotations.{i}.text": f"<b>{t}</b>" for i, t in enumerate(titles)},
    }


def shortened(name: str) -> str:
    """Cut a name to fit beside its bar; show it as text, never as markup."""
    cut = name if len(name) <= LONGEST_TICK else name[: LONGEST_TICK - 1] + "…"
    return escape(cut, quote=False)
