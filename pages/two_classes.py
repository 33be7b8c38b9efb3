"""Lesson: softmax of two classes is the sigmoid of the difference of their logits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from core import log_softmax, sigmoid, softmax, softplus
from core.sums import class_sum
from figures.two_classes import BENDS, NUMBERS_AT, ROW, narrow_two, two_on_a_sigmoid
from live import Array, Group, Handle, Lab, Link, Preset, Readout, Slider, Task, Value
from ui.classes import shared_logits
from ui.formula import (
    formula,
    fraction,
    lines,
    number,
    operator,
    power,
    text,
    total,
    variable,
)
from ui.lesson import Lesson

page = Lesson("two-classes")

PAIRS = ((1, 2), (1, 3), (2, 3))


def scene(z: Array, shift: Array) -> dict[str, Array]:
    """Logits (..., 3) and a shift (...) to everything that moves."""
    logits = z + shift[..., np.newaxis]
    first, second, third = np.moveaxis(logits, -1, 0)
    p, log_p = softmax(logits), log_softmax(logits)
    whole = class_sum(p)
    gap = first - second
    one, other = p[..., 0], sigmoid(gap)
    steps = steps_between(one, other)
    away = np.isneginf(logits)
    alone = away[..., 2]
    return {
        "probabilities.x": p,
        "total_probability.customdata": whole[..., np.newaxis],
        "logits.x": np.where(away, np.nan, NUMBERS_AT),
        "logits.customdata": logits,
        "gone.x": np.where(away, NUMBERS_AT, np.nan),
        "now.x": np.stack([gap, gap], axis=-1),
        "now.y": np.stack([one, other], axis=-1),
        "softmax": one,
        "sigmoid": other,
        "difference": steps,
        "logit": logits,
        "weight2": np.exp(second - first),
        "weight3": np.exp(third - first),
        "p": p,
        "sum": whole,
        **{f"log{i}{k}": log_p[..., i - 1] - log_p[..., k - 1] for i, k in PAIRS},
        "half": alone & (one == 0.5) & (other == 0.5),
        "tenfold": np.abs(gap - np.log(10)) < 0.02,
        "third": np.abs(p[..., 2] - 0.5) < 0.005,
        "step": alone & (steps == 1),
    }


def curve(z: Array, shift: Array) -> dict[str, Array]:
    """Move the sigmoid to where a softmax of three classes runs.

    e^z2 + e^z3 is the weight of a single rival, whose logit is z2 + softplus(z3 - z2);
    a shift changes no difference.
    """
    del shift
    further = softplus(z[..., 2] - z[..., 1])
    return {"softmax.x": BENDS + further[..., np.newaxis]}


def steps_between(a: Array, b: Array) -> Array:
    """Count the float64 numbers from one to the other, neither below 0.

    Read as integers, the bits of all numbers from 0 up are in their order.
    """
    bits = [np.asarray(x, dtype=np.float64).view(np.int64) for x in (a, b)]
    steps: Array = np.abs(bits[0] - bits[1]).astype(float)
    return steps


def two_and_a_third() -> Group:
    """Return the first three shared logits; here the third may be minus infinity."""
    first, second, third = shared_logits(page.frame["classes"]).members[:3]
    fading = replace(
        third, low=-40, step=0.5, below=-float("inf"), default=-float("inf")
    )
    return Group([first, second, fading])


def lab(link: Link) -> Lab:
    """Put the lab together for the state of a link."""
    logits = two_and_a_third()
    keys = [logit.key for logit in logits.members]
    values, _ = link.read([logits])
    names = tuple(str(values[f"name{i}"]) for i in (1, 2, 3))
    titles = tuple(map(tuple, page["stages"]))
    return page.lab(
        controls=[
            logits,
            Slider(
                key="shift", label=page["shift"], low=-10, high=10, step=1, default=0
            ),
        ],
        scene=scene,
        backdrop=curve,
        figure=two_on_a_sigmoid(names, titles, page["axis"]),
        narrow=narrow_two(len(names), titles, page["narrow"]),
        readouts=[
            *numbers(),
            Readout(name="p", labels=names, told=True),
        ],
        tasks=[Task(key, text) for key, text in page["tasks"].items()],
        handles=[
            Handle(trace="probabilities", controls=keys),
            Handle(trace="now", controls=keys[:1]),
        ],
        presets=presets(),
        template=template(),
        row=ROW,
    )


def numbers() -> list[Readout]:
    """Return softmax and sigmoid to the last digit, and how far apart they are."""
    formats = {"softmax": ".17g", "sigmoid": ".17g", "difference": "d"}
    return [
        Readout(name=name, label=page[name], format=layout, exact=True, told=True)
        for name, layout in formats.items()
    ]


def template() -> str:
    """Return the algebra line by line, both numbers, and the road back."""
    ratios = "".join(log_ratio(i, k) for i, k in PAIRS)
    return (
        f'<div class="lab-line">{algebra()}<div class="lab-facts">'
        f'<span>{page["softmax"]}</span><output name="softmax"></output>'
        f'<span>{page["sigmoid"]}</span><output name="sigmoid"></output>'
        f"<span>{page['difference']}</span>"
        '<b><output name="difference"></output></b>'
        f"<span>{page['sum']}</span><span>{shares()}</span></div></div>"
        f'<div class="lab-line"><span>{page["back"]}</span>{ratios}</div>'
    )


def logit_of(i: int) -> str:
    """Return the symbol of a logit."""
    return variable("z", f"<mn>{i}</mn>")


def share_of(i: int) -> str:
    """Return the symbol of a probability."""
    return variable("p", f"<mn>{i}</mn>")


def minus(*parts: str) -> str:
    """Return a difference."""
    return operator("\N{MINUS SIGN}").join(parts)


def algebra() -> str:
    """Return softmax, softmax divided by its first term, and the sigmoid."""
    e, one, equals = variable("e"), "<mn>1</mn>", operator("=")
    terms = [power(e, logit_of(i) + operator("+") + variable("c")) for i in (1, 2, 3)]
    today = [power(e, number(f"logit{i}", ".2f")) for i in (1, 2, 3)]
    others = [power(e, minus(logit_of(i), logit_of(1))) for i in (2, 3)]
    second, third = number("weight2", ".6g"), number("weight3", ".6g")
    both = minus(logit_of(1), logit_of(2))
    minus_both = operator("\N{MINUS SIGN}") + operator("(") + both + operator(")")
    sigma = (
        variable("\N{GREEK SMALL LETTER SIGMA}") + operator("(") + both + operator(")")
    )
    return formula(
        lines(
            [
                share_of(1),
                equals + fraction(terms[0], total(terms)),
                equals + fraction(today[0], total(today)),
            ],
            [
                operator("÷") + terms[0],
                equals + fraction(one, total([one, *others])),
                equals + fraction(one, total([one, second, third])),
                equals + number("softmax", ".4g"),
            ],
            [
                sigma,
                equals + fraction(one, total([one, power(e, minus_both)])),
                equals + fraction(one, total([one, second])),
                equals + number("sigmoid", ".4g"),
            ],
        ),
        label=page["algebra"],
    )


def log_ratio(i: int, k: int) -> str:
    """Return the logarithm of a ratio of two probabilities."""
    log, equals = variable("log") + text("\N{THIN SPACE}"), operator("=")
    return formula(
        lines(
            [
                log + fraction(share_of(i), share_of(k)),
                equals + log + fraction(number(f"p{i}", ".4g"), number(f"p{k}", ".4g")),
                equals + number(f"log{i}{k}", ".2f"),
                equals + minus(logit_of(i), logit_of(k)),
            ]
        ),
        label=page["road"],
    )


def shares() -> str:
    """Return the sum of the probabilities."""
    return " + ".join(f'<output name="p{i}"></output>' for i in (1, 2, 3)) + (
        ' = <span data-slot="sum"></span>'
    )


def presets() -> list[Preset]:
    """Return the examples."""
    words = page["presets"]
    two = {"z1": "0.3", "z2": "2.9", "z3": "-inf", "shift": "0"}
    return [
        Preset(words["source"], two),
        Preset(words["equal"], two | {"z1": "1", "z2": "1"}),
        Preset(words["shifted"], two | {"shift": "7"}),
        Preset(words["third"], two | {"z3": "4"}),
        Preset(words["fading"], two | {"z3": "-5"}),
        Preset(words["rounding"], two | {"z1": "-9.9", "z2": "8.2"}),
    ]


def code(values: Mapping[str, Value]) -> str:
    """Return NumPy code that computes the same numbers."""
    logits = ", ".join(
        "-np.inf" if values[key] == -np.inf else repr(values[key])
        for key in ("z1", "z2", "z3")
    )
    return f"""import numpy as np

z = np.array([{logits}]) + {values["shift"]}
weights = np.exp(z - z.max())
p = weights / weights.sum()
sigmoid = 1 / (1 + np.exp(-(z[0] - z[1])))
print("softmax", p[0], "sigmoid", sigmoid)
print("road back", np.log(p[0] / p[1]), "=", z[0] - z[1])
"""


page.run(lab, code)
