"""What a prediction costs: rows of classes over curves of the loss.

Each class has one row: an arrow for the way its logit should go, its
probability against the truth, and its term of the loss. Below stand the loss
and its slope along the probability of the true class.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
import plotly.graph_objects as go

from figures.rows import NARROW_ROW, shortened

TOP: Final = 8  # pixels of the margin; the first control stands under it
HEAD: Final = 38  # pixels above the first row
LOW_CUT: Final = 6  # how much less there is of both over low curves
NARROW_HEAD: Final = 26
GAP: Final = 50  # between the rows and the curves, with the titles of the curves
LOW_GAP: Final = 30  # the same where a title has one line
LOW: Final = 100  # curves that are less high have titles of one line
TICKS: Final = 36  # below the curves
CEILING: Final = 6.0  # the greatest loss that the axes show
ROWS: Final = {"arrows": (0, 0.27), "shares": (0.31, 0.68), "terms": (0.72, 1)}
CURVES: Final = {"loss": (0.04, 0.47), "slope": (0.57, 1)}
# Where the curves have their points: those that bend with the rivals, the pull
# with its kink, and -log p.
SHARES: Final = np.round(np.linspace(0, 1, 13), 4)
FINE: Final = np.round(np.linspace(0, 1, 41), 4)
SURPRISE: Final = np.round(np.exp(-np.linspace(0, CEILING, 31)), 4)


@lru_cache(maxsize=64)  # names are anybody's choice
def loss_rows(
    names: tuple[str, ...],
    titles: tuple[tuple[str, str], ...],
    axes: tuple[str, str],
    row: int,
    curves: int,
) -> go.Figure:
    """Draw a row for each class, and the curves of the loss and its slope.

    Parameters
    ----------
    names
        One for each class.
    titles
        Title and subtitle of the three panels of rows and of the two curves.
    axes
        What lies along the curves, for each of the two.
    row
        Height of one class in pixels.
    curves
        Height of the curves in pixels.

    Returns
    -------
    Figure
        Along x move ``arrows`` (three points for each class: 0, the tip, a
        gap), ``probabilities``, ``target`` and ``terms`` (bars).
        ``slopes``, ``p``, ``y`` and ``costs`` are numbers that show
        ``customdata``; ``endless`` marks terms that are infinite. On the
        curves ``surprise``, ``squared``, ``pull`` and ``squared_pull`` lie the
        points ``classes``, ``squared_point``, ``pull_point`` and
        ``squared_pull_point``; ``off`` marks an infinite loss.

    """
    figure = go.Figure(layout={"template": {}})
    cut = 0 if curves >= LOW else LOW_CUT
    figure.update_layout(
        showlegend=False,
        barmode="overlay",
        height=HEAD - cut + row * len(names) + gap_over(curves) + curves + TICKS,
        margin={"l": 4, "r": 4, "t": TOP - cut, "b": TICKS},
        font={"size": 13, "color": "var(--ink)"},
    )
    colors = [f"var(--series-{i + 1})" for i in range(len(names))]
    add_rows(figure, colors)
    add_curves(figure, colors)
    domains = heights(len(names), HEAD - TOP, row, curves, gap_over(curves))
    ticks = [shortened(name) for name in names]
    scales = zip(ROWS.values(), ((1.1, -2.05), (0, 2.05), (0, 9.5)), strict=True)
    for i, (span, scale) in enumerate(scales, start=1):
        figure.update_layout(
            {
                f"xaxis{i}": axis(span, scale, f"y{i}") | {"showticklabels": False},
                f"yaxis{i}": axis(domains[0], (len(names) - 0.5, -0.5), f"x{i}")
                | {"tickvals": list(range(len(names))), "ticktext": ticks}
                | {"showticklabels": False, "zeroline": False},
            }
        )
    for i, (span, ceiling) in enumerate(
        zip(CURVES.values(), (CEILING, 1.1), strict=True), start=4
    ):
        figure.update_layout(
            {
                f"xaxis{i}": axis(span, (-0.02, 1.02), f"y{i}")
                | {"title": {"text": axes[i - 4], "standoff": 2, "font": {"size": 13}}}
                | {"nticks": 6},
                f"yaxis{i}": axis(domains[1], (0, ceiling), f"x{i}") | {"nticks": 4},
            }
        )
    add_titles(figure, titles, domains[1][1], "<br>" if curves >= LOW else "  ")
    return figure


def gap_over(curves: int) -> int:
    """Return the room over curves of a height."""
    return GAP if curves >= LOW else LOW_GAP


def heights(
    count: int, head: int, row: int, curves: int, gap: int
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return where rows and curves lie, as shares of the whole height."""
    area = head + row * count + gap + curves
    return ((gap + curves) / area, 1 - head / area), (0, curves / area)


def axis(
    domain: Sequence[float], scale: Sequence[float], anchor: str
) -> dict[str, Any]:
    """Return an axis that stands still, with nothing but its zero line."""
    return {
        "domain": list(domain),
        "range": list(scale),
        "anchor": anchor,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": True,
        "zerolinecolor": "var(--border)",
        "zerolinewidth": 1,
        "tickfont": {"size": 12},
    }


def add_rows(figure: go.Figure, colors: list[str]) -> None:
    """Add what each class has: arrows, bars and numbers."""
    count = len(colors)
    rows = list(range(count))
    first, second, third = ({"xaxis": f"x{i}", "yaxis": f"y{i}"} for i in (1, 2, 3))
    figure.add_scatter(
        name="arrows",
        mode="lines+markers",
        x=[0] * 3 * count,
        y=[place for i in rows for place in (i, i, None)],
        line={"color": "var(--ink)", "width": 2},
        marker={
            "symbol": "arrow",
            "angleref": "previous",
            "size": [0, 14, 0] * count,
            "color": [color for c in colors for color in (c, c, c)],
            "opacity": 1,
        },
        cliponaxis=False,
        **first,
    )
    figure.add_bar(
        name="probabilities",
        orientation="h",
        x=[0] * count,
        y=rows,
        width=0.5,
        marker={"color": colors},
        **second,
    )
    figure.add_bar(
        name="target",
        orientation="h",
        x=[0] * count,
        y=rows,
        width=0.78,
        marker={
            "color": "rgba(0,0,0,0)",
            "line": {"color": "var(--ink)", "width": 1.5},
        },
        **second,
    )
    figure.add_bar(
        name="terms",
        orientation="h",
        x=[0] * count,
        y=rows,
        width=0.5,
        marker={"color": colors, "opacity": 0.72},
        **third,
    )
    for name, at, pattern, axes in (
        ("slopes", -1.1, "+.3f", first),
        ("p", 1.03, ".4~g", second),
        ("y", 1.62, ".4~f", second),
        ("costs", CEILING + 0.2, ".4f", third),
    ):
        add_numbers(figure, name, count, at, pattern, axes)
    figure.add_scatter(
        name="endless",
        mode="text",
        text=["∞"] * count,
        textposition="middle right",
        textfont={"size": 18, "color": "var(--ink)"},
        x=[0] * count,
        y=rows,
        **third,
    )


def add_numbers(
    figure: go.Figure,
    name: str,
    count: int,
    at: float,
    pattern: str,
    axes: dict[str, str],
) -> None:
    """Add a column of numbers; on a narrow screen the axis may end before it."""
    figure.add_scatter(
        name=name,
        mode="text",
        x=[at] * count,
        y=list(range(count)),
        customdata=[0] * count,
        texttemplate=f"%{{customdata:{pattern}}}",
        textposition="middle right",
        textfont={"color": "var(--ink)", "size": 13},
        **axes,
    )


def add_curves(figure: go.Figure, colors: list[str]) -> None:
    """Add the curves of the loss and of its slope, and the points on them."""
    fourth, fifth = ({"xaxis": f"x{i}", "yaxis": f"y{i}"} for i in (4, 5))
    for name, x, dash, axes in (
        ("surprise", SURPRISE, "solid", fourth),
        ("squared", SHARES, "dash", fourth),
        ("pull", FINE, "solid", fifth),
        ("squared_pull", SHARES, "dash", fifth),
    ):
        figure.add_scatter(
            name=name,
            mode="lines",
            x=x.tolist(),
            y=[0],
            line={"color": "var(--ink)", "width": 2, "dash": dash, "shape": "spline"},
            **axes,
        )
    for name, symbol, axes in (
        ("squared_point", "circle-open", fourth),
        ("squared_pull_point", "circle-open", fifth),
        ("pull_point", "circle", fifth),
    ):
        figure.add_scatter(
            name=name,
            mode="markers",
            x=[0],
            y=[0],
            marker={
                "symbol": symbol,
                "size": 12,
                "color": "var(--ink)",
                "line": {"width": 2},
            },
            cliponaxis=False,
            **axes,
        )
    figure.add_scatter(
        name="classes",
        mode="markers",
        x=[0] * len(colors),
        y=[0] * len(colors),
        marker={
            "size": [0] * len(colors),
            "color": colors,
            "opacity": 1,
            "line": {"color": "var(--ink)", "width": 1},
        },
        cliponaxis=False,
        **fourth,
    )
    figure.add_scatter(
        name="off",
        mode="text",
        text=["∞"],
        textposition="middle right",
        textfont={"size": 22, "color": "var(--ink)"},
        x=[0.03],
        y=[0],
        **fourth,
    )


def add_titles(
    figure: go.Figure, titles: Sequence[tuple[str, str]], middle: float, line: str
) -> None:
    """Write the title of each panel over it."""
    spans = [*ROWS.values(), *CURVES.values()]
    for i, ((title, subtitle), span) in enumerate(zip(titles, spans, strict=True)):
        above = i < len(ROWS)
        between = "<br>" if above else line
        figure.add_annotation(
            text=f"<b>{title}</b>{between}"
            f"<span style='font-size:12px'>{subtitle}</span>",
            x=span[0],
            y=1 if above else middle,
            yshift=figure.layout.margin.t if above else 6,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="top" if above else "bottom",
            align="left",
            showarrow=False,
        )


def narrow_losses(count: int, titles: Sequence[str], curves: int) -> dict[str, Any]:
    """Return what changes for `count` classes on a narrow screen."""
    rows, below = heights(count, 0, NARROW_ROW, curves, LOW_GAP)
    changes: dict[str, Any] = {
        "margin.l": 64,
        "margin.t": NARROW_HEAD,
        "height": NARROW_HEAD + NARROW_ROW * count + LOW_GAP + curves + TICKS,
        "yaxis.showticklabels": True,
        "font.size": 12,
        "xaxis.range": [1.15, -1.09],
        "xaxis2.range": [0, 1.61],
        "xaxis3.range": [0, 14.5],
        "xaxis.domain": [0, 0.18],
        "xaxis2.domain": [0.2, 0.68],
        "xaxis3.domain": [0.7, 1],
        "xaxis4.domain": [-0.12, 0.4],
        "annotations.1.x": 0.2,
        "annotations.2.x": 0.7,
        "xaxis4.nticks": 3,
        "xaxis5.nticks": 3,
        "annotations.3.x": -0.2,
    }
    for i, title in enumerate(titles):
        above = i < len(ROWS)
        changes[f"annotations.{i}.text"] = f"<b>{title}</b>"
        changes[f"annotations.{i}.y"] = 1 if above else below[1]
        changes[f"annotations.{i}.yshift"] = NARROW_HEAD if above else 6
        changes[f"yaxis{i + 1 if i else ''}.domain"] = list(rows if above else below)
    return changes
