"""Tests that take long, or start several servers; `make endurance` runs them."""

from tests.browser.conftest import (
    app,
    browser,
    desktop,
    handset,
    page,
    phone,
    pytest_collection_finish,
)

# What a person at a browser needs, as in the tests that are quick.
__all__ = [
    "app",
    "browser",
    "desktop",
    "handset",
    "page",
    "phone",
    "pytest_collection_finish",
]
