"""Claims about the start of the app, as its user starts it."""

import socket
import sys
import threading

import pytest

from tests.browser.servers import running


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
        threading.Thread(target=take, daemon=True).start()
        yield requests


def test_the_app_starts_without_asking_anybody(asked):
    """A server that has just started has not asked the internet who it is."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    with running(lambda port: [*command, f"--server.port={port}"]):
        assert asked == []
