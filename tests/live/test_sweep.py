"""Claims about sweeps: tables hold what the scene would say, and only what moves."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from live import Choice, Count, Group, Scrubber, Slider, Text
from live.sweep import sweep

INF = np.inf

A, B = (Slider(key, -2, 2, step=0.1, default=0.5) for key in "ab")
FACTOR = Slider("f", 0.1, 9, scale="log", below=0, above=INF, default=1)
SIGN = Choice("sign", ("plus", "minus"), "plus")
PAIR = Group("pair", (A, B))
VALUES = {"a": 0.25, "b": -1.5, "f": 3.0, "sign": 1.0, "z": 0.5, "p": 0.0, "k": 3.0}

numbers = st.floats(-2, 2)


def bowls(pair, f):
    """Answer with a row, a number, and a number that only the factor moves."""
    scaled = pair * np.arctan(f)[..., np.newaxis]
    return {"row": scaled * scaled, "sum": scaled.sum(axis=-1), "half": f / 2}


def squares(a):
    """Answer with one number, its square."""
    return {"square": a * a}


def epochs(epoch):
    """Answer with the square of an epoch."""
    return {"square": epoch * epoch}


def column(found, control, name):
    """Return the rows of a binding in the table of a control."""
    return found.tables[control][name].rows


@given(numbers, numbers, st.floats(0, 1e9))
def test_rest_is_the_scene_itself(a, b, factor):
    """At rest every answer is, bit by bit, what the scene says when asked directly."""
    found = sweep(bowls, [PAIR, FACTOR], VALUES | {"a": a, "b": b, "f": factor})
    asked = bowls(np.array([a, b]), np.array(factor))
    assert {name: x.tobytes() for name, x in found.rest.items()} == {
        name: np.asarray(x).tobytes() for name, x in asked.items()
    }


def test_what_is_not_swept_has_no_table_and_is_no_argument():
    """The scene never hears of it: the page makes a scene for its value."""
    found = sweep(squares, [A, replace(FACTOR, swept=False)], VALUES)
    assert list(found.tables) == ["a"]
    assert found.rest["square"] == 0.0625
    chosen = sweep(squares, [replace(SIGN, swept=False), A], VALUES)
    assert list(chosen.tables) == ["a"]


@given(numbers, numbers, st.integers(0, 40))
def test_a_row_of_a_table_is_the_scene_at_that_value(a, b, row):
    """Each row says what the scene would say there, rounded to float32."""
    found = sweep(bowls, [PAIR, FACTOR], VALUES | {"a": a, "b": b})
    asked = bowls(np.array([a, B.grid[row]]), np.array(3.0))
    assert column(found, "b", "sum")[row] == np.float32(asked["sum"])
    assert column(found, "b", "row")[row, -1] == np.float32(asked["row"][1])


def test_a_table_has_a_row_for_each_grid_value():
    """The limits 0 and infinity have their rows too."""
    found = sweep(bowls, [PAIR, FACTOR], VALUES)
    assert len(column(found, "f", "half")) == len(FACTOR.grid)


def test_tables_are_float32():
    """Half the bytes are enough while the hand moves."""
    found = sweep(squares, [A], VALUES)
    assert column(found, "a", "square").dtype == np.float32


def test_exact_tables_are_float64():
    """A binding that is named exact keeps every digit of the scene."""
    found = sweep(squares, [A], VALUES, exact=["square"])
    assert column(found, "a", "square")[:, 0].tolist() == (A.grid * A.grid).tolist()


def test_what_does_not_move_is_left_out():
    """A binding that one control leaves alone is absent from its table."""
    found = sweep(bowls, [PAIR, FACTOR], VALUES)
    assert "half" not in found.tables["a"]
    assert "half" in found.tables["f"]


def test_columns_that_do_not_move_are_left_out():
    """Of a row only the parts that a control moves are in its table."""
    found = sweep(bowls, [PAIR, FACTOR], VALUES)
    assert found.tables["a"]["row"].indices.tolist() == [0]
    assert found.tables["b"]["row"].indices.tolist() == [1]


def test_what_stays_not_a_number_does_not_move():
    """A nan that was there before and is there after did not change."""
    found = sweep(lambda a: {"x": np.full_like(a, np.nan)}, [A], VALUES)
    assert found.tables["a"] == {}


def test_a_group_is_one_argument():
    """The scene receives the members of a group side by side on the last axis."""
    shapes = []

    def scene(pair):
        shapes.append(pair.shape)
        return {"x": pair}

    sweep(scene, [PAIR], VALUES)
    assert shapes == [(1 + len(A.grid) + len(B.grid), 2)]


def test_the_scene_is_called_once():
    """The state at rest and every what-if are asked in a single call."""
    calls = []

    def scene(pair, f, sign):
        calls.append(sign)
        return bowls(pair, f * sign)

    sweep(scene, [PAIR, FACTOR, SIGN], VALUES)
    assert len(calls) == 1


def test_a_choice_is_a_sweep_of_its_options():
    """The table of a choice has one row for each option."""
    found = sweep(lambda sign: {"x": 1 - 2 * sign}, [SIGN], VALUES)
    assert column(found, "sign", "x").tolist() == [[1.0], [-1.0]]


def test_counts_and_texts_are_not_asked_for():
    """What cannot be swept is no argument, and has no table."""
    count = Count("k", 2, 10, default=3)
    name = Text("name")
    found = sweep(squares, [count, A, name], VALUES)
    assert found.tables.keys() == {"a"}


def test_a_scrubber_is_swept_like_a_slider():
    """Training can be played: an epoch is a value like any other."""
    epoch = Scrubber("epoch", 0, 9, step=1, default=0)
    found = sweep(epochs, [epoch], {"epoch": 4.0})
    assert column(found, "epoch", "square")[:, 0].tolist() == [n * n for n in range(10)]


def linked():
    """Return two views of one number: z, and p which sets z."""
    z = Slider("z", -5, 5, step=0.1, default=0)
    p = Slider(
        "p",
        0.1,
        0.9,
        step=0.1,
        default=0.5,
        sets={"z": lambda p: np.log(p) - np.log1p(-p)},
    )
    return z, p


def logistic(z):
    """Answer with the probability of a logit, which moves the thumb of p."""
    return {"p": 1 / (1 + np.exp(-z)), "double": 2 * z}


def test_a_view_moves_the_control_it_sets():
    """The table of p says which z each p means, in float64."""
    z, p = linked()
    found = sweep(logistic, [z, p], VALUES)
    expected = np.log(p.grid) - np.log1p(-p.grid)
    assert column(found, "p", "z")[:, 0].tolist() == expected.tolist()


def test_a_view_moves_what_the_control_moves():
    """The rows of p are the scene at the z that p sets."""
    z, p = linked()
    found = sweep(logistic, [z, p], VALUES)
    inverse = np.log(p.grid) - np.log1p(-p.grid)
    expected = (2 * inverse).astype(np.float32)
    assert column(found, "p", "double")[:, 0].tolist() == expected.tolist()


def test_a_control_moves_its_views():
    """The table of z says where the thumb of p goes."""
    z, p = linked()
    found = sweep(logistic, [z, p], VALUES, exact=["p"])
    assert column(found, "z", "p")[:, 0].tolist() == logistic(z.grid)["p"].tolist()


def test_a_view_sets_only_what_can_be_reached():
    """What a view would set beyond the range is the end of the range."""
    view = Slider("v", 0, 9, step=3, default=0, sets={"a": np.negative})
    found = sweep(squares, [A, view], VALUES | {"v": 0.0})
    assert column(found, "v", "a")[:, 0].tolist() == [0, -2, -2, -2]


def test_a_view_can_set_a_member_of_a_group():
    """What a view sets may be one of several logits."""
    view = Slider("v", 0, 1, step=0.5, default=0, sets={"b": np.negative})
    found = sweep(lambda pair: {"x": pair}, [PAIR, view], VALUES | {"v": 0.0})
    assert column(found, "v", "b").tolist() == [[0.0], [-0.5], [-1.0]]
    assert found.tables["v"]["x"].indices.tolist() == [1]


def test_a_view_of_nothing_is_refused():
    """A view that sets a control that is not there is the author's mistake."""
    view = Slider("v", 0, 1, default=0, sets={"nobody": np.negative})
    with pytest.raises(ValueError, match="nobody"):
        sweep(squares, [A, view], VALUES | {"v": 0.0})


def test_a_scene_that_asks_for_what_is_not_there_is_refused():
    """An argument that no control is called after is the author's mistake."""
    with pytest.raises(ValueError, match="nobody"):
        sweep(lambda nobody: {"x": nobody}, [A], VALUES)


def test_a_control_that_the_scene_does_not_ask_for_moves_nothing():
    """Its table is empty, and it costs no row."""
    shapes = []

    def scene(a):
        shapes.append(a.shape)
        return squares(a)

    found = sweep(scene, [A, FACTOR], VALUES)
    assert (found.tables["f"], shapes) == ({}, [(1 + len(A.grid),)])


def test_only_what_is_bound_is_sent():
    """A scene may answer more than anybody shows."""
    found = sweep(bowls, [PAIR, FACTOR], VALUES, lambda found: {"s": found["sum"]})
    assert found.rest.keys() == {"s"}


@pytest.mark.parametrize(
    "scene",
    [
        lambda pair: {"x": pair.sum()},
        lambda pair: {"x": np.zeros(7) + 0 * pair.sum()},
        lambda pair: {"x": np.zeros((7, 2)) + pair[..., :1].mean()},
        lambda pair: {"x": pair[..., np.newaxis] * np.ones(3)},
    ],
    ids=["no axis", "another axis", "a wrong axis", "two axes more"],
)
def test_a_scene_that_does_not_broadcast_is_refused(scene):
    """An answer without the leading axis of the arguments is named in the error."""
    with pytest.raises(ValueError, match="'x' has shape"):
        sweep(scene, [PAIR], VALUES)


def test_numbers_that_are_none_survive():
    """Not-a-number and infinity reach the tables as they are."""
    answers = np.array([np.nan, INF, -INF])

    def scene(s):
        return {"x": answers[s.astype(int)]}

    three = Choice("s", tuple("abc"), "a")
    found = sweep(scene, [three], {"s": 0.0})
    assert np.isnan(found.rest["x"])
    np.testing.assert_array_equal(column(found, "s", "x")[:, 0], answers)


def test_a_number_beyond_float32_is_infinite_there():
    """It overflows in silence: no warning, and no wrong number."""
    found = sweep(lambda a: {"x": 10.0 ** (100 * a)}, [A], VALUES)
    assert np.isinf(column(found, "a", "x")[-1])


def test_what_shows_an_exact_number_is_as_exact():
    """A picture that writes it says the same digits as the readout, for no more."""

    def shown(found):
        return {"square": found["square"], "mark.customdata": found["square"]}

    found = sweep(squares, [A], VALUES, shown, exact=["square"])
    table = found.tables["a"]
    assert table["mark.customdata"].rows.dtype == np.float64
    assert table["mark.customdata"] is table["square"]


def test_a_number_beyond_float32_is_exact_at_rest():
    """What stands still keeps float64, however large."""
    found = sweep(lambda a: {"x": 10.0 ** (100 * a)}, [A], VALUES | {"a": 2.0})
    assert found.rest["x"] == 1e200


def test_without_swept_controls_there_are_no_tables():
    """A lab of nothing but a fixed number still says it."""
    fixed = Group("z", ())
    found = sweep(lambda z: {"x": np.full(z.shape[:-1], 7.0)}, [fixed], {})
    assert found.rest["x"] == 7.0
    assert found.tables == {}


def test_a_sweep_does_not_change_its_values():
    """The state that was handed in is the state afterwards."""
    values = dict(VALUES)
    sweep(bowls, [PAIR, FACTOR], values)
    assert values == VALUES


def test_a_sweep_does_not_change_its_grids():
    """Every sweep finds the grids as the first one did."""
    before = A.grid.copy()
    sweep(lambda pair: {"x": pair.__imul__(0)}, [PAIR], VALUES)
    assert A.grid.tolist() == before.tolist()
