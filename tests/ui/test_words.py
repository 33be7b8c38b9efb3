"""Claims about words: what is missing is an error, not a blank."""

import pytest

from ui.words import LANGUAGES, words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_word_is_an_error(language):
    """No learner meets an empty sentence."""
    with pytest.raises(KeyError):
        words(language, "frame")["nobody wrote this"]


def test_a_missing_lesson_is_an_error():
    """A lesson without words cannot be opened."""
    with pytest.raises(FileNotFoundError):
        words("en", "nobody-wrote-this")


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_come_from_their_language(language):
    """The lab is told which language it speaks."""
    assert words(language, "frame")["lab"]["lang"] == language
