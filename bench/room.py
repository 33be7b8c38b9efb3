"""How large a lesson is on the screen: picture, tracks and type, at many sizes.

Run from the root of the project:

    python -m bench.room [lesson ...]

prints for each lesson and each size the picture (width x height), the shortest track
and the smallest type in pixels of the screen, where zoom makes a pixel of the page
several of the screen; `pans` marks a page that can be pushed sideways.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Browser, Page

from tests.browser.chromium import chromium
from tests.browser.servers import streamlit
from ui.contents import LESSONS

READY: Final = ".lab[data-state=ready]"
MEASURE: Final = """() => {
  const size = (one) => parseFloat(getComputedStyle(one).fontSize);
  const seen = (one) => one.getClientRects().length > 0;
  const plot = document.querySelector(".lab-plot .main-svg").getBoundingClientRect();
  const tracks = [...document.querySelectorAll(".lab input[type=range]")].filter(seen);
  const words = [...document.querySelectorAll(
    ".page button, .page label, .page p, .page-head h1, .lab-plot text, .lab-line")];
  const main = document.querySelector('[data-testid="stMain"]');
  return {
    width: plot.width, height: plot.height,
    track: Math.min(...tracks.map((one) => one.getBoundingClientRect().width)),
    type: Math.min(
      ...words.filter((one) => seen(one) && one.textContent.trim()).map(size)),
    pans: main.scrollWidth > main.clientWidth,
  };
}"""


@dataclass(frozen=True)
class Screen:
    """A window, how far it is zoomed, and what its link says beside."""

    width: int
    height: int
    zoom: float = 1
    link: str = ""

    def __str__(self) -> str:
        """Return how it is called in a table."""
        zoomed = f" at {self.zoom:.0%}" if self.zoom != 1 else ""
        return f"{self.width} x {self.height}{zoomed} {self.link}".rstrip()

    @property
    def css(self) -> tuple[int, int]:
        """Return width and height in pixels of the page; zoom makes each larger."""
        return round(self.width / self.zoom), round(self.height / self.zoom)

    def open(self, browser: Browser, address: str) -> Page:
        """Return a page of this size, with a lesson on it."""
        width, height = self.css
        page = browser.new_page(
            viewport={"width": width, "height": height}, locale="en-US"
        )
        page.goto(f"{address}?{self.link}")
        page.wait_for_selector(READY, timeout=60_000)
        page.wait_for_timeout(300)
        return page


SCREENS: Final = (
    Screen(1366, 768),
    Screen(1366, 768, 1.25),
    Screen(1366, 768, 1.5),
    Screen(1366, 768, 2),
    Screen(1920, 1080),
    Screen(1920, 1080, 1.5),
    Screen(1920, 1080, 2),
    Screen(1280, 720),
    Screen(1024, 768),
    Screen(390, 844),
    Screen(740, 360),
    Screen(640, 360),
    Screen(320, 256),
    Screen(800, 600, link="embed=true"),
    Screen(1366, 768, link="present=1"),
)


def measured(page: Page, zoom: float) -> Mapping[str, float]:
    """Return what a page measures, in pixels of the screen."""
    found: dict[str, float] = page.evaluate(MEASURE)
    return {k: v if k == "pans" else zoom * v for k, v in found.items()}


def main() -> None:
    """Print the table."""
    lessons = sys.argv[1:] or LESSONS
    with streamlit() as app, chromium() as browser:
        for lesson in lessons:
            print(f"\n{lesson:28} {'picture':>12} {'track':>6} {'type':>5}")
            for screen in SCREENS:
                page = screen.open(browser, f"{app}/{lesson}")
                m = measured(page, screen.zoom)
                page.close()
                picture = f"{m['width']:.0f} x {m['height']:.0f}"
                print(
                    f"{screen!s:28} {picture:>12} {m['track']:6.0f} {m['type']:5.1f}"
                    f" {'pans' if m['pans'] else ''}"
                )


if __name__ == "__main__":
    main()
