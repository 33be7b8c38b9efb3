"""How hypothesis looks for counterexamples in all tests.

Every run draws examples of its own. To fix them would promise too much: they depend on
the literals of all modules that are loaded, and so on the machine. What holds only for
some examples is no claim. Of a failure the line is printed that brings it back, and

    pytest --hypothesis-profile=search --hypothesis-seed=1 tests/core

looks at fifty times as many.
"""

import pytest
from hypothesis import HealthCheck, settings

# No verdict on how busy the machine is, and nothing left behind.
EVERYWHERE = settings(
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("usual", EVERYWHERE)
settings.register_profile("search", EVERYWHERE, max_examples=5000)
settings.load_profile("usual")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the browser come last: its event loop stays until the end of the run."""
    items.sort(key=lambda item: "browser" in item.path.parts)
