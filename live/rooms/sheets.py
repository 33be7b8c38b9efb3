"""What phones are shown: a question of a lesson, and later what is right.

A lesson offers its questions here, so no browser puts words on the phones of others.
Working one out may take long, so it is done beside all else, in turn, and once for
everybody.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from live.rooms.room import Takes
from live.turns import Turns

MOST_OFFERS: Final = 200
MOST_KNOWN: Final = 1_000  # sheets


@dataclass(frozen=True)
class Sheet:
    """A question in a language.

    Attributes
    ----------
    asked
        What phones show while they guess, for JSON. It tells nothing of what is right.
    truth
        What they are told once it is revealed, for JSON.
    takes
        Which guesses it takes.

    """

    asked: Mapping[str, Any]
    truth: Mapping[str, Any]
    takes: Takes


class UnaskedError(LookupError):
    """A link asks nothing that is on offer."""


Pose = Callable[[str], Sheet | None]
_offers: dict[str, Mapping[str, Pose]] = {}
_known: OrderedDict[tuple[str, str, str], asyncio.Future[Sheet | None]] = OrderedDict()
_turns: Turns[Sheet | None] = Turns()


def offer(name: str, poses: Mapping[str, Pose]) -> None:
    """Let rooms ask what a lesson asks: by language, from a link to a sheet.

    A link that asks nothing has None.
    """
    if name in _offers or len(_offers) < MOST_OFFERS:
        _offers[name] = poses


async def sheet_of(code: str, name: str, link: str, language: str) -> Sheet:
    """Return the sheet of a link in a language, or in another one that there is.

    Rooms take turns, so that one which asks much keeps no other waiting.

    Raises
    ------
    UnaskedError
        If there is none.
    BusyError
        If too many wait for theirs.

    """
    poses = _offers.get(name)
    if not poses:
        raise UnaskedError(name)
    if language not in poses:
        language = next(iter(poses))
    key = name, language, link
    made = _known.get(key)
    if made is None or (made.done() and (made.cancelled() or made.exception())):
        turn = _turns.answer(code, code, repr(key), partial(poses[language], link))
        made = _known[key] = asyncio.ensure_future(turn)
    _known.move_to_end(key)
    if len(_known) > MOST_KNOWN:
        _known.popitem(last=False)
    sheet = await asyncio.shield(made)
    if sheet is None:
        raise UnaskedError(link)
    return sheet
