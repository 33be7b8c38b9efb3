"""Claims about the page that says what is kept, which must be what the code does."""

import pytest
from starlette.requests import Request

from live.rooms import room, store
from ui.privacy import serve
from ui.words import LANGUAGES, frame


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_in_five_sentences_what_is_kept(language):
    """In the language of the reader."""
    header = [(b"accept-language", language.encode())]
    scope = {"type": "http", "method": "GET", "query_string": b"", "headers": header}
    text = bytes(serve(Request(scope)).body).decode()
    sentences = frame(language)["privacy"]["sentences"]
    assert len(sentences) == 5
    assert all(sentence[:30].replace("'", "&#39;") in text for sentence in sentences)


def test_its_numbers_are_those_of_the_store():
    """Three hours, twelve hours, three answers."""
    assert store.LONGEST_SILENCE == 3 * 3600
    assert store.LONGEST_LIFE == 12 * 3600
    assert room.FEWEST == 3
