"""Finds nginx for the tests, or gets it, and runs it with our configuration.

``python -m tests.endurance.nginx`` makes sure that there is one: installed; else,
on Debian as root, the distribution's package; else one sentence says what to do.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.browser.servers import ROOT, free_port, wait_for

PATIENCE = 300  # seconds for one way of getting nginx
PLACES = f"{os.environ['PATH']}{os.pathsep}/usr/sbin{os.pathsep}/usr/local/sbin"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def installed() -> str | None:
    """Return the path of nginx, if there is one."""
    return shutil.which("nginx", path=PLACES)


def ensure() -> str | None:
    """Get nginx if there is none; return what to do if that fails."""
    if not installed() and shutil.which("apt-get") and os.geteuid() == 0:
        for words in ("update", "install -y --no-install-recommends nginx-light"):
            command = ["apt-get", *words.split()]
            subprocess.run(command, check=False, timeout=PATIENCE)
    if installed():
        return None
    return "These tests need nginx: install it, and try again."


def below(path: str) -> str:
    """Return what the configuration says to add for replicas that know of no path."""
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    [example] = set(re.findall(r"--server.baseUrlPath (\S+?);", text))
    lines = "\n".join(re.findall(r"^#     (rewrite .*)$", text, re.MULTILINE))
    return lines.replace(f"/{example}", path)


def configured(place: Path, port: int, inside: str, beside: str) -> str:
    """Return deploy/nginx.conf with everything it writes inside of one folder."""
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    held = {
        "listen 80 default_server;": f"listen 127.0.0.1:{port};\n{inside}",
        "/run/nginx.pid": str(place / "pid"),
        "/var/cache/nginx/logit-lab": str(place / "cache"),
        "http {": "\n    ".join(
            [
                "http {",
                beside,
                *(f"{one}_temp_path {place / one};" for one in TEMPORARY),
            ]
        ),
    }
    for words, ours in held.items():
        assert text.count(words) == 1
        text = text.replace(words, ours)
    return text


@contextmanager
def nginx(
    ports: Sequence[int | None], inside: str = "", beside: str = "", base: str = ""
) -> Iterator[str]:
    """Run nginx before replicas on `ports`; yield the address of the app.

    Parameters
    ----------
    ports
        Where the replicas listen.
    inside, beside
        What else is said inside and beside the ``server`` block.
    base
        The path that the replicas live below.

    """
    path = installed()
    assert path
    port = free_port()
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as log:
        place = Path(folder)
        place.chmod(0o755)  # its workers are not root
        (place / "nginx.conf").write_text(configured(place, port, inside, beside))
        theirs = iter(ports)
        replicas = re.sub(
            r"(?<=server 127\.0\.0\.1:)\d+",
            lambda _: str(next(theirs)),
            (ROOT / "deploy" / "replicas.conf").read_text(),
        )
        (place / "replicas.conf").write_text(replicas)
        options = ["-p", folder, "-e", "stderr", "-g", "daemon off;"]
        process = subprocess.Popen(
            [path, "-c", place / "nginx.conf", *options], stdout=log, stderr=log
        )
        address = f"http://127.0.0.1:{port}{base}"
        try:
            wait_for(address, process, log)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=60)


if __name__ == "__main__":
    sys.exit(ensure())
