"""Lesson: other rules make shares too, and what each of them fails to keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

import numpy as np

from core import (
    power_shares,
    ratio_shares,
    softplus_shares,
    square_shares,
)
from core.sums import class_sum
from figures.rules import PERCENT, RULES, bars_by_rule, narrow_rules
from live import (
    Array,
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
from ui.classes import FEW, Classes, shared_classes
from ui.formula import (
    formula,
    fraction,
    lines,
    name,
    number,
    operator,
    power,
    row,
    text,
    total,
    variable,
)
from ui.lesson import Lesson

page = Lesson("why-exponential")

MARKS: Final = (2.0, 2.7, np.e, 10.0)  # bases that a drag must not miss
TALL: Final = 3  # classes whose rows can be tall and whose sums can be written out
LOW: Final = 24  # pixels of a row of bars where there are many
SHIFTS: Final = (1.0, 2.0)  # a ratio of squares may survive one of them by chance
DECIMALS: Final = 12

# What shares may keep: for every number there is, or only for those of now.
KEPT: Final = ("positive", "whole", "order", "shift", "smooth", "never_zero")
ALWAYS: Final = {
    "ratio": set[str](),
    "share": set(KEPT),
    "squares": {"positive"},
    "softplus": set(KEPT) - {"shift"},
}
TRIED: Final = {
    "ratio": ratio_shares,
    "squares": square_shares,
    "softplus": softplus_shares,
}
HERE, NO, UNDEFINED = 1, 2, 3  # which of the verdicts
SURE: Final = 0.9
NEARLY: Final = 1e-9  # how far apart equal shares may be rounded


@dataclass(frozen=True, kw_only=True)
class Base(Slider):
    """A base of powers: a drag stops at those that people use."""

    @property
    def grid(self) -> Array:
        """Every value that a drag visits, ascending."""
        return np.union1d(super().grid, MARKS)


def scene(z: Array, base: Array, shift: Array) -> dict[str, Array]:
    """Logits (..., K), a base and a shift (...) to everything that moves."""
    logits = moved(z, shift)
    share = power_shares(logits, base)
    shares = {rule: function(logits) for rule, function in TRIED.items()}
    ratio, squares, softplus = shares.values()
    lost, lost_squares = (np.isnan(rows[..., 0]) for rows in (ratio, squares))
    total_ratio = np.where(lost, 0.0, class_sum(logits))
    total_share = class_sum(np.power(base[..., np.newaxis], logits))
    different = logits.max(axis=-1) > logits.min(axis=-1)
    return {
        "ratio.x": ratio,
        "number.customdata": ratio,
        "number.opacity": ~lost,
        "undefined.opacity": lost,
        "share.x": share,
        "squares.x": np.rint(PERCENT * np.nan_to_num(squares)),
        "squares.opacity": ~lost_squares,
        "undefined_squares.opacity": lost_squares,
        "softplus.x": np.rint(PERCENT * softplus),
        "total_ratio.customdata": total_ratio[..., np.newaxis],
        "total_share.customdata": total_share[..., np.newaxis],
        "total_ratio": total_ratio,
        "total_share": total_share,
        "ratio": ratio,
        "ratio_sum": class_sum(ratio),
        "share": share,
        "sum": class_sum(share),
        "logit": logits,
        "defined": 1 + lost,
        "rate": np.log(base),
        "temperature": 1 / np.log(base),
        "negative": (ratio < 0).any(axis=-1),
        "cancel": lost,
        "reversed": (total_ratio < 0) & different,
        "twins": twins(logits),
        "sure": share.max(axis=-1) > SURE,
    } | {
        f"{rule}_{what}": verdict
        for rule, rows in shares.items()
        for what, verdict in verdicts(rule, logits, rows).items()
    }


def moved(z: Array, shift: Array) -> Array:
    """Add a shift as on paper: decimals stay decimals, or they would not cancel."""
    by = shift[..., np.newaxis]
    logits: Array = np.where(by == 0, z, np.round(z + by, DECIMALS))
    return logits


def verdicts(rule: str, logits: Array, shares: Array) -> dict[str, Array]:
    """Return what the shares of a rule keep here, of what they do not always keep."""
    lost = np.isnan(shares[..., 0])
    found = {}
    for what in KEPT:
        if what not in ALWAYS[rule]:
            answer = np.where(kept(what, rule, logits, shares), HERE, NO)
            found[what] = (
                answer if what == "smooth" else np.where(lost, UNDEFINED, answer)
            )
    return found


def kept(what: str, rule: str, logits: Array, shares: Array) -> Array:
    """Try whether shares keep something; what is undefined keeps nothing."""
    if what == "positive":
        here = shares >= 0
    elif what == "whole":
        here = abs(class_sum(shares)[..., np.newaxis] - 1) < NEARLY
    elif what == "order":
        by_size = np.argsort(logits, axis=-1)
        steps, rises = (
            np.diff(np.take_along_axis(numbers, by_size, axis=-1))
            for numbers in (logits, shares)
        )
        here = (steps > 0) <= (rises > 0)
    elif what == "shift":
        here = np.logical_and(
            *(abs(TRIED[rule](logits + by) - shares) <= NEARLY for by in SHIFTS)
        )
    elif what == "smooth":
        # Where it does not divide by 0, each of these rules can be differentiated.
        here = np.isfinite(shares)
    else:
        here = shares != 0
    return np.asarray(here.all(axis=-1))


def twins(logits: Array) -> Array:
    """Whether two logits differ in their sign alone."""
    opposite = logits[..., np.newaxis] == -logits[..., np.newaxis, :]
    pairs: Array = opposite & (logits != 0)[..., np.newaxis]
    return np.asarray(pairs.any(axis=(-2, -1)))


def lab(link: Link) -> Lab:
    """Put the lab together for the state of a link."""
    classes = shared_classes(link, page.frame["classes"])
    count = len(classes)
    # Five numbers move for every logit, so many classes take larger steps.
    step = 0.1 if count <= FEW else 0.2
    logits = Group([replace(z, step=step) for z in classes.logits.members])
    keys = [logit.key for logit in logits.members]
    base = Base(
        key="base",
        label=page["base"],
        low=1.1,
        high=10,
        steps=91,
        scale="log",
        default=float(np.e),
    )
    shift = Slider(
        key="shift", label=page["shift"], low=-10, high=10, step=0.5, default=0
    )
    values, _ = link.read([logits, base, shift])
    titles = tuple(page["rules"])
    control_row = 44 if count <= TALL else 30
    return page.lab(
        controls=[logits, base, shift, classes.count],
        scene=scene,
        figure=bars_by_rule(
            classes.names,
            titles,
            page["undefined"],
            control_row if count <= FEW else LOW,
        ),
        narrow=narrow_rules(count, titles),
        readouts=readouts(classes),
        tasks=[Task(key, text) for key, text in page["tasks"].items()],
        handles=[Handle(trace="share", controls=keys)],
        presets=presets(),
        template=template(classes),
        links={"temperature": to_temperature(classes, values)},
        row=control_row,
    )


def readouts(classes: Classes) -> list[Readout]:
    """Return the shares, and what every rule keeps."""
    answers = [page["verdicts"][verdict] for verdict in ("here", "no", "undefined")]
    return [
        Readout(name="ratio", format=".4s", labels=classes.names, told=True),
        Readout(name="ratio_sum", format=".12g"),
        Readout(name="defined", format="d", labels=["", page["no_answer"]]),
        Readout(name="share", labels=classes.names, told=True),
        Readout(name="sum", format=".12g"),
        *(
            Readout(name=f"{rule}_{what}", format="d", labels=answers)
            for rule in TRIED
            for what in KEPT
            if what not in ALWAYS[rule]
        ),
    ]


def template(classes: Classes) -> str:
    """Return what every rule keeps, and two rules with the numbers of now."""
    count = len(classes)
    logits = [number(f"logit{i}", ".4g") for i in range(1, count + 1)]
    bracketed = [row(operator("("), logit, operator(")")) for logit in logits]
    powers = [power(number("base", ".4g"), logit) for logit in logits]
    return (
        f'<div class="lab-keeps">{table()}<div>'
        f'<div class="lab-line">{first_share("ratio", "r", logits[0], bracketed)}'
        f'<b><output name="defined"></output></b>'
        f"<span>{sum_of('ratio', 'ratio_sum', count)}</span></div>"
        f'<div class="lab-line">{first_share("share", "p", powers[0], powers)}'
        f"<span>{sum_of('share', 'sum', count)}</span></div>"
        f'<div class="lab-line">{temperature()}</div></div></div>'
    )


def table() -> str:
    """Return the table of what every rule keeps, a column below each panel."""
    spans = {rule: ' colspan="2"' if rule == "ratio" else "" for rule in RULES}
    heads = "".join(
        f'<th scope="col"{span}>{title}</th>'
        for span, title in zip(spans.values(), page["rules"], strict=True)
    )
    lines = "".join(
        f'<tr><th scope="row">{page["kept"][what]}</th>'
        + "".join(
            f"<td{span}>{verdict(rule, what)}</td>" for rule, span in spans.items()
        )
        + "</tr>"
        for what in KEPT
    )
    return (
        f"<table><caption>{page['caption']}</caption>"
        '<colgroup><col/><col/><col/><col span="3"/></colgroup>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{lines}</tbody></table>"
    )


def verdict(rule: str, what: str) -> str:
    """Return markup that says whether a rule keeps something."""
    if what in ALWAYS[rule]:
        return str(page["verdicts"]["always"])
    return f'<output name="{rule}_{what}"></output>'


def first_share(rule: str, letter: str, above: str, terms: Sequence[str]) -> str:
    """Return the share of the first class; all terms where there is room."""
    whole, equals = number(f"total_{rule}", ".4g"), operator("=")
    quotient = (
        lines([fraction(above, total(terms)), equals + fraction(above, whole)])
        if len(terms) <= TALL
        else row(above, operator("/"), whole)
    )
    return formula(
        variable(letter, name("name1")),
        equals,
        quotient,
        equals,
        number(f"{rule}1", ".4s" if rule == "ratio" else ".4f"),
        label=page["formulas"][rule],
    )


def sum_of(name: str, whole: str, count: int) -> str:
    """Return markup that adds up a row of readouts."""
    terms = (f'<output name="{name}{i}"></output>' for i in range(1, count + 1))
    return f'{" + ".join(terms)} = <b><output name="{whole}"></output></b>'


def to_temperature(classes: Classes, values: Mapping[str, Value]) -> str:
    """Return the address of the lesson on temperature in the same state."""
    t = repr(float(1 / np.log(float(values["base"]))))
    state = {logit.key: repr(values[logit.key]) for logit in classes.logits.members}
    names = {f"name{i}": called for i, called in enumerate(classes.names, start=1)}
    link = page.extras | {"k": str(len(classes)), "t": t} | state | names
    return f"temperature?{urlencode(link)}"


def temperature() -> str:
    """Return the temperature that the base is, and the way to that lesson."""
    one, over, equals = "<mn>1</mn>", operator("/"), operator("=")
    logarithm = row(text("ln\N{NO-BREAK SPACE}"), number("base", ".4g"))
    numbers = formula(
        variable("T"),
        equals,
        row(one, over, logarithm),
        equals,
        row(one, over, number("rate", ".4f")),
        equals,
        number("temperature", ".4f"),
        label=page["formulas"]["temperature"],
    )
    return (
        f"<span>{page['temperature']} {numbers}</span>"
        f'<a data-link="temperature">{page["there"]}</a>'
    )


def presets() -> list[Preset]:
    """Return the examples: of the sources, step by step, and the bases."""
    words = page["presets"]
    two = {"k": "2", "shift": "0"}
    return [
        Preset(words["works"], two | {"z1": "0.2", "z2": "0.3"}),
        Preset(words["negative"], two | {"z1": "-0.2", "z2": "0.3"}),
        Preset(words["cancel"], two | {"z1": "-0.3", "z2": "0.3"}),
        Preset("a = 2", {"base": "2"}),
        Preset("a = 2.7", {"base": "2.7"}),
        Preset("a = e", {"base": repr(float(np.e))}),
        Preset("a = 10", {"base": "10"}),
    ]


def code(values: Mapping[str, Value]) -> str:
    """Return NumPy code that computes the same numbers."""
    logits = [values[f"z{i}"] for i in range(1, int(values["k"]) + 1)]
    z = f"np.array({logits})"
    if values["shift"]:
        z = f"np.round({z} + {values['shift']}, {DECIMALS})"
    base = "np.e" if values["base"] == np.e else values["base"]
    return f"""import numpy as np

z = {z}
a = {base}
power = a ** (z - z.max())
share = power / power.sum()
total = z.sum()
if abs(total) <= len(z) / 2 * np.finfo(float).eps * np.abs(z).sum():
    total = np.nan  # the numbers cancel; what is left is rounding
ratio = z / total
squares = z**2 / ((z**2).sum() or np.nan)
softplus = np.log1p(np.exp(z))
softplus = softplus / softplus.sum()
print(ratio, share, squares, softplus, sep="\\n")
print("temperature", 1 / np.log(a))
"""


page.run(lab, code)
