"""Runs: what training makes of the flowers, epoch by epoch."""

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core import cross_entropy_from_logits
from core.training import Step, plain_sigmoid, train
from figures.flowers import EACH, SPECIES, WINDOWS, centimetres, held_out
from figures.regions import regions, slices

Array = NDArray[np.float64]

EPOCHS: Final = 200
LATE: Final = 20  # the last epochs, in which a run that settled hardly moves
STILL: Final = 0.01  # of the loss


@dataclass(frozen=True, eq=False)
class Run:
    """A run over the flowers of the last K species.

    Every array below begins with an axis of 201 epochs. A run that diverged
    keeps its last model to the end.

    Attributes
    ----------
    first : int
        The first flower it knows; the others follow in order.
    mean, deviation : ndarray, shape (4,)
        What the features of the flowers to learn from were standardised with.
    x : ndarray, shape (N, 4)
        All flowers, standardised.
    truth, held : ndarray, shape (N,)
        The species of each flower, counted from 0, and whether it is kept from
        training.
    ended : int
        The last epoch of the run.
    weights, biases : ndarray, shapes (201, 4, K) and (201, K)
        The model.
    single_weights, single_biases : ndarray, shapes (201, 4) and (201,)
        Of two species: logistic regression, trained on the same flowers.
    losses, accuracies : ndarray, shape (201, 2)
        Means over the flowers to learn from, and over those that are kept.
    confusion : ndarray, shape (201, 2, K, K)
        How many flowers of a species (rows) were taken for which (columns).
    missed : ndarray of bool, shape (201, N)
        Which flowers are taken for another species.

    """

    first: int
    mean: Array
    deviation: Array
    x: Array
    truth: NDArray[np.int64]
    held: NDArray[np.bool_]
    ended: int
    weights: Array
    biases: Array
    single_weights: Array
    single_biases: Array
    losses: Array
    accuracies: Array
    confusion: NDArray[np.int64]
    missed: NDArray[np.bool_]

    @property
    def outcome(self) -> str:
        """What became of it: diverged, overshooting, falling or settled."""
        train_loss = self.losses[:, 0]
        if self.ended < EPOCHS:
            return "diverged"
        if (train_loss > train_loss[0]).any():
            return "overshooting"
        late = train_loss[-LATE:]
        return "falling" if late[-1] < (1 - STILL) * late[0] else "settled"


@lru_cache(maxsize=64)  # a run holds 120 kB; settings are anybody's choice
def run(rate: float, batch: int, penalty: float, seed: int, count: int) -> Run:
    """Train on the last `count` species for 200 epochs, or until it diverges.

    A `batch` of 0 means all flowers at once. Of two species, logistic
    regression is trained as well.
    """
    first = EACH * (len(SPECIES) - count)
    cm, held = centimetres()[first:], held_out(seed)[first:]
    truth = np.arange(len(cm)) // EACH
    mean, deviation = cm[~held].mean(axis=0), cm[~held].std(axis=0)
    x = (cm - mean) / deviation
    data = x[~held], np.eye(count)[truth[~held]]
    fit = partial(train, epochs=EPOCHS, batch=batch or None, seed=seed)
    steps = list(fit(*data, rate=rate, penalty=penalty))
    weights, biases = stacked(steps)
    single_weights, single_biases = np.zeros((EPOCHS + 1, 4)), np.zeros(EPOCHS + 1)
    if count == 2:  # noqa: PLR2004 - the two of logistic regression
        # Both weights of a softmax move: one alone takes steps twice as long.
        single = fit(
            data[0],
            data[1][:, 1:],
            rate=2 * rate,
            penalty=penalty / 2,
            predict=plain_sigmoid,
        )
        wide, narrow = stacked(list(single))
        single_weights, single_biases = wide[..., 0], narrow[..., 0]
    logits = x @ weights + biases[:, np.newaxis]
    losses = cross_entropy_from_logits(logits, truth)
    found = logits.argmax(axis=-1)
    missed = found != truth
    parts = [~held, held]
    pairs = truth * count + found
    counts = [np.array([np.bincount(row, minlength=count**2) for row in pairs[:, part]])
              for part in parts]  # fmt: skip
    return Run(
        first=first,
        mean=mean,
        deviation=deviation,
        x=x,
        truth=truth,
        held=held,
        ended=steps[-1].epoch,
        weights=weights,
        biases=biases,
        single_weights=single_weights,
        single_biases=single_biases,
        losses=np.stack([losses[:, part].mean(axis=1) for part in parts], axis=1),
        accuracies=np.stack([1 - missed[:, part].mean(axis=1) for part in parts], 1),
        confusion=np.stack(counts, axis=1).reshape(-1, 2, count, count),
        missed=missed,
    )


def stacked(steps: list[Step]) -> tuple[Array, Array]:
    """Return weights and biases of all epochs; the last step stays to the end."""
    steps = steps + [steps[-1]] * (EPOCHS + 1 - len(steps))
    return np.array([s.weights for s in steps]), np.array([s.biases for s in steps])


@lru_cache(maxsize=64)  # 60 kB each
def corners(pair: tuple[int, int], *settings: float) -> Array:
    """Return the regions over two features of the run of some settings, by epoch."""
    made = run(*settings)
    planes = slices(made.weights, made.biases, made.mean, made.deviation, pair)
    return regions(planes, (WINDOWS[pair[0]], WINDOWS[pair[1]]))
