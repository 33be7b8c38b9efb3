"""Claims about what is trained once and stored: the scripts still make it."""

import numpy as np

from core import count_right, counted_right, shifted, train_shifted
from core.train_deep import right
from core.trained_deep import DEPTHS, HELD, reached


def test_the_networks_of_shifts_come_out_as_they_are_stored(tmp_path):
    """To a spacing of float32 at the largest weight; the shares of right ones, too.

    A start that differs by 1e-15 ends 1e-14 away, so other processors do not matter.
    """
    made = tmp_path / "made.npz"
    train_shifted.store(made)
    with np.load(made) as again, np.load(shifted.FILE) as stored:
        assert sorted(again) == sorted(stored)
        for name in ("dense", "windows"):
            most = np.abs(stored[name]).max()
            apart = np.abs(again[name] - stored[name]).max()
            assert apart <= 2 * np.spacing(most)
        for name in ("dense_right", "windows_right"):
            np.testing.assert_array_equal(again[name], stored[name])
    assert shifted.FILE.stat().st_size < 32_000


def test_deep_networks_reach_again_what_is_stored():
    """All whose end does not hang on the fourteenth digit of their start."""
    for rule, kinds in reached().items():
        for key, found in kinds.items():
            for layers, share, settled in zip(
                DEPTHS, found.share, found.settled, strict=True
            ):
                if settled:
                    assert right(rule, key, layers)[0] == round(share * HELD)


def test_readings_are_counted_again_as_they_are_stored(tmp_path):
    """But for images on the edge between two digits: training rounds otherwise."""
    made = tmp_path / "made.csv"
    count_right.store(made)
    again, stored = (
        np.loadtxt(file, int, delimiter=",", skiprows=1, usecols=(1, 2, 3))
        for file in (made, counted_right.FILE)
    )
    np.testing.assert_array_equal(again[:, 0], stored[:, 0])
    assert (abs(again - stored) <= 0.01 * stored[:, :1]).all()
