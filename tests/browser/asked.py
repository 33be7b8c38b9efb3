"""A question on a page: what a person sees of it, does with it, and could find out."""

from __future__ import annotations

import math
import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from live.question import Question, Truth
from tests.browser.lab import Lab
from ui.lesson import find
from ui.questions import posed
from ui.words import frame

# Everything that a page says or holds: attributes, texts, what plotly.js draws, and
# what the lab has in memory.
EVERYTHING = """() => {
  const found = [];
  const page = document.querySelector(".page");
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) found.push(walker.currentNode.data);
  const dull = new Set(["style", "d", "transform", "class", "id", "x", "y", "width",
    "height", "points", "clip-path", "viewBox", "href", "for", "data-state"]);
  for (const element of page.querySelectorAll("*")) {
    if (element.closest(".lab-plot svg")) continue;
    for (const { name, value } of element.attributes) {
      if (!dull.has(name)) found.push(value);
    }
  }
  const plot = page.querySelector(".js-plotly-plot");
  const numbers = [];
  const gather = (value) => {
    if (typeof value === "number") numbers.push(value);
    else if (typeof value === "string") found.push(value);
    else if (ArrayBuffer.isView(value) || Array.isArray(value)) {
      Array.from(value).forEach(gather);
    }
  };
  for (const trace of plot._fullData) {
    const drawn = ["x", "y", "base", "customdata", "text", "texttemplate"];
    for (const name of drawn) gather(trace[name]);
  }
  for (const { text } of plot._fullLayout.annotations ?? []) gather(text);
  const { answer } = page.querySelector("section.lab").lab;
  Object.values(answer.rest).forEach(gather);
  return { texts: found, numbers };
}"""
NUMBER = re.compile(r"-?\d+\.?\d*(?:e-?\d+)?")


class Asked:
    """A question on a page.

    Parameters
    ----------
    lab
        The lab that asks it.
    language
        Of the page.

    """

    def __init__(self, lab: Lab, language: str = "en") -> None:
        """Read the words of the language."""
        self.lab, self.language = lab, language
        self.said: dict[str, str] = frame(language)["lab"]
        self.section = lab.section

    @property
    def page(self) -> Page:
        """Where it stands."""
        return self.lab.page

    def open(self, link: str) -> Asked:
        """Open a link that asks."""
        self.lab.open(link)
        expect(self.section.locator(".ask-sentence")).to_be_visible()
        return self

    def pose(self, key: str) -> Asked:
        """Ask another question on the same page, as its buttons do."""
        self.section.evaluate("(one, key) => one.lab.pose(key)", key)
        self.section.locator(".ask-sentence").wait_for()
        return self.settled()

    def settled(self) -> Asked:
        """Wait until nothing is on its way."""
        self.lab.settled()
        return self

    def button(self, name: str) -> Locator:
        """Return a button by its name in the words of the frame."""
        return self.section.get_by_role("button", name=self.said[name], exact=True)

    def guess(self, kind: str) -> Asked:
        """Guess anything that can be guessed."""
        if kind in {"set", "where"}:
            self.section.locator(".ask-number").fill("7")
            self.section.locator(".ask-number").press("Enter")
        elif kind == "order":
            for name in self.section.locator(".ask-order button").all()[:-1]:
                name.click()
        else:
            self.section.locator(".ask-option input").first.check(force=True)
        return self

    def commit(self) -> Asked:
        """Say that this is the guess, and wait until it is told."""
        self.button("ask_commit").click()
        return self.told()

    def told(self) -> Asked:
        """Wait until it is told why."""
        expect(self.section.locator(".ask-why")).to_be_visible()
        return self

    def lines(self) -> dict[str, str]:
        """Return what the result says."""
        found = self.section.locator(".ask-lines > div").evaluate_all(
            "all => all.map(one => [...one.children].map(part => part.textContent))"
        )
        return dict(found)

    def leaks(self, question: Question, right: Truth) -> list[str]:
        """Return everything on the page that tells three digits of the truth."""
        found: dict[str, Any] = self.page.evaluate(EVERYTHING)
        given = {abs(float(n)) for n in NUMBER.findall(repr(dict(question.moves)))}
        numbers = [*found["numbers"]]
        for text in found["texts"]:
            plain = text.replace("\N{MINUS SIGN}", "-")
            numbers += map(float, NUMBER.findall(plain))
        return [
            str(number)
            for number in numbers
            if abs(number) not in given and tells(number, right.value)
        ]


def tells(number: float, right: float) -> bool:
    """Whether a number reads as another one, to three digits, perhaps in percent."""
    return any(abs(number - s * right) < 5e-4 * abs(s * right) for s in (1, 100, -1))


def hunted(lesson: str, key: str, numbers: int = 0) -> tuple[Question, Truth] | None:
    """Return a question and its truth, if that is a number that could leak."""
    one = posed(find(lesson).view, lesson, key, numbers)
    question, right = one.question, one.truth
    if not math.isfinite(right.value) or question.by == "index":
        return None
    plain = math.isclose(float(f"{right.value:.2g}"), right.value, rel_tol=1e-6)
    stays = question.moves and math.isclose(right.value, right.before, rel_tol=1e-3)
    return None if plain or stays else (question, right)
