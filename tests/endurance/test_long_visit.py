"""Claims about a visit that lasts: nothing grows in the browser.

A few cycles over all lessons are enough to see growth for each cycle. Twenty are
ten minutes or more, and more is possible:

    LONG_VISIT=20 pytest -s tests/endurance/test_long_visit.py
"""

import os
from itertools import cycle, islice

from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.browser.lab import Lab, box, watched
from tests.browser.servers import streamlit
from ui.contents import LESSONS

CYCLES = int(os.environ.get("LONG_VISIT", "5"))  # each over all lessons
PATIENCE = 30_000  # milliseconds
WARM = 3  # of them, until everything has been loaded and compiled once
A_FEW = 20  # nodes or listeners; a single lab has hundreds
TRIES = 10  # to find a page at rest
A_TENTH = 0.1  # of the heap; that of each cycle anew would be more


def counted(page: Page, cdp: CDPSession) -> dict[str, float]:
    """Return how much the page holds once it has come to rest.

    Right after a switch the lab of before can still be on its way out.
    """
    found = held(cdp)
    for _ in range(TRIES):
        before, found = found, held(cdp)
        if before["Nodes"] == found["Nodes"]:
            break
        page.wait_for_timeout(300)
    return found


def held(cdp: CDPSession) -> dict[str, float]:
    """Return how much the page holds, after everything unused was thrown away."""
    for _ in range(3):
        cdp.send("HeapProfiler.collectGarbage")
    found = cdp.send("Performance.getMetrics")["metrics"]
    metrics = {metric["name"]: metric["value"] for metric in found}
    kinds = ("Nodes", "JSEventListeners", "JSHeapUsedSize", "Documents")
    return {kind: metrics[kind] for kind in kinds}


def follow(page: Page, app: str, lesson: str) -> Lab:
    """Go to a lesson by way of the overview.

    What waits for a selector would hold its element for ever, so nothing does.
    """
    page.get_by_test_id("stHeader").get_by_role("link").first.click()
    shown(Lab(page, app, "overview"))
    page.locator(f'.contents-group a[href*="/{lesson}"]').click()
    return shown(Lab(page, app, lesson))


def shown(lab: Lab) -> Lab:
    """Wait until a lab can be used."""
    expect(lab.section).to_have_attribute("data-state", "ready", timeout=PATIENCE)
    return lab


def use(lab: Lab) -> None:
    """Drag the first slider there and back, letting go of it in between."""
    place = box(lab.section.locator("input[type=range]").first)
    middle = place["y"] + place["height"] / 2
    for share in (0.3, 0.6):
        lab.page.mouse.move(place["x"] + place["width"] / 2, middle)
        lab.page.mouse.down()
        lab.page.mouse.move(place["x"] + share * place["width"], middle, steps=12)
        lab.release()
        lab.settled()


def switch(page: Page, language: str) -> None:
    """Read on in another language."""
    page.get_by_role("button", name=language).click()
    expect(page.get_by_role("button", name=language)).to_have_count(0)


def test_nothing_grows_in_a_long_visit(browser: Browser) -> None:
    """From lesson to lesson, in both languages, with drags in each.

    The heap still breathes by some percent: code is compiled and thrown away.
    """
    context = browser.new_context(
        locale="en-US", viewport={"width": 1366, "height": 768}
    )
    seen = []
    with streamlit() as app, watched(context) as page:
        cdp = context.new_cdp_session(page)
        cdp.send("Performance.enable")
        page.goto(app)
        for language in islice(cycle(["한국어", "English"]), CYCLES):
            for lesson in LESSONS:
                use(follow(page, app, lesson))
            switch(page, language)
            seen.append(counted(page, cdp))
            print(seen[-1])  # noqa: T201 - what -s shows of a visit of hours
    context.close()
    first, *later = seen[WARM - 1 :]
    assert max(each["Documents"] for each in later) == first["Documents"]
    assert max(each["Nodes"] for each in later) < first["Nodes"] + A_FEW
    listeners = "JSEventListeners"
    assert max(each[listeners] for each in later) < first[listeners] + A_FEW
    heap = "JSHeapUsedSize"
    assert max(each[heap] for each in later) < first[heap] * (1 + A_TENTH)
