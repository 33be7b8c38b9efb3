"""Whom to tell that something is wrong here, where the host of the app says so."""

from __future__ import annotations

import os
import re
from typing import Final
from urllib.parse import urlsplit

SETTING: Final = "LOGIT_LAB_CONTACT"
LONGEST: Final = 300
# Narrower than the standard: no sign that could add a header to a mail.
MAIL: Final = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
WRITTEN: Final = re.compile(r"[!-~]+")


def contact() -> str:
    """Return an e-mail address or an https address; empty if the host names none.

    Raises
    ------
    ValueError
        If the setting is neither.

    """
    said = os.environ.get(SETTING, "").strip()
    if said and not is_mail(said) and not is_site(said):
        raise ValueError(f"{SETTING} is an e-mail or https address, got {said!r}")
    return said


def is_mail(said: str) -> bool:
    """Whether a text is an e-mail address."""
    return len(said) <= LONGEST and MAIL.fullmatch(said) is not None


def is_site(said: str) -> bool:
    """Whether a text is an https address that shows no name and no password."""
    if len(said) > LONGEST or not WRITTEN.fullmatch(said):
        return False
    try:
        parts = urlsplit(said)
        return (
            parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
        )
    except ValueError:
        return False
