"""Visits pages without a browser, and reads what they send to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from streamlit.testing.v1 import AppTest

from live.controls import Array
from tests.message import Message

ROOT = Path(__file__).parents[2]
FRAME = ROOT / "pages" / "navigation.py"
PATIENCE = 60  # seconds that a page may take on a busy machine

Text = str | Sequence[str]


class Visit:
    """One visitor, from the first page to the last."""

    def __init__(self, locale: str = "en-US") -> None:
        """Arrive with a browser that speaks a language."""
        self.app = AppTest.from_file(str(FRAME), default_timeout=PATIENCE)
        self.app.context["locale"] = locale
        self.arrived = False

    def open(self, page: str, link: Mapping[str, Text] | None = None) -> Shown:
        """Open a page by a link, or by the menu."""
        # Until its first run Streamlit knows pages by their files, not addresses.
        if "-" in page and not self.arrived:
            self.run()
        self.app.switch_page(f"{page.replace('-', '_')}.py")
        self.app.query_params.clear()
        for key, text in (link or {}).items():
            self.app.query_params[key] = text if isinstance(text, str) else list(text)
        return self.run()

    def commit(self, lab: str, state: object) -> Shown:
        """Send a state of the lab as its browser would, or as nobody should."""
        self.app.session_state[lab] = state
        return self.run()

    def press(self, label: str) -> Shown:
        """Press the button that is called so."""
        [button] = [b for b in self.app.button if b.label == label]
        button.click()
        return self.run()

    def run(self) -> Shown:
        """Run the page."""
        self.app.run()
        self.arrived = True
        return Shown(self.app)


class Shown:
    """What a page shows."""

    def __init__(self, app: AppTest) -> None:
        """Keep the elements; no run to come changes them."""
        self.errors = [element.message for element in app.exception]
        self.warnings = [element.value for element in app.warning]
        self.title = [element.value for element in app.title]
        self.data = [element.proto.bytes for element in app.get("bidi_component")]

    @cached_property
    def message(self) -> Message:
        """What the only lab sent."""
        [data] = self.data
        return Message(data)

    @property
    def code(self) -> list[str]:
        """The code that gives the same numbers, if the page has any."""
        return [code for code in [self.message.answer["code"]] if code]

    def ran(self) -> dict[str, Any]:
        """Run that code as it stands; return its names."""
        [code] = self.code
        names: dict[str, Any] = {}
        exec(compile(code, "snippet.py", "exec"), names)  # noqa: S102 - it is ours
        return names

    @property
    def header(self) -> dict[str, Any]:
        """What the message of the lab says in text."""
        return self.message.header

    def answer(self, name: str) -> Array:
        """Return what the scene says at rest: a row of numbers, also of one."""
        return self.message.rest[name]

    @property
    def values(self) -> dict[str, float | str]:
        """The value of every control."""
        return self.message.values

    @property
    def logits(self) -> Array:
        """The values of z1, z2, and so on."""
        values = self.values
        return np.array([v for key, v in values.items() if key in KEYS], dtype=float)

    @property
    def names(self) -> list[str]:
        """The names of the classes."""
        return [str(v) for key, v in self.values.items() if key.startswith("name")]


KEYS = {f"z{i}" for i in range(1, 11)}
