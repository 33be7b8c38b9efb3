"""Claims about our scripts, each by itself: no app, no lesson, no server but for files.

Those that need nothing of Python stand in ``modules/*.test.js``.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Error, Page

from figures.marks import line, smooth
from live import Array, Choice, Link, Readout, Slider, View
from live.sweep import Scene, thinned
from live.tables import LEVELS
from live.wire import decode, split
from tests.browser.servers import ROOT
from tests.live.labs import answered, drawn

HERE = Path(__file__).parent / "modules"
CLAIM = re.compile(r'^(?:claim|story)\("(.+?)",', re.MULTILINE)
CLAIMS = [
    (file.name, claim)
    for file in sorted(HERE.glob("*.test.js"))
    for claim in CLAIM.findall(file.read_text(encoding="utf-8"))
]
WRITTEN = """async (file) => {
  await import(`/tests/browser/modules/${file}`);
  const { names } = await import("/tests/browser/modules/claims.js");
  return names();
}"""
HOLDS = """async ([file, name]) => {
  await import(`/tests/browser/modules/${file}`);
  const { holds } = await import("/tests/browser/modules/claims.js");
  await holds(name);
}"""

# A message comes as a list; a number too many at its start is left out.
TABLES = """
  const { positionsOf, rowOf, unpack } = await import("/live/assets/tables.js");
  const message = (list) => {
    const bytes = Uint8Array.from(list);
    return unpack(list[0] === 9 ? bytes.subarray(1) : bytes);
  };
  const said = (x) => (ArrayBuffer.isView(x) ? Array.from(x, String) : String(x));
  const all = (bindings) =>
    Object.fromEntries(Object.entries(bindings).map(([name, x]) => [name, said(x)]));
"""
REST = f"""async (list) => {{
  {TABLES}
  const {{ answers, values, rest }} = message(list);
  return {{ answers, values, rest: all(rest) }};
}}"""
KNOWN = f"""async (list) => {{
  {TABLES}
  return "controls" in message(list);
}}"""
ROWS = f"""async ([list, key]) => {{
  {TABLES}
  const answer = message(list);
  return Array.from(answer.grids[key], (_, index) => all(rowOf(answer, key, index)));
}}"""
POSITIONS = f"""async ([list, key]) => {{
  {TABLES}
  const answer = message(list);
  const {{ count, value }} = positionsOf(answer, key);
  const rows = Array.from({{ length: count }}, (_, index) => rowOf(answer, key, index));
  return count === answer.grids[key].length && rows.every((row, index) =>
    ["curve.y", "part.y", "wild.y", "row"].every((name) =>
      Array.from(row[name]).every((x, i) => Object.is(value(name, i, index), x))));
}}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_message(self, *_: object) -> None:
        """Keep the output of the tests free."""


@pytest.fixture(scope="module")
def modules(browser: Browser) -> Iterator[Page]:
    """Return an empty page beside our scripts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=ROOT))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/tests/browser/modules/page.html")
    yield page
    page.close()
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("file", "claim"), CLAIMS)
def test_it_holds(modules: Page, file: str, claim: str) -> None:
    """What a file of claims says is so."""
    try:
        modules.evaluate(HOLDS, [file, claim])
    except Error as error:
        pytest.fail(error.message, pytrace=False)


@pytest.mark.parametrize("file", sorted({file for file, _ in CLAIMS}))
def test_no_claim_is_left_out(modules: Page, file: str) -> None:
    """Each that is written down in a file has been found in it, and made a test."""
    written = modules.evaluate(WRITTEN, file)
    assert {claim for _, claim in CLAIMS} >= set(written)


TIMES = np.linspace(0, 3, 7)
CONTROLS: list[Slider | Choice] = [
    Slider("a", 0, 10.2, step=0.1, default=1),
    Slider("b", 0, 1, step=0.05, default=0.5),
    Choice("c", ("x", "y"), "x"),
]
STATE: dict[str, float | str] = {"a": 0.123456789, "b": 0.25, "c": 1.0}


def curves(a: Array, b: Array, c: Array) -> dict[str, Array]:
    """Answer with curves that move along `a`: all of one, a part of one, one to inf."""
    curve = np.sin(a[..., np.newaxis] + TIMES) + (b + c)[..., np.newaxis]
    with np.errstate(divide="ignore"):
        wild = np.log(np.abs(a[..., np.newaxis] - TIMES))
    part = np.stack([b, a * a, b, a], axis=-1)
    return {"curve": curve, "part": part, "wild": wild}


def numbers(a: Array, b: Array, c: Array) -> dict[str, Array]:
    """Answer with what is exact at rest, and float32 or whole along a control."""
    row = np.stack([a / 3, b / 3, c], axis=-1)
    return {"row": row, "total": a + b + c, "count": np.floor(a), "alone": a * 1.0}


VIEW = View(
    controls=CONTROLS,
    scene=numbers,
    backdrop=curves,
    picture=drawn(
        line("curve", TIMES, smooth("curve")),
        line("part", range(4), smooth("part")),
        line("wild", TIMES, smooth("wild")),
    ),
    readouts=[Readout(name) for name in ("row", "total", "count", "alone")],
)


@pytest.fixture(scope="module")
def packed() -> bytes:
    """Return what Python sends of a lab with plain tables and thinned ones."""
    said = {"a": ["0.123456789"], "b": ["0.25"], "c": ["y"]}
    return answered(VIEW, Link(said, 3, "here"))


def rows_in_browser(modules: Page, packed: bytes, key: str) -> list[dict[str, Any]]:
    """Return every binding, as the browser reads it, at every row of a table."""
    found: list[dict[str, Any]] = modules.evaluate(ROWS, [list(packed), key])
    return found


def stacked(rows: list[dict[str, Any]], name: str) -> Array:
    """Return one binding of all rows."""
    return np.array([row[name] for row in rows], dtype=float)


def along(scene: Scene, key: str) -> dict[str, Array]:
    """Return what a scene says along the grid of a control, without any table."""
    [control] = [control for control in CONTROLS if control.key == key]
    grid = control.grid
    state = {k: np.full(len(grid), v, dtype=float) for k, v in STATE.items()}
    return {k: np.asarray(v) for k, v in scene(**(state | {key: grid})).items()}


def test_a_state_arrives_in_the_browser_to_the_last_bit(modules: Page, packed) -> None:
    """Values and bindings at rest are those of Python."""
    seen = modules.evaluate(REST, list(packed))
    assert seen["values"] == STATE
    assert seen["answers"] == 3
    state = {key: np.array(value) for key, value in STATE.items()}
    lines = {f"{name}.y": y for name, y in curves(**state).items()}
    for name, meant in {**numbers(**state), **lines}.items():
        np.testing.assert_array_equal(np.array(seen["rest"][name], dtype=float), meant)


@pytest.mark.parametrize("key", ["a", "b", "c"])
def test_a_row_is_what_the_scene_says_there(modules: Page, packed, key: str) -> None:
    """Along every control, to the last bit of float32; what stays keeps float64."""
    rows = rows_in_browser(modules, packed, key)
    for name, meant in along(numbers, key).items():
        still = (meant.astype(np.float32) == meant[0].astype(np.float32)).all(axis=0)
        np.testing.assert_array_equal(
            stacked(rows, name), np.where(still, meant, meant.astype(np.float32))
        )


def test_rows_of_a_thinned_table_lie_on_straight_lines(modules: Page, packed) -> None:
    """Between those that travel, the browser draws what NumPy interpolates.

    Each is a level of 65,536, so half a level off; float32 lies below that.
    """
    rows = rows_in_browser(modules, packed, "a")
    grid = CONTROLS[0].grid
    places = np.arange(len(grid))
    kept = np.searchsorted(grid, thinned(grid, 5))
    assert kept.tolist() == [*range(0, len(grid) - 1, 5), len(grid) - 1]
    assert (len(grid) - 1) % 5  # so that the last piece is shorter than the others
    for name in ("curve", "part"):
        meant = along(curves, "a")[name]
        half = (meant.max() - meant.min()) / LEVELS / 2
        for seen, column in zip(stacked(rows, f"{name}.y").T, meant.T, strict=True):
            lines = np.interp(places, kept, column[kept])
            np.testing.assert_allclose(seen, lines, rtol=2e-7, atol=1.01 * half)


def test_rows_in_levels_of_a_table_that_is_not_thinned(modules: Page) -> None:
    """Each is what the scene says there, and nothing lies between two of them."""
    data = answered(replace(VIEW, stride=1), Link({"b": ["0.25"], "c": ["y"]}))
    seen = stacked(rows_in_browser(modules, data, "a"), "part.y")
    meant = along(curves, "a")["part"]
    half = (meant.max() - meant.min()) / LEVELS / 2
    np.testing.assert_allclose(seen, meant, rtol=2e-7, atol=1.01 * half)


def test_a_curve_to_infinity_is_thinned_without_levels(modules: Page, packed) -> None:
    """Where a row that travelled says infinity, so does the browser."""
    rows = rows_in_browser(modules, packed, "a")
    kept = np.searchsorted(CONTROLS[0].grid, thinned(CONTROLS[0].grid, 5))
    meant = along(curves, "a")["wild"].astype(np.float32)[kept]
    assert np.isinf(meant).any()
    np.testing.assert_array_equal(stacked(rows, "wild.y")[kept], meant)


def test_where_a_hand_can_go_is_where_the_picture_would_be(
    modules: Page, packed
) -> None:
    """The numbers under a pointer are those of the row that would be painted."""
    assert modules.evaluate(POSITIONS, [list(packed), "a"]) is True


def test_a_message_can_begin_anywhere(modules: Page, packed: bytes) -> None:
    """It is a part of a larger one, at an offset that suits no array."""
    shifted = modules.evaluate(REST, [9, *packed])
    assert shifted == modules.evaluate(REST, list(packed))


def test_a_form_that_is_held_is_not_needed_again(modules: Page, packed: bytes) -> None:
    """An answer alone is read with the form of before; without it, it says so."""
    answer, _ = split(packed)
    alone = len(answer).to_bytes(8, "little") + answer
    modules.evaluate(REST, list(packed))
    assert modules.evaluate(REST, list(alone))["values"] == STATE
    name = decode(answer)[0]["form"].encode()
    strange = alone.replace(name, name[::-1])
    assert modules.evaluate(KNOWN, list(strange)) is False
