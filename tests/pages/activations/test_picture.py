"""Claims about the picture: bars, lines, the curve, and the rings."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.activations import ACTIVATIONS
from core.chain import run_chain
from core.rings import rings
from pages.activations.chain import DIM, LOOKS, NAME, apart
from pages.activations.decades import (
    AWAY,
    BASE,
    DECADE,
    HIGH,
    LOW,
    STUB,
    TOP,
    decades,
    height,
)
from pages.activations.notes import SAID
from pages.activations.picture import picture
from pages.activations.scene import KEYS, MOST, scene
from pages.activations.unit import FLAT, HEIGHTS, RAMP, REACH
from ui.words import words

WORDS = words("en", "activations")
keys = pytest.mark.parametrize("key", KEYS)


def figure(key):
    """Return the figure as the browser gets it."""
    return json.loads(picture(key, WORDS).text)


def traces(key):
    """Return its traces by name."""
    return {trace["name"]: trace for trace in figure(key)["data"]}


def moved(key, layers=8, x=1.0, w=1.0, b=0.0, at=1):
    """Return what moves in the picture, for one state."""
    given_ = (np.array([float(v)]) for v in (layers, x, w, b, at))
    moves = picture(key, WORDS).moves(scene(key, *given_))
    return {name: row[0] for name, row in moves.items()}


def sizes(key, layers, x, w, b):
    """Return the logarithms of what is left, from core."""
    return run_chain(x, w, b, ACTIVATIONS[key], layers).log10


@given(st.floats(LOW, HIGH))
def test_equal_ratios_are_equal_heights(log10):
    """To half a hundredth of a decade, which is less than a pixel."""
    assert abs(height(np.array(log10)) - BASE - DECADE * (log10 - LOW)) <= 0.5


def test_heights_are_whole_and_small():
    """So they travel in two bytes; a zero has none, and all else has one."""
    found = height(np.array([-np.inf, -300.0, LOW, 0, HIGH, 300.0]))
    assert found.tolist() == [
        0,
        STUB,
        BASE,
        BASE - DECADE * LOW,
        TOP - DECADE // 3,
        TOP,
    ]
    assert AWAY < 2**16


def test_ticks_stand_at_powers_of_ten():
    """And are written so."""
    assert decades(4) == {BASE: "10⁻⁸", BASE + 400: "10⁻⁴", BASE + 800: "1"}
    assert list(decades(1).values())[-4:] == ["1", "10", "10²", "10³"]


@keys
def test_a_bar_is_as_high_as_what_is_left(key):
    """The input's and each layer's; beyond the last one there is none."""
    found = moved(key, 5, 0.7, 0.8, -0.3)
    bars = np.append(found["input.y"], found["layers.y"])
    assert bars[:6].tolist() == height(sizes(key, 5, 0.7, 0.8, -0.3)).tolist()
    assert set(bars[6:]) == {0}


@keys
def test_lines_show_the_same_chain_of_other_activations(key):
    """All but the chosen one, each with a sign and a dash of its own."""
    found, drawn = moved(key, 6, 1.1, 0.9, 0.2), traces(key)
    others = [one for one in LOOKS if one != key]
    assert [one for one in LOOKS if one in drawn] == others
    for one in others:
        assert (
            found[f"{one}.y"][:7].tolist()
            == height(sizes(one, 6, 1.1, 0.9, 0.2)).tolist()
        )
        assert drawn[f"name_{one}"]["text"] == WORDS["names"][one]
    looks = [(drawn[o]["marker"]["symbol"], drawn[o]["line"]["dash"]) for o in others]
    assert len({symbol for symbol, _ in looks}) == len({dash for _, dash in looks})
    assert len(set(looks)) == len(others)


def test_bars_fill_the_width_whatever_the_depth():
    """They stand apart, and between 0 and 1."""
    for layers in (1, 4, MOST):
        found = moved("tanh", layers)
        x = np.append(found["input.x"], found["layers.x"])[: layers + 1]
        width = float(found["input.width"])
        assert width == found["layers.width"]
        assert x[0] - width / 2 > 0
        assert x[-1] + width / 2 < 1
        assert (np.diff(x) > width).all()


@pytest.mark.parametrize(("at", "lit"), [(1, [0, 1]), (4, [3, 4]), (12, [7, 8])])
def test_the_layer_that_is_seen_is_lit_with_the_one_before(at, lit):
    """Between them stands its factor; beyond the last layer it is the last."""
    found = moved("tanh", 8, at=at)
    shades = np.append(found["input.marker.opacity"], found["layers.marker.opacity"])
    assert np.flatnonzero(shades == 1).tolist() == lit
    assert set(shades) == {DIM, 1}
    ends = np.append(found["input.x"], found["layers.x"])[lit]
    assert found["step.x"] == pytest.approx(ends.mean())


def seen(found, name):
    """Return at which places of the chain a sign is seen."""
    return np.flatnonzero(found[f"{name}.y"] != AWAY).tolist()


def test_what_is_no_bar_has_a_sign():
    """0 where nothing comes through, and an arrow where the axis has ended."""
    dead = moved("relu", 5, x=-1)
    assert (seen(dead, "zero"), seen(dead, "faint")) == ([0, 1, 2, 3, 4], [])
    faint = moved("sigmoid", 12, w=0.1)
    assert (seen(faint, "zero"), seen(faint, "huge")) == ([], [])
    log10 = sizes("sigmoid", 12, 1, 0.1, 0)
    assert seen(faint, "faint") == np.flatnonzero(log10 < LOW).tolist()
    huge = moved("linear", 12, w=4)
    assert seen(huge, "huge") == [i for i in range(13) if 4 ** (12 - i) > 1000]


def test_a_thousand_is_still_on_the_axis():
    """Its bar ends at the last tick, without an arrow."""
    assert seen(moved("linear", 3, w=10), "huge") == []


@pytest.mark.parametrize(
    ("state", "plain"),
    [
        ({"w": 0.9}, True),
        ({"w": 2}, True),
        ({"w": 4}, False),
        ({"w": 0.1}, False),
        ({"w": 0}, True),
        ({"w": -1}, True),
    ],
)
def test_one_number_says_what_arrives(state, plain):
    """As it is, or with a power of ten; never both."""
    found = moved("linear", **state)
    shown = {
        name: found[f"{name}.y"].item() for name in ("arrives", "mantissa", "exponent")
    }
    assert (shown["arrives"] == SAID) == plain
    assert np.isnan([shown["mantissa"], shown["exponent"]]).all() == plain
    if not plain:
        assert np.isnan(shown["arrives"])
        assert shown["exponent"] > shown["mantissa"] == SAID


@given(st.lists(st.integers(0, TOP), min_size=3, max_size=3))
def test_names_of_lines_never_lie_upon_each_other(ends):
    """They keep their order, and the lowest its place."""
    found = apart(np.array([ends], dtype=float))[0]
    order = np.argsort(ends, kind="stable")
    assert found[order[0]] == min(ends)
    assert (np.diff(found[order]) >= NAME).all()
    assert (found >= ends).all()


@keys
def test_the_curve_and_its_tangent_are_those_of_the_activation(key):
    """The tangent goes through the point with its slope."""
    curve = traces(key)["curve"]
    assert curve["y"] == ACTIVATIONS[key].value(curve["x"]).tolist()
    found = moved(key, x=0.6, w=1.5)
    [z], [a] = found["unit.x"], found["unit.y"]
    assert a == ACTIVATIONS[key].value(z)
    across, up = np.diff(found["tangent.x"]), np.diff(found["tangent.y"])
    assert up / across == pytest.approx(ACTIVATIONS[key].slope(z), abs=1e-12)
    assert (found["tangent.x"].mean(), found["tangent.y"].mean()) == pytest.approx(
        (z, a)
    )


@keys
def test_a_point_beyond_the_curve_stands_at_its_end(key):
    """Its number says where it would be."""
    found = moved(key, x=4, w=3)
    assert found["unit.x"] == REACH
    assert found["z.customdata"] == 12
    low, high = HEIGHTS.get(key, RAMP)
    assert low < found["unit.y"] < high


@keys
def test_flat_stretches_are_shaded(key):
    """Wherever hardly a twentieth comes through, and nowhere else."""
    shades = [trace for name, trace in traces(key).items() if name.startswith("flat")]
    z = np.linspace(-REACH, REACH, 400)
    is_shaded = np.zeros(len(z), dtype=bool)
    for shade in shades:
        is_shaded |= (z >= min(shade["x"])) & (z <= max(shade["x"]))
    slope = np.abs(ACTIVATIONS[key].slope(z))
    clear = np.abs(slope - FLAT) > 0.01
    assert (is_shaded == (slope < FLAT))[clear].all()


def test_a_sigmoid_is_flat_on_both_sides_and_a_relu_on_one():
    """As the source says; a line is flat nowhere."""
    sides = {
        key: sorted(
            {
                np.sign(np.mean(t["x"]))
                for n, t in traces(key).items()
                if n[:4] == "flat"
            }
        )
        for key in KEYS
    }
    assert sides["sigmoid"] == sides["tanh"] == [-1, 1]
    assert sides["relu"] == sides["leaky"] == sides["gelu"] == [-1]
    assert sides["linear"] == []


@keys
def test_all_points_of_the_rings_are_drawn(key):
    """Each ring has a sign of its own, since a colour is not enough."""
    drawn, (points, targets) = traces(key), rings()
    symbols = set()
    for ring in (0, 1):
        trace = drawn[f"ring{ring + 1}"]
        here = points[targets[:, ring] == 1]
        np.testing.assert_allclose(
            np.stack([trace["x"], trace["y"]], -1), here, atol=6e-4
        )
        symbols.add(trace["marker"]["symbol"])
    assert len(symbols) == 2


@keys
def test_the_hero_is_the_largest_panel(key):
    """In every variant."""
    for layout in figure(key)["layouts"].values():
        areas = [
            np.ptp(layout[f"xaxis{i}"]["domain"])
            * np.ptp(layout[f"yaxis{i}"]["domain"])
            for i in ("", "2", "3")
        ]
        assert areas[0] > 2 * max(areas[1:])
