"""The normal distribution: its density and its tail, to the last digits.

NumPy has no error function. Mills' ratio M(x), the tail beyond x over the density at
x, changes slowly: from 1.25 at 0 it falls like 1/x. So one polynomial holds it on the
whole half line, and the density, which falls by hundreds of powers of ten, is an
exponential. Their product has all its digits in the far tail, where 1 - erf has none.
"""

from typing import Final

import numpy as np

from core.arguments import Floats

BEYOND: Final = 40.0  # the density there, 10^-348, is 0 in float64
ROOT_TAU: Final = 2.5066282746310002  # sqrt(2 pi)
MIDDLE: Final = 6.0  # where t is 0

# (1 + x) M(x) by powers of t = (x - 6) / (x + 6), for x from 0 to 40; off by 8e-18.
# >>> from mpmath import chebyfit, erfc, exp, mp, mpf, pi, sqrt
# >>> mp.dps = 60
# >>> def scaled(t):
# ...     x = 6 * (1 + t) / (1 - t)
# ...     return (1 + x) * sqrt(pi / 2) * exp(x * x / 2) * erfc(x / sqrt(2))
# >>> [float(power) for power in chebyfit(scaled, [-1, mpf(17) / 23], 23)[::-1]]
POWERS: Final = (
    1.1366436262780721,
    -0.21312697721638976,
    0.0997924424615257,
    -0.010962454957625795,
    -0.040460783740332275,
    0.0566309167332415,
    -0.049547215702683646,
    0.033204964238642685,
    -0.017696342974639883,
    0.007358597125781291,
    -0.0021782465993384517,
    0.00029951614954660616,
    9.473776918139868e-05,
    -6.605816146107945e-05,
    1.1060257988882372e-05,
    4.471352598929513e-06,
    -2.5056001876846992e-06,
    -1.0756858918658576e-09,
    3.3179712477751784e-07,
    -5.0202483572605866e-08,
    -3.9203327676898894e-08,
    7.37610230813034e-09,
    3.9343840965640744e-09,
)


def mills_ratio(x: Floats) -> Floats:
    r"""Return the tail of the normal distribution over its density.

    .. math:: M(x) = e^{x^2/2} \int_x^\infty e^{-u^2/2}\,du

    Parameters
    ----------
    x : ndarray of float64, any shape
        From 0 to 40.

    Returns
    -------
    ndarray of float64, same shape
        From sqrt(pi / 2) at 0 down to 0.025.

    References
    ----------
    .. [1] M. M. Shepherd, J. G. Laframboise, "Chebyshev approximation of (1 + 2x)
       exp(x^2) erfc x in 0 <= x < inf", Math. Comp. 36 (1981).

    Examples
    --------
    >>> mills_ratio(np.array([0.0, 1.0, 40.0]))
    array([1.25331414, 0.65567954, 0.0249844 ])
    """
    t = (x - MIDDLE) / (x + MIDDLE)
    scaled = np.polynomial.polynomial.polyval(t, POWERS)
    return np.asarray(scaled / (1 + x))


def under_bell(x: Floats, factor: Floats) -> Floats:
    r"""Return a factor times the density of the normal distribution.

    .. math:: c\,\varphi(x) = \frac{c}{\sqrt{2\pi}} e^{-x^2/2}

    Parameters
    ----------
    x, factor : ndarray of float64, shapes that broadcast
        x from -40 to 40.

    Returns
    -------
    ndarray of float64, the common shape

    Notes
    -----
    The square of x is rounded, and the exponential would magnify that by x^2 / 2,
    a thousandfold. A multiple h of 1/16 has an exact square, and x^2 - h^2 =
    (x - h)(x + h) is small. The factor comes in before the last power, so that a
    density too small for float64 can still have a product that is not.

    References
    ----------
    .. [1] W. J. Cody, "Rational Chebyshev approximations for the error function",
       Math. Comp. 23 (1969).

    Examples
    --------
    >>> under_bell(np.array([0.0, 38.0]), np.array([1.0, 1.0]))
    array([3.98942280e-001, 1.09722105e-314])
    """
    near = np.round(16 * x) / 16
    half = np.exp(-near * near / 4)
    rest = np.exp((near - x) * (near + x) / 2)
    return np.asarray(factor / ROOT_TAU * rest * half * half)
