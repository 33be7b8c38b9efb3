"""Measure how fast the picture follows the hand, beside two other pages.

Run from the root of the project:

    python -m bench.drag [rounds]

Three pages show the same picture: "ours"; "bare", which is ``bench/bare.html``,
plain HTML and plotly.js; and "stock", which is ``bench/stock.py``, Streamlit as it
comes. A real pointer drags the second logit on each in turn, so that a busy moment
of the machine meets all of them; ``bench/probe.js`` watches the frames. Nothing is
asserted here.

How to read the tables:

move → paint
    From the pointer event to the end of the first frame that shows its number.
busy
    CPU time of the page's main thread for each step. Other work on the machine
    hardly changes it.
steps painted
    Of the distinct numbers that the slider took, those that a frame showed.
sent
    Requests and websocket messages to the server while the pointer was down.
release → repaint
    From letting go to the end of the first frame drawn from what the server
    answered.
beside bare, beside stock
    Ratio of what two pages took in the same turn; the median over all turns.
bytes of a commit
    Those that the server sent as an answer to the release.
"""

import math
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from itertools import product
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import (
    Browser,
    CDPSession,
    Page,
    Response,
    ViewportSize,
    WebSocket,
)

from bench.picture import ROOT, picture, start
from tests.browser.chromium import chromium
from tests.browser.servers import free_port, streamlit, wait_for

HERE = Path(__file__).parent
SCREEN: ViewportSize = {"width": 1366, "height": 768}
SPEEDS = {1: "full", 4: "1/4"}
MOVES = 50
PACE = 0.018  # seconds from one move of the pointer to the next: a little over a frame
STEPS = 200  # from one end of a slider to the other
CALM = 300  # milliseconds until everything that a drag started has ended
PATIENCE = 30_000  # milliseconds until a page must have answered
VISITS = 7
ROUNDS = 7
SLIDER = "input[type=range][name=z2]"
STOCK_SLIDER = ".st-key-z2 [role=group] > div"
NOTHING = "-"
COLUMNS = (
    "page",
    "classes",
    "CPU",
    "move → paint p50 ms",
    "p95 ms",
    "p95 beside bare",
    "busy ms",
    "steps painted",
    "sent",
    "release → repaint p50 ms",
    "bytes of a commit",
)


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and keeps no log."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder, with plotly.js in it; yield its address."""
    plotly = files("plotly").joinpath("package_data", "plotly.min.js")
    (folder / "plotly.min.js").write_bytes(plotly.read_bytes())
    handler = partial(QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextmanager
def bare_page() -> Iterator[str]:
    """Serve the bare page with its pictures; yield its address."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "bare.html").write_bytes((HERE / "bare.html").read_bytes())
        for classes in (3, 10):
            # A list beside the typed arrays of to_json(): easy to change by hand.
            text = picture(classes).to_json() or ""
            content = f'{{"logits": {start(classes)}, {text[1:]}'
            (folder / f"picture-{classes}.json").write_text(content)
        with served(folder) as address:
            yield f"{address}/bare.html"


def pull(page: Page, places: Sequence[float], height: float) -> None:
    """Move the pointer from place to place, a little slower than frames."""
    for place in places:
        due = time.perf_counter() + PACE
        page.mouse.move(place, height)
        time.sleep(max(0, due - time.perf_counter()))


def busy(cpu: CDPSession) -> float:
    """Return the milliseconds that the main thread of a page has worked so far."""
    metrics = cpu.send("Performance.getMetrics")["metrics"]
    seconds = {metric["name"]: metric["value"] for metric in metrics}
    return float(seconds["TaskDuration"] * 1000)


@contextmanager
def stock_page() -> Iterator[str]:
    """Run the stock page where no settings of ours are found; yield its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(HERE / "stock.py")),
        *(f"--server.port={port}", "--server.address=127.0.0.1"),
        *("--server.headless=true", "--browser.gatherUsageStats=false"),
    ]
    with (
        tempfile.TemporaryDirectory() as folder,
        tempfile.TemporaryFile() as log,
        subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=log,
            stderr=log,
        ) as process,
    ):
        try:
            wait_for(address, process, log)
            yield address
        finally:
            process.terminate()


@dataclass
class Traffic:
    """Counts what passes between a page and its server."""

    sent: int = 0
    received: int = 0

    def watch(self, page: Page) -> None:
        """Count the requests and the websocket messages of a page."""
        page.on("websocket", self.listen)
        page.on("request", self.count_sent)
        page.on("response", self.count_answer)

    def listen(self, socket: WebSocket) -> None:
        """Count the messages of one websocket."""
        socket.on("framesent", self.count_sent)
        socket.on("framereceived", self.count_received)

    def count_sent(self, _: object) -> None:
        """Count a message to the server."""
        self.sent += 1

    def count_received(self, payload: str | bytes) -> None:
        """Count the bytes of a message from the server."""
        self.received += len(payload)

    def count_answer(self, response: Response) -> None:
        """Count the bytes of an answer over HTTP."""
        self.received += int(response.headers.get("content-length", 0))

    def taken(self) -> tuple[int, int]:
        """Return messages sent and bytes received since the last time."""
        counted = self.sent, self.received
        self.sent = self.received = 0
        return counted


@dataclass
class Subject:
    """A page under the pointer, at one CPU speed after the other."""

    name: str
    classes: int
    address: str
    track: str  # what the thumb of the slider runs along
    has_server: bool = True
    traffic: Traffic = field(default_factory=Traffic)
    seen: dict[int, list["Drag"]] = field(default_factory=dict)
    page: Page = field(init=False)
    cpu: CDPSession = field(init=False)

    def open(self, browser: Browser, slowdown: int = 1) -> float:
        """Open the page as a new visitor; return milliseconds until it answers."""
        context = browser.new_context(viewport=SCREEN, locale="en-US")
        context.add_init_script(path=HERE / "probe.js")
        self.page = context.new_page()
        self.traffic.watch(self.page)
        self.cpu = context.new_cdp_session(self.page)
        self.cpu.send("Performance.enable", {"timeDomain": "threadTicks"})
        self.cpu.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        self.page.goto(self.address)
        self.page.wait_for_function(
            "() => probe.answered", polling=50, timeout=PATIENCE
        )
        answered: float = self.page.evaluate("probe.answered")
        return answered

    def visit(self, browser: Browser, slowdown: int = 1) -> float:
        """Open the page and close it again; return milliseconds until it answered."""
        answered = self.open(browser, slowdown)
        self.page.context.close()
        return answered

    def drag(self, slowdown: int) -> "Drag":
        """Drag the slider some fifty steps and let go; return what was seen."""
        page = self.page
        page.bring_to_front()
        self.cpu.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        x, y, stride = self.thumb()
        page.mouse.move(x, y)
        page.wait_for_timeout(CALM)
        page.evaluate("probe.watch()")
        self.traffic.taken()
        begun = self.busy()
        page.mouse.down()
        pull(page, [x + stride * i for i in range(1, MOVES + 1)], y)
        page.wait_for_timeout(CALM)
        busy = self.busy() - begun
        sent, _ = self.traffic.taken()
        page.mouse.up()
        if self.has_server:
            page.wait_for_function(
                "() => probe.repainted", polling=100, timeout=PATIENCE
            )
        page.wait_for_timeout(CALM)
        # A page that is slowed down keeps half a core busy, also while it rests.
        self.cpu.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        _, received = self.traffic.taken()
        seen = page.evaluate("probe.report()")
        return Drag(busy=busy, sent=sent, received=received, **seen)

    def busy(self) -> float:
        """Return the milliseconds that the page's main thread has worked so far."""
        return busy(self.cpu)

    def thumb(self) -> tuple[float, float, int]:
        """Return where the thumb is, and a stride in pixels that makes a step.

        Strides lead to the other half of the slider.
        """
        box = self.page.locator(self.track).bounding_box()
        if box is None:
            raise RuntimeError(f"{self.name} has no slider to drag")
        share = self.page.evaluate("probe.share()")
        stride = math.ceil(box["width"] / STEPS)
        return (
            round(box["x"] + share * box["width"]),
            round(box["y"] + box["height"] / 2),
            -stride if share > 1 / 2 else stride,
        )


@dataclass(frozen=True, kw_only=True)
class Drag:
    """What the probe saw of one drag; times in milliseconds."""

    busy: float
    sent: int
    received: int
    steps: Sequence[tuple[float, float]]
    paints: Sequence[tuple[float, float]]
    released: float
    repainted: float

    @property
    def painted(self) -> dict[float, float]:
        """The numbers that frames showed before the release, and when."""
        return {number: at for number, at in self.paints if at < self.released}

    @property
    def latencies(self) -> list[float]:
        """From the pointer event of a step until the step was painted."""
        painted = self.painted
        return [painted[n] - moved for n, moved in self.steps if painted.get(n)]

    @property
    def shown(self) -> int:
        """How many of the steps were painted."""
        return len({number for number, _ in self.steps} & self.painted.keys())

    @property
    def made(self) -> int:
        """How many distinct steps the slider made."""
        return len({number for number, _ in self.steps})

    @property
    def repaint(self) -> float:
        """From the release to the picture that the server answered with."""
        return self.repainted - self.released


def p95(times: Sequence[float]) -> float:
    """Return the time that one of twenty exceeds."""
    return quantiles(times, n=20)[-1]


def beside(drags: Sequence[Drag], others: Sequence[Drag]) -> float:
    """Return the ratio of the p95 of two pages, the median over all turns."""
    turns = zip(drags, others, strict=True)
    return median(p95(a.latencies) / p95(b.latencies) for a, b in turns)


def row(subject: Subject, slowdown: int, bare: Subject) -> str:
    """Return one row of the table."""
    drags = subject.seen[slowdown]
    times = [time for drag in drags for time in drag.latencies]
    if times:
        ratio = beside(drags, bare.seen[slowdown])
        pace = [f"{median(times):.1f}", f"{p95(times):.1f}", f"{ratio:.2f}"]
    else:
        pace = ["never", "never", NOTHING]
    if subject.has_server:
        repaint = f"{median(d.repaint for d in drags):.1f}"
        commit = [repaint, f"{median(d.received for d in drags):,.0f}"]
    else:
        commit = [NOTHING, NOTHING]
    busy = f"{median(d.busy / d.made for d in drags):.1f}"
    steps = f"{sum(d.shown for d in drags)} / {sum(d.made for d in drags)}"
    sent = str(sum(d.sent for d in drags))
    what = [subject.name, str(subject.classes), SPEEDS[slowdown]]
    return f"| {' | '.join([*what, *pace, busy, steps, sent, *commit])} |"


def first_visits(subjects: Sequence[Subject], browser: Browser) -> None:
    """Print how long a new visitor waits, with nothing in the browser's cache."""
    print("| page | CPU | first visit ms | beside stock |")
    print("| --- | --- | ---: | ---: |")
    for subject in subjects:
        subject.visit(browser)  # the very first visit also warms the servers
    for slowdown, speed in SPEEDS.items():
        seen = [[s.visit(browser, slowdown) for s in subjects] for _ in range(VISITS)]
        reference = [turn[-1] for turn in seen]
        for subject, times in zip(subjects, zip(*seen, strict=True), strict=True):
            ratio = median(a / b for a, b in zip(times, reference, strict=True))
            print(f"| {subject.name} | {speed} | {median(times):.0f} | {ratio:.2f} |")


def drag_in_turn(subjects: Sequence[Subject], browser: Browser, rounds: int) -> None:
    """Drag on every page in turn, at every CPU speed."""
    for subject in subjects:
        subject.open(browser)
        subject.drag(1)  # the first one warms the page
        subject.seen = {slowdown: [] for slowdown in SPEEDS}
    for _, slowdown, subject in product(range(rounds), SPEEDS, subjects):
        subject.seen[slowdown].append(subject.drag(slowdown))


def main() -> None:
    """Print both tables."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with (
        streamlit() as app,
        bare_page() as bare,
        stock_page() as stock,
        chromium() as browser,
    ):
        lesson = f"{app}/softmax"
        subjects = [
            Subject("ours", 3, lesson, SLIDER),
            Subject("bare", 3, bare, SLIDER, has_server=False),
            Subject("stock", 3, stock, STOCK_SLIDER),
        ]
        first_visits(subjects, browser)
        many = [
            Subject("ours", 10, f"{lesson}?k=10", SLIDER),
            Subject("bare", 10, f"{bare}?k=10", SLIDER, has_server=False),
        ]
        drag_in_turn([*subjects, *many], browser, rounds)
    print()
    print(f"| {' | '.join(COLUMNS)} |")
    print(f"|{' --- |' * len(COLUMNS)}")
    for slowdown, subject in product(SPEEDS, subjects):
        print(row(subject, slowdown, subjects[1]))
    for slowdown, subject in product(SPEEDS, many):
        print(row(subject, slowdown, many[1]))


if __name__ == "__main__":
    main()
