"""Claims about the two inverse curves: one is the other, mirrored."""

import json

import numpy as np
import pytest

from core import sigmoid
from pages.sigmoid.picture import picture
from pages.sigmoid.scene import scene
from tests.core.roundoff import LOGIT, SIGMOID, U
from ui.words import words

MOVING = ("point", "tangent", "inverse_point", "inverse_tangent", "step_point")

spans = pytest.mark.parametrize("span", [10.0, 40.0])


def drawn(span):
    """Return the figure up to an end of the axis."""
    return json.loads(picture(span, words("en", "sigmoid")).text)


def trace(span, name):
    """Return a trace of the figure."""
    [found] = [trace for trace in drawn(span)["data"] if trace["name"] == name]
    return found


def moved(span, *z):
    """Return what moves in the picture, for logits one below the other."""
    return picture(span, words("en", "sigmoid")).moves(scene(np.array(z)))


@spans
def test_what_can_move_is_there(span):
    """Points, tangents and the point on the step move along both axes."""
    places = {f"{name}.{axis}" for name in MOVING for axis in "xy"}
    assert moved(span, 1.0).keys() == places


@spans
def test_both_curves_are_one(span):
    """Every point of one panel lies in the other, with its axes exchanged."""
    found = moved(span, -7.0, 0.0, 2.0)
    for name in ("point", "tangent"):
        for axis, other in ("xy", "yx"):
            mirrored = found[f"inverse_{name}.{other}"]
            assert found[f"{name}.{axis}"].tobytes() == mirrored.tobytes()


@pytest.mark.parametrize(("z", "answer"), [(-0.1, 0), (0.0, 1), (0.1, 1)])
def test_the_point_on_the_step_is_at_its_answer(z, answer):
    """Below the jump it stands at 0, and from there on at 1."""
    found = moved(10.0, z)
    assert (found["step_point.x"], found["step_point.y"]) == ([z], [answer])


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
def test_the_logit_is_the_sigmoid_mirrored(span):
    """With its axes exchanged the second curve lies on the first.

    What a logit has lost is, of a share, a part of itself at most.
    """
    curve, lost = trace(span, "logit"), LOGIT * span + SIGMOID
    np.testing.assert_allclose(sigmoid(curve["y"]), curve["x"], rtol=lost)


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
def test_axes_stay_fixed(span):
    """Nothing rescales while a learner drags."""
    for layout in drawn(span)["layouts"].values():
        axes = [axis for name, axis in layout.items() if "axis" in name]
        assert [axis["fixedrange"] for axis in axes] == [True] * 4


def test_titles_are_short_on_a_narrow_screen():
    """Each panel gets its short title, and nothing below it."""
    shown = drawn(10.0)["layouts"]["narrow"]["annotations"]
    short = [panel[2] for panel in words("en", "sigmoid")["panels"]]
    assert [label["text"] for label in shown] == short
