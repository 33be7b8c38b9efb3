"""Claims about the iris lesson: its numbers are those of core and of the flowers."""

import json
import math
from html import unescape

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.datasets import load_iris

from core import (
    binary_cross_entropy_from_logits,
    cross_entropy,
    cross_entropy_from_logits,
    cross_entropy_gradient,
    sigmoid,
    softmax,
)
from core.iris import SPECIES, held_out
from core.runs import OUTCOMES, run
from core.training import train
from tests.core.roundoff import U, added
from tests.pages.strategies import fewer
from tests.pages.visits import Shown, opened
from ui.words import words

CM, KIND = load_iris(return_X_y=True)
SIZES = {"10": 10, "30": 30, "all": None}
DEFAULT = {
    "epoch": "50",
    "flower": "70",
    "rate": "0.1",
    "l2": "0",
    "batch": "all",
    "features": "3-4",
    "species": "3",
    "seed": "0",
}

rates = st.sampled_from(["0.001", "0.05", "0.1", "0.7", "1", "5", "30", "100", "1000"])
penalties = st.sampled_from(["0", "0.0001", "0.01", "0.1", "1"])


@st.composite
def states(draw, rates=rates, penalties=penalties) -> dict[str, str]:
    """Draw any state of the lesson."""
    species = draw(st.sampled_from(["2", "3"]))
    return {
        "epoch": str(draw(st.integers(0, 200))),
        "flower": str(draw(st.integers(50 if species == "2" else 0, 149))),
        "rate": draw(rates),
        "l2": draw(penalties),
        "batch": draw(st.sampled_from(list(SIZES))),
        "features": draw(st.sampled_from(["1-2", "1-3", "1-4", "2-3", "2-4", "3-4"])),
        "species": species,
        "seed": str(draw(st.integers(0, 3))),
    }


def model(state):
    """Train anew, from other data than the page's: mean, deviation and a step."""
    count = int(state["species"])
    learn = ~held_out(int(state["seed"])) & (3 - count <= KIND)
    mean, deviation = CM[learn].mean(axis=0), CM[learn].std(axis=0)
    steps = train(
        (CM[learn] - mean) / deviation,
        np.eye(3)[KIND[learn]][:, -count:],
        rate=float(state["rate"]),
        epochs=int(state["epoch"]),
        batch=SIZES[state["batch"]],
        penalty=float(state["l2"]),
        seed=int(state["seed"]),
    )
    *_, last = steps
    return mean, deviation, last


def weights_of(shown, count):
    """Return the weights that the page shows, as a table."""
    return np.stack([shown.answer(name) for name in SPECIES[-count:]], axis=1)


@pytest.fixture(scope="module")
def first() -> Shown:
    """Return the page as it opens."""
    return opened("iris")


def test_the_page_opens_before_training(first):
    """A visitor without a link sees epoch 0 of 200, with the curve to come."""
    assert first.values == opened("iris", DEFAULT | {"epoch": "0"}).values
    assert first.answer("now_loss.x").tolist() == [0, 0]
    assert len(first.answer("loss.y")) == 201


def test_a_link_that_says_no_epoch_means_what_it_meant():
    """The opening is no default."""
    assert opened("iris", {"rate": "1"}).values["epoch"] == 50


def test_before_the_first_step_there_is_no_answer(first):
    """No region is drawn and no flower is mistaken, since all species are alike."""
    corners = [first.answer(f"region{k}.{axis}") for k in (1, 2, 3) for axis in "xy"]
    assert np.isnan(corners).all()
    assert np.isnan(first.answer("missed.x")).all()
    assert np.isfinite(first.answer("untrained.x")).all()
    begun = opened("iris", DEFAULT | {"epoch": "1"})
    assert np.isfinite(begun.answer("region1.x")).any()
    assert np.isnan(begun.answer("untrained.x")).all()


def test_what_is_seldom_set_is_folded(first):
    """Five controls are in sight at most."""
    controls = [control["key"] for control in first.header["controls"]]
    folded = first.header["folded"]
    assert folded == ["l2", "features", "species", "seed"]
    assert controls[0] == "epoch"
    assert len(controls) - len(folded) <= 5


def test_accuracy_and_loss_stay_in_sight(first):
    """They stand before all folds, which have weights, mix-ups and one flower."""
    above, *folds = first.header["template"].split("data-fold")
    for name in ("train_accuracy", "held_accuracy", "train_loss", "held_loss"):
        assert f'name="{name}"' in above
    assert len(folds) == 3
    slots = ('data-slot="virginica4"', 'data-slot="held_counts9"', 'name="cm4"')
    assert all(slot in fold for slot, fold in zip(slots, folds, strict=True))


@fewer(2)
@given(state=states())
def test_every_number_is_that_of_an_independent_run(state):
    """Weights are those of a training from scratch; the rest is what core says."""
    shown = opened("iris", state)
    assert shown.problems == set()
    count, flower = int(state["species"]), int(state["flower"])
    mean, deviation, last = model(state)
    x = (CM[flower] - mean) / deviation
    assert shown.answer("cm").tolist() == CM[flower].tolist()
    np.testing.assert_array_equal(shown.answer("x"), x)
    np.testing.assert_array_equal(weights_of(shown, count), last.weights)
    np.testing.assert_array_equal(shown.answer("bias"), last.biases)
    logits, truth = shown.answer("logit"), KIND[flower] - (3 - count)
    sizes = abs(x) @ abs(last.weights) + abs(last.biases)
    lost = 2 * (U + added(5)) * sizes
    assert (abs(logits - x @ last.weights - last.biases) <= lost).all()
    assert shown.answer("p").tobytes() == softmax(logits).tobytes()
    assert shown.answer("loss").item() == cross_entropy_from_logits(logits, truth)
    miss = cross_entropy_gradient(logits, truth)
    assert shown.found("miss").tobytes() == miss.tobytes()
    assert shown.found("y").tolist() == np.eye(count)[truth].tolist()


@fewer(12)
@given(state=states())
def test_the_table_adds_up(state):
    """Products and bias make the logit; every pull is x times p - y."""
    shown = opened("iris", state)
    for k, name in enumerate(SPECIES[-int(state["species"]) :]):
        parts = shown.answer("x") * shown.answer(name)
        np.testing.assert_array_equal(shown.found(f"{name}_part"), parts)
        pull = shown.answer("x") * shown.found("miss")[k]
        np.testing.assert_array_equal(shown.found(f"{name}_pull"), pull)
        terms = [*parts, shown.answer("bias")[k]]
        lost = (U + added(5)) * np.abs(terms).sum()
        assert abs(shown.answer("logit")[k] - math.fsum(terms)) <= lost


@fewer(12)
@given(state=states(st.sampled_from(["0.01", "0.1", "1"]), st.just("0.01")))
def test_the_same_training_in_numpy(state):
    """The code runs as it stands, and arrives at the same weights and loss."""
    shown = opened("iris", state)
    found = shown.ran()
    count = int(state["species"])
    for name, right in [
        ("weights", weights_of(shown, count)),
        ("biases", shown.answer("bias")),
    ]:
        np.testing.assert_allclose(found[name], right, rtol=0, atol=1e-11)
    assert found["loss"] == pytest.approx(shown.answer("train_loss").item(), rel=1e-11)


def test_the_code_is_short(first):
    """About thirty-five lines say all of it, settings included."""
    code = first.code
    assert sum(bool(line.strip()) for line in code.splitlines()) <= 35


def test_the_code_stops_where_the_run_did():
    """Of a run that diverged it computes the numbers that are shown."""
    state = DEFAULT | {"rate": "100", "l2": "0.1", "epoch": "200"}
    shown = opened("iris", state)
    assert 0 < run(100.0, 0, 0.1, 0, 3).ended < 200
    with np.errstate(divide="ignore"):  # of its probabilities some are 0
        found = shown.ran()
    weights = weights_of(shown, 3)
    np.testing.assert_allclose(found["weights"], weights, rtol=1e-9)


def test_twelve_weights_and_three_biases_make_three_logits(first):
    """4 features, 3 logits, one-hot label, cross-entropy."""
    assert weights_of(first, 3).shape == (4, 3)
    sizes = {name: first.answer(name).size for name in ("bias", "logit", "p", "y")}
    assert set(sizes.values()) == {3}
    loss = cross_entropy(first.answer("p"), first.answer("y"))
    assert first.answer("loss").item() == pytest.approx(loss, rel=1e-14)


def test_weights_move_to_reduce_the_loss(first):
    """Epoch by epoch the training loss falls, from log 3."""
    losses = first.answer("loss.y")
    assert losses[0] == pytest.approx(np.log(3))
    assert (np.diff(losses) < 0).all()


def test_the_prediction_of_the_source_can_be_met():
    """Virginica 0.26, setosa 0.70, versicolor 0.04, and the label is setosa."""
    presets = opened("iris").message.presets
    [example] = [p["values"] for p in presets if p["label"].startswith("0.70")]
    shown = opened("iris", example)
    assert shown.answer("p").round(2).tolist() == [0.70, 0.04, 0.26]
    assert shown.found("y").tolist() == [1, 0, 0]
    assert shown.answer("loss").item() == pytest.approx(-np.log(0.70), abs=0.005)


def test_the_cost_is_the_mean_over_examples():
    """The training loss is the mean of the losses of all training flowers."""
    costs = [
        opened("iris", DEFAULT | {"flower": str(f)}).answer("loss").item()
        for f in (0, 70, 149)
    ]
    _, _, last = model(DEFAULT)
    learn = ~held_out(0)
    x = (CM - CM[learn].mean(axis=0)) / CM[learn].std(axis=0)
    every = cross_entropy_from_logits(x @ last.weights + last.biases, KIND)
    np.testing.assert_allclose(costs, every[[0, 70, 149]], rtol=1e-12)
    shown = opened("iris", DEFAULT)
    assert shown.answer("train_loss").item() == pytest.approx(every[learn].mean())
    assert shown.answer("held_loss").item() == pytest.approx(every[~learn].mean())


@fewer(12)
@given(state=states(st.sampled_from(["0.01", "0.1", "1"])))
def test_two_species_are_logistic_regression(state):
    """The difference of the softmax weights is the weight of one sigmoid."""
    shown = opened("iris", state | {"species": "2", "flower": "99"})
    weights = weights_of(shown, 2)
    np.testing.assert_array_equal(shown.answer("gap"), weights[:, 1] - weights[:, 0])
    assert abs(shown.answer("gap") - shown.answer("single")).max() < 1e-11
    assert abs(shown.answer("apart")).max() < 1e-11
    for name in ("bias", "logit", "p"):
        assert abs(shown.answer(f"apart_{name}").item()) < 1e-11
    logit = shown.answer("single_logit").item()
    assert shown.answer("single_p").item() == sigmoid(logit)
    loss = binary_cross_entropy_from_logits(logit, 0)
    assert shown.answer("loss").item() == pytest.approx(loss, rel=1e-9)


@pytest.mark.parametrize("species", ["2", "3"])
@pytest.mark.parametrize("setting", [("100", "0.1"), ("1000", "1"), ("3", "1")])
def test_divergence_is_told_in_words(species, setting):
    """No number at rest or in any table is nan or infinite, and a sentence says why."""
    rate, penalty = setting
    link = DEFAULT | {"rate": rate, "l2": penalty, "species": species}
    for batch in SIZES:
        shown = opened("iris", link | {"batch": batch, "epoch": "200"})
        assert OUTCOMES[int(shown.answer("outcome").item()) - 1] == "diverged"
        readouts = [r["name"] for r in shown.header["readouts"]]
        assert all(np.isfinite(shown.answer(name)).all() for name in readouts)
        tables = shown.message.answer["tables"]
        moved = [(key, n) for key in tables for n in readouts if n in tables[key]]
        assert moved
        for key, name in moved:
            assert np.isfinite(shown.message.column(key, name)).all()


@pytest.mark.parametrize(
    ("rate", "batch", "penalty", "outcome"),
    [
        ("0.001", "all", "0", "falling"),
        ("1", "all", "0.1", "settled"),
        ("100", "all", "0", "overshooting"),
        ("100", "all", "0.1", "diverged"),
        ("5.62", "30", "0.01", "swinging"),
    ],
)
def test_every_outcome_can_be_met(rate, batch, penalty, outcome):
    """Each sentence belongs to some run."""
    link = {"rate": rate, "batch": batch, "l2": penalty}
    shown = opened("iris", DEFAULT | link)
    assert OUTCOMES[int(shown.answer("outcome").item()) - 1] == outcome


def test_curves_end_where_the_run_did():
    """After its last epoch a run has no loss to draw."""
    shown = opened("iris", DEFAULT | {"rate": "100", "l2": "0.1"})
    ended = run(100.0, 0, 0.1, 0, 3).ended
    drawn = np.isfinite(shown.answer("loss.y"))
    assert drawn.tolist() == [i <= ended for i in range(201)]
    assert shown.answer("now_loss.x").tolist() == [ended, ended]


@fewer(16)
@given(state=states())
def test_every_flower_is_counted_once(state):
    """Each row of the mix-ups holds forty flowers to learn from and ten held out."""
    shown = opened("iris", state)
    count = int(state["species"])
    for name, each in (("counts", 40), ("held_counts", 10)):
        table = shown.answer(name).reshape(count, count)
        assert table.sum(axis=1).tolist() == [each] * count
    right = np.trace(shown.answer("counts").reshape(count, count))
    assert shown.answer("train_accuracy").item() == pytest.approx(right / (40 * count))


@fewer(16)
@given(state=states())
def test_the_ring_and_the_crosses_are_on_their_flowers(state):
    """The chosen flower has the ring; a cross is where another species wins."""
    shown = opened("iris", state)
    figure = json.loads(shown.header["figure"])
    [flowers] = [t for t in figure["data"] if t["name"] == "flowers"]
    place = int(state["flower"]) - (150 - len(flowers["x"]))
    ring = shown.answer("chosen.x").item(), shown.answer("chosen.y").item()
    assert ring == (flowers["x"][place], flowers["y"][place])
    wins = shown.answer("logit").argmax() == shown.found("y").argmax()
    told = state["epoch"] != "0"  # before it nothing is said, so nothing is wrong
    assert np.isnan(shown.answer("missed.x")[place]) == (wins or not told)


def test_a_click_chooses_that_flower(first):
    """Point i of the flowers stands for the i-th value of the slider."""
    for shown in (first, opened("iris", DEFAULT | {"species": "2"})):
        figure = json.loads(shown.header["figure"])
        [flowers] = [t for t in figure["data"] if t["name"] == "flowers"]
        [handle] = [h for h in shown.header["handles"] if h.get("picks")]
        assert (handle["trace"], handle["picks"]) == ("flowers", "flower")
        grid = shown.message.control("flower")["grid"]
        assert len(grid) == len(flowers["x"])
        pairs = [[CM[int(f), 2], CM[int(f), 3]] for f in grid]
        assert pairs == np.transpose([flowers["x"], flowers["y"]]).tolist()


def test_only_what_is_cheap_is_foreseen(first):
    """Tables exist for epoch and flower; a training starts on release."""
    assert set(first.message.answer["tables"]) == {"epoch", "flower"}


def test_a_run_is_trained_once():
    """Another epoch, flower or view of the same run trains nothing."""
    opened("iris", DEFAULT)
    before = run.cache_info().misses
    opened("iris", DEFAULT | {"epoch": "7", "flower": "3", "features": "1-3"})
    assert run.cache_info().misses == before


REACHED = {
    "halved": {"epoch": "50"},
    "general": {"rate": "1", "seed": "1", "epoch": "200"},
    "stray": {"rate": "10", "epoch": "200", "flower": "83"},
    "worse": {"rate": "100", "epoch": "1"},
    "diverged": {"rate": "100", "l2": "0.1"},
}


@pytest.mark.parametrize("count", ["2", "3"])
def test_half_of_the_loss_is_half_of_that_of_knowing_nothing(count):
    """Log 3 of three species, log 2 of two."""
    column = opened("iris", {"species": count, "epoch": "0"}).message.column
    losses = column("epoch", "train_loss").ravel()
    # The loss of the table is a float32, as that of the screen while a hand moves.
    far = abs(losses - np.log(int(count)) / 2) > 1e-6
    assert column("epoch", "halved").ravel()[far].tolist() == (
        (losses < np.log(int(count)) / 2)[far].tolist()
    )


@pytest.mark.parametrize("task", REACHED)
def test_every_task_can_be_reached(task):
    """There is a state that ticks it off."""
    assert opened("iris", DEFAULT | REACHED[task]).answer(task).item() == 1


@pytest.mark.parametrize(
    ("setting", "learned", "generalises"),
    [
        ({"rate": "0.1", "seed": "1", "epoch": "200"}, False, True),
        ({"rate": "1", "seed": "0", "epoch": "200"}, True, False),
    ],
)
def test_generalising_is_judged_by_what_was_held_out(setting, learned, generalises):
    """Who knows the flowers to learn from by heart has not done the task."""
    shown = opened("iris", DEFAULT | setting)
    assert (shown.answer("train_accuracy").item() >= 0.95) == learned
    assert (shown.answer("held_accuracy").item() >= 0.95) == generalises
    assert shown.answer("general").item() == generalises


def test_no_task_is_done_at_first(first):
    """A visitor has something to do."""
    assert [t["key"] for t in first.header["tasks"]] == list(REACHED)
    assert [first.answer(t["key"]).item() for t in first.header["tasks"]] == [0] * 5


def test_the_weights_are_saved_with_their_names(first):
    """The table to download names every feature and species, and points at readouts."""
    template = first.header["template"]
    text = template.split('data-cells="')[1].split('"')[0]
    head, *rows = json.loads(unescape(text))
    assert head == ["", *SPECIES]
    assert [row[0] for row in rows] == [*words("en", "iris")["features"], "bias"]
    assert rows[1][1:] == ["=setosa2", "=versicolor2", "=virginica2"]
    assert rows[4][1:] == ["=bias1", "=bias2", "=bias3"]


@pytest.mark.parametrize(
    ("key", "text", "kind", "value"),
    [
        ("epoch", "201", "clamped", 200),
        ("epoch", "-1", "clamped", 0),
        ("epoch", "nan", "unreadable", 50),
        ("flower", "150", "clamped", 149),
        ("flower", "abc", "unreadable", 70),
        ("rate", "0", "clamped", 0.001),
        ("rate", "1e300", "clamped", 1000),
        ("rate", "inf", "clamped", 1000),
        ("l2", "-1", "clamped", 0.0001),
        ("l2", "2", "clamped", 1),
        ("batch", "7", "unreadable", 2),
        ("batch", "<script>", "unreadable", 2),
        ("features", "4-3", "unreadable", 5),
        ("species", "4", "unreadable", 1),
        ("seed", "1.5", "unreadable", 0),
        ("seed", "100", "clamped", 99),
        ("seed", "1e999", "unreadable", 0),
    ],
)
def test_a_hostile_value_is_reported(key, text, kind, value):
    """What cannot be is replaced, with one notice that names the key."""
    shown = opened("iris", DEFAULT | {key: text})
    assert shown.problems == {(key, kind)}
    assert shown.values[key] == value


def test_of_two_species_the_third_is_not_shown():
    """A link to a setosa shows the first flower that takes part."""
    shown = opened("iris", DEFAULT | {"species": "2", "flower": "3"})
    assert shown.problems == {("flower", "clamped")}
    assert shown.answer("cm").tolist() == CM[50].tolist()


def test_a_part_of_an_epoch_is_none():
    """Epoch 12.7 shows the model after twelve."""
    part, whole = (
        weights_of(opened("iris", DEFAULT | {"epoch": e}), 3) for e in ("12.7", "12")
    )
    assert (part == whole).all()


@pytest.mark.parametrize("rate", ["0.1", "100"])
@pytest.mark.parametrize("batch", list(SIZES))
@pytest.mark.parametrize("species", ["2", "3"])
def test_an_update_is_small(rate, batch, species):
    """A whole training travels in one message of at most 256 kB."""
    link = {"rate": rate, "batch": batch, "species": species, "lang": "ko"}
    assert opened("iris", link, "ko").message.size <= 256_000
