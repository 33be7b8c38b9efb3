"""The version of the app; CHANGELOG.md says what is new in it."""

from typing import Final

VERSION: Final = "1.3.0"
