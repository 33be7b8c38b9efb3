"""Runs: what training makes of the irises, epoch by epoch."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.gradients import cross_entropy_gradient
from core.iris import EACH, SPECIES, centimetres, held_out
from core.losses import cross_entropy_from_logits
from core.regions import regions, slices
from core.training import Step, plain_sigmoid, train

Array = NDArray[np.float64]

EPOCHS: Final = 200
LATE: Final = 20  # the last epochs, in which a run that settled hardly moves
STILL: Final = 0.01  # of the loss: less is no movement
SWINGS: Final = 0.05  # of the loss: more is no rest
OUTCOMES: Final = ("settled", "falling", "overshooting", "diverged", "swinging")


@dataclass(frozen=True, eq=False)
class Flowers:
    """The flowers of the last K species, standardised for a run.

    Attributes
    ----------
    first : int
        The first flower; the others follow in order.
    mean, deviation : ndarray, shape (4,)
        What the features of the flowers to learn from were standardised with.
    x : ndarray, shape (N, 4)
        All flowers, standardised.
    truth, held : ndarray, shape (N,)
        The species of each flower, counted from 0, and whether it is kept from
        training.

    """

    first: int
    mean: Array
    deviation: Array
    x: Array
    truth: NDArray[np.int64]
    held: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Example:
    """Flowers, each with a model: forward to logits, and back to what it pulls.

    Attributes
    ----------
    x : ndarray, shape (..., 4)
        Standardised features.
    truth : ndarray, shape (...)
        The species, counted from 0.
    weights, biases : ndarray, shapes (..., 4, K) and (..., K)
        The model.

    """

    x: Array
    truth: NDArray[np.int64]
    weights: Array
    biases: Array

    @cached_property
    def parts(self) -> Array:
        """What each feature adds to each logit, shape (..., 4, K)."""
        return np.asarray(self.x[..., np.newaxis] * self.weights)

    @cached_property
    def logits(self) -> Array:
        """The logits, shape (..., K)."""
        return np.asarray(self.parts.sum(axis=-2) + self.biases)

    @cached_property
    def miss(self) -> Array:
        """How far each probability is above the truth, p - y, shape (..., K)."""
        return cross_entropy_gradient(self.logits, self.truth)

    @cached_property
    def pulls(self) -> Array:
        """The slope of the loss along each weight, x (p - y), shape (..., 4, K)."""
        return np.asarray(self.x[..., np.newaxis] * self.miss[..., np.newaxis, :])


@dataclass(frozen=True, eq=False)
class Run:
    """A run over the flowers of the last K species.

    Every array begins with an axis of 201 epochs. A run that diverged keeps its
    last model to the end.

    Attributes
    ----------
    flowers : Flowers
        What it learned from, and what was kept from it.
    ended : int
        The last epoch of the run.
    weights, biases : ndarray, shapes (201, 4, K) and (201, K)
        The model.
    single_weights, single_biases : ndarray, shapes (201, 4) and (201,)
        Of two species: logistic regression, trained on the same flowers.

    """

    flowers: Flowers
    ended: int
    weights: Array
    biases: Array
    single_weights: Array
    single_biases: Array

    @property
    def species(self) -> tuple[str, ...]:
        """The species that it tells apart."""
        return SPECIES[-self.biases.shape[-1] :]

    @cached_property
    def logits(self) -> Array:
        """The logits of all flowers, shape (201, N, K)."""
        made: Array = self.flowers.x @ self.weights + self.biases[:, np.newaxis]
        return made

    @cached_property
    def losses(self) -> Array:
        """Mean losses in nat of the flowers learned from and kept, shape (201, 2)."""
        every = cross_entropy_from_logits(self.logits, self.flowers.truth)
        return np.stack([every[:, part].mean(axis=1) for part in self.parts], axis=1)

    @cached_property
    def missed(self) -> NDArray[np.bool_]:
        """Which flowers are taken for another species, shape (201, N)."""
        taken: NDArray[np.bool_] = self.logits.argmax(axis=-1) != self.flowers.truth
        return taken

    @cached_property
    def accuracies(self) -> Array:
        """Shares of the flowers learned from and kept that are right, (201, 2)."""
        return np.stack(
            [1 - self.missed[:, part].mean(axis=1) for part in self.parts], 1
        )

    @cached_property
    def confusion(self) -> NDArray[np.int64]:
        """How many of a species (rows) were taken for which, shape (201, 2, K, K)."""
        count = self.biases.shape[-1]
        pairs = self.flowers.truth * count + self.logits.argmax(axis=-1)
        counted = [
            [np.bincount(row, minlength=count**2) for row in pairs[:, part]]
            for part in self.parts
        ]
        return np.array(counted).swapaxes(0, 1).reshape(-1, 2, count, count)

    def while_running(self, numbers: Array) -> Array:
        """Return numbers by epoch; after the last epoch of the run they are nan."""
        epochs = np.arange(EPOCHS + 1).reshape(-1, *[1] * (numbers.ndim - 1))
        return np.where(epochs <= self.ended, numbers, np.nan)

    def example(self, epoch: NDArray[np.int64], place: NDArray[np.int64]) -> Example:
        """Return flowers by their places, each with the model of an epoch."""
        x, truth = self.flowers.x[place], self.flowers.truth[place]
        return Example(x, truth, self.weights[epoch], self.biases[epoch])

    @property
    def parts(self) -> list[NDArray[np.bool_]]:
        """Which flowers were learned from, and which were kept."""
        return [~self.flowers.held, self.flowers.held]

    @property
    def outcome(self) -> str:
        """What became of it, one of `OUTCOMES`."""
        train_loss = self.losses[:, 0]
        if self.ended < EPOCHS:
            return "diverged"
        if (train_loss > train_loss[0]).any():
            return "overshooting"
        return ending(train_loss[-LATE - 1 :])


def ending(losses: Array) -> str:
    """Return how a run ends, by its last losses: settled, falling or swinging.

    It falls if most of its way leads down, and it swings if it comes and goes.

    Examples
    --------
    >>> ending(np.array([0.5, 0.5, 0.499]))
    'settled'
    >>> ending(np.array([0.5, 0.4, 0.41, 0.3]))
    'falling'
    >>> ending(np.array([0.5, 0.2, 0.6, 0.499]))
    'swinging'
    """
    largest, spread = losses.max(), np.ptp(losses)
    way = np.abs(np.diff(losses)).sum()
    if spread > STILL * largest and losses[0] - losses[-1] > way / 2:
        return "falling"
    return "swinging" if spread > SWINGS * largest else "settled"


def flowers_of(seed: int, count: int) -> Flowers:
    """Return the flowers of the last `count` species, as a seed parts them."""
    first = EACH * (len(SPECIES) - count)
    cm, held = centimetres()[first:], held_out(seed)[first:]
    mean, deviation = cm[~held].mean(axis=0), cm[~held].std(axis=0)
    truth = np.arange(len(cm)) // EACH
    return Flowers(first, mean, deviation, (cm - mean) / deviation, truth, held)


@lru_cache(maxsize=64)  # a run holds 200 kB; settings are anybody's choice
def run(rate: float, batch: int, penalty: float, seed: int, count: int) -> Run:
    """Train on the last `count` species for 200 epochs, or until it diverges.

    A `batch` of 0 means all flowers at once. Of two species, logistic
    regression is trained as well.
    """
    flowers = flowers_of(seed, count)
    learned = ~flowers.held
    x, y = flowers.x[learned], np.eye(count)[flowers.truth[learned]]
    fit = partial(train, x, epochs=EPOCHS, batch=batch or None, seed=seed)
    steps = list(fit(y, rate=rate, penalty=penalty))
    single_weights, single_biases = np.zeros((EPOCHS + 1, 4)), np.zeros(EPOCHS + 1)
    if count == 2:  # noqa: PLR2004 - the two of logistic regression
        # Both weights of a softmax move: one alone takes steps twice as long.
        single = partial(fit, y[:, 1:], predict=plain_sigmoid)
        wide, narrow = stacked(list(single(rate=2 * rate, penalty=penalty / 2)))
        single_weights, single_biases = wide[..., 0], narrow[..., 0]
    ended = steps[-1].epoch
    return Run(flowers, ended, *stacked(steps), single_weights, single_biases)


@lru_cache(maxsize=64)  # 60 kB each
def regions_of(
    run: Run, pair: tuple[int, int], windows: Sequence[tuple[float, float]]
) -> Array:
    """Return the regions of the species over two features, by epoch.

    Of each feature a window is seen; those not seen stand at their means. The
    answer has the shape (201, K, 2, 6), as of `core.regions.regions`.
    """
    mean, deviation = run.flowers.mean, run.flowers.deviation
    planes = slices(run.weights, run.biases, mean, deviation, pair)
    first, second = pair
    return regions(planes, (windows[first], windows[second]))


def stacked(steps: list[Step]) -> tuple[Array, Array]:
    """Return weights and biases of all epochs; the last step stays to the end."""
    steps = steps + [steps[-1]] * (EPOCHS + 1 - len(steps))
    return np.array([s.weights for s in steps]), np.array([s.biases for s in steps])
