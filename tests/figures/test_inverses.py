"""Claims about the two inverse curves: one is the other, mirrored."""

import numpy as np
import pytest

from core import sigmoid
from figures.inverses import narrow_inverses, two_inverses

TITLES = (("sigmoid", "there"), ("logit", "back"))

spans = pytest.mark.parametrize("span", [10.0, 40.0])


def trace(span, name):
    """Return a trace of the figure."""
    [found] = two_inverses(span, TITLES).select_traces({"name": name})
    return found


@spans
def test_what_can_move_is_there(span):
    """A scene finds the traces that the docstring names."""
    names = {trace.name for trace in two_inverses(span, TITLES).data}
    moving = {"point", "tangent", "step_point"}
    assert moving | {"inverse_point", "inverse_tangent"} <= names


@spans
def test_the_sigmoid_is_core_s(span):
    """The curve that stands still is the function itself."""
    curve = trace(span, "sigmoid")
    assert list(curve.y) == sigmoid(curve.x).tolist()


@spans
def test_the_logit_is_the_sigmoid_mirrored(span):
    """With its axes exchanged the second curve lies on the first."""
    curve = trace(span, "logit")
    np.testing.assert_allclose(sigmoid(curve.y), curve.x, rtol=1e-12)


@spans
def test_the_curves_span_the_axis(span):
    """The sigmoid is drawn from one end to the other."""
    curve = trace(span, "sigmoid")
    assert (curve.x[0], curve.x[-1]) == (-span, span)


@spans
def test_the_step_jumps_at_zero(span):
    """It is 0 on the left and 1 on the right."""
    step = trace(span, "step")
    assert list(zip(step.x, step.y, strict=True)) == [
        *((-span, 0), (0, 0), (0, 1), (span, 1))
    ]


@spans
def test_axes_stay_fixed(span):
    """Nothing rescales while a learner drags."""
    layout = two_inverses(span, TITLES).layout.to_plotly_json()
    axes = [axis for name, axis in layout.items() if "axis" in name]
    assert [axis["fixedrange"] for axis in axes] == [True] * 4


def test_titles_are_short_on_a_narrow_screen():
    """Each panel gets its short title."""
    changes = narrow_inverses(["there", "back"])
    found = [changes[f"annotations.{i}.text"] for i in range(2)]
    assert found == ["<b>there</b>", "<b>back</b>"]
