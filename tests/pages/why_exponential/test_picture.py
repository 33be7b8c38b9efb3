"""Claims about the picture of two strips: what fills the whole, and what leaves it."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.why_exponential.picture import picture
from pages.why_exponential.scene import scene
from pages.why_exponential.strip import END, HIGH, LOW, ONE, UNIT, ZERO, spans
from ui.words import words

WORDS = words("en", "why-exponential")
COUNTS = pytest.mark.parametrize("count", [2, 6, 7, 10])


def drawn(count):
    """Return the picture of so many classes."""
    return picture(tuple(f"class {i}" for i in range(count)), 44, WORDS)


def figure_of(count):
    """Return that picture as the browser gets it."""
    return json.loads(drawn(count).text)


def trace(figure, name):
    """Return the trace that is called so."""
    [found] = [drawn for drawn in figure["data"] if drawn["name"] == name]
    return found


def moved(*z, base=np.e):
    """Return what moves in the picture, for logits."""
    found = scene(np.array([z]), np.array([base]), np.zeros(1))
    return {name: row[0] for name, row in drawn(len(z)).moves(found).items()}


@COUNTS
def test_each_rule_has_a_strip_with_a_piece_for_each_class(count):
    """The plain ratio above, the powers below, in every variant."""
    figure = figure_of(count)
    assert [len(trace(figure, rule)["y"]) for rule in ("ratio", "share")] == [count] * 2
    for layout in figure["layouts"].values():
        ratio, share = layout["yaxis"]["domain"], layout["yaxis2"]["domain"]
        assert share[1] <= ratio[0]


def test_the_whole_has_the_same_place_in_both_strips():
    """One is in thousandths from the left end, the other in shares."""
    figure = figure_of(2)
    for layout in figure["layouts"].values():
        assert layout["xaxis"]["domain"] == layout["xaxis2"]["domain"] == [0, 1]
        low, high = layout["xaxis2"]["range"]
        assert layout["xaxis"]["range"] == pytest.approx([0, END], abs=2e-6 * END)
        shares = np.array([ZERO, ONE]) / END * (high - low) + low
        np.testing.assert_allclose(shares, [0, 1], atol=1e-5)
    frame = trace(figure, "ratio_frame")["x"]
    assert (min(frame), max(frame)) == (ZERO, ONE)


def test_where_the_plain_ratio_breaks_it_leaves_the_whole():
    """Of -0.2 and 0.3 one share is -2 and one is 3: cut off, and said all the same."""
    found = moved(-0.2, 0.3)
    begin, length = found["ratio.base"], found["ratio.x"]
    assert begin.tolist() == [0, ZERO]
    assert (begin + length).tolist() == [ZERO, END]
    assert found["ratio.customdata"] == pytest.approx([-2, 3])
    assert found["ratio_beyond.x"].tolist() == [0, END]
    assert found["ratio_stripes.x"].tolist() == [ZERO]


def test_where_it_works_it_fills_the_whole_and_nothing_is_striped():
    """Of 0.2 and 0.3 the shares are 0.4 and 0.6."""
    found = moved(0.2, 0.3)
    assert found["ratio.base"].tolist() == [ZERO, ZERO + 0.4 * UNIT]
    assert found["ratio.x"].tolist() == [0.4 * UNIT, 0.6 * UNIT]
    assert found["ratio_stripes.x"].tolist() == [0]
    assert (found["ratio_beyond.x"] > END).all()  # not to be seen


def test_powers_fill_the_whole_wherever_logits_are():
    """Their pieces lie end to end, from 0 to 1."""
    found = moved(-0.3, 0.3, -7.0)
    ends = found["share.base"] + found["share.x"]
    assert found["share.base"][0] == 0
    np.testing.assert_allclose(found["share.base"][1:], ends[:-1], rtol=1e-12)
    np.testing.assert_allclose(ends[-1], 1, rtol=1e-12)


@given(shares=st.lists(st.floats(-50, 50), min_size=2, max_size=10))
def test_negative_pieces_lie_left_of_zero_and_others_right(shares):
    """All stay inside the picture, and no piece is longer than nothing backwards."""
    first, last = spans(np.array(shares))
    assert (first >= 0).all()
    assert (first <= last).all()
    assert (last <= END).all()
    for share, begin, end in zip(shares, first, last, strict=True):
        assert end <= ZERO if share < 0 else begin >= ZERO


@given(shares=st.lists(st.floats(-50, 50), min_size=2, max_size=10))
def test_pieces_lie_end_to_end(shares):
    """On each side of 0 one begins where the one before has ended."""
    first, last = spans(np.array(shares))
    negative = np.array(shares) < 0
    assert (last[negative][1:] == first[negative][:-1]).all()
    assert (first[~negative][1:] == last[~negative][:-1]).all()


@given(share=st.floats(LOW, HIGH))
def test_a_piece_that_stays_inside_is_as_long_as_its_share(share):
    """To a thousandth, which is less than a pixel."""
    first, last = spans(np.array([share]))
    assert abs((last - first) / UNIT - abs(share)).max() <= 1 / UNIT


def test_a_sum_of_zero_has_a_word_instead_of_a_strip():
    """The word is there, and not to be seen before the scene says so."""
    word = trace(figure_of(3), "undefined")
    assert (word["opacity"], word["text"]) == (0, "undefined")
    found = moved(-0.3, 0.3)
    assert found["undefined.opacity"] == 1
    assert found["ratio_number.opacity"] == 0
    assert found["ratio.x"].tolist() == [0, 0]
    assert moved(-0.2, 0.3)["undefined.opacity"] == 0


@COUNTS
def test_numbers_stand_beside_the_sliders(count):
    """One row for each class, one for the sums, and on a phone none."""
    figure = figure_of(count)
    wide, narrow = (figure["layouts"][name] for name in ("wide", "narrow"))
    assert wide["yaxis3"]["range"] == pytest.approx([count + 1.5, -0.5], abs=1e-4)
    assert wide["room"]["controls"]["across"][1] < wide["xaxis3"]["domain"][0]
    names = [one["name"] for one in figure["data"]]
    hidden = {names[place] for place in narrow["room"]["hidden"]}
    assert hidden == {
        *(f"{rule}_number" for rule in ("ratio", "share")),
        *(f"total_{rule}" for rule in ("ratio", "share")),
    }
