"""Which of many cases alike ``make test`` tries; ``make endurance`` tries the rest."""

from collections.abc import Callable, Iterable, Sequence
from itertools import cycle, product
from typing import Any

import pytest


def tried(cases: Iterable[Any], is_now: Callable[[Any], bool]) -> list[Any]:
    """Return cases for a parametrized test; those that are not for now are marked."""
    return [case if is_now(case) else later(case) for case in cases]


def later(case: object) -> object:
    """Return a case that waits."""
    values = case if isinstance(case, tuple) else (case,)
    return pytest.param(*values, marks=pytest.mark.long)


def by_turns(many: Sequence[object], few: Sequence[object]) -> list[Any]:
    """Return all pairs; for now, each of the many comes with one of the few."""
    now = set(zip(many, cycle(few), strict=False))
    return tried(product(many, few), now.__contains__)
