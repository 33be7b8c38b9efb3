"""The lab: controls, scene and figure, put together and sent to the browser."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.resources import files
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
from live.sweep import Column, Scene, sweep
from live.wire import Packer, encode
from live.words import ENGLISH

LEVELS = 2**16 - 1


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
    """Makes the points or bars of a trace move controls: point i, control i."""

    trace: str
    controls: Sequence[str]


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
    narrow
        Changes to the figure's layout on a narrow screen, dotted path to value.
    row
        Height in pixels of one control, so that a figure can line up with it.
    words
        What the engine says, in the language of the page.
    extras
        Parameters that every link of this lab carries, such as the language.

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
    narrow: Mapping[str, Any] = field(default_factory=dict)
    row: int = 44
    words: Mapping[str, str] = field(default_factory=lambda: ENGLISH)
    extras: Mapping[str, str] = field(default_factory=dict)

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
        # Thumbs are set to exact values too, since a commit sends them back.
        exact = values.keys() | {r.name for r in self.readouts if r.exact}
        swept = sweep(self.scene, self.controls, values, exact)
        if self.backdrop:
            behind = sweep(self.backdrop, self.controls, values, stride=self.stride)
            swept.rest.update(behind.rest)
            for key, table in behind.tables.items():
                swept.tables[key].update(table)
        pack = Packer()
        rest = {name: pack.add(array) for name, array in swept.rest.items()}
        tables = {
            key: {
                name: column_of(column, swept.rest.get(name, column.rows[0]).size, pack)
                for name, column in table.items()
            }
            for key, table in swept.tables.items()
        }
        figure = self.figure.to_json() or ""
        fingerprint = hashlib.sha256(figure.encode()).hexdigest()[:16]
        header = {
            "lab": self.name,
            "answers": link.commit,
            "origin": link.origin,
            "extras": dict(self.extras),
            "words": dict(self.words),
            "plotly": address("plotly.min.js"),
            "controls": [
                describe(control, values[control.key], pack)
                for control in singles(self.controls)
            ],
            "rest": rest,
            "tables": tables,
            "rows": [name for name, array in swept.rest.items() if array.ndim],
            "readouts": [asdict(readout) for readout in self.readouts],
            "tasks": [asdict(task) for task in self.tasks],
            "handles": [asdict(handle) for handle in self.handles],
            "presets": [asdict(preset) for preset in self.presets],
            "template": self.template,
            # A figure that the browser holds already is only named.
            "figure": None if fingerprint == link.figure else figure,
            "figure_name": fingerprint,
            "narrow": dict(self.narrow),
            "row": self.row,
        }
        return encode(header, pack)


def column_of(column: Column, size: int, pack: Packer) -> dict[str, Any]:
    """Return where the parts of a column are, and how to read them.

    Indices are left out where all `size` numbers of the binding change.
    Thinned rows are rounded to 65,536 levels between their ends.
    """
    rows, described = column.rows, dict[str, Any]()
    if column.indices.size < size:
        described["indices"] = pack.add(column.indices.astype(np.uint16))
    if column.stride > 1:
        described["stride"] = column.stride
    if column.stride > 1 and np.isfinite(rows).all():
        low, high = float(rows.min()), float(rows.max())
        described |= {"low": low, "high": high}
        rows = np.rint((rows - low) / (high - low or 1) * LEVELS).astype(np.uint16)
    return described | {"rows": pack.add(fewest_bytes(rows))}


def fewest_bytes(rows: Array) -> Array:
    """Return whole numbers from 0 in one or two bytes each, others as they are."""
    for kind in (np.uint8, np.uint16):
        with np.errstate(invalid="ignore"):  # what does not fit differs then
            whole = rows.astype(kind)
        if (whole == rows).all():
            return whole
    return rows


def describe(
    control: Swept | Count | Text, value: Value, pack: Packer
) -> dict[str, Any]:
    """Return what the browser must know to draw one control."""
    default = default_of(control)
    if isinstance(control, Text):
        return {"kind": "text", "value": value, "default": default, **asdict(control)}
    # Numbers travel as arrays: infinity is legal there.
    numbers = {
        "value": pack.add(np.array(value, dtype=float)),
        "default": pack.add(np.array(default, dtype=float)),
    }
    if isinstance(control, Count):
        return asdict(control) | {"kind": "count"} | numbers
    described = {
        "kind": control.kind,
        "key": control.key,
        "grid": pack.add(control.grid),
        "sets": list(control.sets),
    } | numbers
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
