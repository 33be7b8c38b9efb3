"""How uncertain a distribution is, and how far two of them are apart; in nat."""

import numpy as np
from numpy.typing import ArrayLike

from core.arguments import Floats, as_distribution, common_shape
from core.gaps import measure
from core.sums import class_sum, split_sum


@np.errstate(all="ignore")
def entropy(p: ArrayLike) -> Floats:
    r"""Return the entropy of a distribution.

    .. math:: H(p) = -\sum_k p_k \log p_k, \qquad 0 \log 0 = 0

    Parameters
    ----------
    p : array_like, shape (..., K)
        Probabilities from 0 to 1. They should sum to 1; this is not checked.

    Returns
    -------
    ndarray of float64, shape (...)
        In nat, from 0 (certain) to log K (uniform). Divide by log 2 for bits.

    Raises
    ------
    ValueError
        If there is no class axis or an entry lies outside [0, 1].

    Notes
    -----
    As written, an impossible class gives 0 * -inf = nan. Its term is 0, the limit of
    p log p. All terms have one sign, so nothing cancels; the sum is split
    (`core.sums`) so that thousands of equal terms do not round the same way.

    References
    ----------
    .. [1] C. E. Shannon, "A mathematical theory of communication", Bell System
       Technical Journal 27 (1948).

    Examples
    --------
    >>> entropy([[0.5, 0.5, 0.0], [1.0, 0.0, 0.0]])
    array([0.69314718, 0.        ])
    >>> p = np.array([0.5, 0.5, 0.0])
    >>> with np.errstate(divide="ignore", invalid="ignore"):
    ...     -np.sum(p * np.log(p))
    np.float64(nan)
    """
    p = as_distribution(p)
    coarse, fine = split_sum(np.where(p == 0, 0, p * np.log(p)))
    return 0 - (coarse + fine)  # 0 - x, since -x would make -0.0 of a certainty


@np.errstate(all="ignore")
def entropy_from_logits(logits: ArrayLike) -> Floats:
    r"""Return the entropy of the softmax of logits.

    .. math:: H = \log \sum_k w_k + \frac{\sum_k w_k d_k}{\sum_k w_k}

    with the distance d = peak - z to the winner and the weight w = e^-d.

    Parameters
    ----------
    logits : array_like, shape (..., K)
        Unnormalised log probabilities of K classes, in nat. -inf masks a class.

    Returns
    -------
    ndarray of float64, shape (...)
        In nat, from 0 to log K; nan where the softmax is.

    Raises
    ------
    ValueError
        If there is no class axis or no class.

    Notes
    -----
    The entropy of a softmax loses a confident winner: its p rounds to 1, and the
    term p log p to 0. logsumexp(z) - sum(p z) is no better, a difference of two large
    numbers. Measured from the winner both terms are positive and nothing cancels.

    References
    ----------
    .. [1] P. Blanchard, D. J. Higham, N. J. Higham, "Accurately computing the
       log-sum-exp and softmax functions", IMA J. Numer. Anal. 41 (2021).

    Examples
    --------
    >>> entropy_from_logits([0.0, 0.0]).round(8)
    np.float64(0.69314718)

    The winner's own share of the uncertainty is 1/41 of it here:

    >>> from core import softmax
    >>> entropy([softmax([40.0, 0.0])]), entropy_from_logits([[40.0, 0.0]])
    (array([1.6993417e-16]), array([1.74182524e-16]))
    """
    _, gap, weight, rest = measure(logits)
    coarse, fine = split_sum(np.where(weight > 0, weight * -gap, 0))
    rest = rest[..., 0]
    return np.log1p(rest) + (coarse + fine) / (1 + rest)


@np.errstate(all="ignore")
def perplexity(p: ArrayLike) -> Floats:
    r"""Return the number of equally likely classes that would be as uncertain.

    .. math:: e^{H(p)}

    Parameters
    ----------
    p : array_like, shape (..., K)
        Probabilities from 0 to 1 that sum to 1.

    Returns
    -------
    ndarray of float64, shape (...)
        From 1 (certain) to K (uniform).

    Raises
    ------
    ValueError
        As `entropy`.

    Notes
    -----
    The entropy is that of `entropy`, with 0 log 0 = 0: as a plain sum it would be
    nan for any distribution that rules a class out.

    References
    ----------
    .. [1] F. Jelinek, R. L. Mercer, L. R. Bahl, J. K. Baker, "Perplexity - a measure
       of the difficulty of speech recognition tasks", J. Acoust. Soc. Am. 62 (1977).

    Examples
    --------
    >>> perplexity([0.5, 0.5, 0.0])
    np.float64(2.0)
    >>> perplexity([0.9, 0.05, 0.05]).round(4)
    np.float64(1.4835)
    """
    return np.exp(entropy(p))


@np.errstate(all="ignore")
def kl_divergence(p: ArrayLike, q: ArrayLike) -> Floats:
    r"""Return what it costs to believe q where p is true.

    .. math:: D(p \| q) = \sum_k p_k \log \frac{p_k}{q_k}

    Parameters
    ----------
    p, q : array_like, shape (..., K)
        Probabilities from 0 to 1 of the same K classes; leading axes broadcast.

    Returns
    -------
    ndarray of float64, shape (...)
        In nat; 0 if p equals q, inf if q rules out what p allows. Not symmetric.

    Raises
    ------
    ValueError
        If a class axis is missing, the shapes do not match, or an entry lies
        outside [0, 1].

    Notes
    -----
    Where p and q are close, p / q is rounded to a number near 1 and its logarithm
    has few digits left; log1p((p - q) / q) has them all, as p - q is exact there by
    Sterbenz' lemma [1]_. Where the ratio overflows, log p - log q does not.
    Terms of both signs remain, so that a divergence much smaller than its terms is
    known only to their rounding, and may come out a hair below 0.

    References
    ----------
    .. [1] P. H. Sterbenz, Floating-Point Computation (1974), theorem 4.3.1.
    .. [2] M. Mächler, "Accurately computing log(1 - exp(-|a|))" (2012), on log1p.

    Examples
    --------
    >>> kl_divergence([0.5, 0.5, 0.0], [0.25, 0.25, 0.5]).round(8)
    np.float64(0.69314718)
    >>> kl_divergence([0.5, 0.5], [1.0, 0.0])
    np.float64(inf)

    A nearly impossible class is dear, but it has a price:

    >>> p, q = np.array([0.5, 0.5]), np.array([1e-310, 1.0])
    >>> with np.errstate(over="ignore"):
    ...     np.sum(p * np.log(p / q))
    np.float64(inf)
    >>> kl_divergence(p, q).round(8)
    np.float64(356.20754223)
    """
    p, q = as_distribution(p), as_distribution(q, "q")
    if p.shape[-1] != q.shape[-1]:
        raise ValueError(f"p and q must match, got {p.shape} and {q.shape}")
    common_shape(p.shape, q.shape, "p and q")
    ratio = p / q
    is_near = (p < 2 * q) & (q < 2 * p)
    log_ratio = np.where(is_near, np.log1p((p - q) / q), np.log(ratio))
    log_ratio = np.where(np.isinf(ratio), np.log(p) - np.log(q), log_ratio)
    terms = np.where((p == 0) & (q >= 0), 0, p * log_ratio)
    return class_sum(terms)[()]
