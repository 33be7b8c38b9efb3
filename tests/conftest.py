"""How hypothesis looks for counterexamples in all tests."""

import pytest
from hypothesis import settings

# The same examples at every run, and no verdict on how busy the machine is.
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the browser come last: its event loop stays until the end of the run."""
    items.sort(key=lambda item: "browser" in item.path.parts)
