"""Claims about drawings on their way to 64 counts."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import drawing
from core.digits import to_learn
from core.drawing import (
    FRAME,
    PAD,
    blur,
    count_ink,
    draw,
    keep_darkest,
    normalise_bitmap,
    normalise_drawing,
    slant_of,
    straighten,
    stretch,
)
from core.scribbles import scribbles
from tests.core.roundoff import U

places = st.tuples(st.floats(0, 1), st.floats(0, 1))
strokes = st.lists(places, min_size=1, max_size=8)
drawings = st.lists(strokes, max_size=4)
# A squared distance is a sum of terms below 4 * 64^2 with less than 20 roundings.
FAR = np.sqrt(20 * U * 4 * PAD**2)  # what its root may lose at 0
ZERO = [(0.5 + 0.3 * np.sin(a), 0.5 - 0.4 * np.cos(a)) for a in np.arange(0, 6.5, 0.3)]


def plain_ink(drawn, pen):
    """Return what `draw` should, pixel by pixel and segment by segment."""
    ink = np.zeros((PAD, PAD))
    for row, column in np.ndindex(ink.shape):
        pixel = np.array([column + 0.5, row + 0.5])
        for stroke in drawn:
            points = np.array(stroke) * PAD
            for a, b in pairwise(points):
                t = np.clip((pixel - a) @ (b - a) / max((b - a) @ (b - a), 1e-9), 0, 1)
                far = np.hypot(*(a + t * (b - a) - pixel))
                ink[row, column] = max(ink[row, column], pen * PAD / 2 + 0.5 - far)
    return np.minimum(ink, 1)


def test_ink_lies_within_half_a_pen_of_a_stroke():
    """As found pixel by pixel, for strokes of many directions."""
    for scribble in scribbles(4, seed=1):
        found = draw(scribble.strokes, scribble.pen)
        wanted = plain_ink(scribble.strokes, scribble.pen)
        np.testing.assert_allclose(found, wanted, rtol=0, atol=FAR)


@given(drawings, st.floats(0.01, 0.2))
def test_ink_is_a_share_of_a_pixel(drawn, pen):
    """From 0 to 1, and none without a stroke."""
    ink = draw(drawn, pen)
    assert ink.shape == (PAD, PAD)
    assert ((ink >= 0) & (ink <= 1)).all()
    assert ink.any() or not drawn or pen < 2 / PAD


@given(strokes)
def test_a_stroke_may_be_drawn_from_either_end(stroke):
    """The pen leaves the same ink there and back."""
    np.testing.assert_allclose(draw([stroke]), draw([stroke[::-1]]), rtol=0, atol=FAR)


@given(drawings)
def test_strokes_in_any_order_and_company_leave_the_same_ink(drawn):
    """At each pixel the darkest of all counts."""
    together = draw(drawn)
    alone = [draw([stroke]) for stroke in drawn]
    nothing = np.zeros((PAD, PAD))
    np.testing.assert_allclose(
        together, np.maximum.reduce([nothing, *alone]), rtol=0, atol=FAR
    )


def test_a_long_stroke_is_looked_at_in_parts(monkeypatch):
    """One segment at a time gives the bits of sixteen at a time."""
    long = np.random.default_rng(0).random((60, 2))
    whole = draw([long])
    monkeypatch.setattr(drawing, "AT_ONCE", 1)
    np.testing.assert_allclose(draw([long]), whole, rtol=0, atol=FAR)


def test_a_point_is_a_dot():
    """A disc as wide as the pen, with an edge of one pixel."""
    x, y = np.meshgrid(np.arange(PAD) + 0.5, np.arange(PAD) + 0.5)
    far = np.hypot(x - 16, y - 40)
    wanted = np.clip(4 + 0.5 - far, 0, 1)
    found = draw([[(0.25, 0.625)]], pen=8 / PAD)
    np.testing.assert_allclose(found, wanted, rtol=0, atol=FAR)


@pytest.mark.parametrize("point", [(-0.01, 0.5), (0.5, 1.01), (np.nan, 0.5), (0, 9e9)])
def test_points_off_the_pad_are_refused(point):
    """With the number that is off."""
    with pytest.raises(ValueError, match=r"a point must lie in \[0, 1\], got"):
        normalise_drawing([[(0.5, 0.5), point]])


@pytest.mark.parametrize("stroke", [[0.5, 0.5], [[0.1, 0.2, 0.3]], 0.5, [[[0.1, 0.2]]]])
def test_what_is_no_row_of_points_is_refused(stroke):
    """With the shape it has."""
    with pytest.raises(ValueError, match=r"a stroke must be points \(x, y\), got"):
        normalise_drawing([stroke])


@pytest.mark.parametrize("nothing", [[], [np.zeros((0, 2))]])
def test_an_empty_pad_has_no_ink(nothing):
    """In any stage."""
    assert not any(stage.any() for stage in normalise_drawing(nothing))


def plain_frame(bitmap):
    """Return the frame by the rules as they are told, pixel by pixel."""
    rows, columns = np.nonzero(bitmap >= bitmap.max() / 2)
    weights = bitmap[rows, columns]
    slant = np.polyfit(rows, columns, 1, w=np.sqrt(weights))[0].clip(-1, 1)
    x = columns - slant * rows
    top, left = rows.min() - 0.5, x.min() - 0.5
    height, width = rows.max() + 0.5 - top, x.max() + 0.5 - left
    wide = max(4, min(24, 24 * np.sqrt(width / height / 0.75)))
    found = np.zeros((FRAME, FRAME))
    for row, column in np.ndindex(found.shape):
        for i, j in np.ndindex(3, 3):
            y = top + (row + (i + 0.5) / 3) * height / FRAME
            at = left + (column + (j + 0.5) / 3 - (FRAME - wide) / 2) * width / wide
            found[row, column] += between_pixels(bitmap, y, at + slant * y) / 9
    return found


def between_pixels(bitmap, y, x):
    """Return the weighted mean of the four pixels around a place."""
    total = 0.0
    for row in (int(np.floor(y)), int(np.floor(y)) + 1):
        for column in (int(np.floor(x)), int(np.floor(x)) + 1):
            if 0 <= row < bitmap.shape[0] and 0 <= column < bitmap.shape[1]:
                weight = (1 - abs(y - row)) * (1 - abs(x - column))
                total += weight * bitmap[row, column]
    return total


@pytest.mark.parametrize("scribble", list(scribbles(10, seed=2)), ids=range(10))
def test_the_frame_is_filled_by_the_rules(scribble):
    """Upright, as high as the frame, with the root of its shape as its width.

    A line through 1,000 pixels is found with n roundings of a slope below 1, and a
    bilinear place has the slope of its bitmap, 1, along rows of 64.
    """
    bitmap = draw(scribble.strokes, scribble.pen)
    ink = bitmap >= bitmap.max() / 2
    found = stretch(bitmap, ink, slant_of(bitmap * ink))
    lost = 1000 * U * PAD * PAD
    np.testing.assert_allclose(found, plain_frame(bitmap), rtol=0, atol=lost)


@pytest.mark.parametrize(
    ("height", "width", "wide"),
    [(48, 36, 24), (48, 48, 24), (32, 6, 12), (61, 1, 4), (40, 60, 24), (16, 3, 12)],
)
def test_the_width_follows_with_the_root_of_the_shape(height, width, wide):
    """At three quarters it is 24; a quarter of that is half as wide; 4 at least."""
    bitmap = np.zeros((PAD, PAD))
    bitmap[1 : 1 + height, 2 : 2 + width] = 1
    found = stretch(bitmap, bitmap > 0, 0.0)
    half = found[FRAME // 2] > 0.5
    assert half.sum() == wide
    # Edges are soft, as much within as without.
    assert found[FRAME // 2].sum() == pytest.approx(wide, rel=0.05)
    assert half.tolist() == half[::-1].tolist()
    assert (found[:, FRAME // 2] > 0.5).all()


def leaning(slant: float) -> np.ndarray:
    """Return a line whose ink has its centre at exactly slant * row, in each row."""
    bitmap = np.zeros((40, 100))
    for row in range(10, 30):
        x = 50 + slant * (row - 20)
        left = int(np.floor(x))
        bitmap[row, left : left + 2] = [left + 1 - x, x - left]
    return bitmap


# Sums over 20 rows of 2 pixels, at most 50 from the middle, over a variance of 33 for
# each row: 40 roundings of terms of 50 * 10 and a few more, over 33.
LEAN = 50 * U * 50 * 10 / 33


@given(st.floats(-1, 1))
def test_the_slant_is_that_of_the_ink(slant):
    """A line of known slope is measured right."""
    assert abs(slant_of(leaning(slant)) - slant) <= LEAN


@given(st.floats(-1, 1))
def test_what_is_straightened_stands_upright(slant):
    """And no ink is lost on the way."""
    bitmap = leaning(slant)
    upright = straighten(bitmap, slant)
    assert abs(slant_of(upright)) <= 4 * LEAN
    np.testing.assert_allclose(
        upright.sum(axis=1), bitmap.sum(axis=1), rtol=0, atol=100 * U * 100
    )


def test_a_drawing_is_straightened_about_its_middle():
    """The middle row stays, the first goes right and the last goes left."""
    bitmap = np.zeros((5, 9))
    bitmap[:, 4] = 1
    assert straighten(bitmap, 1.0).argmax(axis=1).tolist() == [6, 5, 4, 3, 2]


def test_a_slant_beyond_45_degrees_is_left_to_itself():
    """No more than a pixel for each pixel, and none where ink has one row."""
    steep = np.zeros((40, 100))
    for row in range(40):
        steep[row, 2 * row : 2 * row + 2] = 1
    assert slant_of(steep) == 1
    assert slant_of(steep[:, ::-1]) == -1
    flat = np.zeros((40, 100))
    flat[7, 20:60] = 1
    assert slant_of(flat) == 0


def test_a_point_is_blurred_into_a_bell():
    """Its sum stays 1 and its variance is 1.2^2; sampling changes that by 1e-11."""
    picture = np.zeros((FRAME, FRAME))
    picture[16, 15] = 1
    bell = blur(picture)
    places = np.arange(FRAME)
    for share, middle in [(bell.sum(axis=0), 15), (bell.sum(axis=1), 16)]:
        assert share.sum() == pytest.approx(1, abs=100 * U)
        assert share @ places == pytest.approx(middle, abs=FRAME * 100 * U)
        variance = share @ (places - middle) ** 2
        # The bell of the cut off tail, and Poisson's sum: 2 e^(-2 pi^2 1.44).
        assert variance == pytest.approx(1.44, abs=1e-9)


@given(st.integers(0, 2**32 - 1), st.integers(0, FRAME**2))
def test_the_darkest_are_kept(seed, drawn):
    """307 of 1,024, or all that there is; none that stays out is darker."""
    chance = np.random.default_rng(seed)
    picture = np.zeros(FRAME**2)
    picture[:drawn] = chance.permutation(np.arange(drawn) + 1.0)
    kept = keep_darkest(picture.reshape(FRAME, FRAME)).ravel()
    assert kept.sum() == min(307, drawn)
    assert picture[~kept].max(initial=0) <= picture[kept].min(initial=FRAME**2)
    assert not kept[picture == 0].any()


@given(st.integers(0, 2**32 - 1))
def test_all_ink_is_counted_once(seed):
    """The counts add up to the pixels, and each is that of its block."""
    frame = np.random.default_rng(seed).random((FRAME, FRAME)) < 0.5
    counts = count_ink(frame)
    assert counts.sum(dtype=int) == frame.sum()
    assert counts[2, 7] == frame[8:12, 28:32].sum()


def test_a_block_holds_16():
    """A frame full of ink."""
    assert count_ink(np.ones((FRAME, FRAME), bool)).tolist() == [[16] * 8] * 8


def test_stages_follow_from_each_other():
    """What is shown is what was used."""
    for scribble in scribbles(20, seed=3):
        stages = normalise_drawing(scribble.strokes, scribble.pen)
        np.testing.assert_array_equal(
            stages.bitmap, draw(scribble.strokes, scribble.pen)
        )
        ink = stages.bitmap * (stages.bitmap >= stages.bitmap.max() / 2)
        upright = straighten(stages.bitmap, slant_of(ink))
        np.testing.assert_array_equal(stages.upright, upright)
        np.testing.assert_array_equal(stages.counts, count_ink(stages.frame))
        assert stages.frame.sum() == 307


def test_place_and_size_change_little():
    """Half as large and elsewhere, no block changes by more than a quarter."""
    large = normalise_drawing([ZERO]).counts.astype(int)
    small = normalise_drawing(
        [[(x / 2 + 0.1, y / 2 + 0.4) for x, y in ZERO]], pen=drawing.PEN / 2
    ).counts.astype(int)
    assert abs(large - small).max() <= 4


def test_any_pen_becomes_one_thickness():
    """So much ink is kept, and what two pens share is most of it."""
    thick, thin = (normalise_drawing([ZERO], pen).frame for pen in (0.1, 0.04))
    assert thick.sum() == thin.sum() == 307
    assert (thick & thin).sum() > 307 / 2


def test_a_zero_drawn_by_formula():
    """The counts that a drawing is shown as, by an implementation of its own."""
    t = np.linspace(0, 6.28, 43)
    zero = np.stack([0.5 + 0.2 * np.sin(t) + 0.1 * np.cos(t), 0.5 + 0.3 * np.cos(t)], 1)
    assert normalise_drawing([zero]).counts.tolist() == [
        [0, 0, 9, 15, 16, 8, 0, 0],
        [0, 6, 11, 0, 3, 15, 5, 0],
        [0, 13, 3, 0, 0, 6, 11, 0],
        [0, 16, 0, 0, 0, 1, 16, 0],
        [0, 16, 1, 0, 0, 0, 16, 0],
        [0, 11, 6, 0, 0, 3, 13, 0],
        [0, 5, 15, 3, 0, 11, 6, 0],
        [0, 0, 8, 16, 14, 9, 0, 0],
    ]


def test_a_bitmap_may_be_as_dark_as_it_likes():
    """Grey levels from 0 to 255 give what shares from 0 to 1 give."""
    bitmap = draw([ZERO])
    shares, levels = normalise_bitmap(bitmap), normalise_bitmap(bitmap * 256)
    np.testing.assert_array_equal(shares.counts, levels.counts)


def test_drawings_have_as_much_ink_as_the_data():
    """The mean count of a drawing lies between those of two thirds of the data."""
    data = to_learn().counts.mean(axis=1)
    low, high = np.quantile(data, [1 / 6, 5 / 6])
    assert low <= normalise_drawing([ZERO]).counts.mean() <= high
