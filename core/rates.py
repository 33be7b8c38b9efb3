"""The digits learned at many rates: what gradient descent and Adam make of each.

A run takes a second or two, so all were made ahead, from one beginning and with one
order of images, by ``python -m core.train_rates``. Another seed gives curves that
wriggle otherwise; where they fall and where they break stays.
"""

from functools import cache, partial
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from core.arguments import Floats
from core.dense import Dense, fit
from core.digits import split
from core.optimisers import Rule, adam, gradient_descent

NET: Final = Dense((64, 25, 15, 10))
RULES: Final = ("gradient_descent", "adam")
RATES: Final = 10.0 ** (np.arange(-16, 1) / 4)  # 0.0001 to 1, four to a decade
EPOCHS: Final = 40
BATCH: Final = 32
SEED: Final = 0  # of weights, of the order of images, and of which are held
FILE: Final = Path(__file__).parent / "data" / "digit_rates.npz"


class Curves(NamedTuple):
    """Runs at all rates, epoch by epoch; rules and rates stand in their order.

    Attributes
    ----------
    losses : ndarray, shape (2, 17, 41)
        The mean loss in nat of the images learned from.
    accuracies : ndarray, shape (2, 17, 41)
        The share of the 360 images held that are right.

    """

    losses: Floats
    accuracies: Floats


@cache
def curves() -> Curves:
    """Return what was measured, read only; losses are float32 in the file.

    Examples
    --------
    Adam at its usual rate, 0.001, before training and after 40 epochs:

    >>> adams = curves().accuracies[RULES.index("adam")]
    >>> adams[RATES.tolist().index(0.001), [0, 40]].round(2)
    array([0.08, 0.96])
    """
    with np.load(FILE, allow_pickle=False) as stored:
        found = Curves(*(stored[name].astype(np.float64) for name in Curves._fields))
    for array in found:
        array.setflags(write=False)
    return found


def measure(begin: Floats, rates: Floats = RATES, epochs: int = EPOCHS) -> Curves:
    """Train at all rates at once, by both rules, from the same beginning.

    Parameters
    ----------
    begin : ndarray of float64, shape (P,)
        The parameters before training.
    rates : ndarray of float64, shape (R,)
        Which to try.
    epochs : int
        How long.

    Returns
    -------
    Curves
        Of shape (2, R, epochs + 1).

    """
    column = rates[:, np.newaxis]
    rules = partial(gradient_descent, rate=column), partial(adam, rate=column)
    runs = [_run(rule, np.tile(begin, (len(rates), 1)), epochs) for rule in rules]
    return Curves(*np.stack(runs, axis=1))


def _run(rule: Rule, begin: Floats, epochs: int) -> Floats:
    """Return losses and accuracies of runs by one rule, shape (2, R, epochs + 1)."""
    learned, held = split(SEED)
    (x, y), (new, truth) = (learned.x, learned.y), (held.x, held.y)
    path = fit(NET, begin, x, y, rule, epochs=epochs, batch=BATCH, seed=SEED)
    return np.stack(
        [np.array([NET.loss(w, x, y), NET.accuracy(w, new, truth)]) for w in path],
        axis=-1,
    )
