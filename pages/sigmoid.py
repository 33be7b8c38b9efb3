"""Lesson: the sigmoid makes a probability of a logit, and the logit goes back."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from core import log_sigmoid, logit, odds, sigmoid
from figures.inverses import narrow_inverses, two_inverses
from live import (
    Array,
    Choice,
    Handle,
    Lab,
    Link,
    Preset,
    Readout,
    Slider,
    Task,
    Value,
)
from ui.formula import formula, fraction, number, operator, power, variable
from ui.lesson import Lesson

page = Lesson("sigmoid")
START = 2.0
SPANS = {"10": 0.1, "40": 0.5}  # where the axis of z may end, and the step of z
NEAR, FAR = SPANS
MINUS, TIMES = "\N{MINUS SIGN}", "\N{MULTIPLICATION SIGN}"
REACH = 0.24  # of a tangent, as a share of the span
FLAT = 2.1  # how many spans of z are drawn as long as 1 of p


def scene(z: Array, view: Array) -> dict[str, Array]:
    """Return everything that moves, for a logit (...) in one of two views (...)."""
    p = sigmoid(z)
    rest = sigmoid(-z)  # 1 - p, also where that rounds to 0
    slope = p * rest
    odds_now, odds_next = odds(p), odds(sigmoid(z + 1))
    back, back_next = logit(p), logit(sigmoid(z + 1))
    step = np.where(z < 0, 0.0, 1.0)
    span = np.where(view == 0, float(NEAR), float(FAR))
    half = REACH * span / np.hypot(1, FLAT * span * slope)
    tangent_z = np.stack([z - half, z + half], axis=-1)
    tangent_p = np.stack([p - half * slope, p + half * slope], axis=-1)
    z1, p1 = z[..., np.newaxis], p[..., np.newaxis]
    with np.errstate(invalid="ignore"):  # inf against inf: float64 has given up
        ratio, difference = odds_next / odds_now, back_next - back
    return {
        "point.x": z1,
        "point.y": p1,
        "inverse_point.x": p1,
        "inverse_point.y": z1,
        "tangent.x": tangent_z,
        "tangent.y": tangent_p,
        "inverse_tangent.x": tangent_p,
        "inverse_tangent.y": tangent_z,
        "step_point.x": z1,
        "step_point.y": step[..., np.newaxis],
        "p": p,
        "rest": rest,
        "odds": odds_now,
        "logit": back,
        "slope": slope,
        "next_p": sigmoid(z + 1),
        "next_odds": odds_next,
        "next_logit": back_next,
        "ratio": ratio,
        "difference": difference,
        "shrunk": np.exp(-z),
        "step": step,
        "step_slope": np.where(z == 0, np.inf, 0.0),
        "complement": 1 - p,
        "log_p": log_sigmoid(z),
        "log_rest": log_sigmoid(-z),
        "kept": log_sigmoid(z) - log_sigmoid(-z),
        "three": np.abs(odds_now - 3) < 0.03,
        "steepest": np.abs(z) < 0.01,
        "rare": p < 1 / 1000,
        "lost": np.isposinf(back),
    }


def lab(link: Link) -> Lab:
    """Put the lab together for the state of a link."""
    z, view = logit_slider(FAR), view_choice(NEAR)
    p = probability_slider()
    values, _ = link.read([z, view, p])
    # A link to a distant point opens the view that shows it.
    view = view_choice(FAR if abs(float(values["z"])) > float(NEAR) else NEAR)
    values, _ = link.read([z, view, p])
    span = view.codes[int(values["view"])]
    titles = tuple(map(tuple, page["panels"]))
    words = page["told"]
    return page.lab(
        controls=[logit_slider(span), p, view],
        scene=scene,
        figure=two_inverses(float(span), titles),
        narrow=narrow_inverses(page["narrow"]),
        readouts=[
            Readout(name="p", format=".6f", label="p", told=True, exact=True),
            Readout(name="odds", format=".6g", label=words["odds"], told=True),
            Readout(
                name="logit",
                format=".4f",
                label=words["log_odds"],
                told=True,
                exact=True,
            ),
            Readout(name="slope", format=".4f", label=words["slope"], told=True),
        ],
        tasks=[Task(key, text) for key, text in page["tasks"].items()],
        handles=[
            Handle(trace="point", controls=["z"]),
            Handle(trace="inverse_point", controls=["z"]),
        ],
        presets=presets(),
        template=template(),
    )


def logit_slider(span: str) -> Slider:
    """Return the logit, from one end of a view to the other."""
    return Slider(
        key="z",
        label=page["z"],
        low=-float(span),
        high=float(span),
        step=SPANS[span],
        default=START,
    )


def probability_slider() -> Slider:
    """Return the probability: the same point, seen from the other side."""
    return Slider(
        key="p",
        label=page["p"],
        low=0,
        high=1,
        step=0.01,
        default=float(sigmoid(START)),
        sets={"z": logit},
    )


def view_choice(default: str) -> Choice:
    """Return how much of the axis of z is shown."""
    return Choice(
        key="view",
        label=page["view"],
        options={span: f"{MINUS}{span} … {span}" for span in SPANS},
        default=default,
    )


def template() -> str:
    """Return both formulas, the row of odds, slopes, and the way back in float64."""
    words = page["lines"]
    there = formula(
        variable("p"),
        operator("="),
        tall(fraction(one(), f"{one()}{operator('+')}{e_to_minus('z')}")),
        operator("="),
        tall(fraction(one(), f"{one()}{operator('+')}{number('shrunk', '.4g')}")),
        operator("="),
        number("p", ".4g"),
        label=words["there"],
    )
    back = formula(
        variable("z"),
        operator("="),
        variable("log"),
        tall(fraction(variable("p"), f"{one()}{operator(MINUS)}{variable('p')}")),
        operator("="),
        variable("log"),
        tall(fraction(number("p", ".4g"), number("rest", ".4g"))),
        operator("="),
        number("z", ".6g"),
        label=words["back"],
    )
    rows = "".join(
        f'<tr><th scope="row">{head}</th><td>{p}</td><td>{o}</td><td>{log}</td></tr>'
        for head, p, o, log in (
            (
                words["now"],
                '<output name="p"></output>',
                '<output name="odds"></output>',
                '<output name="logit"></output>',
            ),
            (
                words["next"],
                shown("next_p", ".6f"),
                shown("next_odds", ".6g"),
                shown("next_logit", ".4f"),
            ),
            (
                words["change"],
                "",
                f"{TIMES} {shown('ratio', '.5f')}",
                f"+ {shown('difference', '.4f')}",
            ),
        )
    )
    head = "".join(f'<th scope="col">{text}</th>' for text in words["columns"])
    return (
        '<div class="lab-pair">'
        f"<table><tr><td></td>{head}</tr>{rows}</table>"
        "<div>"
        f'<div class="lab-line">{there}{back}</div>'
        f'<div class="lab-line"><span>{words["slope"]} {shown("p", ".4g")} {TIMES} '
        f'{shown("rest", ".4g")} = <b><output name="slope"></output></b></span>'
        f"<span>{words['step']} {shown('step_slope', '.4g')}</span></div>"
        f'<div class="lab-line"><span>{words["through_p"]} '
        f"logit({shown('p', '.16g')}) = <b>{shown('logit', '.16g')}</b></span>"
        f"<span>{words['through_logs']} "
        f"{shown('log_p', '.6g')} {MINUS} ({shown('log_rest', '.6g')}) = "
        f"<b>{shown('kept', '.6g')}</b></span></div>"
        "</div></div>"
    )


def shown(slot: str, pattern: str) -> str:
    """Return a number in the text."""
    return f'<span data-slot="{slot}" data-format="{pattern}"></span>'


def one() -> str:
    """Return the number 1 of a formula."""
    return "<mn>1</mn>"


def tall(part: str) -> str:
    """Return a part of a formula as large as if it stood alone."""
    return f'<mstyle displaystyle="true">{part}</mstyle>'


def e_to_minus(letter: str) -> str:
    """Return e to the negative of a letter."""
    return power(variable("e"), f"{operator(MINUS)}{variable(letter)}")


def presets() -> list[Preset]:
    """Return the examples; the last is where float64 gives up."""
    words = page["presets"]
    return [
        Preset(words["even"], {"z": "0", "view": NEAR}),
        Preset(words["three"], {"z": repr(float(logit(0.75))), "view": NEAR}),
        Preset(words["rare"], {"z": repr(float(logit(0.001))), "view": NEAR}),
        Preset(words["lost"], {"z": "37", "view": FAR}),
    ]


def code(values: Mapping[str, Value]) -> str:
    """Return NumPy code that computes the same numbers."""
    return f"""import numpy as np

z = {values["z"]}
p = 1 / (1 + np.exp(-z))
with np.errstate(divide="ignore"):  # where p is 1 the odds are infinite
    odds = p / (1 - p)
    logit = np.log(odds)
slope = p / (1 + np.exp(z))  # 1 - p, also where that rounds to 0
kept = -np.log1p(np.exp(-z)) + np.log1p(np.exp(z))  # log sigmoid(z) - log sigmoid(-z)
print(p, odds, logit, slope, kept)
"""


page.run(lab, code)
