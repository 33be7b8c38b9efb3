"""Lesson: softmax turns logits of any size into shares of one whole."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from core import softmax
from core.sums import class_sum
from figures.stages import narrow_stages, three_stages
from live import Array, Handle, Lab, Link, Preset, Readout, Slider, Task, Value
from ui.classes import Classes, shared_classes
from ui.formula import formula, fraction, name, number, operator, power, total, variable
from ui.lesson import Lesson

page = Lesson("softmax")


def scene(z: Array, shift: Array) -> dict[str, Array]:
    """Logits (..., K) and a shift (...) to everything that moves."""
    logits = z + shift[..., np.newaxis]
    winner = logits.max(axis=-1, keepdims=True)
    weights = np.exp(logits - winner)
    p = softmax(logits)
    whole = class_sum(p)
    winner_p = p.max(axis=-1, keepdims=True)
    return {
        "logits.x": logits,
        "weights.x": weights,
        "probabilities.x": p,
        "largest.x": np.where(logits == winner, 0.0, np.nan),
        "total_weight.customdata": class_sum(weights)[..., np.newaxis],
        "total_probability.customdata": whole[..., np.newaxis],
        "p": p,
        "sum": whole,
        "argmax": logits.argmax(axis=-1) + 1,
        "logit": logits,
        "winner": winner[..., 0],
        "exponential": np.exp(winner[..., 0]),
        "total": class_sum(np.exp(logits)),
        "share": winner_p[..., 0],
        "tie": (winner_p - p < 0.0005).sum(axis=-1) == 2,
        "half": (np.abs(p - 0.5) < 0.005).any(axis=-1),
        "sure": winner_p[..., 0] > 0.99,
    }


def lab(link: Link) -> Lab:
    """Put the lab together for the state of a link."""
    classes = shared_classes(link, page.frame["classes"])
    shift = Slider(
        key="shift", label=page["shift"], low=-10, high=10, step=0.1, default=0
    )
    titles = tuple(map(tuple, page["stages"]))
    keys = [logit.key for logit in classes.logits.members]
    return page.lab(
        controls=[classes.logits, shift, classes.count],
        scene=scene,
        figure=three_stages(classes.names, titles, classes.row),
        narrow=narrow_stages(len(classes), titles, page["narrow"]),
        readouts=[
            Readout(name="p", labels=classes.names, told=True),
            Readout(name="sum", format=".12g"),
            Readout(name="argmax", format="d", labels=classes.names, told=True),
        ],
        tasks=[Task(key, text) for key, text in page["tasks"].items()],
        handles=[Handle(trace="logits", controls=keys)],
        presets=presets(keys),
        template=template(classes),
        row=classes.row,
    )


def template(classes: Classes) -> str:
    """Return the formula of the largest class, and the sum of all shares."""
    terms = [
        power(variable("e"), number(f"logit{i + 1}", ".2f"))
        for i in range(len(classes))
    ]
    largest = formula(
        variable("p", name("argmax")),
        operator("="),
        fraction(power(variable("e"), number("winner", ".2f")), total(terms)),
        operator("="),
        fraction(number("exponential", ".6g"), number("total", ".6g")),
        operator("="),
        number("share", ".4f"),
        label=page["formula"],
    )
    return (
        f'<div class="lab-line">{largest}<span>{page["largest"]} '
        '<b><output name="argmax"></output></b></span></div>'
        f'<div class="lab-line"><span>{page["sum"]} '
        f"{classes.sum_of_shares}</span></div>"
    )


def presets(keys: list[str]) -> list[Preset]:
    """Return the examples; two of them fit any number of logits."""
    words = page["presets"]
    still = {"shift": "0"}
    three = {"k": "3"} | still
    names = page.frame["classes"]["names"]
    return [
        Preset(words["source"], three | {"z1": "0.3", "z2": "2.9", "z3": "4"}),
        Preset(words["equal"], still | dict.fromkeys(keys, "1")),
        Preset(words["dominant"], still | dict.fromkeys(keys, "0") | {keys[0]: "8"}),
        Preset(
            words["animals"],
            three
            | {"z1": "3.2", "z2": "1.3", "z3": "-0.7"}
            | {f"name{i}": names[i - 1] for i in (1, 2, 3)},
        ),
    ]


def code(values: Mapping[str, Value]) -> str:
    """Return NumPy code that computes the same numbers."""
    logits = [values[f"z{i}"] for i in range(1, int(values["k"]) + 1)]
    return f"""import numpy as np

z = np.array({logits}) + {values["shift"]}
weights = np.exp(z - z.max())
p = weights / weights.sum()
print(p, p.sum(), p.argmax() + 1)
"""


page.run(lab, code)
