"""Lesson: cross-entropy charges a prediction for what it gave the truth."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final
from urllib.parse import urlencode

import numpy as np

from core import binary_cross_entropy_gradient
from live import Array, Choice, Group, Readout, Slider, State, View
from pages.cross_entropy import (
    backdrop,
    binary_picture,
    binary_scene,
    picture,
    recipe,
    scene,
)
from pages.cross_entropy.pieces import FEW
from pages.cross_entropy.stages import (
    MIXTURES,
    OWN,
    PRICE,
    PULL,
    Stages,
    Target,
    stages,
)
from pages.cross_entropy.target import LIMIT, stepped
from pages.cross_entropy.weights import Weights
from ui.classes import COUNT, Classes, naming, shared_classes
from ui.lesson import Lesson

VIEW: Final = Choice("view", ("classes", "binary"), "classes", swept=False)
UNIT: Final = Choice("unit", ("nat", "bit"), "nat")
EPSILON: Final = Slider("epsilon", 0, 1, step=0.05)
CONFIDENCE: Final = Slider(
    "confidence", 0.1, 10, steps=31, scale="log", above=np.inf, default=1
)
X: Final = Slider("x", -10, 10, step=0.1, below=-np.inf, above=np.inf, default=-2)
LABEL: Final = Slider("label", 0, 1, step=0.01, default=1)

TALL: Final = 4  # classes whose rows can be tall
CERTAIN: Final = "k=3&confidence=inf&z1=0&z2=0&z3=4&epsilon=0"
# Of virginica, setosa and versicolor: the logarithms of 0.26, 0.70 and 0.04.
IRIS: Final = (
    "k=3&confidence=1&y=2&epsilon=0"
    "&z1=-1.3470736479666092&z2=-0.35667494393873245&z3=-3.2188758248682006"
)
MIXED: Final = f"k=3&confidence=1&y={OWN}&target=0.2+0.5+0.3&stage={MIXTURES}"
RECIPES: Final[dict[str, Callable[..., object]]] = {
    **dict.fromkeys((PRICE, PULL), recipe.true_loss),
    MIXTURES: recipe.class_loss,
}
BINARY_PRESETS: Final = {
    "right": "x=inf&label=1",
    "wrong": "x=inf&label=0",
    "between": "x=2&label=0.3",
}


def view(state: State) -> View:
    """Return the view of a state."""
    return binary(state) if state.code(VIEW) == "binary" else several(state)


def several(state: State) -> View:
    """Return the view of several classes, as far as its stage goes."""
    classes = shared_classes(state)
    names, count = classes.names, len(classes)
    stage, y, weights, own = targets(state, classes)
    shown, is_own = state.code(stage), state.code(y) == OWN
    mixing = [] if shown != MIXTURES else [weights] if is_own else [EPSILON]
    fixed = own, state[y], *([] if EPSILON in mixing else [0.0])
    true = int(own.argmax() if is_own else state[y])
    return View(
        controls=[stage, y, classes.logits, *mixing, CONFIDENCE, UNIT, VIEW, COUNT],
        away=[part for part in (weights, EPSILON, X, LABEL) if part not in mixing],
        scene=partial(scene.scene, *map(np.array, fixed)),
        backdrop=partial(backdrop.backdrop, *map(np.array, fixed)),
        stride=10,
        picture=picture.picture(names, true, shown, state.words),
        readouts=readouts(names),
        drag={"point": classes.logits.members[true]},
        by={"floor": ["z", "confidence"]},
        presets=presets(state, classes.logits, fixed),
        context={
            "names": names,
            "few": count <= FEW,
            "truth": true + 1,
            "unit": state.code(UNIT),
            "stage": shown,
        },
        recipe=RECIPES[shown] if not is_own else recipe.mixture_loss,
        row=44 if count <= TALL else 30,
    )


def readouts(names: tuple[str, ...]) -> list[Readout]:
    """Return the numbers of several classes."""
    return [
        Readout("loss", told=True),
        Readout("p", labels=names, told=True),
        Readout("gradient", labels=names),
        Readout("truth", ".4g", labels=names),
        *map(Readout, ("entropy", "kl", "swapped", "squared_error")),
    ]


def presets(state: State, logits: Group, fixed: Sequence[Any]) -> dict[str, str]:
    """Return the examples of a stage; a step is one where it can be seen."""
    stage = state.code(stages())
    return {
        **({} if stage == PRICE else after_a_step(state, logits, fixed)),
        "flowers": f"{IRIS}&{naming(state.words['flowers'])}",
        "right": f"{CERTAIN}&y=3",
        "wrong": f"{CERTAIN}&y=1",
        **({"any": MIXED} if stage == MIXTURES else {}),
    }


def binary(state: State) -> View:
    """Return the view of a yes or no."""
    classes, x = shared_classes(state), state.number(X)
    slope = float(binary_cross_entropy_gradient(x, state.number(LABEL)))
    step = {"step": f"x={said(x - slope)}"} if np.isfinite(x) else {}
    return View(
        controls=[X, LABEL, UNIT, VIEW],
        away=[*classes.controls, *targets(state, classes)[:3], EPSILON, CONFIDENCE],
        scene=binary_scene.scene,
        backdrop=binary_scene.backdrop,
        picture=binary_picture.picture(state.words),
        readouts=[
            *(Readout(name, told=True) for name in ("loss", "p", "gradient")),
            *map(Readout, ("entropy", "kl", "squared_error")),
        ],
        tasks="binary_tasks",
        by={"even": ["x"], "calm": ["x"]},
        drag={"point": X},
        presets=step | BINARY_PRESETS,
        context={"unit": state.code(UNIT)},
        recipe=recipe.binary_loss,
    )


def targets(state: State, classes: Classes) -> tuple[Stages, Target, Weights, Array]:
    """Return the controls of stage and target, and the mixture that the link says."""
    weights = Weights("target", count=len(classes))
    own = weights.distribution(str(state[weights]))
    is_own = state.link.parameters.get("y") == [OWN]
    stage = stages(is_mixed=is_own or state.number(EPSILON) > 0)
    codes = tuple(map(str, range(1, len(classes) + 1)))
    codes += (OWN,) if state.code(stage) == MIXTURES else ()
    y = Target(
        "y", codes, "2", named=classes.names, swept=False, likeliest=int(own.argmax())
    )
    return stage, y, weights, own


def after_a_step(state: State, logits: Group, fixed: Sequence[Any]) -> dict[str, str]:
    """Return the example of one step down the slope, if a step leads anywhere.

    At endless confidence no step changes what softmax sees.
    """
    confidence = state.number(CONFIDENCE)
    if np.isinf(confidence):
        return {}
    own, y, *plain = fixed
    epsilon = plain[0] if plain else state.number(EPSILON)
    numbers = epsilon, state.row(logits), y, confidence
    moved = stepped(own, *map(np.array, numbers))
    after = {z.key: said(to) for z, to in zip(logits.members, moved, strict=True)}
    return {"step": urlencode(after)}


def said(logit: float) -> str:
    """Return a logit as a link says it, within the range of its slider."""
    return repr(float(np.clip(logit, -LIMIT, LIMIT)))


lesson = Lesson("cross-entropy", view)

if __name__ == "__main__":
    lesson.run()
