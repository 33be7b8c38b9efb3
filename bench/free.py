"""Measure how fast the picture follows a hand that moves freely, and so asks.

Run from the root of the project:

    python -m bench.free [rounds]

A real pointer drags the start of the ravine in the lesson on optimisers, and draws in
the lesson on digits, a little slower than frames, over loopback. Nothing is asserted
here. For comparison the same hand drags the step, whose table the browser holds.

How to read the table:

hand → picture
    From a movement of the pointer to the end of the first frame whose picture shows
    the state of that movement, or of a later one.
questions
    How many were asked, for so many movements; and how many were on their way at
    once, which is never more than one.
answer
    From a question to its answer.
"""

import math
import sys
import time
from collections.abc import Sequence
from statistics import median
from typing import Any

from playwright.sync_api import Page

from bench.drag import CALM, MOVES, PACE, SCREEN, SPEEDS, p95
from tests.browser.chromium import chromium
from tests.browser.lab import box
from tests.browser.servers import streamlit

ROUNDS = 7
FAR = 100  # pixels to the right
# What is held, in which lesson, and how far down it is dragged, in pixels.
HELD = {
    "start": (".lab-grip[data-plane]", "optimisers", 90),
    "step": ("input[type=range][name=step]", "optimisers", 0),
    "pen": (".lab-pad", "digits", 90),
}
WATCH = """() => {
  const { lab } = document.querySelector("section.lab");
  const seen = window.seen = { moved: [], painted: [], answers: [], asked: 0 };
  Object.assign(seen, { open: 0, most: 0 });
  const { fetch } = window;
  window.fetch = async (...what) => {
    const begun = performance.now();
    seen.asked += 1;
    seen.open += 1;
    seen.most = Math.max(seen.most, seen.open);
    const end = () => { // once: given up, or answered
      seen.open -= 1;
      what[1].signal.removeEventListener("abort", end);
    };
    what[1].signal.addEventListener("abort", end);
    const response = await fetch(...what);
    end();
    seen.answers.push(performance.now() - begun);
    return response;
  };
  const state = (values) => JSON.stringify(values);
  addEventListener("pointermove", (event) => {
    if (lab.pending) seen.moved.push([event.timeStamp, state(lab.values)]);
  });
  const frame = () => {
    requestAnimationFrame(frame);
    const met = lab.asking.answer?.values;
    const shown = lab.lookUp() ? lab.values : met;
    if (shown) setTimeout(() => seen.painted.push([performance.now(), state(shown)]));
  };
  requestAnimationFrame(frame);
}"""


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag from a place to another and back, and let go."""
    page.mouse.move(*start)
    page.mouse.down()
    for step in [*range(MOVES), *reversed(range(MOVES))]:
        due = time.perf_counter() + PACE
        share = (step + 1) / MOVES
        x, y = (a + share * (b - a) for a, b in zip(start, end, strict=True))
        page.mouse.move(x, y)
        time.sleep(max(0, due - time.perf_counter()))
    page.wait_for_timeout(CALM)
    page.mouse.up()
    page.wait_for_timeout(2 * CALM)


def latencies(moved: Sequence[Any], painted: Sequence[Any]) -> list[float]:
    """Return how long each movement took to be seen, itself or a later one."""
    order = {state: i for i, (_, state) in enumerate(moved)}
    shown = [(at, order.get(state, -1)) for at, state in painted]
    found = []
    for i, (begun, state) in enumerate(moved):
        newest = order[state]
        times = [at for at, j in shown if at >= begun and j >= min(i, newest)]
        found.append(min(times, default=math.inf) - begun)
    return found


def measure(page: Page, name: str, slowdown: int, rounds: int) -> str:
    """Return a row of the table."""
    cpu = page.context.new_cdp_session(page)
    cpu.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    grip, _, down = HELD[name]
    times: list[float] = []
    counts: list[dict[str, Any]] = []
    for _ in range(rounds):
        place = box(page.locator(grip).first)
        x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
        page.evaluate(
            "Object.assign(seen, { moved: [], painted: [], answers: [], asked: 0 })"
        )
        drag(page, (x, y), (x + FAR, y + down))
        seen = page.evaluate("seen")
        times += latencies(seen["moved"], seen["painted"])
        counts.append(seen)
    asked = sum(one["asked"] for one in counts)
    answers = [t for one in counts for t in one["answers"]] or [math.nan]
    cells = [
        name,
        SPEEDS[slowdown],
        f"{median(times):.0f}, {p95(times):.0f}",
        f"{asked} / {len(times)}",
        str(max(one["most"] for one in counts)),
        f"{median(answers):.0f}",
    ]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    head = (
        "what is dragged",
        "CPU",
        "hand → picture p50, p95 ms",
        "questions",
        "at once",
        "answer p50 ms",
    )
    print(f"| {' | '.join(head)} |")
    print(f"|{' --- |' * len(head)}", flush=True)
    with streamlit() as app, chromium() as browser:
        page = browser.new_context(viewport=SCREEN, locale="en-US").new_page()
        for slowdown in SPEEDS:
            for name, (_, lesson, _) in HELD.items():
                page.goto(f"{app}/{lesson}")
                page.wait_for_selector("section.lab[data-state=ready]")
                page.evaluate(WATCH)
                print(measure(page, name, slowdown, rounds), flush=True)


if __name__ == "__main__":
    main()
