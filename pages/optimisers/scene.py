"""The odds of a probability."""

from core import odds
from live import Array


def scene(p: Array) -> dict[str, Array]:
    """Answer for a probability (...)."""
    ratio = odds(p)
    return {"odds": ratio, "even": ratio == 1, "nine": ratio > 9}
