"""The sigmoid and the logit side by side: each is the other, mirrored."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import plotly.graph_objects as go

from core import logit, sigmoid
from figures.rows import add_title

HEIGHT = 280
HEAD = 46  # pixels above the panels, for titles
NARROW_HEIGHT = 196
NARROW_HEAD = 24
SPANS = ((0.0, 0.44), (0.56, 1.0))  # of the two panels, as shares of the width
ROOM = 0.06  # beyond the ends of an axis, as a share of it
POINTS = 161
QUIET = 0.65  # opacity of what is there to be compared with


@lru_cache(maxsize=8)
def two_inverses(span: float, titles: tuple[tuple[str, str], ...]) -> go.Figure:
    """Draw p over z, then z over p, for z from -`span` to `span`.

    Parameters
    ----------
    span
        Where the axis of z ends, on both sides.
    titles
        Title and subtitle of each panel.

    Returns
    -------
    Figure
        Its curves stand still. What moves are the points ``point`` and
        ``inverse_point``, the lines that touch the curves there, ``tangent``
        and ``inverse_tangent``, and ``step_point`` on the dashed step.

    """
    figure = go.Figure(layout={"template": {}})
    figure.update_layout(
        showlegend=False,
        height=HEIGHT,
        margin={"l": 46, "r": 10, "t": HEAD, "b": 38},
        font={"size": 13, "color": "var(--ink)"},
        xaxis=axis("z", z_ticks(span), (-span, span), SPANS[0], "y"),
        yaxis=axis("p", [0, 0.5, 1], (0, 1), (0, 1), "x"),
        xaxis2=axis("p", [0, 0.5, 1], (0, 1), SPANS[1], "y2"),
        yaxis2=axis("z", z_ticks(span), (-span, span), (0, 1), "x2"),
    )
    add_curves(figure, span)
    for prefix, axes in (
        ("", {"xaxis": "x", "yaxis": "y"}),
        ("inverse_", {"xaxis": "x2", "yaxis": "y2"}),
    ):
        figure.add_scatter(
            name=f"{prefix}tangent",
            mode="lines",
            line={"color": "var(--series-2)", "width": 4},
            **axes,
        )
        figure.add_scatter(
            name=f"{prefix}point",
            mode="markers",
            marker={
                "size": 14,
                "color": "var(--ink)",
                "line": {"color": "var(--card)", "width": 2},
            },
            cliponaxis=False,
            **axes,
        )
    for (title, subtitle), (left, _) in zip(titles, SPANS, strict=True):
        add_title(figure, left, title, subtitle, HEAD)
    return figure


def add_curves(figure: go.Figure, span: float) -> None:
    """Add what stands still: the step and the two curves, dense where they bend."""
    z = span * np.linspace(-1, 1, POINTS) ** 3
    p = sigmoid(z)
    step = {"color": "var(--ink)", "width": 2, "dash": "dash"}
    figure.add_scatter(
        name="step",
        mode="lines",
        x=[-span, 0, 0, span],
        y=[0, 0, 1, 1],
        line=step,
        opacity=QUIET,
    )
    figure.add_scatter(
        name="step_point",
        mode="markers",
        marker={
            "symbol": "diamond-open",
            "size": 11,
            "opacity": QUIET,
            "color": "var(--ink)",
            "line": {"width": 2},
        },
        cliponaxis=False,
    )
    line = {"color": "var(--series-1)", "width": 3, "simplify": False}
    figure.add_scatter(name="sigmoid", mode="lines", x=z, y=p, line=line)
    inner = (p > 0) & (p < 1)
    figure.add_scatter(
        name="logit",
        mode="lines",
        x=p[inner],
        y=logit(p[inner]),
        line=line,
        xaxis="x2",
        yaxis="y2",
    )


def z_ticks(span: float) -> list[float]:
    """Return five marks for the axis of z."""
    return [span * share for share in (-1, -0.5, 0, 0.5, 1)]


def axis(
    title: str,
    ticks: Sequence[float],
    ends: tuple[float, float],
    domain: tuple[float, float],
    anchor: str,
) -> dict[str, Any]:
    """Return an axis that is fixed, with a few marks and quiet lines."""
    low, high = ends
    room = ROOM * (high - low)
    return {
        "title": {"text": title, "standoff": 6, "font": {"size": 13}},
        "domain": list(domain),
        "anchor": anchor,
        "range": [low - room, high + room],
        "tickvals": list(ticks),
        "tickfont": {"size": 12},
        "tickangle": 0,
        "fixedrange": True,
        "showgrid": True,
        "gridcolor": "var(--line)",
        "gridwidth": 1,
        "zeroline": False,
    }


def narrow_inverses(titles: Sequence[str]) -> dict[str, Any]:
    """Return what changes on a narrow screen: lower, with short titles."""
    changes: dict[str, Any] = {
        "height": NARROW_HEIGHT,
        "margin.t": NARROW_HEAD,
        "margin.l": 28,
        "margin.r": 6,
        "font.size": 12,
        "yaxis.title.text": "",
        "yaxis2.title.text": "",
    }
    for i, title in enumerate(titles):
        changes[f"annotations.{i}.yshift"] = NARROW_HEAD
        changes[f"annotations.{i}.text"] = f"<b>{title}</b>"
    return changes
