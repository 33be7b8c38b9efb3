"""Answers: a view in one state, as the bytes that a browser reads.

Nothing here knows who carries them: Streamlit, plain HTTP, or anybody else.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import Any, Final
from urllib.parse import urlencode

import numpy as np

from live.controls import Array, Control, Plane, parts_of, swept_in
from live.link import CARRIED, RESERVED, parsed
from live.masking import Mask, before_answer, without
from live.state import State
from live.sweep import Found, Sweep, sweep
from live.tables import Column, Table
from live.view import Readout, View
from live.wire import Packer, encode, message

SLOT: Final = re.compile(r'data-slot="([^"]+)"')
MOST_FORMS: Final = 256  # names of classes are anybody's choice


@dataclass(frozen=True, kw_only=True)
class Lab:
    """One lab on one page, whatever its state.

    Parameters
    ----------
    name
        Names the lab in the page; one page holds no two of the same name.
    asks
        Where the browser may ask for other states; without it, a commit goes by
        way of the page's host.
    plotly
        Where plotly.js is.
    carried
        Parameters that every link of this page carries, such as the language.
    page
        What stands around the lab: its title, ways to other pages, an explanation.
    opening
        What a link means that says nothing, if that is not the default: texts by
        key.

    """

    name: str
    asks: str = ""
    plotly: str = ""
    carried: Mapping[str, str] = field(default_factory=dict)
    page: Mapping[str, Any] = field(default_factory=dict)
    opening: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """What somebody has prepared with a link, beside the state.

    Parameters
    ----------
    mask
        What is not shown.
    question
        What is asked, as the browser is told.
    said
        What a teacher says to it, in words of her own.
    kept
        Parameters that every link of this lab keeps, as long as that lasts.

    """

    mask: Mask = field(default_factory=Mask)
    question: Mapping[str, Any] | None = None
    said: str = ""
    kept: Mapping[str, str] = field(default_factory=dict)

    @property
    def asks(self) -> bool:
        """Whether a question is still to be answered."""
        return self.mask.shows is not None

    def shown(self, view: View) -> View:
        """Return what is left of a view."""
        if self.asks:
            return before_answer(view, self.mask)
        return view if self.mask.is_open else without(view, self.mask)


PLAIN: Final = Prepared()


def packed(
    lab: Lab,
    state: State,
    view: View,
    template: str,
    code: str = "",
    follows: Mapping[str, str | None] | None = None,
    prepared: Prepared = PLAIN,
) -> bytes:
    """Return everything the browser needs to show a view of a lab.

    Parameters
    ----------
    lab, state, view
        What is shown; all controls of the view have been read.
    template
        Trusted HTML and MathML. An ``<output name="p1">`` shows that readout. Any
        element with ``data-slot="p1"`` shows that readout, answer of the scene, or
        control, written as its ``data-format`` says. Readouts that it does not
        place are listed after it. A button with ``data-save="picture.png"`` saves
        the picture; if it has ``data-cells`` too, rows of texts in JSON, it saves
        them as a table of comma-separated values, in which ``"=p1"`` is that
        number at rest.
    code
        Code that computes the same numbers.
    follows
        Texts of the link that follow the learner to other labs, by key; None for
        those that shall not any longer.
    prepared
        What the link asks and hides. Before an answer there is no template.

    """
    view, template = prepared.shown(view), "" if prepared.asks else template
    name, form = form_of(lab, state, view, template)
    swept = swept_view(state, view, template, prepared.mask)
    pack = Packer()
    values = {part.key: state.values[part.key] for part in parts_of(view.controls)}
    numbers = {k: v for k, v in values.items() if not isinstance(v, str)}
    columns = Columns(pack, swept.rest)
    header = {
        "answers": state.link.commit,
        "origin": state.link.origin,
        "form": name,
        "follows": dict(follows or {}),
        "away": state.away,
        "code": code,
        "links": {name: carrying(there, lab) for name, there in view.links.items()},
        "examples": [dict(texts_of(link)) for link in view.presets.values()],
        "texts": {k: v for k, v in values.items() if isinstance(v, str)},
        "question": prepared.question,
        "said": prepared.said,
        "kept": dict(prepared.kept),
        "masked": sorted(prepared.mask.hides),
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
    answer = encode(header, pack)
    return message(answer) if name == state.link.form else message(answer, form)


def carrying(address: str, lab: Lab) -> str:
    """Return the address of another page, with what every link carries."""
    page, _, query = address.partition("?")
    return f"{page}?{urlencode(lab.carried)}&{query}" if lab.carried else address


@lru_cache(maxsize=256)
def texts_of(link: str) -> Mapping[str, str]:
    """Return what an example says, by key."""
    return {key: texts[-1] for key, texts in parsed(link).items()}


def swept_view(state: State, view: View, template: str, mask: Mask) -> Sweep:
    """Return what the scene and the backdrop say for a state, and every "what if".

    While a hand moves there are no tables: they would be old before they arrive. Nor
    are there before an answer: nothing can be moved, and they would tell it.
    """
    ahead = not state.link.moving and mask.shows is None
    # Thumbs are set to exact values too, since a commit sends them back.
    exact = state.values.keys() | {r.name for r in view.readouts if r.exact}
    swept = sweep(
        view.scene,
        view.controls,
        state.values,
        shown(state, view, template, mask),
        exact,
        ahead=ahead,
    )
    if view.backdrop:
        behind = sweep(
            view.backdrop,
            view.controls,
            state.values,
            lambda found: view.picture.moves(found, behind=True),
            stride=view.stride,
            ahead=ahead,
            levelled=view.stride == 1,
        )
        swept.rest.update(behind.rest)
        for key, table in behind.tables.items():
            swept.tables[key].update(table)
    return swept


def shown(
    state: State, view: View, template: str, mask: Mask
) -> Callable[[Found], Found]:
    """Return a function that picks of a scene's answers what the browser shows."""
    named = {part.key for part in parts_of(view.controls)}
    named |= {readout.name for readout in view.readouts}
    named |= state.words.table(view.tasks).keys()
    for slot in slots_of(template):
        named |= {slot, slot.rstrip("0123456789")}

    def bindings(found: Found) -> Found:
        told = {name: array for name, array in found.items() if name in named}
        hidden = {
            name: np.full(np.shape(array), np.nan)
            for name, array in told.items()
            if name in mask.hides
        }
        return told | hidden | view.picture.moves(found)

    return bindings


@lru_cache(maxsize=256)
def slots_of(template: str) -> frozenset[str]:
    """Return the names of everything that a template shows but readouts."""
    return frozenset(SLOT.findall(template))


_forms: OrderedDict[tuple[object, ...], tuple[object, str, bytes]] = OrderedDict()


def form_of(lab: Lab, state: State, view: View, template: str) -> tuple[str, bytes]:
    """Return what stays the same while values change, and its fingerprint.

    It is worked out once for views that are alike, since it takes as long as
    all tables.
    """
    picture = view.picture.text
    key = (lab.name, state.words.language, template, picture)
    parts = (
        *(lab, state.words, view.controls, view.readouts, view.tasks, [*view.presets]),
        *(view.by, view.drag, view.pick, view.row, view.folded),
    )
    known = _forms.get(key)
    if known and known[0] == parts:
        _forms.move_to_end(key)
        return known[1:]
    form = described(lab, state, view, template)
    name = hashlib.sha256(form).hexdigest()[:16]
    _forms[key] = parts, name, form
    if len(_forms) > MOST_FORMS:
        _forms.popitem(last=False)
    return name, form


def described(lab: Lab, state: State, view: View, template: str) -> bytes:
    """Return the form of a view: words, figure, controls, and what drags what."""
    words, pack = state.words, Packer()
    header = {
        "lab": lab.name,
        "asks": lab.asks,
        "extras": dict(lab.carried),
        "opening": dict(lab.opening),
        "carried": list(CARRIED),
        "reserved": sorted(RESERVED),
        "words": dict(words.engine),
        "page": dict(lab.page),
        "plotly": lab.plotly,
        "controls": [
            part.describe(words, pack) | ({"written": True} if lab.opening else {})
            for part in parts_of(view.controls)
        ],
        "folded": [part.key for part in parts_of(view.folded)],
        "readouts": [
            of_readout(readout, words.table("readouts")) for readout in view.readouts
        ],
        "tasks": [
            {"key": key, **told, "by": list(view.by.get(key, ()))}
            for key, told in words.table(view.tasks).items()
        ],
        "handles": handles_of(view),
        "presets": [words["presets"][name] for name in view.presets],
        "template": template,
        "figure": view.picture.text,
        "row": view.row,
    }
    return encode(header, pack)


def of_readout(readout: Readout, labels: Mapping[str, str]) -> dict[str, Any]:
    """Return how a readout is shown."""
    return {
        "name": readout.name,
        "format": readout.format,
        "labels": list(readout.labels),
        "label": readout.label or labels.get(readout.name, ""),
        "told": readout.told,
        "exact": readout.exact,
    }


def handles_of(view: View) -> list[dict[str, Any]]:
    """Return which traces can be dragged or pressed, point by point."""
    dragged = [
        {
            "trace": trace,
            "controls": moved.keys[:1],
            "plane": moved.keys,
            "reach": moved.reach,
        }
        if isinstance(moved, Plane)
        else {"trace": trace, "controls": keys_of(moved, view.picture.points(trace))}
        for trace, moved in view.drag.items()
    ]
    pressed = [
        {"trace": trace, "controls": [], "picks": control.key}
        for trace, control in view.pick.items()
    ]
    return dragged + pressed


def keys_of(control: Control, points: int) -> list[str]:
    """Return what each of so many points moves: its own control, or all the same."""
    if control.row:
        return [part.key for part in swept_in(control)]
    return [control.key] * points


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
