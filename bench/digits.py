"""Print how often the network that reads handwriting is right, as a markdown table.

Run from the root of the project:

    python -m bench.digits

`core.count_right` says what is counted; here it is counted anew, and timed.
"""

from statistics import median
from time import perf_counter

from core.arguments import Floats
from core.count_right import SEED, every
from core.digits import to_learn
from core.drawing import normalise_drawing
from core.handwriting import learn, read
from core.intervals import wilson_interval
from core.scribbles import scribbles


def row(name: str, rank: Floats) -> str:
    """Return a row of the table: right at first, and among the first two."""
    cells = []
    for first in (1, 2):
        found = wilson_interval(int((rank < first).sum()), rank.size)
        share, low, high = (f"{float(100 * part):.1f}" for part in found)
        cells.append(f"{share} % ({low} to {high})")
    return f"| {name} | {rank.size:,} | {' | '.join(cells)} |"


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
    print("right (95 % interval)\n")
    print("| tested on | images | first | first two |")
    print("| --- | ---: | ---: | ---: |")
    for test, rank in every():
        print(row(test, rank), flush=True)
    start = perf_counter()
    learn(to_learn())
    print(f"\nTraining: {perf_counter() - start:.2f} s")
    print(f"Strokes to probabilities: {milliseconds_of_a_drawing():.2f} ms")


if __name__ == "__main__":
    main()
