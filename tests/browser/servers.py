"""Starts an app as its user would, on a free port of this machine, and ends it."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds until a server must answer


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def streamlit(
    app: str = "app.py",
    options: Sequence[str] = (),
    base: str = "",
    cwd: Path = ROOT,
) -> Iterator[str]:
    """Run ``streamlit run app``, below a path such as ``/lab``; yield its address."""
    with running(
        lambda port: [
            *(sys.executable, "-m", "streamlit", "run", app),
            *(f"--server.port={port}", "--server.address=127.0.0.1"),
            *(f"--server.baseUrlPath={base}", *options),
        ],
        base,
        cwd,
    ) as address:
        yield address


@contextmanager
def uvicorn(app: str = "app:app") -> Iterator[str]:
    """Run ``uvicorn app:app``; yield its address."""
    with running(
        lambda port: [sys.executable, "-m", "uvicorn", app, f"--port={port}"]
    ) as address:
        yield address


@contextmanager
def running(
    command: Callable[[int], list[str]], base: str = "", cwd: Path = ROOT
) -> Iterator[str]:
    """Run the command for a port until the block ends."""
    port = free_port()
    address = f"http://127.0.0.1:{port}{base}"
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command(port), cwd=cwd, stdout=log, stderr=log)
        try:
            wait_for(address, process, log)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def wait_for(address: str, process: subprocess.Popen[bytes], log: IO[bytes]) -> None:
    """Wait until the server answers, without asking it for a page."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            log.seek(0)
            output = log.read().decode(errors="replace")
            raise RuntimeError(f"the server ended at once:\n{output}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise TimeoutError(f"no answer from {address} within {PATIENCE} s")
