"""Train networks at many rates, and store what became of them.

Run from the root of the project, it takes some seconds:

    python -m core.train_rates
"""

from pathlib import Path

import numpy as np

from core.rates import FILE, NET, SEED, measure


def store(file: Path) -> None:
    """Train at all rates, and write losses and accuracies."""
    made = measure(NET.initial(SEED))
    losses = made.losses.astype(np.float32)
    np.savez_compressed(file, losses=losses, accuracies=made.accuracies)


if __name__ == "__main__":
    store(FILE)
