"""Claims about every lesson: all its parts fit together."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from live import Link
from live.controls import Single, parts_of
from live.link import RESERVED
from tests.pages.strategies import fewer
from tests.pages.visits import Shown, opened
from ui.classes import SHARED
from ui.contents import LESSONS, folder_of
from ui.lesson import find
from ui.words import LANGUAGES

PAGES = ["overview", *LESSONS]
SAID = "01"  # by a link, and by nothing else
EDGES = {"at first": {}, "fewest": {"k": "2"}, "most": {"k": "10"}}

pages = pytest.mark.parametrize("page", PAGES)
languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(params=PAGES, scope="module")
def page(request) -> str:
    """Return the name of each page."""
    return str(request.param)


def states() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each page as it opens, with the fewest and most classes, and examples."""
    for page in PAGES:
        yield from ((page, link) for link in EDGES.values())
        view = find(page).open(Link({}), "en").view
        yield from (
            (
                page,
                {
                    key: texts[-1]
                    for key, texts in parse_qs(link, keep_blank_values=True).items()
                },
            )
            for link in view.presets.values()
        )


STATES = list(states())


@pytest.fixture(
    params=STATES, scope="module", ids=lambda state: f"{state[0]}?{urlencode(state[1])}"
)
def shown(request) -> Shown:
    """Return each page in each of these states."""
    return opened(*request.param)


def traces(shown: Shown) -> dict[str, dict[str, Any]]:
    """Return the traces of the picture by name."""
    data = json.loads(shown.header["figure"])["data"]
    return {trace["name"]: trace for trace in data}


def slots(template: str) -> Iterator[str]:
    """Yield the name of everything that a template shows."""
    tree = ET.fromstring(f"<div>{template}</div>")  # noqa: S314 - ours, well-formed
    for element in tree.iter():
        if slot := element.get("data-slot", element.get("name")):
            yield slot


def numbered(shown: Shown) -> Iterator[str]:
    """Yield every answer: its name, or one for each number of a row."""
    for name, length in shown.header["rest"].items():
        yield from [f"{name}{i + 1}" for i in range(length)] if length else [name]


def test_nothing_is_wrong_with_a_state_of_its_own(shown):
    """No part of it is left out, and the lab is called like the lesson."""
    assert shown.problems == set()
    assert shown.header["lab"] in PAGES


def test_a_template_shows_only_what_there_is(shown):
    """Every slot is an answer, one number of a row of answers, or a control."""
    known = {control["key"] for control in shown.header["controls"]}
    known |= {*numbered(shown)} | {
        name for name, length in shown.header["rest"].items() if length is None
    }
    assert set(slots(shown.header["template"])) <= known


def test_the_scene_moves_only_traces_that_are_drawn(shown):
    """Every binding with a dot is an attribute of a trace of the picture."""
    moved = {name.partition(".")[0] for name in shown.header["rest"] if "." in name}
    assert moved <= traces(shown).keys()


def test_a_picture_is_bars_and_scatters_that_plotly_knows(shown):
    """Every word of it is plotly's own, and no two traces have the same name."""
    figure = json.loads(shown.header["figure"])
    assert {trace["type"] for trace in figure["data"]} <= {"bar", "scatter"}
    assert len(traces(shown)) == len(figure["data"])
    for layout in figure["layouts"].values():
        hidden = layout.pop("room")["hidden"]
        assert all(0 <= place < len(figure["data"]) for place in hidden)
        go.Figure(data=figure["data"], layout=layout)


def test_every_variant_has_the_axes_of_what_it_shows(shown):
    """No trace is drawn on an axis that is not in the layout, and none may move."""
    figure = json.loads(shown.header["figure"])
    for layout in figure["layouts"].values():
        for place, trace in enumerate(figure["data"]):
            for letter in "xy" if place not in layout["room"]["hidden"] else "":
                name = trace[f"{letter}axis"].replace(letter, f"{letter}axis")
                assert layout[name]["fixedrange"]


def test_no_panel_lies_over_another(shown):
    """In every variant, each has a place of its own inside the picture."""
    figure = json.loads(shown.header["figure"])
    for layout in figure["layouts"].values():
        numbers = [
            key.removeprefix("yaxis")
            for key in layout
            if key[:5] == "yaxis" and "range" in layout[key]
        ]
        spans = [
            (layout[f"xaxis{i}"]["domain"], layout[f"yaxis{i}"]["domain"])
            for i in numbers
        ]
        for place, (x, y) in enumerate(spans):
            assert 0 <= x[0] < x[1] <= 1
            assert 0 <= y[0] < y[1] <= 1
            for across, upright in spans[:place]:
                beside = x[0] >= across[1] or across[0] >= x[1]
                assert beside or y[0] >= upright[1] or upright[0] >= y[1]


def test_every_readout_is_an_answer(shown):
    """The scene says every number that is to be shown."""
    assert {r["name"] for r in shown.header["readouts"]} <= shown.header["rest"].keys()


def test_every_readout_has_its_place(shown):
    """None is left over, to be listed after what the author wrote."""
    tree = ET.fromstring(f"<div>{shown.header['template']}</div>")  # noqa: S314 - ours
    placed = {output.get("name") for output in tree.iter("output")}
    for name in (readout["name"] for readout in shown.header["readouts"]):
        length = shown.header["rest"][name]
        names = {f"{name}{i + 1}" for i in range(length)} if length else {name}
        assert names <= placed


def test_every_task_is_an_answer_of_yes_or_no(shown):
    """What can be ticked off is 0 or 1, at rest and all along every control."""
    for key in (task["key"] for task in shown.header["tasks"]):
        assert set(shown.answer(key)) <= {0.0, 1.0}
        for control, table in shown.header["tables"].items():
            if key in table:
                rows = shown.message.column(control, key)
                assert set(rows.flat) <= {0.0, 1.0}


def test_every_task_has_its_words_and_controls(shown):
    """A hint on request, one sentence on why, and controls that are there."""
    keys = {control["key"] for control in shown.header["controls"]}
    keys |= {key.rstrip("0123456789") for key in keys}
    for task in shown.header["tasks"]:
        assert task.keys() == {"key", "text", "hint", "why", "by"}
        assert set(task["by"]) <= keys


@pages
def test_a_task_that_names_controls_exists(page):
    """Nothing is said of tasks that are not there."""
    opening = find(page).open(Link({}), "en")
    assert opening.view.by.keys() <= opening.state.words.table("tasks").keys()


@pages
def test_no_task_is_done_before_it_is_tried(page):
    """The pages open with nothing ticked off."""
    shown = opened(page)
    assert [t["key"] for t in shown.header["tasks"] if shown.answer(t["key"])] == []


def test_every_label_of_a_readout_has_a_number(shown):
    """A row of numbers has as many labels as numbers."""
    header = shown.header
    rows = [r for r in header["readouts"] if r["labels"] and header["rest"][r["name"]]]
    assert all(len(r["labels"]) == shown.answer(r["name"]).size for r in rows)


def test_every_handle_moves_its_point(shown):
    """What can be dragged is drawn, and goes where its control leads it."""
    for handle in shown.header["handles"]:
        drawn = traces(shown)[handle["trace"]]
        assert len(handle["controls"]) <= len(drawn["x"])
        if "plane" in handle:  # there it lies where two controls say, and they ask
            values = [shown.message.values[key] for key in handle["plane"]]
            places = [shown.answer(f"{handle['trace']}.{axis}") for axis in "xy"]
            assert [place.item() for place in places] == values
            assert all(shown.message.control(k)["asks"] for k in handle["plane"])
            continue
        for point, key in enumerate(handle["controls"]):
            assert along(shown, key, f"{handle['trace']}.x", point) | along(
                shown, key, f"{handle['trace']}.y", point
            )


def along(shown: Shown, key: str, name: str, point: int) -> bool:
    """Tell whether a point moves in a direction while a control is dragged."""
    _, _, *reading = shown.header["tables"][key].get(name, (None, None, []))
    moved = reading[0] if reading else None  # all of them, where none is named
    return moved is None or point in moved


def test_every_point_that_can_be_pressed_is_a_value_of_its_control(shown):
    """The first chooses the first value, and so on."""
    for handle in shown.header["handles"]:
        points = traces(shown)[handle["trace"]]["x"]
        if "picks" in handle:
            assert len(points) == len(shown.message.control(handle["picks"])["grid"])
        else:
            assert handle["controls"]


def test_a_row_of_the_picture_has_the_height_of_a_control(shown):
    """Bars line up with the sliders beside them."""
    assert shown.header["row"] in {44, 30}


@languages
@pages
def test_every_example_is_a_link_without_a_problem(page, language):
    """A button leads only to states that a link can say, and says what it does."""
    for preset in opened(page, {}, language).message.presets:
        there = opened(page, preset["values"], language)
        assert there.problems == set()
        for part in parts_of(there.opening.view.controls):
            if text := preset["values"].get(part.key):
                assert there.values[part.key] == part.read(text)[0]


@pages
def test_an_opening_is_an_example(page):
    """It can be had again by a button."""
    lesson = find(page)
    presets = lesson.open(Link({}), "en").view.presets
    assert lesson.opening in {"", *presets.values()}


@pages
def test_an_opening_says_all_that_follows_the_learner_or_nothing(page):
    """Else a lesson would begin with a mixture that nobody chose."""
    said = parse_qs(find(page).opening).keys()
    shared = {part.key for part in parts_of(SHARED) if part.kind != "text"}
    shown = {control["key"] for control in opened(page).header["controls"]}
    assert not said & shared or shared & shown <= said


@pages
def test_moving_a_slider_builds_nothing_anew(page):
    """Words, figure and controls are the same wherever every slider stands."""
    first = opened(page)
    sliders = [
        first.message.control(c["key"])
        for c in first.header["controls"]
        if c["kind"] in {"slider", "scrubber"} and c["key"] in first.header["tables"]
    ]
    forms = {
        opened(
            page, {c["key"]: repr(float(c["grid"][place])) for c in sliders}
        ).message.answer["form"]
        for place in (0, 2, -2)
    }
    assert len(forms) == 1


@pytest.mark.parametrize(("classes", "limit"), [(3, 64_000), (10, 256_000)])
@pages
def test_an_update_is_small(page, classes, limit):
    """A commit brings 64 kB for three classes, 256 kB for ten and for a training."""
    size = opened(page, {"k": str(classes)}).message.size
    assert size <= (256_000 if page == "iris" else limit)


@pages
def test_no_control_is_called_like_a_reserved_key(page):
    """Language, embedding, questions and rooms are everybody's."""
    view = find(page).open(Link({}), "en").view
    controls = [*view.controls, *view.away]
    assert not RESERVED & {part.key for part in parts_of(controls)}


@pages
def test_a_lesson_is_one_folder(page):
    """Its words, scene and picture stand together."""
    files = {file.name for file in folder_of(page).iterdir()}
    assert files >= {"lesson.py", "scene.py", "picture.py"}
    assert files >= {f"words.{language}.toml" for language in LANGUAGES}


@pages
def test_a_link_is_read_once(page, monkeypatch):
    """However a lesson is put together, no control looks at its text twice."""
    read: list[str] = []
    link = dict.fromkeys((c["key"] for c in opened(page).header["controls"]), SAID)
    kinds = {type(part) for part in parts(page)}
    # Looked up before the first is replaced: one kind may inherit from another.
    for kind, method in [(kind, kind.read) for kind in kinds]:
        monkeypatch.setattr(kind, "read", noted(method, read))
    opened(page, link)
    assert sorted(read) == sorted(set(read))
    assert set(read) >= link.keys()


def parts(page: str) -> list[Single]:
    """Return every control that a page shows as it opens."""
    return parts_of(find(page).open(Link({}), "en").view.controls)


def noted(method, keys):
    """Return a way to read a text that writes down whose it is."""

    def read(self, text):
        if text == SAID:  # and not what an opening says
            keys.append(self.key)
        return method(self, text)

    return read


anything = st.dictionaries(
    st.sampled_from(["k", "t", "z1", "z3", "name1", "view", "what", "lang", "epoch"])
    | st.text(max_size=9),
    st.lists(
        st.sampled_from(["nan", "inf", "-inf", "1e999", "-1", "2.5", "2", "<b>", ""])
        | st.floats().map(repr)
        | st.text(max_size=20),
        max_size=2,
    ),
    max_size=8,
)


@pages
@fewer(2)
@given(link=anything)
def test_no_link_leads_a_lesson_astray(page, link):
    """Whatever a link says, every control shows what it can show."""
    shown = opened(page, link)
    for part in parts_of(shown.opening.view.controls):
        assert part.holds(shown.values[part.key])
    assert {key for key, _ in shown.problems} <= link.keys()


def test_a_message_is_the_same_in_every_process():
    """Nothing in it depends on how Python orders sets: replicas agree on forms."""
    code = (
        "import hashlib; from live import Link; from ui.lesson import find\n"
        f"for page in {PAGES}:\n"
        "    sent = find(page).open(Link({}), 'en').answer()\n"
        "    print(page, hashlib.sha256(sent).hexdigest())"
    )
    said = {
        subprocess.check_output(
            [sys.executable, "-c", code], env=os.environ | {"PYTHONHASHSEED": seed}
        )
        for seed in "12"
    }
    assert len(said) == 1
