"""Claims about the house: which room knows which, and nobody outside."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Which rooms each room may import from, besides itself.
KNOWN: dict[str, set[str]] = {
    "core": set(),
    "live": set(),
    "figures": {"core"},
    "ui": {"live"},
    "pages": {"ui", "live", "figures", "core"},
}
OUR_KINDS = {".py", ".js", ".css", ".toml", ".html"}
# Without a scheme, "//" followed by a host is an address too.
FOREIGN = re.compile(r"""(https?:|wss?:|["'(])//(?!www\.w3\.org/)[\w-]+\.\w""")
BOUNDED = re.compile(r"[\w\[\]-]+>=[\d.]+,<[\d.]+")


def imported(file: Path) -> Iterator[str]:
    """Yield the top name of everything that a file imports."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def our_files() -> Iterator[Path]:
    """Yield every file that ships, but no test and no measurement."""
    for place in (*KNOWN, "lessons", ".streamlit"):
        yield from (f for f in (ROOT / place).rglob("*") if f.suffix in OUR_KINDS)
    yield from (f for f in ROOT.iterdir() if f.suffix in OUR_KINDS)


@pytest.mark.parametrize("room", KNOWN)
def test_imports_run_one_way(room):
    """A room imports only from itself and the rooms it knows; nobody, from pages."""
    files = list((ROOT / room).rglob("*.py"))
    found = {name for file in files for name in imported(file)}
    assert files
    assert found & KNOWN.keys() <= (KNOWN[room] | {room}) - {"pages"}


def test_core_needs_numpy_alone():
    """The mathematics imports NumPy and the standard library, nothing else."""
    found = {name for file in (ROOT / "core").rglob("*.py") for name in imported(file)}
    assert found <= {"core", "numpy"} | sys.stdlib_module_names


def test_the_server_knows_no_lesson():
    """app.py imports the drag engine for its files, and ui for its first answer."""
    assert set(imported(ROOT / "app.py")) & KNOWN.keys() == {"live", "ui"}


def test_no_file_names_a_foreign_address():
    """What ships names no address on the network but those that name standards."""
    named = {
        str(file.relative_to(ROOT)): found.group()
        for file in our_files()
        if (found := FOREIGN.search(file.read_text(encoding="utf-8")))
    }
    assert named == {}


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_versions_have_both_bounds(file):
    """Every requirement says the oldest version and the first too new."""
    lines = (ROOT / file).read_text().splitlines()
    names = [line for line in lines if line and not line.startswith(("#", "-r "))]
    assert [line for line in names if not BOUNDED.fullmatch(line)] == []
