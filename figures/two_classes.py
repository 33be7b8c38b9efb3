"""Shares of three classes beside the sigmoid that two of them make."""

from functools import lru_cache
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from core import sigmoid
from figures.rows import (
    NARROW_HEAD,
    NARROW_ROW,
    Panel,
    add_title,
    narrow_rows,
    rows_of_bars,
)

ROW = 44
EXTRA = 44  # pixels that the curve has below the rows
CURVE = (0.53, 1.0)
FURTHEST = 20  # the largest difference of two logits
NUMBERS_AT = -0.07
NARROW_CURVE = 150
NARROW_GAP = 44

# Dense where a sigmoid bends. Moved to the right it still fills the picture.
BENDS: NDArray[np.float64] = np.concatenate(
    [[-60.0, -9.0, -7.0], np.linspace(-5.5, 5.5, 23), [7.0, 9.0, 30.0]]
)


def shares(titles: tuple[tuple[str, str], ...]) -> Panel:
    """Return the bars of the probabilities, with room for the logits beside them."""
    return Panel(
        trace="probabilities",
        span=(0, 0.47),
        scale=(-0.42, 1.3),
        narrow=(-0.5, 1.4),
        pattern=".1%",
        title=titles[0][0],
        subtitle=titles[0][1],
        total="total_probability",
    )


@lru_cache(maxsize=64)  # names are anybody's choice
def two_on_a_sigmoid(
    names: tuple[str, ...], titles: tuple[tuple[str, str], ...], axis: str
) -> go.Figure:
    """Draw the shares of the classes, and two points on the sigmoid.

    Parameters
    ----------
    names
        One for each class.
    titles
        Title and subtitle: of the logits, of their shares, of the curve.
    axis
        What the curve runs over.

    Returns
    -------
    Figure
        Its traces are ``probabilities`` (bars along x), ``logits`` (numbers
        that show ``customdata``) or, where a logit is minus infinity, ``gone``;
        ``total_probability``; ``sigmoid`` and ``softmax`` (curves);
        ``now`` (the point of the softmax, and a ring on the sigmoid).

    """
    panel = shares(titles)
    figure = rows_of_bars(names, [panel], ROW)
    below = EXTRA / (ROW * (len(names) + 1) + EXTRA)
    figure.update_layout(
        height=figure.layout.height + EXTRA,
        yaxis={"domain": [below, 1]},
        xaxis2={
            "anchor": "y2",
            "domain": list(CURVE),
            "range": [-FURTHEST - 1, FURTHEST + 1],
            "tickvals": [-20, -10, 0, 10, 20],
            "title": {"text": axis, "standoff": 2, "font": {"size": 13}},
            "fixedrange": True,
            "gridcolor": "var(--line)",
            "zeroline": False,
        },
        yaxis2={
            "anchor": "x2",
            "domain": [below, 1],
            "range": [-0.06, 1.06],
            "tickvals": [0, 0.5, 1],
            "fixedrange": True,
            "gridcolor": "var(--line)",
            "zeroline": False,
        },
    )
    add_numbers(figure, len(names))
    add_curves(figure)
    for x, (title, subtitle) in zip(
        (zero_of(panel), CURVE[0]), titles[1:], strict=True
    ):
        add_title(figure, x, title, subtitle)
    return figure


def zero_of(panel: Panel) -> float:
    """Return where the bars begin, as a share of the whole width."""
    low, high = panel.scale
    return panel.span[0] + (panel.span[1] - panel.span[0]) * -low / (high - low)


def add_numbers(figure: go.Figure, count: int) -> None:
    """Write each logit left of its bar."""
    rows = list(range(count))
    same = {
        "mode": "text",
        "x": [NUMBERS_AT] * count,
        "y": rows,
        "textposition": "middle left",
        "textfont": {"color": "var(--ink)", "size": 13},
        "cliponaxis": False,
    }
    figure.add_scatter(
        name="logits",
        customdata=[0] * count,
        texttemplate="%{customdata:.2~f}",
        **same,
    )
    figure.add_scatter(name="gone", text="\N{MINUS SIGN}\N{INFINITY}", **same)


def add_curves(figure: go.Figure) -> None:
    """Add the sigmoid, the softmax, and where both are now."""
    axes = {"xaxis": "x2", "yaxis": "y2"}
    heights = sigmoid(BENDS)
    figure.add_scatter(
        name="sigmoid",
        mode="lines",
        x=BENDS,
        y=heights,
        line={"color": "var(--border)", "width": 9},
        opacity=0.5,
        **axes,
    )
    figure.add_scatter(
        name="softmax",
        mode="lines",
        y=heights,
        line={"color": "var(--series-1)", "width": 2},
        **axes,
    )
    figure.add_scatter(
        name="now",
        mode="lines+markers",
        x=[0, 0],
        y=[0, 0],
        line={"color": "var(--ink)", "width": 2, "dash": "dot"},
        marker={
            "symbol": ["circle", "circle-open"],
            "size": [12, 20],
            "opacity": 1,
            "color": ["var(--series-1)", "var(--ink)"],
            "line": {"width": 2, "color": ["var(--series-1)", "var(--ink)"]},
        },
        cliponaxis=False,
        **axes,
    )


def narrow_two(
    count: int, titles: tuple[tuple[str, str], ...], short: tuple[str, ...]
) -> dict[str, Any]:
    """Return what changes for `count` classes on a narrow screen: curve below bars."""
    rows = NARROW_ROW * (count + 1)
    height = rows + NARROW_GAP + NARROW_CURVE
    bottom = 40
    bars = 1 - rows / height
    panel = shares(titles)
    changes = narrow_rows(count, [panel], short[:1])
    changes |= {
        "height": NARROW_HEAD + height,
        "xaxis.domain": [0, 1],
        "yaxis.domain": [bars, 1],
        "xaxis2.domain": [0, 1],
        "yaxis2.domain": [bottom / height, NARROW_CURVE / height],
        "annotations.1.yshift": NARROW_HEAD,
        "annotations.1.text": f"<b>{short[1]}</b>",
        "annotations.1.x": -panel.narrow[0] / (panel.narrow[1] - panel.narrow[0]),
        "annotations.2.yshift": NARROW_HEAD,
        "annotations.2.text": f"<b>{short[2]}</b>",
        "annotations.2.x": 0,
        "annotations.2.y": NARROW_CURVE / height,
    }
    return changes
