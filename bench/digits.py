"""Print how often the network that reads handwriting is right, as a markdown table.

Run from the root of the project:

    python -m bench.digits [drawings]

Nothing was trained on, or chosen by, what is measured here: 1,000 images of MNIST, and
drawings of a generator. Two more networks learn from images of UCI alone, and are
tested on others of the same people, and of other people.
"""

import sys
from collections.abc import Iterator
from statistics import median
from time import perf_counter

import numpy as np

from core.arguments import Floats
from core.digits import Digits, Split, split, split_by_writers, to_learn, unseen
from core.drawing import normalise_drawing
from core.handwriting import learn, read
from core.intervals import wilson_interval
from core.scribbles import Scribble, scribbles

SEED = 20_261  # of the drawings; it was written down before they were drawn


def drawn(some: list[Scribble]) -> Digits:
    """Return drawings in the form of the data."""
    counts = [normalise_drawing(s.strokes, s.pen).counts.ravel() for s in some]
    return Digits(np.array(counts), np.array([s.label for s in some], np.uint8))


def ranks(parameters: Floats, digits: Digits) -> Floats:
    """Return how many digits the network holds more likely than the right one."""
    p = read(digits.counts, parameters)[-1].a
    right = np.take_along_axis(p, digits.labels[:, np.newaxis].astype(int), axis=1)
    return np.asarray((p > right).sum(axis=1))


def row(name: str, rank: Floats) -> str:
    """Return a row of the table: right at first, and among the first two."""
    cells = []
    for first in (1, 2):
        found = wilson_interval(int((rank < first).sum()), rank.size)
        share, low, high = (f"{float(100 * part):.1f}" for part in found)
        cells.append(f"{share} % ({low} to {high})")
    return f"| {name} | {rank.size:,} | {' | '.join(cells)} |"


def of_uci(name: str, parts: Split) -> str:
    """Return the row of a network that learned from a part of UCI."""
    return row(name, ranks(learn(parts.train)[-1], parts.held))


def rows(drawings: int) -> Iterator[str]:
    """Yield the rows of the table."""
    last = learn(to_learn())[-1]
    yield row("MNIST, unseen", ranks(last, unseen()))
    yield row("drawings", ranks(last, drawn(list(scribbles(drawings, SEED)))))
    yield of_uci("UCI, at random", split(0))
    yield of_uci("UCI, other writers", split_by_writers())


def milliseconds_of_a_drawing() -> float:
    """Return the median time from strokes to ten probabilities."""
    last, times = learn(to_learn())[-1], []
    for scribble in scribbles(200, SEED):
        start = perf_counter()
        counts = normalise_drawing(scribble.strokes, scribble.pen).counts
        read(counts.reshape(1, -1), last)
        times.append(perf_counter() - start)
    return median(times) * 1e3


def main() -> None:
    """Print the table and the times."""
    drawings = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    print("right (95 % interval)\n")
    print("| tested on | images | first | first two |")
    print("| --- | ---: | ---: | ---: |")
    for line in rows(drawings):
        print(line, flush=True)
    start = perf_counter()
    learn(to_learn())
    print(f"\nTraining: {perf_counter() - start:.2f} s")
    print(f"Strokes to probabilities: {milliseconds_of_a_drawing():.2f} ms")


if __name__ == "__main__":
    main()
