"""Claims about the page for whoever teaches a lesson."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from live import Link
from live.link import parsed
from tests.asgi import asked as ask
from ui.contents import LESSONS
from ui.lesson import find
from ui.questions import questions, read
from ui.teaching import asked, context, routes, shown
from ui.words import LANGUAGES, words

HANGUL = re.compile("[가-힣]")
lessons = pytest.mark.parametrize("lesson", LESSONS)
languages = pytest.mark.parametrize("language", LANGUAGES)


class Links(HTMLParser):
    """Collects where a page leads."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep where a link leads."""
        if tag == "a":
            self.found.append(dict(attrs)["href"] or "")


def page(name, query="", **headers):
    """Ask for a page; return its status and its text."""
    place = {"server": ("lab.example", 80), "scheme": "http"}
    status, _, body = ask(
        routes(), f"/teaching/{name}", query, headers=headers, **place
    )
    return status, body.decode()


@lessons
@languages
def test_every_prepared_link_can_be_opened(lesson, language):
    """None of them earns a notice, and those that ask, ask."""
    status, text = page(lesson, f"lang={language}")
    assert status == 200
    links = Links()
    links.feed(text)
    assert len([link for link in links.found if "room=new" in link]) == 2
    assert len(links.found) >= 6 + len(questions(lesson))
    for link in links.found:
        name, _, query = link.removeprefix("../").partition("?")
        assert name == lesson
        opened = find(lesson).open(Link(parsed(query)), language)
        assert opened.problems == set()
        assert bool(opened.asked.posed) == ("ask" in parsed(query))


@lessons
@languages
def test_a_plan_names_what_there_is(lesson, language):
    """Two questions, a task and an example of it, and an aim in one sentence."""
    plan, own = read(lesson)["plan"], words(language, lesson).own
    assert len(plan["questions"]) == 2
    assert plan["task"] in own["tasks"]
    assert plan["example"] in find(lesson).open(Link({}), language).view.presets
    assert own["aim"].count(".") == 1
    assert [one["key"] for one in context(lesson, language)["first"]] == plan[
        "questions"
    ]


@lessons
@languages
def test_every_misconception_has_a_question_and_an_answer(lesson, language):
    """No name is left open, and no cell is empty."""
    for one in asked(lesson, language):
        assert all(one.values())
        assert "{" not in "".join(one.values())


def test_answers_are_worked_out():
    """As a person reads them."""
    answers = {
        lesson: {one["key"]: one["answer"] for one in asked(lesson, "en")}
        for lesson in ("softmax", "stability", "cross-entropy")
    }
    assert answers["softmax"] == {
        "bystander": "4.3 %",
        "shift": "stays",
        "zero": "84.4 %",
        "crowd": "less than half (45.1 %)",
    }
    assert answers["stability"]["float64"] == "709.8"
    assert answers["stability"]["negative"] == "nan, no number at all"
    assert answers["cross-entropy"]["arrows"].startswith("cat ")


@pytest.mark.parametrize(
    ("number", "pattern", "text"),
    [
        (0.04297, ".1%", "4.3 %"),
        (37008.0, ",d", "37,008"),
        (-0.5, ".2f", "\N{MINUS SIGN}0.50"),
        (float("nan"), ".2f", "nan"),
        (float("-inf"), ".2f", "\N{MINUS SIGN}\N{INFINITY}"),
    ],
)
def test_a_number_is_written_as_on_the_screen(number, pattern, text):
    """With a real minus sign, and a word for no number."""
    assert shown(number, pattern) == text


def test_it_is_in_the_language_of_the_reader():
    """As the link says, else as the browser does."""
    _, korean = page("softmax", "lang=ko")
    assert HANGUL.search(korean)
    assert '<html lang="ko">' in korean
    assert page("softmax", accept_language="ko-KR")[1] == korean
    assert not HANGUL.search(page("softmax", "lang=en")[1])


@pytest.mark.parametrize("name", ["nothing", "overview", "glossary", "../app"])
def test_only_lessons_have_a_plan(name):
    """Everything else is not found."""
    assert page(name)[0] == 404


def test_a_code_is_asked_for_with_the_address_of_the_page():
    """And with the link that a device opens, which is not large."""
    _, text = page("softmax", "lang=en")
    codes = re.findall(r'src="\.\./code\?link=([^"]+)"', text)
    assert [unquote(code) for code in codes] == [
        f"http://lab.example/softmax?ask={key}&lang=en"
        for key in ("bystander", "shift")
    ]
