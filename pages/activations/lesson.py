"""Lesson: an activation has to bend, and to let the slope through."""

from functools import cache, partial
from typing import Final

from core.trained_deep import DEPTHS, reached
from live import Choice, Readout, Slider, State, View, Words
from pages.activations.one_layer import folding
from pages.activations.picture import picture
from pages.activations.recipe import RECIPES
from pages.activations.scene import KEYS, MOST, scene
from ui.lesson import Lesson

F: Final = Choice("f", KEYS, "sigmoid", swept=False)
LAYERS: Final = Slider("layers", 1, MOST, step=1, default=8)
X: Final = Slider("x", -4, 4, step=0.1, default=1)
W: Final = Slider("w", -4, 4, step=0.1, default=1)
B: Final = Slider("b", -4, 4, step=0.1)
AT: Final = Slider("at", 1, MOST, step=1, default=1)
START: Final = "layers=8&x=1&w=1&b=0&at=1"
PRESETS: Final = {
    "sigmoid": f"f=sigmoid&{START}",
    "tanh": f"f=tanh&{START}",
    "relu": f"f=relu&{START}",
    "linear": "f=linear&layers=8&x=1&w=0.9&b=0.5&at=1",
    "rescued": "f=sigmoid&layers=8&x=0.5&w=4&b=-2&at=1",
    "fading": "f=relu&layers=8&x=1&w=0.5&b=0&at=1",
    "dead": "f=relu&layers=8&x=-1&w=1&b=0&at=1",
}
# The task of output layers that each kind of target is.
OUTPUTS: Final = {
    "yesno": "task=yesno&k=2&z1=1.5&z2=-1",
    "one": "task=one&k=3&z1=0.3&z2=2.9&z3=4",
    "several": "task=several&k=3&z1=2.2&z2=-1.4&z3=1.1",
    "signed": "task=signed&z1=-1.2",
    "positive": "task=positive&z1=-1.2",
}


def view(state: State) -> View:
    """Return the view of a state."""
    key = state.code(F)
    bends = key != "linear"
    return View(
        controls=[F, LAYERS, X, W, B, AT],
        scene=partial(scene, key) if bends else folding,
        picture=picture(key, state.words),
        readouts=[*readouts(state.words), *([] if bends else one_layer())],
        drag={"unit": X},
        pick={"layers": AT, "ticks": AT},
        by={"survive": ["w", "b", "x", "layers"]},
        presets=PRESETS,
        context={"key": key, "rows": KEYS, "most": MOST, **deep()},
        links={task: f"output-layers?{link}" for task, link in OUTPUTS.items()},
        recipe=RECIPES[key],
    )


def readouts(words: Words) -> list[Readout]:
    """Return the numbers that are shown whatever the activation is."""
    return [
        Readout("through", ".3s", told=True, exact=True),
        Readout("slope", ".4f", told=True),
        Readout("out", ".4s", told=True),
        Readout("accuracy", ".1%"),
        Readout("factor", ".3s"),
        Readout("arrives", ".2s", labels=[words["names"][key] for key in KEYS]),
        Readout("depth", "d"),
        Readout("digits", ".1%"),
        Readout("digits_again", ".1%"),
        Readout("parameters", "d"),
        Readout("collapsed", "d"),
    ]


def one_layer() -> list[Readout]:
    """Return the numbers of what does not bend."""
    return [
        Readout("shell", "d"),
        *(Readout(way, ".12f") for way in ("regression", "network")),
        Readout("apart", ".1e", exact=True),
    ]


@cache
def deep() -> dict[str, object]:
    """Return what real networks reached, twice each, by rule and by activation."""
    found = {
        rule: {
            key: [*zip(one.share.tolist(), one.nudged.tolist(), strict=True)]
            for key, one in by_key.items()
        }
        for rule, by_key in reached().items()
    }
    return {"depths": DEPTHS, "deep": found}


lesson = Lesson("activations", view)

if __name__ == "__main__":
    lesson.run()
