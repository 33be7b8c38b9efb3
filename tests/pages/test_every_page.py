"""Claims about every page: it opens, and all its parts fit together."""

import json
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest

from tests.pages.visits import Shown, Visit
from ui.contents import LESSONS
from ui.words import words

PAGES = ["overview", *LESSONS]
EDGES = {
    "at first": {},
    "fewest": {"k": "2"},
    "most": {"k": "10"},
}

pages = pytest.mark.parametrize("page", PAGES)
languages = pytest.mark.parametrize("language", ["en", "ko"])


@pytest.fixture(params=PAGES, scope="module")
def page(request) -> str:
    """Return the name of each page."""
    return str(request.param)


@pytest.fixture(params=EDGES, scope="module")
def shown(request, page) -> Shown:
    """Return each page as it opens, with the fewest and with the most classes."""
    return Visit().open(page, EDGES[request.param])


@languages
@pages
def test_a_page_opens_in_the_language_of_its_link(page, language):
    """The title is in that language, and nothing went wrong."""
    shown = Visit().open(page, {"lang": language})
    assert (shown.errors, shown.warnings) == ([], [])
    assert shown.title == [words(language, page)["title"]]


@pytest.mark.parametrize(
    ("locale", "language"),
    [("ko-KR", "ko"), ("ko", "ko"), ("en-GB", "en"), ("fr-FR", "en"), ("", "en")],
)
@pages
def test_a_page_opens_in_the_language_of_the_browser(page, locale, language):
    """Without a word in the link the browser decides; English for all others."""
    shown = Visit(locale).open(page)
    assert (shown.errors, shown.title) == ([], [words(language, page)["title"]])


@pages
def test_the_link_wins_over_the_browser(page):
    """A Korean browser that follows an English link reads English."""
    shown = Visit("ko-KR").open(page, {"lang": "en"})
    assert shown.title == [words("en", page)["title"]]


@pages
def test_the_language_can_be_switched_in_place(page):
    """The switch changes the words and keeps the state."""
    visit = Visit()
    visit.open(page, {"z1": "2.5", "z3": "-1"})
    shown = visit.press("한국어")
    assert shown.title == [words("ko", page)["title"]]
    assert shown.logits.tolist() == [2.5, 2.9, -1.0][: len(shown.logits)]


def test_a_language_once_chosen_holds_for_the_visit():
    """Menus drop the link, and the language stays."""
    visit = Visit()
    visit.open("overview", {"lang": "ko"})
    assert visit.open("softmax").title == [words("ko", "softmax")["title"]]


def slots(template: str) -> Iterator[str]:
    """Yield the name of everything that a template shows."""
    # What a page wrote itself, in MathML and HTML that must be well-formed.
    tree = ET.fromstring(f"<div>{template}</div>")  # noqa: S314
    for element in tree.iter():
        if slot := element.get("data-slot", element.get("name")):
            yield slot


def test_a_page_shows_one_lab_of_its_name(page, shown):
    """No error, no notice, one lab."""
    assert (shown.errors, shown.warnings, len(shown.data)) == ([], [], 1)
    assert shown.header["lab"] == page


def test_a_template_shows_only_what_there_is(shown):
    """Every slot is an answer, one number of a row of answers, or a control."""
    header = shown.header
    known = {control["key"] for control in header["controls"]}
    for name in header["rest"]:
        count = shown.answer(name).size
        row = header["rest"][name] is not None
        known |= {f"{name}{i}" for i in range(1, count + 1)} if row else {name}
    assert set(slots(header["template"])) <= known


def test_the_scene_moves_only_traces_that_are_drawn(shown):
    """Every binding with a dot is an attribute of a trace of the figure."""
    traces = {trace["name"] for trace in json.loads(shown.header["figure"])["data"]}
    moved = {name.partition(".")[0] for name in shown.header["rest"] if "." in name}
    assert moved <= traces


def test_every_readout_is_an_answer(shown):
    """The scene says every number that is to be shown."""
    assert {r["name"] for r in shown.header["readouts"]} <= shown.header["rest"].keys()


def test_every_readout_has_its_place(shown):
    """None is left over, to be listed after what the author wrote."""
    tree = ET.fromstring(f"<div>{shown.header['template']}</div>")  # noqa: S314
    placed = {output.get("name") for output in tree.iter("output")}
    for name in (readout["name"] for readout in shown.header["readouts"]):
        length = shown.header["rest"][name]
        names = {f"{name}{i + 1}" for i in range(length)} if length else {name}
        assert names <= placed


def test_every_task_is_an_answer_of_yes_or_no(shown):
    """What can be ticked off is 0 or 1, at rest and all along every control."""
    header = shown.header
    for key in (task["key"] for task in header["tasks"]):
        assert set(shown.answer(key)) <= {0.0, 1.0}
        for control, table in header["tables"].items():
            if key in table:
                rows = shown.message.column(control, key)
                assert set(rows.flat) <= {0.0, 1.0}


def test_no_task_is_done_before_it_is_tried():
    """The pages open with nothing ticked off."""
    for page in PAGES:
        shown = Visit().open(page)
        done = [t["key"] for t in shown.header["tasks"] if shown.answer(t["key"])]
        assert done == []


def test_every_label_of_a_readout_has_a_number(shown):
    """A row of numbers has as many labels as numbers."""
    header = shown.header
    rows = [r for r in header["readouts"] if r["labels"] and header["rest"][r["name"]]]
    assert all(len(r["labels"]) == shown.answer(r["name"]).size for r in rows)


def test_every_handle_moves_what_there_is(shown):
    """A part that can be dragged is drawn, and moves a control."""
    traces = {trace["name"] for trace in json.loads(shown.header["figure"])["data"]}
    keys = {control["key"] for control in shown.header["controls"]}
    for handle in shown.header["handles"]:
        assert handle["trace"] in traces
        assert set(handle["controls"]) <= keys


def test_every_narrow_change_changes_what_there_is(shown):
    """Paths of the narrow layout begin at a part of the figure's layout."""
    layout = json.loads(shown.header["figure"])["layout"]
    first = {
        re.sub(r"^([xy]axis)$", r"\g<1>1", p.split(".")[0])
        for p in shown.header["narrow"]
    }
    there = {re.sub(r"^([xy]axis)$", r"\g<1>1", name) for name in layout}
    assert first <= there


def test_a_row_of_the_picture_has_the_height_of_a_control(shown):
    """Bars line up with the sliders beside them."""
    assert shown.header["row"] in {44, 30}


@languages
@pages
def test_every_example_is_a_link_without_a_problem(page, language):
    """A button leads only to states that a link can say."""
    visit = Visit()
    for preset in visit.open(page, {"lang": language}).message.presets:
        shown = visit.open(page, {"lang": language, **preset["values"]})
        assert (shown.errors, shown.warnings) == ([], [])
        options = {
            c["key"]: list(c.get("options", ())) for c in shown.header["controls"]
        }
        texts = {c["key"] for c in shown.header["controls"] if c["kind"] == "text"}
        numbers = {
            key: options[key].index(text) if options[key] else float(text)
            for key, text in preset["values"].items()
            if key not in texts
        }
        assert numbers.items() <= shown.values.items()


@pages
def test_moving_a_slider_builds_nothing_anew(page):
    """Words, figure and controls are the same wherever every slider stands."""
    visit = Visit()
    shown = visit.open(page)
    sliders = [
        shown.message.control(c["key"])
        for c in shown.header["controls"]
        if c["kind"] in {"slider", "scrubber"} and c["key"] in shown.header["tables"]
    ]
    forms = {
        visit.open(
            page, {c["key"]: repr(float(c["grid"][place])) for c in sliders}
        ).message.answer["form"]
        for place in (0, 2, -2)
    }
    assert len(forms) == 1


@pytest.mark.parametrize(("classes", "limit"), [(3, 64_000), (10, 256_000)])
@pages
def test_an_update_is_small(page, classes, limit):
    """A commit brings 64 kB for three classes, 256 kB for ten, 1 MB for a training."""
    shown = Visit().open(page, {"k": str(classes)})
    assert shown.message.size <= (1_000_000 if page == "iris" else limit)


@pages
def test_what_a_visitor_said_follows_to_every_page(page):
    """Classes, their names and logits mean the same on every page."""
    visit = Visit()
    logits, names = [1.0, -2.0, 0.5, 1.5], ["dog", "newt", "person", "bird"]
    said = {f"z{i}": str(z) for i, z in enumerate(logits, start=1)}
    visit.open("softmax", {"k": "4", "name2": "newt", **said})
    shown = visit.open(page)
    assert shown.logits.tolist() == logits[: len(shown.logits)]
    assert shown.names == names[: len(shown.names)]


def test_a_link_wins_over_what_was_said():
    """Who follows a link sees that link, not a mixture with their past."""
    visit = Visit()
    visit.open("softmax", {"z1": "5", "z2": "6"})
    shown = visit.open("overview", {"z1": "1"})
    assert shown.logits.tolist() == [1.0, 2.9, 4.0]


def test_visitors_share_nothing():
    """What one visitor said is not shown to the next."""
    Visit().open("softmax", {"z1": "5"})
    assert Visit().open("softmax").logits.tolist() == [0.3, 2.9, 4.0]
