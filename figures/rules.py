"""Shares of the same numbers by four rules: one panel of bars for each rule."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

import plotly.graph_objects as go

from figures.rows import HEAD, NARROW_HEAD, Panel, rows_of_bars

LEFT: Final = 116  # pixels for the names, and for the heads of a table below
PERCENT: Final = 100
FEW: Final = 6  # classes whose panels have subtitles
SPACE: Final = "\N{NO-BREAK SPACE}"

# The trace of a rule, where its panel lies, how its shares are written, and the
# weights whose sum is shown. Five columns, two of them for shares of any size.
RULES: Final = {
    "ratio": ((0.0, 0.31), "z ÷ Σz", "z"),
    "share": ((0.4, 0.59), "a<sup>z</sup> ÷ Σa<sup>z</sup>", "a<sup>z</sup>"),
    "squares": ((0.6, 0.79), "z<sup>2</sup> ÷ Σz<sup>2</sup>", ""),
    "softplus": ((0.8, 0.99), "s = log(1 + e<sup>z</sup>), s ÷ Σs", ""),
}
NARROW_SPANS: Final = ((0.0, 0.36), (0.64, 1.0), (0.0, 0.48), (0.54, 1.0))
SIDES: Final = (-1.05, 1.55)  # where the bars of a ratio leave the picture
UNDEFINED: Final = {"ratio": "undefined", "squares": "undefined_squares"}


def head(count: int) -> int:
    """Return the height in pixels of the titles."""
    return HEAD if count <= FEW else NARROW_HEAD


def panels(titles: tuple[str, ...]) -> list[Panel]:
    """Return the panel of each rule, under its title and its formula."""
    return [
        Panel(
            trace=rule,
            span=span,
            scale=SIDES if rule == "ratio" else (0, 1.62 * whole(rule)),
            narrow=SIDES if rule == "ratio" else (0, 2.1 * whole(rule)),
            pattern=".3~p",
            title=title,
            subtitle=shares,
            total=f"total_{rule}" if weight else "",
            opacity=0.72 if whole(rule) == PERCENT else 1,
        )
        for (rule, (span, shares, weight)), title in zip(
            RULES.items(), titles, strict=True
        )
    ]


def whole(rule: str) -> int:
    """Return how much all shares of a rule are: rules of less weight count percent.

    Whole numbers travel in a byte each.
    """
    return 1 if RULES[rule][2] else PERCENT


@lru_cache(maxsize=64)  # names are anybody's choice
def bars_by_rule(
    names: tuple[str, ...], titles: tuple[str, ...], undefined: str, row: int
) -> go.Figure:
    """Draw the shares by every rule, and the sum of the weights below each.

    Parameters
    ----------
    names
        One for each class.
    titles
        The name of each rule.
    undefined
        What stands in the place of shares that there are not.
    row
        Height of one class in pixels.

    Returns
    -------
    Figure
        Its traces are ``ratio`` and ``share``, ``squares`` and ``softplus`` in percent
        (bars along x; those of a ratio may leave the picture), ``number`` (beside the
        ratios, shows ``customdata``), ``undefined`` and ``undefined_squares`` (a word
        in every row, hidden until the scene sets its ``opacity`` to 1), and
        ``total_ratio``, ``total_share`` (texts that show ``customdata``).

    """
    count, top = len(names), head(len(names))
    shown = panels(titles)
    if count > FEW:
        shown = [replace(panel, subtitle="") for panel in shown]
    figure = rows_of_bars(names, shown, row)
    figure.update_layout(
        height=top + row * (count + 1),
        margin={"l": LEFT, "t": top, "r": 0},
        yaxis={"showticklabels": True, "ticklabelstandoff": 6},
    )
    figure.update_annotations(yshift=top)
    figure.update_traces(constraintext="none", selector={"type": "bar"})
    add_texts(figure, "number", count, 1, SIDES[1], customdata=[0] * count)
    templates = {"ratio": "", "number": f"{SPACE}%{{customdata:.3~p}}"}
    for rule, (_, _, weight) in RULES.items():
        templates[f"total_{rule}"] = f"{SPACE}Σ {weight} = %{{customdata:.4~g}}"
        if whole(rule) == PERCENT:
            templates[rule] = "%{x:d}%"
    for trace, template in templates.items():
        figure.update_traces(texttemplate=template, selector={"name": trace})
    figure.update_traces(cliponaxis=True, selector={"name": "ratio"})
    for i, rule in enumerate(RULES, start=1):
        if rule in UNDEFINED:
            word = f"{SPACE}{undefined}"
            add_texts(figure, UNDEFINED[rule], count, i, 0, text=word, opacity=0)
    return figure


def add_texts(
    figure: go.Figure, name: str, count: int, panel: int, x: float, **what: object
) -> None:
    """Write something in every row of a panel, beginning at x."""
    figure.add_scatter(
        name=name,
        mode="text",
        x=[x] * count,
        y=list(range(count)),
        textposition="middle right",
        textfont={"color": "var(--ink)", "size": 13},
        cliponaxis=False,
        xaxis=f"x{panel}",
        yaxis=f"y{panel}",
        **what,
    )


def narrow_rules(count: int, titles: tuple[str, ...]) -> dict[str, Any]:
    """Return what changes for `count` classes on a narrow screen: two by two."""
    row = 22 if count <= FEW else 16
    rows = row * (count + 1)
    height = 2 * rows + NARROW_HEAD
    share = rows / height
    changes: dict[str, Any] = {
        "margin.l": 68,
        "margin.t": NARROW_HEAD,
        "height": NARROW_HEAD + height,
        "font.size": 12,
        "yaxis3.showticklabels": True,
        "yaxis3.ticklabelstandoff": 6,
    }
    for i, (panel, title) in enumerate(zip(panels(titles), titles, strict=True)):
        axis = i + 1 if i else ""
        upper = i < 2  # noqa: PLR2004 - two by two
        changes |= {
            f"xaxis{axis}.range": list(panel.narrow),
            f"xaxis{axis}.domain": list(NARROW_SPANS[i]),
            f"yaxis{axis}.domain": [1 - share, 1] if upper else [0, share],
            f"annotations.{i}.text": f"<b>{title}</b>",
            f"annotations.{i}.x": NARROW_SPANS[i][0],
            f"annotations.{i}.y": 1 if upper else share,
            f"annotations.{i}.yshift": NARROW_HEAD,
        }
    return changes
