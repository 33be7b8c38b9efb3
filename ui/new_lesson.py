"""Makes a new lesson that opens, drags and passes its tests: a place to begin.

``python -m ui.new_lesson my-lesson`` writes its folder and its tests, and adds its
line to the last group of the table of contents; it may be moved to another one. All
that is left is the lesson itself.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from string import Template
from typing import Final

from ui.contents import LESSONS, folder_of, module_of

BLANK: Final = Path(__file__).parent / "blank_lesson"
CONTENTS: Final = Path(__file__).parent / "contents.py"
TESTS: Final = Path(__file__).parent.parent / "tests" / "pages"
ADDRESS: Final = re.compile(r"[a-z]+(-[a-z0-9]+)*")
END: Final = "    ),\n}  # fmt: skip\n"  # of the last group of all


def make(name: str) -> list[Path]:
    """Write a lesson of a name; return its files.

    Raises
    ------
    ValueError
        If the name is no address of small letters, or there is such a lesson.

    """
    if not ADDRESS.fullmatch(name):
        raise ValueError(f"a lesson is called like cross-entropy, not {name!r}")
    if name in LESSONS or folder_of(name).exists():
        raise ValueError(f"there is a lesson called {name} already")
    title = name.replace("-", " ").capitalize()
    words = {"name": name, "module": module_of(name), "title": title}
    places = {"lesson": folder_of(name), "tests": TESTS / module_of(name)}
    written = [
        fill(file, place / file.name.removesuffix(".txt"), words)
        for kind, place in places.items()
        for file in sorted((BLANK / kind).iterdir())
    ]
    listed = CONTENTS.read_text(encoding="utf-8")
    longer = listed.replace(END, f'        "{name}",\n{END}', 1)
    CONTENTS.write_text(longer, encoding="utf-8")
    return written


def fill(blank: Path, place: Path, words: dict[str, str]) -> Path:
    """Write a file from its blank; return where it stands."""
    text = Template(blank.read_text(encoding="utf-8")).safe_substitute(words)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    return place


if __name__ == "__main__":
    try:
        for file in make(*sys.argv[1:]):
            sys.stdout.write(f"{file}\n")
    except (TypeError, ValueError) as error:
        sys.exit(f"{error}\nusage: python -m ui.new_lesson my-lesson")
