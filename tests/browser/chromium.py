"""Finds a browser for the tests, or gets one.

``python -m tests.browser.chromium`` makes sure that there is one: an installed
Chromium, Chrome or Edge; else Playwright's own download; else, on Debian as
root, the distribution's package; else one sentence says what to install.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
# Root needs --no-sandbox. The rest keeps the browser from looking for updates
# and blocks every host but this one, so that every request it makes is a page's.
FLAGS = (
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 300  # seconds for one way of getting a browser
ADVICE = (
    "The tests need a browser: install Chromium, Chrome or Edge, "
    "or run `python -m playwright install chromium`, and try again."
)


def installed() -> str | None:
    """Return the path of an installed browser, if there is one."""
    found = [path for command in COMMANDS if (path := shutil.which(command))]
    found += [place for place in PLACES if Path(place).exists()]
    return found[0] if found else None


def downloaded(playwright: Playwright) -> str | None:
    """Return the path of the browser that Playwright brought, if it did."""
    path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run a browser without a window."""
    with sync_playwright() as playwright:
        path = installed() or downloaded(playwright)
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


def there_is_one() -> bool:
    """Whether a browser can be started now."""
    if installed():
        return True
    with sync_playwright() as playwright:
        return downloaded(playwright) is not None


def ensure() -> str | None:
    """Get a browser if there is none; return what to do if that fails."""
    if there_is_one():
        return None
    ways = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        ways += [["apt-get", "update"], ["apt-get", "install", "-y", "chromium"]]
    quick = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"}
    for way in ways:
        try:
            subprocess.run(way, check=False, timeout=PATIENCE, env=os.environ | quick)
        except subprocess.TimeoutExpired:
            continue
        if there_is_one():
            return None
    return ADVICE


if __name__ == "__main__":
    sys.exit(ensure())
