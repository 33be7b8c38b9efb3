"""Inputs that break softmax implementations."""

import numpy as np
from hypothesis import strategies as st

from tests.core.exact import Row


def logit_rows(seed: int, size: int) -> dict[str, list[Row]]:
    """Return rows of finite or -inf logits by regime, about `size` rows each."""
    rng = np.random.default_rng(seed)

    def normal(scale: float, classes: int) -> list[Row]:
        return [tuple(row) for row in rng.normal(0, scale, (size, classes))]

    def ahead(low: float, high: float) -> list[Row]:
        rows = rng.normal(0, 2, (size, 4))
        rows[:, 1] += rng.uniform(low, high, size)
        return [tuple(row) for row in rows]

    masked = rng.normal(0, 5, (size, 6))
    masked[rng.random((size, 6)) < 0.4] = -np.inf
    masked[:, 3] = rng.normal(0, 50, size)
    huge = rng.choice([-1.0, 1.0], (size, 4)) * rng.uniform(0.1, 1.7, (size, 4)) * 1e308
    huge[: size // 2, 1:3] = huge[: size // 2, :1]
    near = rng.normal(0, 100, (size, 1)) + rng.normal(0, 1e-13, (size, 5))
    tiny = rng.normal(0, 1, (size, 3)) * 10.0 ** rng.integers(-323, -300, (size, 3))
    pairs = np.stack([np.zeros(size), -rng.uniform(0.01, 80, size)], axis=-1)
    # Multiples of 1/64 repeat, and the judge computes each power once.
    wide = np.round(rng.normal(0, 4, (max(size // 20, 2), 1000)) * 64) / 64
    widest = np.round(rng.normal(0, 2, 100_000) * 64) / 64
    alike = np.full(1000, -0.1)
    alike[0] = 0.0
    return {
        "normal, scale 1": normal(1, 3) + normal(1, 10),
        "normal, scale 10": normal(10, 3) + normal(10, 10),
        "normal, scale 100": normal(100, 5),
        "normal, scale 700": normal(700, 5),
        "one ahead by 1 to 700": ahead(1, 700),
        "gaps near 36 to 40": ahead(36, 40),
        "gaps near 700 to 750": ahead(700, 750),
        "two classes": [tuple(row) for row in pairs],
        "huge": [tuple(row) for row in huge],
        "masked": [tuple(row) for row in masked],
        "near ties": [tuple(row) for row in near],
        "subnormal": [tuple(row) for row in tiny],
        "one class": [(float(x),) for x in rng.normal(0, 100, 5)],
        "1000 classes": [*map(tuple, wide), tuple(alike)],
        "100,000 classes": [tuple(widest)],
    }


@st.composite
def close_rows(draw, limit: float) -> list[float]:
    """Draw logits of which some are a few floats apart, the hardest to tell."""
    row = draw(st.lists(st.floats(-limit, limit), min_size=1, max_size=4))
    near = draw(st.sampled_from(row))
    steps = draw(st.lists(st.integers(-20, 20), min_size=1, max_size=8))
    return [*row, *(near + step * float(np.spacing(near)) for step in steps)]


def temperatures(seed: int, size: int) -> np.ndarray:
    """Return temperatures from the smallest float to 1e300, most of them ordinary."""
    rng = np.random.default_rng(seed)
    ordinary = np.exp(rng.uniform(np.log(0.05), np.log(20), size))
    extreme = [5e-324, 1e-310, 1e-300, 1e-100, 1e-8, 1e8, 1e100, 1e300]
    return np.concatenate([ordinary, extreme])


def log_odds(seed: int, size: int) -> np.ndarray:
    """Return arguments of the sigmoid: small, large and at the edges of exp."""
    rng = np.random.default_rng(seed)
    scales = np.array([1e-300, 1e-8, 1, 10, 100, 700])
    edges = [0, 36.7, 37, 40, 709.7, 709.8, 720, 745, 745.2, 1e4, 1e308, 5e-324]
    spread = (rng.normal(0, 1, (size, 6)) * scales).ravel()
    return np.concatenate([spread, edges, np.negative(edges)])


def probabilities(seed: int, size: int) -> np.ndarray:
    """Return probabilities inside (0, 1), crowded near 0, one half and 1."""
    rng = np.random.default_rng(seed)
    near = 10.0 ** -rng.uniform(0.3, 16, size)
    tiny = 10.0 ** -rng.uniform(16, 323, size)
    p = np.concatenate([rng.random(size), near, 1 - near, tiny, 0.5 + near / 3])
    p = np.concatenate([p, 0.5 - near / 3, 0.25 + near / 100, [0.25, 0.75, 5e-324]])
    return p[(p > 0) & (p < 1)]


def distributions(seed: int, size: int) -> list[Row]:
    """Return distributions: even, sparse, peaked, tiny and wide ones."""
    rng = np.random.default_rng(seed)
    rows: list[Row] = []
    for classes, sharpness in [(2, 1), (3, 1), (5, 0.01), (10, 0.1), (10, 10)]:
        rows += map(tuple, rng.dirichlet([sharpness] * classes, size))
    for gap in rng.uniform(1, 740, size):
        weight = np.exp([0, -gap, -gap / 2])
        rows.append(tuple(weight / weight.sum()))
    rows += [(1.0, 0.0, 0.0), (0.5, 0.5), tuple(np.full(1000, 1e-3))]
    return [*rows, tuple(np.full(100_000, 1e-5))]
