"""The loss of a yes or no over its logit: both branches, and the slope."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

import numpy as np
import plotly.graph_objects as go

RANGE: Final = np.linspace(-10, 10, 81)  # where the curves have their points
TOP: Final = 8  # pixels of the margin; the first control stands under it
HEAD: Final = 38  # pixels above the curves, for titles
BELOW: Final = 40
SPANS: Final = ((0.04, 0.5), (0.58, 1))


@cache
def both_branches(
    titles: tuple[tuple[str, str], ...], labels: tuple[str, ...], height: int
) -> go.Figure:
    """Draw the loss over the logit, and its slope beside it.

    Parameters
    ----------
    titles
        Title and subtitle of both panels.
    labels
        What stands at the branches of the labels 1 and 0, and at the sigmoid.
    height
        Of the picture, in pixels.

    Returns
    -------
    Figure
        Over the logit move ``one`` and ``zero`` (the branches), ``loss`` and
        the ``point`` on it, ``sigmoid``, ``slope`` and the points ``share`` and
        ``incline`` on them; ``off`` marks an infinite loss.

    """
    figure = go.Figure(layout={"template": {}})
    figure.update_layout(
        showlegend=False,
        height=height,
        margin={"l": 4, "r": 4, "t": TOP, "b": BELOW},
        font={"size": 13, "color": "var(--ink)"},
    )
    left, right = ({"xaxis": f"x{i}", "yaxis": f"y{i}"} for i in (1, 2))
    for name, color, dash, width, axes in (
        ("one", "var(--series-1)", "dash", 2, left),
        ("zero", "var(--series-2)", "dot", 2, left),
        ("loss", "var(--ink)", "solid", 3, left),
        ("sigmoid", "var(--series-1)", "dash", 2, right),
        ("slope", "var(--ink)", "solid", 3, right),
    ):
        figure.add_scatter(
            name=name,
            mode="lines",
            x=RANGE.tolist(),
            y=[0] * len(RANGE),
            line={"color": color, "width": width, "dash": dash},
            **axes,
        )
    for name, symbol, color, axes in (
        ("point", "circle", "var(--ink)", left),
        ("share", "circle-open", "var(--series-1)", right),
        ("incline", "circle", "var(--ink)", right),
    ):
        figure.add_scatter(
            name=name,
            mode="markers",
            x=[0],
            y=[0],
            marker={"symbol": symbol, "size": 14, "color": color, "line": {"width": 2}},
            cliponaxis=False,
            **axes,
        )
    figure.add_scatter(
        name="off",
        mode="text",
        text=["∞"],
        textposition="bottom center",
        textfont={"size": 24, "color": "var(--ink)"},
        x=[0],
        y=[0],
        **left,
    )
    area = height - TOP - BELOW
    for i, (span, scale) in enumerate(
        zip(SPANS, ((-0.2, 10.4), (-1.1, 1.1)), strict=True), start=1
    ):
        figure.update_layout(
            {
                f"xaxis{i}": axis(f"y{i}", (-10.5, 10.5))
                | {
                    "domain": list(span),
                    "title": {"text": "x", "standoff": 2, "font": {"size": 13}},
                },
                f"yaxis{i}": axis(f"x{i}", scale)
                | {"nticks": 6, "domain": [0, (height - HEAD - BELOW) / area]},
            }
        )
    for (title, subtitle), span in zip(titles, SPANS, strict=True):
        figure.add_annotation(
            text=f"<b>{title}</b><br><span style='font-size:12px'>{subtitle}</span>",
            x=span[0],
            y=1,
            yshift=TOP,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="top",
            align="left",
            showarrow=False,
        )
    for text, x, y, color, i in (
        (labels[0], -8.5, 8.9, "var(--series-1)", 1),
        (labels[1], 8.5, 8.9, "var(--series-2)", 1),
        (labels[2], 9, 0.9, "var(--series-1)", 2),
    ):
        figure.add_annotation(
            text=text,
            x=x,
            y=y,
            xref=f"x{i}",
            yref=f"y{i}",
            xanchor="left" if x < 0 else "right",
            yanchor="bottom" if i == 1 else "top",
            font={"color": color, "size": 13},
            showarrow=False,
        )
    return figure


def axis(anchor: str, scale: Sequence[float]) -> dict[str, Any]:
    """Return an axis that stands still."""
    return {
        "range": list(scale),
        "anchor": anchor,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": True,
        "zerolinecolor": "var(--border)",
        "zerolinewidth": 1,
        "tickfont": {"size": 12},
    }


def narrow_branches(titles: Sequence[str]) -> dict[str, Any]:
    """Return what changes on a narrow screen."""
    changes: dict[str, Any] = {
        "height": 230,
        "margin.t": 26,
        "margin.b": 36,
        "font.size": 12,
        "xaxis.domain": [0.06, 0.49],
        "xaxis2.domain": [0.62, 1],
        "yaxis.domain": [0, 1],
        "yaxis2.domain": [0, 1],
    }
    for i, title in enumerate(titles):
        changes[f"annotations.{i}.text"] = f"<b>{title}</b>"
        changes[f"annotations.{i}.yshift"] = 26
    changes["annotations.1.x"] = 0.53
    for i, label in enumerate(("z = 1", "z = 0", "\N{GREEK SMALL LETTER SIGMA}")):
        changes[f"annotations.{i + 2}.text"] = label
    return changes
