"""Lesson: other rules make shares too, and what each of them fails to keep."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

import numpy as np

from live import Readout, Slider, State, View, Words
from pages.why_exponential.picture import picture
from pages.why_exponential.recipe import four_rules
from pages.why_exponential.scene import ALWAYS, FOLDED, JUDGED, scene
from ui.classes import COUNT, FEW, shared_classes
from ui.lesson import Lesson

E: Final = float(np.e)
BASE: Final = Slider(
    "base", 1.1, 10, steps=91, scale="log", default=E, stops=(2, 2.7, E, 10)
)
SHIFT: Final = Slider("shift", -10, 10, step=0.5)
TALL: Final = 3  # classes whose rows can be tall and whose sums can be written out
PRESETS: Final = {
    "works": "k=2&z1=0.2&z2=0.3&shift=0",
    "negative": "k=2&z1=-0.2&z2=0.3&shift=0",
    "cancel": "k=2&z1=-0.3&z2=0.3&shift=0",
    "two": "base=2",
    "nearly": "base=2.7",
    "e": f"base={E!r}",
    "ten": "base=10",
}

PAIRS: Final = (("ratio", "share"), FOLDED)  # of rules, whose tables stand side by side


def view(state: State) -> View:
    """Return the view of a state."""
    classes = shared_classes(state)
    names, count = classes.names, len(classes)
    # Seven numbers move for every logit, so many classes take larger steps.
    logits = classes.stepped(0.1 if count <= TALL else 0.2 if count <= FEW else 0.4)
    row = 44 if count <= TALL else 30
    # Its logits, at the temperature that is this base.
    cooled = {"k": count, "t": float(1 / np.log(state.number(BASE)))}
    return View(
        controls=[logits, BASE, SHIFT, COUNT],
        scene=scene,
        picture=picture(names, row, state.words),
        readouts=readouts(state.words, names),
        presets=PRESETS,
        context={
            "names": names,
            "rules": ALWAYS,
            "pairs": PAIRS,
            "tall": count <= TALL,
        },
        links={"temperature": f"temperature?{urlencode(cooled | classes.said(state))}"},
        recipe=four_rules,
        row=row,
    )


def readouts(words: Words, names: Sequence[str]) -> list[Readout]:
    """Return shares by two rules, and what every rule keeps here but not always."""
    answers = [words["verdicts"][verdict] for verdict in ("here", "no", "undefined")]
    judged = [f"{rule}_{name}" for rule, judged in JUDGED.items() for name in judged]
    return [
        Readout("ratio", ".4s", labels=names, told=True),
        Readout("ratio_sum", ".12g"),
        Readout("defined", "d", labels=["", words["no_answer"]]),
        Readout("share", labels=names, told=True),
        Readout("sum", ".12g"),
        *(Readout(verdict, "d", labels=answers) for verdict in judged),
    ]


lesson = Lesson("why-exponential", view, opening=PRESETS["negative"])

if __name__ == "__main__":
    lesson.run()
