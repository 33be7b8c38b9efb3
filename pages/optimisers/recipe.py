"""Odds in Python alone."""


def recipe(p: float) -> tuple[float, float]:
    """Return the odds of something, and those of its opposite."""
    odds = p / (1 - p)
    return odds, 1 / odds
