"""Claims about the way a class finds the page."""

import io
import os
import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import zxingcpp

from ui import invitation
from ui.invitation import announce, class_address, is_local, own_address

ROOT = Path(__file__).parents[2]
LIGHT = {"█": (1, 1), "▀": (1, 0), "▄": (0, 1), " ": (0, 0)}


@pytest.fixture
def port():
    """Return a port on which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_an_address_that_others_can_open_is_taken_without_its_link():
    """What is on the screen is the visitor's; the way to the page is everybody's."""
    opened = "https://lab.example:8443/school/?z1=2#here"
    address = class_address(opened, "localhost", direct=False)
    assert address == "https://lab.example:8443/school/"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "[::]"])
def test_a_server_that_was_told_its_name_invites_by_it(host):
    """Behind a container or a tunnel only the teacher knows the address."""
    address = class_address(f"http://{host}:8501/", "lab.example", direct=False)
    assert address == "http://lab.example:8501/"


def test_a_computer_in_a_network_invites_by_its_address_there(monkeypatch, port):
    """The teacher's own window says localhost, which is of no use to the class."""
    monkeypatch.setattr(invitation, "own_address", lambda: "127.0.0.1")
    address = class_address(f"http://localhost:{port}", "localhost", direct=True)
    assert address == f"http://127.0.0.1:{port}/"


def test_nobody_is_sent_to_a_door_that_is_closed(monkeypatch, port):
    """A server that listens only to its own machine is not to be found from outside."""
    monkeypatch.setattr(invitation, "own_address", lambda: "127.0.0.2")
    opened = f"http://localhost:{port}/"
    assert class_address(opened, "localhost", direct=True) is None


def test_a_computer_in_no_network_invites_nobody(monkeypatch):
    """Without an address there is no code."""
    monkeypatch.setattr(invitation, "own_address", lambda: None)
    assert class_address("http://localhost:8501/", "localhost", direct=True) is None


def test_a_tunnel_is_not_taken_for_the_computer_itself(monkeypatch, port):
    """If localhost is another machine's, this machine's address would be wrong."""
    monkeypatch.setattr(invitation, "own_address", lambda: "127.0.0.1")
    opened = f"http://localhost:{port}/"
    assert class_address(opened, "localhost", direct=False) is None


@pytest.mark.parametrize(
    "opened",
    [
        *("", "x", "javascript:alert(1)", "http://", "http://[", "http://a:99999/"),
        f"http://a/{'b' * 9000}",
    ],
)
def test_an_address_that_makes_no_sense_is_not_spread(opened):
    """The other end of a websocket can say anything."""
    assert class_address(opened, "localhost", direct=True) is None


def test_the_address_of_this_machine_is_none_that_each_machine_has():
    """Localhost would lead every student to his own device."""
    host = own_address()
    assert host is None or not is_local(host)


def test_the_terminal_shows_a_code_that_can_be_read():
    """A reader of QR codes finds the address in the printed blocks."""
    out = io.StringIO()
    announce("192.168.7.20", "8501", out)
    rows = [line for line in out.getvalue().splitlines() if set(line) <= LIGHT.keys()]
    blocks = np.array([[LIGHT[sign] for sign in row] for row in rows if row])
    squares = blocks.transpose(0, 2, 1).reshape(-1, blocks.shape[1])
    picture = np.kron(squares, np.full((4, 4), 255)).astype(np.uint8)
    [code] = zxingcpp.read_barcodes(picture)
    assert code.text == "http://192.168.7.20:8501/"
    assert out.getvalue().endswith(f"{code.text}\n")


def test_the_command_invites_by_the_name_it_was_told():
    """A laptop that cannot find its address can be told it."""
    told = os.environ | {"STREAMLIT_BROWSER_SERVER_ADDRESS": "lab.example"}
    command = [sys.executable, "-m", "ui.invitation", "8501"]
    printed = subprocess.check_output(command, cwd=ROOT, env=told, encoding="utf-8")
    assert printed.endswith("http://lab.example:8501/\n")
