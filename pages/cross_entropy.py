"""Lesson: cross-entropy charges a prediction for what it gave the truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from core import (
    binary_cross_entropy_from_logits,
    binary_cross_entropy_gradient,
    cross_entropy,
    cross_entropy_from_logits,
    cross_entropy_gradient,
    entropy,
    kl_divergence,
    log_sigmoid,
    log_softmax,
    sigmoid,
    softmax,
    softplus,
)
from core.sums import class_sum
from figures.branches import RANGE, both_branches, narrow_branches
from figures.losses import CEILING, FINE, SHARES, SURPRISE, loss_rows, narrow_losses
from live import (
    Array,
    Choice,
    Control,
    Handle,
    Lab,
    Link,
    Preset,
    Readout,
    Slider,
    Task,
    Text,
    Value,
)
from live.controls import UnreadableError, read_number
from live.sweep import Scene
from ui.classes import Classes, shared_classes
from ui.formula import formula, number, operator, power, total, variable
from ui.lesson import Lesson

page = Lesson("cross-entropy")

TALL = 4  # classes whose rows can be tall
FEW = 6  # classes whose terms can be written out
MINUS = "\N{MINUS SIGN}"
SIGMA = "\N{GREEK SMALL LETTER SIGMA}"
NEARLY = 1e-12  # how far from 1 a sum of shares may be rounded


@dataclass(frozen=True, kw_only=True)
class Weights(Text):
    """Any distribution over `count` classes, written as weights: ``2 5 3``."""

    count: int

    def read(self, text: str) -> tuple[str, bool]:
        """Return the text if it says a distribution; nothing is changed to fit."""
        self.distribution(text)
        return text, False

    def distribution(self, text: str) -> Array:
        """Return the weights as shares of their sum; missing ones are 0."""
        numbers = [read_number(word) for word in text.replace(",", " ").split()]
        weights = np.zeros(max(self.count, len(numbers)))
        weights[: len(numbers)] = numbers
        weights = weights[: self.count]
        total = weights.sum()
        if len(text) > self.longest or weights.min() < 0 or not 0 < total < np.inf:
            raise UnreadableError(text[: self.longest])
        # Shares that were written as such keep their digits.
        return weights if abs(total - 1) < NEARLY else weights / total


@dataclass(frozen=True)
class Multiclass:
    """The loss of one class out of several.

    `own` is the distribution that stands for the last option of the target.
    """

    own: Array

    def scene(
        self,
        _view: Array,
        z: Array,
        y: Array,
        epsilon: Array,
        confidence: Array,
        unit: Array,
    ) -> dict[str, Array]:
        """Logits (..., K), a target and what stretches them, to what is exact."""
        logits, target, true = self.stretched(z, confidence), *self.truth(y, epsilon)
        p, gradient = softmax(logits), cross_entropy_gradient(logits, target)
        terms = costs(logits, target) / per(unit)
        nat = cross_entropy_from_logits(logits, target)
        loss, apart = nat / per(unit)[..., 0], kl_divergence(target, p)
        endless = np.isinf(terms)
        few = z.shape[-1] <= FEW
        squared = squared_pull(p, gradient)
        return {
            "probabilities.x": p,
            "p.customdata": p,
            "classes.x": p,
            "arrows.x": shafts(gradient),
            "slopes.customdata": gradient,
            "target.x": target,
            "y.customdata": target,
            "costs.customdata": terms if few else np.zeros_like(z),
            "costs.x": np.where(endless | (not few), np.nan, CEILING + 0.2),
            "endless.x": np.where(endless, CEILING + 0.2, np.nan),
            "squared_point.x": p,
            "pull_point.x": p,
            "squared_pull_point.x": p,
            "off.y": np.where(np.isinf(loss), CEILING - 0.6, np.nan)[..., np.newaxis],
            "p": p,
            "gradient": gradient,
            "loss": loss,
            "entropy": entropy(target) / per(unit)[..., 0],
            "kl": apart / per(unit)[..., 0],
            "term": terms if few else nat,
            "swapped": cross_entropy(target, p) / per(unit)[..., 0],
            "squared_error": class_sum(np.square(gradient)),
            "high": (nat > 5) & (picked(z, true)[..., 0] > 0),
            "bit": np.abs(nat / np.log(2) - 1) < 0.005,
            "floor": (apart < 0.01) & (epsilon > 0) & (y < z.shape[-1]),
            "blind": (picked(gradient, true)[..., 0] < -0.95)
            & (picked(squared, true)[..., 0] > -0.05),
        }

    def backdrop(
        self,
        _view: Array,
        z: Array,
        y: Array,
        epsilon: Array,
        confidence: Array,
        unit: Array,
    ) -> dict[str, Array]:
        """Answer with what the eye reads: curves, points, and the lesser arrows."""
        logits, target, true = self.stretched(z, confidence), *self.truth(y, epsilon)
        p, gradient = softmax(logits), cross_entropy_gradient(logits, target)
        pull = squared_pull(p, gradient)
        steady = np.ones((*true.shape, 1))
        # The true class takes each share in turn; the rest keep their proportions.
        is_true = np.arange(z.shape[-1]) == true[..., np.newaxis]
        rivals = softmax(np.where(is_true, -np.inf, z), 1 / confidence)
        share = SHARES[:, np.newaxis]
        q = np.where(
            is_true[..., np.newaxis, :], share, (1 - share) * rivals[..., np.newaxis, :]
        )
        miss = q - target[..., np.newaxis, :]
        at = true[..., np.newaxis, np.newaxis]
        pulled = np.take_along_axis(squared_pull(q, miss), at, axis=-1)[..., 0]
        ceiling = CEILING * 0.985
        surprise = (0 - log_softmax(logits)) / per(unit)
        return {
            "arrows.marker.size": heads(gradient),
            "terms.x": np.minimum(costs(logits, target) / per(unit), CEILING),
            "classes.y": np.minimum(surprise, ceiling),
            "classes.marker.size": 15 * np.sqrt(target),
            "surprise.y": 0 - np.log(SURPRISE) * steady / per(unit),
            "squared.y": class_sum(np.square(miss)),
            "pull.y": abs(FINE - picked(target, true)),
            "squared_pull.y": abs(pulled),
            "squared_point.y": np.where(
                is_true, class_sum(np.square(gradient))[..., np.newaxis], np.nan
            ),
            "pull_point.y": np.where(is_true, abs(gradient), np.nan),
            "squared_pull_point.y": np.where(is_true, abs(pull), np.nan),
        }

    @staticmethod
    def stretched(z: Array, confidence: Array) -> Array:
        """Return the logits times the confidence; endless, only the largest stay."""
        largest = np.where(z == z.max(axis=-1, keepdims=True), 0.0, -np.inf)
        endless = np.isinf(confidence)[..., np.newaxis]
        factor = np.where(endless, 1.0, confidence[..., np.newaxis])
        return np.where(endless, largest, factor * z)

    def truth(self, y: Array, epsilon: Array) -> tuple[Array, Array]:
        """Return the target, and which class is the true one."""
        choices = np.vstack([np.eye(len(self.own)), self.own])[y.astype(int)]
        soft = epsilon[..., np.newaxis]
        target = (1 - soft) * choices + soft / len(self.own)
        return target, choices.argmax(axis=-1)


def per(unit: Array) -> Array:
    """Return how many nat the unit has: 1 for nat, log 2 for bit."""
    return np.where(unit == 1, np.log(2), 1.0)[..., np.newaxis]


def picked(rows: Array, index: Array) -> Array:
    """Return one entry of each row, shape (..., 1)."""
    one: Array = np.take_along_axis(rows, index[..., np.newaxis], axis=-1)
    return one


def costs(logits: Array, target: Array) -> Array:
    """Return the terms of the loss in nat; what is not expected costs nothing."""
    with np.errstate(invalid="ignore"):
        terms = target * (0 - log_softmax(logits))
    counted: Array = np.where(target == 0, 0.0, terms)
    return counted


def squared_pull(p: Array, gradient: Array) -> Array:
    """Return the gradient of the squared error by the logits, from that p - y."""
    mean = class_sum(p * gradient)[..., np.newaxis]
    pull: Array = 2 * p * (gradient - mean)
    return pull


def shafts(tips: Array, gap: float = np.nan) -> Array:
    """Return 0, the tip and a gap for each arrow, all in one row."""
    ends = np.stack([np.zeros_like(tips), tips, np.full_like(tips, gap)], axis=-1)
    line: Array = ends.reshape(*tips.shape[:-1], 3 * tips.shape[-1])
    return line


def heads(gradient: Array) -> Array:
    """Return how large the head of each arrow is; there is none of length 0."""
    sizes = 5 + 9 * np.minimum(1, abs(gradient) / 0.1)
    return shafts(np.where(gradient == 0, 0.0, sizes), gap=0.0)


def binary_scene(_view: Array, x: Array, label: Array, unit: Array) -> dict[str, Array]:
    """Return the loss of a yes or no: a logit (...) against a label (...)."""
    nat = per(unit)[..., 0]
    loss = binary_cross_entropy_from_logits(x, label)
    p, slope = sigmoid(x), binary_cross_entropy_gradient(x, label)
    truth, answer = np.stack([label, 1 - label], -1), np.stack([p, sigmoid(-x)], -1)
    with np.errstate(invalid="ignore"):
        product = np.where(label == 0, 0.0, x * label)
    edge = np.clip(x, -10, 10)[..., np.newaxis]
    return {
        "point.x": edge,
        "share.x": edge,
        "incline.x": edge,
        "point.y": np.minimum(loss / nat, 10)[..., np.newaxis],
        "share.y": p[..., np.newaxis],
        "incline.y": slope[..., np.newaxis],
        "off.x": 0.9 * edge,
        "off.y": np.where(np.isinf(loss), 10.0, np.nan)[..., np.newaxis],
        "p": p,
        "gradient": slope,
        "loss": loss / nat,
        "entropy": entropy(truth) / nat,
        "kl": kl_divergence(truth, answer) / nat,
        "squared_error": np.square(slope),
        "rest": 1 - label,
        "hit": (0 - log_sigmoid(x)) / nat,
        "miss": (0 - log_sigmoid(-x)) / nat,
        "nat": loss,
        "positive": np.maximum(x, 0),
        "product": product,
        "tail": softplus(-abs(x)),
        "even": (x == 0) & (label != 0.5),
        "calm": (abs(slope) < 0.005) & (label > 0) & (label < 1) & (x != 0),
        "wrong": loss > 5 * nat,
    }


def binary_backdrop(
    _view: Array, _x: Array, label: Array, unit: Array
) -> dict[str, Array]:
    """Answer with the curves over all logits."""
    nat, truth = per(unit), label[..., np.newaxis]
    return {
        "one.y": softplus(-RANGE) / nat,
        "zero.y": softplus(RANGE) / nat,
        "loss.y": binary_cross_entropy_from_logits(RANGE, truth) / nat,
        "sigmoid.y": sigmoid(RANGE) * np.ones_like(truth),
        "slope.y": binary_cross_entropy_gradient(RANGE, truth),
    }


def lab(link: Link) -> Lab:
    """Put the lab together for the state of a link."""
    view = Choice(
        key="view", label=page["view"], options=page["views"], default="classes"
    )
    unit = Choice(key="unit", label=page["unit"], options=page["units"], default="nat")
    values, _ = link.read([view, unit])
    name = unit.codes[int(values["unit"])]
    if view.codes[int(values["view"])] == "binary":
        return binary_lab(link, view, unit, name)
    return classes_lab(link, view, unit, name)


EPSILON: Final = Slider(
    key="epsilon", label=page["epsilon"], low=0, high=1, step=0.05, default=0
)
CONFIDENCE: Final = Slider(
    key="confidence",
    label=page["confidence"],
    low=0.1,
    high=10,
    steps=31,
    scale="log",
    above=np.inf,
    default=1,
)
X: Final = Slider(
    key="x",
    label=page["x"],
    low=-10,
    high=10,
    step=0.1,
    below=-np.inf,
    above=np.inf,
    default=-2,
)
LABEL: Final = Slider(
    key="label", label=page["label"], low=0, high=1, step=0.01, default=1
)


def targets(classes: Classes) -> tuple[Choice, Weights]:
    """Return the controls of the target: one of the classes, or any distribution."""
    named = {str(i): called for i, called in enumerate(classes.names, start=1)}
    return Choice(
        key="y", label=page["y"], options=named | page["own"], default="2"
    ), Weights(
        key="target",
        label=page["target"],
        default="0.2 0.5 0.3",
        longest=200,
        count=len(classes),
    )


def classes_lab(link: Link, view: Choice, unit: Choice, unit_name: str) -> Lab:
    """Return the lab of several classes."""
    classes = shared_classes(link, page.frame["classes"])
    count = len(classes)
    y, weights = targets(classes)
    is_own = link.read([y])[0]["y"] == count
    controls: list[Control] = [
        view,
        classes.logits,
        y,
        weights if is_own else EPSILON,
        CONFIDENCE,
        unit,
        classes.count,
    ]
    values, _ = link.read(controls)
    parts = Multiclass(weights.distribution(str(values.get("target", weights.default))))
    keys = [logit.key for logit in classes.logits.members]
    titles = tuple(map(tuple, page["panels"]))
    row, curves = (44 if count <= TALL else 30), (136 if count <= FEW else 76)
    return page.lab(
        controls=controls,
        away=[EPSILON if is_own else weights, X, LABEL],
        scene=unsmoothed(parts.scene) if is_own else parts.scene,
        backdrop=unsmoothed(parts.backdrop) if is_own else parts.backdrop,
        stride=10,
        figure=loss_rows(classes.names, titles, tuple(page["axes"]), row, curves),
        narrow=narrow_losses(count, page["narrow"], 104),
        readouts=[
            Readout(name="loss", told=True),
            Readout(name="p", labels=classes.names, told=True),
            Readout(name="gradient", labels=classes.names),
            Readout(name="entropy"),
            Readout(name="kl"),
            Readout(name="swapped"),
            Readout(name="squared_error"),
        ],
        tasks=[Task(key, text) for key, text in page["tasks"].items()],
        handles=[Handle(trace="probabilities", controls=keys)],
        presets=presets(after_a_step(parts, classes, values)),
        template=template(count, unit_name),
        row=row,
    )


def unsmoothed(scene: Scene) -> Scene:
    """Return the scene of a lab without smoothing: any mixture is as it was typed."""

    def sharp(
        view: Array, z: Array, y: Array, confidence: Array, unit: Array
    ) -> Mapping[str, Array]:
        return scene(view, z, y, np.zeros_like(y), confidence, unit)

    return sharp


def binary_lab(link: Link, view: Choice, unit: Choice, unit_name: str) -> Lab:
    """Return the lab of a yes or no."""
    values, _ = link.read([X, LABEL])
    classes = shared_classes(link, page.frame["classes"])
    words = page["binary_presets"]
    number_, truth = float(values["x"]), float(values["label"])
    stepped = number_ - float(binary_cross_entropy_gradient(number_, truth))
    return page.lab(
        controls=[view, X, LABEL, unit],
        away=[*classes.controls, *targets(classes), EPSILON, CONFIDENCE],
        scene=binary_scene,
        backdrop=binary_backdrop,
        figure=both_branches(
            tuple(map(tuple, page["branches"])), tuple(page["curves"]), 330
        ),
        narrow=narrow_branches(page["narrow_branches"]),
        readouts=[
            Readout(name="loss", told=True),
            Readout(name="p", told=True),
            Readout(name="gradient", told=True),
            Readout(name="entropy"),
            Readout(name="kl"),
            Readout(name="squared_error"),
        ],
        tasks=[Task(key, text) for key, text in page["binary_tasks"].items()],
        handles=[Handle(trace="point", controls=["x"])],
        presets=[
            Preset(page["step"], {"x": written(stepped)}),
            Preset(words["right"], {"x": "inf", "label": "1"}),
            Preset(words["wrong"], {"x": "inf", "label": "0"}),
            Preset(words["between"], {"x": "2", "label": "0.3"}),
        ],
        template=binary_template(unit_name),
    )


def written(number_: float) -> str:
    """Write a logit as a link does, within the range of its slider."""
    inside = number_ if np.isinf(number_) else min(max(number_, -10.0), 10.0)
    return repr(float(inside))


def after_a_step(
    parts: Multiclass, classes: Classes, values: Mapping[str, Value]
) -> dict[str, str]:
    """Return the logits after one step down the gradient, as texts.

    The step is taken by the logits that softmax sees, those times confidence.
    """
    keys = [logit.key for logit in classes.logits.members]
    z = np.array([values[key] for key in keys], dtype=float)
    confidence = np.array(values["confidence"], dtype=float)
    target, _ = parts.truth(np.array(values["y"]), np.array(values.get("epsilon", 0.0)))
    gradient = cross_entropy_gradient(parts.stretched(z, confidence), target)
    return {
        key: written(logit)
        for key, logit in zip(keys, z - gradient / confidence, strict=True)
    }


def presets(stepped: dict[str, str]) -> list[Preset]:
    """Return a step down, and the examples."""
    words, flowers = page["presets"], page["flowers"]
    plain = {"k": "3", "confidence": "1"}
    certain = plain | {"confidence": "inf", "z1": "0", "z2": "0", "z3": "4"}
    logs = [repr(float(np.log(p))) for p in (0.26, 0.70, 0.04)]
    return [
        Preset(page["step"], stepped),
        Preset(
            words["flowers"],
            plain
            | {"y": "2", "epsilon": "0"}
            | {f"z{i}": text for i, text in enumerate(logs, start=1)}
            | {f"name{i}": text for i, text in enumerate(flowers, start=1)},
        ),
        Preset(words["right"], certain | {"y": "3", "epsilon": "0"}),
        Preset(words["wrong"], certain | {"y": "1", "epsilon": "0"}),
        Preset(words["any"], plain | {"y": "own", "target": "0.2 0.5 0.3"}),
    ]


def template(count: int, unit: str) -> str:
    """Return the loss as a sum, what it splits into, and what stands against it."""
    words = page["lines"]
    log = (
        variable("log")
        if unit == "nat"
        else f"<msub>{variable('log')}<mn>2</mn></msub>"
    )
    loss = [
        variable("H"),
        operator("(y, p)"),
        operator("="),
        operator(MINUS),
        f"<munder><mo>∑</mo>{variable('k')}</munder>",
        variable("y", variable("k")),
        log,
        variable("p", variable("k")),
        operator("="),
    ]
    if count <= FEW:
        terms = [number(f"term{i}", ".4f") for i in range(1, count + 1)]
        loss += [total(terms), operator("=")]
    read_aloud = "".join(
        f'<p><span data-slot="name{i}"></span>: p <output name="p{i}"></output>, '
        f'p {MINUS} y <output name="gradient{i}"></output></p>'
        for i in range(1, count + 1)
    )
    sentence = formula(*loss, label=words["sum"]) if count <= FEW else "H(y, p) ="
    # A sum has a line of its own, so that no number is pushed around.
    line = '</div><div class="lab-line">' if count <= FEW else ""
    return (
        f'<div class="lab-line"><span>{sentence} '
        f'<b><output name="loss"></output></b> {page["units"][unit]}</span>{line}'
        '<span>= H(y) <output name="entropy"></output> + KL(y‖p) '
        '<output name="kl"></output></span>'
        f'<span>{words["swapped"]} H(p, y) = <output name="swapped"></output></span>'
        f'<span>{words["squared"]} <output name="squared_error"></output></span></div>'
        f'<div class="lab-status">{read_aloud}</div>'
    )


def binary_template(unit: str) -> str:
    """Return both branches, the slope, and the form that never overflows."""
    words = page["lines"]
    equals = operator("=")
    branches = [
        number("label", ".4g"),
        operator("·"),
        number("hit", ".4f"),
        operator("+"),
        number("rest", ".4g"),
        operator("·"),
        number("miss", ".4f"),
        equals,
    ]
    slope = [
        variable(SIGMA),
        operator(f"(x) {MINUS} z"),
        equals,
        number("p", ".4f"),
        operator(MINUS),
        number("label", ".4g"),
        equals,
    ]
    stable = [
        operator(f"max(x, 0) {MINUS} xz + log(1 +"),
        power(variable("e"), operator(f"{MINUS}|x|")),
        operator(")"),
        equals,
        number("positive", ".4g"),
        operator(MINUS),
        operator("("),
        number("product", ".4g"),
        operator(")"),
        operator("+"),
        number("tail", ".4f"),
        equals,
        number("nat", ".4f"),
    ]
    return (
        f'<div class="lab-line"><span>{words["branches"]} '
        f"{formula(*branches, label=words['sum'])} "
        f'<b><output name="loss"></output></b> {page["units"][unit]} = H(z) '
        '<output name="entropy"></output> + KL <output name="kl"></output></span>'
        f"<span>{words['slope']} {formula(*slope, label=words['slope'])} "
        '<b><output name="gradient"></output></b></span></div>'
        f'<div class="lab-line"><span>{words["stable"]} '
        f"{formula(*stable, label=words['stable'])} {page['units']['nat']}</span>"
        f'<span>{SIGMA}(x) = <output name="p"></output></span>'
        f'<span>{words["binary_squared"]} <output name="squared_error"></output>'
        "</span></div>"
    )


def code(values: Mapping[str, Value]) -> str:
    """Return NumPy code that computes the same numbers."""
    unit = "" if values["unit"] == 0 else " / np.log(2)"
    if "x" in values:
        return f"""import numpy as np

x, z = float("{values["x"]}"), {values["label"]}
costs = np.logaddexp(0, [-x, x]){unit}  # of the labels 1 and 0
truth = np.array([z, 1 - z])
loss = np.sum(truth[truth > 0] * costs[truth > 0])
slope = np.exp(-np.logaddexp(0, -x)) - z
print(loss, slope)
"""
    count = int(values["k"])
    logits = [values[f"z{i}"] for i in range(1, count + 1)]
    if np.isinf(float(values["confidence"])):
        stretch = "np.where(z == z.max(), 0, -np.inf)  # endless confidence"
    else:
        stretch = f"{values['confidence']} * z"
    if values["y"] == count:
        weights = Weights(key="target", label="", default="", longest=200, count=count)
        target = weights.distribution(str(values["target"])).tolist()
    else:
        target = np.eye(count)[int(values["y"])].tolist()
    epsilon = values.get("epsilon", 0.0)
    smoothed = f"np.array({target})"
    if epsilon:
        smoothed = f"(1 - {epsilon}) * {smoothed} + {epsilon} / {count}"
    return f"""import numpy as np

z = np.array({logits})
logits = {stretch}
log_p = logits - logits.max() - np.log(np.sum(np.exp(logits - logits.max())))
p = np.exp(log_p)
y = {smoothed}
some = y > 0
loss = -np.sum(y[some] * log_p[some]){unit}
entropy = -np.sum(y[some] * np.log(y[some])){unit}
gradient = p - y
print(loss, entropy, loss - entropy, gradient, np.sum((p - y) ** 2))
"""


page.run(lab, code)
