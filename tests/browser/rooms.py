"""A room as a teacher opens it, without the page of one."""

from __future__ import annotations

import json
import random
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from live.rooms.room import LETTERS

KEY = {"Authorization": f"Bearer {'0' * 32}"}
WHO = {"X-Who": "f" * 32}
LENGTH = 5


class Room:
    """One room of an app, which asks one question.

    Parameters
    ----------
    app
        The address of the app.
    offer, link
        Whose question it is, and which.

    """

    def __init__(self, app: str, offer: str, link: str) -> None:
        """Open it, under a code by chance."""
        self.code = "".join(random.choices(LETTERS, k=LENGTH))  # noqa: S311 - no secret
        self.address = f"{app}/live/rooms/{self.code}"
        self.page = f"{app}/r/{self.code}"
        self.ask("", {"offer": offer, "link": link}, KEY)

    def ask(self, path: str, body: object, headers: Mapping[str, str]) -> bytes:
        """Ask something of the room; return the answer."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, dict(headers))
        with urllib.request.urlopen(request) as answer:
            said: bytes = answer.read()
            return said

    def told(self) -> dict[str, Any]:
        """Return what a phone is told."""
        said: dict[str, Any] = json.loads(self.ask("?v=", None, WHO))
        return said

    def to(self, phase: str) -> None:
        """Take it to a phase."""
        self.ask("/phase", {"v": self.told()["v"], "to": phase}, KEY)


@contextmanager
def room(app: str, offer: str, question: str, more: str = "") -> Iterator[Room]:
    """Open a room for a while."""
    opened = Room(app, offer, f"ask={question}{more}")
    yield opened
    try:
        opened.to("ended")
    except urllib.error.HTTPError as gone:  # the test has ended it
        gone.close()
