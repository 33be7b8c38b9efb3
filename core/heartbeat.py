"""A heartbeat by formula: five bells for each beat.

A recording belongs to somebody; a synthetic signal does not, and its beats are known.
"""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from core.arguments import Floats, as_numbers, refuse_unless

# Where each wave stands in its beat, in radians from the peak R; its height, and width.
# Table I of [1], whose equation adds up to bells as high as a b^2; here R is 1 high.
WAVES: Final = {
    "P": (-np.pi / 3, 1.2, 0.25),
    "Q": (-np.pi / 12, -5.0, 0.1),
    "R": (0.0, 30.0, 0.1),
    "S": (np.pi / 12, -7.5, 0.1),
    "T": (np.pi / 2, 0.75, 0.4),
}
HEIGHT: Final = 30.0 * 0.1**2


@np.errstate(all="ignore")
def heartbeat(phase: ArrayLike) -> Floats:
    r"""Return the height of the trace at phases of a heartbeat.

    .. math:: z(\theta) = \sum_i \frac{a_i b_i^2}{a_R b_R^2}
              e^{-(\theta - \theta_i)^2 / (2 b_i^2)}

    Parameters
    ----------
    phase : array_like, any shape
        In beats: at each whole number is the peak R of a beat.

    Returns
    -------
    ndarray of float64, same shape
        From about -0.2 to 0.9: Q and S lie so near to R that they take from it.

    Raises
    ------
    ValueError
        If a phase is not a real number.

    References
    ----------
    .. [1] P. E. McSharry, G. D. Clifford, L. Tarassenko, L. A. Smith, "A dynamical
       model for generating synthetic electrocardiogram signals", IEEE Trans. Biomed.
       Eng. 50 (2003). Theirs is the motion of a point; this is its path for a steady
       pulse, without the slow pull back to a baseline.

    Examples
    --------
    >>> heartbeat([0.0, 0.25, 0.5, 1.0]).round(3)
    array([0.987, 0.4  , 0.   , 0.987])
    """
    phase = as_numbers(phase, "phase")
    total = np.zeros_like(phase)
    for place, height, width in WAVES.values():
        away = phase - place / (2 * np.pi)
        angle = 2 * np.pi * (away - np.round(away))  # to the nearest beat
        bell = np.exp(-((angle / width) ** 2) / 2)
        total += height * width**2 / HEIGHT * bell
    return np.asarray(total)[()]


def phases(samples: ArrayLike, peaks: ArrayLike) -> Floats:
    """Return the phase at samples of a trace with peaks at known samples.

    Parameters
    ----------
    samples : array_like, any shape
        Where to look, in samples.
    peaks : array_like, shape (B,)
        Where the peaks R of beats 0, 1, …, B - 1 stand, in samples; two or more.

    Returns
    -------
    ndarray of float64, same shape as samples
        In beats. Between two peaks time runs evenly; before the first and behind the
        last as in the beat beside it.

    Raises
    ------
    ValueError
        If there are fewer than two peaks, or they do not increase.

    Examples
    --------
    >>> phases([0, 10, 25, 40, 50], peaks=[10, 40])
    array([-0.33333333,  0.        ,  0.5       ,  1.        ,  1.33333333])
    """
    samples, peaks = as_numbers(samples, "samples"), as_numbers(peaks, "peaks")
    if peaks.ndim != 1 or len(peaks) < 2:  # noqa: PLR2004 - a beat lies between two
        raise ValueError(f"peaks must be two or more in a row, got shape {peaks.shape}")
    apart = np.diff(peaks)
    refuse_unless(apart > 0, apart, "peaks must increase; one is farther by")
    beat = np.clip(np.searchsorted(peaks, samples, side="right") - 1, 0, len(apart) - 1)
    return np.asarray(beat + (samples - peaks[beat]) / apart[beat])
