"""Claims about the heartbeat by formula."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import exp, mpf, pi

from core import correlate1d
from core.heartbeat import heartbeat, phases
from tests.core.roundoff import EXP, U

TABLE = [(-pi / 3, 1.2, 0.25), (-pi / 12, -5, 0.1), (0, 30, 0.1), (pi / 12, -7.5, 0.1)]
TABLE += [(pi / 2, 0.75, 0.4)]


def in_digits(phase: float) -> mpf:
    """Return the sum of the five bells of a beat, in 380 digits."""
    total = mpf(0)
    for place, a, b in TABLE:
        angle = 2 * pi * mpf(phase) - place
        angle -= 2 * pi * round(angle / (2 * pi))
        height = mpf(a) * mpf(b) ** 2 / (30 * mpf(0.1) ** 2)
        total += height * exp(-((angle / mpf(b)) ** 2) / 2)
    return total


@given(st.floats(-0.5, 0.5))
def test_a_beat_is_five_bells(phase):
    """Against 380 digits.

    An angle has 4 roundings of up to pi, and a bell of width b turns it with a slope
    of 0.61 / b at most; heights add up to 2.1 in size, with some 8 roundings each and
    the exponential of an exponent that counts where the bell does, below 2 there.
    """
    lost = 2.1 * (4 * U * np.pi * 0.61 / 0.1 + 8 * U + EXP + 8 * U)
    assert abs(heartbeat(phase) - in_digits(phase)) <= lost


@given(st.integers(-1000, 1000), st.integers(0, 255))
def test_each_beat_is_like_the_first(beat, step):
    """Bit for bit at phases that a float holds, but for the rounding of the wave."""
    phase = step / 256
    lost = 2.1 * 0.61 / 0.1 * 2 * np.pi * U * (abs(beat) + 1) * 2
    assert abs(heartbeat(beat + phase) - heartbeat(phase)) <= lost


def test_waves_stand_where_the_trace_says():
    """P, Q, R, S, T: up, down, up, down, up."""
    at = np.array([-1 / 6, -1 / 20, 0, 1 / 20, 1 / 4])
    assert np.sign(heartbeat(at)).tolist() == [1, -1, 1, -1, 1]
    trace = heartbeat(np.linspace(-0.5, 0.5, 1001))
    assert trace.argmax() == 500
    assert 0.98 < trace.max() < 1
    assert -0.25 < trace.min() < -0.15


def test_a_heart_that_stands_still_has_no_phase():
    """What is no number has no height."""
    assert np.isnan(heartbeat([np.nan, np.inf])).all()
    with pytest.raises(ValueError, match="phase must be real numbers"):
        heartbeat("fast")


peaks = st.lists(st.integers(1, 50), min_size=1, max_size=6).map(
    lambda apart: np.cumsum([3, *apart])
)


@given(peaks)
def test_peaks_have_whole_phases(at):
    """And between two of them half of one."""
    assert phases(at, at).tolist() == list(range(len(at)))
    middle = phases((at[1:] + at[:-1]) / 2, at)
    np.testing.assert_array_equal(middle, np.arange(len(at) - 1) + 0.5)


def test_before_and_behind_time_runs_on():
    """As in the nearest beat."""
    assert phases([-20, 30], [0, 10, 30]).tolist() == [-2, 2]
    assert phases(40, [0, 10, 30]) == 2.5


@pytest.mark.parametrize("at", [[3], 3, [3, 3], [5, 3], [[0, 1], [2, 3]]])
def test_peaks_that_do_not_follow_each_other_are_refused(at):
    """With what is wrong."""
    with pytest.raises(ValueError, match=r"peaks must (be two|increase)"):
        phases([1, 2], at)


def test_a_window_cut_from_one_beat_finds_the_others():
    """Its answer is largest at every beat, however irregular their distance."""
    at = np.array([40, 118, 190, 275, 350])
    trace = heartbeat(phases(np.arange(400), at))
    window = trace[28:53]
    answer = correlate1d(trace, window)
    found = np.argsort(answer)[::-1]
    best: list[int] = []
    for place in found.tolist():
        if all(abs(place - other) > 30 for other in best) and len(best) < len(at):
            best.append(place)
    assert (abs(np.sort(best) + 12 - at) <= 1).all()
