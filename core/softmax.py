"""From logits to probabilities: softmax, its logarithm and its normaliser."""

import numpy as np
from numpy.typing import ArrayLike

from core.arguments import (
    Floats,
    as_logits,
    as_numbers,
    common_shape,
    refuse_unless,
)
from core.gaps import measure


@np.errstate(all="ignore")
def softmax(logits: ArrayLike, temperature: ArrayLike = 1.0) -> Floats:
    r"""Turn logits into probabilities.

    .. math:: p_k = \frac{e^{z_k / T}}{\sum_i e^{z_i / T}}

    Parameters
    ----------
    logits : array_like, shape (..., K)
        Unnormalised log probabilities of K classes, in nat; any real numbers.
        -inf masks a class.
    temperature : array_like, shape (...), optional
        T, from 0 to inf, broadcast against the leading axes of `logits`. A colder
        softmax is surer of its winner: 0 is the argmax (ties share), 1 leaves the
        logits alone, inf is uniform over all unmasked classes.

    Returns
    -------
    ndarray of float64, shape (..., K)
        Probabilities from 0 to 1 that sum to 1 along the last axis. None exceeds that
        of the largest logit; all are in the order of the logits, but for the last
        digits: logits within 1e-15 T of each other may tie or change places. One +inf
        takes everything. A row is nan where the limit does not exist: all classes
        masked, several +inf, or a nan among the logits.

    Raises
    ------
    ValueError
        If there is no class axis, no class, a temperature is negative or nan, or
        the shapes do not broadcast.

    Notes
    -----
    The formula as written overflows at z = 710, where e^z leaves float64. Every
    library therefore subtracts the largest logit first [1]_. But that difference is
    itself rounded, and the exponential magnifies the rounding: up to 500 units in
    the last place at gaps near 700. Here the lost part is recovered by Knuth's
    two-difference [2]_ and put back as a factor. See `core.gaps`.

    References
    ----------
    .. [1] P. Blanchard, D. J. Higham, N. J. Higham, "Accurately computing the
       log-sum-exp and softmax functions", IMA J. Numer. Anal. 41 (2021).
    .. [2] D. E. Knuth, The Art of Computer Programming, vol. 2, section 4.2.2.

    Examples
    --------
    >>> softmax([0.3, 2.9, 4.0]).round(8)
    array([0.01821127, 0.24519181, 0.73659691])

    The plain formula has nothing to say about large logits:

    >>> from core import naive
    >>> naive.softmax([1010.0, 1000.0, 990.0])
    array([nan, nan, nan])
    >>> softmax([1010.0, 1000.0, 990.0])
    array([9.99954600e-01, 4.53978686e-05, 2.06106005e-09])

    A column of temperatures gives one row each:

    >>> softmax([1.0, 2.0, 2.0], temperature=[0.0, 1.0, np.inf]).round(3)
    array([[0.   , 0.5  , 0.5  ],
           [0.155, 0.422, 0.422],
           [0.333, 0.333, 0.333]])
    """
    _, _, weight, rest = measure(logits, temperature)
    return weight / (1 + rest)


@np.errstate(all="ignore")
def log_softmax(logits: ArrayLike, temperature: ArrayLike = 1.0) -> Floats:
    r"""Turn logits into log probabilities.

    .. math:: \log p_k = \frac{z_k}{T} - \log \sum_i e^{z_i / T}

    Parameters
    ----------
    logits : array_like, shape (..., K)
        Unnormalised log probabilities of K classes, in nat. -inf masks a class.
    temperature : array_like, shape (...), optional
        T, from 0 to inf, broadcast against the leading axes of `logits`.

    Returns
    -------
    ndarray of float64, shape (..., K)
        Log probabilities in nat, from -inf to 0. nan rows as in `softmax`.

    Raises
    ------
    ValueError
        As `softmax`.

    Notes
    -----
    The logarithm of a softmax fails twice. A small probability underflows to 0 and
    its logarithm is -inf; a probability near 1 rounds to 1 and its logarithm is 0.
    Subtracting the log-sum-exp cures the first and not the second: the winner's log
    probability is still a difference of two nearly equal numbers. In
    gap - log1p(rest) the winner's gap is exactly 0 and nothing cancels.

    References
    ----------
    .. [1] P. Blanchard, D. J. Higham, N. J. Higham, "Accurately computing the
       log-sum-exp and softmax functions", IMA J. Numer. Anal. 41 (2021).
    .. [2] M. Mächler, "Accurately computing log(1 - exp(-|a|))" (2012), on log1p.

    Examples
    --------
    >>> log_softmax([1000.0, 0.0])
    array([    0., -1000.])
    >>> with np.errstate(divide="ignore"):
    ...     np.log(softmax([1000.0, 0.0]))
    array([  0., -inf])

    A winner who is nearly sure is not quite sure:

    >>> log_softmax([40.0, 0.0])
    array([-4.24835426e-18, -4.00000000e+01])
    >>> np.log(softmax([40.0, 0.0]))
    array([  0., -40.])
    """
    _, gap, _, rest = measure(logits, temperature)
    return gap - np.log1p(rest)


@np.errstate(all="ignore")
def sharpen(logits: ArrayLike, confidence: ArrayLike = 1.0) -> Floats:
    r"""Multiply logits by a confidence, up to one without end.

    .. math:: c \, z_k, \qquad \text{and } z_k - \max_i z_i \to 0 \text{ or }
              -\infty \text{ as } c \to \infty

    Parameters
    ----------
    logits : array_like, shape (..., K)
        Unnormalised log probabilities of K classes, in nat. -inf masks a class.
    confidence : array_like, shape (...), optional
        c, from 0 to inf, broadcast against the leading axes of `logits`: one
        divided by the temperature.

    Returns
    -------
    ndarray of float64, shape (..., K)
        Logits again. Of an endless confidence only differences are left: 0 for the
        largest, -inf for all others, and nan where the softmax is.

    Raises
    ------
    ValueError
        If there is no class axis, no class, a confidence is negative or nan, or
        the shapes do not broadcast.

    Examples
    --------
    >>> sharpen([0.0, 1.0, 4.0], [2.0, np.inf])
    array([[  0.,   2.,   8.],
           [-inf, -inf,   0.]])
    """
    z, c = as_logits(logits), as_numbers(confidence, "confidence")
    refuse_unless(c >= 0, c, "confidence must be 0 or more")
    leading = common_shape(c.shape, z.shape[:-1], "confidence and logits")
    # An infinite logit stays what it is, even times 0; and -0 is 0.
    sharp = np.asarray(np.where(np.isinf(z), z, c[..., np.newaxis] * z)) + 0.0
    endless = np.broadcast_to(np.isinf(c), leading)
    sharp[endless] = measure(np.broadcast_to(z, sharp.shape)[endless], 0.0).gap
    return sharp


@np.errstate(all="ignore")
def logsumexp(logits: ArrayLike) -> Floats:
    r"""Return the smooth maximum of the logits.

    .. math:: \log \sum_i e^{z_i}

    Parameters
    ----------
    logits : array_like, shape (..., K)
        Unnormalised log probabilities of K classes, in nat. -inf masks a class.

    Returns
    -------
    ndarray of float64, shape (...)
        In nat; from the largest logit to the largest logit + log K. A float64 for
        a single row; -inf if all classes are masked, +inf if a logit is +inf.

    Raises
    ------
    ValueError
        If there is no class axis or no class.

    Notes
    -----
    Summing e^z overflows at z = 710. With the winner's 1 kept apart from the rest,
    peak + log1p(rest) neither overflows nor forgets a small rest [1]_. Near a result
    of 0, peak and logarithm cancel: the digits then depend on digits the logits do
    not have.

    References
    ----------
    .. [1] P. Blanchard, D. J. Higham, N. J. Higham, "Accurately computing the
       log-sum-exp and softmax functions", IMA J. Numer. Anal. 41 (2021).

    Examples
    --------
    >>> logsumexp([1000.0, 1000.0]).round(8)
    np.float64(1000.69314718)

    The sum forgets what is small beside 1:

    >>> np.log(np.sum(np.exp([0.0, -40.0])))
    np.float64(0.0)
    >>> logsumexp([[0.0, -40.0]])
    array([4.24835426e-18])
    """
    peak, _, _, rest = measure(logits)
    value = np.where(np.isinf(peak), peak, peak + np.log1p(rest))
    return value[..., 0][()]
