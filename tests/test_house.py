"""Claims about the house: which room knows which, nobody outside, and no hoard."""

import ast
import functools
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pages.visits import opened

ROOT = Path(__file__).parents[1]

# Which rooms each room may import from, besides itself.
KNOWN: dict[str, set[str]] = {
    "core": set(),
    "live": set(),
    "figures": {"core"},
    "ui": {"live"},
    "pages": {"ui", "live", "figures", "core"},
}
FOLDERS = sorted(file.parent for file in (ROOT / "pages").glob("*/lesson.py"))
LONGEST_BODY = 40
# An element has a known name; <way> in a docstring of ours is none.
NAMES = "a|b|i|p|br|img|svg|div|span|sup|sub|math|m[a-z]+|t[dhr]|table|tbody|thead"
NAMES += "|col|colgroup|output|input|button|label|html|head|body|title|link|meta|script"
TAG = re.compile(rf"</?({NAMES}|h[1-6]|style|details|summary|ul|li|ol)(\s[^<>]*)?/?>")
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


def modules(file: Path) -> Iterator[str]:
    """Yield the full name of everything that a file imports from."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def strings(tree: ast.Module) -> Iterator[str]:
    """Yield every string of a file that is no docstring."""
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        value = node.value if isinstance(node, ast.Constant) else None
        if isinstance(value, str) and id(node) not in told:
            yield value


def our_files() -> Iterator[Path]:
    """Yield every file that ships, but no test and no measurement."""
    for place in (*KNOWN, ".streamlit"):
        yield from (f for f in (ROOT / place).rglob("*") if f.suffix in OUR_KINDS)
    yield from (f for f in ROOT.iterdir() if f.suffix in OUR_KINDS)


@pytest.mark.parametrize("room", KNOWN)
def test_imports_run_one_way(room):
    """A room imports only from itself and the rooms it knows."""
    files = list((ROOT / room).rglob("*.py"))
    found = {name for file in files for name in imported(file)}
    assert files
    assert found & KNOWN.keys() <= KNOWN[room] | {room}


def test_no_lesson_imports_another():
    """Each can be taken away, or read alone."""
    for folder in FOLDERS:
        for file in folder.glob("*.py"):
            taken = {module for module in modules(file) if module.startswith("pages.")}
            assert {module.split(".")[1] for module in taken} <= {folder.name}


@pytest.mark.parametrize(
    "module",
    [
        *("core", "figures.picture", "live", "live.answer", "ui.lesson"),
        *(f"pages.{folder.name}.lesson" for folder in FOLDERS),
    ],
)
def test_what_makes_answers_knows_no_host(module):
    """Lessons can be answered without Streamlit, and drawn without plotly's Python."""
    code = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True)
    assert not {"streamlit", "plotly"} & set(loaded.split())


@pytest.mark.parametrize("room", ["core", "figures", "live", "pages", "ui"])
def test_no_python_holds_markup(room):
    """Tags stand in templates and words, where markup is escaped and read."""
    found = [
        f"{file.relative_to(ROOT)}: {text}"
        for file in (ROOT / room).rglob("*.py")
        for text in strings(ast.parse(file.read_text(encoding="utf-8")))
        if TAG.search(text)
    ]
    assert found == []


def test_the_search_for_markup_finds_it():
    """It would see a tag, and takes neither types nor signs for one."""
    assert all(map(TAG.search, ("<b>", "</math>", '<mn data-slot="x">', "<br/>")))
    assert not any(map(TAG.search, ("a < b > c", "<way>_<kind>", "x <- y")))


@pytest.mark.parametrize("room", ["core", "figures", "live", "pages", "ui"])
def test_no_body_is_long(room):
    """A function fits on a screen: at most 40 lines without its docstring."""
    long = [
        (str(file.relative_to(ROOT)), node.name)
        for file in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and lines_of(node) > LONGEST_BODY
    ]
    assert long == []


def lines_of(function: ast.FunctionDef) -> int:
    """Count the lines of a body, but for its docstring."""
    has_docstring = ast.get_docstring(function) is not None
    body = function.body[has_docstring:]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


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


# What is remembered without a bound, and why it does not grow with its visitors.
REMEMBERED = {
    "core/contests.py: worst": "five contests in three kinds of float",
    "live/answer.py: _forms": "forgets beyond MOST_FORMS",
    "live/answers.py: _offers": "takes no more than MOST_OFFERS",
    "live/answers.py: _known": "forgets beyond MOST_KNOWN",
    "live/bundle.py: asset": "files that Streamlit brings along",
    "live/rooms/sheets.py: _offers": "takes no more than MOST_OFFERS",
    "live/rooms/sheets.py: _known": "forgets beyond MOST_KNOWN",
    "ui/cards.py: cards": "two languages",
    "ui/cards.py: ways": "lessons in two languages",
    "ui/lesson.py: page_of": "lessons in two languages",
    "ui/recipe.py: parts_of_recipe": "functions of ours",
    "ui/shell.py: page": "two languages",
    "ui/shell.py: shell": "two languages",
    "ui/words.py: frame": "files of two languages",
    "ui/words.py: words": "files of two languages",
}


def source_of(file: Path) -> ast.Module:
    """Return the parsed source of a file."""
    return ast.parse(file.read_text(encoding="utf-8"))


def is_endless(decorator: ast.expr) -> bool:
    """Whether a decorator remembers every argument it ever meets."""
    text = ast.unparse(decorator).removeprefix("functools.")
    return text == "cache" or bool(re.fullmatch(r"lru_cache\(.*None.*\)", text))


def endless_memories(tree: ast.Module) -> Iterator[str]:
    """Yield caches without a bound that take arguments, and containers that grow."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.FunctionDef)
            and ast.unparse(node.args)
            and any(map(is_endless, node.decorator_list))
        ):
            yield node.name
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and is_empty(node.value):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            yield ast.unparse(target)


def is_empty(value: ast.expr | None) -> bool:
    """Whether an expression makes a container with nothing in it, to be filled."""
    made = value and re.sub(r"[\s.]", "", ast.unparse(value))
    return bool(
        made
        and re.fullmatch(
            r"(\{\}|\[\])|\w*(dict|Dict|list|set|deque|Dictionary)\((list|dict)?\)",
            made,
        )
    )


def test_nothing_is_remembered_without_end():
    """A visitor's text may be anything: what is kept of it has a bound."""
    found = {
        f"{file.relative_to(ROOT).as_posix()}: {name}"
        for room in KNOWN
        for file in (ROOT / room).rglob("*.py")
        for name in endless_memories(source_of(file))
    }
    assert found == REMEMBERED.keys()


@pytest.mark.parametrize(
    "code",
    [
        "@cache\ndef f(x): ...",
        "@functools.cache\ndef f(x): ...",
        "@lru_cache(None)\ndef f(x): ...",
        "@lru_cache(maxsize=None)\ndef f(*x): ...",
        "f = {}",
        "f: dict[str, int] = {}",
        "f = defaultdict(list)",
        "f: OrderedDict[str, int] = OrderedDict()",
        "f = weakref.WeakKeyDictionary()",
        "class A:\n    @cache\n    def f(self): ...",
    ],
)
def test_memories_are_found(code):
    """In every way in which somebody might write one."""
    assert list(endless_memories(ast.parse(code))) == ["f"]


@pytest.mark.parametrize(
    "code",
    [
        "@cache\ndef f(): ...",
        "@lru_cache(maxsize=64)\ndef f(x): ...",
        "@lru_cache\ndef f(x): ...",
        "f = {1: 2}",
        "def f():\n    found = {}",
    ],
)
def test_what_has_a_bound_is_no_endless_memory(code):
    """Nor what nobody can add to."""
    assert list(endless_memories(ast.parse(code))) == []


def caches() -> dict[str, tuple[int, int | None]]:
    """Return size and bound of every cache of ours."""
    return {
        f"{module.__name__}.{name}": (info.currsize, info.maxsize)
        for module in list(sys.modules.values())
        if module.__name__.partition(".")[0] in KNOWN
        for name, kept in vars(module).items()
        if isinstance(kept, functools._lru_cache_wrapper)  # noqa: SLF001 - its type
        for info in [kept.cache_info()]
    }


@pytest.mark.parametrize(
    "page",
    [
        *("softmax", "temperature", "two-classes", "cross-entropy"),
        *("stability", "why-exponential", "output-layers"),
    ],
)
def test_what_grows_with_the_names_of_visitors_has_a_bound(page):
    """Caches that a new set of names makes larger are those that forget."""
    opened(page)
    sizes = []
    for name in ("first", "second"):
        opened(page, {f"name{i}": f"{name} {page} {i}" for i in (1, 2, 3)})
        sizes.append(caches())
    grown = {cache for cache in sizes[1] if sizes[0].get(cache) != sizes[1][cache]}
    assert [cache for cache in grown if sizes[1][cache][1] is None] == []


def test_no_look_follows_a_number_that_a_hand_moves():
    """With a rule for it, each step has the browser look for what else it changes."""
    sheets = [*(ROOT / "live" / "assets").glob("*.css")]
    assert sheets
    for sheet in sheets:
        assert "[data-value" not in sheet.read_text(encoding="utf-8"), sheet.name
