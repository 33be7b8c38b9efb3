"""Claims about a text that says a distribution."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.controls.numbers import UnreadableError
from pages.cross_entropy.weights import Weights

THREE = Weights("target", count=3)
weights = st.lists(st.integers(0, 1000), min_size=1, max_size=3).filter(any)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 5 3", [0.2, 0.5, 0.3]),
        ("0.2,0.5,0.3", [0.2, 0.5, 0.3]),
        ("1", [1, 0, 0]),
        ("0 0 7 9", [0, 0, 1]),
    ],
)
def test_weights_are_shares_of_their_sum(text, expected):
    """Weights need not add up to 1; missing ones are 0, further ones are left out."""
    assert THREE.distribution(text).tolist() == expected


@given(numbers=weights)
def test_any_weights_are_shares(numbers):
    """Every text of whole numbers says a distribution, and is kept as it is."""
    text = " ".join(map(str, numbers))
    assert THREE.read(text) == (text, False)
    expected = [number / sum(numbers) for number in numbers]
    assert THREE.distribution(text).tolist() == expected + [0] * (3 - len(numbers))


@pytest.mark.parametrize(
    "text", ["", "a b", "-1 2 3", "0 0 0", "0 0 0 7", "inf 1", "nan", "1 " * 101]
)
def test_what_is_no_distribution_cannot_be_read(text):
    """Words, what is negative, nothing at all, and too much."""
    with pytest.raises(UnreadableError):
        THREE.read(text)


def test_shares_keep_the_digits_that_they_were_typed_with():
    """0.06, 0.57 and 0.37 do not add up to 1 in float64, and are not divided."""
    typed = [0.06, 0.57, 0.37]
    assert np.sum(typed) != 1
    assert THREE.distribution("0.06 0.57 0.37").tolist() == typed
