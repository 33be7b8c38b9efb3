"""From logits over weights to probabilities: one row for each class."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import plotly.graph_objects as go

from figures.rows import Panel, narrow_rows, rows_of_bars


def panels(titles: Sequence[Sequence[str]]) -> list[Panel]:
    """Return the three stages, under their titles and subtitles."""
    logits, weights, probabilities = titles
    return [
        Panel(
            trace="logits",
            span=(0, 0.4),
            scale=(-23.5, 23.5),
            narrow=(-38, 38),
            pattern=".2~f",
            title=logits[0],
            subtitle=logits[1],
        ),
        Panel(
            trace="weights",
            span=(0.45, 0.69),
            scale=(0, 1.27),
            narrow=(0, 2.1),
            pattern=".3~f",
            title=weights[0],
            subtitle=weights[1],
            total="total_weight",
            opacity=0.72,
        ),
        Panel(
            trace="probabilities",
            span=(0.72, 1),
            scale=(-0.12, 1.27),
            narrow=(-0.25, 2.1),
            pattern=".1%",
            title=probabilities[0],
            subtitle=probabilities[1],
            mark="largest",
            total="total_probability",
        ),
    ]


@lru_cache(maxsize=64)  # names are anybody's choice
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
    return rows_of_bars(names, panels(titles), row)


def narrow_stages(
    count: int, titles: Sequence[Sequence[str]], short: Sequence[str]
) -> dict[str, Any]:
    """Return what changes for `count` classes on a narrow screen."""
    return narrow_rows(count, panels(titles), short)
