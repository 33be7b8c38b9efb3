"""Claims about the Dockerfile: its steps run, as plain commands in a new folder."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

import pytest

from bench.learner import Answer, Learner
from live.serving import address
from tests.browser.lab import of_core
from tests.browser.servers import ROOT, free_port, wait_for

PATIENCE = 600  # seconds for one step, such as installing everything
PORT = "8501"


def instructions() -> Iterator[tuple[str, str]]:
    """Yield every instruction of the Dockerfile: its name, and what it says."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, words = line.split(maxsplit=1)
            yield name, words


def left_out(folder: str, names: list[str]) -> list[str]:
    """Return which names in a folder .dockerignore keeps out of the image."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    return [
        name
        for name in names
        if is_left_out((Path(folder) / name).relative_to(ROOT), rules)
    ]


def is_left_out(path: Path, rules: list[str]) -> bool:
    """Whether the last rule for a path, or for a folder above it, excludes it."""
    out = False
    for rule in rules:
        pattern = rule.removeprefix("!")
        if any(fnmatch(str(place), pattern) for place in (path, *path.parents)):
            out = not rule.startswith("!")
    return out


def becoming(user: str, group: str) -> list[str]:
    """Return what makes a command of root that of a user who cannot write.

    He can read everything, since root may keep its Python in its own home.
    """
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        return []
    reading = "+dac_read_search"
    return [
        *("setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups"),
        *(f"--inh-caps={reading}", f"--ambient-caps={reading}"),
    ]


class Image:
    """What the steps of the Dockerfile leave behind.

    Parameters
    ----------
    place
        An empty folder, which everybody may read.

    """

    def __init__(self, place: Path) -> None:
        """Run all steps but the last."""
        self.folder = place / "lab"
        self.folder.mkdir()
        self.python = place / "python"
        subprocess.run([sys.executable, "-m", "venv", self.python], check=True)
        path = f"{self.python / 'bin'}{os.pathsep}{os.environ['PATH']}"
        self.environment = os.environ | {"PATH": path}
        self.become: list[str] = []
        self.last: dict[str, list[str]] = {}
        for name, words in instructions():
            if name == "RUN":
                self.run(["sh", "-c", words], check=True)
            elif name == "COPY":
                self.copy(*words.split())
            elif name == "ENV":
                self.environment |= dict(word.split("=") for word in words.split())
            elif name == "USER":
                self.become = becoming(*words.split(":"))
            elif name in {"CMD", "HEALTHCHECK"}:
                self.last[name] = json.loads(words[words.index("[") :])

    def copy(self, *names: str) -> None:
        """Copy as a COPY does, into the folder of the app."""
        for source in (ROOT / name for name in names[:-1]):
            if source.is_dir():
                shutil.copytree(
                    source, self.folder, ignore=left_out, dirs_exist_ok=True
                )
            else:
                assert not left_out(str(source.parent), [source.name])
                shutil.copy(source, self.folder)

    def run(
        self, command: list[str], *, check: bool = False
    ) -> subprocess.CompletedProcess[str]:
        """Run a command inside."""
        return subprocess.run(
            [*self.become, *command],
            cwd=self.folder,
            env=self.environment,
            check=check,
            timeout=PATIENCE,
            text=True,
            stdout=subprocess.PIPE,
        )

    def at(self, name: str, port: int) -> list[str]:
        """Return the words of CMD or HEALTHCHECK, for another port."""
        return [word.replace(PORT, str(port)) for word in self.last[name]]


class Container(NamedTuple):
    """An image that runs."""

    image: Image
    port: int


@pytest.fixture(scope="module")
def container() -> Iterator[Container]:
    """Return the image, built and started on a free port."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place,
        tempfile.TemporaryFile() as log,
    ):
        Path(place).chmod(0o755)
        image = Image(Path(place))
        port = free_port()
        process = subprocess.Popen(
            [*image.become, *image.at("CMD", port)],
            cwd=image.folder,
            env=image.environment,
            stdout=log,
            stderr=log,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}", process, log)
            yield Container(image, port)
        finally:
            process.terminate()
            process.wait(timeout=60)


def test_a_server_that_runs_is_healthy(container):
    """The health check ends well once the server answers."""
    image, port = container
    assert image.run(image.at("HEALTHCHECK", port)).returncode == 0


def test_a_server_that_is_away_is_not_healthy(container):
    """The health check fails where nobody listens."""
    image, _ = container
    assert image.run(image.at("HEALTHCHECK", free_port())).returncode != 0


@pytest.mark.parametrize("path", ["", address("lab.js"), address("plotly.min.js")])
def test_the_container_serves_the_app(container, path):
    """The page, our modules and plotly.js are there."""
    url = f"http://127.0.0.1:{container.port}/{path}"
    with urllib.request.urlopen(url, timeout=30) as answer:
        assert answer.status == 200


def test_a_learner_finds_a_lesson_in_the_container(container):
    """The numbers of a lesson come out of it, with the packages of the image alone."""

    async def visit() -> Answer:
        learner = Learner(f"http://127.0.0.1:{container.port}", "/softmax?z1=1&z2=2")
        answer = await learner.open()
        await learner.close()
        return answer

    with ThreadPoolExecutor(1) as thread:  # a browser may have its loop in this one
        answer = thread.submit(asyncio.run, visit()).result()
    assert answer.message.rest["p"].tolist() == of_core([1.0, 2.0, 4.0])


def test_every_package_has_its_version(container):
    """Nothing is installed whose version deploy/versions.txt leaves open."""
    installed = container.image.run(["pip", "freeze"], check=True).stdout.split("\n")
    pinned = (ROOT / "deploy" / "versions.txt").read_text(encoding="utf-8").split("\n")
    assert set(installed) <= set(pinned)


def test_only_what_the_app_runs_on_is_in_the_image(container):
    """No tests, no measurements, no packages of the tests."""
    inside = {place.name for place in container.image.folder.iterdir()}
    assert "app.py" in inside
    assert inside.isdisjoint({"tests", "bench", "docs", ".git", ".venv", "Makefile"})


def test_the_container_runs_as_nobody_in_particular():
    """What breaks out of the app is not root."""
    assert dict(instructions())["USER"].split(":") == ["1000", "1000"]
