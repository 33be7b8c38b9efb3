"""Claims about axes: they stand still, and names on them are text."""

import re

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from figures.axes import LONGEST_TICK, Axis, rows, series, shortened


def test_no_axis_moves():
    """Its range is said, and no hand can change it."""
    drawn = Axis(-1, 5).layout(12, "y")
    assert drawn["range"] == pytest.approx([-1, 5], abs=1e-5)
    assert (drawn["fixedrange"], drawn["anchor"]) == (True, "y")


ENDS = st.floats(1e-3, 1e3)


@given(ENDS, ENDS, st.booleans())
def test_what_is_at_an_end_is_on_the_axis_in_a_table_too(one, other, log):
    """Seven digits say it a little above or below."""
    assume(one != other)
    axis = Axis(one if log else -one, other, log=log)
    low, high = sorted(axis.layout(12, "y")["range"])
    rounded = np.array([axis.low, axis.high], np.float32).astype(float)
    places = np.log10(rounded) if log else rounded
    assert (low <= places).all()
    assert (places <= high).all()


def test_an_axis_has_other_ends_in_the_narrow_variant():
    """Numbers beside bars need more of the room there."""
    axis = Axis(-1, 5, narrow=(-3, 9))
    assert (axis.ends, axis.narrowed().ends) == ([-1, 5], [-3, 9])


def test_equal_ratios_are_equal_lengths_on_a_logarithmic_axis():
    """Its ends are numbers all the same, and plotly.js gets their exponents."""
    assert Axis(0.01, 100, log=True).ends == [-2, 2]
    assert Axis(0.01, 100, log=True).layout(12, "y")["type"] == "log"


def test_without_ticks_an_axis_says_nothing():
    """Then the numbers stand beside the marks."""
    assert not Axis(0, 1).layout(12, "y")["showticklabels"]


def test_ticks_may_be_named():
    """A tick stands where it is and says what it is told."""
    drawn = Axis(0, 1, ticks={0: "never", 1: "always"}).layout(12, "y")
    assert (drawn["tickvals"], drawn["ticktext"]) == ([0, 1], ["never", "always"])


def test_the_narrow_variant_may_say_less():
    """Fewer ticks, and another title or none."""
    axis = Axis(
        0, 1, ticks=[0, 0.5, 1], narrow_ticks=[0, 1], title="p", narrow_title=""
    )
    wide, narrow = (one.layout(12, "y") for one in (axis, axis.narrowed()))
    assert (len(wide["tickvals"]), len(narrow["tickvals"])) == (3, 2)
    assert (wide["title"]["text"], "title" in narrow) == ("p", False)


def test_a_square_axis_has_the_unit_of_the_other():
    """A circle is round."""
    assert Axis(0, 1, square=True).layout(12, "y3")["scaleanchor"] == "y3"


@pytest.mark.parametrize("further", [0, 1])
def test_the_first_class_stands_on_top(further):
    """Rows run downwards, as the sliders beside them do."""
    axis = rows(["dog", "cat"], further)
    assert axis.ends == [1.5 + further, -0.5]


@pytest.mark.parametrize(
    ("named", "always", "shown"),
    [(False, False, (0, 0)), (True, False, (0, 2)), (False, True, (2, 2))],
)
def test_names_stand_beside_rows_where_they_are_needed(named, always, shown):
    """Beside the sliders they would stand twice."""
    axis = rows(["dog", "cat"], named=named, always=always)
    assert (len(axis.ticks), len(axis.narrowed().ticks)) == shown


def test_a_class_has_the_colour_of_its_series():
    """Class i is drawn in the colour of series i."""
    assert series(2) == ["var(--series-1)", "var(--series-2)"]
    assert series(1, first=3) == ["var(--series-3)"]


@given(st.text())
def test_a_shortened_name_holds_no_markup(name):
    """Whatever the name, no bracket opens and no ampersand stands alone."""
    left = re.sub("&(lt|gt|amp);", "", shortened(name))
    assert not set(left) & set("<>&")


def test_a_long_name_is_cut():
    """A name that does not fit ends in an ellipsis, and fits."""
    assert shortened("x" * 24) == "x" * (LONGEST_TICK - 1) + "…"


def test_a_name_of_wide_letters_is_cut_sooner():
    """Five of Korean are as wide as ten Latin ones, and mixed names fit too."""
    assert shortened("강아지와고양이") == "강아지와고…"
    assert shortened("강아지와 개") == "강아지와 개"
    assert shortened("cat과 고양이들") == "cat과 고양…"


LATIN = st.characters(max_codepoint=0x24F, exclude_characters="<>&")


@given(st.text(max_size=LONGEST_TICK, alphabet=LATIN))
def test_a_short_name_is_whole(name):
    """A name that fits is not changed."""
    assert shortened(name) == name


def test_a_cut_name_is_cut_before_it_is_escaped():
    """No half of an escape is left over."""
    assert shortened("<" * 24) == "&lt;" * (LONGEST_TICK - 1) + "…"
