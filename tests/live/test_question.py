"""Claims about what a commit says of an answer, and what a mask leaves."""

import json

import pytest

from figures.axes import Axis
from figures.marks import line, points
from figures.picture import Grid, Label, Panel, Picture
from live import Slider, View
from live.link import committed_link
from live.masking import Mask, Masked, before_answer
from tests.live.labs import drawn

COMMIT = {"number": 1, "link": "ask=one", "origin": ""}


@pytest.mark.parametrize("told", [False, None, 1, "true", [True]])
def test_only_a_plain_yes_tells_the_truth(told):
    """Whatever else arrives is no answer of the learner."""
    link = committed_link({"commit": COMMIT | {"told": told}})
    assert link is not None
    assert not link.told


def test_a_browser_says_that_it_has_an_answer():
    """Beside the link, so that nobody shares it."""
    link = committed_link({"commit": COMMIT | {"told": True}})
    assert link is not None
    assert link.told


def test_a_masked_trace_keeps_its_axes_and_nothing_else():
    """It stays in the figure, or plotly.js would drop its panel."""
    picture = drawn(line("curve", [1, 2], [3, 4]), points("dot", "x", [0.5]))
    masked = Masked(picture, Mask(frozenset({"dot"})))
    curve, dot = json.loads(masked.text)["data"]
    whole = json.loads(picture.text)["data"]
    assert dot == whole[1]
    assert {curve[key] for key in ("type", "name", "xaxis", "yaxis")} == {
        whole[0][key] for key in ("type", "name", "xaxis", "yaxis")
    }
    assert (curve["x"], curve["y"], curve["opacity"]) == ([None], [None], 0)
    assert not {"line", "text", "customdata"} & curve.keys()


def test_words_and_ticks_of_an_empty_panel_go_too():
    """A tick may be the answer, and so may a label; the title stays."""
    axis, grid = Axis(0, 9, ticks=[4, 7], title="along"), Grid(["a"], [1], [90])
    panel = Panel(
        [line("curve", [1, 2], [3, 4])],
        axis,
        axis,
        labels=[Label("11.09", 3, 4)],
        titles=["what it is"],
    )
    picture = Picture({"a": panel}, grid, grid)
    whole = json.loads(picture.text)["layouts"]["wide"]
    empty = json.loads(Masked(picture, Mask(frozenset())).text)["layouts"]["wide"]
    for name in [name for name in whole if name[1:5] == "axis"]:
        assert whole[name]["showticklabels"]
        assert not empty[name]["showticklabels"]
        assert empty[name]["title"]["text"] == ""
    assert "showticklabels" in whole[name]
    assert [note["text"] for note in whole["annotations"]] == ["what it is", "11.09"]
    assert [note["text"] for note in empty["annotations"]] == ["what it is", "?"]
    shown = json.loads(Masked(picture, Mask(frozenset({"curve"}))).text)
    assert shown["layouts"]["wide"] == whole


def test_a_panel_in_which_somebody_draws_keeps_its_ticks():
    """They say where things are, and the mark that is asked for is still not there."""
    picture = drawn(line("curve", [1, 2], [3, 4]))
    masked = Masked(picture, Mask(frozenset(), target="curve"))
    figure, whole = (json.loads(one.text) for one in (masked, picture))
    assert figure["layouts"] == whole["layouts"]
    assert figure["data"][0]["x"] == [None]


def test_a_view_of_other_controls_would_say_the_answer():
    """Only where a question says its number it stands beside them."""
    p = Slider("p", 0, 1, sets={"z": lambda x: x})
    picture = drawn(line("curve", "z", [1]))
    view = View(controls=[Slider("z", 0, 1), p], scene=dict, picture=picture)
    for says, keys in ((frozenset(), ["z"]), (frozenset({"p"}), ["z", "p"])):
        seen = before_answer(view, Mask(frozenset(), says))
        assert [control.key for control in seen.controls] == keys


def test_what_a_link_hides_is_hidden_though_a_question_shows_it():
    """Both have to let it pass."""
    mask = Mask(frozenset({"a"}), frozenset({"p"}), frozenset({"a", "p"}))
    assert mask.hides_trace("a")
    assert mask.hides_number("p")
    assert Mask().is_open
    assert not mask.is_open
