"""The link is the whole state: how it is read.

The browser writes the link (``live/assets/link.js``); Python only reads it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeGuard
from urllib.parse import parse_qs

LONGEST_LINK: Final = 100_000
MOST_PARAMETERS: Final = 1000  # as many as Streamlit takes
LONGEST_NAME: Final = 64  # of a fingerprint
HALF: Final = re.compile("[\ud800-\udfff]")  # a surrogate without its other half
LARGEST_NUMBER: Final = 2**53  # up to which a browser can count

# What a link may say beside the controls of its lesson: no control is called so.
LANGUAGE: Final = "lang"
FRAMES: Final = ("embed", "embed_options")  # Streamlit reads these by itself
PRESENT: Final = "present"  # the browser alone does what it says
ROOM: Final = "room"  # of a class: the browser alone asks after it
# What somebody prepares with a link: a question of ours, which numbers it draws, words
# of her own, and what is hidden.
ASK, NUMBERS, SAY, HIDE = PREPARED = "ask", "numbers", "say", "hide"
UNDERSTOOD: Final = frozenset({LANGUAGE, PRESENT, ROOM, *FRAMES, *PREPARED})
COMING: Final = ("or", "then")
RESERVED: Final = UNDERSTOOD | {*COMING}
# What every link that the browser writes takes over from the address as it is.
CARRIED: Final = (*FRAMES, PRESENT, ROOM)


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
    moving
        Whether a hand still moves: then nobody wants to know what would be, only
        what is.
    told
        Whether the browser has an answer to the question that the link asks, and now
        wants to see what is right. No address says it.

    """

    parameters: Mapping[str, Sequence[str]]
    commit: int = 0
    origin: str = ""
    form: str = ""
    moving: bool = False
    told: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing of the lesson in it."""
        return self.parameters.keys() <= RESERVED

    @property
    def says_nothing(self) -> bool:
        """Whether it is the address of a page, and nothing of the lesson in it."""
        return not self.commit and self.is_bare


def parsed(query: str) -> dict[str, list[str]]:
    """Return the parameters of a query: key to all values given for it.

    What is kept of too many earns a notice, since no lab knows so many.
    """
    first = query.removeprefix("?").split("&", MOST_PARAMETERS)[:MOST_PARAMETERS]
    return parse_qs(
        "&".join(first), keep_blank_values=True, max_num_fields=MOST_PARAMETERS
    )


def committed_link(state: object) -> Link | None:
    """Return the link of a commit; None if it makes no sense."""
    sent = committed(state)
    if sent is None:
        return None
    number, query, origin = sent
    moving, told = says(state, "moving"), says(state, "told")
    return Link(parsed(query), number, origin, held_form(state), moving, told)


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
    return number, query, origin


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


def says(state: object, name: str) -> bool:
    """Return whether the browser says yes to something: ``moving`` or ``told``."""
    commit: Any = state.get("commit") if isinstance(state, Mapping) else None
    return isinstance(commit, Mapping) and commit.get(name) is True
