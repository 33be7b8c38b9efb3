"""Train networks of 1 to 12 hidden layers on digits, and store how many are right.

Run from the root of the project, it takes some minutes:

    python -m core.train_deep

All seeds are 0, so this is one run of each; others end elsewhere. Gradient descent on
many layers is so unstable that a processor which rounds otherwise ends elsewhere too.
So each network is trained twice, the second time with all weights larger by 1e-14.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np

from core.activations import ACTIVATIONS
from core.dense import Dense, Spread, fit
from core.digits import KINDS, SIDE, split
from core.optimisers import Rule, adam, gradient_descent
from core.trained_deep import DEPTHS, FILE, RULES

UNITS: Final = 15  # of each hidden layer
EPOCHS: Final = 40
BATCH: Final = 32
NUDGE: Final = 1e-14
RATES: Final[dict[str, Rule]] = {
    "gradient descent": partial(gradient_descent, rate=0.1),
    "adam": partial(adam, rate=0.003),
}
SPREADS: Final[dict[str, Spread]] = {"relu": "he", "leaky": "he", "gelu": "he"}


def right(rule: str, key: str, layers: int) -> tuple[int, int]:
    """Train a network, and return how many of 360 held-out images it reads right.

    Parameters
    ----------
    rule : str
        Of `RULES`.
    key : str
        Of `ACTIVATIONS`: what hidden layers do. Ramps start as He and others advise,
        other activations as Glorot and Bengio do.
    layers : int
        How many hidden layers there are.

    Returns
    -------
    right, nudged : int
        From the start, and from the start with all weights larger by 1e-14.

    """
    known, held = split(seed=0)
    net = Dense((SIDE**2, *(UNITS,) * layers, KINDS), ACTIVATIONS[key])
    begin = net.initial(0, SPREADS.get(key, "xavier"))
    both = np.stack([begin, begin * (1 + NUDGE)])
    *_, last = fit(
        *(net, both, known.x, known.y, RATES[rule]), epochs=EPOCHS, batch=BATCH
    )
    found = net.accuracy(last, held.x, held.y) * len(held.labels)
    return round(float(found[0])), round(float(found[1]))


def lines() -> Iterator[str]:
    """Yield the lines of the file."""
    yield "rule,activation,layers,right,nudged"
    for rule in RULES:
        for key in ACTIVATIONS:
            for layers in DEPTHS:
                found = right(rule, key, layers)
                yield ",".join(map(str, (rule, key, layers, *found)))


def store(file: Path) -> None:
    """Train all networks, and write what they reach."""
    file.write_text("\n".join(lines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    with np.errstate(all="ignore"):
        store(FILE)
