"""Claims about the start of the app, as its user starts it."""

import os
import socket
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest
from websockets import Origin
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.browser.chromium import ADVICE
from tests.browser.servers import ROOT, free_port, running
from ui.port import obstacle


@pytest.fixture
def asked(monkeypatch):
    """Return the requests to other machines that any process makes from now on."""
    requests: list[bytes] = []

    def take() -> None:
        while True:
            try:
                one, _ = proxy.accept()
            except OSError:
                return
            with one:
                requests.append(one.recv(1000))

    with socket.create_server(("127.0.0.1", 0)) as proxy:
        for name in ("http_proxy", "https_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.getsockname()[1]}")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        # urllib remembers the proxies it once knew; no later test shall meet these.
        monkeypatch.setattr(urllib.request, "_opener", None)
        threading.Thread(target=take, daemon=True).start()
        yield requests


def test_the_app_asks_nobody_who_it_is(asked):
    """Neither at its start nor when a page of another site wants to talk to it."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    with running(lambda port: [*command, f"--server.port={port}"]) as address:
        stream = f"{address.replace('http', 'ws')}/_stcore/stream"
        with pytest.raises(InvalidStatus, match="403"):
            connect(stream, origin=Origin("http://foreign.example"))
    assert asked == []


def test_a_port_that_is_free_is_no_obstacle():
    """Nothing is said, and the port stays free."""
    port = str(free_port())
    assert obstacle(port) is None
    assert obstacle(port) is None


@pytest.mark.parametrize("host", ["127.0.0.1", ""])
def test_a_port_that_is_taken_is_said_with_what_to_do(host):
    """Before Streamlit says no more than that it is not available."""
    with socket.create_server((host, 0)) as other:
        port = str(other.getsockname()[1])
        said = obstacle(port)
    assert said is not None
    assert said.startswith(f"Port {port} is taken")
    assert "PORT=8600" in said


@pytest.mark.parametrize("port", ["", "abc", "0", "-1", "65536", "8501.5", "٨٥٠١ "])
def test_what_is_no_port_is_said(port):
    """A slip of the hand is no traceback."""
    assert "a number from 1 to 65535" in (obstacle(port) or "")


# These tests run under make themselves, which would tell an inner make of it.
ALONE = {name: text for name, text in os.environ.items() if not name.startswith("MAKE")}


@pytest.mark.parametrize("target", ["run", "class"])
def test_make_starts_nothing_on_a_port_that_is_taken(target):
    """It ends with one sentence, and shows no class the way to another app."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        steps = ["--old-file=.venv/run", f"BIN={Path(sys.executable).parent}"]
        made = subprocess.run(
            ["make", *steps, target, f"PORT={port}"],  # noqa: S607 - as its user does
            cwd=ROOT,
            env=ALONE,
            capture_output=True,
            text=True,
            check=False,
        )
    assert made.returncode != 0
    assert made.stdout == ""
    assert made.stderr.startswith(f"Port {port} is taken")
    assert "Traceback" not in made.stderr


@pytest.mark.parametrize("target", ["run", "class"])
def test_make_starts_the_app_on_the_port_it_is_told(target):
    """Every step of it names that port, and no other."""
    steps = ["--dry-run", "--old-file=.venv/run", target, "PORT=8600"]
    command = ["make", *steps]
    made = subprocess.check_output(command, cwd=ROOT, env=ALONE, text=True)
    assert made.count("8600") == len(made.splitlines())
    assert "8501" not in made


@pytest.mark.parametrize("options", [[], ["-n", "2"]], ids=["alone", "in two"])
def test_tests_without_a_browser_fail_with_what_to_install(tmp_path, options):
    """They neither pass nor drown the sentence in tracebacks."""
    (tmp_path / "sitecustomize.py").write_text(
        "from tests.browser import chromium\nchromium.installed = lambda: None\n"
    )
    bare = os.environ | {
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}",
        "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path),
    }
    tests = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options]
    ran = subprocess.run(
        [*tests, "tests/browser/test_opening.py", "-k", "lost"],
        cwd=ROOT,
        env=bare,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert ADVICE in " ".join(ran.stdout.split())
    assert "passed" not in ran.stdout
    assert "Traceback" not in ran.stdout + ran.stderr
