"""Labs that are no lessons: what the engine alone makes of a view."""

from __future__ import annotations

from collections.abc import Mapping

from figures.axes import Axis
from figures.marks import Mark, points
from figures.picture import Grid, Panel, Picture
from live import Choice, Link, State, View, Words
from live.answer import Lab, packed
from live.controls import parts_of
from tests.message import Message

EMPTY = Link({})
GRID = Grid(["one"], [1], [200])


def drawn(*marks: Mark) -> Picture:
    """Return a picture of one panel with these marks."""
    panel = Panel(marks or [points("points", "row", [0, 0])], Axis(0, 1), Axis(0, 1))
    return Picture({"one": panel}, GRID, GRID)


def named(view: View, **further: object) -> Words:
    """Return words in which every control, option and text is called by its key."""
    parts = parts_of([*view.controls, *view.away])
    choices = [part for part in parts if isinstance(part, Choice)]
    own = {
        "controls": {part.key: part.key for part in parts},
        "options": {c.key: {code: code for code in c.codes} for c in choices},
        "texts": {part.key: part.key for part in parts},
        "presets": {name: name for name in view.presets},
    }
    return Words(own | further)


def answered(
    view: View,
    link: Link = EMPTY,
    words: Words | None = None,
    template: str = "",
    code: str = "",
    carried: Mapping[str, str] | None = None,
) -> bytes:
    """Return what a lab of a view sends for a link."""
    state = State(link, words or named(view))
    state.settle(view.controls, view.away)
    lab = Lab(name="demo", carried=carried or {})
    return packed(lab, state, view, template, code)


def sent(view: View, link: Link = EMPTY, **more: object) -> Message:
    """Return the same, read as the browser does."""
    return Message(answered(view, link, **more))  # type: ignore[arg-type]
