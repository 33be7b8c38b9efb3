"""Claims about the pictures of answers, and of errors over size."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.contests import CONTESTS, KINDS, breaking_point
from pages.stability.answers import is_plain, is_short
from pages.stability.errors import SCALES, errors
from pages.stability.picture import picture
from tests.pages.visits import Shown, opened
from ui.words import LANGUAGES, words

ERRORS = {"stage": "errors"}
LARGE = {"z1": "1", "z2": "0", "z3": "-1", "size": "10", "offset": "1000"}
EDGES = {"what": "sigmoid", "z1": "7.2", "z2": "0", "z3": "-7.2", "size": "100"}

contests = pytest.mark.parametrize("contest", CONTESTS)


def trace_of(shown: Shown, name: str) -> dict[str, Any]:
    """Return a trace of the figure by its name."""
    data: list[dict[str, Any]] = json.loads(shown.header["figure"])["data"]
    [found] = [trace for trace in data if trace["name"] == name]
    return found


@contests
def test_what_is_no_number_is_drawn_at_the_top(contest):
    """Nan and infinity have a place, and finite errors stay below or at it."""
    scale = SCALES[contest]
    shown = scale.place(np.array([0.0, np.nan, np.inf, 1e300]))
    assert shown.tolist() == [scale.least, scale.top, scale.top, scale.most]
    assert scale.most <= scale.top


@contests
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_has_a_line_in_every_kind(contest, language):
    """A learner can compare them all, and each way has its name in the key."""
    drawn = errors(contest, words(language, "stability"))
    names = [mark.name for mark in drawn.marks]
    ways = CONTESTS[contest].ways
    assert {f"{way}_{kind}" for way in ways for kind in KINDS} <= {*names}
    texts = [mark.trace.get("text") for mark in drawn.marks]
    assert {*words(language, "stability")["ways"][contest]} <= {
        text for text in texts if isinstance(text, str)
    }


@contests
def test_the_key_looks_like_the_ways(contest):
    """In their order: it has their lines and marks, and the cure is a calm line."""
    shown, ways = (
        opened("stability", {"what": contest} | ERRORS),
        CONTESTS[contest].ways,
    )
    data = json.loads(shown.header["figure"])["data"]
    key = [trace["line"] for trace in data if trace["name"].startswith("line_")]
    drawn = [trace_of(shown, f"{way}_float16")["line"] for way in ways]
    assert key == drawn
    assert [line["dash"] for line in key].index("solid") == len(ways) - 1
    marks = [trace["marker"]["symbol"] for trace in data if "marker" in trace][
        : len(key)
    ]
    assert marks == trace_of(shown, "now")["marker"]["symbol"][: len(ways)]


def test_the_picture_names_the_computed_breaking_points():
    """9.99, 87.62 and 708.68, each below its kind of float."""
    shown = opened("stability", ERRORS)
    names, breaks = trace_of(shown, "names"), trace_of(shown, "breaks")
    points = [breaking_point("softmax", kind) for kind in KINDS]
    assert [f"{point:.2f}" for point in points] == ["9.99", "87.62", "708.68"]
    assert (names["text"], names["x"]) == ([*KINDS], points)
    assert (breaks["customdata"], breaks["x"]) == (points, points)
    assert breaks["texttemplate"] == "%{customdata:.2f}"


def test_the_naive_mark_of_what_is_no_number_stands_at_the_top():
    """It is above every finite error, and the axis says what it means."""
    link = {"z1": "1", "z2": "0", "z3": "-1", "size": "10", "offset": "1000"}
    shown = opened("stability", link | ERRORS)
    layout = json.loads(shown.header["figure"])["layouts"]["wide"]
    axis = layout[trace_of(shown, "now")["yaxis"].replace("y", "yaxis")]
    assert axis["ticktext"][-1] == "nan, ∞"
    assert shown.answer("now.y")[0] == axis["tickvals"][-1]


@pytest.mark.parametrize("dtype", KINDS)
def test_the_lines_of_the_chosen_kind_are_strong(dtype):
    """Those of the other kinds are pale."""
    shown = opened("stability", {"dtype": dtype} | ERRORS)
    strong = [kind for kind in KINDS if shown.answer(f"naive_{kind}.opacity") == 1]
    assert strong == [dtype]


@contests
def test_every_mark_of_now_can_be_dragged(contest):
    """One for each way, in the round-off for each kind of float too."""
    shown = opened("stability", {"what": contest} | ERRORS)
    [handle] = shown.header["handles"]
    assert len(handle["controls"]) == shown.answer("now.x").size
    assert len(handle["controls"]) == shown.answer("now.y").size
    assert len(trace_of(shown, "now")["x"]) == shown.answer("now.y").size


def test_a_triangle_stands_where_the_answer_is_lost():
    """Three logits of 10 are beyond the triangle of float16, and their sum is lost."""
    link = {"dtype": "float16", "z1": "10", "z2": "10", "z3": "10"}
    shown = opened("stability", link | ERRORS)
    assert shown.answer("power_sum").item() == np.inf
    assert shown.answer("here.x")[0] >= trace_of(shown, "broken")["x"][0]


def kinds_of(shown: Shown, way: str) -> list[str]:
    """Return how each answer of a way is written: the one mark that has a place."""
    kinds = ("plain", "short", "nan", "∞", "\N{MINUS SIGN}∞")
    places = np.array([np.isfinite(shown.answer(f"{kind}_{way}.x")) for kind in kinds])
    assert (places.sum(axis=0) == 1).all()
    return [kinds[i] for i in places.argmax(axis=0)]


def test_naive_stands_beside_shifted():
    """Nothing but nan on a strong tile, and beside it every number on a pale one."""
    shown = opened("stability", LARGE)
    assert kinds_of(shown, "naive") == ["nan"] * 3
    assert kinds_of(shown, "shifted") == ["plain", "short", "short"]
    assert shown.answer("lost_naive.x").tolist() == [1, 1, 1]
    assert shown.answer("lost_shifted.x").tolist() == [0, 0, 0]
    pale, strong = (
        trace_of(shown, f"{kind}_naive")["marker"]["opacity"]
        for kind in ("tile", "lost")
    )
    assert strong > 3 * pale
    layout = json.loads(shown.header["figure"])["layouts"]["wide"]
    [left, right] = [
        layout[trace_of(shown, f"tile_{way}")["xaxis"].replace("x", "xaxis")]["domain"]
        for way in ("naive", "shifted")
    ]
    assert left[1] < right[0]
    assert left[1] - left[0] == pytest.approx(right[1] - right[0])


def test_seven_digits_of_a_share_can_be_read():
    """0.9999546 is written as such."""
    shown = opened("stability", LARGE)
    assert trace_of(shown, "plain_shifted")["texttemplate"] == "%{customdata:.7~f}"
    assert f"{shown.answer('plain_shifted.customdata')[0]:.7f}" == "0.9999546"


def test_a_zero_that_is_wrong_stands_on_a_strong_tile():
    """It looks like a number, and no digit of it is right."""
    shown = opened("stability", EDGES)
    assert kinds_of(shown, "textbook")[2] == "plain"
    assert shown.answer("lost_textbook.x").tolist() == [0, 0, 1]


@contests
def test_every_way_has_a_column_large_and_small(contest):
    """One beside the controls and one for a phone; each variant shows its own."""
    shown = opened("stability", {"what": contest})
    figure = json.loads(shown.header["figure"])
    names = [trace["name"] for trace in figure["data"]]
    for variant, ending in (("wide", ""), ("narrow", "_small")):
        hidden = figure["layouts"][variant]["room"]["hidden"]
        seen = {name for place, name in enumerate(names) if place not in hidden}
        for way in CONTESTS[contest].ways:
            assert {f"tile_{way}{ending}", f"plain_{way}{ending}"} <= seen
        assert not {n for n in seen if n.endswith("_small")} or ending


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_is_called_by_its_name_and_formula(language):
    """In the same order as its answers."""
    said = words(language, "stability")
    for contest, rules in CONTESTS.items():
        assert len(said["forms"][contest]) == len(rules.ways)
        drawn = picture(contest, ("a", "b", "c"), said)
        titles = [drawn.panels[way].titles for way in rules.ways]
        assert titles == said["forms"][contest]


@given(st.floats(width=64))
def test_an_answer_is_written_in_one_way(number):
    """With a power of ten or without, and not at all where it is no number."""
    answers = np.array([number])
    assert (is_plain(answers) ^ is_short(answers)) == np.isfinite(answers)
