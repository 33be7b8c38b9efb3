"""What somebody can get at on a page: with a pointer, with keys, and with the eyes."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

import numpy as np
from axe_playwright_python.sync_playwright import Axe
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Locator, Page

from tests.browser.lab import TWO_FRAMES

# Where somebody can do something, as far as it is in the page at all.
CONTROLS: Final = ".page :is(a[href], button, input, select, textarea, summary)"
# What lies on an element at its middle, and just within its upper and its lower edge.
HELPERS: Final = """
  const named = (one) => one.name || one.ariaLabel || one.textContent || one.className;
  const isSeen = (one) =>
    one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length;
  const isOnTop = (one, x, y) => {
    const hit = document.elementFromPoint(x, y);
    return Boolean(hit) && (hit === one || one.contains(hit) || hit.contains(one));
  };
  // A link may be broken over two lines, and then its middle is none of it.
  const placeOf = (one) => one.getClientRects()[0];
  const places = ({ x, width, top, bottom }) =>
    [(top + bottom) / 2, top + 2, bottom - 2].map((y) => [x + width / 2, y]);
"""
MISSED: Final = f"""(selector) => {{{HELPERS}
  return [...document.querySelectorAll(selector)].filter(isSeen).filter((one) => {{
    one.scrollIntoView();
    const [middle] = places(placeOf(one));
    return !isOnTop(one, ...middle);
  }}).map(named);
}}"""
FOCUSED: Final = f"""() => {{{HELPERS}
  const one = document.activeElement;
  if (!one.closest(".page")) return null;
  const place = placeOf(one);
  // What scrolls may be longer than the window.
  if (one.matches("[tabindex='0']"))
    return [named(one), place.top < innerHeight && place.bottom > 0];
  const isWhole = place.top >= 0 && place.bottom <= innerHeight;
  return [named(one), isWhole && places(place).every(([x, y]) => isOnTop(one, x, y))];
}}"""
# The smallest type in sight; what is raised or lowered in a title belongs to a symbol.
LEAST: Final = f"""() => {{{HELPERS}
  const walker = document.createTreeWalker(
    document.querySelector(".page"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {{
    const {{ parentElement: one, data }} = walker.currentNode;
    if (!data.trim() || !isSeen(one) || one.closest(".lab-status, annotation")) continue;
    if (one.closest("tspan[dy]")) continue;
    found.push([parseFloat(getComputedStyle(one).fontSize), data.trim().slice(0, 40)]);
  }}
  for (const field of document.querySelectorAll(".page input:not([type=range])")) {{
    if (isSeen(field)) found.push([parseFloat(getComputedStyle(field).fontSize), field.name]);
  }}
  return found.sort(([a], [b]) => a - b)[0];
}}"""  # noqa: E501 - JavaScript
PANS: Final = """() => [document.scrollingElement,
  document.querySelector('[data-testid="stMain"]')]
  .some((one) => one.scrollWidth > one.clientWidth)"""
MOST: Final = 150  # controls on a page
STREAMLITS: Final = [["[data-testid=stSidebar]"]]  # its list has items that are none


def missed(page: Page, selector: str = CONTROLS) -> list[str]:
    """Return the controls that cannot be hit once they are scrolled to."""
    names: list[str] = page.evaluate(MISSED, selector)
    return names


def hidden_in_focus(page: Page) -> list[str]:
    """Press Tab until it leaves the page; return what had the focus and was hidden."""
    page.locator(CONTROLS).first.focus()
    hidden: list[str] = []
    for _ in range(MOST):
        page.evaluate(TWO_FRAMES)
        found = page.evaluate(FOCUSED)
        if not found:
            return hidden
        hidden += [] if found[1] else [found[0]]
        page.keyboard.press("Tab")
    raise AssertionError("Tab never leaves the page")


def least_type(page: Page) -> tuple[float, str]:
    """Return the smallest size of type, in pixels, and what is written in it."""
    size, text = page.evaluate(LEAST)
    return size, text


def barriers(page: Page) -> list[tuple[str, list[str]]]:
    """Return whatever axe-core finds, but for what is Streamlit's."""
    found: list[dict[str, Any]] = (
        Axe().run(page, context={"exclude": STREAMLITS}).response["violations"]
    )
    return [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found]


def pixels(element: Locator) -> NDArray[np.float64]:
    """Return how an element looks: rows of pixels with red, green and blue, 0 … 1."""
    image = Image.open(BytesIO(element.screenshot())).convert("RGB")
    return np.asarray(image, np.float64) / 255


def contrasts(element: Locator) -> NDArray[np.float64]:
    """Return the contrast of each pixel of an element with its upper left corner."""
    seen = pixels(element)
    linear = np.where(seen <= 0.04045, seen / 12.92, ((seen + 0.055) / 1.055) ** 2.4)
    light = linear @ [0.2126, 0.7152, 0.0722] + 0.05
    ratio: NDArray[np.float64] = np.maximum(light / light[0, 0], light[0, 0] / light)
    return ratio
