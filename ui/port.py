"""Whether the app can have a port.

``python -m ui.port 8501`` says nothing if so, and else what to do; Streamlit would
only say that it is not available.
"""

from __future__ import annotations

import errno
import socket
import sys


def obstacle(port: str) -> str | None:
    """Return why nobody can listen on a port, and what to do; None if one can."""
    if not port.isdecimal() or not 0 < int(port) <= 65_535:  # noqa: PLR2004 - of TCP
        return f"A port is a number from 1 to 65535, such as PORT=8501, not {port!r}."
    try:
        socket.create_server(("", int(port))).close()
    except OSError as error:
        reason = (
            "is taken, perhaps by a Logit Lab that still runs: end that, or"
            if error.errno == errno.EADDRINUSE
            else f"cannot be opened ({error.strerror}):"
        )
        return f"Port {port} {reason} choose another one, such as PORT=8600."
    return None


if __name__ == "__main__":
    sys.exit(obstacle(sys.argv[1]))
