"""Lesson: one row of logits, read in four ways; the task decides which is right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

import numpy as np

from core import relu, sigmoid, softmax
from core.sums import class_sum
from figures.readings import READINGS, four_readings, narrow_readings
from live import Array, Choice, Control, Handle, Lab, Link, Preset, Readout, Task, Value
from ui.classes import shared_classes
from ui.lesson import Lesson

page = Lesson("output-layers")

TASKS: Final = ("signed", "positive", "yesno", "one", "several")
# For each task: which reading is right, and whether it needs only one neuron.
RIGHT: Final = np.array(
    [READINGS.index(r) for r in ("identity", "relu", "sigmoid", "softmax", "sigmoid")]
)
SINGLE: Final = np.array([True, True, True, False, False])
FITS, POSSIBLE, WRONG = 1, 2, 3
VERDICTS: Final = np.where(np.eye(4)[RIGHT] == 1, FITS, WRONG)
VERDICTS[TASKS.index("yesno"), READINGS.index("softmax")] = POSSIBLE
SIGNS: Final = ("\N{CHECK MARK}", "\N{WHITE CIRCLE}", "\N{MULTIPLICATION X}")
FORMULAS: Final = {
    "identity": "z",
    "relu": "max(z, 0)",
    "sigmoid": "1 / (1 + e<sup>\N{MINUS SIGN}z</sup>)",
    "softmax": "e<sup>z</sup> / Σ e<sup>z</sup>",
}
FADED: Final = 0.4
LIGHT: Final = 0.5


def scene(task: Array, z: Array) -> dict[str, Array]:
    """Position of the task (...) and logits (..., K) to everything that moves."""
    position, count = task.astype(int), z.shape[-1]
    right, neurons = RIGHT[position], np.where(SINGLE[position], 1, count)
    in_use = np.arange(count) < neurons[..., np.newaxis]
    read = {
        "identity": z,
        "relu": relu(z),
        "sigmoid": sigmoid(z),
        "softmax": softmax(z),
    }
    largest = {name: is_largest(output) for name, output in read.items()}
    together = {name: class_sum(read[name]) for name in ("sigmoid", "softmax")}
    pair = softmax(z[..., :2])[..., 0]
    answers = {
        **read,
        "sum_sigmoid": together["sigmoid"],
        "sum_softmax": together["softmax"],
        "total_sigmoid.customdata": together["sigmoid"][..., np.newaxis],
        "total_softmax.customdata": together["softmax"][..., np.newaxis],
        "right": right + 1,
        "neurons": neurons,
        "loss": task + 1,
        "pair": pair,
        **done(position, read, largest, pair),
    }
    for i, (name, output) in enumerate(read.items()):
        lit = in_use & (right == i)[..., np.newaxis]
        answers |= {
            f"{name}.x": output,
            f"{name}.marker.opacity": np.where(lit, 1, FADED),
            f"band_{name}.marker.opacity": LIGHT * lit,
            f"top_{name}.marker.opacity": largest[name],
            f"fits_{name}": VERDICTS[position, i],
            f"why_{name}": task + 1,
        }
    return answers


def is_largest(rows: Array) -> Array:
    """Return which numbers of each row are the largest."""
    largest: Array = rows == rows.max(axis=-1, keepdims=True)
    return largest


def done(
    position: Array,
    read: Mapping[str, Array],
    largest: Mapping[str, Array],
    pair: Array,
) -> dict[str, Array]:
    """Return which things to try are done."""
    own, yes = read["sigmoid"], read["sigmoid"][..., 0]
    winners, left = (largest[name].sum(axis=-1) for name in ("identity", "relu"))
    several = position == TASKS.index("several")
    return {
        "all": several & (own > 0.9).all(axis=-1),
        "none": several & (own < 0.1).all(axis=-1),
        "chance": np.abs(class_sum(own) - 1) < 0.005,
        "forgotten": (winners == 1) & (left > 1),
        "agree": (position == TASKS.index("yesno")) & (yes == pair),
    }


def lab(link: Link) -> Lab:
    """Put the lab together for the state of a link."""
    classes = shared_classes(link, page.frame["classes"])
    task = Choice(
        key="task", label=page["task"], options=page["options"], default="one"
    )
    keys = [logit.key for logit in classes.logits.members]
    titles = tuple(zip(page["readings"].values(), page["subtitles"], strict=True))
    controls: list[Control] = [task, classes.logits, classes.count]
    values, _ = link.read(controls)
    return page.lab(
        controls=controls,
        scene=scene,
        figure=four_readings(classes.names, titles, classes.row),
        narrow=narrow_readings(len(classes), titles),
        readouts=readouts(classes.names, READINGS[RIGHT[int(values["task"])]]),
        tasks=[Task(key, text) for key, text in page["tasks"].items()],
        handles=[
            Handle(trace=reading, controls=keys)
            for reading in ("identity", "sigmoid", "softmax")
        ],
        presets=presets(),
        template=template(len(classes), values),
        links={"two-classes": to_two_classes(values)},
        row=classes.row,
    )


def readouts(names: tuple[str, ...], right: str) -> list[Readout]:
    """Return the answer to the task, all outputs, and why each fits or does not.

    Of the outputs, those of the `right` reading are told with the picture.
    """
    readings = page["readings"]
    outputs = [
        Readout(
            name=reading,
            labels=[f"{readings[reading]}, {name}" for name in names],
            told=reading == right,
        )
        for reading in READINGS
    ]
    verdicts = [Readout(name=f"fits_{reading}", labels=SIGNS) for reading in READINGS]
    reasons = [
        Readout(
            name=f"why_{reading}",
            labels=[page["why"][task][reading] for task in TASKS],
        )
        for reading in READINGS
    ]
    return [
        Readout(
            name="right",
            label=page["right"],
            labels=[readings[reading] for reading in READINGS],
            told=True,
        ),
        Readout(name="neurons", format="d", label=page["neurons"], told=True),
        Readout(name="loss", labels=[page["losses"][task] for task in TASKS]),
        Readout(name="sum_sigmoid", label=page["sum_sigmoid"], told=True),
        Readout(name="sum_softmax", format=".12g", label=page["sum_softmax"]),
        Readout(name="pair", format=".4f"),
        *outputs,
        *verdicts,
        *reasons,
    ]


def template(count: int, values: Mapping[str, Value]) -> str:
    """Return what the task needs, and for each reading how it fits and why."""
    outputs = "".join(
        f'<output name="{reading}{i}"></output> '
        for reading in READINGS
        for i in range(1, count + 1)
    )
    across = f'<a data-link="two-classes">{page["two_classes"]}</a>'
    pair = f' {page["pair"]} <output name="pair"></output>. {across}'
    is_yes_or_no = values["task"] == TASKS.index("yesno")
    hidden = "" if is_yes_or_no else '<output name="pair"></output>'
    lines = "".join(
        f'<tr><td><output name="fits_{reading}"></output></td>'
        f'<th scope="row">{page["readings"][reading]}</th><td>{FORMULAS[reading]}</td>'
        f'<td><output name="why_{reading}"></output>'
        f"{pair if is_yes_or_no and reading == 'softmax' else ''}</td></tr>"
        for reading in READINGS
    )
    return (
        f'<div class="lab-line"><span>{page["neurons"]} '
        '<b><output name="neurons"></output></b></span>'
        f'<span>{page["loss"]} <b><output name="loss"></output></b></span>'
        f'<span>{page["sum_sigmoid"]} <b><output name="sum_sigmoid"></output></b>'
        f"&#160;&#160; {page['sum_softmax']} "
        '<b><output name="sum_softmax"></output></b></span></div>'
        f'<table class="lab-verdicts" aria-label="{page["verdicts"]}">'
        f"<tbody>{lines}</tbody></table>"
        f'<div class="lab-status"><output name="right"></output>{outputs}{hidden}</div>'
    )


def to_two_classes(values: Mapping[str, Value]) -> str:
    """Return the address of the lesson of two classes with the first two."""
    kept = {key: str(values[key]) for key in ("z1", "z2", "name1", "name2")}
    return f"two-classes?{urlencode(kept | page.extras)}"


def presets() -> list[Preset]:
    """Return the examples: a story for each task."""
    stories = {
        "signed": {"z1": "-1.2"},
        "positive": {"z1": "-1.2"},
        "yesno": {"k": "2", "z1": "1.5", "z2": "-1"},
        "one": {"k": "3", "z1": "0.3", "z2": "2.9", "z3": "4"},
        "several": {"k": "3", "z1": "2.2", "z2": "-1.4", "z3": "1.1"},
    }
    return [
        Preset(
            page["presets"][task],
            {"task": task}
            | logits
            | {f"name{i}": n for i, n in enumerate(page["names"][task], start=1)},
        )
        for task, logits in stories.items()
    ]


def code(values: Mapping[str, Value]) -> str:
    """Return NumPy code that computes the same numbers."""
    logits = [values[f"z{i}"] for i in range(1, int(values["k"]) + 1)]
    task = int(values["task"])
    output = READINGS[RIGHT[task]]
    first = "[0]  # of one neuron" if SINGLE[task] else ""
    return f"""import numpy as np

z = np.array({logits})
identity = z
relu = np.maximum(z, 0)
sigmoid = 1 / (1 + np.exp(-z))
weights = np.exp(z - z.max())
softmax = weights / weights.sum()
print(identity, relu, sigmoid, softmax, sep="\\n")
print(sigmoid.sum(), softmax.sum())

output = {output}{first}
print(output)
"""


page.run(lab, code)
