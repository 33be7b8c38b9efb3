"""The backdrop: curves that are thinned, packed, and drawn in between."""

import numpy as np

from figures.marks import line, smooth
from live import Slider, View
from live.sweep import sweep, thinned
from live.tables import LEVELS
from tests.live.labs import drawn, sent

TIMES = np.linspace(0, 3, 20)


def curves(a):
    """Answer with a smooth curve."""
    return {"curve.y": np.sin(a[..., np.newaxis] + TIMES)}


CONTROLS = [Slider("a", 0, 10, step=0.1, default=1)]
SHORT = 2.0**-24  # what rounding to float32 takes of a number
# Of a level: half of one, and what a difference, a quotient and a product lose of all.
LEVEL = 0.5 + 3 * LEVELS * SHORT


def width(low, high):
    """Return how far apart two levels are."""
    return (high - low) / LEVELS


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
    level = width(column.low, column.high)
    read = column.low + column.rows * level
    assert np.abs(read - curves(kept)["curve.y"]).max() <= LEVEL * level + SHORT


def test_levels_come_back_within_half_a_level():
    """65,536 levels between the ends of a curve are finer than a pixel."""
    message = sent(
        View(
            controls=CONTROLS,
            scene=lambda a: {"a_now": a},
            backdrop=lambda a: {"height": curves(a)["curve.y"]},
            picture=drawn(line("curve", TIMES, smooth("height"))),
        )
    )
    *_, low, high = message.answer["tables"]["a"]["curve.y"]
    levels = message.column("a", "curve.y")
    assert levels.dtype == np.uint16
    read = low + levels * width(low, high)
    meant = curves(thinned(CONTROLS[0].grid, 5))["curve.y"]
    assert np.abs(read - meant).max() <= LEVEL * width(low, high) + SHORT


def test_what_is_infinite_somewhere_has_no_levels():
    """It travels as it is, if only at the values of a thinned grid."""

    def pole(a):
        with np.errstate(divide="ignore"):
            return {"y": 1 / a}

    column = sweep(pole, CONTROLS, {"a": 1.0}, stride=5).tables["a"]["y"]
    assert (column.stride, column.low, column.high) == (5, None, None)
    assert column.rows[0, 0] == np.inf
    assert column.rows.dtype == np.float32


def test_what_is_the_same_everywhere_but_at_rest_arrives():
    """A value that was typed may lie where no value of the grid does."""

    def beside(a):
        return {"y": (a == 1.25) * 1.0}

    column = sweep(beside, CONTROLS, {"a": 1.25}, stride=5).tables["a"]["y"]
    assert (column.low, column.high) == (0, 0)
    assert not column.rows.any()


def test_what_a_view_sets_is_not_thinned():
    """Its thumb stops at every value of the grid, behind which curves are thinned."""
    view = Slider("v", 0, 5, step=0.1, sets={"a": np.square})
    message = sent(
        View(
            controls=[*CONTROLS, view],
            scene=lambda a: {"v": np.sqrt(a)},
            backdrop=lambda a: {"height": curves(a)["curve.y"]},
            picture=drawn(line("curve", TIMES, smooth("height"))),
        )
    )
    expected = np.clip(view.grid**2, 0, 10)
    assert message.column("v", "a")[:, 0].tolist() == expected.tolist()


def test_a_stride_of_one_keeps_every_row_in_levels():
    """For what leaps from row to row: nothing is drawn between, and half the bytes."""
    message = sent(
        View(
            controls=CONTROLS,
            scene=lambda a: {"a": a},
            backdrop=lambda a: {"leap": (-1.0) ** np.rint(10 * a)[:, None] * TIMES},
            picture=drawn(line("curve", TIMES, smooth("leap"))),
            stride=1,
        )
    )
    rows = message.column("a", "curve.y")
    [_, _, _, stride, low, high] = message.answer["tables"]["a"]["curve.y"]
    assert (rows.dtype, len(rows), stride) == (
        np.dtype(np.uint16),
        len(CONTROLS[0].grid),
        1,
    )
    meant = (-1.0) ** np.arange(len(rows))[:, None] * TIMES[1:]
    read = low + rows * width(low, high)
    assert np.abs(read - meant).max() <= LEVEL * width(low, high)
