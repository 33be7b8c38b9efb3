"""Measure a first and a second visit over a slow network, beside a stock page.

Run from the root of the project:

    python -m bench.slow

Everything passes a line of 300 ms there and back and 1.5 Mbit/s, the websocket
too. "first text" is when a visitor can read anything, "can be moved" when slider
and picture are there; "kB" is all that came down the line, and "requests" counts
what the browser had to ask the network for. Nothing is asserted here.
"""

import time

from playwright.sync_api import BrowserContext

from bench.drag import SLIDER, STOCK_SLIDER, Subject, stock_page
from tests.browser.chromium import chromium
from tests.browser.servers import streamlit
from tests.browser.slow_line import Line, slow_line

PATIENCE = 180_000  # milliseconds until everything must have arrived
TEXT = "() => document.body?.innerText.replace('Skip to main content', '').trim()"
ASKED = """() => 1 + performance.getEntriesByType("resource")
  .filter((file) => file.transferSize > 0).length"""


def visit(context: BrowserContext, address: str, line: Line) -> str:
    """Open a page; return when what was there, and what it took."""
    before, begun = line.down.carried, time.perf_counter()
    page = context.new_page()
    page.goto(address, wait_until="commit")
    page.wait_for_function(TEXT, polling=50, timeout=PATIENCE)
    text = time.perf_counter() - begun
    page.wait_for_function("() => probe.answered", polling=50, timeout=PATIENCE)
    moved = time.perf_counter() - begun
    page.wait_for_load_state("networkidle")
    kilobytes = (line.down.carried - before) / 1000
    requests = page.evaluate(ASKED)
    page.close()
    return f"{text:.1f} s | {moved:.1f} s | {kilobytes:,.0f} | {requests}"


def main() -> None:
    """Print the table."""
    print("| page | visit | first text | can be moved | kB | requests |")
    print("| --- | --- | ---: | ---: | ---: | ---: |")
    with streamlit() as app, stock_page() as stock, chromium() as browser:
        ours = Subject("ours", 3, f"{app}/softmax", SLIDER)
        theirs = Subject("stock", 3, stock, STOCK_SLIDER)
        for subject in (ours, theirs):
            subject.visit(browser)  # the very first visit also warms the server
            with slow_line(subject.address) as line:
                path = subject.address.removeprefix("http://").partition("/")[2]
                context = browser.new_context(locale="en-US")
                context.add_init_script(path="bench/probe.js")
                for which in ("first", "second"):
                    row = visit(context, f"{line.address}/{path}", line)
                    print(f"| {subject.name} | {which} | {row} |")
                context.close()


if __name__ == "__main__":
    main()
