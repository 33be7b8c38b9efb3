r"""Formulas with today's numbers in them: LaTeX with slots, made into MathML.

``\num{winner:.2f}`` shows a number, a readout or an answer of the scene, written
as its format says; ``\name{argmax}`` shows a text. ``\each{e^{\num{z#}}}`` stands
for a sum with a term for each class: ``#`` is its number.

A script inside a script would be too small to read. ``e^{z_k}`` becomes e to the
power of zₖ, with the character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from xml.etree import ElementTree as ET

from latex2mathml.converter import convert

SLOT: Final = re.compile(r"\\(num|name)\{([^:{}]+)(?::([^{}]*))?\}")
EACH: Final = "\\each{"
STAND_IN: Final = re.compile(r"slot(\d+)")
XMLNS: Final = re.compile(r"\{.*\}")
TAGS: Final = {"num": "mn", "name": "mtext"}
# What is smaller than what it stands at: all children but the first.
SCRIPTS: Final = {"msub", "msup", "msubsup", "munder", "mover", "munderover"}
BELOW: Final = str.maketrans("0123456789aeijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉ₐₑᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
FUNCTIONS: Final = {"log", "ln"}
THIN: Final = "0.17em"
ROWS: Final = {"math", "mrow", "mstyle", "mtd"}  # whose parts stand side by side
APART: Final = {"mo", "mspace"}  # have space of their own


@lru_cache(maxsize=512)
def formula(
    latex: str, label: str | None, count: int, *, on_its_own: bool = False
) -> str:
    """Return a formula for so many classes; `label` is what it is about.

    Without a label its parts are read out. One that stands on its own line has room
    for tall fractions.

    Raises
    ------
    ValueError
        If `latex` uses ``aligned``, which the converter gets wrong.

    """
    if "aligned" in latex:
        raise ValueError(f"formulas take array, not aligned: {latex}")
    slots: list[re.Match[str]] = []

    def stand_in(slot: re.Match[str]) -> str:
        slots.append(slot)
        return rf"\text{{slot{len(slots) - 1}}}"

    display = "block" if on_its_own else "inline"
    made = convert(SLOT.sub(stand_in, spread(latex, count)), display=display)
    tree = ET.fromstring(made)  # noqa: S314 - ours
    if label is not None:
        tree.set("aria-label", label)
    if label is not None or on_its_own:
        tree.set("tabindex", "0")  # it may be wider than a phone, and scrolls then
    for element in tree.iter():
        element.tag = XMLNS.sub("", element.tag)
    flatten(tree)
    set_apart(tree)
    for element in tree.iter():
        if element.text and (found := STAND_IN.fullmatch(element.text)):
            fill(element, slots[int(found[1])])
    # On a phone a cell is a block, which would lay its parts one below the other.
    for cell in list(tree.iter("mtd")):
        row = ET.Element("mrow")
        row.extend(cell)
        cell[:] = [row]
    return ET.tostring(tree, encoding="unicode", short_empty_elements=False)


def flatten(element: ET.Element, *, is_small: bool = False) -> None:
    """Write an index inside a script beside its letter, as a character."""
    for place, child in enumerate(element):
        below = is_small or (element.tag in SCRIPTS and place > 0)
        if below and child.tag == "msub" and (letters := joined(child)):
            child.tag, child.text = "mi", letters
            child[:] = []
        flatten(child, is_small=below)


def set_apart(tree: ET.Element) -> None:
    """Put a little space beside the name of a function, so that log p is no logp."""
    for row in [row for row in tree.iter() if row.tag in ROWS]:
        for child in [child for child in row if name_of(child) in FUNCTIONS]:
            place = list(row).index(child)
            after, before = row[place + 1 : place + 2], row[:place][-1:]
            if after and after[0].tag not in APART:
                row.insert(place + 1, ET.Element("mspace", width=THIN))
            if before and before[0].tag not in APART:
                row.insert(place, ET.Element("mspace", width=THIN))


def name_of(element: ET.Element) -> str | None:
    """Return what an element says, without its scripts."""
    return element[0].text if element.tag in SCRIPTS else element.text


def joined(indexed: ET.Element) -> str:
    """Return a letter with its index as characters; nothing if there are none."""
    letter, index = (part.text or "" for part in indexed)
    lowered = index.translate(BELOW)
    is_single = len(letter) == len(index) == 1
    return letter + lowered if is_single and lowered != index else ""


def fill(element: ET.Element, slot: re.Match[str]) -> None:
    """Make an element show what its slot names."""
    kind, name, pattern = slot.groups()
    element.tag, element.text = TAGS[kind], ""
    element.set("data-slot", name)
    if pattern:
        element.set("data-format", pattern)


def spread(latex: str, count: int) -> str:
    """Write out every sum over all classes."""
    return "".join(
        " + ".join(part.replace("#", str(i)) for i in range(1, count + 1))
        if is_sum
        else part
        for part, is_sum in parts(latex)
    )


def parts(latex: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a formula, and whether each is the term of a sum."""
    while EACH in latex:
        before, _, after = latex.partition(EACH)
        end = closing(after)
        yield before, False
        yield after[:end], True
        latex = after[end + 1 :]
    yield latex, False


def closing(latex: str) -> int:
    """Return where the brace is closed that was opened before `latex`."""
    depth = 1
    for place, character in enumerate(latex):
        depth += (character == "{") - (character == "}")
        if not depth:
            return place
    raise ValueError(f"a brace is not closed: {latex}")
