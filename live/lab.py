"""The lab: controls, scene and figure, put together and sent to the browser."""

from __future__ import annotations

import hashlib
import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any, Protocol

import numpy as np
import streamlit as st

from live.controls import (
    Array,
    Choice,
    Control,
    Count,
    Scrubber,
    Swept,
    Text,
    Value,
    default_of,
    singles,
)
from live.link import Link, opened_link
from live.serving import address
from live.sweep import Scene, sweep
from live.tables import Column, Table
from live.wire import Packer, encode, message
from live.words import ENGLISH

MOST_FORMS = 256  # names of classes are anybody's choice


class Figure(Protocol):
    """What the lab needs of a ``plotly.graph_objects.Figure``."""

    def to_json(self) -> str | None:
        """Return the figure as JSON."""


@dataclass(frozen=True, kw_only=True)
class Readout:
    """A number of the scene to be shown as text.

    Parameters
    ----------
    name
        The key of the scene's answer. A row of numbers is shown as
        ``name1``, ``name2``, and so on.
    format
        How to write it: ``.4f``, ``.1%``, ``.3g``, ``.2e``, ``d``, or ``.3s``,
        which is short: with a power of ten where zeros would make it long.
    labels
        For a row of numbers, what each is of; for a single number that counts
        from 1, what each number means.
    label
        For a single number, what it is of.
    told
        Whether the text alternative of the picture says it.
    exact
        Whether its tables keep float64.

    """

    name: str
    format: str = ".4f"
    labels: Sequence[str] = ()
    label: str = ""
    told: bool = False
    exact: bool = False


@dataclass(frozen=True, kw_only=True)
class Handle:
    """Makes the points or bars of a trace move controls.

    Parameters
    ----------
    trace
        Its name in the figure.
    controls
        The controls that its points move when they are dragged: point i,
        control i.
    picks
        The control that its points choose when they are clicked: point i, the
        i-th value of its grid.

    """

    trace: str
    controls: Sequence[str] = ()
    picks: str = ""


@dataclass(frozen=True)
class Preset:
    """An example: texts, as a link has them, for some controls.

    The other controls stay as they are.
    """

    label: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Task:
    """Something to try: done once the scene's answer called `key` is 1."""

    key: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Lab:
    """A scene that can be touched.

    Parameters
    ----------
    name
        Names the lab in the page; one page holds no two of the same name.
    controls
        What can be moved. Those that are swept are the arguments of `scene`,
        in this order.
    scene
        Pure function of the controls. Its answers are named
        ``"trace.attribute"`` for what moves in the figure, or after a readout,
        or after a control whose thumb they move.
    figure
        The picture; what the scene answers replaces the data in it.
    backdrop
        A second scene for smooth curves, which the eye reads and nobody
        recomputes. Its tables hold every `stride`-th row, in 65,536 levels,
        and the browser draws straight lines between them; so a curve of many
        points fits into a message.
    readouts
        The numbers to show.
    tasks
        What to try; each is ticked off when it is first reached.
    handles
        Which parts of the picture can be dragged.
    presets
        Examples, shown as buttons.
    template
        Trusted HTML and MathML under the picture. An ``<output name="p1">``
        shows that readout. Any element with ``data-slot="p1"`` shows that
        readout, answer of the scene, or control, written as its
        ``data-format`` says. Readouts it does not place are listed after it.
        A button with ``data-save="picture.png"`` saves the picture. If it has
        ``data-cells`` too, rows of texts in JSON, it saves them as a table of
        comma-separated values, in which ``"=p1"`` is that number at rest.
    links
        Addresses of other pages in this state; ``<a data-link="name">`` in the
        template leads there.
    narrow
        Changes to the figure's layout on a narrow screen, dotted path to value.
    row
        Height in pixels of one control, so that a figure can line up with it.
    words
        What the engine says, in the language of the page.
    extras
        Parameters that every link of this lab carries, such as the language.
    code
        Returns code that computes the same numbers, for the values as they are.
    asks
        Where the browser may ask for other states; without it, a commit goes by
        way of Streamlit.
    follows
        Texts of the link that follow the learner to other labs, by key; None for
        those that shall not any longer.
    away
        Controls that have no place in this state of the lab, such as those of
        another view. The link goes on carrying their values.

    """

    name: str
    controls: Sequence[Control]
    scene: Scene
    figure: Figure
    backdrop: Scene | None = None
    stride: int = 5
    readouts: Sequence[Readout] = ()
    tasks: Sequence[Task] = ()
    handles: Sequence[Handle] = ()
    presets: Sequence[Preset] = ()
    template: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    narrow: Mapping[str, Any] = field(default_factory=dict)
    row: int = 44
    words: Mapping[str, str] = field(default_factory=lambda: ENGLISH)
    extras: Mapping[str, str] = field(default_factory=dict)
    code: Callable[[Mapping[str, Value]], str] | None = None
    asks: str = ""
    follows: Mapping[str, str | None] = field(default_factory=dict)
    away: Sequence[Control] = ()

    def show(self, link: Link | None = None) -> dict[str, Value]:
        """Put the lab on the page; return the values it shows."""
        link = link or opened_link(self.name)
        values, _ = link.read(self.controls)
        component()(
            key=self.name,
            data=self.packed(values, link),
            on_commit_change=lambda: None,
        )
        return values

    def packed(self, values: Mapping[str, Value], link: Link) -> bytes:
        """Return everything the browser needs, as bytes."""
        name, form = self.form()
        answer = self.answer(values, link, name)
        return message(answer) if name == link.form else message(answer, form)

    def answer(self, values: Mapping[str, Value], link: Link, form: str) -> bytes:
        """Return what the scene says for `values`, and every "what if"."""
        # Thumbs are set to exact values too, since a commit sends them back.
        exact = values.keys() | {r.name for r in self.readouts if r.exact}
        swept = sweep(self.scene, self.controls, values, exact)
        if self.backdrop:
            behind = sweep(self.backdrop, self.controls, values, stride=self.stride)
            swept.rest.update(behind.rest)
            for key, table in behind.tables.items():
                swept.tables[key].update(table)
        pack = Packer()
        numbers = {k: v for k, v in values.items() if not isinstance(v, str)}
        columns = Columns(pack, swept.rest)
        header = {
            "answers": link.commit,
            "origin": link.origin,
            "form": form,
            "follows": dict(self.follows),
            "away": link.texts_of(self.away),
            "code": self.code(values) if self.code else "",
            "links": dict(self.links),
            "examples": [dict(preset.values) for preset in self.presets],
            "texts": {k: v for k, v in values.items() if isinstance(v, str)},
            "numbers": list(numbers),
            "rest": {name: row_length(array) for name, array in swept.rest.items()},
            # Every number of the state, and then everything that the scene says.
            "now": pack.add(
                np.concatenate(
                    [list(numbers.values()), *map(np.ravel, swept.rest.values())]
                )
            ),
            "tables": {key: columns.add(table) for key, table in swept.tables.items()},
        }
        return encode(header, pack)

    def form(self) -> tuple[str, bytes]:
        """Return what stays the same while values change, and its fingerprint.

        It is worked out once for labs that are alike, since it takes as long as
        all tables.
        """
        figure = text_of(self.figure)
        key = (self.name, self.asks, self.template, figure)
        labels = [preset.label for preset in self.presets]
        parts = (
            *(self.extras, self.words, self.controls, self.readouts, self.tasks),
            *(self.handles, labels, self.narrow, self.row),
        )
        known = _forms.get(key)
        if known and known[0] == parts:
            return known[1:]
        pack = Packer()
        header = {
            "lab": self.name,
            "asks": self.asks,
            "extras": dict(self.extras),
            "words": dict(self.words),
            "plotly": address("plotly.min.js"),
            "controls": [describe(control, pack) for control in singles(self.controls)],
            "readouts": as_dicts(self.readouts),
            "tasks": as_dicts(self.tasks),
            "handles": as_dicts(self.handles),
            "presets": labels,
            "template": self.template,
            "figure": figure,
            "narrow": dict(self.narrow),
            "row": self.row,
        }
        form = encode(header, pack)
        name = hashlib.sha256(form).hexdigest()[:16]
        if len(_forms) >= MOST_FORMS:
            _forms.clear()
        _forms[key] = parts, name, form
        return name, form


_forms: dict[tuple[str, ...], tuple[object, str, bytes]] = {}


def row_length(array: Array) -> int | None:
    """Return how many numbers a row has; None for a number by itself."""
    return array.size if array.ndim else None


class Columns:
    """Packs the columns of all tables; one that is met again travels once.

    Columns of one type lie side by side, since a few large arrays are handled
    faster than many small ones.
    """

    def __init__(self, pack: Packer, rest: Mapping[str, Array]) -> None:
        """Start with nothing packed."""
        self.pack = pack
        self.rest = rest
        self.places: dict[object, tuple[int, int]] = {}

    def add(self, table: Table) -> dict[str, list[Any]]:
        """Pack a table; return for each binding where and what its column is.

        That is the array, its first column there, the indices unless all
        numbers of the binding change, and for a thinned column the stride and
        the ends of its levels, if it has them.
        """
        identities = {name: identity(column) for name, column in table.items()}
        groups: dict[object, dict[object, Array]] = {}
        for name, column in table.items():
            if identities[name] not in self.places:
                kind = (column.rows.dtype, len(column.rows))
                groups.setdefault(kind, {})[identities[name]] = column.rows
        for group in groups.values():
            together = self.pack.add(np.concatenate(list(group.values()), axis=1))
            widths = [rows.shape[1] for rows in group.values()]
            for known, first in zip(group, accumulate([0, *widths]), strict=False):
                self.places[known] = together, first
        return {
            name: [*self.places[identities[name]], *self.reading(name, column)]
            for name, column in table.items()
        }

    def reading(self, name: str, column: Column) -> list[Any]:
        """Return how a column is read, as far as it is not read plainly."""
        whole = name not in self.rest or column.indices.size == self.rest[name].size
        indices = None if whole else column.indices.tolist()
        if column.low is not None:
            return [indices, column.stride, column.low, column.high]
        if column.stride > 1:
            return [indices, column.stride]
        return [] if whole else [indices]


def identity(column: Column) -> tuple[str, tuple[int, ...], bytes]:
    """Return what two columns of the same numbers have in common."""
    return column.rows.dtype.str, column.rows.shape, column.rows.tobytes()


def describe(control: Swept | Count | Text, pack: Packer) -> dict[str, Any]:
    """Return what the browser must know to draw one control."""
    default = default_of(control)
    if isinstance(control, Text):
        return {"kind": "text", **vars(control)}
    # Numbers travel as arrays: infinity is legal there.
    number = {"default": pack.add(np.array(default, dtype=float))}
    if isinstance(control, Count):
        return vars(control) | {"kind": "count"} | number
    described = {
        "kind": control.kind,
        "key": control.key,
        "grid": pack.add(control.grid),
        "sets": list(control.sets),
    } | number
    if isinstance(control, Choice):
        return described | {"label": control.label, "options": dict(control.options)}
    described |= {
        "label": control.label.key
        if isinstance(control.label, Text)
        else control.label,
        "editable": isinstance(control.label, Text),
        "even": control.scale == "linear" and {control.below, control.above} == {None},
        "unit": control.unit,
        "color": control.color,
    }
    if isinstance(control, Scrubber):
        described["seconds"] = control.seconds
    return described


def as_dicts(parts: Iterable[Any]) -> list[dict[str, Any]]:
    """Return the fields of dataclasses; their values are plain already."""
    return [{**vars(part)} for part in parts]


_texts: dict[int, str] = {}


def text_of(figure: Figure) -> str:
    """Return the JSON of a figure, worked out once: figures do not change.

    Plotly takes longer to write a figure than all else takes in a commit.
    """
    known = id(figure)
    if known not in _texts:
        _texts[known] = figure.to_json() or ""
        weakref.finalize(figure, _texts.pop, known)
    return _texts[known]


@cache
def component() -> Any:  # noqa: ANN401 - Streamlit does not export its type
    """Register the component with Streamlit, once.

    Only a loader of a few lines travels with it; the modules themselves have
    addresses of their own, so no script is sent again when data changes.
    """
    loader = files("live").joinpath("assets", "loader.js").read_text()
    return st.components.v2.component(
        "live_lab",
        js=loader.replace("MODULE", address("lab.js")),
        isolate_styles=False,  # plotly.js cannot draw inside a shadow root
    )
