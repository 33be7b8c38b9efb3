"""Claims about the lesson: links, what is shown, and the code."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.shifted import trained
from live import Link
from pages.convolution.beat import Beat
from tests.pages.strategies import fewer
from tests.pages.visits import opened
from ui.lesson import find
from ui.words import words

LIMIT = 64_000  # bytes, of a commit
KEYS = {
    *("signal", "dx", "dy", "digit", "filter", "row", "col"),
    *("win", "size", "stride", "padding"),
}
codes = {
    "digit": st.sampled_from("0123456789"),
    "dx": st.integers(-4, 4).map(str),
    "dy": st.integers(-4, 4).map(str),
    "filter": st.integers(1, 32).map(str),
    "win": st.sampled_from("357"),
    "size": st.sampled_from(["8", "16"]),
    "stride": st.sampled_from("123"),
    "padding": st.sampled_from("012"),
    "row": st.integers(0, 4).map(str),
    "col": st.integers(0, 4).map(str),
}
states = st.fixed_dictionaries(codes)
beats = st.fixed_dictionaries(
    {
        "signal": st.just("beat"),
        "dx": st.integers(-20, 20).map(str),
        "col": st.integers(0, 122).map(str),
        "win": st.sampled_from("357"),
    }
)


def number(shown, name):
    """Return one answer at rest."""
    return shown.answer(name).item()


@fewer(2)
@given(state=states | beats, language=st.sampled_from(["en", "ko"]))
def test_a_link_is_its_state(state, language):
    """Every legal value is taken, and nothing is wrong with it."""
    shown = opened("convolution", state, language)
    assert shown.problems == set()
    for key in ("dx", "dy", "filter", "row", "col"):
        if key in state and key in shown.values:
            assert shown.values[key] == float(state[key])


def test_the_keys_of_the_issue_are_keys_of_the_link():
    """In either view, some of them away."""
    for link in ({}, {"signal": "beat"}):
        view = opened("convolution", link).opening.view
        assert {one.key for one in [*view.controls, *view.away]} == KEYS


def test_the_readouts_of_the_issue_are_there():
    """Ten shares of each network, the largest answer, and both counts."""
    shown = opened("convolution")
    assert len(shown.answer("dense")) == len(shown.answer("conv")) == 10
    assert number(shown, "largest") == pytest.approx(4.45, abs=0.005)
    assert (number(shown, "conv_weights"), number(shown, "dense_weights")) == (
        26,
        37008,
    )
    small = opened("convolution", {"win": "3", "size": "8"})
    assert (number(small, "conv_weights"), number(small, "dense_weights")) == (10, 2340)


def test_it_opens_with_a_digit_that_only_convolution_knows():
    """Moved by two pixels: the dense network takes the 4 for a 3."""
    shown = opened("convolution")
    assert (number(shown, "dense_says"), number(shown, "conv_says")) == (3, 4)
    assert shown.answer("dense")[3] > 0.8
    assert shown.answer("conv")[4] > 0.999


@pytest.mark.parametrize("padding", ["0", "2"])
@pytest.mark.parametrize("win", ["3", "7"])
@pytest.mark.parametrize("signal", ["digit", "beat"])
def test_a_commit_is_small(signal, win, padding):
    """A map with padding has 256 places, of 32 windows; it may weigh a little more."""
    said = {"signal": signal, "win": win, "padding": padding}
    limit = LIMIT if signal == "beat" or padding == "0" else 1.25 * LIMIT
    assert opened("convolution", said).message.size < limit


def test_the_digit_is_dragged_in_both_directions():
    """By the whole of it, eight pixels wide; and the beats along time."""
    [hand] = opened("convolution").header["handles"]
    assert (hand["plane"], hand["reach"]) == (["dx", "dy"], 4)
    handles = opened("convolution", {"signal": "beat"}).header["handles"]
    assert [handle["controls"] for handle in handles] == [["dx"], ["col"]]


@pytest.mark.parametrize(
    ("link", "kind", "key"),
    [
        ({"dx": "5"}, "clamped", "dx"),
        ({"dy": "nan"}, "unreadable", "dy"),
        ({"digit": "10"}, "unreadable", "digit"),
        ({"filter": "0"}, "clamped", "filter"),
        ({"row": "13"}, "clamped", "row"),
        ({"row": "7", "stride": "3"}, "clamped", "row"),
        ({"stride": "0"}, "unreadable", "stride"),
        ({"padding": "-1"}, "unreadable", "padding"),
        ({"signal": "beat", "dx": "21"}, "clamped", "dx"),
        ({"signal": "<b>"}, "unreadable", "signal"),
    ],
    ids=str,
)
def test_a_hostile_link_gets_a_notice(link, kind, key):
    """The page opens in a legal state and names the key."""
    assert opened("convolution", link).problems == {(key, kind)}


def test_a_broken_number_is_the_whole_one_beside_it():
    """A digit stands on pixels, a window on a place."""
    for dx, beside in (("1.4", "1"), ("1.6", "2")):
        broken = opened("convolution", {"dx": dx, "dy": "-0.6", "row": "2.2"})
        whole = opened("convolution", {"dx": beside, "dy": "-1", "row": "2"})
        for name in ("dense", "map.marker.opacity", "products"):
            np.testing.assert_array_equal(broken.answer(name), whole.answer(name))


def test_who_comes_from_the_beat_is_told_of_nothing():
    """A beat moves farther than a digit; what a browser sends is kept inside."""
    far = {"signal": ["digit"], "dx": ["20"]}
    sent = find("convolution").open(Link(far, commit=3), "en")
    assert (sent.problems, sent.state.values["dx"]) == (set(), 4)
    typed = find("convolution").open(Link(far), "en")
    assert {one.key for one in typed.problems} == {"dx"}


def test_what_a_drag_of_the_window_says_is_what_its_link_says():
    """Row by row, as float32 holds it."""
    shown = opened("convolution")
    weights = shown.message.column("filter", "weights")
    np.testing.assert_array_equal(
        weights, trained().windows.windows.reshape(32, 25).astype(np.float32)
    )


@fewer(2)
@given(state=states)
def test_the_code_computes_the_shares(state):
    """In NumPy alone, from the stored weights."""
    shown = opened("convolution", state | {"stride": "1", "padding": "0"})
    ran = shown.ran()
    np.testing.assert_allclose(ran["p"], shown.answer("conv"), rtol=1e-11)
    assert ran["largest"] == pytest.approx(number(shown, "largest"), abs=1e-12)


@fewer(2)
@given(state=beats)
def test_the_code_finds_the_beat(state):
    """Its formula is that of core."""
    shown = opened("convolution", state | {"col": "0"})
    ran = shown.ran()
    assert ran["largest"] == pytest.approx(number(shown, "largest"), abs=1e-12)
    assert ran["found"].argmax() + 1 == number(shown, "at_col")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_both_learn_is_counted_in_words_and_table(language):
    """The numbers of the table are those of core."""
    counts = trained().dense.size, sum(part.size for part in trained().windows)
    template = opened("convolution", {}, language).header["template"]
    text = str(words(language, "convolution").own)
    for count in counts:
        assert f"{count:,}" in template
        assert f"{count:,}" in text


def test_places_of_the_beat_are_those_of_its_window():
    """The slider ends where the window does."""
    for win in (3, 5, 7):
        shown = opened("convolution", {"signal": "beat", "win": str(win)})
        assert shown.message.control("col")["grid"][-1] == Beat(win).places
