"""Claims about the scenes: every number is what core says, wherever a digit stands."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import softmax
from core.convolution import correlate1d, correlate2d, count_weights, output_size
from core.digits import split, uci
from core.heartbeat import heartbeat
from core.shifted import dense_logits, look, move, trained
from pages.convolution import beat
from pages.convolution.scene import SAMPLES, Frame
from pages.convolution.windows import SIZES, WINDOWS, chosen
from tests.core.roundoff import U
from tests.pages.strategies import fewer

moves = st.integers(-4, 4)
laid = {"stride": st.integers(1, 3), "padding": st.integers(0, 2)}
sizes = pytest.mark.parametrize("size", [3, 5, 7])


def seen(right=0, down=0, stride=1, padding=0, **said):
    """Return what the scene answers for single numbers; what is not said is 0."""
    given = {"digit": 4, "filter": 15, "row": 0, "col": 0, "win": 1, "size": 1} | said
    numbers = {key: np.array(float(value)) for key, value in given.items()}
    return Frame(right, down, stride, padding).scene(**numbers)


def image(digit):
    """Return the sample of a digit."""
    return uci().x[SAMPLES[digit]].reshape(8, 8)


def test_samples_are_of_each_digit_and_were_held_out():
    """Nobody has learned from them."""
    assert uci().labels[list(SAMPLES)].tolist() == list(range(10))
    held = {image.tobytes() for image in split(seed=0).held.counts}
    assert {uci().counts[i].tobytes() for i in SAMPLES} <= held


@pytest.mark.parametrize("digit", range(10))
def test_in_the_middle_both_are_right(digit):
    """What goes wrong later goes wrong by moving."""
    found = seen(digit=digit)
    assert (found["dense_says"], found["conv_says"]) == (digit, digit)


@fewer(4)
@given(right=moves, down=moves, digit=st.integers(0, 9))
def test_shares_are_those_of_core(right, down, digit):
    """Both networks look at the moved frame, with stride 1 and no padding."""
    frame = move(image(digit), right, down)
    for laid_so in ({}, {"stride": 2, "padding": 1}):
        found = seen(right, down, digit=digit, **laid_so)
        dense = softmax(dense_logits(trained().dense, frame))
        conv = softmax(look(trained().windows, frame).logits)
        np.testing.assert_allclose(found["dense"], dense, rtol=1e-12)
        np.testing.assert_allclose(found["conv"], conv, rtol=1e-12)


@fewer(4)
@given(right=moves, down=moves, window=st.integers(1, 32), **laid)
def test_the_map_is_the_correlation_of_core(right, down, window, stride, padding):
    """Of one window with the moved frame, with its bias, after the ReLU."""
    net, frame = trained().windows, move(image(4), right, down)
    found = seen(right, down, stride, padding, filter=window)
    sums = correlate2d(frame, net.windows[window - 1], stride, padding)
    expected = np.maximum(sums + net.biases[window - 1], 0)
    assert len(found["map"]) == output_size(16, 5, stride, padding) ** 2
    np.testing.assert_allclose(found["map"], expected.ravel(), atol=50 * U)
    assert found["largest"] == found["map"].max()


@given(right=moves)
def test_sideways_the_map_moves_along_and_its_largest_answer_stays(right):
    """Bit by bit, since the same numbers are added up."""
    still, moved = (seen(step)["map"].reshape(12, 12) for step in (0, right))
    kept = slice(max(right, 0), 12 + min(right, 0))
    came = slice(max(-right, 0), 12 + min(-right, 0))
    assert (moved[:, kept] == still[:, came]).all()
    assert seen(right)["largest"] == seen()["largest"] == seen(right)["centred"]


@fewer(4)
@given(row=st.integers(0, 4), col=st.integers(0, 4), window=st.integers(1, 32), **laid)
def test_the_products_add_up_to_the_map(row, col, window, stride, padding):
    """At the place that was chosen, or at the best of those that are left."""
    found = seen(2, -1, stride, padding, row=row, col=col, filter=window)
    places = found["map"].reshape(output_size(16, 5, stride, padding), -1)
    at = found["at_row"] - 1, found["at_col"] - 1
    lines = [slice(None) if one == 0 else [one - 1] for one in (row, col)]
    assert places[at] == places[lines[0]][:, lines[1]].max()
    assert all(line in {0, i + 1} for line, i in zip((row, col), at, strict=True))
    assert found["out"] == pytest.approx(places[at], abs=1e-12)
    assert found["products"].sum() == pytest.approx(found["total"], abs=1e-12)
    np.testing.assert_array_equal(
        found["products"], found["pixels"] / 16 * found["weights"]
    )
    assert (found["pixels"] == found["pixels"].round()).all()


def test_the_first_of_equal_places_is_the_best():
    """Where nothing is found anywhere, that is the upper left corner."""
    nothing = np.zeros((3, 3))
    zero, two = np.array(0.0), np.array(2.0)
    assert [int(i) for i in chosen(nothing, zero, zero)] == [0, 0]
    assert [int(i) for i in chosen(nothing, two, zero)] == [1, 0]
    nothing[2, 1] = 1
    assert [int(i) for i in chosen(nothing, zero, zero)] == [2, 1]


@pytest.mark.parametrize("win", range(3))
@pytest.mark.parametrize("size", range(2))
def test_weights_are_counted_as_core_counts_them(win, size):
    """With a bias for the window, and for each unit."""
    found = seen(win=win, size=size)
    counted = count_weights(int(SIZES[size]), int(WINDOWS[win]))
    assert (found["conv_weights"], found["dense_weights"]) == (
        counted.shared,
        counted.dense,
    )


@given(**laid)
def test_places_are_counted_as_core_counts_them(stride, padding):
    """Also for the window and the size that weights are counted for."""
    found = seen(stride=stride, padding=padding, win=0, size=0)
    assert found["places"] == output_size(8, 3, stride, padding)
    assert found["dense_weights"] == found["places"] ** 2 * 65


def test_how_often_both_are_right_belongs_to_the_move():
    """Curves along dx at this dy, and the two numbers here."""
    found = seen(2, -4)
    np.testing.assert_array_equal(found["conv_right"], trained().windows_right[0])
    assert found["dense_share"] == trained().dense_right[0, 6]
    assert found["conv_share"] == trained().windows_right[0, 6]


@pytest.mark.parametrize(
    ("task", "done", "not_yet"),
    [
        ("pixel", {"digit": 8, "right": 1}, {"digit": 8, "right": 2}),
        ("pixel", {"digit": 6, "right": -1}, {"digit": 4, "right": 1}),
        ("pixel", {"digit": 2, "down": 1}, {"digit": 2, "right": 1, "down": 2}),
        ("sure", {"digit": 6, "right": 1}, {"digit": 4, "right": 2}),
        ("fails", {"digit": 2, "right": 4, "down": -4}, {"digit": 2, "right": 4}),
        ("zero", {"row": 1, "col": 1}, {"row": 8, "col": 6}),
        ("other", {"right": 1, "stride": 2}, {"right": 2, "stride": 2}),
    ],
)
def test_a_task_is_done_by_what_its_hint_says(task, done, not_yet):
    """And not by what is almost that."""
    assert seen(**done)[task]
    assert not seen(**not_yet)[task]


def test_many_states_are_answered_like_each_alone():
    """Every answer has the leading axis of the arguments."""
    digits, windows = np.array([4.0, 7.0, 4.0]), np.array([15.0, 1.0, 32.0])
    zero, one = np.zeros(3), np.ones(3)
    found = Frame(1, -2, 2, 1).scene(digits, windows, zero, zero, one, one)
    for i in range(3):
        alone = seen(1, -2, 2, 1, digit=digits[i], filter=windows[i])
        for name, numbers in alone.items():
            assert len(found[name]) == 3
            np.testing.assert_allclose(found[name][i], numbers, atol=1e-12)


@sizes
@given(dx=st.integers(-20, 20))
def test_what_the_window_finds_is_the_correlation_of_core(size, dx):
    """Of the trace with the window cut out of its first beat, after the ReLU."""
    found = beat.Beat(size).scene(np.array(float(dx)), np.array(0.0))
    expected = np.maximum(correlate1d(found["trace"], beat.cut(size)), 0)
    np.testing.assert_allclose(found["found"], expected, atol=20 * U)
    assert found["at_col"] == found["found"].argmax() + 1
    assert found["total"] == pytest.approx(found["largest"], abs=20 * U)


@sizes
def test_the_window_finds_every_beat(size):
    """The three largest answers stand where the three peaks do."""
    found = beat.Beat(size).scene(np.array(0.0), np.array(0.0))["found"]
    middles = sorted(found.argsort()[-3:] + size // 2)
    assert middles == list(beat.PEAKS)
    rest = np.delete(found, np.array(beat.PEAKS) - size // 2)
    assert found.max() > 2 * rest.max()


def test_beats_are_uneven_and_as_high_as_the_formula():
    """A whole number of beats is a peak."""
    peaks = beat.trace(np.array(0.0))[list(beat.PEAKS)]
    np.testing.assert_allclose(peaks, heartbeat(0.0), rtol=1e-12)
    assert len(set(np.diff(beat.PEAKS))) > 1


@sizes
def test_a_window_has_a_mean_of_nothing_and_costs_its_weights(size):
    """So a flat trace is answered with 0."""
    shown = beat.Beat(size)
    found = shown.scene(np.array(0.0), np.array(1.0))
    assert beat.cut(size).sum() == pytest.approx(0, abs=10 * U)
    assert found["conv_weights"] == count_weights(128, size, axes=1).shared
    assert found["dense_weights"] == count_weights(128, size, axes=1).dense


@pytest.mark.parametrize(("dx", "kept"), [(9, False), (10, True), (-20, True)])
def test_moved_beats_keep_the_largest_answer(dx, kept):
    """And enough of a move is ten samples."""
    assert beat.Beat(5).scene(np.array(float(dx)), np.array(0.0))["kept"] == kept


def test_a_beat_that_leaves_takes_its_answer_along():
    """Then another one is the largest."""
    found = [beat.Beat(7).scene(np.array(dx), np.array(0.0)) for dx in (0.0, 20.0)]
    assert found[1]["largest"] < found[0]["largest"] - 0.005


@pytest.mark.parametrize(("col", "zero"), [(1, True), (22, False), (54, True)])
def test_where_the_trace_is_flat_the_answer_is_nothing(col, zero):
    """Or where it goes the other way than the window."""
    assert beat.Beat(5).scene(np.array(0.0), np.array(float(col)))["zero"] == zero
