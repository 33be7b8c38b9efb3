"""What phones are shown: a question of a lesson, and later what is right.

A lesson offers its questions here, so no browser puts words on the phones of others.
Working one out may take long, so it is done beside all else, and once for everybody.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from live.rooms.room import Takes

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


def offer(name: str, poses: Mapping[str, Pose]) -> None:
    """Let rooms ask what a lesson asks: by language, from a link to a sheet.

    A link that asks nothing has None.
    """
    if name in _offers or len(_offers) < MOST_OFFERS:
        _offers[name] = poses


async def sheet_of(name: str, link: str, language: str) -> Sheet:
    """Return the sheet of a link in a language, or in another one that there is.

    Raises
    ------
    UnaskedError
        If there is none.

    """
    poses = _offers.get(name)
    if not poses:
        raise UnaskedError(name)
    if language not in poses:
        language = next(iter(poses))
    key = name, language, link
    made = _known.get(key)
    if made is None or (made.done() and (made.cancelled() or made.exception())):
        made = asyncio.ensure_future(asyncio.to_thread(poses[language], link))
        _known[key] = made
    _known.move_to_end(key)
    if len(_known) > MOST_KNOWN:
        _known.popitem(last=False)
    sheet = await asyncio.shield(made)
    if sheet is None:
        raise UnaskedError(link)
    return sheet
