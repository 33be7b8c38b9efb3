"""Claims about the picture: one curve, and arrows that read it both ways."""

import json

import numpy as np
import pytest

from core import sigmoid
from pages.sigmoid.picture import picture
from pages.sigmoid.scene import scene
from tests.core.roundoff import U
from ui.words import words

MOVING = ("point", "tangent", "upright", "across")
ENDS = ("8", "10", "40")

spans = pytest.mark.parametrize("span", [float(end) for end in ENDS])
ways = pytest.mark.parametrize("back", [False, True])


def drawn(span, *, back=False):
    """Return the figure up to an end of the axis."""
    return json.loads(picture(span, words("en", "sigmoid"), back=back).text)


def trace(span, name):
    """Return a trace of the figure."""
    [found] = [trace for trace in drawn(span)["data"] if trace["name"] == name]
    return found


def moved(span, *z, back=False):
    """Return what moves in the picture, for logits one below the other."""
    return picture(span, words("en", "sigmoid"), back=back).moves(scene(np.array(z)))


@spans
@ways
def test_what_can_move_is_there(span, back):
    """Point, tangent and arrows move along both axes."""
    places = {f"{name}.{axis}" for name in MOVING for axis in "xy"}
    said = {"z.x", "z.customdata", "p.y", "p.customdata"}
    assert moved(span, 1.0, back=back).keys() == places | said


@spans
def test_arrows_lead_from_the_logit_up_to_the_curve_and_across_to_p(span):
    """One ends where the other begins, at the point on the curve."""
    logits = [-2.0, 0.0, 2.0]
    found = moved(span, *logits)
    p = sigmoid(logits).tolist()
    for row, (z, share) in enumerate(zip(logits, p, strict=True)):
        upright, across = ends(found, "upright", row), ends(found, "across", row)
        assert upright == [(z, 0.0), (z, share)]
        assert across == [(z, share), (-span, share)]


@spans
def test_read_the_other_way_the_arrows_turn_round(span):
    """They are where they were, and begin where they ended."""
    there, back = moved(span, -1.0, 2.0), moved(span, -1.0, 2.0, back=True)
    for name in ("upright", "across"):
        for row in range(2):
            assert ends(back, name, row) == ends(there, name, row)[::-1]


@ways
def test_an_arrow_of_no_length_is_not_drawn(back):
    """Its head would hide the axis that it leads to."""
    found = moved(8.0, -7.9, back=back)
    for name in ("upright", "across"):
        assert np.isnan(ends(found, name, 0)).any()


def test_what_comes_out_is_in_larger_type():
    """The result of a reading is told from what it began with."""
    for back, result, given in ((False, "p", "z"), (True, "z", "p")):
        data = {one["name"]: one for one in drawn(8.0, back=back)["data"]}
        sizes = [data[name]["textfont"]["size"] for name in (result, given)]
        assert sizes[0] > sizes[1]


def ends(found, name, row):
    """Return where an arrow begins and ends."""
    xs, ys = (found[f"{name}.{axis}"][row].tolist() for axis in "xy")
    return list(zip(xs, ys, strict=True))


@spans
def test_the_tangent_has_the_slope_of_the_sigmoid_and_its_point(span):
    """Its two ends lie as high apart as the slope says, and around the point."""
    z = np.array([-7.0, -1.0, 0.0, 2.0])
    found, expected = moved(span, *z), scene(z)
    x, y = found["tangent.x"], found["tangent.y"]
    # Each end is rounded, which is the more of the way between the shorter that is.
    (far_x, wide), (far_y, high) = (
        (np.abs(ends).sum(axis=1), np.ptp(ends, axis=1)) for ends in (x, y)
    )
    lost = U * (far_x / wide + far_y / high) + 4 * U
    np.testing.assert_array_less(np.abs(high / wide / expected["slope"] - 1), lost)
    for middle, ends, far in ((z, x, far_x), (expected["p"], y, far_y)):
        assert (np.abs(ends.mean(axis=1) - middle) <= U * far).all()


@spans
def test_the_sigmoid_is_core_s(span):
    """The curve that stands still is the function itself."""
    curve = trace(span, "sigmoid")
    assert curve["y"] == sigmoid(curve["x"]).tolist()


@spans
def test_the_curves_span_the_axis(span):
    """The sigmoid is drawn from one end to the other."""
    curve = trace(span, "sigmoid")
    assert (curve["x"][0], curve["x"][-1]) == (-span, span)


@spans
def test_the_step_jumps_at_zero(span):
    """It is 0 on the left and 1 on the right."""
    step = trace(span, "step")
    assert list(zip(step["x"], step["y"], strict=True)) == [
        *((-span, 0), (0, 0), (0, 1), (span, 1))
    ]


@spans
@ways
def test_axes_stay_fixed(span, back):
    """Nothing rescales while a learner drags, and all of the axis is in sight."""
    for layout in drawn(span, back=back)["layouts"].values():
        assert layout["xaxis"]["fixedrange"]
        assert layout["yaxis"]["fixedrange"]
        low, high = layout["xaxis"]["range"]
        assert low < -span < span < high
