"""Round-off, counted: the unit in which tests state what may be lost.

One operation of float64 moves its exact result by U of it at most. The exponentials
and logarithms of NumPy are right to a spacing or two, and a spacing is up to 2 U. What
the steps of a formula lose adds up; n terms of one sign lose n - 1 more. So the
tolerance of a claim is a count of roundings, which holds for any numbers and on any
machine, and no guess. Below the smallest normal float a number has fewer digits, and
what is lost there is a SPACING at most.
"""

import numpy as np

U = 2.0**-53
SPACING = float(np.finfo(np.float64).smallest_subnormal)

EXP = LOG = 2 * U
WEIGHT = EXP + U  # e^gap, and the factor that gives back what the gap has lost
REST = WEIGHT + U  # their sum is split, and rounded once
SOFTMAX = WEIGHT + (REST + U) + U  # weight / (1 + rest)
LOG_SOFTMAX = (REST + LOG) + U  # gap - log1p(rest), two terms of one sign
SIGMOID = EXP + U + U  # own / (1 + e^-|x|)
SIGMOID_SLOPE = 2 * SIGMOID + U  # of both sides
TANH = 2 * U  # right to a spacing or two, as the exponential
TANH_SLOPE = SIGMOID_SLOPE  # at 2 x; 4 and 2 are powers of two
# A polynomial P in t: of the three roundings of t counts t P' / P, 0.61 at most; those
# of the 22 sums and products, and of the powers, are (2k + 2) |c_k t^k| / P, at most
# 5.4 U together; then it is divided by 1 + x. What the series leaves out is 0.1 U.
MILLS = 0.61 * 3 * U + 5.4 * U + 0.1 * U + 2 * U
# Two halves, whose exponent is exact, and a rest with one below 1.3 that is rounded
# twice; the root of tau, and four products.
BELL = 2 * EXP + (EXP + 2.6 * U) + U + 4 * U
GELU = (BELL + MILLS + U) + U  # x M bell, or x (1 - M bell)
GELU_SLOPE = (BELL + MILLS + U) + U  # bell (M - x), of the larger of both terms
SOFTPLUS = (EXP + LOG) + U  # max(x, 0) + log1p(e^-|x|)
ODDS = 2 * U  # p / (1 - p)
LOGIT = 4 * U  # log of odds of 1/3 or less, or an artanh right to two spacings
ENTROPY = (LOG + U) + U  # p log p, and a split sum
ENTROPY_FROM_LOGITS = (WEIGHT + 2 * U) + (REST + U) + U + U  # w gap / (1 + rest)
CROSS_ENTROPY = LOG + U  # y log p, for each term
CROSS_ENTROPY_FROM_LOGITS = LOG_SOFTMAX + U  # the same
BINARY_CROSS_ENTROPY = SOFTPLUS + 2 * U + U  # (1 - y) softplus, twice
KL_DIVERGENCE = 2 * U + LOG + U  # p log1p(p / q - 1), for each term, of either sign


def added(terms: int) -> float:
    """Return what is lost when so many terms of one sign are added."""
    return (terms - 1) * U
