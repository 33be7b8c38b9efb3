"""Lesson: formulas that agree on paper and part in the computer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from figures.contests import CONTESTS, KINDS
from figures.errors import HIGH, LOW, errors_over_size, narrow_errors
from live import (
    Array,
    Choice,
    Group,
    Handle,
    Lab,
    Link,
    Preset,
    Readout,
    Slider,
    Task,
    Value,
)
from ui.classes import FEW, shared_classes
from ui.lesson import Lesson
from ui.table import MINUS, Step, table

page = Lesson("stability")

# The steps of every table: what goes in, each way, and what is right. Below some of
# them stands a sum, and below the answer of every way its error.
SIGMA: Final = "\N{GREEK SMALL LETTER SIGMA}"
ERRORS: Final = [{"error": f"error{way}"} for way in (1, 2, 3)]
SHIFTED: Final = [
    Step("g = z - max", "gap"),
    Step("e<sup>g</sup>", "weight", {"sum": "weight_sum"}),
]
TABLES: Final = {
    "softmax": [
        [Step("z", "logit")],
        [
            Step("e<sup>z</sup>", "power", {"sum": "power_sum"}),
            Step("p = e<sup>z</sup> / Σ", "naive", ERRORS[0]),
        ],
        [*SHIFTED, Step("p = e<sup>g</sup> / Σ", "shifted", ERRORS[1])],
        [Step("p", "right")],
    ],
    "sigmoid": [
        [Step("z", "logit")],
        [
            Step("e<sup>-z</sup>", "falling"),
            Step("1 / (1 + e<sup>-z</sup>)", "textbook", ERRORS[0]),
        ],
        [
            Step("e<sup>z</sup>", "rising"),
            Step("e<sup>z</sup> / (1 + e<sup>z</sup>)", "ratio", ERRORS[1]),
        ],
        [
            Step("e<sup>-|z|</sup>", "weight"),
            Step(
                "e<sup>-relu(-z)</sup> / (1 + e<sup>-|z|</sup>)", "one_form", ERRORS[2]
            ),
        ],
        [Step(f"{SIGMA}(z)", "right")],
    ],
    "log": [
        [Step("z", "logit")],
        [Step("p", "p"), Step("log p", "log_p", ERRORS[0])],
        [*SHIFTED, Step("g - log Σ", "usual", ERRORS[1])],
        [Step("g - log(1 + R)", "by_rest", {"rest": "rest"} | ERRORS[2])],
        [Step("log p", "right")],
    ],
    "loss": [
        [Step("z", "logit")],
        [Step("p", "p"), Step("-log p", "from_p", ERRORS[0])],
        [Step("log(1 + R) - g", "from_logits", ERRORS[1])],
        [Step("-log p", "right")],
        [
            Step(f"s = {SIGMA}(z)", "sigmoid"),
            Step("-log(1 - s)", "yes_no_from_p"),
            Step("relu(z) + log(1 + e<sup>-|z|</sup>)", "yes_no_from_logits"),
            Step("-log(1 - s)", "yes_no_right"),
        ],
    ],
    "roundoff": [[Step(kind, kind) for kind in KINDS]],
}
BELOW: Final = {
    "softmax": ["sum", "error"],
    "sigmoid": ["error"],
    "log": ["sum", "rest", "error"],
    "loss": ["error"],
    "roundoff": [],
}
# These never come near the ends of float32, so that their tables need no more.
PLAIN: Final = {
    *("logit", "gap", "weight_sum"),
    *("log_p", "usual", "from_p", "yes_no_from_p"),
}
TASKS: Final = ("overflow", "nothing", "half", "both", "certain")


def at_kinds(contest: str, numbers: Array) -> list[dict[str, Array]]:
    """Compute every step of a contest, and its errors, in each kind of float."""
    rules = CONTESTS[contest]
    every = [(rules.steps(numbers, kind), kind) for kind in KINDS]
    return [steps | {"error": rules.errors(steps, kind)} for steps, kind in every]


def scene_of(contest: str) -> Callable[..., dict[str, Array]]:
    """Return the scene of a contest between logits."""
    rules = CONTESTS[contest]

    def scene(
        _what: Array, dtype: Array, z: Array, size: Array, offset: Array
    ) -> dict[str, Array]:
        """Kind of float (...), logits (..., K), size and offset (...)."""
        logits = z * size[..., np.newaxis] + offset[..., np.newaxis]
        every = at_kinds(contest, logits)
        steps = {name: choose(dtype, [s[name] for s in every]) for name in every[0]}
        largest = np.clip(np.abs(logits).max(axis=-1), *rules.sizes)[..., np.newaxis]
        lines = {
            f"{way}_{kind}.opacity": np.where(dtype == i, 1, 0.3)
            for i, kind in enumerate(KINDS)
            for way in rules.ways
        }
        return {
            **steps,
            **lines,
            **done(dtype, steps, largest[..., 0]),
            "here.x": np.repeat(largest, 2, axis=-1),
            "now.x": np.repeat(largest, len(rules.ways), axis=-1),
            "now.y": rules.shown(steps["error"]),
        }

    return scene


def choose(dtype: Array, every: list[Array]) -> Array:
    """Return the numbers of the kind that was chosen, by its position."""
    wide = dtype.reshape(dtype.shape + (1,) * (every[0].ndim - dtype.ndim))
    return np.choose(wide.astype(int), [kind.astype(float) for kind in every])


def done(dtype: Array, steps: Mapping[str, Array], largest: Array) -> dict[str, Array]:
    """Return which tasks are done; those of other tables are not."""
    tasks: dict[str, Array] = {task: np.zeros(dtype.shape) for task in TASKS}
    if "naive" in steps:
        failed = np.isnan(steps["naive"]).any(axis=-1)
        answered = np.isfinite(steps["shifted"]).all(axis=-1)
        tasks["overflow"] = np.logical_and(failed, answered)
        tasks["nothing"] = steps["power_sum"] == 0
        tasks["half"] = failed & (dtype == 0) & (largest < 12)
    if "ratio" in steps:
        left = np.isinf(steps["falling"]).any(axis=-1)
        right = np.isnan(steps["ratio"]).any(axis=-1)
        tasks["both"] = np.logical_and(left, right)
    if "usual" in steps:
        lost = (steps["usual"] == 0) & (steps["by_rest"] < 0)
        tasks["certain"] = lost.any(axis=-1)
    return tasks


def roundoff(_what: Array, n: Array) -> dict[str, Array]:
    """Answer with every step in each kind of float."""
    rules = CONTESTS["roundoff"]
    numbers = n[..., np.newaxis]
    every = at_kinds("roundoff", numbers)
    names = ("above", "below", "difference", "direct", "right")
    errors = np.concatenate([steps["error"] for steps in every], axis=-1)
    return {
        kind: np.concatenate(
            [*(steps[name] for name in names), steps["error"][..., :1]], axis=-1
        )
        for kind, steps in zip(KINDS, every, strict=True)
    } | {
        **{task: np.zeros(n.shape) for task in TASKS},
        "error": errors,
        "here.x": np.repeat(numbers, 2, axis=-1),
        "now.x": np.repeat(numbers, errors.shape[-1], axis=-1),
        "now.y": rules.shown(errors),
    }


def lab(link: Link) -> Lab:
    """Put the lab together for the state of a link: what it compares decides all."""
    options = page["options"]
    what = Choice(key="what", label=page["what"], options=options, default="softmax")
    contest = what.codes[int(link.read([what])[0]["what"])]
    if contest == "roundoff":
        return of_roundoff(what, link)
    return of_logits(contest, what, link)


DTYPE: Final = Choice(
    key="dtype",
    label=page["dtype"],
    options={kind: kind for kind in KINDS},
    default="float64",
)
SIZE: Final = Slider(
    key="size",
    label=page["size"],
    low=0.1,
    high=10**3.3,  # so that 1, 10, 100 and 1000 are steps
    above=2000,
    steps=44,
    scale="log",
    default=1,
)
OFFSET: Final = Slider(
    key="offset", label=page["offset"], low=-1100, high=1100, step=50, default=0
)
N: Final = Slider(
    key="n", label="n", low=1, high=60000, steps=121, scale="log", default=10000
)


def of_logits(contest: str, what: Choice, link: Link) -> Lab:
    """Return the lab of a contest between logits."""
    classes = shared_classes(link, page.frame["classes"])
    # Their large steps leave room in a message for numbers of double length.
    step = 0.5 if len(classes) <= FEW else 1
    logits = Group([replace(z, step=step) for z in classes.logits.members])
    digits = ".4s" if len(classes) <= FEW else ".3s"
    ways = page["ways"][contest]
    steps = [step for group in TABLES[contest] for step in group]
    sums = [
        name
        for step in steps
        for key, name in step.below.items()
        if key in {"sum", "rest"}
    ]
    heads = [
        f'<span class="lab-swatch" style="--color: var(--series-{i})"></span> '
        f'<span data-slot="name{i}"></span>'
        for i in range(1, len(classes) + 1)
    ]
    return page.lab(
        controls=[what, DTYPE, logits, SIZE, OFFSET, classes.count],
        away=[N],
        scene=scene_of(contest),
        figure=errors_over_size(
            contest,
            tuple(ways),
            tuple(page["axes"][contest]),
            height=HIGH if len(classes) <= FEW else LOW,
        ),
        narrow=narrow_errors(ways),
        readouts=[
            *(
                Readout(
                    name=step.readout,
                    format=".6s" if step.readout in {"logit", "gap"} else digits,
                    exact=step.readout not in PLAIN,
                )
                for step in steps
            ),
            *(
                Readout(name=name, format=digits, exact=name not in PLAIN)
                for name in sums
            ),
            Readout(name="error", format=".3s", labels=ways, told=True),
        ],
        tasks=tasks(),
        handles=[Handle(trace="now", controls=["size"] * len(ways))],
        presets=presets(),
        template=template(contest, heads),
        row=classes.row,
    )


def of_roundoff(what: Choice, link: Link) -> Lab:
    """Return the lab of a difference of two numbers that are nearly 1."""
    classes = shared_classes(link, page.frame["classes"])
    ways = page["ways"]["roundoff"]
    signs = ("a = 1 + 1/n", "b = 1 - 1/n", "d = a - b", "2/n")
    lines = [
        *(sign.replace("-", MINUS) for sign in signs),
        page["right"],
        f"|d / r {MINUS} 1|",
    ]
    return page.lab(
        controls=[what, N],
        away=[DTYPE, SIZE, OFFSET, *classes.controls],
        scene=roundoff,
        figure=errors_over_size(
            "roundoff", tuple(ways), tuple(page["axes"]["roundoff"]), marks=len(KINDS)
        ),
        narrow=narrow_errors(ways),
        readouts=[
            Readout(name=kind, format=".17g", labels=lines, exact=True)
            for kind in KINDS
        ],
        tasks=tasks(),
        handles=[Handle(trace="now", controls=["n"] * len(ways) * len(KINDS))],
        presets=[Preset("n = 10000", {"n": "10000"})],
        template=template("roundoff", lines),
    )


def tasks() -> list[Task]:
    """Return what to try, in all tables."""
    return [Task(key, page["tasks"][key]) for key in TASKS]


def template(contest: str, heads: Sequence[str]) -> str:
    """Return the table of all steps, and what its errors are measured against."""
    groups = list(zip(page["groups"][contest], TABLES[contest], strict=True))
    below = {key: page["below"][key] for key in BELOW[contest]}
    reference = page["reference"]["roundoff" if contest == "roundoff" else "logits"]
    return table(groups, heads, below, reference)


def presets() -> list[Preset]:
    """Return the examples: of the sources, a nearly sure winner, and both edges."""
    words = page["presets"]
    return [
        Preset(
            words[name],
            {"k": "3", "size": size, "offset": offset}
            | {f"z{i}": value for i, value in enumerate(values, start=1)},
        )
        for name, size, offset, values in (
            ("large", "10", "1000", ("1", "0", "-1")),
            ("negative", "10", "-1000", ("0", "-1", "1")),
            ("sure", "10", "0", ("4", "0", "0")),
            ("edges", "100", "0", ("7.2", "0", "-7.2")),
        )
    ]


CODE: Final = {
    "softmax": """    power = np.exp(z)
    naive = power / power.sum()
    weight = np.exp(z - z.max())
    shifted = weight / weight.sum()
print(naive, shifted, sep="\\n")""",
    "sigmoid": """    textbook = 1 / (1 + np.exp(-z))
    ratio = np.exp(z) / (1 + np.exp(z))
    one_form = np.exp(-np.maximum(-z, 0)) / (1 + np.exp(-np.abs(z)))
print(textbook, ratio, one_form, sep="\\n")""",
    "log": """    gap = z - z.max()
    weight = np.exp(gap)
    log_p = np.log(weight / weight.sum())
    usual = gap - np.log(weight.sum())
    rest = np.delete(weight, z.argmax()).sum()
    by_rest = gap - np.log1p(rest)
print(log_p, usual, by_rest, sep="\\n")""",
    "loss": """    p = np.exp(z) / np.exp(z).sum()
    from_p = -np.log(p)
    gap = z - z.max()
    rest = np.delete(np.exp(gap), z.argmax()).sum()
    from_logits = np.log1p(rest) - gap
    yes_no_from_p = -np.log(1 - 1 / (1 + np.exp(-z)))
    yes_no_from_logits = np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))
print(from_p, from_logits, yes_no_from_p, yes_no_from_logits, sep="\\n")""",
}


def code(values: Mapping[str, Value]) -> str:
    """Return NumPy code that computes the same numbers."""
    contest = list(page["options"])[int(values["what"])]
    if contest == "roundoff":
        return f"""import numpy as np

for kind in (np.float16, np.float32, np.float64):
    one, n = kind(1), kind({values["n"]})
    difference = (one + one / n) - (one - one / n)
    direct = kind(2) / n
    print(difference, direct)
"""
    logits = [values[f"z{i}"] for i in range(1, int(values["k"]) + 1)]
    kind = KINDS[int(values["dtype"])]
    return f"""import numpy as np

z = np.array({logits}) * {values["size"]} + {values["offset"]}
z = z.astype(np.{kind})
with np.errstate(all="ignore"):
{CODE[contest]}
"""


page.run(lab, code)
