"""Claims about the picture of errors over size."""

import json
from typing import Any

import numpy as np
import pytest

from core.contests import CONTESTS, KINDS, breaking_point
from pages.stability.picture import SCALES, picture
from tests.pages.visits import Shown, opened
from ui.words import LANGUAGES, words

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
    drawn = picture(contest, words(language, "stability"))
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
    shown, ways = opened("stability", {"what": contest}), CONTESTS[contest].ways
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
    shown = opened("stability")
    names, breaks = trace_of(shown, "names"), trace_of(shown, "breaks")
    points = [breaking_point("softmax", kind) for kind in KINDS]
    assert [f"{point:.2f}" for point in points] == ["9.99", "87.62", "708.68"]
    assert (names["text"], names["x"]) == ([*KINDS], points)
    assert (breaks["customdata"], breaks["x"]) == (points, points)
    assert breaks["texttemplate"] == "%{customdata:.2f}"


def test_the_naive_mark_of_what_is_no_number_stands_at_the_top():
    """It is above every finite error, and the axis says what it means."""
    link = {"z1": "1", "z2": "0", "z3": "-1", "size": "10", "offset": "1000"}
    shown = opened("stability", link)
    layout = json.loads(shown.header["figure"])["layouts"]["wide"]
    axis = layout[trace_of(shown, "now")["yaxis"].replace("y", "yaxis")]
    assert axis["ticktext"][-1] == "nan, ∞"
    assert shown.answer("now.y")[0] == axis["tickvals"][-1]


@pytest.mark.parametrize("dtype", KINDS)
def test_the_lines_of_the_chosen_kind_are_strong(dtype):
    """Those of the other kinds are pale."""
    shown = opened("stability", {"dtype": dtype})
    strong = [kind for kind in KINDS if shown.answer(f"naive_{kind}.opacity") == 1]
    assert strong == [dtype]


@contests
def test_every_mark_of_now_can_be_dragged(contest):
    """One for each way, in the round-off for each kind of float too."""
    shown = opened("stability", {"what": contest})
    [handle] = shown.header["handles"]
    assert len(handle["controls"]) == shown.answer("now.x").size
    assert len(handle["controls"]) == shown.answer("now.y").size
    assert len(trace_of(shown, "now")["x"]) == shown.answer("now.y").size


def test_a_triangle_stands_where_the_answer_is_lost():
    """Three logits of 10 are beyond the triangle of float16, and their sum is lost."""
    link = {"dtype": "float16", "z1": "10", "z2": "10", "z3": "10"}
    shown = opened("stability", link)
    assert shown.answer("power_sum").item() == np.inf
    assert shown.answer("here.x")[0] >= trace_of(shown, "broken")["x"][0]
