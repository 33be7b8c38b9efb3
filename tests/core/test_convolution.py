"""Claims about windows: correlation, convolution, sizes and weights."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import signal

from core import convolve1d, convolve2d, correlate1d, correlate2d
from core.convolution import Weights, count_weights, output_size
from tests.core.roundoff import U

seeds = st.integers(0, 2**32 - 1)
settings = st.tuples(
    *(st.integers(1, 9), st.integers(1, 9), st.integers(1, 5), st.integers(1, 5)),
    *(st.integers(1, 4), st.integers(0, 3)),
)


def places(size, window, stride, padding):
    """Return where a window may lie, one after the other."""
    first, last = -padding, size + padding - window
    return list(range(first, last + 1, stride))


def plain(x, window, stride, padding):
    """Return each sum of products as a fraction, and the sum of their sizes."""
    sums, sizes = [], []
    for i in places(x.shape[0], window.shape[0], stride, padding):
        for j in places(x.shape[1], window.shape[1], stride, padding):
            products = [
                Fraction(window[a, b]) * Fraction(x[i + a, j + b])
                for a, b in np.ndindex(window.shape)
                if 0 <= i + a < x.shape[0] and 0 <= j + b < x.shape[1]
            ]
            sums.append(sum(products))
            sizes.append(sum(map(abs, products)))
    return sums, sizes


@given(seeds, settings)
def test_each_number_is_the_sum_of_its_products(seed, setting):
    """Exactly, but for one rounding of each product and each sum."""
    height, width, down, across, stride, padding = setting
    down, across = min(down, height), min(across, width)
    chance = np.random.default_rng(seed)
    x = chance.normal(size=(height, width))
    window = chance.normal(size=(down, across))
    found = correlate2d(x, window, stride, padding)
    sums, sizes = plain(x, window, stride, padding)
    count = down * across
    for ours, wanted, size in zip(found.ravel(), sums, sizes, strict=True):
        assert abs(Fraction(ours) - wanted) <= (count + 1) * U * size


@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 9), st.integers(0, 9))
def test_the_size_counts_the_places(size, window, stride, padding):
    """As many as fit, one after the other; none is refused."""
    fitting = places(size, window, stride, padding)
    if fitting:
        assert output_size(size, window, stride, padding) == len(fitting)
    else:
        with pytest.raises(ValueError, match=f"a window of {window} does not fit"):
            output_size(size, window, stride, padding)


@pytest.mark.parametrize(
    "setting", [(0, 1, 1, 0), (1, 0, 1, 0), (1, 1, 0, 0), (1, 1, 1, -1)]
)
def test_sizes_that_make_no_sense_are_refused(setting):
    """With the four numbers."""
    with pytest.raises(ValueError, match=r"must be 1 or more .* got"):
        output_size(*setting)


@pytest.mark.parametrize(
    ("asked", "weights"),
    [
        ({"size": 8, "window": 3}, (10, 360, 2_340)),
        ({"size": 16, "window": 5}, (26, 3_744, 37_008)),
        ({"size": 28, "window": 3, "filters": 8}, (80, 54_080, 4_245_280)),
        ({"size": 1024, "window": 9, "axes": 1}, (10, 10_160, 1_041_400)),
    ],
)
def test_weights_are_counted(asked, weights):
    """As the lesson states them."""
    assert count_weights(**asked) == Weights(*weights)


def test_what_is_called_convolution_is_correlation():
    """The example of the lesson, both ways."""
    assert correlate1d([1, 2, 0, -1, 3], [1, 0, -1]).tolist() == [1, 3, -3]
    assert convolve1d([1, 2, 0, -1, 3], [1, 0, -1]).tolist() == [-1, -3, 3]


@given(seeds, st.integers(0, 3))
def test_convolution_is_the_product_of_polynomials(seed, degree):
    """With a rim as wide as the window it is what NumPy calls so; whole numbers."""
    chance = np.random.default_rng(seed)
    x, window = chance.integers(-9, 10, 12), chance.integers(-9, 10, degree + 1)
    found = convolve1d(x, window, padding=degree)
    np.testing.assert_array_equal(found, np.convolve(x, window))


@given(seeds)
def test_pictures_agree_with_scipy(seed):
    """Both kinds; whole numbers are exact in any order."""
    chance = np.random.default_rng(seed)
    x, window = chance.integers(-9, 10, (7, 9)), chance.integers(-9, 10, (3, 4))
    np.testing.assert_array_equal(
        correlate2d(x, window), signal.correlate2d(x, window, "valid")
    )
    np.testing.assert_array_equal(
        convolve2d(x, window), signal.convolve2d(x, window, "valid")
    )


@given(seeds, st.integers(-3, 3), st.integers(-3, 3))
def test_what_moves_in_moves_out(seed, down, across):
    """The map of a moved picture is the moved map, bit for bit: it is equivariant."""
    x = np.zeros((16, 16))
    x[5:11, 5:11] = np.random.default_rng(seed).normal(size=(6, 6))
    window = np.random.default_rng(seed + 1).normal(size=(3, 3))
    still = correlate2d(x, window)
    moved = correlate2d(np.roll(x, (down, across), (0, 1)), window)
    np.testing.assert_array_equal(moved, np.roll(still, (down, across), (0, 1)))


@given(seeds, st.integers(2, 4))
def test_a_stride_takes_some_of_the_places(seed, stride):
    """The same numbers, with some left out."""
    chance = np.random.default_rng(seed)
    x, window = chance.normal(size=(9, 8)), chance.normal(size=(3, 2))
    np.testing.assert_array_equal(
        correlate2d(x, window, stride), correlate2d(x, window)[::stride, ::stride]
    )


@pytest.mark.parametrize("function", [correlate1d, convolve1d])
@pytest.mark.parametrize(("stride", "padding"), [(1, 0), (2, 1), (3, 2)])
def test_a_signal_is_a_picture_of_one_row(function, stride, padding):
    """With the same stride and padding along it."""
    x, window = np.arange(11.0) ** 2, np.array([1.0, -3, 2])
    wide = function(np.pad(x, padding), window)
    np.testing.assert_array_equal(function(x, window, stride, padding), wide[::stride])


def test_each_axis_may_have_its_own_stride_and_padding():
    """Rows first."""
    x, window = np.arange(20.0).reshape(4, 5), np.ones((2, 2))
    found = correlate2d(x, window, (2, 1), (0, 1))
    wide = correlate2d(np.pad(x, [(0, 0), (1, 1)]), window)
    np.testing.assert_array_equal(found, wide[::2])


def test_leading_axes_broadcast():
    """Pictures (N, 1, H, W) and windows (F, K, L) give N x F maps."""
    chance = np.random.default_rng(0)
    x, windows = chance.normal(size=(3, 1, 6, 6)), chance.normal(size=(4, 2, 3))
    found = correlate2d(x, windows)
    assert found.shape == (3, 4, 5, 4)
    np.testing.assert_array_equal(found[2, 1], correlate2d(x[2, 0], windows[1]))


@pytest.mark.parametrize(
    ("function", "x", "window", "told"),
    [
        (correlate1d, 1.0, [1.0], "need an axis"),
        (correlate1d, [1.0], 1.0, "need an axis"),
        (correlate2d, [1.0], [[1.0]], "need two axes"),
        (correlate2d, [[1.0]], [1.0], "need two axes"),
        (correlate2d, np.ones((2, 3, 3)), np.ones((3, 2, 2)), "must match"),
        (correlate2d, np.ones((3, 3)), np.ones((4, 1)), "a window of 4 does not fit"),
    ],
)
def test_shapes_that_do_not_fit_are_refused(function, x, window, told):
    """By name."""
    with pytest.raises(ValueError, match=told):
        function(x, window)


def test_nan_and_infinity_reach_only_what_looks_at_them():
    """A broken pixel breaks the places whose window holds it."""
    x = np.ones((5, 5))
    x[0, 0], x[4, 4] = np.nan, np.inf
    found = correlate2d(x, np.ones((2, 2)))
    assert np.isnan(found[0, 0])
    assert found[3, 3] == np.inf
    assert (found == 4).sum() == 14


@pytest.mark.parametrize(("stride", "padding"), [(1, 0), (2, 1), (3, 2)])
def test_pytorch_has_the_same_maps(stride, padding):
    """Its conv2d is our correlate2d."""
    torch = pytest.importorskip("torch")
    chance = np.random.default_rng(0)
    x, windows = chance.normal(size=(3, 1, 9, 8)), chance.normal(size=(4, 3, 3))
    theirs = torch.nn.functional.conv2d(
        *(torch.tensor(x), torch.tensor(windows[:, np.newaxis])),
        stride=stride,
        padding=padding,
    )
    np.testing.assert_allclose(
        correlate2d(x, windows, stride, padding), theirs.numpy(), rtol=0, atol=1e-13
    )
