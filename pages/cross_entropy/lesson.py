"""Lesson: cross-entropy charges a prediction for what it gave the truth."""

from functools import partial
from typing import Final
from urllib.parse import urlencode

import numpy as np

from core import binary_cross_entropy_gradient
from live import Array, Choice, Group, Readout, Slider, State, View
from pages.cross_entropy import binary_picture, binary_scene, picture, recipe, scene
from pages.cross_entropy.target import stepped
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
BINARY_PRESETS: Final = {
    "right": "x=inf&label=1",
    "wrong": "x=inf&label=0",
    "between": "x=2&label=0.3",
}


def view(state: State) -> View:
    """Return the view of a state."""
    return binary(state) if state.code(VIEW) == "binary" else several(state)


def several(state: State) -> View:
    """Return the view of several classes."""
    classes, words = shared_classes(state), state.words
    names, few = classes.names, len(classes) <= picture.FEW
    y, weights = targets(classes)
    own, is_own = weights.distribution(str(state[weights])), state.code(y) == "own"
    # A mixture is not smoothed, so smoothing is no control beside it.
    fixed = (own, np.array(state.number(EPSILON))) if is_own else (own,)
    shown, hidden = (weights, EPSILON) if is_own else (EPSILON, weights)
    row = 44 if len(classes) <= TALL else 30
    return View(
        controls=[VIEW, classes.logits, y, shown, CONFIDENCE, UNIT, COUNT],
        away=[hidden, X, LABEL],
        scene=partial(scene.scene, *fixed),
        backdrop=partial(scene.backdrop, *fixed),
        stride=10,
        picture=picture.picture(names, row, words),
        readouts=[
            Readout("loss", told=True),
            Readout("p", labels=names, told=True),
            Readout("gradient", labels=names),
            Readout("truth", ".4g", labels=names),
            *map(Readout, ("entropy", "kl", "swapped", "squared_error")),
        ],
        drag={"probabilities": classes.logits},
        by={"floor": ["z", "confidence"]},
        presets={
            **after_a_step(state, classes.logits, y, own),
            "flowers": f"{IRIS}&{naming(words['flowers'])}",
            "right": f"{CERTAIN}&y=3",
            "wrong": f"{CERTAIN}&y=1",
            "any": "k=3&confidence=1&y=own&target=0.2+0.5+0.3",
        },
        context={"names": names, "unit": state.code(UNIT), "few": few},
        recipe=recipe.mixture_loss if is_own else recipe.class_loss,
        row=row,
    )


def binary(state: State) -> View:
    """Return the view of a yes or no."""
    classes, x = shared_classes(state), state.number(X)
    slope = float(binary_cross_entropy_gradient(x, state.number(LABEL)))
    return View(
        controls=[VIEW, X, LABEL, UNIT],
        away=[*classes.controls, *targets(classes), EPSILON, CONFIDENCE],
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
        presets=({"step": f"x={said(x - slope)}"} if np.isfinite(x) else {})
        | BINARY_PRESETS,
        context={"unit": state.code(UNIT)},
        recipe=recipe.binary_loss,
    )


def targets(classes: Classes) -> tuple[Choice, Weights]:
    """Return the controls of the target: one of the classes, or any mixture."""
    codes = (*map(str, range(1, len(classes) + 1)), "own")
    which = Choice("y", codes, "2", named=classes.names)
    return which, Weights("target", count=len(classes))


def after_a_step(state: State, logits: Group, y: Choice, own: Array) -> dict[str, str]:
    """Return the example of one step down the slope, if a step leads anywhere.

    At endless confidence no step changes what softmax sees.
    """
    if np.isinf(state.number(CONFIDENCE)):
        return {}
    numbers = (state.number(control) for control in (EPSILON, y, CONFIDENCE))
    epsilon, position, confidence = map(np.array, numbers)
    moved = stepped(own, epsilon, state.row(logits), position, confidence)
    after = {z.key: said(to) for z, to in zip(logits, moved, strict=True)}
    return {"step": urlencode(after)}


def said(logit: float) -> str:
    """Return a logit as a link says it, within the range of its slider."""
    inside = logit if np.isinf(logit) else np.clip(logit, X.low, X.high)
    return repr(float(inside))


lesson = Lesson("cross-entropy", view)

if __name__ == "__main__":
    lesson.run()
