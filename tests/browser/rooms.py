"""A room of a class: a teacher who opens one, with a page or without, and phones."""

from __future__ import annotations

import json
import random
import re
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Locator, Page, expect

from live.rooms.room import LETTERS
from tests.browser.asked import Asked
from ui.words import frame

KEY = {"Authorization": f"Bearer {'0' * 32}"}
WHO = {"X-Who": "f" * 32}
LENGTH = 5
CODE = re.compile(f"[{LETTERS}]{{5}}")
LONG = 15_000  # milliseconds: a reveal plays, and a room is asked once a second


def ask(address: str, body: object, headers: Mapping[str, str]) -> bytes:
    """Ask something of a room; return the answer."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, dict(headers))
    with urllib.request.urlopen(request) as answer:
        said: bytes = answer.read()
        return said


class Phones:
    """Phones without a browser, in a room that somebody else has opened."""

    def __init__(self, app: str, code: str) -> None:
        """Come into it."""
        self.address = f"{app}/live/rooms/{code}"

    def told(self, who: int = 0) -> dict[str, Any]:
        """Return what one of them is told."""
        said: dict[str, Any] = json.loads(ask(f"{self.address}?v=", None, name(who)))
        return said

    def guess(self, *guesses: list[int]) -> None:
        """Let one phone make each of some guesses."""
        for who, places in enumerate(guesses):
            body = {"turn": self.told(who)["turn"], "guess": places}
            ask(f"{self.address}/answers", body, name(who))


class Teacher(Asked):
    """Who asks a class, and sees it answer."""

    @property
    def page(self) -> Page:
        """Return the page."""
        return self.lab.page

    @property
    def code(self) -> str:
        """Return the code of the room, once there is one."""
        letters = self.page.locator(".class-letters")
        expect(letters).to_have_text(CODE, timeout=LONG)
        return letters.inner_text()

    def way(self, name: str) -> Locator:
        """Return a button by what it does."""
        words = frame(self.language)
        said = words["classroom"].get(name) or words["lab"][name]
        return self.section.get_by_role("button", name=said, exact=True)

    def stands(self, phase: str) -> None:
        """Wait until the page shows a phase."""
        shown = self.page.locator(f'.page[data-class="{phase}"]')
        expect(shown).to_be_visible(timeout=LONG)


def name(who: int) -> dict[str, str]:
    """Return how a phone is called."""
    return {"X-Who": f"{who:032x}"}


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
        return ask(self.address + path, body, headers)

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
