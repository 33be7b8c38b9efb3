"""Claims about the flowers: they are Fisher's, and ten of each are held out."""

import numpy as np
import pytest
from sklearn.datasets import load_iris

from core.iris import centimetres, held_out


def test_the_flowers_are_those_of_the_paper():
    """All 600 numbers are those that scikit-learn took from Fisher's paper."""
    np.testing.assert_array_equal(centimetres(), load_iris().data)
    assert load_iris().target.tolist() == np.repeat([0, 1, 2], 50).tolist()


def test_nobody_can_change_a_flower():
    """They are read once, for everybody."""
    with pytest.raises(ValueError, match="read-only"):
        centimetres()[0, 0] = 0


@pytest.mark.parametrize("seed", range(5))
def test_ten_of_each_species_are_held_out(seed):
    """A seed decides which; the same seed, the same flowers."""
    held = held_out(seed)
    assert held.reshape(3, 50).sum(axis=1).tolist() == [10, 10, 10]
    assert (held == held_out(seed)).all()
    assert (held != held_out(seed + 1)).any()
