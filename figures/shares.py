"""Probabilities alone: one bar for each class."""

from functools import lru_cache
from typing import Any

import plotly.graph_objects as go

from figures.rows import Panel, narrow_rows, rows_of_bars


def panel(title: str, subtitle: str = "") -> Panel:
    """Return the only panel."""
    return Panel(
        trace="probabilities",
        span=(0, 1),
        scale=(-0.03, 1.12),
        narrow=(-0.06, 1.25),
        pattern=".1%",
        title=title,
        subtitle=subtitle,
        mark="largest",
        total="total_probability",
    )


@lru_cache(maxsize=64)  # names are anybody's choice
def probability_bars(
    names: tuple[str, ...], title: str, subtitle: str, row: int
) -> go.Figure:
    """Draw one bar for each class; traces as in ``three_stages``."""
    return rows_of_bars(names, [panel(title, subtitle)], row)


def narrow_bars(count: int, title: str) -> dict[str, Any]:
    """Return what changes for `count` classes on a narrow screen."""
    return narrow_rows(count, [panel(title)], [title])
