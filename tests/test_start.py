"""Claims about the start of the app, as its user starts it."""

import socket
import sys
import threading

import pytest
from websockets import Origin
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

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


def test_the_app_asks_nobody_who_it_is(asked):
    """Neither at its start nor when a page of another site wants to talk to it."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    with running(lambda port: [*command, f"--server.port={port}"]) as address:
        stream = f"{address.replace('http', 'ws')}/_stcore/stream"
        with pytest.raises(InvalidStatus, match="403"):
            connect(stream, origin=Origin("http://foreign.example"))
    assert asked == []
