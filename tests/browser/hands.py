"""Fingers on a touch screen, as many as it takes."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.lab import TWO_FRAMES

Place = tuple[float, float]
STEPS = 8
# Whoever lifts a finger in mid-movement flings, and Chromium takes a touch within the
# next moment as one that stops it: no click comes of it. 40 ms at rest are no fling.
REST = 100


class Hands:
    """The fingers of one person on one page.

    Parameters
    ----------
    page
        A page with a touch screen.

    """

    def __init__(self, page: Page) -> None:
        """Touch nothing yet."""
        self.page = page
        self.session = page.context.new_cdp_session(page)
        self.places: dict[int, Place] = {}

    def send(self, kind: str, *fingers: int) -> None:
        """Tell the browser where fingers are, all of them or some."""
        points = [
            {"id": i, "x": x, "y": y}
            for i, (x, y) in self.places.items()
            if not fingers or i in fingers
        ]
        self.session.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": points}
        )

    def put(self, place: Place, finger: int = 0) -> None:
        """Put a finger down."""
        self.places[finger] = place
        self.send("touchStart")

    def move(self, across: float, down: float = 0, finger: int = 0) -> None:
        """Move a finger in a few steps, and wait until that is painted."""
        x, y = self.places[finger]
        for step in range(1, STEPS + 1):
            share = step / STEPS
            self.places[finger] = x + share * across, y + share * down
            self.send("touchMove")
            self.page.evaluate(TWO_FRAMES)

    def let_go(self, finger: int = 0) -> None:
        """Lift a finger, however fast it moves."""
        self.send("touchEnd", finger)
        del self.places[finger]

    def lift(self, finger: int = 0) -> None:
        """Lift a finger that has come to rest."""
        self.page.wait_for_timeout(REST)
        self.let_go(finger)

    def cancel(self) -> None:
        """Let the system take all touches away, as for a call."""
        self.places.clear()
        self.send("touchCancel")

    def swipe(self, start: Place, across: float, down: float = 0) -> None:
        """Put a finger down, move it, and lift it while it moves."""
        self.put(start)
        self.move(across, down)
        self.let_go()

    def drag(self, start: Place, across: float, down: float = 0) -> None:
        """Put a finger down, move it, and lift it once it rests."""
        self.put(start)
        self.move(across, down)
        self.lift()

    def tap(self, place: Place) -> None:
        """Touch and let go."""
        self.put(place)
        self.let_go()
