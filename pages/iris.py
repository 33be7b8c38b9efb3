"""Lesson: softmax regression learns to tell three kinds of iris apart."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

import numpy as np

from core import (
    cross_entropy_from_logits,
    cross_entropy_gradient,
    sigmoid,
    softmax,
)
from figures.flowers import EACH, SPECIES, centimetres
from figures.iris import (
    CALM,
    SIGNS,
    arrows,
    narrow_views,
    symbols,
    top_of,
    training_views,
)
from figures.runs import EPOCHS, Run, corners, run
from live import (
    Array,
    Choice,
    Control,
    Count,
    Handle,
    Lab,
    Link,
    Preset,
    Readout,
    Scrubber,
    Slider,
    Task,
    Value,
)
from ui.lesson import Lesson
from ui.table import Group, Step, table

page = Lesson("iris")

FLOWERS: Final = EACH * len(SPECIES)
PAIRS: Final = ("1-2", "1-3", "1-4", "2-3", "2-4", "3-4")
# In this order, since a browser lists options that are numbers first.
BATCHES: Final = {"10": 10, "30": 30, "all": 0}
FLOOR: Final = 0.0101  # of a loss that is drawn in equal ratios
OUTCOMES: Final = tuple(page["outcomes"])
# In it a setosa has the probabilities of the source, to two decimals.
SOURCE: Final = {
    "rate": "13",
    "l2": "0.08",
    "seed": "1",
    "epoch": "6",
    "flower": "26",
}
TASKS: Final = ("nothing", "general", "stray", "worse", "diverged")


@dataclass(frozen=True, eq=False)
class Training:
    """One run, and the regions it draws."""

    run: Run
    pair: tuple[int, int]
    corners: Array

    @property
    def places(self) -> Array:
        """Where its flowers lie in the picture: all x, then all y."""
        return centimetres()[self.run.first :, self.pair].T

    @property
    def species(self) -> tuple[str, ...]:
        """The species that it tells apart."""
        return SPECIES[-self.run.biases.shape[-1] :]

    def scene(self, epoch: Array, flower: Array) -> dict[str, Array]:
        """Epoch and flower (...) to everything that moves."""
        run, at, which = self.run, epoch.astype(int), flower.astype(int)
        weights, biases = run.weights[at], run.biases[at]
        x, truth = run.x[which - run.first], run.truth[which - run.first]
        parts = x[..., np.newaxis] * weights
        logits = parts.sum(axis=-2) + biases
        miss = cross_entropy_gradient(logits, truth)
        loss = cross_entropy_from_logits(logits, truth)
        losses, accuracies = run.losses[at], run.accuracies[at]
        cm = centimetres()[which]
        answers = {
            "chosen.x": cm[..., self.pair[:1]],
            "chosen.y": cm[..., self.pair[1:]],
            "missed.x": np.where(run.missed[at], self.places[0], np.nan),
            "flowers.marker.symbol": np.broadcast_to(
                symbols(run.truth, run.held, len(self.species)), run.missed[at].shape
            ),
            "now_loss.x": pair_of(np.minimum(epoch, run.ended)),
            "now_loss.y": self.on_axis(losses),
            "now_accuracy.x": pair_of(np.minimum(epoch, run.ended)),
            "now_accuracy.y": accuracies,
            "loss_line.x": pair_of(epoch),
            "accuracy_line.x": pair_of(epoch),
            "cm": cm,
            "mean": np.broadcast_to(run.mean, cm.shape),
            "deviation": np.broadcast_to(run.deviation, cm.shape),
            "x": x,
            "bias": biases,
            "logit": logits,
            "p": softmax(logits),
            "y": np.eye(len(self.species))[truth],
            "miss": miss,
            "species_of": truth + 1,
            "outcome": np.full(epoch.shape, 1 + OUTCOMES.index(run.outcome)),
            "loss": loss,
            "train_loss": losses[..., 0],
            "held_loss": losses[..., 1],
            "train_accuracy": accuracies[..., 0],
            "held_accuracy": accuracies[..., 1],
            "nothing": epoch == 0,
            "general": accuracies[..., 1] >= 0.95,
            "stray": (loss > np.log(4)) & (accuracies[..., 0] > 0.95),
            "worse": losses[..., 0] > np.log(len(self.species)) + 1e-9,
            "diverged": np.full(epoch.shape, run.ended < EPOCHS),
        }
        confusion = run.confusion[at].reshape(*at.shape, 2, -1)
        answers["counts.customdata"] = confusion[..., 0, :]
        answers["held_counts.customdata"] = confusion[..., 1, :]
        for k, species in enumerate(self.species):
            answers[f"region{k + 1}.x"] = self.corners[at, k, 0]
            answers[f"region{k + 1}.y"] = self.corners[at, k, 1]
            answers[species] = weights[..., k]
            answers[f"{species}_part"] = parts[..., k]
            answers[f"{species}_pull"] = x * miss[..., k : k + 1]
        return answers

    def beside(self, epoch: Array, flower: Array) -> dict[str, Array]:
        """Answer with two species: logistic regression, number against number."""
        run, at, which = self.run, epoch.astype(int), flower.astype(int)
        weights, biases = run.weights[at], run.biases[at]
        x = run.x[which - run.first]
        gap = weights[..., 1] - weights[..., 0]
        single, bias = run.single_weights[at], run.single_biases[at]
        logits = (x[..., np.newaxis] * weights).sum(axis=-2) + biases
        logit = (x * single).sum(axis=-1) + bias
        answers = {
            "gap": gap,
            "single": single,
            "apart": gap - single,
            "single_bias": bias,
            "single_logit": logit,
            "single_p": sigmoid(logit),
            "gap_bias": biases[..., 1] - biases[..., 0],
            "gap_logit": logits[..., 1] - logits[..., 0],
        }
        return answers | {
            "apart_bias": answers["gap_bias"] - bias,
            "apart_logit": answers["gap_logit"] - logit,
            "apart_p": softmax(logits)[..., 1] - answers["single_p"],
        }

    def both(self, epoch: Array, flower: Array) -> dict[str, Array]:
        """Return the scene of two species."""
        return self.scene(epoch, flower) | self.beside(epoch, flower)

    def backdrop(self, epoch: Array, _flower: Array) -> dict[str, Array]:
        """Answer with the curves, where they still go on, and with the arrows."""
        run, at = self.run, epoch.astype(int)
        largest = max(abs(run.weights).max(), abs(run.biases).max()) or 1.0
        goes_on = np.arange(EPOCHS + 1)[:, np.newaxis] <= run.ended
        losses = np.where(goes_on, self.on_axis(run.losses), np.nan)
        accuracies = np.where(goes_on, run.accuracies, np.nan)
        over = (*epoch.shape, EPOCHS + 1)
        return arrows(run.weights[at], run.biases[at], largest) | {
            "loss.y": np.broadcast_to(losses[:, 0], over),
            "held_loss.y": np.broadcast_to(losses[:, 1], over),
            "accuracy.y": np.broadcast_to(accuracies[:, 0], over),
            "held_accuracy.y": np.broadcast_to(accuracies[:, 1], over),
        }

    def on_axis(self, losses: Array) -> Array:
        """Return where losses stand on the axis of this run."""
        return np.maximum(losses, FLOOR) if self.top > CALM else losses

    @property
    def top(self) -> float:
        """The end of the axis of the losses."""
        return top_of(self.run.losses)


def pair_of(row: Array) -> Array:
    """Return each number twice, on an axis of its own."""
    return np.repeat(row[..., np.newaxis], 2, axis=-1)


def lab(link: Link) -> Lab:
    """Put the lab together for the state of a link: train, then show."""
    words = page["controls"]
    values, _ = link.read(settings())
    pair = pair_from(PAIRS[int(values["features"])])
    made = settings_of(values)
    training = Training(run(*made), pair, corners(pair, *made))
    count = len(training.species)
    epoch = Scrubber(
        key="epoch",
        label=words["epoch"],
        low=0,
        high=EPOCHS,
        step=1,
        default=50,
        seconds=8,
    )
    flower = Slider(
        key="flower",
        label=words["flower"],
        low=training.run.first,
        high=FLOWERS - 1,
        step=1,
        default=70,
    )
    names = tuple(page["species"][name] for name in training.species)
    titles = tuple(map(tuple, page["titles"]))
    columns = columns_of(training, names)
    return page.lab(
        controls=[epoch, flower, *settings()],
        scene=training.both if count == 2 else training.scene,
        backdrop=training.backdrop,
        figure=training_views(
            tuple(page["features"]),
            names,
            titles,
            words["epoch"],
            pair,
            training.top,
        ),
        narrow=narrow_views(page["narrow"], count),
        readouts=readouts(training, names, columns),
        tasks=[Task(key, page["tasks"][key]) for key in TASKS],
        handles=[
            Handle(trace="now_loss", controls=["epoch"] * 2),
            Handle(trace="flowers", picks="flower"),
        ],
        presets=presets(),
        template=template(columns, training.species),
        row=30,
    )


def settings() -> list[Control]:
    """Return the controls that decide a run, and which part of it is seen."""
    words = page["controls"]
    species = Choice(
        key="species",
        label=words["species"],
        options=page["counts"],
        default="3",
        swept=False,
    )
    features = Choice(
        key="features",
        label=words["features"],
        options=dict(zip(PAIRS, page["pairs"], strict=True)),
        default="3-4",
        swept=False,
    )
    rate = Slider(
        key="rate",
        label=words["rate"],
        low=0.001,
        high=1000,
        steps=121,
        scale="log",
        default=0.1,
        swept=False,
    )
    batch = Choice(
        key="batch",
        label=words["batch"],
        options=dict(zip(BATCHES, page["batches"], strict=True)),
        default="all",
        swept=False,
    )
    penalty = Slider(
        key="l2",
        label=words["l2"],
        low=0.0001,
        high=1,
        steps=41,
        scale="log",
        below=0,
        default=0,
        swept=False,
    )
    seed = Count(key="seed", label=words["seed"], low=0, high=99, default=0)
    return [rate, penalty, batch, features, species, seed]


def settings_of(values: Mapping[str, Value]) -> tuple[float, int, float, int, int]:
    """Return what decides a run: rate, batch, penalty, seed, number of species."""
    return (
        float(values["rate"]),
        list(BATCHES.values())[int(values["batch"])],
        float(values["l2"]),
        int(values["seed"]),
        2 + int(values["species"]),
    )


def pair_from(code: str) -> tuple[int, int]:
    """Return the positions of two features: those of `1-2` are 0 and 1."""
    first, second = code.split("-")
    return int(first) - 1, int(second) - 1


def columns_of(training: Training, names: tuple[str, ...]) -> list[Group]:
    """Return the groups of columns of the table: every step from cm to logits."""
    words, groups = page["columns"], page["groups"]
    signs = [
        f'<span title="{name}">{sign}</span>'
        for sign, name in zip(SIGNS[-len(names) :], names, strict=True)
    ]
    flower = [
        Step("cm", "cm"),
        Step(f"- {words['mean']}", "mean"),
        Step(f"÷ {words['deviation']}", "deviation"),
        Step("= x", "x"),
    ]

    def each(what: str, below: Mapping[str, str]) -> list[Step]:
        return [
            Step(sign, f"{name}{what}", {k: f"{row}{i}" for k, row in below.items()})
            for i, (name, sign) in enumerate(
                zip(training.species, signs, strict=True), start=1
            )
        ]

    ends = {"bias": "bias", "logit": "logit", "p": "p"}
    if len(names) == 3:
        return [
            (groups["flower"], flower),
            (groups["weights"], each("", {})),
            ("x · w", each("_part", ends | {"y": "y"})),
            (groups["pulls"], each("_pull", {"bias": "miss"})),
        ]
    gap, single, apart = (
        {end: f"{what}_{end}" for end in ends} for what in ("gap", "single", "apart")
    )
    del gap["p"]
    return [
        (groups["flower"], flower),
        (groups["softmax"], each("", ends)),
        (groups["difference"], [Step("a = w₂ - w₁", "gap", gap)]),
        (groups["single"], [Step("b", "single", single)]),
        (groups["apart"], [Step("a - b", "apart", apart)]),
    ]


def readouts(
    training: Training, names: tuple[str, ...], columns: list[Group]
) -> list[Readout]:
    """Return the numbers to show: of the table, and of the whole run."""
    steps = [step for _, group in columns for step in group]
    shown = dict.fromkeys(step.readout for step in steps)
    shown |= dict.fromkeys(
        name.rstrip("123") for step in steps for name in step.below.values()
    )
    costs = ".4f" if training.run.ended == EPOCHS else ".4s"
    digits = {"cm": ".1f", "mean": ".4f", "deviation": ".4f", "y": "d", "p": ".4f"}
    ours = digits_for(training.run)
    return [
        *(
            Readout(name=name, format=".1s", exact=True)
            if name.startswith("apart")
            else Readout(
                name=name,
                format=digits.get(name, ours),
                labels=names if name == "p" else (),
                told=name == "p",
            )
            for name in shown
        ),
        Readout(name="species_of", format="d", labels=names, told=True),
        Readout(name="loss", format=costs),
        Readout(name="train_loss", format=costs, label=page["foot"]["loss"], told=True),
        Readout(name="held_loss", format=costs),
        Readout(name="train_accuracy", format=".1%"),
        Readout(name="held_accuracy", format=".1%"),
        Readout(name="outcome", format="d", labels=list(page["outcomes"].values())),
    ]


def digits_for(run: Run) -> str:
    """Return how to write weights so that the columns hold them."""
    largest = abs(run.weights).max()
    return ".4f" if largest < 10 else ".2f" if largest < 1000 else ".3s"


def template(columns: list[Group], species: tuple[str, ...]) -> str:
    """Return every number of one flower, and what the run came to."""
    foot, save = page["foot"], page["save"]
    lines = page["lines"] | {"p": "p"}
    if len(species) == 3:
        lines |= {"y": page["label"]}
    numbers = table(columns, page["features"], lines, "").replace(
        "<tr><td></td>", f"<tr><td>{output('species_of')}</td>", 1
    )
    cells = [["", *species]] + [
        [feature, *(f"={name}{i}" for name in species)]
        for i, feature in enumerate(page["features"], start=1)
    ]
    cells.append(["bias", *(f"=bias{i}" for i in range(1, len(species) + 1))])
    rows = "".join(
        f'<tr><th scope="row">{foot[row]}</th>'
        f"<td>{output(f'train_{row}')}</td><td>{output(f'held_{row}')}</td></tr>"
        for row in ("loss", "accuracy")
    )
    return (
        f'{numbers}<div class="lab-under"><p>{foot["own"]} = {output("loss")}</p>'
        f'<table><thead><tr><td></td><th scope="col">{foot["train"]}</th>'
        f'<th scope="col">{foot["held"]}</th></tr></thead><tbody>{rows}</tbody></table>'
        f"<p>{output('outcome')}</p>"
        f'<div class="lab-buttons"><button type="button" data-save="iris.csv" '
        f'data-cells="{escape(json.dumps(cells))}">{save["weights"]}</button>'
        f'<button type="button" data-save="iris.png">{save["picture"]}</button></div>'
        "</div>"
    )


def output(name: str) -> str:
    """Return a readout."""
    return f'<output name="{name}"></output>'


def presets() -> list[Preset]:
    """Return the examples."""
    words = page["presets"]
    calm = {"species": "3", "batch": "all", "l2": "0", "seed": "0"}
    return [
        Preset(words["untrained"], {"epoch": "0"}),
        Preset(words["trained"], calm | {"rate": "1", "epoch": "200"}),
        Preset(words["batches"], calm | {"rate": "0.1", "batch": "10", "epoch": "200"}),
        Preset(words["long"], calm | {"rate": "100", "epoch": "200"}),
        Preset(words["diverged"], calm | {"rate": "100", "l2": "0.1", "epoch": "200"}),
        Preset(words["two"], {"species": "2"}),
        Preset("0.70, 0.04, 0.26", calm | SOURCE),
    ]


def code(values: Mapping[str, Value]) -> str:
    """Return NumPy code that trains the same model."""
    rate, batch, penalty, seed, count = settings_of(values)
    epochs = min(int(values["epoch"]), run(*settings_of(values)).ended)
    first = FLOWERS - EACH * count
    return f"""import numpy as np
from sklearn.datasets import load_iris

cm, species = load_iris(return_X_y=True)
chance = np.random.default_rng({seed})
held = [chance.permutation(50)[:10] + start for start in (0, 50, 100)]
learn = np.setdiff1d(np.arange({first}, 150), held)
x = (cm - cm[learn].mean(axis=0)) / cm[learn].std(axis=0)
y = np.eye(3)[species][:, {first // EACH}:]

weights, biases = np.zeros((4, {count})), np.zeros({count})

def predict(x):
    z = x @ weights + biases
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

rate, penalty, batch = {rate}, {penalty}, {batch or "len(learn)"}
chance = np.random.default_rng({seed})
for epoch in range({epochs}):
    order = chance.permutation(learn)
    for start in range(0, len(learn), batch):
        now = order[start : start + batch]
        miss = (predict(x[now]) - y[now]) / len(now)
        weights = weights - rate * (x[now].T @ miss + penalty * weights)
        biases = biases - rate * miss.sum(axis=0)

loss = -np.log((predict(x[learn]) * y[learn]).sum(axis=1)).mean()
print(weights, biases, loss, sep="\\n")
"""


page.run(lab, code)
