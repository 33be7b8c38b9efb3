"""Finds Firefox for the tests, or gets it, and speaks to it by WebDriver BiDi.

``python -m tests.endurance.firefox`` makes sure that there is one: installed; else,
on Debian as root, the distribution's package; else one sentence says what to do.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.browser.servers import free_port

COMMANDS = ("firefox", "firefox-esr")
PLACE = Path("/Applications/Firefox.app/Contents/MacOS/firefox")
PATIENCE = 300  # seconds for one way of getting it
START = 60  # seconds until it must listen
ANSWER = 60  # seconds until it must answer
# It asks nobody for anything but pages, and every host but this one is refused.
SETTINGS = """
user_pref("app.update.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("network.proxy.type", 1);
user_pref("network.proxy.http", "127.0.0.1");
user_pref("network.proxy.http_port", 9);
user_pref("network.proxy.ssl", "127.0.0.1");
user_pref("network.proxy.ssl_port", 9);
user_pref("network.proxy.no_proxies_on", "127.0.0.1, localhost");
user_pref("toolkit.telemetry.enabled", false);
"""


def installed() -> str | None:
    """Return the path of Firefox, if there is one."""
    found = [path for command in COMMANDS if (path := shutil.which(command))]
    return next(iter(found), str(PLACE) if PLACE.exists() else None)


def ensure() -> str | None:
    """Get Firefox if there is none; return what to do if that fails."""
    if not installed() and shutil.which("apt-get") and os.geteuid() == 0:
        for words in ("update", "install -y --no-install-recommends firefox-esr"):
            command = ["apt-get", *words.split()]
            subprocess.run(command, check=False, timeout=PATIENCE)
    return None if installed() else "These tests need Firefox: install it."


class Tab:
    """One tab, which does what WebDriver BiDi tells it."""

    def __init__(self, line: ClientConnection) -> None:
        """Begin a session, and take the tab that is there."""
        self.line = line
        self.numbers = count(1)
        self.tell("session.new", capabilities={})
        tree = self.tell("browsingContext.getTree")
        self.context = tree["contexts"][0]["context"]

    def tell(self, method: str, **parameters: object) -> dict[str, Any]:
        """Give an order, and return what comes of it."""
        number = next(self.numbers)
        order = {"id": number, "method": method, "params": parameters}
        self.line.send(json.dumps(order))
        while True:
            said = json.loads(self.line.recv(timeout=ANSWER))
            if said.get("id") == number:
                assert said["type"] == "success", said
                result: dict[str, Any] = said["result"]
                return result

    def open(self, address: str, width: int = 1366, height: int = 768) -> None:
        """Open a page in a window of a size."""
        size = {"width": width, "height": height}
        self.tell("browsingContext.setViewport", context=self.context, viewport=size)
        self.tell("browsingContext.navigate", context=self.context, url=address)

    def evaluate(self, expression: str) -> Any:
        """Return what an expression is in the page, by way of JSON."""
        said = self.tell(
            "script.evaluate",
            expression=f"JSON.stringify({expression})",
            target={"context": self.context},
            awaitPromise=True,
        )
        assert said["type"] == "success", said
        text = said["result"].get("value")
        return None if text is None else json.loads(text)

    def wait(self, expression: str, seconds: float = START) -> None:
        """Wait until an expression is true in the page."""
        deadline = time.monotonic() + seconds
        while not self.evaluate(f"Boolean({expression})"):
            assert time.monotonic() < deadline, expression
            time.sleep(0.1)

    def pointer(self, *actions: dict[str, object], kind: str = "mouse") -> None:
        """Move a mouse or a finger, as the actions say."""
        source = {
            "type": "pointer",
            "id": kind,
            "parameters": {"pointerType": kind},
            "actions": actions,
        }
        self.tell("input.performActions", context=self.context, actions=[source])


def move(x: float, y: float) -> dict[str, object]:
    """Return a movement to a place of the window."""
    return {"type": "pointerMove", "x": round(x), "y": round(y)}


DOWN: dict[str, object] = {"type": "pointerDown", "button": 0}
UP: dict[str, object] = {"type": "pointerUp", "button": 0}


@contextmanager
def firefox() -> Iterator[Tab]:
    """Run Firefox without a window, with a new profile."""
    path = installed()
    assert path
    port = free_port()
    with tempfile.TemporaryDirectory() as profile, tempfile.TemporaryFile() as log:
        Path(profile, "user.js").write_text(SETTINGS)
        process = subprocess.Popen(
            [
                *(path, "--headless", f"--remote-debugging-port={port}"),
                *("--profile", profile, "--no-remote", "about:blank"),
            ],
            stdout=log,
            stderr=log,
            env={**os.environ, "HOME": profile},
        )
        try:
            with line_to(port) as line:
                yield Tab(line)
        finally:
            process.terminate()
            process.wait(timeout=START)


@contextmanager
def line_to(port: int) -> Iterator[ClientConnection]:
    """Yield a connection, once the browser listens."""
    deadline = time.monotonic() + START
    while True:
        try:
            line = connect(f"ws://127.0.0.1:{port}/session", max_size=None)
            break
        except OSError:
            assert time.monotonic() < deadline, "Firefox does not listen"
            time.sleep(0.2)
    with line:
        yield line


if __name__ == "__main__":
    sys.exit(ensure())
