"""Print how fast core is beside scipy.special, as a markdown table.

Run from the root of the project:

    python -m bench.core_speed [rounds]

The two libraries take turns, so that a busy moment of the machine meets both; the
ratio is the median over all turns.
"""

import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter

import numpy as np
import scipy.special

import core
from core.gaps import measure

SHAPES = [(1_000_000, 3), (100_000, 10), (1_000, 1_000), (1, 1_000_000)]
NAMES = ["softmax", "log_softmax", "logsumexp"]


def milliseconds(work: Callable[[], object]) -> float:
    """Return the time one call takes."""
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1e3


def against_scipy(name: str, shape: tuple[int, int], rounds: int) -> str:
    """Return one row of the table."""
    logits = np.random.default_rng(0).normal(0, 3, shape)
    ours, theirs = getattr(core, name), getattr(scipy.special, name)
    turns = [
        (
            milliseconds(lambda: ours(logits)),
            milliseconds(lambda: theirs(logits, axis=-1)),
        )
        for _ in range(rounds)
    ]
    mine, other = (median(column) for column in zip(*turns, strict=True))
    ratio = median(a / b for a, b in turns)
    size = " x ".join(f"{n:,}" for n in shape)
    return f"| {name} | {size} | {mine:.1f} | {other:.1f} | {ratio:.2f} |"


def sweep_tables() -> None:
    """Compute what a lesson of five classes sends: five sliders of 201 steps each."""
    logits = np.array([0.3, 2.9, 4.0, -1.0, 1.0])
    for k in range(logits.size):
        sweep = np.repeat(logits[np.newaxis], 201, axis=0)
        sweep[:, k] = np.linspace(-10, 10, 201)
        core.softmax(sweep)
        measure(sweep)


def main() -> None:
    """Print the table and the time of the sweeps."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    print("| function | shape | core ms | scipy ms | ratio |")
    print("| --- | --- | ---: | ---: | ---: |")
    for name in NAMES:
        for shape in SHAPES:
            print(against_scipy(name, shape, rounds), flush=True)
    sweeps = median(milliseconds(sweep_tables) for _ in range(20 * rounds))
    print(f"\nSweep tables of a five-class lesson: {sweeps:.2f} ms")


if __name__ == "__main__":
    main()
