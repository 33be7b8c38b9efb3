"""Claims about links that nobody would write by hand, in great numbers."""

import random
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from live import Link
from live.controls import parts_of
from tests.pages.streamlit_visit import Visit
from tests.pages.visits import opened
from ui.contents import LESSONS
from ui.lesson import find
from ui.words import LANGUAGES

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


def keys_of(lesson: str) -> list[str]:
    """Return every key that a lesson knows as it opens, in any of its views."""
    view = find(lesson).open(Link({}), "en").view
    return [part.key for part in parts_of([*view.controls, *view.away])]


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


@pytest.mark.parametrize("lesson", LESSONS)
@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
@given(link=links, language=st.sampled_from([*LANGUAGES]))
def test_no_link_leads_a_lesson_astray(lesson, link, language):
    """Whatever a link says, the lesson shows values that its controls can show."""
    shown = opened(lesson, link, language)
    parts = parts_of(shown.opening.view.controls)
    assert all(part.holds(shown.values[part.key]) for part in parts)
    assert shown.values == shown.opening.state.values
    assert {key for key, _ in shown.problems} <= link.keys()


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
        said = parse_qs(query, keep_blank_values=True)
        notices = 1 if opened(lesson, said).problems else 0
        expect(page.get_by_test_id("stAlert")).to_have_count(notices)
        assert page.locator("section.lab img, section.lab script").count() == 0
