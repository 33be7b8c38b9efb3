"""Claims about links that nobody would write by hand, in great numbers."""

import random
import runpy
from collections.abc import Callable
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from live import Lab, Link, Text, singles
from live.controls import Count, Swept, Value
from tests.message import Message
from tests.pages.visits import ROOT, Visit
from ui.contents import LESSONS, file_of
from ui.lesson import Lesson

SEED = 20_261  # of the links that a browser opens
OPENED = 200  # of them

MEANT = [
    "0",
    "1",
    "2",
    "3",
    "-1.5",
    "0.7",
    "10",
    "inf",
    "-inf",
    "own",
    "one",
    "float32",
]
STRANGE = [
    *(
        "nan",
        "1e400",
        "-0",
        "1e-320",
        "0x10",
        "1_0",
        "1,5",
        "٣",
        "9" * 60,
        "",
        " ",
        "+",
    ),
    *("<img src=x onerror=alert(1)>", "</script><script>", "${7*7}", "{{7}}", "a\x00b"),
    *("\u202eabc", "\u2066x\u2069", "👩‍👩‍👧‍👦", "ﷺ" * 30, "Z̷" * 40, "x" * 10_000),
    *("__proto__", "constructor", "null", "undefined", "true", "[]", "{}", "%00"),
]
STRANGE_KEYS = ["__proto__", "constructor", "Z1", "z01", "<b>", "`", "$x$", "", "lang"]


def maker(lesson: str) -> Callable[[Link], Lab]:
    """Return the function of a page that makes its lab for a link."""
    made: list[Callable[[Link], Lab]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Lesson, "run", lambda _, lab, *_rest: made.append(lab))
        runpy.run_path(str(ROOT / "pages" / file_of(lesson)))
    return made[0]


MAKERS = {lesson: maker(lesson) for lesson in LESSONS}


def keys_of(lesson: str) -> list[str]:
    """Return every key that a lesson shows in some view."""
    controls = MAKERS[lesson](Link({})).controls
    return [control.key for control in singles(controls)]


KEYS = sorted({key for lesson in LESSONS for key in keys_of(lesson)})
values = (
    st.sampled_from(MEANT)
    | st.sampled_from(STRANGE)
    | st.floats().map(repr)
    | st.integers().map(str)
    | st.text(max_size=30)
)
links = st.dictionaries(
    st.sampled_from(KEYS) | st.sampled_from(STRANGE_KEYS) | st.text(max_size=9),
    st.lists(values, min_size=1, max_size=1) | st.lists(values, max_size=3),
    max_size=12,
)


def is_legal(control: Swept | Count | Text, value: Value) -> bool:
    """Whether a control can show a value."""
    if isinstance(control, Text):
        return control.read(str(value)) == (value, False)
    number = float(value)
    if isinstance(control, Count):
        return control.low <= number <= control.high and number == int(number)
    return bool(control.grid[0] <= number <= control.grid[-1])


@pytest.mark.parametrize("lesson", LESSONS)
@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
@given(link=links)
def test_no_link_leads_a_lesson_astray(lesson, link):
    """Whatever a link says, the lesson shows values that its controls can show."""
    lab = MAKERS[lesson](Link(link))
    shown, problems = Link(link).read(lab.controls)
    assert all(is_legal(c, shown[c.key]) for c in singles(lab.controls))
    assert {p.key for p in problems} <= link.keys()
    message = Message(lab.packed(shown, Link(link)))
    assert message.values == shown


@pytest.fixture(scope="module")
def visitor() -> Visit:
    """Return a visitor who follows one bad link after the other."""
    return Visit()


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(lesson=st.sampled_from(LESSONS), link=links)
def test_no_link_breaks_a_whole_page(visitor, lesson, link):
    """The page opens with its lab, and with at most one notice."""
    shown = visitor.open(lesson, {key: texts for key, texts in link.items() if key})
    assert shown.errors == []
    assert len(shown.warnings) <= 1
    assert len(shown.data) == 1


def some_links() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return lessons with links, the same at every run."""
    dice = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    keys = [key for lesson in LESSONS for key in keys_of(lesson)] + STRANGE_KEYS
    values = [*MEANT, *STRANGE]
    return [
        (
            dice.choice(LESSONS),
            [
                (dice.choice(keys), dice.choice(values))
                for _ in range(dice.randrange(8))
            ],
        )
        for _ in range(OPENED)
    ]


def test_no_link_breaks_a_page_in_a_browser(page: Page, app: str) -> None:
    """Each opens its lab, shows no error, and says what it could not take."""
    for lesson, pairs in some_links():
        query = urlencode(pairs)
        page.goto(f"{app}/{lesson}?{query}")
        page.wait_for_selector(f"section.lab[data-lab={lesson}][data-state=ready]")
        expect(page.get_by_test_id("stException")).to_have_count(0)
        link = Link(parse_qs(query, keep_blank_values=True))
        _, problems = link.read(MAKERS[lesson](link).controls)
        if any(problem.kind != "unknown" for problem in problems):
            expect(page.get_by_test_id("stAlert")).to_have_count(1)
        assert page.locator("section.lab img, section.lab script").count() == 0
