"""One row of logits read in four ways: four panels of bars, one of them lit."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import Any, Final

import plotly.graph_objects as go

from figures.rows import NARROW_HEAD, NARROW_ROW, Panel, narrow_rows, rows_of_bars

READINGS: Final = ("identity", "relu", "sigmoid", "softmax")
TOP: Final = 4  # pixels of the margin; the first control stands under it
OVER: Final = 56  # pixels from the margin to the first row
LOW_NARROW_ROW: Final = 19
FEW: Final = 6  # classes whose rows can be tall on a narrow screen
WIDE_ENOUGH: Final = 100.0  # for a band to fill any panel
MARKS: Final = {"identity": -15.3, "relu": -1.5, "sigmoid": -0.13, "softmax": -0.13}
LEFT: Final = [0, 0.44]  # columns on a narrow screen
RIGHT: Final = [0.54, 1]


def panels(titles: Sequence[Sequence[str]]) -> list[Panel]:
    """Return the four readings, under their titles and subtitles."""
    scales = ((-16.5, 14.8), (-2.6, 14.2), (-0.22, 1.62), (-0.22, 1.62))
    narrow = ((-19.5, 15.5), (-3.4, 15.5), (-0.32, 1.75), (-0.32, 1.75))
    spans = ((0, 0.3), (0.34, 0.51), (0.55, 0.76), (0.8, 1))
    return [
        Panel(
            trace=reading,
            span=span,
            scale=scale,
            narrow=wider,
            pattern=".4f" if total else ".2~f",
            title=title,
            subtitle=subtitle,
            total=total,
        )
        for reading, span, scale, wider, (title, subtitle), total in zip(
            READINGS,
            spans,
            scales,
            narrow,
            titles,
            ("", "", "total_sigmoid", "total_softmax"),
            strict=True,
        )
    ]


@lru_cache(maxsize=64)  # names are anybody's choice
def four_readings(
    names: tuple[str, ...], titles: tuple[tuple[str, str], ...], row: int
) -> go.Figure:
    """Draw a row for each class in each of the four readings.

    Parameters
    ----------
    names
        One for each class.
    titles
        Title and subtitle of each reading.
    row
        Height of one class in pixels.

    Returns
    -------
    Figure
        For each reading it has bars of that name, ``band_…`` (a light behind
        the rows in use) and ``top_…`` (marks of the largest), both seen where
        ``marker.opacity`` is not 0. ``total_sigmoid`` and ``total_softmax``
        are texts that show ``customdata``.

    """
    figure = rows_of_bars(names, panels(titles), row)
    rows = row * (len(names) + 1)
    for i, reading in enumerate(READINGS, start=1):
        add_band_and_marks(figure, reading, len(names), i)
        figure.update_layout({f"yaxis{i}": {"domain": [0, rows / (rows + OVER)]}})
    figure.update_traces(constraintext="none", selector={"type": "bar"})
    # Bands are seen behind the bars.
    figure.data = sorted(figure.data, key=lambda trace: trace.name[:4] != "band")
    figure.update_layout(barmode="overlay", height=TOP + OVER + rows, margin={"t": TOP})
    figure.update_annotations(yshift=TOP)
    return figure


def add_band_and_marks(figure: go.Figure, reading: str, count: int, i: int) -> None:
    """Add the light behind the rows of panel `i`, and a mark left of each bar."""
    axes = {"xaxis": f"x{i}", "yaxis": f"y{i}", "y": list(range(count))}
    figure.add_bar(
        name=f"band_{reading}",
        orientation="h",
        base=-WIDE_ENOUGH,
        x=[2 * WIDE_ENOUGH] * count,
        width=1,
        marker={"color": "var(--track)", "opacity": [0] * count},
        **axes,
    )
    figure.add_scatter(
        name=f"top_{reading}",
        mode="markers",
        x=[MARKS[reading]] * count,
        marker={
            "symbol": "triangle-right",
            "size": 11,
            "color": "var(--ink)",
            "opacity": [0] * count,
        },
        cliponaxis=False,
        **axes,
    )


def narrow_readings(count: int, titles: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Return what changes for `count` classes on a narrow screen: two by two."""
    row = NARROW_ROW if count <= FEW else LOW_NARROW_ROW
    rows = row * (count + 1)
    inner = 2 * rows + NARROW_HEAD
    changes = narrow_rows(count, panels(titles), [title for title, _ in titles])
    for i, (low, column) in enumerate(product((False, True), (LEFT, RIGHT))):
        suffix = str(i + 1) if i else ""
        changes |= {
            f"xaxis{suffix}.domain": column,
            f"yaxis{suffix}.domain": [0, rows / inner]
            if low
            else [1 - rows / inner, 1],
            f"yaxis{suffix}.showticklabels": column is LEFT,
            f"annotations.{i}.x": column[0],
            f"annotations.{i}.y": rows / inner if low else 1,
        }
    return changes | {"height": NARROW_HEAD + inner}
