"""Lesson: temperature divides every logit, and so decides how sure softmax is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from core import entropy, perplexity, softmax
from core.draws import MOST, SEED, count_draws
from core.sums import class_sum
from figures.temperature import (
    COARSE,
    STEPS,
    TEMPERATURES,
    along,
    in_triangle,
    narrow_panels,
    temperature_panels,
)
from live import Array, Handle, Lab, Link, Preset, Readout, Scrubber, Task, Value
from ui.classes import Classes, shared_classes, temperature
from ui.formula import (
    formula,
    fraction,
    name,
    number,
    operator,
    power,
    row,
    total,
    variable,
)
from ui.lesson import Lesson

TRIANGULAR: Final = 3  # classes
AT_ONE: Final = TEMPERATURES.tolist().index(1)
TALL: Final = 4  # terms that leave room for a fraction
MADE_UP: Final = (4.1, 3.2, 2.9, 2.1, 1.4, 1.1, 0.3, -2.0)  # logits of eight words

page = Lesson("temperature")


def scene(z: Array, t: Array, n: Array) -> dict[str, Array]:
    """Logits (..., K), temperature and draws (...) to everything that moves."""
    p = softmax(z, temperature=t)
    h = entropy(p)
    counts = count_draws(p, n)
    draws = np.floor(n)[..., np.newaxis]
    frequency = counts / np.maximum(draws, 1)
    place = along(t)[..., np.newaxis]
    return {
        "bars.x": p,
        "shares.customdata": p,
        "counts.customdata": counts,
        "frequency.x": np.rint(STEPS * frequency),
        "frequency.marker.opacity": n >= 1,
        "riding.x": np.broadcast_to(place, p.shape),
        "riding.y": p,
        "now.x": np.repeat(place, 2, axis=-1),
        "entropy_line.x": np.repeat(place, 2, axis=-1),
        "entropy_now.x": place,
        "entropy_now.y": h[..., np.newaxis],
        "p": p,
        "sum": class_sum(p),
        "entropy": h,
        "bits": h / np.log(2),
        "perplexity": perplexity(p),
        "argmax": z.argmax(axis=-1) + 1,
        "winner": z.max(axis=-1),
        "share": p.max(axis=-1),
        "limit": 1 + (t == 0),
        "sure": (p.max(axis=-1) > 0.99) & (t > 0) & (t < 1),
        "unsure": (perplexity(p) > 0.95 * z.shape[-1]) & (np.ptp(z, axis=-1) > 1),
        "bit": np.abs(h / np.log(2) - 1) < 0.03,
        "shared": (t == 0) & (h > 0),
        "faithful": (np.abs(frequency - p) < 0.01).all(axis=-1) & (n >= 100),
    }


def backdrop(z: Array, t: Array, _n: Array) -> dict[str, Array]:
    """Return the curves over T, and the triangle if there is one."""
    over_t = softmax(z[..., np.newaxis, :], temperature=TEMPERATURES)
    coarse, one = over_t[..., COARSE, :], over_t[..., AT_ONE, :]
    answers = {
        "ghost.x": one,
        "entropy.y": entropy(coarse),
    }
    for i in range(z.shape[-1]):
        answers[f"curve{i + 1}.y"] = over_t[..., i]
    if z.shape[-1] == TRIANGULAR:
        path = in_triangle(coarse)
        now, one = in_triangle(softmax(z, temperature=t)), in_triangle(one)
        answers |= {"path.x": path[..., 0], "path.y": path[..., 1]}
        answers |= {"path_now.x": now[..., :1], "path_now.y": now[..., 1:]}
        answers |= {"path_one.x": one[..., :1], "path_one.y": one[..., 1:]}
    return answers


def lab(link: Link) -> Lab:
    """Put the lab together for the state of a link."""
    classes = shared_classes(link, page.frame["classes"])
    warmth = temperature(page.frame["classes"])
    draws = Scrubber(
        key="n", label=page["draws"], low=0, high=MOST, step=10, default=0, seconds=8
    )
    titles = tuple(map(tuple, page["titles"]))
    return page.lab(
        controls=[classes.logits, warmth, draws, classes.count],
        scene=scene,
        backdrop=backdrop,
        stride=10,
        figure=temperature_panels(
            classes.names,
            titles,
            tuple(page["columns"]),
            classes.row,
        ),
        narrow=narrow_panels(len(classes), page["narrow"]),
        readouts=[
            Readout(name="p", labels=classes.names, told=True),
            Readout(name="sum", format=".12g"),
            Readout(name="entropy", label=page["entropy"], told=True),
            Readout(name="bits"),
            Readout(
                name="perplexity", label=page["perplexity"], format=".3f", told=True
            ),
            Readout(name="argmax", format="d", labels=classes.names),
            Readout(name="limit", format="d", labels=["", "\N{NO-BREAK SPACE}(T → 0)"]),
        ],
        tasks=[Task(key, text) for key, text in page["tasks"].items()],
        handles=[
            Handle(trace="riding", controls=["t"] * len(classes)),
            Handle(trace="entropy_now", controls=["t"]),
        ],
        presets=presets(),
        template=template(classes),
        row=classes.row,
    )


def template(classes: Classes) -> str:
    """Return the formula of the largest class, all shares, and the entropy."""

    def weight(logit: str) -> str:
        exponent = row(number(logit), operator("/"), number("t"))
        return power(variable("e"), exponent)

    largest = weight("winner")
    weights = total(weight(f"z{i}") for i in range(1, len(classes) + 1))
    few = len(classes) <= TALL
    share = formula(
        variable("p", name("argmax")),
        operator("="),
        fraction(largest, weights)
        if few
        else row(largest, operator("/"), operator("("), weights, operator(")")),
        operator("="),
        number("share", ".4f"),
        name("limit"),
        label=page["formula"],
    )
    equals = page["equals"] if few else ""
    choices = (
        f"<span>{page['perplexity']} e<sup>H</sup> = "
        f'<b><output name="perplexity"></output></b>{equals}</span>'
    )
    terms = " = \N{MINUS SIGN}Σ p log p" if few else ""
    return (
        f'<div class="lab-line">{share}{choices if few else ""}</div>'
        f'<div class="lab-line"><span>{page["sum"]} {classes.sum_of_shares}</span>'
        f"<span>{page['entropy']} H{terms} = "
        '<b><output name="entropy"></output></b> nat = '
        '<b><output name="bits"></output></b> bit</span>'
        f"{'' if few else choices}</div>"
        # The formula says both in its own place.
        '<div class="lab-status"><output name="argmax"></output>'
        '<output name="limit"></output></div>'
    )


def presets() -> list[Preset]:
    """Return the examples."""
    words = page["presets"]
    source = {"k": "3", "z1": "0.3", "z2": "2.9", "z3": "4"}
    tie = {"k": "3", "z1": "3", "z2": "3", "z3": "1", "t": "0"}
    made_up = {"k": str(len(MADE_UP)), "t": "1"}
    for i, (z, word) in enumerate(zip(MADE_UP, page["words"], strict=True), start=1):
        made_up |= {f"z{i}": f"{z:g}", f"name{i}": word}
    return [
        Preset(words["source"], source | {"t": "1"}),
        Preset(words["sharp"], {"t": "0.2"}),
        Preset(words["flat"], {"t": "inf"}),
        Preset(words["tie"], tie),
        Preset(words["words"], made_up),
    ]


def code(values: Mapping[str, Value]) -> str:
    """Return NumPy code that computes the same numbers."""
    logits = [values[f"z{i}"] for i in range(1, int(values["k"]) + 1)]
    t = float(values["t"])
    weights = (
        "np.exp((z - z.max()) / T)"
        if t
        else "np.where(z == z.max(), 1.0, 0.0)  # the limit of exp((z - max) / T)"
    )
    return f"""import numpy as np

z = np.array({logits})
T = {"np.inf" if np.isinf(t) else t}
weights = {weights}
p = weights / weights.sum()
entropy = -np.sum(p[p > 0] * np.log(p[p > 0]))
print(p, entropy, entropy / np.log(2), np.exp(entropy))

draws = np.random.default_rng({SEED}).random({MOST})[: {int(values["n"])}]
drawn = np.searchsorted(p.cumsum()[:-1], draws, side="right")
print(np.bincount(drawn, minlength=len(p)))
"""


page.run(lab, code)
