"""Claims about the order of the lessons: one chain, in groups, told in words."""

import pytest

from ui.contents import (
    GROUPS,
    LESSONS,
    OVERVIEW,
    PAGES,
    folder_of,
    following,
    number,
    previous,
)
from ui.words import LANGUAGES, frame


def test_every_folder_of_a_lesson_is_listed_once():
    """No lesson is forgotten, and none stands in two groups."""
    folders = {file.parent for file in PAGES.glob("*/lesson.py")}
    assert sorted(map(folder_of, (OVERVIEW, *LESSONS))) == sorted(folders)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_group_has_a_name_of_its_own(language):
    """In the order in which the groups stand."""
    names = frame(language)["groups"]
    assert list(names) == list(GROUPS)
    assert len(set(names.values())) == len(names)


def test_the_chain_is_walked_from_end_to_end():
    """Next and next again leads from the overview through all lessons, in order."""
    walked, here = [], following(OVERVIEW)
    while here is not None:
        walked.append(here)
        here = following(here)
    assert walked == list(LESSONS)


def test_the_way_back_is_the_way_there():
    """Whatever is next of a page has that page before it."""
    for lesson in (OVERVIEW, *LESSONS[:-1]):
        there = following(lesson)
        assert there is not None
        assert previous(there) == lesson
    assert previous(OVERVIEW) is None


def test_lessons_are_counted_from_one():
    """The overview is none of them."""
    assert [number(lesson) for lesson in LESSONS] == list(range(1, len(LESSONS) + 1))
    assert number(OVERVIEW) == 0


def test_probabilities_come_before_losses_and_losses_before_learning():
    """No lesson needs one that comes after it."""
    assert LESSONS[:2] == ("why-exponential", "softmax")
    for earlier, later in [
        ("softmax", "temperature"),
        ("sigmoid", "two-classes"),
        ("softmax", "cross-entropy"),
        ("two-classes", "output-layers"),
        ("cross-entropy", "stability"),
        ("stability", "iris"),
    ]:
        assert number(earlier) < number(later)
