"""What hypothesis draws for lessons: numbers as learners set them, and any others."""

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from live.controls.text import is_harmless


def fewer(times: int) -> settings:
    """Return settings for what is slow to try: so many times fewer examples."""
    return settings(max_examples=settings().max_examples // times)


numbers = st.floats(-10, 10) | st.integers(-100, 100).map(lambda n: n / 10)
names = st.text(
    st.characters(codec="utf-8").filter(is_harmless), min_size=1, max_size=24
).filter(lambda name: name == name.strip())


def logits(least: int = 2, most: int = 10) -> st.SearchStrategy:
    """Return rows of so many logits."""
    rows = st.lists(numbers, min_size=least, max_size=most)
    return rows.map(lambda row: np.array(row, dtype=float) + 0.0)


@st.composite
def shared(draw, least: int = 2, most: int = 10) -> dict[str, float | str]:
    """Draw any values of the controls that all lessons share, but temperature."""
    count = draw(st.integers(least, most))
    z = draw(st.lists(numbers, min_size=count, max_size=count))
    called = draw(st.lists(names, min_size=count, max_size=count))
    return {
        **{f"z{i}": number + 0.0 for i, number in enumerate(z, start=1)},
        **{f"name{i}": name for i, name in enumerate(called, start=1)},
        "k": float(count),
    }


def link(state: dict[str, float | str]) -> dict[str, str]:
    """Return the link that says a state."""
    return {k: v if isinstance(v, str) else repr(v) for k, v in state.items()}
