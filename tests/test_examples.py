"""Claims about the examples: what a row promises can be read behind its link."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from tests.pages.visits import Shown, opened
from ui.contents import LESSONS
from ui.markup import MINUS

FILE = Path(__file__).parents[1] / "docs" / "examples.md"
ROW = re.compile(r"^\| (.+) \| `/([\w-]+)\?(\S+)` \| (.+) \|$", re.MULTILINE)
ROWS = ROW.findall(FILE.read_text(encoding="utf-8"))
READING = re.compile(r"`(\w+) = ([^`]+)`")
INFINITY = "\N{INFINITY}"


def display(value: float, form: str) -> str:
    """Write a number as the page does; `numbers.js` is held to the same."""
    if not np.isfinite(value):
        return {"nan": "nan", "inf": INFINITY, "-inf": MINUS + INFINITY}[str(value)]
    return rounded(value, form).replace("-", MINUS)


def rounded(value: float, form: str) -> str:
    """Write a finite number in a format."""
    if form == "d":
        return str(round(value))
    if form == ",d":
        return f"{round(value):,}"
    digits, kind = int(form[1:-1]), form[-1]
    if kind == "%":
        return f"{100 * value:.{digits}f} %"
    if kind == "f":
        return f"{value:.{digits}f}"
    value = float(f"{value:.{digits}g}")
    if kind == "s" and value and not 1e-4 <= abs(value) < 1e6:
        short = np.format_float_scientific(value, trim="-", exp_digits=1)
        return str(short).replace("e+", "e")
    return str(np.format_float_positional(value, trim="-"))


def readings(shown: Shown) -> dict[str, set[str]]:
    """Return all that a page lets one read, by the names of its places."""
    found: dict[str, set[str]] = {}
    for key, value in shown.values.items():
        if isinstance(value, str):
            found[key] = {value}
    for readout in shown.header["readouts"]:
        for name, value in numbered(shown, readout["name"]):
            labels = readout["labels"]
            named = labels and not shown.header["rest"][readout["name"]]
            text = (
                labels[int(value) - 1] if named else display(value, readout["format"])
            )
            found.setdefault(name, set()).add(text)
    for name, form in slots(shown.header["template"]):
        every = {n: v for key in shown.header["rest"] for n, v in numbered(shown, key)}
        if name in every:
            found.setdefault(name, set()).add(display(every[name], form))
    return found


def numbered(shown: Shown, name: str) -> list[tuple[str, float]]:
    """Return the places of an answer: its name, or one for each number of a row."""
    numbers: list[float] = shown.answer(name).tolist()
    if not shown.header["rest"][name]:
        return [(name, numbers[0])]
    return [(f"{name}{i}", number) for i, number in enumerate(numbers, start=1)]


def slots(template: str) -> list[tuple[str, str]]:
    """Return name and format of everything that a template shows in a format."""
    tree = ET.fromstring(f"<div>{template}</div>")  # noqa: S314 - ours
    every: list[Any] = [e for e in tree.iter() if e.get("data-format")]
    return [(e.get("data-slot"), e.get("data-format")) for e in every]


def test_every_lesson_is_in_the_table():
    """And nearly every row of the file is one: two are its head."""
    assert {lesson for _, lesson, _, _ in ROWS} == {*LESSONS}
    lines = FILE.read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line.startswith("|")]) == len(ROWS) + 2


@pytest.mark.parametrize(
    ("lesson", "query", "promised"),
    [row[1:] for row in ROWS],
    ids=[f"{row[1]}: {row[0]}" for row in ROWS],
)
def test_what_a_row_promises_can_be_read(lesson, query, promised):
    """Each number and each word, as it stands on the page."""
    link = parse_qs(query)
    found = readings(opened(lesson, link | {"lang": ["en"]}, "en"))
    told = READING.findall(promised)
    assert told
    for name, text in told:
        assert text in found[name], (name, found[name])


@pytest.mark.parametrize(
    ("lesson", "query", "promised"),
    [row[1:] for row in ROWS],
    ids=[f"{row[1]}: {row[0]}" for row in ROWS],
)
def test_the_numbers_of_a_row_are_the_same_in_korean(lesson, query, promised):
    """Only what is a word differs."""
    link = parse_qs(query) | {"lang": ["ko"]}
    found = readings(opened(lesson, link, "ko"))
    for name, text in READING.findall(promised):
        if not text[-1].isalpha() and not text.endswith("."):
            assert text in found[name]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (0.25, ".4f", "0.2500"),
        (-1.5, ".4f", f"{MINUS}1.5000"),
        (0.875, ".1%", "87.5 %"),
        (2.061060046e-09, ".7s", f"2.06106e{MINUS}9"),
        (983961412.9, ".4s", "9.84e8"),
        (1000.0, ".4s", "1000"),
        (0.00019999999999997797, ".17g", "0.00019999999999997797"),
        (9378600.0, ",d", "9,378,600"),
        (-12.0, ",d", f"{MINUS}12"),
        (float("inf"), "d", INFINITY),
        (float("nan"), ".2f", "nan"),
    ],
)
def test_numbers_are_written_as_on_the_page(value, form, text):
    """So that a table can be read beside the screen."""
    assert display(value, form) == text
