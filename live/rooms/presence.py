"""Who is here: how many phones ask after a room, and how often each shall.

That is known to one process, and only while it runs. A replica that others share a
room with sets the pace of those phones that ask there.
"""

from __future__ import annotations

import random
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from live.rooms.room import MOST_PHONES, MOST_ROOMS

MOST_A_SECOND: Final = 500  # questions of all phones in a room: of 1,000, in 2.4 s
SHORTEST: Final = 1.0  # seconds between two questions of a phone
APART: Final = 0.2  # the share by which they differ, so that they do not come together
SILENT: Final = 12.0  # seconds after which a phone is not here any more
MOST_NEW: Final = 300  # phones a second


class CrowdError(RuntimeError):
    """Too many come at once."""


class Presence:
    """The phones of one room.

    Who has come in once may come again: so whoever makes names up can keep others from
    coming, but not from guessing who were there before.
    """

    def __init__(self) -> None:
        """Start with nobody."""
        self.known: set[int] = set()
        self.seen: OrderedDict[int, float] = OrderedDict()
        self.second, self.new = 0, 0

    def note(self, who: str, now: float) -> None:
        """Note that a phone asks.

        Raises
        ------
        CrowdError
            If more come than any class: a script makes names up.

        """
        name = hash(who)
        if name not in self.known:
            self.admit(now)
            self.known.add(name)
        self.seen[name] = now
        self.seen.move_to_end(name)

    def admit(self, now: float) -> None:
        """Count somebody new."""
        if int(now) != self.second:
            self.second, self.new = int(now), 0
        if self.new >= MOST_NEW or len(self.known) >= MOST_PHONES:
            raise CrowdError
        self.new += 1

    def here(self, now: float) -> int:
        """Return how many are here."""
        while self.seen and now - next(iter(self.seen.values())) > SILENT:
            self.seen.popitem(last=False)
        return len(self.seen)


class Door:
    """Presence in all rooms; those that were asked after longest ago are forgotten."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with nobody anywhere."""
        self.rooms: OrderedDict[str, Presence] = OrderedDict()
        self.clock = clock

    def note(self, code: str, who: str) -> None:
        """Note that a phone asks after a room."""
        presence = self.rooms.setdefault(code, Presence())
        self.rooms.move_to_end(code)
        while len(self.rooms) > MOST_ROOMS:
            self.rooms.popitem(last=False)
        presence.note(who, self.clock())

    def here(self, code: str) -> int:
        """Return how many are in a room."""
        presence = self.rooms.get(code)
        return presence.here(self.clock()) if presence else 0

    def again(self, code: str) -> float:
        """Return in how many seconds a phone shall ask again."""
        pause = max(SHORTEST, self.here(code) / MOST_A_SECOND)
        return round(pause * random.uniform(1 - APART, 1 + APART), 2)  # noqa: S311 - no secret
