"""Claims about a digit that moves, and the two networks that look for it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import correlate2d
from core.convolution import count_weights
from core.digits import SIDE, split
from core.shifted import (
    DENSE,
    FARTHEST,
    FRAME,
    as_windows,
    dense_logits,
    look,
    move,
    trained,
)
from core.train_shifted import centred, windows_gradient
from core.training import plain_softmax
from tests.core.roundoff import U

HELD = split(seed=0).held
IMAGES = HELD.x.reshape(-1, SIDE, SIDE)
shifts = st.integers(-FARTHEST, FARTHEST)


@given(shifts, shifts)
def test_a_moved_image_is_the_image_elsewhere(right, down):
    """Nothing is lost as far as it can go, and nothing comes in."""
    frame = move(IMAGES[0], right, down)
    top, left = FARTHEST + down, FARTHEST + right
    np.testing.assert_array_equal(
        frame[top : top + SIDE, left : left + SIDE], IMAGES[0]
    )
    assert frame.sum() == IMAGES[0].sum()


@given(st.integers(-30, 30), st.integers(-30, 30))
def test_what_leaves_the_frame_is_cut_off(right, down):
    """As if the frame were a hole in a wall."""
    wall = np.zeros((3 * 40, 3 * 40))
    wall[44 + down : 52 + down, 44 + right : 52 + right] = IMAGES[3]
    np.testing.assert_array_equal(move(IMAGES[3], right, down), wall[40:56, 40:56])


def test_many_images_and_many_shifts_broadcast():
    """Each pair is the one alone."""
    found = move(IMAGES[:3, np.newaxis], right=[0, 2], down=[[1], [0], [-1]])
    assert found.shape == (3, 2, FRAME, FRAME)
    np.testing.assert_array_equal(found[2, 1], move(IMAGES[2], 2, -1))
    assert move(IMAGES[0], [0, 1, 2], 0).shape == (3, FRAME, FRAME)
    assert move(IMAGES[:2], 0, 0).shape == (2, FRAME, FRAME)


def test_only_images_of_8_by_8_are_moved():
    """Others would not lie in the middle."""
    with pytest.raises(ValueError, match=r"must be 8 x 8, got shape \(8, 7\)"):
        move(np.ones((8, 7)), 0, 0)


def test_parameters_are_counted():
    """Few windows and few weights, against a weight for each pixel."""
    windows = trained().windows
    assert DENSE.count == trained().dense.size == 6_685
    assert sum(part.size for part in windows) == 1_162
    assert windows.windows.size + windows.biases.size == (
        count_weights(FRAME, 5, filters=32).shared
    )


def test_nobody_can_change_what_is_stored():
    """It is the same for all who look."""
    found = trained()
    for array in (found.dense, *found.windows, found.dense_right, found.windows_right):
        assert not array.flags.writeable


def test_maps_are_correlations():
    """Each by its own window, with its bias and a ReLU; 25 products and a bias."""
    net, frames = trained().windows, move(IMAGES[:20], 1, -2)
    seen = look(net, frames)
    found = correlate2d(frames[:, np.newaxis], net.windows) + net.biases[:, None, None]
    sizes = correlate2d(frames[:, np.newaxis], np.abs(net.windows))
    lost = 2 * 27 * U * (sizes + np.abs(net.biases)[:, None, None])
    assert (np.abs(seen.maps - np.maximum(found, 0)) <= lost).all()
    np.testing.assert_array_equal(seen.largest, seen.maps.max(axis=(-2, -1)))


@given(shifts, shifts)
def test_the_map_moves_with_the_digit(right, down):
    """Where both have it: equivariance. Products are the same, in an order of BLAS."""
    net, frame = trained().windows, move(IMAGES[7], 0, 0)
    still, moved = (look(net, f).maps for f in (frame, move(IMAGES[7], right, down)))
    rows, columns = (slice(max(by, 0), 12 + min(by, 0)) for by in (down, right))
    back = [slice(max(-by, 0), 12 + min(-by, 0)) for by in (down, right)]
    lost = 2 * 27 * U * (np.abs(net.windows).sum(axis=(1, 2)) + np.abs(net.biases))
    apart = np.abs(moved[:, rows, columns] - still[:, back[0], back[1]])
    assert (apart <= lost[:, np.newaxis, np.newaxis]).all()


def test_the_logits_are_those_of_a_dense_network():
    """Rows of pixels, as they lie in the frame."""
    frames = move(IMAGES[:5, np.newaxis], [0, 1], 0)
    found = dense_logits(trained().dense, frames)
    assert found.shape == (5, 2, 10)
    rows = frames[:, 1].reshape(5, -1)
    direct = DENSE.forward(trained().dense, rows)[-1].z
    np.testing.assert_allclose(found[:, 1], direct, rtol=0, atol=1000 * U * 100)


@pytest.mark.parametrize(("right", "down"), [(0, 0), (1, 0), (0, 1), (4, -4), (-2, 3)])
def test_the_stored_shares_are_what_the_networks_reach(right, down):
    """On the 360 images that neither has learned from."""
    found, frames = trained(), move(IMAGES, right, down)
    logits = dense_logits(found.dense, frames), look(found.windows, frames).logits
    stored = found.dense_right, found.windows_right
    for z, shares in zip(logits, stored, strict=True):
        reached = (z.argmax(axis=-1) == HELD.labels).mean()
        assert shares[down + FARTHEST, right + FARTHEST] == reached


def test_one_pixel_breaks_the_dense_network_alone():
    """Right by 0, 1, 2, 3, 4: the lesson's table."""
    found = trained()
    dense, windows = found.dense_right[4, 4:], found.windows_right[4, 4:]
    assert dense[0] > 0.96
    assert dense[1] < 0.6
    assert (dense[2:] < 0.25).all()
    assert (windows > 0.95).all()
    assert found.windows_right[0, 8] < 0.75  # up and right by four: edges cut


def plain_loss(parameters, frames, y):
    """Return the mean loss by the forward pass of the lesson."""
    p = plain_softmax(look(as_windows(parameters), frames).logits)
    return -np.log((p * y).sum(axis=1)).mean()


def test_the_gradient_is_what_small_steps_find():
    """Central differences of two sizes, as far as those agree and float64 allows."""
    known = split(seed=0).train.of(slice(0, 6))
    frames, y = centred(known), known.y
    found = trained().windows
    parameters = np.concatenate([part.ravel() for part in found])
    seen = np.lib.stride_tricks.sliding_window_view(frames, (5, 5), axis=(1, 2))
    slope = windows_gradient(parameters, seen.reshape(6, 144, 25), y)
    step = 2.0**-12
    for i in range(0, parameters.size, 7):
        aside = np.zeros_like(parameters)
        aside[i] = step
        ways = [
            (
                plain_loss(parameters + h, frames, y)
                - plain_loss(parameters - h, frames, y)
            )
            / (2 * h[i])
            for h in (aside, aside / 2)
        ]
        # A loss near 0 has the rounding of a probability near 1, of some 100 steps.
        lost = abs(ways[0] - ways[1]) + 100 * U / step
        assert abs(slope[i] - ways[1]) <= lost
