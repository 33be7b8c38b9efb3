"""The link is the whole state: how it is read.

The browser writes the link (``live/assets/link.js``); Python only reads it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeGuard
from urllib.parse import parse_qs

import numpy as np
import streamlit as st

from live.controls import (
    Control,
    Swept,
    UnreadableError,
    Value,
    default_of,
    ends_of,
    harmless,
    singles,
)

LONGEST_LINK = 100_000
MOST_PARAMETERS = 1000  # as many as Streamlit takes
LONGEST_NAME = 64  # of a fingerprint
HALF = re.compile("[\ud800-\udfff]")  # a surrogate without its other half
LARGEST_NUMBER = 2**53  # up to which a browser can count
RESERVED = frozenset({"embed", "embed_options"})


@dataclass(frozen=True)
class Problem:
    """A part of a link that could not be taken as it stands."""

    key: str
    kind: Literal["unreadable", "clamped", "unknown"]


@dataclass(frozen=True)
class Link:
    """The parameters of a link, and which commit of the browser brought it.

    Attributes
    ----------
    parameters
        Key to all values given for it.
    commit
        The number of the commit, 0 when the page was opened by an address.
    origin
        A fingerprint of the address that Streamlit reported. A commit names
        the origin it grew from, so a later jump to another address wins over
        an older commit.
    form
        A fingerprint of the form that the browser holds (see ``live/wire.py``);
        it need not travel again.

    """

    parameters: Mapping[str, Sequence[str]]
    commit: int = 0
    origin: str = ""
    form: str = ""

    def read(
        self, controls: Sequence[Control], ignored: frozenset[str] = frozenset()
    ) -> tuple[dict[str, Value], list[Problem]]:
        """Return a legal value for every control, and what was wrong.

        Whatever cannot be read becomes the default of its control; a number
        outside the range becomes the nearest end of it. A view sets other
        controls, unless the link names one of them itself. Keys in `ignored`
        belong to somebody else.
        """
        values: dict[str, Value] = {}
        problems: list[Problem] = []
        for control in singles(controls):
            key = control.key
            values[key] = default_of(control)
            given = self.parameters.get(key)
            if given is None:
                continue
            try:
                if len(given) != 1:
                    raise UnreadableError(key)  # noqa: TRY301
                values[key], changed = control.read(given[0])
                if changed:
                    problems.append(Problem(key, "clamped"))
            except UnreadableError:
                problems.append(Problem(key, "unreadable"))
        unread = {problem.key for problem in problems if problem.kind == "unreadable"}
        problems += follow(controls, self.parameters.keys(), unread, values)
        known = values.keys() | ignored | RESERVED
        problems += [Problem(k, "unknown") for k in self.parameters if k not in known]
        return values, problems

    def texts_of(self, controls: Sequence[Control]) -> dict[str, str]:
        """Return what the link says for controls, where it can be read."""
        _, problems = self.read(controls)
        unread = {problem.key for problem in problems if problem.kind == "unreadable"}
        return {
            control.key: harmless(self.parameters[control.key][0])
            for control in singles(controls)
            if control.key in self.parameters and control.key not in unread
        }


def follow(
    controls: Sequence[Control],
    given: Collection[str],
    unread: Collection[str],
    values: dict[str, Value],
) -> list[Problem]:
    """Let views that were `given` alone set what they view; say what is clamped."""
    problems = []
    for view in singles(controls):
        if view.key not in given or view.key in unread or not isinstance(view, Swept):
            continue
        if any(key in given for key in view.sets):
            continue
        for key, inverse in view.sets.items():
            number = float(inverse(np.array(values[view.key])))
            values[key] = float(np.clip(number, *ends_of(key, controls)))
            if values[key] != number:
                problems.append(Problem(view.key, "clamped"))
    return problems


def opened_link(lab: str) -> Link:
    """Return the link that the lab named `lab` shall show now.

    That is the newest commit of its browser, or else the address of the page.

    Of a page that was opened with a query Streamlit goes on reporting that query,
    whatever the browser writes into the address later; so a commit carries the
    link itself, together with the origin it grew from.
    """
    address: Mapping[str, Sequence[str]]
    address = {key: st.query_params.get_all(key) for key in st.query_params}
    origin = hashlib.sha256(repr(sorted(address.items())).encode()).hexdigest()[:16]
    sent = committed_link(st.session_state.get(lab))
    if sent is None:
        return Link(address, 0, origin)
    if sent.origin == origin or not address:
        address = sent.parameters
    return replace(sent, parameters=address, origin=origin)


def committed_link(state: object) -> Link | None:
    """Return the link of a commit; None if it makes no sense."""
    sent = committed(state)
    if sent is None:
        return None
    number, query, origin = sent
    # What is kept of too many earns a notice, since no lab knows so many.
    kept = "&".join(query.split("&", MOST_PARAMETERS)[:MOST_PARAMETERS])
    parameters = parse_qs(kept, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    return Link(parameters, number, origin, held_form(state))


def committed(state: object) -> tuple[int, str, str] | None:
    """Read what the browser said on its last commit; None if it makes no sense.

    Anything may arrive here: the other end of a websocket can be anyone.
    """
    commit: Any = state.get("commit") if isinstance(state, Mapping) else None
    if not isinstance(commit, Mapping):
        return None
    number, query, origin = (commit.get(name) for name in ("number", "link", "origin"))
    if (
        not isinstance(number, int)
        or not 0 <= number <= LARGEST_NUMBER
        or not is_text(query, LONGEST_LINK)
        or not is_text(origin, LONGEST_NAME)
    ):
        return None
    return number, query.removeprefix("?"), origin


def is_text(said: object, longest: int) -> TypeGuard[str]:
    """Whether something is a text of at most so many characters, and no half of one.

    JSON may hold the half of a character, which cannot be written anywhere.
    """
    return isinstance(said, str) and len(said) <= longest and not HALF.search(said)


def held_form(state: object) -> str:
    """Return which form the browser says it holds; none if it makes no sense."""
    commit: Any = state.get("commit") if isinstance(state, Mapping) else None
    held = commit.get("form") if isinstance(commit, Mapping) else None
    return held if is_text(held, LONGEST_NAME) else ""
