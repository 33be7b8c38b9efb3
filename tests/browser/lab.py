"""What a person does with a lab, and what that person can see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count, takewhile
from urllib.parse import parse_qs, urlsplit

import numpy as np
from numpy.typing import ArrayLike
from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    FloatRect,
    Locator,
    Page,
    Request,
)

from core import softmax

TWO_FRAMES = """() => new Promise(
  (done) => requestAnimationFrame(() => requestAnimationFrame(done)))"""
KNOWN_ERRORS = ("404",)  # Streamlit looks for its server below a deep link first


@contextmanager
def watched(context: BrowserContext) -> Iterator[Page]:
    """Open a page, and check at its end that nothing was wrong with it.

    The browser blocks every foreign host; here each attempt is counted too.
    """
    foreign: list[str] = []
    errors: list[str] = []

    def count(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.hostname != "127.0.0.1":
            foreign.append(request.url)

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and not any(k in message.text for k in KNOWN_ERRORS):
            errors.append(message.text)

    page = context.new_page()
    page.on("request", count)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", hear)
    yield page
    page.close()
    assert not foreign, foreign
    assert not errors, errors


def resized(page: Page, width: int, height: int) -> None:
    """Give a window another size, and wait until the picture has followed."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(300)


def as_read(text: str) -> float:
    """Return a number as a person reads it, with its minus sign."""
    return float(text.replace("\N{MINUS SIGN}", "-").replace("\N{INFINITY}", "inf"))


def box(element: Locator) -> FloatRect:
    """Return where an element is."""
    found = element.bounding_box()
    assert found is not None
    return found


HEARS = """(place) => {
  globalThis.heard = [];
  const line = document.querySelector(place);
  new MutationObserver(() => heard.push(line.textContent))
    .observe(line, { childList: true, characterData: true, subtree: true });
}"""


def listen(page: Page, place: str) -> None:
    """Let the page note as ``heard`` what is announced in a place from now on."""
    page.evaluate(HEARS, place)


class Lab:
    """One lab on a page.

    Parameters
    ----------
    page
        Where it is shown.
    app
        The address of its app.
    name
        The lab's name.

    """

    def __init__(self, page: Page, app: str, name: str = "softmax") -> None:
        """Find the lab's section, now or when it appears."""
        self.page = page
        self.app = app
        self.section = page.locator(f'section.lab[data-lab="{name}"]')
        self.whole = page.locator(f'.page[data-page="{name}"]')  # with what is folded

    def open(self, path: str) -> Lab:
        """Open a link of the app, and wait for the lab."""
        self.page.goto(self.app + path)
        return self.ready()

    def ready(self) -> Lab:
        """Wait until the picture shows what the controls say."""
        self.page.wait_for_selector("section.lab[data-state=ready]", timeout=30_000)
        return self

    def settled(self) -> Lab:
        """Wait until the newest commit has been answered."""
        self.page.wait_for_function(
            """() => {
              const lab = document.querySelector("section.lab").lab;
              return !lab.transport.isWaiting && !lab.pending && !lab.frame
                && lab.shown.atRest && lab.section.dataset.state === "ready";
            }"""
        )
        return self

    def caught_up(self) -> Lab:
        """Wait until the picture shows what the hand has set; some of it is asked."""
        self.page.wait_for_function(
            """() => {
              const lab = document.querySelector("section.lab").lab;
              return lab.lookUp() && !lab.frame;
            }"""
        )
        return self

    def readouts(self) -> dict[str, float]:
        """Return every readout's exact value."""
        found = self.whole.locator("output").evaluate_all(
            "all => all.map(one => [one.name, one.dataset.value])"
        )
        return {name: float(value) for name, value in found}

    def vector(self, name: str) -> list[float]:
        """Return the readouts ``name1``, ``name2``, … as one row."""
        shown = self.readouts()
        names = (f"{name}{i}" for i in count(1))
        return [shown[name] for name in takewhile(shown.__contains__, names)]

    def number(self, key: str) -> float:
        """Return what stands in the number field of a control."""
        return as_read(self.field(key).input_value())

    def logits(self) -> list[float]:
        """Return what stands in the number fields of all logits, by their numbers."""
        fields = self.section.locator(".lab-exact input[name^=z]")
        found = fields.evaluate_all("all => all.map(x => [x.name, x.value])")
        by_number = sorted(found, key=lambda field: int(field[0][1:]))
        return [as_read(text) for _, text in by_number]

    def link(self) -> dict[str, list[str]]:
        """Return the parameters of the page's address."""
        return parse_qs(urlsplit(self.page.url).query)

    def range(self, key: str) -> Locator:
        """Return the slider of a control."""
        return self.section.locator(f"input[type=range][name={key}]")

    def field(self, key: str) -> Locator:
        """Return the number field of a control."""
        return self.section.locator(f"input[name={key}]:not([type=range])")

    def grip(self, key: str) -> Locator:
        """Return the part of the picture that moves a control."""
        return self.section.locator(f".lab-grip[data-control={key}]")

    def thumb(self, key: str, value: float | None = None) -> tuple[float, float]:
        """Return where the thumb of a slider is, or would be at a value."""
        place = box(self.range(key))
        low, high, now = self.range(key).evaluate(
            "one => [one.min, one.max, one.value].map(Number)"
        )
        share = ((now if value is None else value) - low) / (high - low)
        half = self.range(key).evaluate(
            "one => parseFloat(getComputedStyle(one).getPropertyValue('--thumb')) / 2"
        )
        return (
            place["x"] + half + share * (place["width"] - 2 * half),
            place["y"] + place["height"] / 2,
        )

    def grab(self, key: str) -> None:
        """Press the mouse on a slider's thumb."""
        self.page.mouse.move(*self.thumb(key))
        self.page.mouse.down()

    def drag(self, key: str, value: float, steps: int = 10) -> None:
        """Drag a slider's thumb to a value, and keep holding it."""
        target = self.thumb(key, value)
        self.grab(key)
        self.page.mouse.move(*target, steps=steps)
        self.frame()

    def release(self) -> None:
        """Let go of the mouse."""
        self.page.mouse.up()

    def type(self, key: str, text: str) -> None:
        """Type a number and press Enter."""
        self.field(key).fill(text)
        self.field(key).press("Enter")

    def press(self, button: str) -> None:
        """Click a button of the lab, or one that stands around it."""
        self.whole.get_by_role("button", name=button).click()

    def follow(self) -> None:
        """Click the link to another lesson; unfold it first, if it is folded."""
        link = self.whole.locator("a[data-link]").first
        title = link.evaluate("one => one.closest('[data-fold]')?.dataset.fold")
        if title:
            self.press(title)
        link.click()

    def frame(self) -> None:
        """Wait until the next frame has been painted."""
        self.page.evaluate(TWO_FRAMES)


def messages_from(page: Page) -> list[object]:
    """Collect what the page sends to its server from now on."""
    sent: list[object] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    # Playwright cannot mark a built-in function as its listener.
    session.on("Network.webSocketFrameSent", lambda frame: sent.append(frame))  # noqa: PLW0108
    return sent


def shown_as_float32(values: ArrayLike) -> list[float]:
    """Return values as a float32 table holds them."""
    rounded: list[float] = np.atleast_1d(values).astype(np.float32).tolist()
    return rounded


def of_core(logits: ArrayLike) -> list[float]:
    """Return what core says about logits."""
    probabilities: list[float] = softmax(logits).tolist()
    return probabilities


def same(a: Sequence[float], b: Sequence[float]) -> bool:
    """Whether two rows are equal to the last bit; not-a-number equals itself."""
    return np.array_equal(a, b, equal_nan=True)


def choose(page: Page, group: str, title: str) -> None:
    """Choose a lesson from a group of the menu."""
    page.get_by_role("button", name=group, exact=True).click()
    page.get_by_role("menuitem", name=title, exact=True).click()
