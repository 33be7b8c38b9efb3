"""Visits pages as Streamlit runs them, without a browser."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.message import Message
from tests.pages.visits import Reading, Text
from ui.contents import script_of

ROOT = Path(__file__).parents[2]
FRAME = ROOT / "pages" / "navigation.py"
PATIENCE = 60  # seconds that a page may take on a busy machine


class Visit:
    """One visitor, from the first page to the last."""

    def __init__(self, locale: str = "en-US") -> None:
        """Arrive with a browser that speaks a language."""
        self.app = AppTest.from_file(str(FRAME), default_timeout=PATIENCE)
        self.app.context["locale"] = locale
        self.arrived = False

    def open(self, page: str, link: Mapping[str, Text] | None = None) -> Shown:
        """Open a page by a link, or by the menu."""
        # Until its first run Streamlit knows no page but the frame.
        if not self.arrived:
            self.run()
        self.app.switch_page(script_of(page))
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

    def speak(self, language: str) -> Shown:
        """Ask for a language, as the button of the lab does."""
        self.app.session_state["language"] = language
        return self.run()

    def run(self) -> Shown:
        """Run the page."""
        self.app.run()
        self.arrived = True
        return Shown(self.app)


class Shown(Reading):
    """What a page shows."""

    def __init__(self, app: AppTest) -> None:
        """Keep the elements; no run to come changes them."""
        self.errors = [element.message for element in app.exception]
        self.warnings = [element.value for element in app.warning]
        self.data = [element.proto.bytes for element in app.get("bidi_component")]

    @property
    def title(self) -> list[str]:
        """The title above each lab."""
        return [Message(data).form["page"]["title"] for data in self.data]

    @property
    def message(self) -> Message:
        """What the only lab sent."""
        [data] = self.data
        return Message(data)
