"""Claims about the picture of four readings."""

import pytest

from figures.readings import READINGS, four_readings, narrow_readings

TITLES = (("z", "as it is"), ("r", "cut"), ("s", "alone"), ("p", "shares"))
ROWS = 44


def letters(count):
    """Return names for so many classes."""
    return tuple("abcdefghij"[:count])


@pytest.fixture(params=[2, 3, 10])
def count(request) -> int:
    """Return how many classes there are."""
    return int(request.param)


def test_every_reading_has_bars_a_band_and_marks(count):
    """Each of the three has one part for each class."""
    figure = four_readings(letters(count), TITLES, ROWS)
    parts = {trace.name: len(trace.x) for trace in figure.data}
    for reading in READINGS:
        for name in (reading, f"band_{reading}", f"top_{reading}"):
            assert parts[name] == count


def test_bands_lie_behind_the_bars(count):
    """What is drawn first is covered by what follows."""
    names = [t.name for t in four_readings(letters(count), TITLES, ROWS).data]
    bands = [names.index(f"band_{reading}") for reading in READINGS]
    assert max(bands) < min(names.index(reading) for reading in READINGS)


def test_axes_stand_still(count):
    """No axis can be moved or fits itself to what is shown."""
    layout = four_readings(letters(count), TITLES, ROWS).layout
    axes = [layout[f"{letter}axis{i}"] for letter in "xy" for i in ("", 2, 3, 4)]
    assert all(axis.fixedrange and axis.range for axis in axes)


def test_a_row_is_as_high_as_a_control(count):
    """The classes and the sums have 44 pixels each."""
    layout = four_readings(letters(count), TITLES, ROWS).layout
    low, high = layout.yaxis.domain
    inner = layout.height - layout.margin.t - layout.margin.b
    assert (high - low) * inner == pytest.approx(ROWS * (count + 1))


def test_panels_stand_side_by_side_on_a_wide_screen(count):
    """No panel begins before the one before it ends."""
    layout = four_readings(letters(count), TITLES, ROWS).layout
    spans = [layout[f"xaxis{i}"].domain for i in ("", 2, 3, 4)]
    assert [span for pair in spans for span in pair] == sorted(
        end for span in spans for end in span
    )


def test_panels_stand_two_by_two_on_a_narrow_screen(count):
    """The upper two share no height with the lower two, nor left with right."""
    narrow = narrow_readings(count, TITLES)
    assert narrow["yaxis.domain"] == narrow["yaxis2.domain"]
    assert narrow["yaxis3.domain"][1] < narrow["yaxis.domain"][0]
    assert narrow["xaxis.domain"][1] < narrow["xaxis2.domain"][0]
    assert narrow["xaxis3.domain"] == narrow["xaxis.domain"]


def test_a_narrow_picture_leaves_room_for_a_control(count):
    """On a screen of 740 pixels there is still a third of it below."""
    assert narrow_readings(count, TITLES)["height"] <= 740 * 2 / 3
