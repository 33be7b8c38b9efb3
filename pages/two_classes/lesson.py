"""Lesson: softmax of two classes is the sigmoid of the difference of their logits."""

from dataclasses import replace
from typing import Final

from live import Group, Readout, Slider, State, View
from pages.two_classes.picture import picture
from pages.two_classes.recipe import softmax_and_sigmoid
from pages.two_classes.scene import PAIRS, backdrop, scene
from ui.classes import LOGITS
from ui.lesson import Lesson

FIRST, SECOND, THIRD = LOGITS.members[:3]
ABSENT: Final = -float("inf")
FADING: Final = replace(THIRD, low=-40, step=0.5, below=ABSENT, default=ABSENT)
TWO_AND_A_THIRD: Final = Group("z", (FIRST, SECOND, FADING))
SHIFT: Final = Slider("shift", -10, 10, step=1)
PRESETS: Final = {
    "source": "z1=0.3&z2=2.9&z3=-inf&shift=0",
    "equal": "z1=1&z2=1&z3=-inf&shift=0",
    "shifted": "z1=0.3&z2=2.9&z3=-inf&shift=4",
    "third": "z1=0.3&z2=2.9&z3=4&shift=0",
    "fading": "z1=0.3&z2=2.9&z3=-5&shift=0",
    "rounding": "z1=-9.9&z2=8.2&z3=-inf&shift=0",
}

# Which traces of the picture each line of the algebra is about.
LIT: Final = {
    "softmax": "line logits names",
    "divided": "line logits names arrow",
    "power": "line logits names arrow band gap axis ticks distance",
    "named": "gap axis ticks sigmoid softmax level ring now p1",
}


def view(state: State) -> View:
    """Return the view of a state."""
    labels = (logit.name for logit in TWO_AND_A_THIRD)
    names = tuple(str(state[label]) for label in labels if label)
    return View(
        controls=[TWO_AND_A_THIRD, SHIFT],
        scene=scene,
        backdrop=backdrop,
        picture=picture(names, state.words),
        readouts=[
            Readout("softmax", ".17g", exact=True, told=True),
            Readout("sigmoid", ".17g", exact=True, told=True),
            Readout("difference", "d", exact=True, told=True),
            Readout("verdict", "d", labels=state.words["verdicts"], told=True),
            Readout("p", labels=names, told=True),
        ],
        drag={"logits": TWO_AND_A_THIRD, "now": Group("point", (FIRST,))},
        by={"third": ["z3"], "step": ["z"]},
        presets=PRESETS,
        context={"names": names, "pairs": PAIRS, "lit": LIT},
        recipe=softmax_and_sigmoid,
    )


lesson = Lesson("two-classes", view)

if __name__ == "__main__":
    lesson.run()
