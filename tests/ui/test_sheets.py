"""Claims about what phones are shown of every question."""

import json
import re
from dataclasses import replace

import pytest

from live import Choice, Link, Slider, Toggle
from live.controls import parts_of
from live.link import parsed
from live.rooms.sheets import Sheet
from ui.contents import LESSONS
from ui.lesson import find
from ui.questions import posed, questions
from ui.sheets import LOOKS, known, poses, sheet
from ui.words import LANGUAGES, words

ALL = [(lesson, key) for lesson in LESSONS for key in questions(lesson)]
every = pytest.mark.parametrize(("lesson", "key"), ALL, ids=map("/".join, ALL))


def made(lesson, key, language="en", more="") -> Sheet:
    """Return the sheet of a question."""
    found = sheet(find(lesson), language, f"ask={key}{more}")
    assert found
    return found


@every
def test_every_question_has_a_sheet(lesson, key):
    """In each language, small, and with the same guesses in both."""
    sheets = [made(lesson, key, language) for language in LANGUAGES]
    assert len({one.takes for one in sheets}) == 1
    for language, one in zip(LANGUAGES, sheets, strict=True):
        told = words(language, lesson)["questions"][key]
        assert one.asked["ask"] == told["ask"]
        assert one.truth["why"] == told["why"]
        assert len(json.dumps(one.asked, ensure_ascii=False).encode()) < 12_000


@every
def test_a_sheet_tells_nothing_of_what_is_right(lesson, key):
    """Neither why, nor which option, nor a number that was worked out."""
    question, truth = (
        (one := posed(find(lesson).view, lesson, key, 0)).question,
        one.truth,
    )
    asked = {k: v for k, v in made(lesson, key).asked.items() if k != "grid"}
    given = {*question.state.values(), *question.moves.values()}
    text = json.dumps(asked, ensure_ascii=False)
    assert words("en", lesson)["questions"][key]["why"] not in text
    assert not {"told", "option", "order", "target", "value"} & asked.keys()
    numbers = set(re.findall(r"-?\d+\.\d+", text)) - given
    if question.kind == "set":
        assert f"{truth.value:.3g}" not in numbers


def test_what_asks_nothing_has_no_sheet():
    """Half a question would be none."""
    for link in (
        "",
        "z1=3",
        "ask=unknown",
        "ask=shift&ask=shift",
        "ask=shift&numbers=x",
    ):
        assert sheet(find("softmax"), "en", link) is None


def test_what_is_known_and_what_becomes_of_it():
    """The numbers on the screen, with the names that the link says."""
    asked = made("softmax", "bystander", more="&name1=ant").asked
    assert asked["known"][0] == ["ant", "0.3", ""]
    assert [row[1:] for row in asked["known"]][2] == ["4", "6"]
    assert asked["names"]["name1"] == "ant"


CHOSEN = {
    "activations/double": {"en": ["f", "tanh"], "ko": ["f", "tanh"]},
    "output-layers/price": {
        "en": ["task", "price, any sign"],
        "ko": ["과제", "음수도 되는 가격"],
    },
    "stability/sure": {"en": ["compare", "log"], "ko": ["비교", "로그"]},
    "iris/steps": {"en": ["batch", "all"], "ko": ["배치", "전체"]},
    "cross-entropy/others": {
        "en": ["true class", "cat"],
        "ko": ["정답 클래스", "고양이"],
    },
    "convolution/map": {"en": ["stride", "1"], "ko": ["스트라이드", "1"]},
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", CHOSEN)
def test_what_is_chosen_is_known_in_words(question, language):
    """Not only numbers: which function, which kind of number, which task."""
    lesson, key = question.split("/")
    known = made(lesson, key, language).asked["known"]
    assert [*CHOSEN[question][language], ""] in known


@every
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_a_question_sets_is_known_in_words(lesson, key, language):
    """But for what is only looked at, how many there are, and what is drawn."""
    opened = find(lesson).open(Link(parsed(f"ask={key}"), 1), language)
    posed = opened.asked.posed
    assert posed
    rows = known(opened)
    parts = [
        part
        for part in parts_of(opened.view.controls)
        if part.key in posed.question.state and isinstance(part, Slider | Choice)
    ]
    unseen = [part.key for part in parts if part.key in LOOKS]
    unused = ["sample"] if "ink" in posed.question.state else []
    assert len(rows) == len(parts) - len(unseen) - len(unused)
    assert all(label and value for label, value, _ in rows)
    # One of these has no words of its own for on and off.
    assert not any(isinstance(part, Toggle) for part in parts)


def test_a_choice_that_a_drawing_stands_in_for_is_not_known():
    """The line is no 4, though one could be shown."""
    labels = [label for label, _, _ in made("digits", "line").asked["known"]]
    assert "sample" not in labels
    assert "sample" in [label for label, _, _ in made("digits", "first").asked["known"]]


def test_a_choice_that_will_change_says_into_what():
    """In words, too."""
    opened = find("activations").open(Link(parsed("ask=double"), 1), "ko")
    posed = opened.asked.posed
    assert posed
    question = replace(posed.question, change={"f": "relu"})
    moved = replace(opened.asked, posed=replace(posed, question=question))
    assert ["f", "tanh", "ReLU"] in known(replace(opened, asked=moved))


def test_a_question_along_does_not_say_how_far():
    """Its sentence does."""
    assert all(row[2] == "" for row in made("softmax", "shift").asked["known"])


def test_the_words_of_a_teacher_are_on_every_phone():
    """As the link says them."""
    assert (
        made("softmax", "shift", more="&say=Think+first").asked["said"] == "Think first"
    )


def test_other_numbers_are_the_same_for_everybody():
    """And others than those of the file."""
    drawn = [
        made("softmax", "bystander", more="&numbers=7").asked["known"] for _ in "ab"
    ]
    assert drawn[0] == drawn[1] != made("softmax", "bystander").asked["known"]


def test_a_lesson_poses_in_every_language():
    """As rooms want it."""
    found = poses(find("softmax"))
    assert list(found) == list(LANGUAGES)
    korean = found["ko"]("ask=shift")
    assert korean
    assert korean.asked["title"] == words("ko", "softmax")["title"]
