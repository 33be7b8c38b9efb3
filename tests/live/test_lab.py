"""Claims about labs: what one sends is complete, readable and small."""

import gc
import json

import numpy as np
import plotly.graph_objects as go
import pytest

import live.lab
from live import (
    Choice,
    Control,
    Count,
    Group,
    Handle,
    Lab,
    Link,
    Preset,
    Readout,
    Scrubber,
    Slider,
    Text,
    Toggle,
)
from live.lab import text_of
from live.words import ENGLISH
from tests.message import Message

INF = np.inf

SLIDER = Slider(
    key="a",
    label=Text(key="name", label="name", default="one"),
    low=-2,
    high=2,
    step=0.1,
    default=0.5,
    unit="m",
    color="red",
)
FACTOR = Slider(
    key="f", label="factor", low=0.1, high=9, scale="log", below=0, above=INF, default=1
)
EPOCH = Scrubber(key="n", label="n", low=0, high=5, step=1, default=0, seconds=3)
SIGN = Choice(key="s", label="sign", options={"p": "plus", "m": "minus"}, default="p")
TOGGLE = Toggle(key="on", label="on")
COUNT = Count(key="k", label="how many", low=1, high=4, default=2)
CONTROLS: list[Control] = [Group([SLIDER]), FACTOR, EPOCH, SIGN, TOGGLE, COUNT]
KEYS = ["name", "a", "f", "n", "s", "on", "k"]


def scene(group, factor, epoch, sign, on):
    """Answer with a row that travels under two names, and a number."""
    base = factor + epoch + sign + on
    row = np.stack([group[..., 0], base], axis=-1)
    return {"points.y": row, "row": row, "base": base}


def lab(**parts):
    """Return a lab with every kind of control."""
    figure = go.Figure(go.Scatter(name="points", y=[0, 0]))
    given = {"name": "demo", "controls": CONTROLS, "scene": scene, "figure": figure}
    return Lab(**(given | parts))


def sent(link=Link({}), **parts):  # noqa: B008 - a link is frozen
    """Return what a lab sends for a link."""
    made = lab(**parts)
    values, _ = link.read(made.controls)
    return Message(made.packed(values, link))


def described(key, link=Link({})):  # noqa: B008 - a link is frozen
    """Return how a control is described, and its value."""
    message = sent(link)
    return message.control(key) | {"value": message.values[key]}


def test_a_lab_sends_all_its_parts():
    """Both blocks have everything that the browser reads."""
    message = sent()
    assert message.answer.keys() >= {
        *("answers", "origin", "form", "away", "texts", "numbers", "rest"),
        *("examples", "links"),
        *("now", "tables", "code"),
    }
    assert message.form.keys() >= {
        *("lab", "extras", "words", "plotly", "controls", "readouts", "tasks"),
        *("handles", "presets", "template", "figure", "narrow", "row"),
    }


def test_every_control_is_described_once():
    """Members of groups and texts of labels are controls by themselves."""
    assert [control["key"] for control in sent().form["controls"]] == KEYS


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("name", "text"),
        ("a", "slider"),
        ("f", "slider"),
        ("n", "scrubber"),
        ("s", "choice"),
        ("on", "toggle"),
        ("k", "count"),
    ],
)
def test_a_control_says_its_kind(key, kind):
    """The browser draws each kind in its own way."""
    assert described(key)["kind"] == kind


def test_a_value_arrives_exactly():
    """A typed number between two grid values arrives as the same float64."""
    assert described("a", Link({"a": ["0.1234567890123456"]}))["value"] == (
        0.1234567890123456
    )


@pytest.mark.parametrize("limit", [0.0, INF])
def test_a_limit_can_be_the_value(limit):
    """Zero and infinity arrive like any number."""
    assert described("f", Link({"f": [repr(limit)]}))["value"] == limit


def test_an_infinite_argument_reaches_the_scene():
    """A scene is evaluated at infinity too."""
    assert sent(Link({"f": ["inf"]})).rest["base"].item() == INF


def test_a_text_arrives_as_text():
    """A name that looks like markup is the same name in the browser."""
    name = "<b>$x$</b> `한글` 👩‍🚒"
    assert described("name", Link({"name": [name]}))["value"] == name


def test_a_grid_arrives_exactly():
    """What a drag will commit is what Python would read."""
    assert described("a")["grid"].tolist() == SLIDER.grid.tolist()


def test_only_a_linear_slider_without_limits_is_even():
    """Where steps are uneven the browser must go by positions of the grid."""
    even = {c["key"] for c in sent().form["controls"] if c.get("even")}
    assert even == {"a", "n"}


def test_a_lab_answers_the_commit_of_its_link():
    """The browser learns which of its commits the tables belong to."""
    answer = sent(Link({}, 7, "abc")).answer
    assert (answer["answers"], answer["origin"]) == (7, "abc")


def test_rows_are_told_from_numbers():
    """A binding with an axis says its length, so that its readouts are numbered."""
    assert sent().answer["rest"] == {"points.y": 2, "row": 2, "base": None}


def test_a_binding_with_two_names_travels_once():
    """The points of the picture and the readouts share their numbers."""
    for table in sent().answer["tables"].values():
        assert table.get("points.y") == table.get("row")


def test_every_swept_control_has_its_table():
    """What can be dragged can be looked up."""
    assert sent().answer["tables"].keys() == {"a", "f", "n", "s", "on"}


def test_tables_have_a_row_for_each_grid_value():
    """A position in the grid is a row of each column."""
    message = sent()
    for key, table in message.answer["tables"].items():
        for name in table:
            assert len(message.column(key, name)) == message.control(key)["grid"].size


def test_an_exact_readout_has_tables_of_float64():
    """Its numbers may be too large for float32."""
    message = sent(readouts=[Readout(name="base", exact=True)])
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
    three = Choice(key="s", label="s", options=dict.fromkeys("abc", ""), default="a")
    message = sent(
        controls=[three],
        scene=lambda s: {"points.y": np.array(answers)[s.astype(int)][..., np.newaxis]},
    )
    found = message.column("s", "points.y")
    assert found.dtype == kind
    np.testing.assert_array_equal(found[:, 0], answers)


def test_readouts_handles_and_presets_arrive():
    """What the author wrote reaches the browser."""
    message = sent(
        readouts=[Readout(name="base", format=".1%", told=True)],
        handles=[Handle(trace="points", controls=["a"])],
        presets=[Preset("half", {"a": "0.5"})],
    )
    form = message.form
    assert message.answer["examples"] == [{"a": "0.5"}]
    assert form["readouts"][0]["format"] == ".1%"
    assert form["handles"] == [{"trace": "points", "controls": ["a"], "picks": ""}]
    assert form["presets"] == ["half"]


def test_words_are_english_unless_given():
    """The engine speaks for itself on a page without words."""
    assert sent().form["words"] == ENGLISH


def test_words_of_the_page_come_first():
    """A page speaks its own language."""
    form = sent(words={**ENGLISH, "reset": "처음으로"}).form
    assert form["words"]["reset"] == "처음으로"


def test_the_figure_arrives_as_plotly_writes_it():
    """Its JSON is not changed on the way."""
    assert json.loads(sent().form["figure"])["data"][0]["name"] == "points"


def test_a_scene_that_says_nan_can_be_sent():
    """Not-a-number at rest and in every table is no error."""

    def broken(*arguments):
        return {"x": arguments[1] * np.nan, "y": arguments[1] - arguments[1]}

    with np.errstate(invalid="ignore"):
        assert np.isnan(sent(scene=broken).rest["x"])


def test_the_same_state_gives_the_same_bytes():
    """Nothing in the message depends on when it is made."""
    values, _ = Link({}).read(CONTROLS)
    assert lab().packed(values, Link({})) == lab().packed(values, Link({}))


def test_a_form_that_the_browser_holds_is_only_named():
    """A commit says which form it has; only another one travels."""
    first = sent()
    assert json.loads(first.form["figure"])["data"]
    again = sent(link=Link({"a": ["1"]}, 1, "", first.answer["form"]))
    assert again.form == {}
    assert again.answer["form"] == first.answer["form"]


def test_a_form_does_not_depend_on_values():
    """Moving a control never makes the browser build its page anew."""
    forms = {
        sent(Link({"a": [a], "f": [f]})).answer["form"] for a in "12" for f in "34"
    }
    assert len(forms) == 1


def test_another_name_on_a_preset_is_another_form():
    """Whatever the learner reads is part of it."""
    one, other = (sent(presets=[Preset(label, {})]) for label in ("one", "other"))
    assert one.answer["form"] != other.answer["form"]


def test_code_is_that_of_the_values():
    """It is written anew for every commit."""
    code = "a = {a}".format_map
    assert sent(Link({"a": ["1.5"]}), code=code).answer["code"] == "a = 1.5"


def test_what_is_away_stays_in_the_link():
    """A control of another view keeps its value while it is out of sight."""
    away = [Slider(key="w", label="w", low=0, high=1, default=0)]
    message = sent(Link({"w": ["0.25"], "a": ["1"]}), away=away)
    assert message.answer["away"] == {"w": "0.25"}
    assert "w" not in message.values


def test_what_is_away_and_cannot_be_read_is_dropped():
    """Nonsense does not follow the learner."""
    away = [Slider(key="w", label="w", low=0, high=1, default=0)]
    assert sent(Link({"w": ["<b>"]}), away=away).answer["away"] == {}


def test_a_figure_says_its_own_text_where_another_one_was():
    """A place in memory is used again; what stood there before is forgotten."""
    places = set()
    for number in range(50):
        figure = go.Figure(layout={"title": {"text": f"figure {number}"}})
        text = text_of(figure)
        assert json.loads(text)["layout"]["title"]["text"] == f"figure {number}"
        assert text_of(figure) is text
        places.add(id(figure))
        del figure
        gc.collect()
    assert len(places) < 50  # or nothing has been shown


def test_forms_are_forgotten_in_time(monkeypatch):
    """Names are anybody's choice: what is kept of them has an end."""
    monkeypatch.setattr(live.lab, "MOST_FORMS", 3)
    monkeypatch.setattr(live.lab, "_forms", {})
    for _ in range(2):
        for name in "abcde":
            assert sent(presets=[Preset(name, {})], template=name).form["presets"] == [
                name
            ]
            assert len(live.lab._forms) <= 3  # noqa: SLF001 - nothing else shows it
