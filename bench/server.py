"""A server in a process of its own: started, watched, killed, started again."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from bench.picture import ROOT
from tests.browser.servers import PATIENCE, free_port, wait_for

OURS = (sys.executable, "-m", "streamlit", "run", "app.py")


class Server:
    """An app on a port that it keeps.

    Parameters
    ----------
    command
        How to start it; options for the port and the address are appended.
    folder
        Where to start it: Streamlit reads the settings that it finds there.
    environment
        Variables besides those of this process.
    log
        Where to keep what it says; nowhere, if not given.

    """

    def __init__(
        self,
        command: Sequence[str] = OURS,
        folder: Path = ROOT,
        environment: Mapping[str, str] | None = None,
        log: Path | None = None,
    ) -> None:
        """Choose a port."""
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        self.command = [*command, f"--server.port={port}", "--server.address=127.0.0.1"]
        self.folder = folder
        self.environment = os.environ | (environment or {})
        self.log = log

    def __enter__(self) -> Self:
        """Start, and wait until it answers."""
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it as Ctrl-C would."""
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)

    def start(self) -> None:
        """Start the process, and wait until it answers."""
        with self.log.open("w+b") if self.log else tempfile.TemporaryFile() as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
            wait_for(self.address, self.process, log)

    def kill(self) -> None:
        """End the process in the middle of whatever it does."""
        self.process.kill()
        self.process.wait()

    @property
    def cpu(self) -> float:
        """Seconds of CPU time so far, of all its threads."""
        stat = self._proc("stat").rpartition(")")[2].split()
        return sum(map(int, stat[11:13])) / os.sysconf("SC_CLK_TCK")

    @property
    def memory(self) -> float:
        """Megabytes in memory now."""
        pages = int(self._proc("statm").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def _proc(self, name: str) -> str:
        """Read what Linux says about the process."""
        return Path(f"/proc/{self.process.pid}/{name}").read_text()
