"""What training looks like: regions, curves over epochs, weights, and mix-ups."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from figures.flowers import EACH, WINDOWS, centimetres
from figures.rows import add_title
from figures.runs import EPOCHS

Array = NDArray[np.float64]

HEIGHT: Final = 300
HEAD: Final = 38  # pixels above the panels, for titles
FOOT: Final = 40  # pixels below, for the axes
OPEN: Final = 100  # added to a symbol leaves its outline
SIGNS: Final = ("●", "■", "◆")
CALM: Final = 1.2  # above this a loss is drawn in equal ratios
TOPS: Final = (CALM, 100.0, 1e10)
# Where panels lie: regions, loss, accuracy, weights, confusion.
ACROSS: Final = ((0.05, 0.36), (0.43, 0.635), (0.43, 0.635), (0.675, 1), (0.8, 1))
UPRIGHT: Final = ((0, 1), (0.56, 1), (0, 0.34), (0.5, 1), (0, 0.27))
NARROW_ACROSS: Final = ((0.04, 0.5), (0.62, 1), (0.62, 1), (0, 0.56), (0.62, 1))
NARROW_UPRIGHT: Final = ((0.48, 1), (0.8, 1), (0.48, 0.68), (0, 0.36), (0, 0.36))
TITLES: Final = (0, 0.385, 0.385, 0.675, 0.675)  # where they begin
SPREAD: Final = (-0.68, 1.72)  # of the weights: words on both sides of the arrows
NARROW_SPREAD: Final = (-1.15, 1.95)
INPUTS: Final = 5  # four features, and the 1 that the biases belong to
SHAFT: Final = 0.82  # of the way; the rest is the head of an arrow
THICK: Final = 0.24  # half of the thickness of the largest weight, in rows
HEAD_OVER_SHAFT: Final = 2.2


def top_of(losses: Array) -> float:
    """Return the end of the axis on which the losses fit."""
    largest = losses.max()
    return next(top for top in TOPS if largest <= top)


@lru_cache(maxsize=128)
def training_views(
    features: tuple[str, ...],
    names: tuple[str, ...],
    titles: tuple[tuple[str, ...], ...],
    epochs: str,
    pair: tuple[int, int],
    top: float,
) -> go.Figure:
    """Draw a run over the flowers of the last species, as many as have names.

    Parameters
    ----------
    features
        What the four features are called.
    names
        What the species are called.
    titles
        Title and perhaps subtitle of regions, loss, accuracy, weights, confusion.
    epochs
        What the epochs are called.
    pair
        Which two features the regions are drawn over.
    top
        The end of the axis of the loss.

    Returns
    -------
    Figure
        Traces ``region1`` … (corners at x and y), ``flowers`` (with
        ``marker.symbol`` as `symbols` says), ``missed`` (their crosses, hidden
        where x is nan), ``chosen`` (x, y), ``loss`` and
        ``held_loss``, ``accuracy`` and ``held_accuracy`` (y over epochs),
        ``now_loss`` and ``now_accuracy`` (two marks each at x and y),
        ``loss_line`` and ``accuracy_line`` (upright, x twice), ``plus1`` … and
        ``minus1`` … (arrows: the y of `arrows`), ``counts`` and
        ``held_counts`` (texts of ``customdata``, row by row).

    """
    figure = go.Figure(layout={"template": {}})
    figure.update_layout(
        showlegend=False,
        height=HEIGHT,
        margin={"l": 6, "r": 6, "t": HEAD, "b": FOOT},
        font={"size": 12, "color": "var(--ink)"},
    )
    colors = [f"var(--series-{4 - len(names) + k})" for k in range(len(names))]
    add_regions(figure, pair, colors)
    add_curves(figure, top)
    add_weights(figure, features, names, colors)
    add_confusion(figure, names)
    add_axes(figure, features, names, epochs, pair, top)
    for i, (title, *below) in enumerate(titles):
        add_title(figure, TITLES[i], title, "".join(below), HEAD)
        figure.layout.annotations[i].y = UPRIGHT[i][1]
    return figure


def add_regions(
    figure: go.Figure,
    pair: tuple[int, int],
    colors: Sequence[str],
) -> None:
    """Add a polygon for each species, the flowers, and marks on some of them."""
    cm = centimetres()[-EACH * len(colors) :]
    x, y = (cm[:, feature].tolist() for feature in pair)
    own = [color for color in colors for _ in range(EACH)]
    for k, color in enumerate(colors, start=1):
        figure.add_scatter(
            name=f"region{k}", mode="none", fill="toself", fillcolor=color,
            x=[0], y=[0], opacity=0.25,
        )  # fmt: skip
    figure.add_scatter(
        name="flowers",
        mode="markers",
        x=x,
        y=y,
        marker={
            "symbol": [0] * len(own),
            "color": own,
            "size": 7,
            "line": {"width": 1.5, "color": own},
        },
    )
    figure.add_scatter(
        name="missed",
        mode="markers",
        x=x,
        y=y,
        marker={
            "symbol": "x-thin",
            "size": 6,
            "line": {"color": "var(--ink)", "width": 1.5},
        },
    )
    figure.add_scatter(
        name="chosen",
        mode="markers",
        x=[0],
        y=[0],
        marker={
            "symbol": "circle-open",
            "size": 17,
            "color": "var(--ink)",
            "line": {"width": 2.5},
        },
    )


def symbols(
    truth: NDArray[np.int64], held: NDArray[np.bool_], count: int
) -> NDArray[np.int64]:
    """Return the symbol of each flower: one of three, open if it is held out."""
    return 3 - count + truth + OPEN * held


def add_curves(figure: go.Figure, top: float) -> None:
    """Add loss and accuracy over epochs, and the marks of now."""
    epochs = list(range(EPOCHS + 1))
    for kind, axis, ends in (
        ("loss", 2, (0.01 if top > CALM else 0, top)),
        ("accuracy", 3, (0, 1)),
    ):
        axes = {"xaxis": f"x{axis}", "yaxis": f"y{axis}"}
        figure.add_scatter(
            name=f"{kind}_line",
            mode="lines",
            x=[0, 0],
            y=list(ends),
            line={"color": "var(--border)", "width": 1},
            **axes,
        )
        for name, dash in ((kind, "solid"), (f"held_{kind}", "dot")):
            figure.add_scatter(
                name=name,
                mode="lines",
                x=epochs,
                y=[0],
                line={"color": "var(--ink)", "width": 1.8, "dash": dash},
                **axes,
            )
        figure.add_scatter(
            name=f"now_{kind}",
            mode="markers",
            x=[0, 0],
            y=[0, 0],
            marker={
                "symbol": ["circle", "circle-open"],
                "size": 10,
                "color": "var(--ink)",
                "line": {"width": 2, "color": "var(--ink)"},
            },
            cliponaxis=False,
            **axes,
        )


def add_weights(
    figure: go.Figure,
    features: Sequence[str],
    names: Sequence[str],
    colors: Sequence[str],
) -> None:
    """Add an arrow from every input to every species: filled, or hatched below 0."""
    axes = {"xaxis": "x4", "yaxis": "y4"}
    length = len(arrow(0, 0, np.zeros(1))[0])
    across = [0, SHAFT, SHAFT, 1, SHAFT, SHAFT, 0, None] * INPUTS
    for k, color in enumerate(colors, start=1):
        for sign, look in (
            ("plus", {"fillcolor": color}),
            ("minus", {"fillpattern": hatched(color)}),
        ):
            figure.add_scatter(
                name=f"{sign}{k}",
                mode="none",
                fill="toself",
                x=across,
                y=[0] * length * INPUTS,
                **look,
                **axes,
            )
    figure.add_scatter(
        name="inputs",
        mode="text",
        text=[*features, "1"],
        textposition="middle left",
        x=[-0.03] * INPUTS,
        y=list(range(INPUTS)),
        cliponaxis=False,
        **axes,
    )
    figure.add_scatter(
        name="outputs",
        mode="text",
        text=[
            f"{sign} {name}"
            for sign, name in zip(SIGNS[-len(names) :], names, strict=True)
        ],
        textposition="middle right",
        textfont={"color": "var(--ink)"},
        x=[1.03] * len(names),
        y=rows_of_outputs(len(names)),
        cliponaxis=False,
        **axes,
    )


def hatched(color: str) -> dict[str, Any]:
    """Return the filling of a negative weight."""
    return {
        "shape": "/",
        "size": 4,
        "solidity": 0.35,
        "fgcolor": color,
        "bgcolor": "rgba(0,0,0,0)",
    }


def rows_of_outputs(count: int) -> list[float]:
    """Return the heights of the species, among the inputs at 0 to 4."""
    gap = (INPUTS - 1) / count
    return [gap * (k + 0.5) for k in range(count)]


def arrows(weights: Array, biases: Array, largest: float) -> dict[str, Array]:
    """Return the y of every arrow.

    Parameters
    ----------
    weights, biases
        Of shapes (..., 4, K) and (..., K).
    largest
        The weight whose arrow is as thick as arrows are.

    """
    inputs = np.concatenate([weights, biases[..., np.newaxis, :]], axis=-2) / largest
    drawn = {}
    for k, to in enumerate(rows_of_outputs(biases.shape[-1])):
        for sign, sizes in (("plus", inputs[..., k]), ("minus", -inputs[..., k])):
            thick = THICK * np.maximum(sizes, 0)
            shapes = [arrow(i, to, thick[..., i]) for i in range(INPUTS)]
            drawn[f"{sign}{k + 1}.y"] = np.concatenate(shapes, axis=-1)
    return drawn


def arrow(start: float, to: float, thick: Array) -> Array:
    """Return the y of an arrow of half a thickness of shape (...): (..., 8)."""
    neck = start + SHAFT * (to - start)
    barb = HEAD_OVER_SHAFT * thick
    still = np.full_like(thick, to)
    return np.stack(
        [
            *(start + thick, neck + thick, neck + barb, still),
            *(neck - barb, neck - thick, start - thick, still * np.nan),
        ],
        axis=-1,
    )


def add_confusion(figure: go.Figure, names: Sequence[str]) -> None:
    """Add two numbers for each pair of a species and what it is taken for."""
    count = len(names)
    axes = {"xaxis": "x5", "yaxis": "y5"}
    cells = [(row, column) for row in range(count) for column in range(count)]
    figure.add_scatter(
        name="diagonal",
        mode="none",
        fill="toself",
        fillcolor="var(--track)",
        x=[x for k in range(count) for x in (k - 0.5, k + 0.5, k + 0.5, k - 0.5, None)],
        y=[y for k in range(count) for y in (k - 0.5, k - 0.5, k + 0.5, k + 0.5, None)],
        **axes,
    )
    for name, place, pattern in (
        ("counts", "middle left", "%{customdata:d}\N{NO-BREAK SPACE}"),
        ("held_counts", "middle right", "\N{NO-BREAK SPACE}<i>%{customdata:d}</i>"),
    ):
        figure.add_scatter(
            name=name,
            mode="text",
            x=[column for _, column in cells],
            y=[row for row, _ in cells],
            customdata=[0] * len(cells),
            texttemplate=pattern,
            textposition=place,
            textfont={"size": 12, "color": "var(--ink)"},
            cliponaxis=False,
            **axes,
        )


def add_axes(
    figure: go.Figure,
    features: Sequence[str],
    names: Sequence[str],
    epochs: str,
    pair: tuple[int, int],
    top: float,
) -> None:
    """Set all axes; none of them moves."""
    count = len(names)
    scales = [
        (WINDOWS[pair[0]], WINDOWS[pair[1]]),
        ((-2, EPOCHS + 2), (-2, np.log10(top)) if top > CALM else (0, top)),
        ((-2, EPOCHS + 2), (0, 1.04)),
        (SPREAD, (INPUTS - 0.5, -0.5)),
        ((-0.5, count - 0.5), (count - 0.5, -0.5)),
    ]
    extra: list[tuple[dict[str, Any], dict[str, Any]]] = [
        (
            titled(f"{features[pair[0]]}, cm"),
            titled(f"{features[pair[1]]}, cm"),
        ),
        ({"nticks": 3}, {"type": "log", "nticks": 4} if top > CALM else {"nticks": 4}),
        (
            titled(epochs) | {"nticks": 3},
            {"tickvals": [0, 0.5, 1], "tickformat": ".0%"},
        ),
        ({"visible": False}, {"visible": False}),
        (
            {"tickvals": list(range(count)), "ticktext": SIGNS[-count:]},
            {
                "tickvals": list(range(count)),
                "ticktext": [
                    f"{sign} {name}"
                    for sign, name in zip(SIGNS[-count:], names, strict=True)
                ],
            },
        ),
    ]
    for i, ((x, y), (more_x, more_y)) in enumerate(
        zip(scales, extra, strict=True), start=1
    ):
        figure.update_layout(
            {
                f"xaxis{i}": still(ACROSS[i - 1], x, f"y{i}") | more_x,
                f"yaxis{i}": still(UPRIGHT[i - 1], y, f"x{i}") | more_y,
            }
        )


def still(
    domain: Sequence[float], scale: Sequence[float], anchor: str
) -> dict[str, Any]:
    """Return an axis that stands still."""
    return {
        "domain": list(domain),
        "range": [float(end) for end in scale],
        "anchor": anchor,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "tickfont": {"size": 12},
    }


def titled(text: str) -> dict[str, Any]:
    """Return the title of an axis."""
    return {"title": {"text": text, "standoff": 3, "font": {"size": 12}}}


def narrow_views(titles: Sequence[str], count: int) -> dict[str, Any]:
    """Return what changes on a narrow screen."""
    changes: dict[str, Any] = {
        "height": 390,
        "margin.t": 24,
        "margin.b": 24,
        "font.size": 11,
        "xaxis.title.text": "",
        "yaxis.title.text": "",
        "xaxis3.title.text": "",
        "xaxis4.range": list(NARROW_SPREAD),
        "yaxis5.ticktext": SIGNS[-count:],
    }
    for i, title in enumerate(titles):
        axis = str(i + 1) if i else ""
        changes |= {
            f"xaxis{axis}.domain": list(NARROW_ACROSS[i]),
            f"yaxis{axis}.domain": list(NARROW_UPRIGHT[i]),
            f"annotations.{i}.text": f"<b>{title}</b>",
            f"annotations.{i}.x": (0, 0.54, 0.54, 0, 0.54)[i],
            f"annotations.{i}.y": NARROW_UPRIGHT[i][1],
            f"annotations.{i}.yshift": 24,
        }
    return changes
