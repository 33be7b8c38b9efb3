"""Take the picture of the softmax lesson that the README shows.

Run from the root of the project:

    python -m bench.screenshot
"""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.chromium import chromium
from tests.browser.servers import streamlit

PICTURE = Path(__file__).parents[1] / "docs" / "softmax.png"
SLIDER = ".lab input[type=range][name=z2]"
DRAG = 14  # pixels to the right


def grab(page: Page) -> None:
    """Take the slider of the second logit and hold it a little to the right."""
    box = page.locator(SLIDER).bounding_box()
    if box is None:
        raise RuntimeError("the lesson has no slider to drag")
    share = page.evaluate(
        "s => { s = document.querySelector(s);"
        " return (s.value - s.min) / (s.max - s.min); }",
        SLIDER,
    )
    x, y = box["x"] + share * box["width"], box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + DRAG, y, steps=10)
    page.wait_for_timeout(300)


def main() -> None:
    """Open the lesson as a new visitor, drag, and take the picture."""
    PICTURE.parent.mkdir(exist_ok=True)
    with streamlit() as app, chromium() as browser:
        page = browser.new_page(
            viewport={"width": 1366, "height": 768},
            locale="en-US",
            color_scheme="light",
        )
        page.goto(f"{app}/softmax")
        page.wait_for_selector(".lab[data-state=ready]", timeout=60_000)
        grab(page)
        page.screenshot(path=PICTURE)
    print(f"{PICTURE}: {PICTURE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
