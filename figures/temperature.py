"""What temperature does: bars, curves over T, entropy, and a path.

The rows of bars stand beside the sliders of their classes. Everything else is
drawn over the temperature, on a logarithmic axis that has the limits 0 and
infinity at its ends. Three classes have a triangle too, in which every point
is a distribution.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike, NDArray

from figures.rows import shortened

HEAD: Final = 40  # pixels above the first row, for titles
FOOT: Final = 22  # pixels below, for the numbers of the axes
GAP: Final = 30  # pixels between the bars and the entropy, for its title
LEAST: Final = 350  # pixels that curves need to be read
COUNT: Final = 40  # pixels below the sliders, for the number of classes
COLDEST, HOTTEST = 0.05, 20.0
ENDS: Final = 1600  # where 0 and infinity stand, in thousandths of a decade from 1
MARGIN: Final = 120
ENTROPY: Final = 2  # position of its title
STEPS: Final = 200  # of the axis of frequencies
SYMBOLS: Final = (
    *("circle", "square", "diamond", "triangle-up", "cross"),
    *("star", "pentagon", "hexagon", "triangle-down", "x"),
)
BARS: Final = (-0.2, 1.72)
CLEAR: Final = "rgba(0,0,0,0)"
SMOOTH: Final = {"width": 2.5, "shape": "spline", "smoothing": 0.8}
LINE: Final = {"color": "var(--border)", "width": 1}
TRIANGLE: Final = np.array([[0, 0], [1, 0], [0.5, np.sqrt(0.75)]])


def along(temperature: ArrayLike) -> NDArray[np.float64]:
    """Return where a temperature stands on the axis: a whole number from 0."""
    t = np.asarray(temperature, dtype=float)
    inner = np.rint(1000 * np.log10(np.clip(t, COLDEST, HOTTEST)))
    return ENDS + np.where(t == 0, -ENDS, np.where(np.isinf(t), ENDS, inner))


def in_triangle(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return where distributions of shape (..., 3) lie in the triangle: (..., 2)."""
    place: NDArray[np.float64] = p @ TRIANGLE
    return place


# Closest where curves bend most. COARSE is enough for what bends less.
TEMPERATURES: Final = np.array(
    [0, 0.05, 0.12, 0.25, 0.4, 0.6, 1, 1.5, 2.3, 3.6, 6, 10, 20, np.inf]
)
COARSE: Final = (0, 2, 3, 4, 6, 8, 9, 11, 13)


@lru_cache(maxsize=64)  # names are anybody's choice
def temperature_panels(
    names: tuple[str, ...],
    titles: tuple[tuple[str, str], ...],
    columns: tuple[str, str],
    row: int,
) -> go.Figure:
    """Draw bars, curves over T, the entropy, and for three classes a triangle.

    Parameters
    ----------
    names
        One for each class.
    titles
        Title and subtitle of bars, curves, entropy and triangle.
    columns
        What stands above the numbers beside the bars.
    row
        Height of one class in pixels.

    Returns
    -------
    Figure
        Its traces are ``bars`` and ``ghost`` (along x), ``shares`` and
        ``counts`` (texts that show ``customdata``), ``frequency`` (marks at x,
        in steps of 1/200), ``curve1`` … (y), ``riding`` (a mark on each
        curve), ``now`` and ``entropy_line`` (upright lines at x, twice),
        ``entropy`` (y) and ``entropy_now``; for three classes ``path``,
        ``path_one`` and ``path_now``.

    """
    figure = go.Figure(layout={"template": {}})
    figure.update_layout(
        barmode="overlay",
        showlegend=False,
        height=height(len(names), row),
        margin={"l": 4, "r": 6, "t": HEAD, "b": FOOT},
        font={"size": 13, "color": "var(--ink)"},
    )
    rows, below = bands(len(names), row)
    three = len(names) == len(TRIANGLE)
    across = [(0, 0.35), (0.405, 0.675 if three else 1), (0.045, 0.345), (0.715, 1)]
    add_bars(figure, names, columns, across[0], rows)
    add_curves(figure, len(names), across[1])
    add_entropy(figure, len(names), across[2], below)
    for i, (title, subtitle) in enumerate(titles[: 4 if three else 3]):
        small = f"{subtitle} {most(len(names))}" if i == ENTROPY else subtitle
        figure.add_annotation(
            text=f"<b>{title}</b>{' ' if i == ENTROPY else '<br>'}"
            f"<span style='font-size:12px'>{small}</span>",
            x=(0, across[1][0], 0, across[3][0])[i],
            y=below[1] if i == ENTROPY else 1,
            yshift=GAP - 4 if i == ENTROPY else HEAD,
            **on_paper("left", "top"),
        )
    if three:
        add_triangle(figure, names, across[3])
    return figure


def most(count: int) -> str:
    """Return what the dashed line is: the most that the entropy can be."""
    return f"log {count} = {np.log(count):.4f}"


def height(count: int, row: int) -> int:
    """Return the height of the picture: that of the controls beside it."""
    return max(HEAD + row * (count + 2) + COUNT, LEAST)


def bands(count: int, row: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return how high the bars and the entropy below them reach, as shares."""
    inner = height(count, row) - HEAD - FOOT
    edge = 1 - row * count / inner
    return (edge, 1), (0, edge - GAP / inner)


def on_paper(xanchor: str, yanchor: str) -> dict[str, Any]:
    """Return what all texts share that belong to no axis."""
    return {
        "xref": "paper",
        "yref": "paper",
        "xanchor": xanchor,
        "yanchor": yanchor,
        "align": "left",
        "showarrow": False,
    }


def axis(domain: tuple[float, float], anchor: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - of plotly
    """Return an axis that stands still and shows nothing by itself."""
    return {
        "domain": list(domain),
        "anchor": anchor,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showticklabels": False,
        "gridcolor": "var(--line)",
        "tickfont": {"size": 12},
    } | more


def temperature_axis(domain: tuple[float, float], anchor: str) -> dict[str, Any]:
    """Return the axis of temperatures, with the limits at its ends."""
    ticks = [0, 0.1, 1, 10, np.inf]
    return axis(
        domain,
        anchor,
        range=[-MARGIN, 2 * ENDS + MARGIN],
        tickvals=along(ticks).tolist(),
        ticktext=["0", "0.1", "1", "10", "∞"],
        showticklabels=True,
        showgrid=True,
    )


def colors(count: int) -> list[str]:
    """Return the colour of each class."""
    return [f"var(--series-{i})" for i in range(1, count + 1)]


def add_bars(
    figure: go.Figure,
    names: Sequence[str],
    columns: tuple[str, str],
    across: tuple[float, float],
    upright: tuple[float, float],
) -> None:
    """Add the bars at T over those at T = 1, their numbers, and the draws."""
    rows = list(range(len(names)))
    figure.add_bar(
        name="bars",
        orientation="h",
        y=rows,
        width=0.56,
        marker={"color": colors(len(rows))},
    )
    figure.add_bar(
        name="ghost",
        orientation="h",
        y=rows,
        width=0.8,
        marker={"color": CLEAR, "line": {"color": "var(--ink)", "width": 1.5}},
        opacity=0.6,
    )
    figure.add_scatter(
        name="frequency",
        mode="markers",
        y=rows,
        marker={
            "symbol": "diamond",
            "size": 10,
            "color": "var(--card)",
            "line": {"color": "var(--ink)", "width": 2},
        },
        cliponaxis=False,
        xaxis="x2",
    )
    figure.add_scatter(
        name="symbols",
        mode="markers",
        x=[-0.14] * len(rows),
        y=rows,
        marker={"symbol": SYMBOLS[: len(rows)], "color": colors(len(rows)), "size": 9},
        cliponaxis=False,
    )
    for name, x, form, title in (
        ("shares", 1.38, ".1%", columns[0]),
        ("counts", BARS[1], "d", columns[1]),
    ):
        figure.add_scatter(
            name=name,
            mode="text",
            x=[x] * len(rows),
            y=rows,
            texttemplate=f"%{{customdata:{form}}}",
            textposition="middle left",
        )
        figure.add_annotation(
            text=f"<span style='font-size:12px'>{title}</span>",
            x=across[0] + (across[1] - across[0]) * (x - BARS[0]) / (BARS[1] - BARS[0]),
            y=1,
            **on_paper("right", "bottom"),
        )
    figure.update_layout(
        xaxis=axis(
            across,
            "y",
            range=list(BARS),
            zeroline=True,
            zerolinecolor="var(--border)",
            zerolinewidth=1,
        ),
        xaxis2=axis(
            across, "y", range=[end * STEPS for end in BARS], overlaying="x", side="top"
        ),
        yaxis=axis(
            upright,
            "x",
            range=[len(names) - 0.5, -0.5],
            tickvals=rows,
            ticktext=[shortened(name) for name in names],
        ),
    )


def add_curves(figure: go.Figure, count: int, across: tuple[float, float]) -> None:
    """Add the probability of each class over T, and a mark on each curve."""
    axes = {"xaxis": "x3", "yaxis": "y3"}
    place = along(TEMPERATURES).tolist()
    add_now(figure, "now", 1, axes)
    for i, color in enumerate(colors(count), start=1):
        figure.add_scatter(
            name=f"curve{i}",
            mode="lines",
            x=place,
            line=SMOOTH | {"color": color},
            cliponaxis=False,
            **axes,
        )
    figure.add_scatter(
        name="riding",
        mode="markers",
        marker={
            "symbol": SYMBOLS[:count],
            "color": colors(count),
            "size": 13,
            "line": {"color": "var(--card)", "width": 2},
        },
        cliponaxis=False,
        **axes,
    )
    figure.update_layout(
        xaxis3=temperature_axis(across, "y3"),
        yaxis3=axis(
            (0, 1),
            "x3",
            range=[-0.02, 1.02],
            tickvals=[0, 0.5, 1],
            showticklabels=True,
            showgrid=True,
        ),
    )


def add_now(figure: go.Figure, name: str, top: float, axes: dict[str, str]) -> None:
    """Add an upright line at the temperature of now, and one at T = 1."""
    for line, dash in ((f"{name}_one", "dot"), (name, "solid")):
        figure.add_scatter(
            name=line,
            mode="lines",
            x=[ENDS, ENDS],
            y=[0, top],
            line={"color": "var(--ink)", "width": 1, "dash": dash},
            opacity=0.6,
            **axes,
        )


def add_entropy(
    figure: go.Figure,
    count: int,
    across: tuple[float, float],
    upright: tuple[float, float],
) -> None:
    """Add the entropy over T, a mark on it, and the most it can be."""
    axes = {"xaxis": "x4", "yaxis": "y4"}
    top = float(np.log(count))
    place = along(TEMPERATURES[list(COARSE)]).tolist()
    figure.add_scatter(
        name="maximum",
        mode="lines",
        x=[-MARGIN, 2 * ENDS + MARGIN],
        y=[top, top],
        line={"color": "var(--ink)", "width": 1.5, "dash": "dash"},
        **axes,
    )
    add_now(figure, "entropy_line", top, axes)
    figure.add_scatter(
        name="entropy",
        mode="lines",
        x=place,
        line=SMOOTH | {"color": "var(--ink)"},
        cliponaxis=False,
        **axes,
    )
    figure.add_scatter(
        name="entropy_now",
        mode="markers",
        marker={
            "color": "var(--ink)",
            "size": 12,
            "line": {"color": "var(--card)", "width": 2},
        },
        cliponaxis=False,
        **axes,
    )
    figure.update_layout(
        xaxis4=temperature_axis(across, "y4"),
        yaxis4=axis(
            upright,
            "x4",
            range=[0, top * 1.12],
            tickvals=[0, top],
            ticktext=["0", f"{top:.2f}"],
            showticklabels=True,
        ),
    )


def add_triangle(
    figure: go.Figure, names: Sequence[str], across: tuple[float, float]
) -> None:
    """Add the triangle of all distributions, and the path of the temperature."""
    axes = {"xaxis": "x5", "yaxis": "y5"}
    corners = [*TRIANGLE.tolist(), TRIANGLE[0].tolist()]
    centre = TRIANGLE.mean(axis=0)
    spokes = [
        step
        for i in range(3)
        for step in (centre, (TRIANGLE[i] + TRIANGLE[i - 1]) / 2, [None, None])
    ]
    for name, line, dash in (("edges", corners, "solid"), ("spokes", spokes, "dot")):
        x, y = zip(*line, strict=True)
        figure.add_scatter(
            name=name, mode="lines", x=x, y=y, line=LINE | {"dash": dash}, **axes
        )
    x, y = TRIANGLE.T
    figure.add_scatter(
        name="corners",
        mode="markers+text",
        x=x.tolist(),
        y=y.tolist(),
        marker={"symbol": SYMBOLS[:3], "color": colors(3), "size": 10},
        text=[shortened(name) for name in names],
        textposition=["bottom center", "bottom center", "top center"],
        textfont={"size": 12, "color": "var(--ink)"},
        cliponaxis=False,
        **axes,
    )
    figure.add_scatter(
        name="path",
        mode="lines",
        line=SMOOTH | {"color": "var(--ink)", "smoothing": 0.4},
        cliponaxis=False,
        **axes,
    )
    for name, look in (
        ("path_one", {"color": "var(--card)", "size": 8}),
        ("path_now", {"color": "var(--ink)", "size": 13}),
    ):
        figure.add_scatter(
            name=name,
            mode="markers",
            marker=look
            | {
                "line": {
                    "color": "var(--ink)" if name == "path_one" else "var(--card)",
                    "width": 2,
                }
            },
            cliponaxis=False,
            **axes,
        )
    figure.update_layout(
        xaxis5=axis(across, "y5", range=[-0.08, 1.08], constrain="domain"),
        yaxis5=axis(
            (0, 0.96),
            "x5",
            range=[-0.14, 1.02],
            scaleanchor="x5",
            constrain="domain",
            constraintoward="top",
        ),
    )


def narrow_panels(count: int, titles: Sequence[str]) -> dict[str, Any]:
    """Return what changes on a narrow screen: bars above, the curves below.

    `titles` are those of bars, curves, entropy and triangle.
    """
    three = count == len(TRIANGLE)
    row, top, bottom, curves, strip = (22 if count <= 6 else 18), 24, 18, 92, 44  # noqa: PLR2004 - pixels
    gap = 22
    inner = row * count + gap + curves + (bottom + gap + strip if three else 0)
    above = 1 - row * count / inner
    below = (bottom + gap + strip) / inner if three else 0
    middle = [below, below + curves / inner]
    changes: dict[str, Any] = {
        "height": inner + top + bottom,
        "margin.t": top,
        "margin.b": bottom,
        "font.size": 12,
        "xaxis.domain": [0.24, 1],
        "xaxis2.domain": [0.24, 1],
        "yaxis.domain": [above, 1],
        "yaxis.showticklabels": True,
        "xaxis3.domain": [0.08, 0.5],
        "yaxis3.domain": middle,
        "xaxis4.domain": [0.12, 1] if three else [0.63, 1],
        "yaxis4.domain": [0, strip / inner] if three else middle,
    }
    places = [
        (0.0, 1.0, top),
        (0.0, middle[1], gap - 3),
        (0.0, strip / inner, gap - 3) if three else (0.55, middle[1], gap - 3),
        (0.6, middle[1], gap - 3),
    ]
    for i, (x, y, shift) in enumerate(places[: 4 if three else 3], start=2):
        line = f" ┄ {most(count)}" if i == ENTROPY + 2 and three else ""
        changes[f"annotations.{i}.text"] = f"<b>{titles[i - 2]}</b>{line}"
        changes[f"annotations.{i}.x"] = x
        changes[f"annotations.{i}.y"] = y
        changes[f"annotations.{i}.yshift"] = shift
    for i, x in enumerate((1.38, BARS[1])):
        share = (x - BARS[0]) / (BARS[1] - BARS[0])
        changes[f"annotations.{i}.x"] = 0.24 + 0.76 * share
    if three:
        changes["xaxis5.domain"] = [0.58, 1]
        changes["yaxis5.domain"] = [middle[0] - 0.03, middle[1] - 0.05]
    return changes
