"""Questions with exact answers, and the marks that a function gets for its own.

An error is counted in ulp: spacings of float64 at the exact value. Where a result
is a small difference of large terms by its nature, no float64 method can resolve it,
and the spacing is taken at the terms instead (`scales`).
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from mpmath import isfinite, mpf

from tests.core import adversarial, exact

WIDEST_FLOAT = mpf(2) ** 1024 - mpf(2) ** 970  # from here on float64 rounds to inf


class Question(NamedTuple):
    """Arguments of a function, its exact answers, and where to count in ulp.

    Of a very wide row only every `stride`-th answer is judged.
    """

    arguments: tuple[object, ...]
    answers: list[mpf]
    scales: list[mpf]
    stride: int = 1


class Marks(NamedTuple):
    """The worst and mean error in ulp, and the answers wrongly nan or inf."""

    worst: float
    mean: float
    wrong: int


def mark(function: Callable[..., object], questions: list[Question]) -> Marks:
    """Put all questions to a function."""
    errors: list[float] = []
    wrong = 0
    for arguments, answers, scales, stride in questions:
        with np.errstate(all="ignore"):
            results = np.ravel(np.asarray(function(*arguments), np.float64))
        judged = results[::stride].tolist()
        for result, answer, scale in zip(judged, answers, scales, strict=True):
            if not np.isfinite(result) or not isfinite(answer):
                wrong += result != _rounded(answer)
            else:
                errors.append(float(abs(mpf(result) - answer) / exact.ulp(scale)))
    return Marks(max(errors), sum(errors) / len(errors), int(wrong))


def _rounded(answer: mpf) -> float:
    """Return what a result that is not finite ought to be."""
    if abs(answer) < WIDEST_FLOAT:
        return float(answer)
    return float("inf") if answer > 0 else float("-inf")


def questions(seed: int, size: int) -> dict[str, list[Question]]:
    """Return the questions for every function of core, from one seed."""
    rng = np.random.default_rng(seed)
    regimes = adversarial.logit_rows(seed, size)
    rows = [row for regime in regimes.values() for row in regime]
    open_rows = [row for row in rows if len(row) <= 1000]
    short_rows = [row for row in rows if len(row) <= 10]
    heat = rng.permutation(np.resize(adversarial.temperatures(seed, size), len(rows)))
    warm = [
        (row, float(t)) for row, t in zip(rows, heat, strict=True) if len(row) <= 10
    ]
    x = adversarial.log_odds(seed, size)
    y = rng.choice([0, 1, 0.5, 1e-3, 1 - 1e-10, 1e-300], x.size)
    p = adversarial.probabilities(seed, size)
    dists = adversarial.distributions(seed, size)
    return {
        "softmax": list(_on_rows(exact.softmax, rows)),
        "softmax, any T": list(_on_warm_rows(exact.softmax, warm)),
        "log_softmax": list(_on_rows(exact.log_softmax, rows)),
        "log_softmax, any T": list(_on_warm_rows(exact.log_softmax, warm)),
        "logsumexp": [_logsumexp(z) for z in rows],
        "sigmoid": [_on_numbers(exact.sigmoid, x)],
        "log_sigmoid": [_on_numbers(exact.log_sigmoid, x)],
        "softplus": [_on_numbers(exact.softplus, x)],
        "logit": [_on_numbers(exact.logit, p)],
        "odds": [_on_numbers(exact.odds, p)],
        "entropy": [_at_itself((d,), [exact.entropy(d)]) for d in dists],
        "entropy_from_logits": [_entropy_from_logits(z) for z in open_rows],
        "cross_entropy": list(_cross_entropies(dists, rng)),
        "kl_divergence": list(_divergences(dists, rng)),
        "cross_entropy_from_logits, index": list(_index_losses(open_rows, rng)),
        "cross_entropy_from_logits, soft": list(_soft_losses(open_rows, rng)),
        "binary_cross_entropy_from_logits": [
            _on_numbers(exact.binary_cross_entropy_from_logits, x, y)
        ],
        "cross_entropy_gradient, index": list(_index_gradients(open_rows, rng)),
        "cross_entropy_gradient, soft": list(_soft_gradients(open_rows, rng)),
        "binary_cross_entropy_gradient": [_binary_gradient(x, y)],
        "softmax_jacobian": list(_on_rows(exact.softmax_jacobian, short_rows)),
    }


def _at_itself(arguments: tuple[object, ...], answers: list[mpf]) -> Question:
    return Question(arguments, answers, answers)


def _on_rows(
    function: Callable[..., list[mpf]], rows: list[exact.Row]
) -> Iterator[Question]:
    for z in rows:
        stride = 97 if len(z) > 10_000 else 1
        answers = function(z)[::stride]
        yield Question((np.array(z),), answers, answers, stride)


def _on_warm_rows(
    function: Callable[..., list[mpf]], rows: list[tuple[exact.Row, float]]
) -> Iterator[Question]:
    for z, t in rows:
        yield _at_itself((np.array(z), t), function(z, t))


def _on_numbers(function: Callable[..., mpf], *columns: np.ndarray) -> Question:
    answers = [
        function(*row) for row in zip(*map(np.ndarray.tolist, columns), strict=True)
    ]
    return _at_itself(columns, answers)


def _logsumexp(z: exact.Row) -> Question:
    answer = exact.logsumexp(z)
    return Question((np.array(z),), [answer], [max(abs(answer), abs(mpf(max(z))))])


def _entropy_from_logits(z: exact.Row) -> Question:
    answer = exact.entropy_from_logits(z)
    return Question((np.array(z),), [answer], [max(answer, mpf(2) ** -1012)])


def _cross_entropies(
    rows: list[exact.Row], rng: np.random.Generator
) -> Iterator[Question]:
    for p in rows:
        y = rng.dirichlet([0.3] * len(p)) * (np.array(p) > 0)
        one_hot = np.zeros(len(p))
        one_hot[np.argmax(y)] = 1
        for target in (y, one_hot):
            yield _at_itself(
                (np.array(p), target), [exact.cross_entropy(p, tuple(target))]
            )


def _divergences(rows: list[exact.Row], rng: np.random.Generator) -> Iterator[Question]:
    for p in rows:
        if len(p) > 1000:
            continue
        other = rng.dirichlet([1] * len(p))
        close = np.array(p) * np.exp(
            10.0 ** -rng.uniform(1, 15) * rng.normal(size=len(p))
        )
        for q in np.maximum([other, close / close.sum()], 1e-310):
            terms = exact.kl_terms(p, tuple(q))
            scale = sum(abs(term) for term in terms)
            yield Question((np.array(p), q), [mpf(sum(terms))], [mpf(scale)])


def _index(z: exact.Row, rng: np.random.Generator) -> int:
    """Return the winner half of the time, else any class that is not masked."""
    if rng.random() < 0.5:
        return int(np.argmax(z))
    return int(rng.choice(np.flatnonzero(np.isfinite(z))))


def _index_losses(
    rows: list[exact.Row], rng: np.random.Generator
) -> Iterator[Question]:
    for z in rows:
        k = _index(z, rng)
        one_hot = tuple(np.eye(len(z))[k].tolist())
        answer = exact.cross_entropy_from_logits(z, one_hot)
        yield _at_itself((np.array(z), k), [answer])


def _soft_losses(rows: list[exact.Row], rng: np.random.Generator) -> Iterator[Question]:
    for z in rows:
        y = _soft_target(z, rng)
        answer = exact.cross_entropy_from_logits(z, tuple(y.tolist()))
        yield _at_itself((np.array(z), y), [answer])


def _soft_target(z: exact.Row, rng: np.random.Generator) -> np.ndarray:
    return rng.dirichlet([0.5] * len(z)) * np.isfinite(z)


def _index_gradients(
    rows: list[exact.Row], rng: np.random.Generator
) -> Iterator[Question]:
    for z in rows:
        k = _index(z, rng)
        one_hot = tuple(np.eye(len(z))[k].tolist())
        yield _at_itself((np.array(z), k), exact.cross_entropy_gradient(z, one_hot))


def _soft_gradients(
    rows: list[exact.Row], rng: np.random.Generator
) -> Iterator[Question]:
    for z in rows:
        y = tuple(_soft_target(z, rng).tolist())
        answers = exact.cross_entropy_gradient(z, y)
        larger = [max(p, mpf(q)) for p, q in zip(exact.softmax(z), y, strict=True)]
        yield Question((np.array(z), np.array(y)), answers, larger)


def _binary_gradient(x: np.ndarray, y: np.ndarray) -> Question:
    pairs = list(zip(x.tolist(), y.tolist(), strict=True))
    answers = [exact.binary_cross_entropy_gradient(a, b) for a, b in pairs]
    # x > 0: (1 - y) - (1 - sigmoid x), else sigmoid x - y.
    scales = [
        max(1 - mpf(b), exact.sigmoid(-a)) if a > 0 else max(mpf(b), exact.sigmoid(a))
        for a, b in pairs
    ]
    return Question((x, y), answers, scales)
