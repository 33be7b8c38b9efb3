"""Claims about the digits: whose they are, and what is kept from training."""

import hashlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.datasets import load_digits

from core import digits
from core.digits import Digits, mnist, split, split_by_writers, to_learn, uci, unseen


def rows(some: Digits) -> list[bytes]:
    """Return each image with its label."""
    return [
        image.tobytes() + label.tobytes()
        for image, label in zip(some.counts, some.labels, strict=True)
    ]


def test_the_images_of_uci_are_those_of_scikit_learn():
    """All 115,008 counts and all labels, in the order of the file."""
    np.testing.assert_array_equal(uci().counts, load_digits().data)
    np.testing.assert_array_equal(uci().labels, load_digits().target)


def test_the_images_of_mnist_are_counts_of_ink():
    """4,000 of them; every digit at least 330 times, no block above 16."""
    assert mnist().counts.shape == (4000, 64)
    assert mnist().counts.max() == digits.FULL
    assert np.bincount(mnist().labels).tolist() == [
        *(429, 462, 373, 438, 379, 330, 409, 414, 367, 399)
    ]


def test_an_image_and_its_label_stand_in_the_same_place():
    """Each digit of MNIST is nearest, on the mean, to the mean of that of UCI.

    By chance one in ten would be. With labels out of step by one it is 0.11.
    """
    means = np.array([uci().x[uci().labels == k].mean(axis=0) for k in range(10)])
    apart = np.square(mnist().x[:, np.newaxis] - means).sum(axis=-1)
    assert (apart.argmin(axis=1) == mnist().labels).mean() > 0.5


@pytest.mark.parametrize("collection", [uci, mnist])
def test_nobody_can_change_a_digit(collection):
    """They are read once, for everybody."""
    assert collection() is collection()
    for array in collection():
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


@given(st.integers(0, 2**32))
def test_a_random_split_parts_all_images(seed):
    """Nothing is lost and nothing stands on both sides; a seed decides."""
    train, held = split(seed)
    assert len(held.labels) == len(held.counts) == digits.HELD
    assert sorted(rows(train) + rows(held)) == sorted(rows(uci()))
    assert rows(held) == rows(split(seed).held)


def test_another_seed_parts_otherwise():
    """Of ten seeds, all part in their own way."""
    assert len({tuple(rows(split(seed).held)) for seed in range(10)}) == 10


def test_the_split_by_writers_is_a_cut():
    """The last 360 of the file are held, in their order."""
    train, held = split_by_writers()
    assert rows(train) + rows(held) == rows(uci())
    assert len(held.labels) == 360


def test_a_thousand_images_are_kept_from_all_training():
    """None of them is among those to learn from, not even as a copy."""
    kept, learned = rows(unseen()), rows(to_learn())
    assert len(kept) == 1000
    assert len(learned) == 1797 + 3000
    assert not set(kept) & set(learned)
    assert learned == rows(uci()) + rows(mnist())[:3000]
    assert rows(mnist())[3000:] == kept


def test_x_are_sixteenths_and_y_one_hot():
    """Both exactly: what a network is given can be counted back."""
    x, y = uci().x, uci().y
    np.testing.assert_array_equal(x * 16, uci().counts)
    assert x.dtype == y.dtype == np.float64
    assert (y.sum(axis=1) == 1).all()
    np.testing.assert_array_equal(y.argmax(axis=1), uci().labels)


def test_the_licences_stand_beside_the_data():
    """Both notices name whose the images are, and the licence."""
    notice = digits.FILE.with_name("digits-licences.txt").read_text(encoding="utf-8")
    for part in ("E. Alpaydin", "C. Kaynak", "CC BY 4.0"):
        assert part in notice
    for part in ("Y. LeCun", "C. Cortes", "Burges", "CC BY-SA 3.0", "Changed"):
        assert part in notice


def test_the_file_is_the_one_that_was_measured():
    """Not a byte of the images of MNIST has changed."""
    found = hashlib.sha256(mnist().counts.tobytes() + mnist().labels.tobytes())
    assert found.hexdigest()[:16] == "38b11da12eeee01b"
