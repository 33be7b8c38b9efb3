"""Claims about words: what is missing is an error, not a blank."""

import pytest

from ui.words import LANGUAGES, frame, words

languages = pytest.mark.parametrize("language", LANGUAGES)


@languages
def test_a_missing_word_is_an_error(language):
    """No learner meets an empty sentence."""
    with pytest.raises(KeyError):
        frame(language)["nobody wrote this"]
    with pytest.raises(KeyError):
        words(language, "softmax")["nobody wrote this"]
    with pytest.raises(KeyError):
        words(language, "softmax").label("nobody")


def test_a_missing_lesson_is_an_error():
    """A lesson without words cannot be opened."""
    with pytest.raises(FileNotFoundError):
        words("en", "nobody-wrote-this")


@languages
def test_words_come_from_their_language(language):
    """The lab is told which language it speaks."""
    assert words(language, "softmax").language == language


@languages
def test_a_word_of_the_lesson_comes_before_the_same_of_all(language):
    """A lesson may call a shared control by another name."""
    spoken = words(language, "softmax")
    assert spoken.label("shift") == spoken["controls"]["shift"]
    assert spoken.label("k") == frame(language)["controls"]["k"]
