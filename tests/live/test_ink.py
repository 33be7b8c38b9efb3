"""Claims about drawings: what a code says, and what becomes of hostile ones."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from live import Choice, Ink, State, Words
from live.controls import UnreadableError
from live.controls.ink import MOST, STEPS, code_of, strokes_of
from live.link import Link, Problem
from live.wire import Packer

SAMPLE = Choice("sample", ("a", "none"), "a", named=("a", "b"))
INK = Ink("ink", instead=SAMPLE, drawings=("1.2-3.4", ""))
WORDS = Words({"controls": {"ink": "draw"}})

points = st.tuples(st.integers(0, STEPS), st.integers(0, STEPS))
drawings = st.lists(st.lists(points, min_size=1, max_size=10), min_size=1, max_size=12)


def written(strokes):
    """Return the code of strokes of whole steps."""
    return "_".join("-".join(f"{x}.{y}" for x, y in stroke) for stroke in strokes)


@given(drawings)
def test_a_code_is_its_drawing(strokes):
    """It is read as it stands, and its strokes are where it says."""
    code = written(strokes)
    assert INK.read(code) == (code, False)
    assert INK.holds(code)
    found = strokes_of(code)
    assert [np.rint(100 * one).astype(int).tolist() for one in found] == [
        [list(point) for point in stroke] for stroke in strokes
    ]
    assert code_of(found) == code


def test_nothing_drawn_has_no_strokes():
    """And is what is there at first."""
    assert strokes_of(INK.initial(WORDS)) == []
    assert INK.holds("")


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "_", "-", "1.2_", "_1.2", "1.2-", "-1.2", "1.2--3.4", "-1.-2"),
        *("nan", "nan.nan", "inf.0", "1", "1.", ".1", "1.2.3", "1,2", "1e1.2", "a.b"),
        *("1.2 3.4", "1.2\n", "١.٢", "+1.2", "1.2-<b>", "0001.2", "1.2-nan.3"),  # noqa: RUF001
        "x" * 100_000,
    ],
    ids=lambda text: ascii(text[:20]),
)
def test_what_is_no_drawing_is_unreadable(text):
    """Empty, negative, not a number: a notice says so, and nothing is drawn."""
    with pytest.raises(UnreadableError):
        INK.read(text)
    state = State(Link({"ink": [text]}), WORDS)
    assert state[INK] == ""
    assert state.problems == [Problem("ink", "unreadable")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("101.50", "100.50"),
        ("999.999-0.0", "100.100-0.0"),
        ("007.08", "7.8"),
        ("-".join(["1.2"] * (MOST + 1)), "-".join(["1.2"] * MOST)),
        ("_".join(["1.2"] * (MOST + 1)), "_".join(["1.2"] * MOST)),
        ("-".join(["100.100"] * 100_000), "-".join(["100.100"] * MOST)),
        ("_".join(["1.2-3.4"] * 70), "_".join(["1.2-3.4"] * 60)),
    ],
    ids=lambda text: text[:20],
)
def test_what_is_too_much_is_cut_and_said(text, code):
    """Points beyond the pad are put on its edge, points beyond 120 are left out."""
    assert INK.read(text) == (code, True)
    assert INK.holds(code)


@given(st.text("0123456789.-_", max_size=60) | st.text(max_size=20))
def test_no_text_leads_astray(text):
    """It is unreadable, or what is read of it is a drawing."""
    try:
        code, _ = INK.read(text)
    except UnreadableError:
        return
    assert INK.holds(code)
    assert sum(map(len, strokes_of(code))) <= MOST


def test_the_browser_knows_the_pad_and_what_stands_in_for_a_drawing():
    """And asks while the pen moves, since no table can hold a drawing."""
    said = INK.describe(WORDS, Packer())
    assert said == {
        "kind": "ink",
        "key": "ink",
        "label": "draw",
        "default": "",
        "asks": True,
        "steps": 100,
        "most": 120,
        "instead": "sample",
        "drawings": ["1.2-3.4", ""],
    }
    assert (INK.swept, INK.grid.size) == (False, 0)


def test_the_code_of_a_recipe_can_say_it():
    """As a text."""
    assert INK.literal("1.2-3.4") == '"1.2-3.4"'
