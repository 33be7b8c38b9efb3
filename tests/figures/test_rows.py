"""Claims about bars in rows: what can move is there, and nothing else moves."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.rows import LONGEST_TICK, shortened
from figures.shares import narrow_bars, probability_bars
from figures.stages import narrow_stages, three_stages

TITLES = (("logits z", "any"), ("weights", "positive"), ("p", "shares"))
SHORT = ("z", "weights", "p")
COUNTS = [2, 3, 6, 7, 10]


def names(count):
    """Return names of classes."""
    return tuple(f"class {i}" for i in range(count))


def stages(count=3):
    """Return the figure of all three stages."""
    return three_stages(names(count), TITLES, 44)


def shares(count=3):
    """Return the figure of the probabilities alone."""
    return probability_bars(names(count), "p", "shares", 44)


def axes(figure, letter):
    """Return the axes of a figure along x or along y."""
    layout = figure.layout.to_plotly_json()
    return [axis for key, axis in layout.items() if key.startswith(f"{letter}axis")]


both = pytest.mark.parametrize("draw", [stages, shares])
counts = pytest.mark.parametrize("count", COUNTS)


def test_the_stages_are_called_by_their_names():
    """A scene finds every trace that it moves."""
    assert {trace.name for trace in stages().data} == {
        *("logits", "weights", "probabilities"),
        *("largest", "total_weight", "total_probability"),
    }


def test_the_shares_are_called_as_in_the_stages():
    """A scene of probabilities fits both pictures."""
    found = {trace.name for trace in shares().data}
    assert found == {"probabilities", "largest", "total_probability"}


@both
def test_no_two_traces_have_the_same_name(draw):
    """A name means one trace."""
    found = [trace.name for trace in draw().data]
    assert len(set(found)) == len(found)


@both
@counts
def test_there_is_a_bar_for_each_class(draw, count):
    """Every panel of bars has one row for each name."""
    bars = [trace for trace in draw(count).data if trace.type == "bar"]
    assert [len(bar.x) for bar in bars] == [count] * len(bars)


@both
@counts
def test_a_class_has_the_same_colour_in_every_panel(draw, count):
    """Class i is drawn in the colour of series i."""
    colours = [f"var(--series-{i})" for i in range(1, count + 1)]
    bars = [trace for trace in draw(count).data if trace.type == "bar"]
    assert [list(bar.marker.color) for bar in bars] == [colours] * len(bars)


@both
@counts
def test_the_total_stands_below_the_last_row(draw, count):
    """The sum is one row under the bars, inside the picture."""
    figure = draw(count)
    totals = [t for t in figure.data if (t.name or "").startswith("total")]
    assert [list(total.y) for total in totals] == [[count]] * len(totals)
    assert all(axis["range"][0] > count for axis in axes(figure, "y"))


@both
@pytest.mark.parametrize("letter", "xy")
def test_no_axis_moves(draw, letter):
    """Every axis has its range, and no hand can change it."""
    found = axes(draw(), letter)
    assert found
    assert all(axis["fixedrange"] and len(axis["range"]) == 2 for axis in found)


@both
def test_the_first_class_stands_on_top(draw):
    """Rows run downwards, as the sliders beside them do."""
    assert all(axis["range"][0] > axis["range"][1] for axis in axes(draw(), "y"))


def test_every_logit_fits_its_panel():
    """The largest sum of a logit and a shift, ±20, is inside the axis."""
    low, high = stages().layout.xaxis.range
    assert low < -20 < 20 < high


@both
@counts
def test_a_row_has_the_height_it_was_given(draw, count):
    """One more class makes the picture one row higher."""
    assert draw(count).layout.height - draw(count - 1).layout.height == 44


@pytest.mark.parametrize("count", [2, 3, 10])
@both
def test_every_trace_has_its_axes(draw, count):
    """No trace is drawn on an axis that is not in the layout."""
    figure = draw(count)
    layout = figure.layout.to_plotly_json()
    assert all(
        trace.xaxis.replace("x", "xaxis", 1) in layout
        or (trace.xaxis == "x1" and "xaxis" in layout)
        for trace in figure.data
    )


def test_panels_stand_side_by_side():
    """No panel begins before the one to its left has ended."""
    spans = [axis["domain"] for axis in axes(stages(), "x")]
    edges = [edge for span in sorted(spans) for edge in span]
    assert edges == sorted(edges)
    assert (edges[0], edges[-1]) == (0, 1)


@both
@counts
def test_a_narrow_screen_changes_what_is_there(draw, count):
    """Every path of the narrow layout leads to an axis or title of the picture."""
    changes = (
        narrow_stages(count, TITLES, SHORT)
        if draw is stages
        else narrow_bars(count, "p")
    )
    layout = draw(count).layout.to_plotly_json()
    first = {path.split(".")[0] for path in changes}
    assert first <= layout.keys() | {"xaxis", "yaxis"}
    titles = [int(path.split(".")[1]) for path in changes if "annotations" in path]
    assert set(titles) == set(range(len(layout["annotations"])))


@both
def test_a_narrow_screen_changes_every_panel(draw):
    """Each panel leaves more room for its numbers."""
    changes = narrow_stages(3, TITLES, SHORT) if draw is stages else narrow_bars(3, "p")
    widened = [path for path in changes if re.fullmatch(r"xaxis\d*\.range", path)]
    assert len(widened) == len(axes(draw(), "x"))


@both
@pytest.mark.parametrize("name", ["<b>dog</b>", "a&b", "<img src=x onerror=y>"])
def test_a_name_is_shown_as_text(draw, name):
    """No name of a class is markup in the picture."""
    figure = (
        three_stages((name, "cat"), TITLES, 44)
        if draw is stages
        else probability_bars((name, "cat"), "p", "", 44)
    )
    ticks = [axis["ticktext"][0] for axis in axes(figure, "y")]
    assert ticks == [shortened(name)] * len(ticks)
    assert "<" not in ticks[0]


@given(st.text())
def test_a_shortened_name_holds_no_markup(name):
    """Whatever the name, no bracket opens and no ampersand stands alone."""
    left = re.sub("&(lt|gt|amp);", "", shortened(name))
    assert not set(left) & set("<>&")


def test_a_long_name_is_cut():
    """A name that does not fit ends in an ellipsis, and fits."""
    assert shortened("x" * 24) == "x" * (LONGEST_TICK - 1) + "…"


@given(st.text(max_size=LONGEST_TICK, alphabet=st.characters(exclude_characters="<>&")))
def test_a_short_name_is_whole(name):
    """A name that fits is not changed."""
    assert shortened(name) == name


def test_a_cut_name_is_cut_before_it_is_escaped():
    """No half of an escape is left over."""
    assert shortened("<" * 24) == "&lt;" * (LONGEST_TICK - 1) + "…"


@pytest.mark.parametrize("draw", [three_stages, probability_bars])
def test_only_so_many_figures_are_kept(draw):
    """Names are anybody's choice, so what is kept of them has an end."""
    assert draw.cache_info().maxsize is not None
