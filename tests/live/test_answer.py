"""Claims about answers: what a view sends is complete, readable and small."""

import json
from typing import Any

import numpy as np
import pytest

from figures.marks import line, points
from live import (
    Choice,
    Control,
    Count,
    Group,
    Link,
    Plane,
    Readout,
    Scrubber,
    Slider,
    Text,
    Toggle,
    View,
    Words,
)
from live.answer import MOST_FORMS, _forms
from live.words import ENGLISH
from tests.live.labs import answered, drawn, named, sent

INF = np.inf

SLIDER = Slider("a", -2, 2, step=0.1, default=0.5, color="red", name=Text("name"))
FACTOR = Slider("f", 0.1, 9, scale="log", below=0, above=INF, default=1)
EPOCH = Scrubber("n", 0, 5, step=1, seconds=3)
SIGN = Choice("s", ("p", "m"), "p")
TOGGLE = Toggle("on")
COUNT = Count("k", 1, 4, default=2)
GROUP = Group("z", (SLIDER,))
CONTROLS: list[Control] = [GROUP, FACTOR, EPOCH, SIGN, TOGGLE, COUNT]
KEYS = ["name", "a", "f", "n", "s", "on", "k"]
BASE = Readout("base")
ROW = Readout("row")


def scene(z, f, n, s, on):
    """Answer with a row, a number, and something that nobody shows."""
    base = f + n + s + on
    row = np.stack([z[..., 0], base], axis=-1)
    return {"row": row, "base": base, "hidden": row * 2}


def view(**parts):
    """Return a view with every kind of control."""
    picture = drawn(points("points", [0, 1], "row"))
    given: dict[str, Any] = {"controls": CONTROLS, "scene": scene, "picture": picture}
    return View(**({"readouts": [BASE, ROW]} | given | parts))


def described(key, link=Link({})):  # noqa: B008 - a link is frozen
    """Return how a control is described, and its value."""
    message = sent(view(), link)
    return message.control(key) | {"value": message.values[key]}


def test_a_lab_sends_all_its_parts():
    """Both blocks have everything that the browser reads."""
    message = sent(view())
    assert message.answer.keys() == {
        *("answers", "origin", "form", "follows", "away", "texts", "numbers", "rest"),
        *("examples", "links", "now", "tables", "code", "arrays"),
        *("question", "said", "kept", "masked"),
    }
    assert message.form.keys() == {
        *("lab", "asks", "extras", "carried", "reserved", "words", "plotly"),
        *("controls", "readouts", "tasks", "handles", "presets", "template"),
        *("figure", "row", "arrays", "page", "opening", "folded"),
    }


def test_every_control_is_described_once():
    """Members of groups and texts of labels are controls by themselves."""
    assert [control["key"] for control in sent(view()).form["controls"]] == KEYS


def test_a_value_arrives_exactly():
    """A typed number between two grid values arrives as the same float64."""
    found = described("a", Link({"a": ["0.1234567890123456"]}))
    assert found["value"] == 0.1234567890123456


@pytest.mark.parametrize("limit", [0.0, INF])
def test_a_limit_can_be_the_value(limit):
    """Zero and infinity arrive like any number."""
    assert described("f", Link({"f": [repr(limit)]}))["value"] == limit


def test_an_infinite_argument_reaches_the_scene():
    """A scene is evaluated at infinity too."""
    assert sent(view(), Link({"f": ["inf"]})).rest["base"].item() == INF


def test_a_text_arrives_as_text():
    """A name that looks like markup is the same name in the browser."""
    name = "<b>$x$</b> `한글` 👩‍🚒"
    assert described("name", Link({"name": [name]}))["value"] == name


def test_a_grid_arrives_exactly():
    """What a drag will commit is what Python would read."""
    assert described("a")["grid"].tolist() == SLIDER.grid.tolist()


def test_only_a_linear_slider_without_limits_is_even():
    """Where steps are uneven the browser must go by positions of the grid."""
    even = {c["key"] for c in sent(view()).form["controls"] if c.get("even")}
    assert even == {"a", "n"}


def test_a_lab_answers_the_commit_of_its_link():
    """The browser learns which of its commits the tables belong to."""
    answer = sent(view(), Link({}, 7, "abc")).answer
    assert (answer["answers"], answer["origin"]) == (7, "abc")


def test_rows_are_told_from_numbers():
    """A binding with an axis says its length, so that its readouts are numbered."""
    assert sent(view()).answer["rest"] == {"row": 2, "base": None, "points.y": 2}


def test_what_nobody_shows_stays_in_python():
    """A scene may answer whatever its picture needs, and no byte of it travels."""
    assert "hidden" not in sent(view()).answer["rest"]


@pytest.mark.parametrize(
    "template", ["", "<mn data-slot='x'></mn>", '<span data-slot="hidden2"></span>']
)
def test_what_a_template_shows_travels(template):
    """A slot names an answer, or one number of a row of answers."""
    rest = sent(view(), template=template).answer["rest"]
    assert ("hidden" in rest) == ("hidden2" in template)


def test_what_is_to_be_tried_travels():
    """The answer that is called like a task ticks it off, and controls may be named."""
    said = {"text": "Make it one.", "hint": "Count.", "why": "One is one."}
    words = named(view(), tasks={"hidden": said})
    message = sent(view(), words=words)
    assert message.form["tasks"] == [{"key": "hidden", **said, "by": []}]
    asked = sent(view(by={"hidden": ("a",)}), words=words).form["tasks"]
    assert [task["by"] for task in asked] == [["a"]]
    assert "hidden" in message.answer["rest"]


def test_a_binding_with_two_names_travels_once():
    """The points of the picture and the readouts share their numbers."""
    for table in sent(view()).answer["tables"].values():
        assert table.get("points.y") == table.get("row")


def test_every_swept_control_has_its_table():
    """What can be dragged can be looked up."""
    assert sent(view()).answer["tables"].keys() == {"a", "f", "n", "s", "on"}


def test_tables_have_a_row_for_each_grid_value():
    """A position in the grid is a row of each column."""
    message = sent(view())
    for key, table in message.answer["tables"].items():
        for name in table:
            assert len(message.column(key, name)) == message.control(key)["grid"].size


def test_an_exact_readout_has_tables_of_float64():
    """Its numbers may be too large for float32."""
    message = sent(view(readouts=[Readout("base", exact=True), ROW]))
    assert message.column("f", "base").dtype == np.float64
    assert message.column("f", "row").dtype == np.float32


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ([0, 1, 255], np.uint8),
        ([0, 1, 256], np.uint16),
        ([0, 1, 65_535], np.uint16),
        ([0, 1, 65_536], np.float32),
        ([0, 1, -1], np.float32),
        ([0, 1, 0.5], np.float32),
        ([0, 1, np.nan], np.float32),
        ([0, 1, INF], np.float32),
    ],
)
def test_whole_numbers_travel_in_few_bytes(answers, kind):
    """Counts, and what is either so or not, arrive as they are all the same."""
    message = sent(
        View(
            controls=[Choice("s", tuple("abc"), "a")],
            scene=lambda s: {"row": np.array(answers)[s.astype(int)]},
            picture=drawn(points("points", [0], "row")),
        )
    )
    found = message.column("s", "points.y")
    assert found.dtype == kind
    np.testing.assert_array_equal(found[:, 0], answers)


def test_readouts_arrive_with_their_words():
    """A label that the view does not give is a word of the lesson."""
    words = named(view(), readouts={"base": "the base"})
    shown = Readout("base", ".1%", told=True)
    [found] = sent(view(readouts=[shown]), words=words).form["readouts"]
    assert found == {
        "name": "base",
        "format": ".1%",
        "labels": [],
        "label": "the base",
        "told": True,
        "exact": False,
    }


def test_points_of_a_trace_move_the_members_of_a_group_or_one_control():
    """What drags what is said point by point."""
    message = sent(view(drag={"points": EPOCH}, pick={"points": SIGN}))
    assert message.form["handles"] == [
        {"trace": "points", "controls": ["n", "n"]},
        {"trace": "points", "controls": [], "picks": "s"},
    ]
    [handle] = sent(view(drag={"points": GROUP})).form["handles"]
    assert handle["controls"] == ["a"]


def test_an_example_is_a_link_with_a_label():
    """The browser gets its texts, key by key."""
    words = named(view(), presets={"half": "one half"})
    message = sent(view(presets={"half": "a=0.5&name=b%26c&name="}), words=words)
    assert message.form["presets"] == ["one half"]
    assert message.answer["examples"] == [{"a": "0.5", "name": ""}]


def test_words_are_english_unless_given():
    """The engine speaks for itself where nobody gave it words."""
    assert sent(view()).form["words"] == ENGLISH


def test_words_of_the_page_come_first():
    """A page speaks its own language."""
    spoken = named(view())
    words = Words(spoken.own, {}, {**ENGLISH, "reset": "처음으로"})
    assert sent(view(), words=words).form["words"]["reset"] == "처음으로"


def test_the_figure_arrives_as_the_picture_writes_it():
    """Its JSON is not changed on the way."""
    shown = view()
    assert sent(shown).form["figure"] == shown.picture.text


def test_a_scene_that_says_nan_can_be_sent():
    """Not-a-number at rest and in every table is no error."""

    def broken(f):
        return {"row": f * np.nan, "base": f - f}

    with np.errstate(invalid="ignore"):
        assert np.isnan(sent(view(scene=broken)).rest["row"])


def test_the_same_state_gives_the_same_bytes():
    """Nothing in the message depends on when it is made."""
    assert answered(view(), Link({})) == answered(view(), Link({}))


def test_a_form_that_the_browser_holds_is_only_named():
    """A commit says which form it has; only another one travels."""
    shown = view()
    first = sent(shown)
    assert json.loads(first.form["figure"])["data"]
    again = sent(shown, Link({"a": ["1"]}, 1, "", first.answer["form"]))
    assert again.form == {}
    assert again.answer["form"] == first.answer["form"]


def test_a_form_does_not_depend_on_values():
    """Moving a control never makes the browser build its page anew."""
    forms = {
        sent(view(), Link({"a": [a], "f": [f]})).answer["form"]
        for a in "12"
        for f in "34"
    }
    assert len(forms) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"readouts": [BASE]},
        {"controls": CONTROLS[:-1]},
        {"row": 30},
        {"drag": {"points": EPOCH}},
        {"picture": drawn(line("points", [0, 1], "row"))},
    ],
    ids=lambda other: next(iter(other)),
)
def test_whatever_is_drawn_otherwise_is_another_form(other):
    """Nothing of a page that was kept stands in for another."""
    assert sent(view()).answer["form"] != sent(view(**other)).answer["form"]


def test_a_form_in_another_language_is_another_form():
    """Whatever the learner reads is part of it."""
    korean = Words(named(view()).own, {}, {**ENGLISH, "lang": "ko"})
    assert sent(view(), words=korean).answer["form"] != sent(view()).answer["form"]


def test_a_link_that_carries_a_language_is_another_form():
    """A visitor who chose a language and one who did not are kept apart."""
    one, other = (sent(view(), carried=c) for c in ({}, {"lang": "en"}))
    assert one.answer["form"] != other.answer["form"]


def test_only_so_many_forms_are_kept():
    """Names of classes are anybody's choice; who used theirs last is kept."""
    for i in range(MOST_FORMS + 10):
        answered(view(), template=f"{i}")
    assert len(_forms) == MOST_FORMS
    assert any(key[2] == f"{MOST_FORMS + 9}" for key in _forms)
    assert not any(key[2] == "0" for key in _forms)


def test_code_travels_with_every_answer():
    """It is that of the values."""
    assert sent(view(), code="a = 1.5").answer["code"] == "a = 1.5"


def test_what_is_away_stays_in_the_link():
    """A control of another view keeps its value while it is out of sight."""
    away = [Slider("w", 0, 1)]
    message = sent(view(away=away), Link({"w": ["0.25"], "a": ["1"]}))
    assert message.answer["away"] == {"w": "0.25"}
    assert "w" not in message.values


FREE = [Slider(key, 0, 1, swept=False, asks=True) for key in ("px", "py")]


def in_plane(*, moving: bool, **parts: object) -> Any:
    """Return what is sent of a lab with a point in the plane, in motion or at rest."""
    shown = View(
        controls=[FACTOR, *FREE],
        scene=lambda f: {"base": f, "row": f[..., None] * [1, 2]},
        picture=drawn(points("points", "row", [0, 0]), points("start", [0.5], [0.5])),
        readouts=[BASE],
        drag={"start": Plane(*FREE)},
        **parts,  # type: ignore[arg-type]
    )
    return sent(shown, Link({"f": ["2"], "px": ["0.25"]}, 3, "here", moving=moving))


def test_a_point_in_the_plane_has_one_grip_that_moves_two_controls():
    """The first of them names it."""
    found = {"trace": "start", "controls": ["px"], "plane": ["px", "py"], "reach": 0}
    assert in_plane(moving=False).header["handles"] == [found]


def test_while_a_hand_moves_an_answer_says_what_is_and_not_what_would_be():
    """The same numbers at rest, in the same form, and no table; nor of a backdrop."""
    behind = {"backdrop": lambda f: {"row": f[..., None] * [1, 2]}}
    for parts in ({}, behind):
        still, moving = (in_plane(moving=moving, **parts) for moving in (False, True))
        assert moving.answer["form"] == still.answer["form"]
        assert moving.values == still.values
        assert moving.rest.keys() == still.rest.keys()
        for name, numbers in still.rest.items():
            np.testing.assert_array_equal(moving.rest[name], numbers)
        assert still.answer["tables"]["f"]
        assert not any(moving.answer["tables"].values())
        assert moving.size < still.size / 2
