"""Claims about the scene of backpropagation: every number is what core says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.graph import backward, forward, nudged, place_of
from pages.backpropagation.checks import NETS, NUDGES
from pages.backpropagation.scene import Scene
from pages.backpropagation.walk import WALKS

HALVES = st.integers(-8, 8).map(lambda n: n / 2)
TWO = {"weights": [2, 0, 3, 1], "data": [1, 5]}
FAN = {"weights": [2, 1, 2, -1], "data": [1, 1]}


def found(name, weights, data, *, at=16.0, h=1e-3, net=0, key="w1"):
    """Return what the scene finds for numbers by themselves."""
    scene = Scene(WALKS[name], key)
    rows = np.array(weights, float), np.array(data, float)
    return scene(np.array(at), *rows, np.array(h), np.array(net))


def named(name, answer):
    """Return a row of the nodes of a graph by their names."""
    return dict(zip(WALKS[name].names, np.asarray(answer).tolist(), strict=True))


@pytest.mark.parametrize("name", WALKS)
@given(data=st.data())
def test_values_and_derivatives_are_those_of_core(name, data):
    """Bit by bit, for every node but those to which nothing comes back."""
    walk = WALKS[name]
    weights = [data.draw(HALVES) for _ in walk.keys]
    x, y = data.draw(HALVES), data.draw(HALVES)
    given_ = dict(zip(walk.keys.values(), weights, strict=True)) | {"x": x, "y": y}
    values = forward(walk.graph, given_)
    slopes = backward(walk.graph, values).slopes
    scene = found(name, weights, [x, y])
    assert scene["value"].tolist() == values
    for k, node in enumerate(walk.graph):
        is_data = not node.operation and not node.is_parameter
        assert scene["slope"][k] == (0 if is_data else slopes[k])
    for key, node_name in walk.keys.items():
        assert scene[f"grad_{key}"] == slopes[place_of(walk.graph, node_name)]


@pytest.mark.parametrize("name", WALKS)
def test_at_the_end_all_has_come_back(name):
    """What has come back so far is then the derivative."""
    given_ = {"one": {"weights": [2, 8], "data": [-2, 2]}, "two": TWO, "fan": FAN}[name]
    last = 2 * WALKS[name].steps
    scene = found(name, **given_, at=last)
    np.testing.assert_array_equal(scene["back"], scene["slope"])


def test_the_orange_numbers_are_n_plus_p():
    """One derivative for each computed node and each parameter."""
    for name, count in (("one", 2), ("two", 4), ("fan", 4)):
        scene = found(name, [1] * count, [1, 0])
        assert scene["returned"].sum() == scene["once"]
        assert scene["once"] == scene["nodes"] + scene["parameters"]


def test_nothing_comes_back_before_the_loss_is_known():
    """In step 8 J is known; in step 9 it hands on."""
    assert not found("two", **TWO, at=8)["returned"].any()
    back = named("two", found("two", **TWO, at=9)["returned"])
    assert {name for name, is_back in back.items() if is_back} == {"d", "J"}


def test_a_value_used_twice_gets_one_amount_after_the_other():
    """-2 on the way through v, then 4 through u: 2."""
    so_far = [
        named("fan", found("fan", **FAN, at=at)["back"])["a1"] for at in (11, 12, 13)
    ]
    assert so_far == [0, -2, 2]


def test_the_nudge_is_that_of_core_for_every_h():
    """At the h of now, and all along the V."""
    numbers = {"w1": 2, "b1": 0, "w2": 3, "b2": 1, "x": 1, "y": 5}
    scene = found("two", **TWO, h=1e-14)
    graph = WALKS["two"].graph
    assert scene["nudged"] == nudged(graph, numbers, "w1", 1e-14).forward
    every = nudged(graph, numbers, "w1", NUDGES).forward
    np.testing.assert_array_equal(scene["distances"], np.abs(every - 6))


@pytest.mark.parametrize(("key", "slope"), [("w1", 2), ("b1", 2), ("w2", 6), ("b2", 6)])
def test_any_parameter_can_be_nudged(key, slope):
    """In the graph with a value used twice b2 is called w3."""
    assert found("fan", **FAN, key=key)["nudged"] == pytest.approx(slope, abs=0.01)


def test_at_the_corner_of_a_relu_no_nudge_comes_close():
    """Backpropagation says 0 by custom, nudges upwards say -12."""
    scene = found("two", [0, 0, 3, 1], [1, 5])
    assert scene["grad_w1"] == 0
    assert scene["distances"][1:].min() > 7  # the smallest of all moves nothing


def test_counts_are_of_this_graph_or_of_a_network():
    """In the order of the choice."""
    counts = [
        (int(f["once"]), int(f["each"]))
        for f in (found("two", **TWO, net=i) for i in range(3))
    ]
    assert counts == [(12, 32), (1952, 846_300), (6487, 9_378_600)]
    assert len(NETS) == 2


DONE = [
    ("dead", "two", {"weights": [-2, 0, 3, 1], "data": [1, 5]}, {}),
    ("dead", "one", {"weights": [2, 8], "data": [0, 2]}, {}),
    ("zero", "two", {"weights": [2, 0, 3, -1], "data": [1, 5]}, {}),
    ("best", "two", TWO, {"h": 1e-8}),
    ("enough", "two", TWO, {"at": 13}),
    ("enough", "fan", FAN, {"at": 13}),
    ("cancel", "fan", {"weights": [2, 1, 2, -2], "data": [1, 1]}, {}),
]


@pytest.mark.parametrize(("task", "name", "given_", "further"), DONE)
def test_a_task_is_done(task, name, given_, further):
    """By what its words ask for."""
    assert found(name, **given_, **further)[task]


NOT_DONE = [
    ("dead", "two", {"weights": [-2, 0, 3, 1], "data": [1, 2]}, {}),  # J is 1/2
    ("best", "two", {"weights": [-2, 0, 3, 1], "data": [1, 5]}, {"h": 1e-8}),  # 0
    ("best", "two", TWO, {"h": 1e-14}),
    ("enough", "two", TWO, {"at": 12}),
    ("enough", "two", TWO, {"at": 14}),
    ("enough", "one", {"weights": [2, 8], "data": [-2, 2]}, {"at": 8}),
    ("cancel", "fan", FAN, {}),
    ("cancel", "fan", {"weights": [2, 1, 0, 0], "data": [1, 1]}, {}),  # nothing comes
    ("cancel", "two", TWO, {}),
]


@pytest.mark.parametrize(("task", "name", "given_", "further"), NOT_DONE)
def test_a_task_is_not_done_by_what_is_only_like_it(task, name, given_, further):
    """Nor where there is nothing to do."""
    assert not found(name, **given_, **further)[task]
