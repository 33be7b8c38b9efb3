"""The backdrop: curves that are thinned, packed, and drawn in between."""

import numpy as np
import plotly.graph_objects as go
import pytest

from live import Lab, Link, Slider
from live.sweep import sweep, thinned
from live.tables import LEVELS
from tests.message import Message

TIMES = np.linspace(0, 3, 20)


def curves(a):
    """Answer with a smooth curve."""
    return {"curve.y": np.sin(a[..., np.newaxis] + TIMES)}


CONTROLS = [Slider(key="a", label="a", low=0, high=10, step=0.1, default=1)]


def test_a_thinned_grid_keeps_both_ends():
    """Every fifth value is kept, and the last one too."""
    grid = np.arange(103.0)
    kept = thinned(grid, 5)
    assert kept[0] == 0
    assert kept[-1] == 102
    assert (np.diff(kept)[:-1] == 5).all()


def test_a_short_grid_is_not_thinned():
    """A choice has few rows, and each of them counts."""
    grid = np.arange(3.0)
    assert thinned(grid, 5) is grid


def test_rows_of_a_thinned_table_are_those_of_the_scene():
    """What is kept is what the scene says there, to a part in 65,536."""
    column = sweep(curves, CONTROLS, {"a": 1.0}, stride=5).tables["a"]["curve.y"]
    assert column.stride == 5
    assert column.low is not None
    assert column.high is not None
    kept = thinned(CONTROLS[0].grid, 5)
    read = column.low + column.rows / LEVELS * (column.high - column.low)
    assert read == pytest.approx(curves(kept)["curve.y"], abs=2e-5)


def test_levels_come_back_within_half_a_level():
    """65,536 levels between the ends of a curve are finer than a pixel."""
    lab = Lab(
        name="wave",
        controls=CONTROLS,
        scene=lambda a: {"a_now": a},
        backdrop=curves,
        figure=go.Figure(go.Scatter(name="curve")),
    )
    message = Message(lab.packed({"a": 1.0}, Link({})))
    *_, low, high = message.answer["tables"]["a"]["curve.y"]
    levels = message.column("a", "curve.y")
    assert levels.dtype == np.uint16
    width = (high - low) / (2**16 - 1)
    read = low + levels * width
    meant = curves(thinned(CONTROLS[0].grid, 5))["curve.y"]
    assert np.abs(read - meant).max() <= 0.51 * width + 1e-7
