"""Count how often the network that reads handwriting is right, and store it.

Run from the root of the project, it takes some seconds:

    python -m core.count_right
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from core.arguments import Floats
from core.counted_right import FILE, TESTS
from core.digits import Digits, Split, split, split_by_writers, to_learn, unseen
from core.drawing import normalise_drawing
from core.handwriting import learn, read
from core.scribbles import scribbles

DRAWINGS: Final = 2000
SEED: Final = 20_261  # of the drawings; it was written down before they were drawn


def drawn(count: int) -> Digits:
    """Return drawings of the generator in the form of the data."""
    some = list(scribbles(count, SEED))
    counts = [normalise_drawing(s.strokes, s.pen).counts.ravel() for s in some]
    return Digits(np.array(counts), np.array([s.label for s in some], np.uint8))


def ranks(parameters: Floats, digits: Digits) -> Floats:
    """Return how many digits the network holds more likely than the right one."""
    p = read(digits.counts, parameters)[-1].a
    right = np.take_along_axis(p, digits.labels[:, np.newaxis].astype(int), axis=1)
    return np.asarray((p > right).sum(axis=1))


def of_uci(parts: Split) -> Floats:
    """Return the ranks of a network that learned from a part of UCI, on the rest."""
    return ranks(learn(parts.train)[-1], parts.held)


def every() -> Iterator[tuple[str, Floats]]:
    """Yield the name of each test, and its ranks."""
    last = learn(to_learn())[-1]
    found = (
        ranks(last, unseen()),
        ranks(last, drawn(DRAWINGS)),
        of_uci(split(0)),
        of_uci(split_by_writers()),
    )
    yield from zip(TESTS, found, strict=True)


def store(file: Path) -> None:
    """Write a row for each test: images, right at first, right among the first two."""
    lines = ["test,images,first,two"]
    for test, rank in every():
        counts = rank.size, (rank < 1).sum(), (rank < 2).sum()  # noqa: PLR2004 - two
        lines.append(",".join([test, *map(str, counts)]))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    store(FILE)
