"""Squares: a picture of tiles, and an outline around some of them."""

import numpy as np

from figures.marks import INK, Array, Found, Mark, Number, Rule, answer, line, mark

CORNERS = np.array([0, 1, 1, 0, 0]), np.array([0, 0, 1, 1, 0])


def tiles(
    name: str,
    corners: tuple[Number, Number],
    count: int,
    *,
    size: float = 1,
    color: str = "var(--track)",
    opacity: Number = 1,
) -> Mark:
    """Return square tiles with their left and upper corners at x and y."""
    x, y = corners
    numbers: dict[str, Number] = {"x": x, "y": np.full(count, size), "base": y}
    look = {"width": size, "offset": 0, "marker": {"color": color}}
    return mark(name, "bar", numbers | {"marker.opacity": opacity}, **look)


def moved(places: Array, by: Rule) -> Rule:
    """Return the places of tiles that are moved all together."""

    def there(found: Found) -> Array:
        return np.asarray(answer(by, found))[..., np.newaxis] + places

    return there


def box(name: str, x: Rule, y: Rule, size: float, *, width: float, color: str) -> Mark:
    """Return the outline of a square with its left and upper corner at x and y."""
    across, upright = (size * corner for corner in CORNERS)
    return line(name, moved(across, x), moved(upright, y), color=color, width=width)


def still(name: str, ends: tuple[float, float], *, dash: str = "solid") -> Mark:
    """Return the outline of a square that stands still, from end to end both ways."""
    low, high = ends
    x, y = (low + (high - low) * corner for corner in CORNERS)
    return line(name, x, y, color=INK, width=1.5, dash=dash)
