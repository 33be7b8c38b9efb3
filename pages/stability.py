"""Lesson: formulas that agree on paper and part in the computer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from figures.contests import CONTESTS, KINDS
from figures.errors import errors_over_size, narrow_errors
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
from ui.table import Line, out, table

page = Lesson("stability")

# The lines of every table: what goes in, each way, and what is right. After the
# classes come the sum of a line, where there is one, and the error of a way.
SIGMA: Final = "\N{GREEK SMALL LETTER SIGMA}"
ERRORS = [(out(f"error{way}"),) for way in (1, 2, 3)]
TABLES: Final = {
    "softmax": [
        [Line("z", "logit")],
        [
            Line("e<sup>z</sup>", "power", (out("power_sum"),)),
            Line("p = e<sup>z</sup> / Σ", "naive", ("", *ERRORS[0])),
        ],
        [
            Line("g = z - max", "gap"),
            Line("e<sup>g</sup>", "weight", (out("weight_sum"),)),
            Line("p = e<sup>g</sup> / Σ", "shifted", ("", *ERRORS[1])),
        ],
        [Line("p", "right")],
    ],
    "sigmoid": [
        [Line("z", "logit")],
        [
            Line("e<sup>-z</sup>", "falling"),
            Line("1 / (1 + e<sup>-z</sup>)", "textbook", ERRORS[0]),
        ],
        [
            Line("e<sup>z</sup>", "rising"),
            Line("e<sup>z</sup> / (1 + e<sup>z</sup>)", "ratio", ERRORS[1]),
        ],
        [
            Line("e<sup>-|z|</sup>", "weight"),
            Line(
                "e<sup>-relu(-z)</sup> / (1 + e<sup>-|z|</sup>)", "one_form", ERRORS[2]
            ),
        ],
        [Line(f"{SIGMA}(z)", "right")],
    ],
    "log": [
        [Line("z", "logit")],
        [Line("p", "p"), Line("log p", "log_p", ("", *ERRORS[0]))],
        [
            Line("g = z - max", "gap"),
            Line("e<sup>g</sup>", "weight", (out("weight_sum"),)),
            Line("g - log Σ", "usual", ("", *ERRORS[1])),
        ],
        [Line("g - log(1 + R)", "by_rest", (f"R = {out('rest')}", *ERRORS[2]))],
        [Line("log p", "right")],
    ],
    "loss": [
        [Line("z", "logit")],
        [Line("p", "p"), Line("-log p", "from_p", ERRORS[0])],
        [Line("log(1 + R) - g", "from_logits", ERRORS[1])],
        [Line("-log p", "right")],
        [
            Line(f"{SIGMA}(z)", "sigmoid"),
            Line(f"-log(1 - {SIGMA})", "yes_no_from_p"),
            Line("relu(z) + log(1 + e<sup>-|z|</sup>)", "yes_no_from_logits"),
        ],
        [Line(f"-log(1 - {SIGMA})", "yes_no_right")],
    ],
    "roundoff": [
        [
            Line("1 + 1/n", "above"),
            Line("1 - 1/n", "below"),
            Line("d = (1 + 1/n) - (1 - 1/n)", "difference"),
        ],
        [Line("2/n", "direct")],
        [Line("2/n", "right")],
        [Line("|d ÷ (2/n) - 1|", "lost")],
    ],
}
SUMMED: Final = {"softmax", "log"}
# These never come near the ends of float32, so that their tables need no more.
PLAIN: Final = {"logit", "gap", "log_p", "usual", "from_p", "yes_no_from_p"}
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
    """Answer with every step in all three kinds of float at once."""
    rules = CONTESTS["roundoff"]
    every = at_kinds("roundoff", n[..., np.newaxis])
    steps = {
        name: np.concatenate([s[name] for s in every], axis=-1) for name in every[0]
    }
    shown = rules.shown(steps["error"])
    return {
        **steps,
        **dict.fromkeys(TASKS, np.zeros(n.shape)),
        "lost": steps["error"][..., ::2],
        "here.x": np.repeat(n[..., np.newaxis], 2, axis=-1),
        "now.x": np.repeat(n[..., np.newaxis], shown.shape[-1], axis=-1),
        "now.y": shown,
    }


def lab(link: Link) -> Lab:
    """Put the lab together for the state of a link: what it compares decides all."""
    options = page["options"]
    what = Choice(key="what", label=page["what"], options=options, default="softmax")
    contest = what.codes[int(link.read([what])[0]["what"])]
    return (
        of_roundoff(what) if contest == "roundoff" else of_logits(contest, what, link)
    )


def of_logits(contest: str, what: Choice, link: Link) -> Lab:
    """Return the lab of a contest between logits."""
    classes = shared_classes(link, page.frame["classes"])
    dtype = Choice(
        key="dtype",
        label=page["dtype"],
        options={kind: kind for kind in KINDS},
        default="float64",
    )
    size = Slider(
        key="size",
        label=page["size"],
        low=0.1,
        high=10**3.3,  # so that 1, 10, 100 and 1000 are steps
        above=2000,
        steps=44,
        scale="log",
        default=1,
    )
    offset = Slider(
        key="offset", label=page["offset"], low=-1100, high=1100, step=50, default=0
    )
    # Their large steps leave room in a message for numbers of double length.
    step = 0.5 if len(classes) <= FEW else 1
    logits = Group([replace(z, step=step) for z in classes.logits.members])
    count = len(classes)
    digits = 4 if count <= FEW else 3
    ways = page["ways"][contest]
    readouts = [
        Readout(
            name=line.readout,
            format=".6g" if line.readout in {"logit", "gap"} else f".{digits}g",
            exact=line.readout not in PLAIN,
        )
        for group in TABLES[contest]
        for line in group
    ]
    extra = {"softmax": ["power_sum", "weight_sum"], "log": ["weight_sum", "rest"]}
    sums = [
        Readout(name=name, format=f".{digits}g", exact=True)
        for name in extra.get(contest, [])
    ]
    heads = [
        *(
            f'<span class="lab-name" style="color: var(--series-{i})" '
            f'data-slot="name{i}"></span>'
            for i in range(1, count + 1)
        ),
        *(["Σ"] if contest in SUMMED else []),
        page["error"],
    ]
    return page.lab(
        controls=[what, dtype, logits, size, offset, classes.count],
        scene=scene_of(contest),
        figure=errors_over_size(contest, tuple(ways), tuple(page["axes"][contest])),
        narrow=narrow_errors(ways),
        readouts=[
            *readouts,
            *sums,
            Readout(name="error", format=".3g", labels=ways, told=True),
        ],
        tasks=tasks(),
        handles=[Handle(trace="now", controls=["size"] * len(ways))],
        presets=presets(),
        template=template(contest, heads, count),
        row=classes.row,
    )


def of_roundoff(what: Choice) -> Lab:
    """Return the lab of a difference of two numbers that are nearly 1."""
    n = Slider(
        key="n", label="n", low=1, high=60000, steps=121, scale="log", default=10000
    )
    ways = page["ways"]["roundoff"]
    lines = [line for group in TABLES["roundoff"] for line in group]
    return page.lab(
        controls=[what, n],
        scene=roundoff,
        figure=errors_over_size(
            "roundoff", tuple(ways), tuple(page["axes"]["roundoff"]), len(KINDS)
        ),
        narrow=narrow_errors(ways),
        readouts=[
            Readout(
                name=line.readout,
                format=".3g" if line.readout == "lost" else ".17g",
                labels=KINDS,
                told=line.readout == "lost",
                exact=True,
            )
            for line in lines
        ],
        tasks=tasks(),
        handles=[Handle(trace="now", controls=["n"] * len(ways) * len(KINDS))],
        presets=[Preset("n = 10000", {"n": "10000"})],
        template=template("roundoff", KINDS, len(KINDS)),
    )


def tasks() -> list[Task]:
    """Return what to try, in all tables."""
    return [Task(key, page["tasks"][key]) for key in TASKS]


def template(contest: str, heads: Sequence[str], count: int) -> str:
    """Return the table of all steps, and what its errors are measured against."""
    groups = zip(page["groups"][contest], TABLES[contest], strict=True)
    reference = page["reference"]["roundoff" if contest == "roundoff" else "logits"]
    return table(heads, list(groups), count, f"<p>{reference}</p>")


def presets() -> list[Preset]:
    """Return the examples: of the sources, and of a winner that is nearly sure."""
    words = page["presets"]
    return [
        Preset(
            words[name],
            {"k": "3", "size": "10", "offset": offset}
            | {f"z{i}": value for i, value in enumerate(values, start=1)},
        )
        for name, offset, values in (
            ("large", "1000", ("1", "0", "-1")),
            ("negative", "-1000", ("0", "-1", "1")),
            ("sure", "0", ("4", "0", "0")),
        )
    ]


CODE: Final = {
    "softmax": """    power = np.exp(z)
    naive = power / power.sum()
    weight = np.exp(z - z.max())
    shifted = weight / weight.sum()
print(naive, shifted, sep="\n")""",
    "sigmoid": """    textbook = 1 / (1 + np.exp(-z))
    ratio = np.exp(z) / (1 + np.exp(z))
    one_form = np.exp(-np.maximum(-z, 0)) / (1 + np.exp(-np.abs(z)))
print(textbook, ratio, one_form, sep="\n")""",
    "log": """    gap = z - z.max()
    weight = np.exp(gap)
    log_p = np.log(weight / weight.sum())
    usual = gap - np.log(weight.sum())
    rest = np.delete(weight, z.argmax()).sum()
    by_rest = gap - np.log1p(rest)
print(log_p, usual, by_rest, sep="\n")""",
    "loss": """    p = np.exp(z) / np.exp(z).sum()
    from_p = -np.log(p)
    gap = z - z.max()
    rest = np.delete(np.exp(gap), z.argmax()).sum()
    from_logits = np.log1p(rest) - gap
    yes_no_from_p = -np.log(1 - 1 / (1 + np.exp(-z)))
    yes_no_from_logits = np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))
print(from_p, from_logits, yes_no_from_p, yes_no_from_logits, sep="\n")""",
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
