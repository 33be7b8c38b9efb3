"""A new lesson, made by its command in a copy of the project: it opens and drags."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.lab import Lab
from tests.browser.servers import ROOT, streamlit

# What mypy knows of all other files it need not find out once more.
SKIPPED = shutil.ignore_patterns(
    ".venv", ".git", "__pycache__", ".pytest_cache", ".ruff_cache"
)
FEWEST = 100  # tests
COMMAND = [sys.executable, "-m", "ui.new_lesson"]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project with a new lesson in it."""
    copied = tmp_path_factory.mktemp("new") / "project"
    shutil.copytree(ROOT, copied, ignore=SKIPPED)
    subprocess.run([*COMMAND, "fair-bets"], cwd=copied, check=True)
    return copied


@pytest.fixture(scope="module")
def its_app(project: Path) -> Iterator[str]:
    """Return the address of that project's app."""
    with streamlit(cwd=project) as address:
        yield address


def refused(project: Path, *arguments: str) -> str:
    """Return what the command says when it makes nothing."""
    done = subprocess.run(
        [*COMMAND, *arguments], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    return done.stderr


def test_its_own_tests_pass(project: Path) -> None:
    """Those of the lesson, and those that every lesson has to pass."""
    places = ["tests/pages/fair_bets", "tests/test_words.py", "tests/test_house.py"]
    places += ["tests/pages/test_questions.py"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *places]
    # Those of other lessons are tried where these are.
    command += ["-k", "fair or test_house or same_files"]
    tried = subprocess.run(command, cwd=project, check=True, capture_output=True)
    assert int(tried.stdout.split(b" passed")[0].split()[-1]) > FEWEST


def test_it_is_tidy(project: Path) -> None:
    """Formatter, linter and type checker find nothing to say."""
    ours = ["pages/fair_bets", "tests/pages/fair_bets"]
    for check in (["ruff", "format", "--check"], ["ruff", "check"], ["mypy"]):
        subprocess.run([sys.executable, "-m", *check, *ours], cwd=project, check=True)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_it_opens_and_drags(page: Page, its_app: str, language: str) -> None:
    """In both languages its number follows the hand, and is exact at rest."""
    lab = Lab(page, its_app, "fair-bets").open(f"/fair-bets?lang={language}")
    assert lab.readouts()["odds"] == 1
    lab.drag("p", 0.9)
    assert lab.readouts()["odds"] > 5
    lab.release()
    p = lab.settled().number("p")
    assert lab.readouts()["odds"] == p / (1 - p)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["fair-bets"], "already"),
        (["Fair Bets"], "called like"),
        (["../x"], "called like"),
        ([], "usage"),
    ],
)
def test_what_makes_no_lesson_is_said(
    project: Path, arguments: list[str], sentence: str
) -> None:
    """A name that is taken, or is none, changes no file."""
    assert sentence in refused(project, *arguments)
