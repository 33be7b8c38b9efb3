"""Measure the drag and the release of every lesson, beside a bare page of its picture.

Run from the root of the project:

    python -m bench.lessons [rounds] [lesson ...]

For each lesson, "bare" is ``bench/rows.html``: plain HTML and plotly.js with the
same picture, the same rows of the same table, and one restyle per frame. A real
pointer drags the first slider of the lesson there and back, on both pages in turn, and
on "canvas", ``bench/canvas.html``: three classes painted by hand, without plotly.js.
``bench/watch.js`` says how it knows what a frame shows. Nothing is asserted here.

How to read the table:

move → paint, busy, steps painted
    As in ``bench/drag.py``: of a drag over up to fifty values, as far as they look
    different. Where a slider has few, each turn drags there and back until enough steps
    were made for a p95.
beside bare, beside canvas
    Ratio of the p95 of two pages in the same turn; the median over all turns.
release → repaint
    From letting go to the end of the frame drawn from what the server answered;
    the median over all turns, with the page of one lesson open at a time.
"""

import json
import math
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, CDPSession, Page

from bench.drag import CALM, HERE, MOVES, SCREEN, SPEEDS, busy, p95, pull, served
from tests.browser.chromium import chromium
from tests.browser.servers import streamlit
from ui.contents import LESSONS

ROUNDS = 6
READY = "section.lab[data-state=ready]"
ENOUGH = 40  # steps in a turn: of fewer, the p95 would be the slowest one
SETTLE = 70  # milliseconds until a slow movement has been drawn
COLUMNS = (
    "lesson",
    "slider",
    "CPU",
    "move → paint p50 ms",
    "p95 ms",
    "p95 beside bare",
    "canvas p95 ms",
    "p95 beside canvas",
    "busy ms",
    "steps painted",
    "release → repaint p50 ms",
)
# The first slider that moves the picture; that of some lessons starts a training.
FIRST = """() => {
  const { answer } = document.querySelector("section.lab").lab;
  const sliders = document.querySelectorAll("section.lab input[type=range]");
  return [...sliders].map(({ name }) => name).find((name) => name in answer.tables);
}"""
# The picture as plotly.js holds it, and what each value of a slider changes in it.
TAKE = """async (key) => {
  const { figure, answer, values } = document.querySelector("section.lab").lab;
  const style = document.querySelector("link[href*='/lab.css']").href;
  const { rowOf } = await import(new URL("tables.js", style));
  const plain = (x) => {
    if (ArrayBuffer.isView(x) || Array.isArray(x)) return Array.from(x, plain);
    if (x === null || typeof x !== "object") return x;
    return Object.fromEntries(Object.entries(x).map(([name, part]) => [name, plain(part)]));
  };
  const { data, layout } = plain({ data: figure.plot.data, layout: figure.plot.layout });
  const grid = Array.from(answer.grids[key]);
  const attributes = [...new Set(figure.bound.map(({ attribute }) => attribute))];
  const rows = grid.map((_, position) => {
    const bindings = rowOf(answer, key, position);
    return attributes.map((attribute) => data.map((_, trace) => {
      const bound = figure.bound.find((b) => b.attribute === attribute && b.index === trace);
      return bound && plain(bindings[bound.name]);
    }));
  });
  return { data, layout, attributes, rows, row: grid.indexOf(values[key]) };
}"""  # noqa: E501 - JavaScript


@dataclass
class Subject:
    """A page whose slider is dragged there and back."""

    page: Page
    key: str
    places: list[int] = field(init=False)  # of the pointer, from one end to the other
    height: float = field(init=False)
    cpu: CDPSession = field(init=False)
    passes: int = field(init=False)  # drags of a turn

    def learn(self) -> None:
        """Move the slider slowly, and note what the picture looks like."""
        self.cpu = self.page.context.new_cdp_session(self.page)
        self.cpu.send("Performance.enable", {"timeDomain": "threadTicks"})
        self.page.bring_to_front()
        self.page.evaluate("(key) => { watch.key = key; }", self.key)
        track = self.page.evaluate("watch.track()")
        stride = math.ceil(track["width"] / track["steps"])
        if track["share"] > 1 / 2:
            stride = -stride
        first = track["left"] + track["share"] * track["width"]
        last = track["left"] + (track["width"] if stride > 0 else 0)
        moves = min(MOVES, int((last - first) / stride))
        self.places = [round(first) + stride * i for i in range(moves + 1)]
        self.height = track["top"]
        self.page.mouse.move(self.places[0], self.height)
        self.page.mouse.down()
        # Where it begins it may rest between two values of the grid.
        for place in self.places[1:]:
            self.page.mouse.move(place, self.height)
            self.page.wait_for_timeout(SETTLE)
            self.page.evaluate("watch.note()")
        self.page.mouse.up()
        self.page.wait_for_timeout(CALM)
        told = self.page.evaluate("watch.choose() || watch.values.size")
        self.passes = math.ceil(ENOUGH / max(1, min(told, len(self.places)) - 1))
        self.places.reverse()

    def turn(self, slowdown: int) -> "Turn":
        """Drag there and back until enough was seen."""
        return Turn([self.drag(slowdown) for _ in range(self.passes)])

    def drag(self, slowdown: int) -> "Drag":
        """Drag to the other end and let go; return what was seen."""
        page = self.page
        page.bring_to_front()
        self.cpu.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        page.mouse.move(self.places[0], self.height)
        page.wait_for_timeout(CALM)
        page.evaluate("watch.begin()")
        begun = busy(self.cpu)
        page.mouse.down()
        pull(page, self.places[1:], self.height)
        page.wait_for_timeout(CALM)
        worked = busy(self.cpu) - begun
        page.mouse.up()
        page.wait_for_timeout(2 * CALM)
        # A page that is slowed down keeps half a core busy, also while it rests.
        self.cpu.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        self.places.reverse()
        return Drag(busy=worked, **page.evaluate("watch.report()"))


@dataclass(frozen=True)
class Drag:
    """What was seen of one drag; times in milliseconds."""

    steps: Sequence[tuple[str, float]]
    painted: dict[str, float]
    released: float
    repainted: float
    busy: float

    @property
    def latencies(self) -> list[float]:
        """From the pointer event of a step until the step was painted."""
        found = [self.painted.get(value, 0) - moved for value, moved in self.steps]
        return [latency for latency in found if latency >= 0]


@dataclass(frozen=True)
class Turn:
    """What was seen of the drags of one turn."""

    drags: Sequence[Drag]

    @property
    def latencies(self) -> list[float]:
        """Of all steps that were painted."""
        return [latency for drag in self.drags for latency in drag.latencies]

    @property
    def steps(self) -> int:
        """How many steps were made."""
        return sum(len(drag.steps) for drag in self.drags)

    @property
    def busy(self) -> float:
        """Return the milliseconds of the main thread for each step."""
        return sum(drag.busy for drag in self.drags) / self.steps


Seen = dict[tuple[str, int], list[Turn]]


def opened(browser: Browser, address: str) -> Page:
    """Open a page as a new visitor who is watched."""
    context = browser.new_context(viewport=SCREEN, locale="en-US")
    context.add_init_script(path=HERE / "watch.js")
    page = context.new_page()
    page.goto(address)
    return page


def bare_twin(page: Page, key: str, file: Path) -> None:
    """Write what the bare page draws: the picture of a page, row after row."""
    # NaN and Infinity are no JSON, but they are JavaScript.
    file.write_text(f"export default {json.dumps(page.evaluate(TAKE, key))};")


def beside(ours: list[Turn], others: list[Turn]) -> float:
    """Return the ratio of the p95 of two pages, the median over all turns."""
    turns = zip(ours, others, strict=True)
    return median(p95(a.latencies) / p95(b.latencies) for a, b in turns)


def row(lesson: str, key: str, slowdown: int, seen: Seen, releases: list[Drag]) -> str:
    """Return one row of the table."""
    ours, bare, canvas = (seen[name, slowdown] for name in ("ours", "bare", "canvas"))
    times, painted = (
        [t for turn in turns for t in turn.latencies] for turns in (ours, canvas)
    )
    waits = median(drag.repainted - drag.released for drag in releases)
    cells = [
        *(lesson, key, SPEEDS[slowdown]),
        *(f"{median(times):.1f}", f"{p95(times):.1f}"),
        f"{beside(ours, bare):.2f}",
        f"{p95(painted):.1f}",
        f"{beside(ours, canvas):.2f}",
        f"{median(turn.busy for turn in ours):.1f}",
        f"{len(times)} / {sum(turn.steps for turn in ours)}",
        f"{waits:.1f}" if slowdown == 1 else "",
    ]
    return f"| {' | '.join(cells)} |"


def measure(
    browser: Browser, app: str, bare: str, folder: Path, lesson: str, rounds: int
) -> None:
    """Print the rows of one lesson."""
    page = opened(browser, f"{app}/{lesson}")
    page.wait_for_selector(READY)
    key: str = page.evaluate(FIRST)
    bare_twin(page, key, folder / f"{lesson}.js")
    twin = opened(browser, f"{bare}/rows.html?lesson={lesson}")
    twin.wait_for_selector(".js-plotly-plot")
    canvas = opened(browser, f"{bare}/canvas.html")
    pages = {"ours": (page, key), "bare": (twin, "row"), "canvas": (canvas, "row")}
    subjects = {name: Subject(*page) for name, page in pages.items()}
    for subject in subjects.values():
        subject.learn()
        subject.drag(1)  # the first one warms the page
    seen: Seen = {(name, slowdown): [] for name in subjects for slowdown in SPEEDS}
    for _, (name, slowdown) in product(range(rounds), seen):
        seen[name, slowdown].append(subjects[name].turn(slowdown))
    twin.context.close()
    canvas.context.close()
    releases = [subjects["ours"].drag(1) for _ in range(2 * rounds)]
    for slowdown in SPEEDS:
        print(row(lesson, key, slowdown, seen, releases), flush=True)
    page.context.close()


def main() -> None:
    """Print a table of all lessons, or of those that were named."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    lessons = sys.argv[2:] or list(LESSONS)
    print(f"| {' | '.join(COLUMNS)} |")
    print(f"|{' --- |' * len(COLUMNS)}", flush=True)
    with (
        tempfile.TemporaryDirectory() as name,
        streamlit() as app,
        served(Path(name)) as bare,
        chromium() as browser,
    ):
        for page in ("rows.html", "canvas.html"):
            (Path(name) / page).write_bytes((HERE / page).read_bytes())
        for lesson in lessons:
            measure(browser, app, bare, Path(name), lesson, rounds)


if __name__ == "__main__":
    main()
