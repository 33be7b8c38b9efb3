"""Errors over size, in three kinds of floats, with the points where a way breaks."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np
import plotly.graph_objects as go

from figures.contests import CONTESTS, KINDS, Array, Contest, worst

HIGH: Final = 270  # pixels
LOW: Final = 190
NARROW: Final = 250
HEAD: Final = 54  # pixels above the axes, for the key and the breaking points
LINE: Final = 18
BESIDE: Final = 46  # pixels from a sign of the key to its words
FEW: Final = 8  # decades whose ticks may all be written
MANY: Final = 1e5  # from here on a number is written as a power
LOOKS: Final = (
    {"color": "var(--series-2)", "dash": "dash"},
    {"color": "var(--series-4)", "dash": "dot"},
    {"color": "var(--series-1)", "dash": "solid"},
)
MARKS: Final = (  # of one look inside that of the next, where they coincide
    ("x", 10, 0.5),
    ("diamond-open", 13, 2.5),
    ("circle-open", 18, 3),
)
SIGNS: Final = ("✕ ╌╌", "◇ ┈┈", "○ ━━")


def looks_of(count: int) -> list[int]:
    """Return the look of each way: the last, which is the cure, is the calm one."""
    return [0, 1, 2] if count == len(LOOKS) else [0, 2]


@lru_cache(maxsize=32)
def errors_over_size(
    contest: str,
    ways: tuple[str, ...],
    titles: tuple[str, str],
    *,
    marks: int = 1,
    height: int = HIGH,
) -> go.Figure:
    """Draw the worst error of every way over the size, both in equal ratios.

    Parameters
    ----------
    contest
        One of ``CONTESTS``.
    ways
        What its ways are called.
    titles
        Of the sizes and of the errors.
    marks
        How many marks each way has.
    height
        In pixels.

    Returns
    -------
    Figure
        Traces ``<way>_<kind>`` (lines; the scene may move their ``opacity``),
        ``here`` (an upright line at ``x``) and ``now`` (marks at ``x`` and ``y``,
        one for each way, then the next round of them).

    """
    rules = CONTESTS[contest]
    looks = looks_of(len(ways))
    figure = go.Figure(layout={"template": {}})
    figure.add_scatter(
        name="here",
        mode="lines",
        x=[1, 1],
        y=[rules.least, rules.top],
        line={"color": "var(--border)", "width": 1},
    )
    for kind in KINDS:
        sizes, errors = worst(contest, kind)
        for i, look in enumerate(looks):
            figure.add_scatter(
                name=f"{rules.ways[i]}_{kind}",
                mode="lines",
                x=np.float32(sizes),
                y=np.float32(rules.shown(errors)[:, i]),
                line={**LOOKS[look], "width": 2},
            )
        add_names(figure, rules, kind, sizes, errors)
    figure.add_scatter(
        name="now",
        mode="markers",
        x=[1] * len(looks) * marks,
        y=[1] * len(looks) * marks,
        marker={
            "symbol": [MARKS[look][0] for look in looks] * marks,
            "color": [LOOKS[look]["color"] for look in looks] * marks,
            "opacity": 1,
            "size": [MARKS[look][1] for look in looks] * marks,
            "line": {"width": [MARKS[look][2] for look in looks] * marks},
        },
        cliponaxis=False,
    )
    for i, look in enumerate(looks):
        for words, color, shift in (
            (f"<b>{SIGNS[look]}</b>", LOOKS[look]["color"], 0),
            (ways[i], "var(--ink)", BESIDE),
        ):
            figure.add_annotation(
                text=words,
                font={"color": color, "size": 13},
                x=i / len(looks),
                y=1,
                xshift=shift,
                yshift=HEAD,
                xref="paper",
                yref="paper",
                xanchor="left",
                yanchor="top",
                showarrow=False,
            )
    return figure.update_layout(
        showlegend=False,
        height=height,
        margin={"l": 78, "r": 14, "t": HEAD, "b": 40},
        font={"size": 12, "color": "var(--ink)"},
        xaxis=x_axis(rules, titles[0]),
        yaxis=y_axis(rules, titles[1]),
    )


def add_names(
    figure: go.Figure, rules: Contest, kind: str, sizes: Array, errors: Array
) -> None:
    """Write a kind of float where its first way breaks, or else onto its line."""
    points = [first(kind) for first in rules.breaks]
    middle = len(sizes) // 3
    figure.add_scatter(
        name=f"name_{kind}",
        mode="markers+text" if points else "text",
        x=points or [sizes[middle]],
        y=[rules.top] * len(points) or [errors[middle, 0]],
        text=[f"{kind}<br>{point:.2f}" for point in points] or [kind],
        textposition="top center",
        textfont={"color": "var(--ink)", "size": 12},
        marker={"symbol": "triangle-up", "size": 8, "color": "var(--ink)"},
        cliponaxis=False,
    )


def x_axis(rules: Contest, title: str) -> dict[str, Any]:
    """Return the axis of sizes."""
    low, high = np.log10(rules.sizes)
    ticks = 10.0 ** np.arange(np.ceil(low), np.floor(high) + 1)
    return {
        "type": "log",
        "range": [low, high],
        "tickvals": ticks.tolist(),
        "ticktext": [f"{tick:g}" for tick in ticks],
        "title": {"text": title, "standoff": 3},
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "linecolor": "var(--border)",
        "ticks": "outside",
        "tickcolor": "var(--border)",
    }


def y_axis(rules: Contest, title: str) -> dict[str, Any]:
    """Return the axis of errors, with a place above for what is no number."""
    low, high = np.log10([rules.least, rules.most])
    step = 4 if high - low > FEW else 1
    end = high + 0.5 if rules.relative else high - 0.5
    ticks = 10.0 ** np.arange(np.ceil(low / step) * step, end, step)
    names = [power(tick) for tick in ticks]
    return {
        "type": "log",
        "range": [low - 0.1, np.log10(rules.top) + 0.1],
        "tickvals": ticks.tolist() + ([] if rules.relative else [rules.top]),
        "ticktext": names + ([] if rules.relative else ["nan, ∞"]),
        "title": {"text": title, "standoff": 2},
        "fixedrange": True,
        "gridcolor": "var(--line)",
        "zeroline": False,
    }


def power(number: float) -> str:
    """Write a power of ten: short ones as they are."""
    if 1 <= number < MANY:
        return f"{number:g}"
    return f"10<sup>{np.log10(number):.0f}</sup>".replace("-", "\N{MINUS SIGN}")


def narrow_errors(ways: Sequence[str]) -> dict[str, Any]:
    """Return what changes on a narrow screen: the key in lines below each other."""
    head = HEAD - LINE + LINE * len(ways)
    changes: dict[str, Any] = {
        "height": NARROW + head - HEAD,
        "margin.l": 58,
        "margin.r": 12,
        "margin.t": head,
        "font.size": 11,
    }
    for i in range(2 * len(ways)):
        changes[f"annotations.{i}.x"] = 0
        changes[f"annotations.{i}.yshift"] = head - LINE * (i // 2)
    return changes
