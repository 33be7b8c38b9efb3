"""How a class gets here: the address of the app in its room, as a QR code.

``python -m ui.invitation 8501`` prints it for the app on that port.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any, Final, TextIO
from urllib.parse import urlsplit

import segno
import streamlit as st

from ui.markup import environment

ELSEWHERE: Final = ("192.0.2.1", 9)  # an address that the standards leave to examples
PATIENCE: Final = 0.5  # seconds until this machine answers itself
LONGEST: Final = 300  # characters of an address that phones read without trouble
PORTS: Final = {"http": 80, "https": 443}


def own_address() -> str | None:
    """Return the address of this machine in its network, if it is in one.

    The system picks the way to a place elsewhere, and nothing is sent there.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(ELSEWHERE)
        except OSError:
            return None
        host = str(way.getsockname()[0])
    return None if is_local(host) else host


def is_local(host: str) -> bool:
    """Whether a host means the machine that asks, whichever that is."""
    try:
        address = ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    return address.is_loopback or address.is_unspecified


def is_private(address: str) -> bool:
    """Whether an address is found only inside the network of a room."""
    try:
        return ip_address(urlsplit(address).hostname or "").is_private
    except ValueError:
        return False


def answers(host: str, port: int) -> bool:
    """Whether somebody listens there; asked only about this machine."""
    try:
        socket.create_connection((host, port), PATIENCE).close()
    except OSError:
        return False
    return True


def class_address(opened: str, named: str, *, direct: bool) -> str | None:
    """Return the address under which a class finds the page; None if it cannot.

    Parameters
    ----------
    opened
        The address that the visitor's browser shows.
    named
        The host that the server was told to be called by, or ``localhost``.
    direct
        Whether that browser talks to the server from the same machine.

    """
    try:
        parts = urlsplit(opened)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or not host:
        return None
    if is_local(host):
        host = named if not is_local(named) else own_address() if direct else None
        if host is None:
            return None
        if host != named and not answers(host, port or PORTS[parts.scheme]):
            return None
    place = f"[{host}]" if ":" in host else host
    path = parts.path.rstrip("/")  # Streamlit leaves it out below a path
    address = f"{parts.scheme}://{place}{f':{port}' if port else ''}{path}/"
    return address if len(address) <= LONGEST else None


def tile(address: str, label: str) -> str:
    """Return a QR code as HTML."""
    code = segno.make(address, micro=False)
    source = code.svg_data_uri(dark="#000", light="#fff", omitsize=True)
    template = environment().get_template("templates/code.html")
    return template.render(label=label, source=source)


def show(words: Mapping[str, Any]) -> None:
    """Show the address and its QR code, or say why there is none."""
    address = class_address(
        st.context.url or "",
        str(st.get_option("browser.serverAddress")),
        direct=st.context.ip_address is None,
    )
    if address is None:
        st.markdown(words["alone"])
        return
    st.html(tile(address, words["label"]))
    st.code(address, language=None)
    st.markdown(words["network"] if is_private(address) else words["hint"])


def offer(words: Mapping[str, Any]) -> None:
    """Show a button that opens the QR code."""
    opened = st.dialog(words["title"])(show)
    if st.button(words["button"], icon=":material/qr_code_2:", type="tertiary"):
        opened(words)


def announce(host: str, port: str, out: TextIO) -> None:
    """Write the QR code of the app on a host and port to a terminal."""
    address = f"http://{host}:{port}/"
    segno.make(address, micro=False).terminal(out, compact=True)
    out.write(f"\nThe class opens {address}\n")


if __name__ == "__main__":
    named = os.environ.get("STREAMLIT_BROWSER_SERVER_ADDRESS", "localhost")
    host = own_address() if is_local(named) else named
    if host is None:
        sys.exit(
            "This computer has no address in a network. Join one, or say where a "
            "class finds it: STREAMLIT_BROWSER_SERVER_ADDRESS=…"
        )
    announce(host, sys.argv[1], sys.stdout)
