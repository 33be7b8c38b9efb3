"""Claims about the picture of temperature: a whole, and below it a stage."""

import json

import numpy as np
import pytest

from core import log_softmax, softmax
from pages.temperature.over_t import GRIPS, along
from pages.temperature.picture import picture
from pages.temperature.scene import TEMPERATURES
from pages.temperature.stages import AREAS, DRAWS, ENTROPY, TRIANGLE
from pages.temperature.triangle import CORNERS, LOSSES, contours, ends
from tests.core.roundoff import SOFTMAX, U, added
from tests.pages.visits import opened
from ui.words import words

SOURCE = {"k": "3", "z1": "0.3", "z2": "2.9", "z3": "4", "t": "1"}
NAMES = tuple("abcdefghij")
PLACED = (U + U + added(3)) + (added(3) + U)  # shares times corners; and their mean
STAGES = (AREAS, ENTROPY, TRIANGLE, DRAWS)

counts = pytest.mark.parametrize("count", range(2, 11))
stages = pytest.mark.parametrize("stage", STAGES)


def drawn(count, stage=AREAS, names=NAMES):
    """Return the figure of so many classes."""
    made = picture(names[:count], stage, 1, words("en", "temperature"))
    return json.loads(made.text)


def traces(figure):
    """Return its traces, by name."""
    return {trace["name"]: trace for trace in figure["data"]}


def test_strip_and_outline_agree_at_temperature_one():
    """The outlines are the pieces at T = 1, and begin where they begin."""
    shown = opened("temperature", SOURCE)
    for part in ("x", "base"):
        outline, pieces = shown.answer(f"ghost.{part}"), shown.answer(f"bars.{part}")
        assert outline.tobytes() == pieces.tobytes()


@stages
def test_outlines_stay_when_the_temperature_changes(stage):
    """Only the strip follows T, in every stage."""
    one, five = (opened("temperature", SOURCE | {"t": t, "stage": stage}) for t in "15")
    assert five.answer("ghost.x").tobytes() == one.answer("ghost.x").tobytes()
    assert (five.answer("bars.x") != one.answer("bars.x")).all()


def test_the_outline_lies_below_the_strip():
    """They do not touch, and both are within the panel."""
    figure = drawn(3)
    strip, outline = traces(figure)["bars"], traces(figure)["ghost"]
    low = outline["y"][0] - outline["width"] / 2
    assert strip["y"][0] + strip["width"] / 2 < low
    for layout in figure["layouts"].values():
        bottom, top = layout["yaxis2"]["range"]
        assert top <= strip["y"][0] - strip["width"] / 2
        assert low + outline["width"] < bottom


@pytest.mark.parametrize(("n", "opacity"), [("0", 0), ("1", 1)])
def test_frequencies_are_hidden_before_the_first_draw(n, opacity):
    """0 of 0 is no frequency."""
    shown = opened("temperature", SOURCE | {"n": n, "stage": DRAWS})
    assert shown.answer("frequency.opacity").item() == opacity


def test_frequencies_lie_on_the_axis_of_the_bars():
    """Where a bar of a share ends there is the mark of that frequency.

    Frequencies travel as whole numbers, so both are half a step apart at most.
    """
    shown = opened("temperature", SOURCE | {"n": "1000"})
    figure = drawn(3, DRAWS)
    mark = traces(figure)["frequency"]
    for layout in figure["layouts"].values():
        own, bars = layout[mark["xaxis"].replace("x", "xaxis")], layout["xaxis"]
        assert (own["overlaying"], own["domain"]) == ("x", bars["domain"])
        steps = own["range"][1] / bars["range"][1]
        assert own["range"][0] == pytest.approx(steps * bars["range"][0])
        expected = steps * shown.answer("counts.customdata") / 1000
        assert (np.abs(shown.answer("frequency.x") - expected) <= 0.5).all()


@counts
def test_areas_are_the_shares_one_on_top_of_the_other(count):
    """Each fills what its class and all below it have, and the last covers the rest."""
    shown = opened("temperature", {"k": str(count), "z1": "1.5", "t": "0.4"})
    figure = traces(json.loads(shown.header["figure"]))
    order = [name for name in figure if name.startswith("area")]
    assert order == [f"area{i + 1}" for i in range(count)]
    assert {figure[name]["fill"] for name in order} == {"tozeroy"}
    assert figure["area1"]["y"] == [1] * len(TEMPERATURES)
    for t, temperature in enumerate(TEMPERATURES):
        p = softmax(shown.logits, temperature=temperature)
        for i in range(1, count):
            height = shown.answer(f"area{i + 1}.y")[t]
            assert height == pytest.approx(p[i:].sum(), rel=SOFTMAX + added(10))


@counts
def test_names_stand_beside_their_areas(count):
    """At T = ∞ each is as high as all others, and its name is in its middle."""
    named = traces(drawn(count))["names"]
    assert named["text"] == list(NAMES[:count])
    middles = [1 - (i + 0.5) / count for i in range(count)]
    assert named["y"] == pytest.approx(middles)
    assert min(named["x"]) > along(np.inf)


@pytest.mark.parametrize("t", ["0", "0.05", "0.6", "1", "20", "inf"])
def test_the_line_stands_at_the_temperature(t):
    """Where the areas have a point they are cut into the pieces of the strip."""
    shown = opened("temperature", SOURCE | {"t": t})
    at = traces(drawn(3))["area2"]["x"].index(shown.answer("riding.x")[0])
    assert shown.answer("riding.x").tolist() == [along(float(t))] * len(GRIPS)
    assert shown.answer("now.x").tolist() == [along(float(t))] * 2
    p = shown.answer("bars.x")
    for i in (1, 2):
        height = shown.answer(f"area{i + 1}.y")[at]
        assert height == pytest.approx(p[i:].sum(), abs=1e-15)


@pytest.mark.parametrize(("t", "endless"), [("0", False), ("2", False), ("inf", True)])
def test_the_line_says_its_temperature(t, endless):
    """In numbers; the endless one by its sign."""
    shown = opened("temperature", SOURCE | {"t": t})
    assert np.isnan(shown.answer("t.x").item()) == endless
    assert np.isnan(shown.answer("t_endless.x").item()) != endless


@pytest.mark.parametrize(
    ("stage", "points"), [(AREAS, len(GRIPS)), (ENTROPY, 1), (TRIANGLE, 1)]
)
def test_a_handle_drags_the_temperature(stage, points):
    """The line, all along, or the mark on a curve."""
    [handle] = opened("temperature", SOURCE | {"stage": stage}).header["handles"]
    assert (handle["trace"], handle["controls"]) == ("riding", ["t"] * points)


def test_the_path_leads_from_a_corner_to_the_centre():
    """Its first point is the corner of the largest, its last the centre."""
    shown = opened("temperature", SOURCE | {"stage": TRIANGLE})
    way = np.stack([shown.answer("path.x"), shown.answer("path.y")], axis=-1)[[0, -1]]
    corner, centre = [0.5, np.sqrt(0.75)], [0.5, np.sqrt(0.75) / 3]
    np.testing.assert_allclose(way, [corner, centre], rtol=PLACED)


@pytest.mark.parametrize("truth", range(3))
def test_the_loss_is_the_same_all_along_a_contour(truth):
    """Each of its points gives the true class the share that costs what is written."""
    x, y = contours(truth)
    points = np.stack([x, y, np.ones_like(x)])
    corners = np.stack([*CORNERS.T, np.ones(3)])
    share = np.linalg.solve(corners, points)[truth].reshape(-1, 3)
    for loss, [first, second, gap] in zip(LOSSES, share, strict=True):
        assert [-np.log(first), -np.log(second)] == pytest.approx([loss] * 2)
        assert np.isnan(gap)
    along, up = ends(truth)
    at = np.stack([along, up], axis=-1)
    starts = np.stack([x, y], axis=-1).reshape(-1, 3, 2)[:, :2]
    assert np.isclose(at[:, np.newaxis], starts).all(axis=-1).any(axis=-1).all()


@pytest.mark.parametrize("y", ["1", "2", "3"])
def test_the_triangle_charges_the_true_class(y):
    """Its loss is that of core; of a class that gets nothing it is endless."""
    shown = opened("temperature", SOURCE | {"stage": TRIANGLE, "y": y, "t": "0.5"})
    expected = -log_softmax(shown.logits, temperature=0.5)[int(y) - 1]
    assert shown.answer("price").item() == expected
    cold = opened("temperature", SOURCE | {"stage": TRIANGLE, "y": y, "t": "0"})
    assert cold.answer("price").item() == (0 if y == "3" else np.inf)


@counts
def test_only_three_classes_have_a_triangle(count):
    """Others see every share instead, and nothing is wrong with the link."""
    shown = opened("temperature", {"k": str(count), "stage": TRIANGLE, "y": "3"})
    names = traces(json.loads(shown.header["figure"]))
    assert ("path" in names) == (count == 3)
    assert ("area1" in names) == (count != 3)
    assert shown.problems == set()


def test_the_axis_keeps_the_order_of_temperatures():
    """Equal ratios are equally long, and the limits are 0 and infinity."""
    assert (np.diff(along(TEMPERATURES)) > 0).all()
    assert along([0, 0.1, 1, 10, np.inf]).tolist() == [0, 600, 1600, 2600, 3200]


def test_places_on_the_axis_are_whole():
    """So they travel in two bytes."""
    places = along(np.geomspace(0.05, 20, 201))
    assert (places == np.rint(places)).all()


def test_a_certainty_is_a_corner_and_doubt_the_centre():
    """All distributions lie between."""
    for t, height in (("0", 1), ("inf", 1 / 3)):
        shown = opened("temperature", SOURCE | {"t": t, "stage": TRIANGLE})
        place = [shown.answer(f"riding.{axis}").item() for axis in "xy"]
        np.testing.assert_allclose(place, [0.5, height * np.sqrt(0.75)], rtol=PLACED)


def test_markup_in_a_name_is_text():
    """A name is anybody's choice."""
    names = ("<b>x</b>", "b", "c")
    assert traces(drawn(3, names=names))["names"]["text"][0].startswith("&lt;b&gt;x")
    ticks = drawn(3, DRAWS, names)["layouts"]["narrow"]["yaxis"]["ticktext"]
    assert ticks[0].startswith("&lt;b&gt;x")
