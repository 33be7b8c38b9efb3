"""Claims about the words: two languages that say the same."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from live.words import ENGLISH
from ui.contents import LESSONS, folder_of

ROOT = Path(__file__).parents[1]
# Where words stand, without language and ending.
FILES = sorted(
    str(file.relative_to(ROOT)).removesuffix(".en.toml")
    for file in (*ROOT.glob("ui/*.en.toml"), *ROOT.glob("pages/*/*.en.toml"))
)
FORMULA = re.compile(r"\$\$?[^$]+\$\$?")
HANGUL = re.compile("[가-힣]")
TAG = re.compile(
    r"<[^>]*>|%\{[^}]*\}|\{name\d\}"
)  # and what a picture puts in its place
# Names that Korean writes in Latin letters are no English.
LATIN = "log|max|relu|float\\d*|nat|nan|ulp|ReLU|GELU|leaky|tanh|Adam|RMSProp"
WORD = re.compile(rf"\b(?!(?:{LATIN})\b)[A-Za-z]{{3,}}")


def read(language: str, file: str) -> dict[str, Any]:
    """Return the words of a file."""
    return tomllib.loads((ROOT / f"{file}.{language}.toml").read_text("utf-8"))


def shape(words: object) -> object:
    """Return words without their texts: keys in their order, lengths of lists."""
    if isinstance(words, dict):
        return [(key, shape(value)) for key, value in words.items()]
    if isinstance(words, list):
        return [shape(value) for value in words]
    return type(words)


def texts(words: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text, with the path of its keys."""
    if isinstance(words, str):
        yield path, words
    elif isinstance(words, dict):
        for key, value in words.items():
            yield from texts(value, f"{path}.{key}")
    elif isinstance(words, list):
        for i, value in enumerate(words):
            yield from texts(value, f"{path}.{i}")


def test_both_languages_have_the_same_files():
    """A lesson is written in Korean if and only if it is written in English."""
    assert all((ROOT / f"{file}.ko.toml").exists() for file in FILES)
    everywhere = [*ROOT.glob("ui/*.*.toml"), *ROOT.glob("pages/*/*.*.toml")]
    assert len(everywhere) == 2 * len(FILES)


@pytest.mark.parametrize("file", FILES)
def test_both_languages_have_the_same_keys(file):
    """Keys, their order, and the lengths of lists agree."""
    assert shape(read("ko", file)) == shape(read("en", file))


@pytest.mark.parametrize("file", FILES)
def test_both_languages_have_the_same_formulas(file):
    """Every text holds the same formulas in the same order."""
    english, korean = (
        {path: FORMULA.findall(text) for path, text in texts(read(language, file))}
        for language in ("en", "ko")
    )
    assert korean == english


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_dollars_come_in_pairs(language, file):
    """No text opens a formula that it does not close."""
    odd = [
        path
        for path, text in texts(read(language, file))
        if "$" in FORMULA.sub("", text)
    ]
    assert odd == []


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_words_name_no_address(language, file):
    """The app needs no internet, so its words lead to none."""
    assert [path for path, text in texts(read(language, file)) if "http" in text] == []


@pytest.mark.parametrize("file", FILES)
def test_korean_is_written_in_hangul(file):
    """Every Korean text with words has Korean ones; formulas have letters alone."""
    latin = [
        path
        for path, text in texts(read("ko", file))
        if WORD.search(TAG.sub("", text)) and not HANGUL.search(text)
        if not path.endswith(".latex")
    ]
    assert latin == []


@pytest.mark.parametrize("file", FILES)
def test_english_is_written_without_hangul(file):
    """No English text was left in Korean."""
    assert [path for path, text in texts(read("en", file)) if HANGUL.search(text)] == []


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_text_is_blank(language, file):
    """Where there is a key there is something to read; a subtitle may be missing."""
    blank = [
        path
        for path, text in texts(read(language, file))
        if not text.strip() and not path.endswith(".1")
    ]
    assert blank == []


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_task_has_a_hint_and_says_why(language, file):
    """Three sentences, no two alike."""
    words = read(language, file)
    tables = [
        table
        for name, table in words.items()
        if name.endswith("tasks") and isinstance(table, dict)
    ]
    for task in (task for table in tables for task in table.values()):
        assert list(task) == ["text", "hint", "why"]
        assert len(set(task.values())) == 3


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_engine_gets_every_word_it_says(language):
    """The frame words the lab with exactly the keys of the engine."""
    assert read(language, "ui/frame")["lab"].keys() == ENGLISH.keys()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_there_is_a_name_for_each_of_ten_classes(language):
    """The classes of a language have ten names, and no two alike."""
    assert len(set(read(language, "ui/frame")["texts"].values())) == 10


@pytest.mark.parametrize("file", FILES)
def test_both_languages_have_the_same_formulas_with_slots(file):
    """What a formula shows depends on no language."""
    english, korean = (
        {name: told["latex"] for name, told in read(language, file)["formulas"].items()}
        if "formulas" in read(language, file)
        else {}
        for language in ("en", "ko")
    )
    assert korean == english


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_lesson_can_be_read(lesson):
    """What the menu lists has a title and an idea in its folder."""
    file = str((folder_of(lesson) / "words").relative_to(ROOT))
    assert {"title", "idea"} <= read("en", file).keys()
