"""The family by its plain definitions, in 380 digits: the judge of core.

No trick of core is used here. 380 digits hold 1 + e^-745 with room to spare, so the
textbook formulas are exact as they stand. Arguments are single rows of floats;
results are lists of mpf.
"""

from collections import Counter
from functools import lru_cache

from mpmath import exp, frexp, ldexp, log, mp, mpf

mp.dps = 380

Row = tuple[float, ...]


@lru_cache(maxsize=100_000)
def logarithm(p: float) -> mpf:
    """Return log p; many probabilities are the same."""
    return log(mpf(p))


@lru_cache(maxsize=4096)
def gaps(z: Row, t: float = 1.0) -> dict[float, mpf]:
    """Return (z - max z) / T by logit: a common shift changes no ratio of powers."""
    peak = mpf(max(z))
    return {x: (mpf(x) - peak) / mpf(t) for x in set(z)}


@lru_cache(maxsize=4096)
def powers(z: Row, t: float = 1.0) -> tuple[dict[float, mpf], mpf]:
    """Return e^gap by logit, and the sum over all logits of the row."""
    power = {x: exp(gap) for x, gap in gaps(z, t).items()}
    return power, sum(count * power[x] for x, count in Counter(z).items())


def softmax(z: Row, t: float = 1.0) -> list[mpf]:
    power, total = powers(z, t)
    p = {x: power[x] / total for x in power}
    return [p[x] for x in z]


def log_softmax(z: Row, t: float = 1.0) -> list[mpf]:
    log_total = log(powers(z, t)[1])
    log_p = {x: gap - log_total for x, gap in gaps(z, t).items()}
    return [log_p[x] for x in z]


def logsumexp(z: Row) -> mpf:
    return max(z) + log(powers(z)[1])


def entropy_from_logits(z: Row) -> mpf:
    return cross_entropy_from_logits(z, softmax(z))


def cross_entropy_from_logits(z: Row, y: list[mpf] | Row) -> mpf:
    terms = zip(y, log_softmax(z), strict=True)
    return -sum(mpf(share) * log_p for share, log_p in terms if share)


def cross_entropy_gradient(z: Row, y: Row) -> list[mpf]:
    return [p - mpf(share) for p, share in zip(softmax(z), y, strict=True)]


def softmax_jacobian(z: Row) -> list[mpf]:
    p = softmax(z)
    return [p[i] * ((i == j) - p[j]) for i in range(len(p)) for j in range(len(p))]


def entropy(p: Row) -> mpf:
    return cross_entropy(p, p)


def cross_entropy(p: Row, y: Row) -> mpf:
    return -sum(mpf(b) * logarithm(a) for a, b in zip(p, y, strict=True) if b)


def kl_terms(p: Row, q: Row) -> list[mpf]:
    return [mpf(a) * log(mpf(a) / mpf(b)) for a, b in zip(p, q, strict=True) if a]


def sigmoid(x: float) -> mpf:
    return 1 / (1 + exp(-mpf(x)))


def log_sigmoid(x: float) -> mpf:
    return -log(1 + exp(-mpf(x)))


def softplus(x: float) -> mpf:
    return log(1 + exp(mpf(x)))


def logit(p: float) -> mpf:
    return log(mpf(p) / (1 - mpf(p)))


def odds(p: float) -> mpf:
    return mpf(p) / (1 - mpf(p))


def binary_cross_entropy_from_logits(x: float, y: float) -> mpf:
    return mpf(y) * softplus(-x) + (1 - mpf(y)) * softplus(x)


def binary_cross_entropy_gradient(x: float, y: float) -> mpf:
    return sigmoid(x) - mpf(y)


def ulp(value: mpf) -> mpf:
    """Return the spacing of float64 at an exact value, 2^-1074 at the least."""
    _, exponent = frexp(value)
    return ldexp(mpf(1), max(int(exponent) - 53, -1074))
