"""What a page does not show: before a question is answered, or because a link hides it.

Before an answer only what a question *shows* leaves Python, so whatever a lesson gains
later is hidden by itself. What a link *hides* stays away for good. A trace that is
masked stays in the figure without its data, or its panel would go with it; a number
is masked by its name, since nan may be a right answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from live.controls import Array, Control
from live.sweep import Found
from live.view import Picture, View

# What stays of a trace that is masked: on which axes it would stand.
KEPT: Final = ("type", "name", "xaxis", "yaxis", "orientation", "mode")
NOTHING: Final[dict[str, Any]] = {"x": [None], "y": [None], "opacity": 0}
# Parts of a page that a link can hide, beside controls and what a lesson calls parts.
PARTS = PRESETS, TASKS, CODE, TEXT, FORMULA = (
    "presets",
    "tasks",
    "code",
    "text",
    "formula",
)


@dataclass(frozen=True)
class Mask:
    """Which names are masked.

    Attributes
    ----------
    shows, says
        All traces and all readouts that may be seen; None if nothing is asked.
    hides
        What may not: traces, readouts, controls, and parts of the page.
    titled
        Whether panels that show nothing keep their titles.
    target
        A trace that is masked, and whose panel keeps its ticks: somebody draws there.

    """

    shows: frozenset[str] | None = None
    says: frozenset[str] = frozenset()
    hides: frozenset[str] = frozenset()
    titled: bool = True
    target: str = ""

    def hides_trace(self, name: str) -> bool:
        """Whether a trace is masked."""
        return name in self.hides or (self.shows is not None and name not in self.shows)

    def hides_number(self, name: str) -> bool:
        """Whether a readout is masked, or a control that is another view of others."""
        return name in self.hides or (self.shows is not None and name not in self.says)

    @property
    def is_open(self) -> bool:
        """Whether it masks nothing."""
        return self.shows is None and not self.hides


@dataclass(frozen=True)
class Masked:
    """A picture without what a mask takes away."""

    picture: Picture
    mask: Mask

    @property
    def text(self) -> str:
        """The figure as JSON."""
        return figure_without(self.picture.text, self.mask)

    def moves(self, found: Found, *, behind: bool = False) -> dict[str, Array]:
        """Return what moves in what is left."""
        return {
            name: array
            for name, array in self.picture.moves(found, behind=behind).items()
            if not self.mask.hides_trace(name.partition(".")[0])
        }

    def points(self, trace: str) -> int:
        """Return how many points a trace has."""
        return self.picture.points(trace)


@lru_cache(maxsize=64)
def figure_without(text: str, mask: Mask) -> str:
    """Return a figure in which what is masked is empty, with its words and ticks."""
    figure = json.loads(text)
    data = [
        {key: trace[key] for key in KEPT if key in trace} | NOTHING
        if mask.hides_trace(trace["name"])
        else trace
        for trace in figure["data"]
    ]
    layouts = {
        variant: layout_without(layout, figure["data"], mask)
        for variant, layout in figure["layouts"].items()
    }
    return json.dumps({"data": data, "layouts": layouts}, ensure_ascii=False)


def layout_without(
    layout: Mapping[str, Any], data: Sequence[Mapping[str, Any]], mask: Mask
) -> dict[str, Any]:
    """Return a layout without words and ticks in panels that show nothing any more."""
    empty = empty_axes(data, mask)
    silent = {"showticklabels": False, "ticktext": [], "title": {"text": ""}}
    corners = [
        (layout[f"xaxis{n}"]["domain"][0], layout[f"yaxis{n}"]["domain"][1])
        for n in numbers_of(layout, empty)
        if not mask.titled
    ]
    notes = [
        note
        for note in layout["annotations"]
        if note["xref"].partition(" ")[0].replace("x", "xaxis") not in empty
        and not (note["xref"] == "paper" and (note["x"], note["y"]) in corners)
    ]
    return {
        name: part | silent if isinstance(part, dict) and name in empty else part
        for name, part in layout.items()
    } | {"annotations": [*notes, *marks_of(layout, empty)]}


def marks_of(layout: Mapping[str, Any], empty: set[str]) -> list[dict[str, Any]]:
    """Return a question mark in the middle of every panel that shows nothing."""
    size = 2 * layout["font"]["size"]
    font = {"size": size, "color": "var(--soft)", "weight": 700}
    return [
        {
            "text": "?", "x": 0.5, "y": 0.5, "xref": f"x{n} domain",
            "yref": f"y{n} domain", "showarrow": False, "font": font,
        }
        for n in numbers_of(layout, empty)
    ]  # fmt: skip


def numbers_of(layout: Mapping[str, Any], empty: set[str]) -> list[str]:
    """Return the numbers of the panels that a variant has and that show nothing."""
    return [
        name.removeprefix("yaxis")
        for name in layout
        if name.startswith("yaxis") and name in empty and "range" in layout[name]
    ]


def empty_axes(data: Sequence[Mapping[str, Any]], mask: Mask) -> set[str]:
    """Return the names of the axes on which nothing is left."""
    every, used = set(), set()
    for trace in data:
        axes = {trace[f"{a}axis"].replace(a, f"{a}axis") for a in "xy"}
        every |= axes
        is_seen = trace["name"] == mask.target or not mask.hides_trace(trace["name"])
        used |= axes if is_seen else set()
    return every - used


def before_answer(view: View, mask: Mask) -> View:
    """Return a view of which only what a question shows is left."""
    return replace(
        view,
        controls=seen(view.controls, mask),
        folded=seen(view.folded, mask),
        picture=Masked(view.picture, mask),
        readouts=[one for one in view.readouts if not mask.hides_number(one.name)],
        tasks="",
        by={},
        drag={},
        pick={},
        presets={},
        links={},
    )


def seen(controls: Sequence[Control], mask: Mask) -> list[Control]:
    """Return controls without those that are views of others and say the answer."""
    return [
        one
        for one in controls
        if not (getattr(one, "sets", {}) and mask.hides_number(one.key))
    ]


def without(view: View, mask: Mask) -> View:
    """Return a view without what a link hides; its numbers keep their places."""
    return replace(
        view,
        picture=Masked(view.picture, mask),
        tasks="" if TASKS in mask.hides else view.tasks,
        by={} if TASKS in mask.hides else view.by,
        presets={} if PRESETS in mask.hides else view.presets,
        drag={t: c for t, c in view.drag.items() if not mask.hides_trace(t)},
        pick={t: c for t, c in view.pick.items() if not mask.hides_trace(t)},
    )
