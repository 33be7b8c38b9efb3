"""Claims about what a page may do and show, whatever gets into it or goes wrong."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.lab import Lab, watched
from tests.browser.servers import ROOT, free_port, wait_for
from tests.browser.turns import tried
from ui.contents import LESSONS
from ui.words import frame

LISTEN = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
});
"""


@contextmanager
def visitor(browser: Browser, locale: str) -> Iterator[Page]:
    """Open a page that notes whatever the policy forbids."""
    context = browser.new_context(
        locale=locale,
        viewport={"width": 1366, "height": 768},
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.add_init_script(LISTEN)
    with watched(context) as page:
        yield page
    context.close()


@pytest.mark.parametrize("language", tried(["en", "ko"], "ko".__eq__))
def test_no_page_does_what_the_policy_forbids(
    browser: Browser, app: str, language: str
) -> None:
    """From lesson to lesson, with all code opened and copied, nothing is refused."""
    with visitor(browser, language) as page:
        lab = Lab(page, app, "overview").open("/")
        for lesson in LESSONS:
            lab = follow(page, app, lesson)
            for code in page.locator(".lab-code:not([hidden]) summary").all():
                code.click()
                expect(page.locator(".lab-code pre")).to_be_visible()
                page.locator(".lab-code button").click()
        said = frame(language)["lab"]
        lab.press(said["share"])
        page.get_by_role("dialog").get_by_role("button", name=said["copy"]).click()
        page.keyboard.press("Escape")
        lab.section.locator("input[type=range]").first.click()
        lab.settled()
        assert page.evaluate("violations") == []


def follow(page: Page, app: str, lesson: str) -> Lab:
    """Go to a lesson by a link of the page."""
    page.locator(f'a[href$="/{lesson}"]').first.click()
    lab = Lab(page, app, lesson)
    expect(lab.section).to_be_visible(timeout=30_000)
    return lab.ready()


def test_what_gets_into_a_page_can_do_nothing(browser: Browser, app: str) -> None:
    """A script in the page does not run, and nothing is loaded from elsewhere."""
    with browser.new_context() as context:
        context.add_init_script(LISTEN)
        page = context.new_page()
        page.goto(f"{app}/softmax")
        page.evaluate(
            """() => {
              const script = document.createElement("script");
              script.textContent = "window.ran = true";
              const image = document.createElement("img");
              image.src = "http://127.0.0.1:9/picture.png";
              image.setAttribute("onerror", "window.ran = true");
              document.body.append(script, image);
            }"""
        )
        page.wait_for_function("() => violations.length >= 3")
        refused = {line.split()[0] for line in page.evaluate("violations")}
        assert refused == {"script-src-elem", "script-src-attr", "img-src"}
        assert page.evaluate("window.ran") is None


def test_an_error_stands_in_the_log_and_not_in_the_page(
    browser: Browser, tmp_path: Path
) -> None:
    """A visitor sees that something went wrong; what it was, its operator reads."""
    (tmp_path / "app.py").write_text("raise ValueError('the secret of this place')")
    port = free_port()
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(tmp_path / "app.py")),
        *(f"--server.port={port}", "--server.address=127.0.0.1"),
    ]
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log) as process,
    ):
        try:
            wait_for(f"http://127.0.0.1:{port}", process, log)
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{port}")
            expect(page.get_by_test_id("stException")).to_be_visible()
            shown = page.content()
            page.close()
        finally:
            process.terminate()
        process.wait()
        log.seek(0)
        logged = log.read().decode()
    assert "ValueError: the secret of this place" in logged
    assert [w for w in ("secret", "ValueError", "Traceback", ".py") if w in shown] == []
